import { rootFolder, type SiteHome } from '../addresses.ts';
import { titleIn } from '../changes.ts';
import { type HomeIndex, type IndexedCommitment, type IndexedPlan, indexedHref } from '../home-index.ts';
import type { Messages } from '../messages/fr.ts';
import { homeWords } from '../messages/home.ts';
import { messages } from '../messages/messages.ts';
import { planViewWords } from '../messages/plan-views.ts';
import { siteLinkWords } from '../messages/site-links.ts';
import { type Download, Downloads } from '../parts/downloads.tsx';
import { Empty } from '../parts/empty.tsx';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { planParts } from '../parts/plan-nav.tsx';
import { Section } from '../parts/section.tsx';
import { Published, Quoted } from '../parts/words.tsx';
import { type PlanViewName, viewPart } from '../plan-views.ts';
import { untranslatedText } from '../untranslated.ts';
import { newestFolder } from './newest-page.tsx';

/** The pages of a view beside its first: two clicks lead to everything on them, however long the list. */
const MorePages = ({ plan, part, last, m }: { plan: IndexedPlan; part: PlanViewName; last: number; m: Messages }) => (
  <>
    {last > 1 && ` (${homeWords[m.language].pages(last - 1)}`}
    {Array.from({ length: last - 1 }, (_, index) => index + 2).map((page) => (
      <>
        {page === 2 ? ' ' : ', '}
        <a
          href={indexedHref(plan, `${plan.id}/${viewPart(part, page)}`, m.language)}
          aria-label={`${siteLinkWords[m.language].part[part]}, ${planViewWords[m.language].page(page, last)}`}
        >
          {page}
        </a>
      </>
    ))}
    {last > 1 && ')'}
  </>
);

/** What may stand at home of a plan are the ways to its views; their counts move with every word. */
const Views = ({ plan, m }: { plan: IndexedPlan; m: Messages }) => (
  <ul class="tabs">
    {planParts.map((part) => (
      <li>
        <a href={indexedHref(plan, part === 'overview' ? plan.id : `${plan.id}/${part}`, m.language)}>
          {siteLinkWords[m.language].part[part]}
        </a>
        {(part === 'no-word' || part === 'evidence') && <MorePages plan={plan} part={part} last={plan.viewPages[part]} m={m} />}
      </li>
    ))}
  </ul>
);

const Commitments = ({ plan, commitments, m }: { plan: IndexedPlan; commitments: readonly IndexedCommitment[]; m: Messages }) => (
  <ul class="index">
    {commitments.map((one) => (
      <li>
        <a href={indexedHref(plan, one.id, m.language)}>
          <span class="key">#{one.number}</span> <Quoted of={titleIn(one.titles, m.language, one.language)} m={m} />
        </a>
        {one.leadInstitutions.length > 0 && (
          <span class="quiet block-line">
            <Quoted of={{ text: one.leadInstitutions.join(', '), language: one.language }} m={m} />
          </span>
        )}
      </li>
    ))}
  </ul>
);

const PlanSection = ({ plan, m }: { plan: IndexedPlan; m: Messages }) => {
  const { id, titles, languages, announcedCommitments, followedCommitments, commitments, period } = plan;
  const original = languages[0] ?? m.language;
  const title = titleIn(titles, m.language, original);
  const below = (commitments ?? []).map((one) => titleIn(one.titles, m.language, one.language));
  const foreign = below.find((one) => one.language !== m.language);
  return (
    <section class="block">
      <h2 id={id}>
        <a href={indexedHref(plan, id, m.language)}>
          <Quoted of={title} m={m} />
        </a>
      </h2>
      {title.language !== m.language && (
        <p class="quiet">{untranslatedText('plan', { language: title.language, planLanguages: languages, m })}</p>
      )}
      <p class="quiet">
        {m.plan.followed(followedCommitments, announcedCommitments)}
        {'. '}
        {m.plan.period}
        {m.colon}
        <Published date={period} language={original} m={m} />
      </p>
      <Views plan={plan} m={m} />
      {foreign !== undefined && (
        <p class="quiet">{untranslatedText('titles', { language: foreign.language, planLanguages: languages, m })}</p>
      )}
      {commitments !== null && commitments.length > 0 && <Commitments plan={plan} commitments={commitments} m={m} />}
    </section>
  );
};

/** Every followed commitment, by number and title, while they are few; else every plan. */
export function homePage(index: HomeIndex, home: SiteHome, language: Messages['language'], files: readonly Download[]): string {
  const m = messages[language];
  return pageHtml(
    <Layout
      m={m}
      title={`${m.site.name} – ${m.site.tagline}`}
      home={home}
      folders={{ fr: rootFolder('', 'fr', home), en: rootFolder('', 'en', home) }}
      crumbs={[]}
      hasFeeds
    >
      <h1>{m.site.followed}</h1>
      <p class="lede">{m.site.about}</p>
      {index.length > 0 && (
        <p>
          <a href={`/${newestFolder(language, home)}`}>{homeWords[language].newest}</a>
        </p>
      )}
      {index.length === 0 && <Empty title={m.site.noPlan} />}
      {index.map((plan) => (
        <PlanSection plan={plan} m={m} />
      ))}
      <Section id="downloads" title={m.downloads.title}>
        <Downloads files={files} m={m} />
      </Section>
    </Layout>,
  );
}
