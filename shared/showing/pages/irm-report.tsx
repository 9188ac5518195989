import { deadlineOf, inLanguage, type MilestoneState, standingWords } from '../../domain/commitment.ts';
import type { FuzzyDate } from '../../domain/fuzzy-date.ts';
import { milestoneKeyOf } from '../../domain/identifiers.ts';
import { overdueSince } from '../../domain/position.ts';
import { readText } from '../../domain/text.ts';
import { detailWriter, titleIn } from '../changes.ts';
import { irmFacts } from '../commitment-facts.ts';
import { dayText, readingOf } from '../dates.ts';
import { markupOf } from '../markup.ts';
import { dataWords } from '../messages/data.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { factsOf, type MilestoneFacts } from '../milestone-facts.ts';
import { AskedSentences } from '../parts/asked-list.tsx';
import { LastWord } from '../parts/last-word.tsx';
import { pageHtml } from '../parts/layout.tsx';
import { positionLabel } from '../parts/marks.tsx';
import { Day, Paragraphs, Published, Quoted, Words } from '../parts/words.tsx';
import { plainText } from '../plain-text.ts';
import { untranslatedText } from '../untranslated.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { ReportPlan } from './irm-report-plan.tsx';

type Language = Messages['language'];

/** Written without characters that HTML escapes, so that it stays a stylesheet. */
const printStyle = [
  'body{font:11pt/1.45 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em;color:#111;background:#fff}',
  'h1,h2,h3{font-family:Arial,Helvetica,sans-serif;line-height:1.2;page-break-after:avoid;break-after:avoid}',
  'section{border-top:1px solid #777;margin-top:2em;padding-top:1em}',
  'article{margin:1em 0;break-inside:avoid}',
  'dl{margin:0}dt{font-weight:bold;margin-top:.4em}dd{margin:0 0 0 1.5em}',
  '.whole{white-space:nowrap}ul{padding-left:1.5em}p{margin:.4em 0}nav li{padding:.25em 0}code{overflow-wrap:anywhere;font-size:9pt}a{color:inherit;overflow-wrap:anywhere}',
  'li>ul,dd>ul{margin:0}#plan h3{margin:1.2em 0 .3em}#plan dl{display:grid;grid-template-columns:minmax(8em,13em) 1fr;gap:.3em 1em}#plan dd,#plan dt,#plan dd p{margin:0}',
  '@page{margin:18mm}@media print{body{margin:0;max-width:none}nav,#plan{break-after:page}#plan{border:0;margin:0;padding:0}li{break-inside:avoid}}',
].join('\n');

const Fact = ({ label, children }: { label: unknown; children: unknown }) => (
  <>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </>
);

type DeadlineProps = { readonly date: FuzzyDate | null; readonly language: string; readonly m: Messages };

const Deadline = ({ date, language, m }: DeadlineProps) =>
  date === null ? (
    m.deadline.none
  ) : (
    <>
      <Published date={date} language={language} m={m} isEvidence />, <Words of={readingOf(date, m)} />
    </>
  );

const Evidence = ({ facts, m }: { facts: MilestoneFacts; m: Messages }) => {
  if (facts.evidence.length === 0) return m.evidence.none;
  return (
    <ul>
      {facts.evidence.map(({ url, title, kind, date }) => (
        <li>
          {title ?? m.evidence.redacted} ({m.evidence.kind[kind]}
          {date !== null && (
            <>
              , <Day of={date} m={m} />
            </>
          )}
          ){url === null ? '' : m.colon}
          {url !== null && <a href={url}>{url}</a>}
        </li>
      ))}
    </ul>
  );
};

/** What the reviewer found, in the reviewer's words, with where it can be read. */
const Assessment = ({ irm, m }: { irm: ReturnType<typeof irmFacts>; m: Messages }) => {
  if (irm === null) return m.irm.none;
  const told = [
    irm.completion === null ? null : `${m.irm.completion}${m.colon}${labelOf(m.irm.completionLabel, irm.completion.value)}`,
    irm.verifiable === null ? null : `${m.irm.verifiable}${m.colon}${labelOf(m.irm.yesNo, irm.verifiable.value)}`,
    irm.relevant === null ? null : `${m.irm.relevant}${m.colon}${labelOf(m.irm.yesNo, irm.relevant.value)}`,
    irm.ambition === null ? null : `${m.irm.ambition}${m.colon}${labelOf(m.irm.ambitionLabel, irm.ambition.value)}`,
    irm.earlyResults === null
      ? null
      : `${m.irm.earlyResults}${m.colon}${labelOf(m.irm.earlyResultsLabel, irm.earlyResults.value)}`,
  ].filter((line) => line !== null);
  return (
    <ul>
      {told.map((line) => (
        <li>{line}</li>
      ))}
      <li>
        {m.irm.source}
        {m.colon}
        {irm.report.title ?? m.evidence.redacted}, <Day of={irm.report.date} m={m} />,{' '}
        <a href={irm.report.url}>{irm.report.url}</a>
      </li>
    </ul>
  );
};

/** The label of a value, or the value as it is printed. */
function labelOf(labels: { readonly [code: string]: string }, value: string): string {
  return labels[value] ?? value;
}

const texts = (facts: MilestoneFacts, m: Messages) =>
  [
    { label: m.declared.done, text: facts.done },
    { label: m.declared.difficulties, text: facts.difficulties },
    { label: m.declared.noEvidenceReason, text: facts.noEvidenceReason },
    { label: m.declared.reason, text: facts.withdrawnReason },
  ].flatMap(({ label, text }) => (text === null ? [] : [{ label, text }]));

/** What the ministry wrote beside an answer that declares nothing. */
function noteOf(milestone: MilestoneState, commitment: CommitmentView, m: Messages) {
  const last = standingWords(milestone).at(-1)?.said;
  return last?.kind === 'nothing-to-report'
    ? detailWriter(commitment.texts, commitment.state.language, m).free(m.declared.note, last.note)
    : [];
}

const Position = ({ milestone, facts, m }: { milestone: MilestoneState; facts: MilestoneFacts; m: Messages }) => {
  const since = overdueSince(milestone, facts.asOf);
  return (
    <>
      {positionLabel(milestone, facts.position, m)}
      {since !== null && (
        <>
          {' '}
          <Words of={m.position.since(dayText(since, m))} />
        </>
      )}
    </>
  );
};

const Milestone = ({
  view,
  commitment,
  milestone,
  facts,
  m,
}: {
  view: PlanView;
  commitment: CommitmentView;
  milestone: MilestoneState;
  facts: MilestoneFacts;
  m: Messages;
}) => {
  const { zone, publishAsks } = view.state.settings;
  const { log } = commitment;
  const { language } = commitment.state;
  const asks = commitment.asks.filter(({ subjectId }) => subjectId === milestone.id);
  const isMoved = deadlineOf(milestone) !== milestone.published;
  return (
    <article>
      <h3>
        {milestoneKeyOf(milestone.id)}
        {'\u00A0– '}
        <Quoted of={titleIn(milestone.titles, m.language, language)} m={m} />
      </h3>
      <dl>
        <Fact label={m.deadline.title}>
          <Deadline date={facts.due} language={language} m={m} />
        </Fact>
        {isMoved && (
          <Fact label={m.deadline.expected}>
            <Deadline date={facts.expected} language={language} m={m} />
          </Fact>
        )}
        {facts.revisions.map(({ due, reason, on }) => (
          <Fact label={<Words of={`${m.change.kind['deadline-revised']}, ${dayText(on, m)}`} />}>
            <Deadline date={due} language={language} m={m} />
            <Paragraphs
              of={reason === null ? { text: m.change.redactedText, language: m.language } : { text: reason, language }}
              m={m}
            />
          </Fact>
        ))}
        <Fact label={m.declared.byMinistry}>
          {m.declared.label[facts.declared ?? 'none']}
          {facts.declaredOn !== null && (
            <>
              , <Day of={facts.declaredOn} m={m} />
            </>
          )}
        </Fact>
        {facts.completedOn !== null && (
          <Fact label={m.declared.completedOn}>
            <Day of={facts.completedOn} m={m} />
          </Fact>
        )}
        {texts(facts, m).map(({ label, text }) => (
          <Fact label={label}>
            <Paragraphs of={{ text, language }} m={m} />
          </Fact>
        ))}
        <Fact label={m.freshness.title}>
          <LastWord milestone={milestone} log={log} asOf={facts.asOf} zone={zone} m={m} />
        </Fact>
        {noteOf(milestone, commitment, m).map(({ label, passage }) => (
          <Fact label={label}>
            <Paragraphs of={passage} m={m} />
          </Fact>
        ))}
        <Fact label={m.evidence.title}>
          <Evidence facts={facts} m={m} />
        </Fact>
        <Fact label={m.position.title}>
          <Position milestone={milestone} facts={facts} m={m} />
        </Fact>
        {publishAsks && (
          <Fact label={m.asked.title}>
            {asks.length === 0 ? m.asked.none : <AskedSentences asks={asks} about={[milestone]} log={log} zone={zone} m={m} />}
          </Fact>
        )}
        {facts.irm !== null && (
          <Fact label={m.irm.title}>
            <Assessment irm={irmFacts(facts.irm, commitment.texts)} m={m} />
          </Fact>
        )}
      </dl>
    </article>
  );
};

/** One end of a commitment's period as published. */
const Bound = ({ date, commitment, m }: { date: FuzzyDate | null; commitment: CommitmentView; m: Messages }) =>
  date === null ? '…' : <Published date={date} language={commitment.state.language} m={m} />;

/** What the sheet promises: its description, else its objective, in the page's language where the government said it so. */
function promiseOf({ state, texts: stored }: CommitmentView, language: Language) {
  const wordings = state.prose.description ?? state.prose.objective;
  const found = wordings === undefined ? null : inLanguage(wordings, language, state.language);
  const text = found === null ? null : readText(stored, found.value);
  return found === null || text === null ? null : { text: plainText(text), language: found.language };
}

/** One commitment of the report. It depends on the commitment and the settings of its plan alone. */
export function reportSection(view: PlanView, commitment: CommitmentView, language: Language): string {
  const m = messages[language];
  const words = dataWords[language];
  const { state } = commitment;
  const facts = factsOf(view, commitment);
  const title = titleIn(state.titles, language, state.language);
  const promise = promiseOf(commitment, language);
  const { start, end } = state.period;
  const campaignAsks = commitment.asks.filter(({ subjectId }) => subjectId === state.id);
  const { zone } = view.state.settings;
  const section = (
    <section id={`c${state.number}`}>
      <h2>
        {state.number}
        {'\u00A0– '}
        <Quoted of={title} m={m} />
      </h2>
      {title.language !== language && (
        <p>{untranslatedText('commitment', { language: title.language, planLanguages: view.state.settings.languages, m })}</p>
      )}
      <p>
        <Words of={m.plan.asOf(dayText(commitment.dataDay, m))} />.
      </p>
      <dl>
        <Fact label={m.commitment.ministry}>{state.leadInstitutions.map(plainText).join(', ')}</Fact>
        {state.ogpId !== null && (
          <Fact label={m.commitment.ogpCode}>
            {state.ogpId.code}
            {state.ogpId.verified ? '' : ` (${m.commitment.unverified})`}
          </Fact>
        )}
        {(start !== null || end !== null) && (
          <Fact label={m.commitment.period}>
            <Bound date={start} commitment={commitment} m={m} />
            {' – '}
            <Bound date={end} commitment={commitment} m={m} />
          </Fact>
        )}
        {promise !== null && (
          <Fact label={words.report.promise}>
            <Paragraphs of={promise} m={m} />
          </Fact>
        )}
        <Fact label={m.irm.title}>
          <Assessment irm={irmFacts(state.assessment, commitment.texts)} m={m} />
        </Fact>
        {campaignAsks.length > 0 && (
          <Fact label={m.asked.campaign}>
            <AskedSentences asks={campaignAsks} about={commitment.milestones} log={commitment.log} zone={zone} m={m} />
          </Fact>
        )}
      </dl>
      {commitment.milestones.map((milestone, place) => {
        const told = facts[place];
        return told === undefined ? null : (
          <Milestone view={view} commitment={commitment} milestone={milestone} facts={told} m={m} />
        );
      })}
      {commitment.milestones.length === 0 && <p>{m.commitment.noMilestones}</p>}
      <p>
        {m.site.head(state.head.seq)}
        {m.colon}
        <code>{state.head.hash}</code>
      </p>
    </section>
  );
  return `${markupOf(section)}\n`;
}

/** Stands for the sections while the page around them is made; nothing that is published contains it. */
const sectionsHere = '\uFFFF';

/** A report to print, in one language: what stands before and after the sections of its commitments. It needs no other file. */
export function irmReport(view: PlanView, language: Language): { readonly before: string; readonly after: string } {
  const m = messages[language];
  const words = dataWords[language].report;
  const { titles, languages } = view.state.settings;
  const title = titleIn(titles, language, languages[0] ?? language);
  const page = pageHtml(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{`${words.title} – ${title.text}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <style>{printStyle}</style>
      </head>
      <body>
        <main>
          <h1>
            {words.title}
            {m.colon}
            <Quoted of={title} m={m} />
          </h1>
          <p>{words.intro}</p>
          <p>
            <Words of={m.plan.asOf(dayText(view.dataDay, m))} />. {m.site.planHead}
            {m.colon}
            <code>{view.head}</code>
          </p>
          <p>{words.verify}</p>
          <nav aria-label={words.contents}>
            <ul>
              <li>
                <a href="#plan">{words.plan}</a>
              </li>
              {view.commitments.map(({ state }) => (
                <li>
                  <a href={`#c${state.number}`}>
                    {state.number}
                    {'\u00A0– '}
                    <Quoted of={titleIn(state.titles, language, state.language)} m={m} />
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <ReportPlan view={view} m={m} />
          {sectionsHere}
        </main>
      </body>
    </html>,
  );
  const [before = '', after = ''] = page.split(sectionsHere);
  return { before, after };
}
