import { deadlineOf } from '../../domain/commitment.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { Recorded } from '../changes.ts';
import { titleIn } from '../changes.ts';
import { dayText } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { ministryWords } from '../messages/ministries.ts';
import { planViewWords } from '../messages/plan-views.ts';
import { ledWhile, type Ministry } from '../ministries.ts';
import type { MinistryFacts } from '../ministry-facts.ts';
import { CommitmentTable } from '../parts/commitment-table.tsx';
import { DataDay } from '../parts/data-day.tsx';
import { type Download, Downloads } from '../parts/downloads.tsx';
import { Empty } from '../parts/empty.tsx';
import { FormerCommitments } from '../parts/former-commitments.tsx';
import { MethodLink } from '../parts/method-link.tsx';
import { RecentOnRecord } from '../parts/recent-changes.tsx';
import { Section } from '../parts/section.tsx';
import { Stats } from '../parts/stats.tsx';
import { Day, Published, Quoted, Words } from '../parts/words.tsx';
import type { CommitmentView, PlanView } from '../view.ts';
import { DeclaredCounts, type MinistryWithFacts } from './ministries-page.tsx';
import { hrefOf } from './page-links.ts';
import { partHref, planPartHtml } from './plan-part.tsx';

type Props = { readonly view: PlanView; readonly m: Messages };

const About = ({
  view,
  commitment,
  milestone,
  m,
}: Props & { commitment: CommitmentView; milestone: CommitmentView['milestones'][number] | null }) => {
  const { number, id, titles, language } = commitment.state;
  return (
    <a href={hrefOf(view, milestone?.id ?? id, m.language)}>
      <span class="key">#{number}</span> <Quoted of={titleIn(milestone?.titles ?? titles, m.language, language)} m={m} />
    </a>
  );
};

const Overdue = ({ view, overdue, m }: Props & Pick<MinistryFacts, 'overdue'>) => {
  const words = ministryWords[m.language];
  if (overdue.length === 0) return <Empty title={words.noOverdue} />;
  return (
    <>
      <ul class="index">
        {overdue.map(({ commitment, milestone }) => {
          const { due } = deadlineOf(milestone);
          return (
            <li>
              <About view={view} commitment={commitment} milestone={milestone} m={m} />
              {due !== null && (
                <span class="quiet block-line">
                  {words.deadline}
                  {m.colon}
                  <Published date={due} language={commitment.state.language} m={m} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <p class="quiet">{words.overdueNote}</p>
    </>
  );
};

const UnansweredList = ({ view, unanswered, m }: Props & Pick<MinistryFacts, 'unanswered'>) => {
  const words = ministryWords[m.language];
  if (unanswered.length === 0) return <Empty title={words.allAnswered}>{words.allAnsweredMeans}</Empty>;
  return (
    <table class="stacked">
      <caption class="visually-hidden">{words.unansweredTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{words.milestone}</th>
          <th scope="col">{words.since}</th>
        </tr>
      </thead>
      <tbody>
        {unanswered.map(({ commitment, milestone, since }) => (
          <tr>
            <th scope="row">
              <About view={view} commitment={commitment} milestone={milestone} m={m} />
              {milestone === null && <span class="reading">{m.asked.campaign}</span>}
            </th>
            <td data-label={words.since}>
              <Day of={since} m={m} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** How a ministry stands that leads commitments now. */
const Standing = ({ view, ministry: { commitments }, facts, m }: Props & MinistryWithFacts) => {
  const words = ministryWords[m.language];
  const { overview, withoutAsks } = planViewWords[m.language];
  const { publishAsks } = view.state.settings;
  const { overdue, spoke, unanswered } = facts;
  const hasWhole = unanswered.some(({ milestone }) => milestone === null);
  return (
    <>
      <Stats
        items={[
          { figure: String(overdue.length), label: overview.overdue(overdue.length), href: '#overdue' },
          ...(publishAsks
            ? [
                {
                  figure: String(unanswered.length),
                  label: overview.unanswered(unanswered.length, hasWhole),
                  href: '#unanswered',
                },
              ]
            : []),
          ...(spoke.counted === 0 ? [] : [{ figure: m.plan.xOfY(spoke.inTime, spoke.counted), label: words.inTime }]),
        ]}
      />
      {spoke.counted > 0 && (
        <p class="quiet">
          {words.spokeNote} <MethodLink home={view} m={m} />
        </p>
      )}
      <Section id="commitments" title={m.plan.commitments}>
        <CommitmentTable view={view} commitments={commitments} m={m} hasMinistry={false} />
      </Section>
      <Section id="statuses" title={words.declared} intro={m.plan.countsNote}>
        <DeclaredCounts facts={facts} m={m} />
      </Section>
      <Section id="overdue" title={words.overdueTitle}>
        <Overdue view={view} overdue={overdue} m={m} />
      </Section>
      {publishAsks ? (
        <Section id="unanswered" title={words.unansweredTitle} intro={words.unansweredIntro}>
          <UnansweredList view={view} unanswered={unanswered} m={m} />
        </Section>
      ) : (
        <p class="note">{withoutAsks.never}</p>
      )}
    </>
  );
};

/** Its commitments, and those it led, with what was asked while it led. */
function askedWhileLeading({ slug, commitments, former }: Ministry): CommitmentView[] {
  return [...commitments, ...former].map((one) => {
    const isOwn = ledWhile(one, slug);
    return { ...one, asks: one.asks.filter(({ at }) => isOwn({ seq: null, at })) };
  });
}

/** One ministry: its commitments, what is overdue or waits for its answer, what changed last, and how to follow it. */
export function ministryPage(
  view: PlanView,
  { ministry, facts }: MinistryWithFacts,
  recorded: readonly Recorded[],
  language: InterfaceLanguage,
  files: readonly Download[],
): string {
  const m = messages[language];
  const words = ministryWords[language];
  const { commitments, former, name, slug } = ministry;
  const { lastWord } = facts;
  return planPartHtml({
    view,
    language,
    part: `ministries/${slug}`,
    title: name.text,
    current: null,
    above: [{ href: partHref(view, 'ministries', language), text: words.title }],
    hasFeeds: true,
    children: (
      <>
        <h1>
          <Quoted of={name} m={m} />
        </h1>
        {commitments.length === 0 ? (
          <p class="lede">{words.leadsNone}.</p>
        ) : (
          <p class="lede">
            {words.verdict(commitments.length, facts.milestones)}.{' '}
            <Words of={`${lastWord === null ? m.freshness.never : m.freshness.recent(dayText(lastWord, m))}.`} />
          </p>
        )}
        {commitments.length > 0 && <DataDay view={view} m={m} />}
        {commitments.length > 0 && <Standing view={view} ministry={ministry} facts={facts} m={m} />}
        {former.length > 0 && (
          <Section id="former" title={words.former} intro={words.formerMeans}>
            <FormerCommitments view={view} commitments={former} m={m} />
          </Section>
        )}
        <Section id="recent" title={m.change.recent}>
          <RecentOnRecord view={view} recorded={recorded} commitments={askedWhileLeading(ministry)} m={m} />
        </Section>
        <Section id="downloads" title={m.downloads.title}>
          <Downloads files={files} m={m} />
        </Section>
      </>
    ),
  });
}
