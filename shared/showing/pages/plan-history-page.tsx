import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { Recorded } from '../changes.ts';
import { changePageWords } from '../messages/change-pages.ts';
import { messages } from '../messages/messages.ts';
import { History } from '../parts/history.tsx';
import { Section } from '../parts/section.tsx';
import { historyPartOf } from '../plan-history.ts';
import type { Stretch } from '../stretches.ts';
import type { PlanView } from '../view.ts';
import { partHref, planPartHtml } from './plan-part.tsx';

/** Entries of a plan's own log in full, each under its permanent anchor. */
export function planHistoryPage(view: PlanView, stretch: Stretch<Recorded>, language: InterfaceLanguage): string {
  const m = messages[language];
  const { history: words, months } = changePageWords[language];
  const { number, first, last, isNewest, items } = stretch;
  const { languages } = view.state.settings;
  const here = words.stretch(first, last);
  return planPartHtml({
    view,
    language,
    part: historyPartOf(stretch),
    // A page that may still grow is not named by its last entry.
    title: number === 1 ? m.plan.history : `${m.plan.history} (${number})`,
    current: null,
    above: [{ href: partHref(view, 'changes', language), text: months.title }],
    children: (
      <>
        <h1>{m.plan.history}</h1>
        <p class="lede">{words.lead}</p>
        {!(number === 1 && isNewest) && (
          <nav class="pager" aria-label={words.pages}>
            {number > 1 && (
              <a rel="prev" href={partHref(view, `history/${number - 1}`, language)}>
                {words.older}
              </a>
            )}
            {!isNewest && (
              <a rel="next" href={partHref(view, `history/${number + 1}`, language)}>
                {words.newer}
              </a>
            )}
          </nav>
        )}
        <Section id="entries" title={here} intro={m.change.intro}>
          <History
            changes={items.map(({ tell }) => tell(m))}
            view={view}
            language={languages[0] ?? language}
            m={m}
            milestoneHref={null}
          />
        </Section>
      </>
    ),
  });
}
