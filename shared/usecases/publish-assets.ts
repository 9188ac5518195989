import type { Site } from '../ports.ts';
import type { SiteHome } from '../showing/addresses.ts';
import { assetFiles } from '../showing/root-files.ts';
import { filesOn, type PublishOptions } from './read-plan-view.ts';
import { type SiteAccount, writeFiles } from './write-site.ts';

/** Writes what every page leans on: stylesheet, icon, the page for wrong addresses, how the site is made. Before any page. */
export async function publishAssets(
  site: Site,
  options: SiteHome & Pick<PublishOptions, 'asOf'>,
  theme = '',
): Promise<SiteAccount> {
  return writeFiles(site, filesOn(options, assetFiles(options, theme)));
}
