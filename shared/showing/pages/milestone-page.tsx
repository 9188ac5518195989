import { deadlineOf, declaredStatusOf, lastDeclared, type MilestoneState, standingWords } from '../../domain/commitment.ts';
import { milestoneKeyOf } from '../../domain/identifiers.ts';
import { detailWriter, shownEvidence, titleIn } from '../changes.ts';
import { readingOf } from '../dates.ts';
import { changesOf } from '../feeds/feed.ts';
import { entryWords } from '../messages/entry.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { declarationOf, milestoneDay } from '../milestone-facts.ts';
import { AskedSentences, AskLines } from '../parts/asked-list.tsx';
import { AssessmentBlock } from '../parts/assessment-block.tsx';
import { DetailRows } from '../parts/detail-rows.tsx';
import { EvidenceList } from '../parts/evidence-list.tsx';
import { LastWord } from '../parts/last-word.tsx';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { DeadlineCell, DeclaredCell, evidenceSummary, PositionCell } from '../parts/milestone-cells.tsx';
import { PlanNav } from '../parts/plan-nav.tsx';
import { RecentChanges } from '../parts/recent-changes.tsx';
import { Section } from '../parts/section.tsx';
import { Day, Paragraphs, Published, Quoted, Words } from '../parts/words.tsx';
import { plainLine } from '../plain-text.ts';
import { untranslatedText } from '../untranslated.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { foldersOf, homeHref, hrefOf } from './page-links.ts';

type Props = {
  readonly view: PlanView;
  readonly commitment: CommitmentView;
  readonly milestone: MilestoneState;
  readonly m: Messages;
};

/** Earlier new dates that still count; the one in force stands beside the published deadline. */
function revisedBefore(milestone: MilestoneState): MilestoneState['revisions'] {
  const { seq } = deadlineOf(milestone);
  return milestone.revisions.filter((one) => one.retractedBy === null && one.seq !== seq);
}

/** The line of the sheet, which is known for the sheet of the commitment's own language. */
const ReadIn = ({ commitment: { state }, milestone: { line }, m }: Omit<Props, 'view'>) => {
  const sheet = state.sources.findLast(({ language }) => language === state.language);
  return line === null || sheet === undefined ? null : (
    <div>
      <dt>{entryWords[m.language].source}</dt>
      <dd>{m.commitment.line(plainLine(sheet.name), line)}</dd>
    </div>
  );
};

const Promised = ({ view, commitment, milestone, m }: Props) => {
  const { state, texts } = commitment;
  return (
    <dl class="facts">
      <div>
        <dt>{m.plan.commitment}</dt>
        <dd>
          <a href={hrefOf(view, state.id, m.language)}>
            <span class="key">#{state.number}</span> <Quoted of={titleIn(state.titles, m.language, state.language)} m={m} />
          </a>
        </dd>
      </div>
      {state.leadInstitutions.length > 0 && (
        <div>
          <dt>{m.commitment.ministry}</dt>
          <dd>
            <Quoted of={{ text: state.leadInstitutions.map(plainLine).join(', '), language: state.language }} m={m} />
          </dd>
        </div>
      )}
      {milestone.group !== null && (
        <div>
          <dt>{m.milestone.group}</dt>
          <dd>
            <Quoted of={{ text: plainLine(milestone.group), language: state.language }} m={m} />
          </dd>
        </div>
      )}
      {milestone.start !== null && (
        <div>
          <dt>{m.deadline.start}</dt>
          <dd>
            <Published date={milestone.start} language={state.language} isEvidence m={m} />
          </dd>
        </div>
      )}
      <div>
        <dt>{m.deadline.title}</dt>
        <dd>
          <DeadlineCell milestone={milestone} language={state.language} texts={texts} isEvidence m={m} />
        </dd>
      </div>
      {milestone.earlierPublished.map(({ due }) => (
        <div>
          <dt>{m.deadline.earlier}</dt>
          <dd>
            {due === null ? (
              m.deadline.none
            ) : (
              <>
                <Published date={due} language={state.language} isEvidence m={m} />
                <span class="reading">
                  <Words of={readingOf(due, m)} />
                </span>
              </>
            )}
          </dd>
        </div>
      ))}
      {revisedBefore(milestone).map(({ due, reason }) => (
        <div>
          <dt>{entryWords[m.language].movedBefore}</dt>
          <dd>
            <Published date={due} language={state.language} isEvidence m={m} />
            {detailWriter(texts, state.language, m)
              .free(m.declared.reason, reason)
              .map(({ passage }) => (
                <Paragraphs of={passage} m={m} />
              ))}
          </dd>
        </div>
      ))}
      <div>
        <dt>{m.position.title}</dt>
        <dd>
          <PositionCell milestone={milestone} asOf={view.asOf} m={m} />
        </dd>
      </div>
      <ReadIn commitment={commitment} milestone={milestone} m={m} />
    </dl>
  );
};

const Word = ({ view, commitment: { state, texts, log }, milestone, m }: Props) => {
  const { zone } = view.state.settings;
  const declaration = declarationOf(milestone);
  const withdrawal = lastDeclared(milestone)?.said;
  const write = detailWriter(texts, state.language, m);
  const last = standingWords(milestone).at(-1)?.said;
  const details = [
    ...(withdrawal?.kind === 'withdrawn' ? write.free(m.declared.reason, withdrawal.reason) : []),
    ...write.free(m.declared.done, declaration?.done ?? null),
    ...write.free(m.declared.difficulties, declaration?.difficulties ?? null),
    ...write.free(m.declared.noEvidenceReason, declaration?.noEvidenceReason ?? null),
    ...(last?.kind === 'nothing-to-report' ? write.free(m.declared.note, last.note) : []),
  ];
  return (
    <dl class="facts">
      <div>
        <dt>{m.declared.byMinistry}</dt>
        <dd>
          <DeclaredCell milestone={milestone} zone={zone} m={m} />
        </dd>
      </div>
      {declaration !== null && declaration.completedOn !== null && (
        <div>
          <dt>{m.declared.completedOn}</dt>
          <dd>
            <Day of={declaration.completedOn} m={m} />
          </dd>
        </div>
      )}
      <DetailRows of={details} m={m} />
      <div id="evidence">
        <dt>{m.evidence.title}</dt>
        <dd>
          {declaration === null || declaration.evidence.length === 0 ? (
            evidenceSummary(milestone, m)
          ) : (
            <EvidenceList evidence={shownEvidence(declaration.evidence, texts, m)} language={state.language} m={m} />
          )}
        </dd>
      </div>
      <div>
        <dt>{m.freshness.title}</dt>
        <dd>
          <LastWord milestone={milestone} log={log} asOf={view.asOf} zone={zone} m={m} />
        </dd>
      </div>
    </dl>
  );
};

/** What happened to one milestone, in short; each entry leads to the commitment as it stood after it. */
const ShortHistory = ({ view, commitment, milestone, m }: Props) => {
  const changes = changesOf(commitment, m).filter(({ milestoneId, seq }) => milestoneId === milestone.id && seq !== null);
  const href = hrefOf(view, commitment.state.id, m.language);
  return (
    <Section id="history" title={m.change.title} more={{ href: `${href}#history`, text: m.milestone.anchor }}>
      {changes.length === 0 ? (
        <p>{m.milestone.unchanged}</p>
      ) : (
        <RecentChanges view={view} changes={changes} m={m} isNamed={false} />
      )}
    </Section>
  );
};

/** The milestones before and after it. */
const Neighbours = ({ view, commitment: { state, milestones }, milestone, m }: Props) => {
  const at = milestones.findIndex(({ id }) => id === milestone.id);
  const [before, after] = [milestones[at - 1], milestones[at + 1]];
  const linked = (rel: 'prev' | 'next', one: MilestoneState | undefined) =>
    one !== undefined && (
      <a rel={rel} href={hrefOf(view, one.id, m.language)}>
        <span class="key">{milestoneKeyOf(one.id)}</span> <Quoted of={titleIn(one.titles, m.language, state.language)} m={m} />
      </a>
    );
  return milestones.length < 2 ? null : (
    <nav class="pager" aria-label={entryWords[m.language].milestonePages}>
      {linked('prev', before)}
      {linked('next', after)}
    </nav>
  );
};

/** One milestone: the promise, the ministry's word, its evidence, and when it was asked. */
export function milestonePage(
  view: PlanView,
  commitment: CommitmentView,
  milestone: MilestoneState,
  language: Messages['language'],
): string {
  const m = messages[language];
  const { state } = commitment;
  const { settings } = view.state;
  const title = titleIn(milestone.titles, language, state.language);
  const commitmentTitle = titleIn(state.titles, language, state.language);
  const planTitle = titleIn(settings.titles, language, settings.languages[0] ?? language);
  const asks = commitment.asks.filter(({ subjectId }) => subjectId === milestone.id);
  const props = { view, commitment, milestone, m };
  return pageHtml(
    <Layout
      m={m}
      title={`${title.text} – ${m.commitment.name(state.number)}, ${milestoneKeyOf(milestone.id)} – ${planTitle.text}`}
      home={view}
      folders={foldersOf(view, milestone.id)}
      crumbs={[
        { href: homeHref(language, view), text: m.site.home },
        { href: hrefOf(view, settings.id, language), text: <Quoted of={planTitle} m={m} /> },
        {
          href: hrefOf(view, state.id, language),
          text: (
            <>
              {m.commitment.name(state.number)}
              <span class="visually-hidden">
                , <Quoted of={commitmentTitle} m={m} />
              </span>
            </>
          ),
        },
      ]}
      hasFeeds={false}
      nav={<PlanNav view={view} language={language} current={null} asOf={milestoneDay(view, commitment, milestone)} />}
    >
      <h1>
        <span class="number">
          {m.milestone.of(state.number)}, {milestoneKeyOf(milestone.id)}
        </span>{' '}
        <Quoted of={title} m={m} />
      </h1>
      <p class="lede">
        {m.declared.byMinistry}
        {m.colon}
        {m.declared.label[declaredStatusOf(milestone) ?? 'none']}.{' '}
        {(declarationOf(milestone)?.evidence.length ?? 0) > 0 && <a href="#evidence">{evidenceSummary(milestone, m)}</a>}
      </p>
      {title.language !== language && (
        <p class="note">{untranslatedText('milestone', { language: title.language, planLanguages: settings.languages, m })}</p>
      )}
      <Section id="promise" title={m.milestone.facts}>
        <Promised {...props} />
      </Section>
      <Section id="word" title={m.milestone.word}>
        <Word {...props} />
      </Section>
      {settings.publishAsks && (
        <Section id="asked" title={m.asked.title} intro={m.asked.intro}>
          {asks.length === 0 ? (
            <p>{m.asked.none}</p>
          ) : (
            <>
              <AskedSentences asks={asks} about={[milestone]} log={commitment.log} zone={settings.zone} m={m} />
              <AskLines log={commitment.log} asks={asks} zone={settings.zone} m={m} />
            </>
          )}
        </Section>
      )}
      {(milestone.assessment !== null || declaredStatusOf(milestone) !== null) && (
        <Section id="irm" title={m.irm.title} isApart={milestone.assessment !== null}>
          <AssessmentBlock assessment={milestone.assessment} texts={commitment.texts} m={m} />
        </Section>
      )}
      <ShortHistory {...props} />
      <Neighbours {...props} />
    </Layout>,
  );
}
