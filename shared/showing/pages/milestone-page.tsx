import { declaredStatusOf, lastDeclared, type MilestoneState } from '../../domain/commitment.ts';
import { freshnessOf } from '../../domain/freshness.ts';
import { milestoneKeyOf } from '../../domain/identifiers.ts';
import { detailWriter, shownEvidence, titleIn } from '../changes.ts';
import { dayText, readingOf } from '../dates.ts';
import { changesOf } from '../feeds/feed.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { declarationOf } from '../milestone-facts.ts';
import { AskedSentences } from '../parts/asked-list.tsx';
import { AssessmentBlock } from '../parts/assessment-block.tsx';
import { EvidenceList } from '../parts/evidence-list.tsx';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { DeadlineCell, DeclaredCell, evidenceSummary, PositionCell } from '../parts/milestone-cells.tsx';
import { RecentChanges } from '../parts/recent-changes.tsx';
import { Day, Paragraphs, Published, Quoted, Words } from '../parts/words.tsx';
import { plainLine } from '../plain-text.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { foldersOf, homeHref, hrefOf } from './page-links.ts';

type Props = {
  readonly view: PlanView;
  readonly commitment: CommitmentView;
  readonly milestone: MilestoneState;
  readonly m: Messages;
};

const Promised = ({ view, commitment: { state, texts }, milestone, m }: Props) => (
  <dl class="facts">
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
          <Published date={milestone.start} language={state.language} m={m} />
        </dd>
      </div>
    )}
    <div>
      <dt>{m.deadline.title}</dt>
      <dd>
        <DeadlineCell milestone={milestone} language={state.language} texts={texts} m={m} />
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
              <Published date={due} language={state.language} m={m} />
              <span class="reading">
                <Words of={readingOf(due, m)} />
              </span>
            </>
          )}
        </dd>
      </div>
    ))}
    <div>
      <dt>{m.position.title}</dt>
      <dd>
        <PositionCell milestone={milestone} asOf={view.asOf} m={m} />
      </dd>
    </div>
  </dl>
);

const Word = ({ view, commitment: { state, texts }, milestone, m }: Props) => {
  const { zone } = view.state.settings;
  const declaration = declarationOf(milestone);
  const withdrawal = lastDeclared(milestone)?.said;
  const write = detailWriter(texts, state.language, m);
  const fresh = freshnessOf(milestone, view.asOf, zone);
  const details = [
    ...(withdrawal?.kind === 'withdrawn' ? write.free(m.declared.reason, withdrawal.reason) : []),
    ...write.free(m.declared.done, declaration?.done ?? null),
    ...write.free(m.declared.difficulties, declaration?.difficulties ?? null),
    ...write.free(m.declared.noEvidenceReason, declaration?.noEvidenceReason ?? null),
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
      {details.map(({ label, passage }) => (
        <div>
          <dt>{label}</dt>
          <dd>
            <Paragraphs of={passage} m={m} />
          </dd>
        </div>
      ))}
      <div>
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
        <dd>{fresh.kind === 'never' ? m.freshness.never : <Words of={m.freshness[fresh.kind](dayText(fresh.since, m))} />}</dd>
      </div>
    </dl>
  );
};

/** What happened to one milestone, in short; each line leads to the full entry on the commitment's page. */
const ShortHistory = ({ view, commitment, milestone, m }: Props) => {
  const changes = changesOf(commitment, m).filter(({ milestoneId }) => milestoneId === milestone.id);
  const href = hrefOf(view, commitment.state.id, m.language);
  return (
    <>
      {changes.length > 0 && <RecentChanges view={view} changes={changes} m={m} isNamed={false} />}
      <p>
        <a href={`${href}#history`}>{m.milestone.anchor}</a>
      </p>
    </>
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
      publicUrl={view.publicUrl}
      folders={foldersOf(view, milestone.id)}
      homeHref={homeHref(language)}
      crumbs={[
        { href: homeHref(language), text: m.site.home },
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
    >
      <h1>
        <span class="number">
          {m.milestone.of(state.number)}, {milestoneKeyOf(milestone.id)}
        </span>{' '}
        <Quoted of={title} m={m} />
      </h1>
      {title.language !== language && <p class="note">{m.site.untranslated(m.languages[title.language] ?? title.language)}</p>}
      <section class="block">
        <h2 id="promise">{m.milestone.facts}</h2>
        <Promised {...props} />
      </section>
      <section class="block">
        <h2 id="word">{m.milestone.word}</h2>
        <Word {...props} />
      </section>
      {settings.publishAsks && (
        <section class="block">
          <h2 id="asked">{m.asked.title}</h2>
          <p class="quiet">{m.asked.intro}</p>
          {asks.length === 0 ? (
            <p>{m.asked.none}</p>
          ) : (
            <AskedSentences asks={asks} about={[milestone]} zone={settings.zone} m={m} />
          )}
        </section>
      )}
      {(milestone.assessment !== null || declaredStatusOf(milestone) !== null) && (
        <section class="block irm">
          <h2 id="irm">{m.irm.title}</h2>
          <AssessmentBlock assessment={milestone.assessment} texts={commitment.texts} m={m} />
        </section>
      )}
      <section class="block">
        <h2 id="history">{m.change.title}</h2>
        <ShortHistory {...props} />
      </section>
    </Layout>,
  );
}
