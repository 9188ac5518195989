import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { folderOf, homeLanguage } from '../addresses.ts';
import { isMail, whoSaid } from '../changes.ts';
import type { FeedEntry } from '../feeds/feed.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { newestWords } from '../messages/newest.ts';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { ShortChanges } from '../parts/recent-changes.tsx';
import { Day } from '../parts/words.tsx';
import { homeHref } from './page-links.ts';

/** Where the newest changes of all plans are listed in a language, with a closing slash. */
export function newestFolder(language: InterfaceLanguage): string {
  return folderOf('changes', language, homeLanguage);
}

/** When something happened, in the zone of its plan, and who did it or was asked. */
const When = ({ entry, m }: { entry: FeedEntry; m: Messages }) => (
  <>
    <Day of={entry.day} m={m} />
    {isMail(entry) ? ' – ' : ', '}
    {whoSaid(entry, m)}
  </>
);

/** The newest changes of all plans, made of the same entries as the feed of everything. */
export function newestPage(entries: readonly FeedEntry[], publicUrl: string, language: InterfaceLanguage): string {
  const m = messages[language];
  const words = newestWords[language];
  const home = homeHref(language);
  return pageHtml(
    <Layout
      m={m}
      title={`${words.title} – ${m.site.name}`}
      publicUrl={publicUrl}
      folders={{ fr: newestFolder('fr'), en: newestFolder('en') }}
      homeHref={home}
      crumbs={[{ href: home, text: m.site.home }]}
      hasFeeds={false}
    >
      <h1>{words.title}</h1>
      <p class="lede">{words.lead}</p>
      {entries.length === 0 && <p>{words.none}</p>}
      {entries.length > 0 && (
        <ShortChanges
          of={entries.map((entry) => ({
            ...entry,
            href: entry.url.slice(publicUrl.length),
            when: <When entry={entry} m={m} />,
          }))}
          isNamed
          m={m}
        />
      )}
      <p>
        <a href={`${home}feed.atom`}>{words.feeds}</a>
      </p>
    </Layout>,
  );
}
