import { messages } from '../messages/messages.ts';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { homeHref } from './page-links.ts';

/** One page for every wrong address, in both languages, because the address does not say which. */
export function notFoundPage(publicUrl: string): string {
  const { fr, en } = messages;
  return pageHtml(
    <Layout
      m={fr}
      title={`${fr.site.notFound} – ${fr.site.name}`}
      publicUrl={publicUrl}
      folders={{ fr: homeHref('fr').slice(1), en: homeHref('en').slice(1) }}
      homeHref={homeHref('fr')}
      crumbs={[]}
      hasFeeds={false}
    >
      <h1>{fr.site.notFound}</h1>
      <p>{fr.site.notFoundText}</p>
      <p>
        <a href={homeHref('fr')}>{fr.site.toHome}</a>
      </p>
      <section class="block" lang="en">
        <h2>{en.site.notFound}</h2>
        <p>{en.site.notFoundText}</p>
        <p>
          <a href={homeHref('en')}>{en.site.toHome}</a>
        </p>
      </section>
    </Layout>,
  );
}
