import { type InterfaceLanguage, planOf } from '../../domain/identifiers.ts';
import { rootFolder, type SiteHome } from '../addresses.ts';
import { isMail, whoSaid } from '../changes.ts';
import type { FeedEntry } from '../feeds/feed.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { newestWords } from '../messages/newest.ts';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { ShortChanges } from '../parts/recent-changes.tsx';
import { Day, Quoted } from '../parts/words.tsx';
import { homeHref } from './page-links.ts';

/** Where the newest changes of all plans are listed in a language, with a closing slash. */
export function newestFolder(language: InterfaceLanguage, home: SiteHome): string {
  return rootFolder('changes', language, home);
}

/** When something happened, in the zone of its plan, and who did it or was asked; `isNamed`: in which plan. */
const When = ({ entry, isNamed, m }: { entry: FeedEntry; isNamed: boolean; m: Messages }) => (
  <>
    <Day of={entry.day} m={m} />
    {isMail(entry) ? ' – ' : ', '}
    {whoSaid(entry, m)}
    {isNamed && (
      <>
        {' – '}
        <Quoted of={entry.plan} m={m} />
      </>
    )}
  </>
);

/** The newest changes of all plans, made of the same entries as the feed of everything. */
export function newestPage(entries: readonly FeedEntry[], home: SiteHome, language: InterfaceLanguage): string {
  const m = messages[language];
  const words = newestWords[language];
  const top = homeHref(language, home);
  const plans = new Set(entries.map(({ subject }) => planOf(subject)));
  const [newest] = entries;
  return pageHtml(
    <Layout
      m={m}
      title={`${words.title} – ${m.site.name}`}
      home={home}
      folders={{ fr: newestFolder('fr', home), en: newestFolder('en', home) }}
      crumbs={[{ href: top, text: m.site.home }]}
      hasFeeds={false}
    >
      <h1>{words.title}</h1>
      <p class="lede">{words.lead}</p>
      {newest === undefined && <p>{words.none}</p>}
      {newest !== undefined && plans.size === 1 && (
        <p class="quiet">
          {words.allOf}
          {m.colon}
          <Quoted of={newest.plan} m={m} />
        </p>
      )}
      {entries.length > 0 && (
        <ShortChanges
          of={entries.map((entry) => ({
            ...entry,
            href: entry.url.slice(home.publicUrl.length),
            when: <When entry={entry} isNamed={plans.size > 1} m={m} />,
          }))}
          isNamed
          m={m}
        />
      )}
      <p>
        <a href={`${top}feed.atom`}>{words.feeds}</a>
      </p>
    </Layout>,
  );
}
