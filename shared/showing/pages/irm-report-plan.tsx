import type { Child } from 'hono/jsx';
import { followUpOf } from '../../domain/follow-up.ts';
import type { FuzzyDate } from '../../domain/fuzzy-date.ts';
import { numberOf } from '../../domain/identifiers.ts';
import { couldHaveMinutes } from '../../domain/meeting-days.ts';
import type { CitedDocument, Meeting, ParticipationProcess } from '../../domain/plan.ts';
import type { TextRef } from '../../domain/text.ts';
import { type Change, shownText, typedPassage, typedTitleIn, whoText } from '../changes.ts';
import { mendedIn } from '../corrections.ts';
import { dayText, spanText } from '../dates.ts';
import { originalOf } from '../gathering-titles.ts';
import { safeLink } from '../links.ts';
import { changePageWords } from '../messages/change-pages.ts';
import { dataWords } from '../messages/data.ts';
import type { Messages } from '../messages/fr.ts';
import { ministryWords } from '../messages/ministries.ts';
import { ogpCountWords } from '../messages/ogp-counts.ts';
import { planViewWords } from '../messages/plan-views.ts';
import { ministryFacts } from '../ministry-facts.ts';
import { ogpCountsOf } from '../ogp-counts.ts';
import { meetingState, newestOf } from '../parts/around-lines.tsx';
import { Dated } from '../parts/gathering-parts.tsx';
import { ogpFigures } from '../parts/ogp-figures.tsx';
import { Day, Moment, Paragraphs, Published, Quoted, Words } from '../parts/words.tsx';
import { statusCodes } from '../verdict.ts';
import type { PlanView } from '../view.ts';

type Props = { readonly view: PlanView; readonly m: Messages };

const Fact = ({ label, children }: { label: Child; children: Child }) => (
  <>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </>
);

/** How all milestones of the plan stand, in the ministries' words and by the calendar: counts, and no sum over statuses. */
const Standing = ({ view, m }: Props) => {
  const { zone, announcedCommitments } = view.state.settings;
  const { milestones, counts, spoke, overdue, lastWord } = ministryFacts(view.commitments, view.asOf, zone);
  const told = statusCodes.flatMap((code) => {
    const count = counts.get(code) ?? 0;
    return count === 0 ? [] : [m.commitment.verdict.counted[code](count)];
  });
  return (
    <dl>
      <Fact label={m.plan.commitments}>{m.plan.followed(view.commitments.length, announcedCommitments)}</Fact>
      <Fact label={m.plan.counts}>
        {milestones === 0 ? ministryWords[m.language].noMilestones : `${told.join(', ')}. ${m.plan.countsNote}`}
      </Fact>
      <Fact label={dataWords[m.language].report.answers}>
        {spoke.counted === 0 ? ministryWords[m.language].notYet : m.plan.spoke(spoke.inTime, spoke.counted)}
      </Fact>
      <Fact label={planViewWords[m.language].view.overdue.title}>{String(overdue.length)}</Fact>
      <Fact label={m.plan.lastWord}>{lastWord === null ? m.freshness.never : <Day of={lastWord} m={m} />}</Fact>
    </dl>
  );
};

/** What each standard asks, and the numbers for it. */
const Counts = ({ view, m }: Props) => {
  const words = ogpCountWords[m.language];
  const { from, to } = ogpCountsOf(view);
  const figures = ogpFigures(view, m);
  const topics = [
    { numbers: ['2.2'], topic: words.updates, items: figures.updates },
    { numbers: ['2.2'], topic: words.evidence, items: figures.evidence },
    { numbers: ['1.1', '5.1'], topic: words.meetings, items: figures.meetings },
    { numbers: ['3.1', '4.1'], topic: words.processes, items: figures.processes },
  ];
  return (
    <>
      <h3>{words.title}</h3>
      <p>
        <Words of={`${m.plan.asOf(dayText(to, m))}. ${words.period}${m.colon}${spanText(from, to, m)}.`} /> {words.notVerified}
      </p>
      <dl>
        {topics.map(({ numbers, topic, items }) => (
          <Fact label={`${topic.title} (${words.standard(m.and(numbers), numbers.length)})`}>
            <p>
              {words.asked}
              {m.colon}
              {topic.asks}
            </p>
            <ul>
              {items.map(({ figure, label, note }) => (
                <li>
                  {label}
                  {m.colon}
                  {figure}
                  {note !== undefined && <> ({note})</>}
                </li>
              ))}
            </ul>
          </Fact>
        ))}
      </dl>
    </>
  );
};

/** An address as it can be typed from paper; nothing where it may not be linked. */
const Address = ({ url, m }: { url: string | null; m: Messages }) => {
  const link = url === null ? null : safeLink(url);
  return link === null ? null : (
    <>
      {m.colon}
      <a href={link.href}>{link.href}</a>
    </>
  );
};

/** Somebody's words, or a word that they were removed. */
const Line = ({ view, of, m }: Props & { of: TextRef }) => (
  <Quoted of={typedPassage(of, view.texts, originalOf(view, m), m.change.redactedWords, m)} m={m} />
);

const List = ({ title, count, none, children }: { title: string; count: number; none: string; children: Child }) => (
  <>
    <h3>{title}</h3>
    {count === 0 ? <p>{none}</p> : <ul>{children}</ul>}
  </>
);

const MeetingLine = ({ view, meeting, m }: Props & { meeting: Meeting }) => {
  const { titles, body, date, minutes, withCivilSociety } = meeting;
  const language = originalOf(view, m);
  return (
    <li>
      <Quoted of={typedTitleIn(titles, view.texts, language, m)} m={m} />, <Published date={date} language={language} m={m} />,{' '}
      {meetingState(meeting, view.asOf, m)}
      {body !== null && (
        <>
          , <Line view={view} of={body} m={m} />
        </>
      )}
      {withCivilSociety && `, ${dataWords[m.language].report.withCivilSociety}`}
      {minutes === null && couldHaveMinutes(meeting, view.asOf) && `, ${m.plan.noTrace}`}
      {minutes !== null && (
        <>
          , {m.evidence.kind[minutes.kind]}
          <Address url={minutes.url} m={m} />
        </>
      )}
    </li>
  );
};

const ProcessLine = ({ view, process, m }: Props & { process: ParticipationProcess }) => {
  const {
    titles,
    period: { start, end },
    followUp,
  } = process;
  const language = originalOf(view, m);
  const state = followUpOf(process);
  return (
    <li>
      <Quoted of={typedTitleIn(titles, view.texts, language, m)} m={m} />
      {(start !== null || end !== null) && ', '}
      {start !== null && <Published date={start} language={language} m={m} />}
      {start !== null && end !== null && ' – '}
      {end !== null && <Published date={end} language={language} m={m} />}
      {m.colon}
      {state === 'given' && planViewWords[m.language].followed(followUp.length)}
      {state === 'awaited' && m.plan.awaited}
      {state === 'not-owed' && m.plan.notOwed}
      {followUp.length > 0 && (
        <ul>
          {followUp.map(({ text, url, date }) => (
            <li>
              <Line view={view} of={text} m={m} />
              {date !== null && (
                <>
                  , <Dated date={date} language={language} m={m} />
                </>
              )}
              <Address url={url} m={m} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
};

const DocumentLine = ({ view, document, m }: Props & { document: CitedDocument }) => {
  const { title, kind, publisher, date, url } = document;
  const language = originalOf(view, m);
  return (
    <li>
      <Quoted of={typedPassage(title, view.texts, language, m.evidence.redacted, m)} m={m} /> ({m.plan.documentKind[kind]}
      {publisher !== null && (
        <>
          , <Line view={view} of={publisher} m={m} />
        </>
      )}
      {date !== null && (
        <>
          , <Dated date={date} language={language} m={m} />
        </>
      )}
      )
      <Address url={url} m={m} />
    </li>
  );
};

/** What was corrected or removed: of what, the value before and after, when, by which role, and why. */
const Mended = ({ view, change, m }: Props & { change: Change }) => {
  const number = numberOf(change.subject);
  return (
    <li>
      <Moment at={change.at} zone={view.state.settings.zone} m={m} />, {whoText(change, m)}
      {m.colon}
      {m.change.kind[change.kind]}
      {number !== '' && ` – #${number}`}
      {change.about !== null && number !== '' && (
        <>
          {' '}
          <Quoted of={change.about} m={m} />
        </>
      )}
      {change.now !== null && (
        <p>
          <Words of={[change.was, change.now].flatMap((told) => (told === null ? [] : [shownText(told, m)])).join(' → ')} />
        </p>
      )}
      {change.details.map(({ label, passage }) => (
        <>
          <p>
            {label}
            {m.colon}
          </p>
          <Paragraphs of={passage} m={m} />
        </>
      ))}
    </li>
  );
};

const dateOfProcess = ({ period }: ParticipationProcess): FuzzyDate | null => period.end ?? period.start;

/** The report's part about the plan as a whole, before its commitments. No number in it is a verdict: judging is the reviewer's. */
export const ReportPlan = ({ view, m }: Props) => {
  const words = dataWords[m.language].report;
  const { meetings, processes, documents } = view.state;
  const mended = mendedIn(view).flatMap(({ items }) => items);
  const { title: corrections, none: noCorrections } = changePageWords[m.language].corrections;
  return (
    <section id="plan">
      <h2>{words.plan}</h2>
      <Standing view={view} m={m} />
      <Counts view={view} m={m} />
      <List title={m.plan.meetings} count={meetings.length} none={words.noMeetings}>
        {newestOf<Meeting>(meetings, ({ date }) => date).map((meeting) => (
          <MeetingLine view={view} meeting={meeting} m={m} />
        ))}
      </List>
      <List title={ogpCountWords[m.language].processes.title} count={processes.length} none={words.noProcesses}>
        {newestOf(processes, dateOfProcess).map((process) => (
          <ProcessLine view={view} process={process} m={m} />
        ))}
      </List>
      <List title={m.plan.documents} count={documents.length} none={words.noDocuments}>
        {newestOf<CitedDocument>(documents, ({ date }) => date).map((document) => (
          <DocumentLine view={view} document={document} m={m} />
        ))}
      </List>
      <List title={corrections} count={mended.length} none={noCorrections}>
        {mended.map(({ recorded }) => (
          <Mended view={view} change={recorded.tell(m)} m={m} />
        ))}
      </List>
    </section>
  );
};
