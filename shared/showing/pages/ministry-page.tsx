import { deadlineOf } from '../../domain/commitment.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { Recorded } from '../changes.ts';
import { titleIn } from '../changes.ts';
import { dayText } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { ministryWords } from '../messages/ministries.ts';
import { ministryId } from '../ministries.ts';
import type { MinistryFacts } from '../ministry-facts.ts';
import { type Download, Downloads } from '../parts/downloads.tsx';
import { Empty } from '../parts/empty.tsx';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { PlanNav } from '../parts/plan-nav.tsx';
import { RecentChanges } from '../parts/recent-changes.tsx';
import { Section } from '../parts/section.tsx';
import { Stats } from '../parts/stats.tsx';
import { Day, Published, Quoted, Words } from '../parts/words.tsx';
import { lastHeard, nextDeadline, statusCounts } from '../verdict.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { DeclaredCounts, type MinistryWithFacts } from './ministries-page.tsx';
import { foldersOf, homeHref, hrefOf } from './page-links.ts';

type Props = { readonly view: PlanView; readonly m: Messages };

/** How many changes the page tells; the feed has more. */
const recent = 10;

const Commitments = ({ view, commitments, m }: Props & { commitments: readonly CommitmentView[] }) => (
  <table class="stacked commitments">
    <caption class="visually-hidden">{m.plan.commitmentsCaption}</caption>
    <thead>
      <tr>
        <th scope="col">{m.plan.commitment}</th>
        <th scope="col">{m.plan.progress}</th>
        <th scope="col">{m.plan.next}</th>
        <th scope="col">{m.plan.lastWord}</th>
      </tr>
    </thead>
    <tbody>
      {commitments.map(({ state, milestones }) => {
        const next = nextDeadline(milestones, view.asOf);
        const heard = lastHeard(milestones, view.state.settings.zone);
        return (
          <tr>
            <th scope="row">
              <a href={hrefOf(view, state.id, m.language)}>
                <span class="key">#{state.number}</span> <Quoted of={titleIn(state.titles, m.language, state.language)} m={m} />
              </a>
            </th>
            <td data-label={m.plan.progress}>{m.plan.xOfY(statusCounts(milestones).get('complete') ?? 0, milestones.length)}</td>
            <td data-label={m.plan.next}>{next === null ? m.plan.noNext : <Day of={next} m={m} />}</td>
            <td data-label={m.plan.lastWord}>{heard === null ? m.freshness.never : <Day of={heard} m={m} />}</td>
          </tr>
        );
      })}
    </tbody>
  </table>
);

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
  const { id, titles, languages } = view.state.settings;
  const plan = titleIn(titles, language, languages[0] ?? language);
  const { commitments, name, slug } = ministry;
  const { overdue, spoke, unanswered, lastWord } = facts;
  return pageHtml(
    <Layout
      m={m}
      title={`${name.text} – ${plan.text} – ${m.site.name}`}
      publicUrl={view.publicUrl}
      folders={foldersOf(view, ministryId(view, slug))}
      homeHref={homeHref(language)}
      nav={<PlanNav view={view} language={language} current={null} />}
      crumbs={[
        { href: homeHref(language), text: m.site.home },
        { href: hrefOf(view, id, language), text: <Quoted of={plan} m={m} /> },
        { href: hrefOf(view, `${id}/ministries`, language), text: words.title },
      ]}
      hasFeeds
    >
      <h1>
        <Quoted of={name} m={m} />
      </h1>
      <p class="lede">
        {words.verdict(commitments.length, facts.milestones)}.{' '}
        <Words of={`${lastWord === null ? m.freshness.never : m.freshness.recent(dayText(lastWord, m))}.`} />
      </p>
      <Stats
        items={[
          { figure: String(overdue.length), label: words.overdue, href: '#overdue' },
          { figure: String(unanswered.length), label: words.unanswered, href: '#unanswered' },
          {
            figure: spoke.counted === 0 ? words.notYet : m.plan.xOfY(spoke.inTime, spoke.counted),
            label: words.spoke,
            note: words.spokeNote,
          },
        ]}
      />
      <Section id="commitments" title={m.plan.commitments}>
        <Commitments view={view} commitments={commitments} m={m} />
      </Section>
      <Section id="statuses" title={words.declared} intro={m.plan.countsNote}>
        <DeclaredCounts counts={facts.counts} m={m} />
      </Section>
      <Section id="overdue" title={words.overdueTitle}>
        <Overdue view={view} overdue={overdue} m={m} />
      </Section>
      <Section id="unanswered" title={words.unansweredTitle} intro={words.unansweredIntro}>
        <UnansweredList view={view} unanswered={unanswered} m={m} />
      </Section>
      <Section id="recent" title={m.change.recent}>
        <RecentChanges view={view} changes={recorded.slice(0, recent).map(({ tell }) => tell(m))} m={m} isNamed />
      </Section>
      <Section id="downloads" title={m.downloads.title}>
        <Downloads files={files} m={m} />
      </Section>
    </Layout>,
  );
}
