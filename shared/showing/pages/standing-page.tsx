import type { Child } from 'hono/jsx';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { pageLanguages, rootFolder, type SiteHome } from '../addresses.ts';
import { fileTypes } from '../file-types.ts';
import { messages } from '../messages/messages.ts';
import { Layout, pageHtml } from '../parts/layout.tsx';
import type { ShownFile } from '../view.ts';
import { homeHref } from './page-links.ts';

type Standing = {
  /** Its name at the root: `method`. */
  readonly name: string;
  readonly titleIn: (language: InterfaceLanguage) => string;
  readonly contentIn: (language: InterfaceLanguage) => Child;
};

/** A page about this site at its root, in each language; it depends on no record. */
export function standingFiles({ name, titleIn, contentIn }: Standing, home: SiteHome): ShownFile[] {
  const folder = (language: InterfaceLanguage): string => rootFolder(name, language, home);
  return pageLanguages.map((language) => ({
    path: `${folder(language)}index.html`,
    contentType: fileTypes.page,
    body: pageHtml(
      <Layout
        m={messages[language]}
        title={`${titleIn(language)} – ${messages[language].site.name}`}
        home={home}
        folders={{ fr: folder('fr'), en: folder('en') }}
        crumbs={[{ href: homeHref(language, home), text: messages[language].site.home }]}
        hasFeeds={false}
      >
        {contentIn(language)}
      </Layout>,
    ),
  }));
}
