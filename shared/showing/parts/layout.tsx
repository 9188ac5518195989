import type { Child } from 'hono/jsx';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { pageLanguages, rootFolder, type SiteHome } from '../addresses.ts';
import { markupOf } from '../markup.ts';
import type { Messages } from '../messages/fr.ts';
import { SiteLinks } from './site-links.tsx';

export type Crumb = { readonly href: string; readonly text: Child };

/** What every page is framed with. `folders` tells where the same page lies in each language, with a closing slash. */
export type Frame = {
  readonly m: Messages;
  readonly title: string;
  readonly home: SiteHome;
  readonly folders: { readonly [language in InterfaceLanguage]: string };
  readonly crumbs: readonly Crumb[];
  /** Whether feed.atom and feed.json lie in the page's folder. */
  readonly hasFeeds: boolean;
  /** False for a page that search engines should leave out, such as a past state; it is canonical to itself all the same. */
  readonly isIndexed?: boolean;
  /** The navigation of a plan, see plan-nav.tsx. */
  readonly nav?: Child;
  readonly foot?: Child;
  readonly children?: Child;
};

const otherLanguage = { fr: 'en', en: 'fr' } as const;

/** The language whose address has no prefix: what a reader gets who prefers neither. */
function withoutPrefix(folders: Frame['folders']): InterfaceLanguage {
  return pageLanguages.find((language) => !folders[language].startsWith(`${language}/`)) ?? 'en';
}

/** The site's mark, as in icon.ts: a milestone beside a road. */
export const BrandMark = () => (
  <svg class="brand-mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    <path d="M4 17V8a6 6 0 0 1 12 0v9h3v2H1v-2zM7 8.5h6" />
  </svg>
);

export const Layout = ({ m, title, home, folders, crumbs, hasFeeds, isIndexed = true, nav, foot, children }: Frame) => {
  const other = otherLanguage[m.language];
  const here = folders[m.language];
  const { publicUrl } = home;
  return (
    <html lang={m.language}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" type="image/svg+xml" href="/icon.svg" />
        {!isIndexed && <meta name="robots" content="noindex" />}
        <link rel="canonical" href={`${publicUrl}/${here}`} />
        {pageLanguages.map((language) => (
          <link rel="alternate" hreflang={language} href={`${publicUrl}/${folders[language]}`} />
        ))}
        <link rel="alternate" hreflang="x-default" href={`${publicUrl}/${folders[withoutPrefix(folders)]}`} />
        {hasFeeds && <link rel="alternate" type="application/atom+xml" title={m.downloads.atom} href={`/${here}feed.atom`} />}
        {hasFeeds && (
          <link rel="alternate" type="application/feed+json" title={m.downloads.jsonFeed} href={`/${here}feed.json`} />
        )}
      </head>
      <body>
        <a class="skip" href="#content">
          {m.site.skip}
        </a>
        <header class="site-head">
          <div class="wrap">
            <a class="brand" href={`/${rootFolder('', m.language, home)}`}>
              <BrandMark />
              {m.site.name}
            </a>
            <p class="tagline">{m.site.tagline}</p>
            <nav class="languages" aria-label={m.site.languages}>
              <a href={`/${folders[other]}`} lang={other} hreflang={other}>
                {m.site.inOtherLanguage}
              </a>
            </nav>
          </div>
        </header>
        {nav}
        {crumbs.length > 0 && (
          <nav class="crumbs wrap" aria-label={m.site.breadcrumb}>
            <ol>
              {crumbs.map(({ href, text }) => (
                <li>
                  <a href={href}>{text}</a>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <p class="on-paper wrap">
          {publicUrl}/{here}
        </p>
        <main id="content" class="wrap">
          {children}
        </main>
        <footer class="site-foot">
          <div class="wrap">
            {foot}
            <SiteLinks language={m.language} home={home} />
            <p>{m.site.publishedWith}</p>
          </div>
        </footer>
      </body>
    </html>
  );
};

export function pageHtml(page: Child): string {
  return `<!DOCTYPE html>\n${markupOf(page)}\n`;
}
