import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { folderOf, homeLanguage } from '../addresses.ts';
import type { FeedEntry } from '../feeds/feed.ts';
import { messages } from '../messages/messages.ts';
import { newestWords } from '../messages/newest.ts';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { Words } from '../parts/words.tsx';
import { homeHref } from './page-links.ts';

/** Where the newest changes of all plans are listed in a language, with a closing slash. */
export function newestFolder(language: InterfaceLanguage): string {
  return folderOf('changes', language, homeLanguage);
}

const Entry = ({ entry, publicUrl }: { entry: FeedEntry; publicUrl: string }) => {
  // The first line is the title; the second says when and by whom, in the zone of the plan.
  const [, when = ''] = entry.text.split('\n');
  return (
    <li>
      <a href={entry.url.slice(publicUrl.length)}>{entry.title}</a>{' '}
      <span class="quiet">
        <Words of={when} />
      </span>
    </li>
  );
};

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
        <ol class="short-history">
          {entries.map((entry) => (
            <Entry entry={entry} publicUrl={publicUrl} />
          ))}
        </ol>
      )}
      <p>
        <a href={`${home}feed.atom`}>{words.feeds}</a>
      </p>
    </Layout>,
  );
}
