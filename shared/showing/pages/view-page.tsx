import { deadlineOf, declaredStatusOf, lastSpoken } from '../../domain/commitment.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { slippageOf } from '../../domain/position.ts';
import { shownEvidence } from '../changes.ts';
import { daysText, dayText } from '../dates.ts';
import { changeHref } from '../feeds/feed.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { planViewWords } from '../messages/plan-views.ts';
import { timeStripWords } from '../messages/time-strip.ts';
import { declarationOf } from '../milestone-facts.ts';
import { AboutRow } from '../parts/about-row.tsx';
import { DataDay } from '../parts/data-day.tsx';
import { Empty } from '../parts/empty.tsx';
import { EvidenceList } from '../parts/evidence-list.tsx';
import { EvidenceRows } from '../parts/evidence-rows.tsx';
import { DeclaredMark } from '../parts/marks.tsx';
import { Pager } from '../parts/pager.tsx';
import { Section } from '../parts/section.tsx';
import { Day, Published, Words } from '../parts/words.tsx';
import { drawnPerCommitment } from '../per-commitment.ts';
import { entryUrn } from '../permanent-names.ts';
import { filledPagesOf, type PlanViewName, pagesOfView, planViews, rowsOfPage, type ViewRow, viewPart } from '../plan-views.ts';
import { asksHiddenBy } from '../settings-changes.ts';
import { lastHeard } from '../verdict.ts';
import { dayOf, type PlanView } from '../view.ts';
import { hrefOf } from './page-links.ts';
import { partHref, planPartHtml } from './plan-part.tsx';

type Props = { readonly view: PlanView; readonly m: Messages };
type RowProps = Props & { readonly row: ViewRow };

/** Items of evidence in a line; its milestone's page has all. */
const mostEvidence = 3;

const Deadline = ({ row: { commitment, milestone }, m }: RowProps) => {
  if (milestone === null) return <>–</>;
  const { due } = milestone.published;
  const inForce = deadlineOf(milestone).due;
  const moved = slippageOf(milestone);
  return (
    <>
      {due === null ? m.deadline.none : <Published date={due} language={commitment.state.language} m={m} />}
      {moved === null && inForce !== null && inForce.to !== null && inForce.precision !== 'day' && (
        <span class="reading">
          <Day of={inForce.to} m={m} />
        </span>
      )}
      {moved !== null && (
        <span class="reading">
          <Words
            of={(moved.to > moved.from ? m.deadline.revised : m.deadline.broughtForward)(
              dayText(moved.from, m),
              dayText(moved.to, m),
            )}
          />
        </span>
      )}
    </>
  );
};

const Declared = ({ view, row: { commitment, milestone }, m }: RowProps) => {
  if (milestone === null) return <>–</>;
  const evidence = declarationOf(milestone)?.evidence ?? [];
  const more = evidence.length - mostEvidence;
  return (
    <>
      <DeclaredMark status={declaredStatusOf(milestone)} m={m} />
      <EvidenceList
        evidence={shownEvidence(evidence.slice(0, mostEvidence), commitment.texts, m)}
        language={commitment.state.language}
        m={m}
      />
      {more > 0 && <a href={hrefOf(view, milestone.id, m.language)}>{planViewWords[m.language].moreEvidence(more)}</a>}
    </>
  );
};

function lastWordDay(view: PlanView, { commitment, milestone }: ViewRow): string | null {
  const { zone } = view.state.settings;
  if (milestone === null) return lastHeard(commitment.milestones, zone);
  const word = lastSpoken(milestone);
  return word === null ? null : dayOf(word.at, zone);
}

const LastHeard = ({ day, m }: { day: string | null; m: Messages }) =>
  day === null ? m.freshness.never : <Day of={day} m={m} />;

/** On the page about silence every day of asking, elsewhere since when. */
const Asked = ({ row: { askedOn }, name, m }: RowProps & { name: PlanViewName }) => {
  const [since] = askedOn;
  if (since === undefined) return <>{planViewWords[m.language].notAsked}</>;
  const silent = <Words of={m.asked.silentSince(dayText(since, m))} />;
  if (name !== 'no-word') return silent;
  return (
    <>
      {silent}
      {askedOn.length > 1 && (
        <span class="reading">
          <Words of={m.asked.asked(daysText(askedOn, m))} />
        </span>
      )}
    </>
  );
};

const drawn = drawnPerCommitment();

const Rows = ({ view, rows, name, caption, m }: Props & { rows: readonly ViewRow[]; name: PlanViewName; caption: string }) => {
  const words = planViewWords[m.language];
  return (
    <table class="stacked">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.milestone}</th>
          <th scope="col">{words.deadline}</th>
          <th scope="col">{m.declared.byMinistry}</th>
          <th scope="col">{m.plan.lastWord}</th>
          {view.state.settings.publishAsks && <th scope="col">{words.asked}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) =>
          drawn(view, row.commitment, [m.language, name, row.milestone?.id ?? ''], () => (
            <tr>
              <th scope="row">
                <AboutRow view={view} row={row} m={m} />
              </th>
              <td data-label={words.deadline}>
                <Deadline view={view} row={row} m={m} />
              </td>
              <td data-label={m.declared.byMinistry}>
                <Declared view={view} row={row} m={m} />
              </td>
              <td data-label={m.plan.lastWord}>
                <LastHeard day={lastWordDay(view, row)} m={m} />
              </td>
              {view.state.settings.publishAsks && (
                <td data-label={words.asked}>
                  <Asked view={view} row={row} name={name} m={m} />
                </td>
              )}
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
};

/** Of these the ministry never spoke and was never asked: there is nothing to tell but what is promised. */
const UnheardRows = ({ view, rows, m }: Props & { rows: readonly ViewRow[] }) => {
  const { unheard, milestone, deadline } = planViewWords[m.language];
  return (
    <table class="stacked">
      <caption class="visually-hidden">{unheard.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{milestone}</th>
          <th scope="col">{deadline}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">
              <AboutRow view={view} row={row} m={m} />
            </th>
            <td data-label={deadline}>
              <Deadline view={view} row={row} m={m} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** Two kinds of silence, told apart: asked in vain, and never heard of. */
const Silence = ({ view, rows, m }: Props & { rows: readonly ViewRow[] }) => {
  const words = planViewWords[m.language];
  const unanswered = rows.filter(({ askedOn }) => askedOn.length > 0);
  const unheard = rows.filter(({ askedOn }) => askedOn.length === 0);
  return (
    <>
      {unanswered.length > 0 && (
        <Section id="unanswered" title={words.unanswered.title} intro={words.unanswered.intro}>
          <Rows view={view} rows={unanswered} name="no-word" caption={words.view['no-word'].caption} m={m} />
        </Section>
      )}
      {unheard.length > 0 && (
        <Section
          id="unheard"
          title={words.unheard.title}
          intro={view.state.settings.publishAsks ? words.unheard.intro : words.withoutAsks.intro}
        >
          <UnheardRows view={view} rows={unheard} m={m} />
        </Section>
      )}
    </>
  );
};

/** What a reader cannot see on the page about silence, and since when. */
const AsksHidden = ({ view, m }: Props) => {
  const { since, never, change } = planViewWords[m.language].withoutAsks;
  const entry = asksHiddenBy(view.log);
  if (entry === null) return <p class="note">{never}</p>;
  return (
    <p class="note">
      <Words of={since(dayText(dayOf(entry.at, view.state.settings.zone), m))} />{' '}
      <a href={changeHref(view, { urn: entryUrn(view.log, entry.seq), ...entry }, m.language)}>{change}</a>
    </p>
  );
};

/** A fixed view of a plan's milestones, the most urgent first; `page` counts from 1. */
export function viewPage(view: PlanView, name: PlanViewName, page: number, language: InterfaceLanguage): string {
  const m = messages[language];
  const words = planViewWords[language];
  const { title, caption } = words.view[name];
  const isBlind = name === 'no-word' && !view.state.settings.publishAsks;
  const { lead, none, noneMeans } = isBlind ? words.withoutAsks : words.view[name];
  const all = planViews(view)[name];
  const rows = rowsOfPage(all, page);
  const told = page === 1 ? title : `${title}, ${words.page(page, pagesOfView(view, name))}`;
  return planPartHtml({
    view,
    language,
    part: viewPart(name, page),
    title: told,
    current: name,
    ...(page === 1 ? {} : { above: [{ href: partHref(view, name, language), text: title }] }),
    children: (
      <>
        <h1>{told}</h1>
        {page === 1 && <p class="lede">{lead}</p>}
        <DataDay view={view} m={m} />
        {page === 1 && isBlind && <AsksHidden view={view} m={m} />}
        {all.length === 0 && page === 1 && <Empty title={none}>{noneMeans}</Empty>}
        {all.length === 0 && page === 1 && name === 'due-soon' && (
          <ul class="plain">
            <li>
              <a href={partHref(view, 'timeline', language)}>{timeStripWords[language].pageTitle}</a>
            </li>
            <li>
              <a href={`${hrefOf(view, view.state.settings.id, language)}calendar.ics`}>{m.downloads.calendar}</a>
            </li>
          </ul>
        )}
        {rows.length === 0 && page > 1 && <Empty title={words.emptyPage}>{words.emptyPageMeans}</Empty>}
        {rows.length > 0 && name === 'evidence' && <EvidenceRows view={view} rows={rows} m={m} />}
        {rows.length > 0 && name !== 'no-word' && name !== 'evidence' && (
          <Rows view={view} rows={rows} name={name} caption={caption} m={m} />
        )}
        {rows.length > 0 && name === 'no-word' && <Silence view={view} rows={rows} m={m} />}
        <Pager
          page={page}
          last={filledPagesOf(view, name)}
          hrefOf={(one) => partHref(view, viewPart(name, one), language)}
          words={name === 'evidence' ? { back: words.newer, on: words.older } : { back: words.previous, on: words.next }}
          m={m}
        />
      </>
    ),
  });
}
