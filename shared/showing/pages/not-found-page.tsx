import { defaultHomeLanguage, pageLanguages, rootFolder, type SiteHome } from '../addresses.ts';
import { messages } from '../messages/messages.ts';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { homeHref } from './page-links.ts';

/** One page for every wrong address, in both languages, because the address does not say which: that of the home page first. */
export function notFoundPage(home: SiteHome): string {
  const { homeLanguage = defaultHomeLanguage } = home;
  const first = messages[homeLanguage];
  const others = pageLanguages.filter((language) => language !== homeLanguage);
  return pageHtml(
    <Layout
      m={first}
      title={`${first.site.notFound} – ${first.site.name}`}
      home={home}
      folders={{ fr: rootFolder('', 'fr', home), en: rootFolder('', 'en', home) }}
      crumbs={[]}
      hasFeeds={false}
    >
      <h1>{first.site.notFound}</h1>
      <p>{first.site.notFoundText}</p>
      <p>
        <a href={homeHref(homeLanguage, home)}>{first.site.toHome}</a>
      </p>
      {others.map((language) => (
        <section class="block" lang={language}>
          <h2>{messages[language].site.notFound}</h2>
          <p>{messages[language].site.notFoundText}</p>
          <p>
            <a href={homeHref(language, home)}>{messages[language].site.toHome}</a>
          </p>
        </section>
      ))}
    </Layout>,
  );
}
