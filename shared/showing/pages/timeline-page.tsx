import { deadlineOf, declaredStatusOf, type MilestoneState } from '../../domain/commitment.ts';
import { deadlineDay } from '../../domain/fuzzy-date.ts';
import { type InterfaceLanguage, milestoneKeyOf } from '../../domain/identifiers.ts';
import { positionOf } from '../../domain/position.ts';
import { titleIn } from '../changes.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { planViewWords } from '../messages/plan-views.ts';
import { timeStripWords } from '../messages/time-strip.ts';
import { Empty } from '../parts/empty.tsx';
import { positionLabel } from '../parts/marks.tsx';
import { Pager } from '../parts/pager.tsx';
import { PlanStrip } from '../parts/time-strip.tsx';
import { Day, Published, Quoted } from '../parts/words.tsx';
import { rowsOnPage } from '../plan-views.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { hrefOf } from './page-links.ts';
import { partHref, planPartHtml } from './plan-part.tsx';

type Props = { readonly view: PlanView; readonly m: Messages };

type Line = { readonly commitment: CommitmentView; readonly milestone: MilestoneState };

const Row = ({ view, line: { commitment, milestone }, m }: Props & { line: Line }) => {
  const { number, language } = commitment.state;
  const published = milestone.published.due;
  const expected = deadlineDay(deadlineOf(milestone).due);
  return (
    <tr>
      <th scope="row">
        <a href={hrefOf(view, milestone.id, m.language)}>
          <span class="key">
            #{number} {milestoneKeyOf(milestone.id)}
          </span>{' '}
          <Quoted of={titleIn(milestone.titles, m.language, language)} m={m} />
        </a>
      </th>
      <td data-label={timeStripWords[m.language].published}>
        {published === null ? m.deadline.none : <Published date={published} language={language} m={m} />}
      </td>
      <td data-label={timeStripWords[m.language].expected}>
        {expected === null ? timeStripWords[m.language].undated : <Day of={expected} m={m} />}
      </td>
      <td data-label={m.declared.byMinistry}>{m.declared.label[declaredStatusOf(milestone) ?? 'none']}</td>
      <td data-label={m.position.title}>{positionLabel(milestone, positionOf(milestone, view.dataDay), m)}</td>
    </tr>
  );
};

function linesOf({ commitments }: PlanView): Line[] {
  return commitments.flatMap((commitment) => commitment.milestones.map((milestone) => ({ commitment, milestone })));
}

/** How many pages the table fills; the strip is on the first. A plan never loses a milestone, and so no page. */
export function timelinePages(view: PlanView): number {
  return Math.max(1, Math.ceil(linesOf(view).length / rowsOnPage));
}

/** Where a page lies within its plan: `timeline`, `timeline/2`. */
export function timelinePart(page: number): string {
  return page === 1 ? 'timeline' : `timeline/${page}`;
}

/** Every milestone of a plan on its date: the strip with the keys of the milestones, then the same as a table, page by page from 1. */
export function timelinePage(view: PlanView, language: InterfaceLanguage, page = 1): string {
  const m = messages[language];
  const words = timeStripWords[language];
  const pages = planViewWords[language];
  const lines = linesOf(view);
  const last = timelinePages(view);
  const told = page === 1 ? words.pageTitle : `${words.pageTitle}, ${pages.page(page, last)}`;
  return planPartHtml({
    view,
    language,
    part: timelinePart(page),
    title: told,
    current: 'timeline',
    asOf: view.dataDay,
    ...(page === 1 ? {} : { above: [{ href: partHref(view, timelinePart(1), language), text: words.pageTitle }] }),
    children: (
      <>
        <h1>{told}</h1>
        {page === 1 && <p class="lede">{words.pageIntro}</p>}
        {lines.length === 0 ? (
          <Empty title={words.nothing} />
        ) : (
          <>
            {page === 1 && <PlanStrip view={view} m={m} isLarge />}
            <section class="block">
              <h2 id="dates">{last === 1 ? words.asTable : `${words.asTable}, ${pages.page(page, last)}`}</h2>
              <table class="stacked">
                <caption class="visually-hidden">{words.tableCaption}</caption>
                <thead>
                  <tr>
                    <th scope="col">{m.commitment.milestone}</th>
                    <th scope="col">{words.published}</th>
                    <th scope="col">{words.expected}</th>
                    <th scope="col">{m.declared.byMinistry}</th>
                    <th scope="col">{m.position.title}</th>
                  </tr>
                </thead>
                <tbody>
                  {lines.slice((page - 1) * rowsOnPage, page * rowsOnPage).map((line) => (
                    <Row view={view} line={line} m={m} />
                  ))}
                </tbody>
              </table>
              <Pager
                page={page}
                last={last}
                hrefOf={(one) => partHref(view, timelinePart(one), language)}
                words={{ back: words.back, on: words.on }}
                m={m}
              />
            </section>
          </>
        )}
      </>
    ),
  });
}
