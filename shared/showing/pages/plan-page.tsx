import { deadlineOf, isOpen } from '../../domain/commitment.ts';
import { spokeInTime } from '../../domain/freshness.ts';
import { deadlineDay } from '../../domain/fuzzy-date.ts';
import { positionOf } from '../../domain/position.ts';
import { titleIn } from '../changes.ts';
import { dayText } from '../dates.ts';
import { recordedOfPlan } from '../feeds/recorded.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { planViewWords } from '../messages/plan-views.ts';
import { ministriesOf } from '../ministries.ts';
import { DocumentLines, MeetingLines, ProcessLines } from '../parts/around-lines.tsx';
import { CommitmentTable } from '../parts/commitment-table.tsx';
import { type Download, Downloads } from '../parts/downloads.tsx';
import { Empty } from '../parts/empty.tsx';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { PositionMark } from '../parts/marks.tsx';
import { MethodLink } from '../parts/method-link.tsx';
import { PlanNav } from '../parts/plan-nav.tsx';
import { RecentOnRecord } from '../parts/recent-changes.tsx';
import { Section } from '../parts/section.tsx';
import { Stats } from '../parts/stats.tsx';
import { Tally } from '../parts/tally.tsx';
import { StripSection } from '../parts/time-strip.tsx';
import { Day, Published, Quoted, Words } from '../parts/words.tsx';
import { planViews } from '../plan-views.ts';
import { untranslatedText } from '../untranslated.ts';
import { statusCounts } from '../verdict.ts';
import type { PlanView } from '../view.ts';
import { foldersOf, homeHref, hrefOf } from './page-links.ts';
import { partHref } from './plan-part.tsx';

type Props = { readonly view: PlanView; readonly m: Messages };

/** How many deadlines and things around it a plan's page tells; other pages have them all. */
const soonest = 5;
const newest = 3;

/** How many milestones need a look, each number the way to their list. */
const Figures = ({ view, m }: Props) => {
  const { overview } = planViewWords[m.language];
  const views = planViews(view);
  const { publishAsks } = view.state.settings;
  // Where requests are not published nobody can be seen not to answer one: then those who never spoke are counted.
  const silent = views['no-word'].filter(({ askedOn }) => publishAsks === askedOn.length > 0);
  const hasWhole = silent.some(({ milestone }) => milestone === null);
  const ministries = ministriesOf(view).length;
  const [overdue, soon] = [views.overdue.length, views['due-soon'].length];
  const href = (part: string): string => partHref(view, part, m.language);
  return (
    <Stats
      items={[
        { figure: String(overdue), label: overview.overdue(overdue), href: href('overdue') },
        { figure: String(soon), label: overview.dueSoon(soon), href: href('due-soon'), note: overview.dueSoonNote },
        {
          figure: String(silent.length),
          label: publishAsks ? overview.unanswered(silent.length, hasWhole) : overview.unheard(silent.length),
          href: href('no-word'),
        },
        { figure: String(ministries), label: overview.ministries(ministries), href: href('ministries') },
      ]}
    />
  );
};

/** The one number of a plan's own: how often the ministry spoke near the deadline. */
const Spoke = ({ view, m }: Props) => {
  const { zone } = view.state.settings;
  const all = view.commitments.flatMap(({ milestones }) => milestones.map((one) => spokeInTime(one, view.asOf, zone)));
  const counted = all.filter((one) => one !== null);
  return counted.length === 0 ? null : (
    <p>
      {m.plan.spoke(counted.filter((one) => one).length, counted.length)} <MethodLink home={view} m={m} />
    </p>
  );
};

/** Milestones by declared status, those above none; the legend tells all six. Nothing where there is no milestone. */
const Statuses = ({ view, m }: Props) => {
  const milestones = view.commitments.flatMap((one) => one.milestones);
  return milestones.length === 0 ? null : (
    <Section id="statuses" title={m.plan.counts}>
      <Tally counts={statusCounts(milestones)} m={m} />
      <p class="quiet">{m.plan.countsNote}</p>
      <Spoke view={view} m={m} />
    </Section>
  );
};

/** Open milestones by the day they are due, the nearest first; what is past is in a view of its own. */
const NextDeadlines = ({ view, m }: Props) => {
  const { overview } = planViewWords[m.language];
  const coming = view.commitments
    .flatMap((commitment) =>
      commitment.milestones.filter(isOpen).flatMap((milestone) => {
        const day = deadlineDay(deadlineOf(milestone).due);
        return day === null || day < view.asOf ? [] : [{ commitment, milestone, day }];
      }),
    )
    .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1))
    .slice(0, soonest);
  return (
    <Section
      id="next"
      title={overview.nextDeadlines}
      more={
        planViews(view)['due-soon'].length > 0
          ? { href: partHref(view, 'due-soon', m.language), text: overview.allSoon }
          : { href: partHref(view, 'timeline', m.language), text: overview.allDeadlines }
      }
    >
      {coming.length === 0 ? (
        <Empty title={overview.noNext}>{overview.noNextMeans}</Empty>
      ) : (
        <ul class="index">
          {coming.map(({ commitment: { state }, milestone, day }) => (
            <li>
              <a href={hrefOf(view, milestone.id, m.language)}>
                <span class="key">#{state.number}</span>{' '}
                <Quoted of={titleIn(milestone.titles, m.language, state.language)} m={m} />
              </a>
              <span class="quiet block-line">
                <Day of={day} m={m} /> <PositionMark position={positionOf(milestone, view.asOf)} m={m} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
};

/** The newest of what surrounds the commitments; nothing where there is none. */
const Around = ({ view, m }: Props) => {
  const { overview, followed } = planViewWords[m.language];
  const { meetings, processes, documents } = view.state;
  return meetings.length + processes.length + documents.length === 0 ? null : (
    <Section id="around" title={overview.around} more={{ href: partHref(view, 'around', m.language), text: overview.aroundAll }}>
      {meetings.length > 0 && (
        <>
          <h3>{m.plan.meetings}</h3>
          <MeetingLines view={view} m={m} most={newest} />
        </>
      )}
      {processes.length > 0 && (
        <>
          <h3>{m.plan.processes}</h3>
          <ProcessLines view={view} m={m} most={newest} followed={followed} />
        </>
      )}
      {documents.length > 0 && (
        <>
          <h3>{m.plan.documents}</h3>
          <DocumentLines view={view} m={m} most={newest} />
        </>
      )}
    </Section>
  );
};

/** With more commitments the strip alone is longer than a screen, and hides what stands below it. */
const mostInSight = 12;

const OnThisPage = ({ m }: Pick<Props, 'm'>) => {
  const { overview } = planViewWords[m.language];
  return (
    <nav class="follow" aria-label={overview.onThisPage}>
      <a href="#next">{overview.nextDeadlines}</a>, <a href="#recent">{m.change.recent}</a>,{' '}
      <a href="#commitments">{m.plan.commitments}</a>
    </nav>
  );
};

/** A plan: how many commitments are followed, how they stand in the ministries' own words, and what changed last. */
export function planPage(view: PlanView, language: Messages['language'], files: readonly Download[]): string {
  const m = messages[language];
  const { settings } = view.state;
  const original = settings.languages[0] ?? language;
  const title = titleIn(settings.titles, language, original);
  const followed = view.commitments.length;
  return pageHtml(
    <Layout
      m={m}
      title={`${title.text} – ${m.site.name}`}
      home={view}
      folders={foldersOf(view, settings.id)}
      crumbs={[{ href: homeHref(language, view), text: m.site.home }]}
      hasFeeds
      nav={<PlanNav view={view} language={language} current="overview" />}
      foot={
        <>
          <p>
            {m.site.planHead}
            {m.colon}
            <code>{view.head}</code>. {m.site.verifyHint}
          </p>
          <p>
            <a href={partHref(view, 'corrections', language)}>{planViewWords[language].overview.corrections}</a> ·{' '}
            <a href={partHref(view, 'service', language)}>{m.plan.service}</a>
          </p>
        </>
      }
    >
      <h1>
        <Quoted of={title} m={m} />
      </h1>
      <p class="lede">
        {m.plan.followed(followed, settings.announcedCommitments)}. <Words of={m.plan.asOf(dayText(view.dataDay, m))} />.
      </p>
      {title.language !== language && (
        <p class="note">{untranslatedText('plan', { language: title.language, planLanguages: settings.languages, m })}</p>
      )}
      <p>
        {m.plan.period}
        {m.colon}
        <Published date={settings.period} language={original} m={m} />
      </p>
      <Figures view={view} m={m} />
      {followed > mostInSight && <OnThisPage m={m} />}
      <Statuses view={view} m={m} />
      <StripSection view={view} m={m} />
      <NextDeadlines view={view} m={m} />
      <Section
        id="recent"
        title={m.change.recent}
        more={{ href: partHref(view, 'changes', language), text: planViewWords[language].overview.allChanges }}
      >
        <RecentOnRecord view={view} recorded={recordedOfPlan(view)} commitments={view.commitments} m={m} />
      </Section>
      <Section id="commitments" title={m.plan.commitments}>
        {followed === 0 ? (
          <p>{m.plan.noCommitments}</p>
        ) : (
          <CommitmentTable view={view} commitments={view.commitments} m={m} hasMinistry />
        )}
      </Section>
      <Around view={view} m={m} />
      <Section id="downloads" title={m.downloads.title}>
        <Downloads files={files} m={m} />
      </Section>
    </Layout>,
  );
}
