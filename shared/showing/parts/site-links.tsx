import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { folderOf, homeLanguage } from '../addresses.ts';
import { serviceWords } from '../messages/service.ts';
import { siteLinkWords } from '../messages/site-links.ts';

/** The pages about the site itself, which every footer links. */
const pages = ['changes', 'method', 'data', 'accessibility', 'service'] as const satisfies readonly SitePage[];
type SitePage = 'changes' | 'method' | 'accessibility' | 'data' | 'service';

/** Links to the pages about the site itself. */
export const SiteLinks = ({ language }: { language: InterfaceLanguage }) => (
  <nav class="site-links" aria-label={siteLinkWords[language].about}>
    <ul>
      {pages.map((page) => (
        <li>
          <a href={`/${folderOf(page, language, homeLanguage)}`}>{labelOf(page, language)}</a>
        </li>
      ))}
    </ul>
  </nav>
);

function labelOf(page: SitePage, language: InterfaceLanguage): string {
  return page === 'service' ? serviceWords[language].link : siteLinkWords[language][page];
}
