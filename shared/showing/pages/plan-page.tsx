import { spokeInTime } from '../../domain/freshness.ts';
import { askedRounds } from '../asked.ts';
import { titleIn } from '../changes.ts';
import { dayText } from '../dates.ts';
import { changesOfPlan } from '../feeds/feed.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { type Download, Downloads } from '../parts/downloads.tsx';
import { History } from '../parts/history.tsx';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { DeclaredMark } from '../parts/marks.tsx';
import { RecentChanges } from '../parts/recent-changes.tsx';
import { Day, Published, Quoted, Words } from '../parts/words.tsx';
import { plainLine } from '../plain-text.ts';
import { planChanges } from '../plan-changes.ts';
import { lastHeard, nextDeadline, statusCodes, statusCounts } from '../verdict.ts';
import type { PlanView } from '../view.ts';
import { foldersOf, homeHref, hrefOf } from './page-links.ts';
import { Documents, Meetings, Processes } from './plan-sources.tsx';

type Props = { readonly view: PlanView; readonly m: Messages };

/** How many changes a plan's page tells; the feed has them all. */
const recent = 10;

const StatusCounts = ({ view, m }: Props) => {
  const counts = statusCounts(view.commitments.flatMap(({ milestones }) => milestones));
  return (
    <>
      <table class="counts">
        <caption class="visually-hidden">{m.plan.countsCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{m.declared.byMinistry}</th>
            <th scope="col" class="numeric">
              {m.plan.number}
            </th>
          </tr>
        </thead>
        <tbody>
          {statusCodes.map((code) => (
            <tr>
              <th scope="row">
                <DeclaredMark status={code === 'none' ? null : code} m={m} />
              </th>
              <td class="numeric">{String(counts.get(code) ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">{m.plan.countsNote}</p>
    </>
  );
};

/** The one number of a plan's own: how often the ministry spoke near the deadline. */
const Spoke = ({ view, m }: Props) => {
  const { zone } = view.state.settings;
  const all = view.commitments.flatMap(({ milestones }) => milestones.map((one) => spokeInTime(one, view.asOf, zone)));
  const counted = all.filter((one) => one !== null);
  return counted.length === 0 ? null : <p>{m.plan.spoke(counted.filter((one) => one).length, counted.length)}</p>;
};

const CommitmentTable = ({ view, m }: Props) => {
  if (view.commitments.length === 0) return <p>{m.plan.noCommitments}</p>;
  const { zone } = view.state.settings;
  return (
    <table class="stacked commitments">
      <caption class="visually-hidden">{m.plan.commitmentsCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{m.plan.commitment}</th>
          <th scope="col">{m.plan.ministry}</th>
          <th scope="col">{m.plan.progress}</th>
          <th scope="col">{m.plan.next}</th>
          <th scope="col">{m.plan.lastWord}</th>
        </tr>
      </thead>
      <tbody>
        {view.commitments.map(({ state, milestones, asks }) => {
          const next = nextDeadline(milestones, view.asOf);
          const heard = lastHeard(milestones, zone);
          const silent = askedRounds(asks, milestones, zone).find(({ answeredOn }) => answeredOn === null)?.days[0];
          return (
            <tr>
              <th scope="row">
                <a href={hrefOf(view, state.id, m.language)}>
                  <span class="key">#{state.number}</span> <Quoted of={titleIn(state.titles, m.language, state.language)} m={m} />
                </a>
              </th>
              <td data-label={m.plan.ministry}>
                <Quoted of={{ text: state.leadInstitutions.map(plainLine).join(', '), language: state.language }} m={m} />
              </td>
              <td data-label={m.plan.progress}>
                {m.plan.xOfY(statusCounts(milestones).get('complete') ?? 0, milestones.length)}
              </td>
              <td data-label={m.plan.next}>{next === null ? m.plan.noNext : <Day of={next} m={m} />}</td>
              <td data-label={m.plan.lastWord}>
                {heard === null ? m.freshness.never : <Day of={heard} m={m} />}
                {silent !== undefined && (
                  <span class="reading">
                    <Words of={m.asked.silentSince(dayText(silent, m))} />
                  </span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
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
      publicUrl={view.publicUrl}
      folders={foldersOf(view, settings.id)}
      homeHref={homeHref(language)}
      crumbs={[{ href: homeHref(language), text: m.site.home }]}
      hasFeeds
      foot={
        <>
          <p>
            {m.site.planHead}
            {m.colon}
            <code>{view.head}</code>. {m.site.verifyHint}
          </p>
          <p>
            <a href={`${hrefOf(view, settings.id, language)}service/`}>{m.plan.service}</a>
          </p>
        </>
      }
    >
      <h1>
        <Quoted of={title} m={m} />
      </h1>
      <p class="lede">
        {settings.announcedCommitments === null
          ? m.plan.followedOnly(followed)
          : m.plan.followed(followed, settings.announcedCommitments)}
        . <Words of={m.plan.asOf(dayText(view.dataDay, m))} />.
      </p>
      {title.language !== language && <p class="note">{m.site.untranslated(m.languages[title.language] ?? title.language)}</p>}
      <p>
        {m.plan.period}
        {m.colon}
        <Published date={settings.period} language={original} m={m} />
      </p>
      <section class="block">
        <h2 id="commitments">{m.plan.commitments}</h2>
        <CommitmentTable view={view} m={m} />
      </section>
      <section class="block">
        <h2 id="statuses">{m.plan.counts}</h2>
        <StatusCounts view={view} m={m} />
        <Spoke view={view} m={m} />
      </section>
      <section class="block">
        <h2 id="recent">{m.change.recent}</h2>
        <RecentChanges view={view} changes={changesOfPlan(view, m).slice(0, recent)} m={m} isNamed />
      </section>
      <Meetings view={view} m={m} />
      <Processes view={view} m={m} />
      <Documents view={view} m={m} />
      <section class="block">
        <h2 id="downloads">{m.downloads.title}</h2>
        <Downloads files={files} m={m} />
      </section>
      <section class="block">
        <h2 id="history">{m.plan.history}</h2>
        <p class="quiet">{m.change.intro}</p>
        <History changes={planChanges(view, m).reverse()} zone={settings.zone} language={original} m={m} milestoneHref={null} />
      </section>
    </Layout>,
  );
}
