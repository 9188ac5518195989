import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { rootFolder, type SiteHome } from '../addresses.ts';
import { serviceWords } from '../messages/service.ts';
import { siteLinkWords } from '../messages/site-links.ts';

/** The pages about the site itself, which every footer links. */
const pages = ['changes', 'method', 'data', 'accessibility', 'service'] as const satisfies readonly SitePage[];
type SitePage = 'changes' | 'method' | 'accessibility' | 'data' | 'service';

/** Links to the pages about the site itself, and to where its publisher can be written to. */
export const SiteLinks = ({ language, home }: { language: InterfaceLanguage; home: SiteHome }) => (
  <nav class="site-links" aria-label={siteLinkWords[language].about}>
    <ul>
      {pages.map((page) => (
        <li>
          <a href={`/${rootFolder(page, language, home)}`}>{labelOf(page, language)}</a>
        </li>
      ))}
      {typeof home.contactUrl === 'string' && (
        <li>
          <a href={home.contactUrl}>{siteLinkWords[language].contact}</a>
        </li>
      )}
    </ul>
  </nav>
);

function labelOf(page: SitePage, language: InterfaceLanguage): string {
  return page === 'service' ? serviceWords[language].link : siteLinkWords[language][page];
}
