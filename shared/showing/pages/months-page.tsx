import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { monthTitle } from '../dates.ts';
import { monthsOfPlan } from '../feeds/recorded.ts';
import { changePageWords } from '../messages/change-pages.ts';
import { messages } from '../messages/messages.ts';
import { planViewWords } from '../messages/plan-views.ts';
import { Empty } from '../parts/empty.tsx';
import { historyStretches } from '../plan-history.ts';
import type { PlanView } from '../view.ts';
import { partHref, planPartHtml } from './plan-part.tsx';

/** The months in which something changed in a plan, newest first, and the ways to its other histories. */
export function monthsPage(view: PlanView, language: InterfaceLanguage): string {
  const m = messages[language];
  const { months: words, history } = changePageWords[language];
  const months = monthsOfPlan(view);
  const { id } = view.state.settings;
  return planPartHtml({
    view,
    language,
    part: 'changes',
    title: words.title,
    current: 'changes',
    children: (
      <>
        <h1>{words.title}</h1>
        <p class="lede">{words.lead}</p>
        {months.length === 0 ? (
          <Empty title={words.none}>{words.noneMeans}</Empty>
        ) : (
          <table class="counts stacked">
            <caption class="visually-hidden">{words.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{words.month}</th>
                <th scope="col" class="numeric">
                  {words.entries}
                </th>
                <th scope="col" class="numeric">
                  {words.commitments}
                </th>
              </tr>
            </thead>
            <tbody>
              {months.map(({ month, recorded }) => (
                <tr>
                  <th scope="row">
                    <a href={partHref(view, `changes/${month}`, language)}>
                      <time datetime={month}>{monthTitle(month, m)}</time>
                    </a>
                  </th>
                  <td class="numeric" data-label={words.entries}>
                    {String(recorded.length)}
                  </td>
                  <td class="numeric" data-label={words.commitments}>
                    {String(new Set(recorded.map(({ subject }) => subject).filter((subject) => subject !== id)).size)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <ul class="index">
          <li>
            <a href={partHref(view, 'corrections', language)}>{planViewWords[language].overview.corrections}</a>
          </li>
          {historyStretches(view).map(({ number, first, last }) => (
            <li>
              <a href={partHref(view, `history/${number}`, language)}>
                {m.plan.history}
                {m.colon}
                {history.stretch(first, last).toLocaleLowerCase(language)}
              </a>
            </li>
          ))}
        </ul>
      </>
    ),
  });
}
