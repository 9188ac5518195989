import type { Site } from '../ports.ts';
import { assetFiles } from '../showing/root-files.ts';
import { type SiteAccount, writeFiles } from './write-site.ts';

/** Writes what every page leans on: stylesheet, icon, the page for wrong addresses, how the site is made. Before any page. */
export async function publishAssets(site: Site, publicUrl: string, theme = ''): Promise<SiteAccount> {
  return writeFiles(site, assetFiles(publicUrl, theme));
}
