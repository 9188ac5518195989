import { rootFolder, type SiteHome } from '../addresses.ts';
import type { Messages } from '../messages/fr.ts';
import { ogpCountWords } from '../messages/ogp-counts.ts';

/** From a number to the rule behind it, on the page about the method. */
export const MethodLink = ({ home, m }: { home: SiteHome; m: Messages }) => (
  <a href={`/${rootFolder('method', m.language, home)}#computed`}>{ogpCountWords[m.language].rule}</a>
);
