import type { Site, SiteFile } from '../ports.ts';
import { folderOf, homeLanguage } from '../showing/addresses.ts';
import { rootFeed } from '../showing/feeds/feed.ts';
import { jsonFeed, readJsonFeed } from '../showing/feeds/json-feed.ts';
import { homeIndexWith, homeLineKey, readHomeIndex } from '../showing/home-index.ts';
import { newestAfter } from '../showing/newest-entries.ts';
import { homeFiles, indexFiles, newestFiles, type RootPart, rootPartOf } from '../showing/root-files.ts';
import { type PublishOptions, readPlanView } from './read-plan-view.ts';
import type { PublishDeps } from './write-plan.ts';
import { addAccounts, nothingPublished, type SiteAccount, writeFiles } from './write-site.ts';

/** What the root shows of every plan, read from the record; null while an import is being written. */
export async function rootParts({ record }: PublishDeps, options: PublishOptions): Promise<readonly RootPart[] | null> {
  const ids = await record.planIds();
  const unfinished = await Promise.all(ids.map((id) => record.unfinishedImports(id)));
  if (unfinished.some((rows) => rows.length > 0)) return null;
  const parts: RootPart[] = [];
  for (const id of ids) {
    const view = await readPlanView(record, id, options);
    if (view !== null) parts.push(rootPartOf(view));
  }
  return parts;
}

/** The index of all plans was left as it is. */
export const homeSkipped: SiteAccount = { ...nothingPublished, skipped: [{ id: 'home', reason: 'import-unfinished' }] };

/**
 * Writes the index of all plans from every plan's record: home pages, newest changes, sitemap. After the plans, because it
 * links to them.
 */
export async function publishHome(deps: PublishDeps, options: PublishOptions): Promise<SiteAccount> {
  const parts = await rootParts(deps, options);
  return parts === null ? homeSkipped : writeFiles(deps.site, indexFiles(parts, options.publicUrl));
}

/**
 * Brings one plan's part into the index of all plans, from what the site itself says of the others: the same work whether they
 * are one or four hundred. Where that does not tell, the index is made from every plan.
 * @param lineBefore what the index was last known to say of this plan, see `homeLineKey`; null: unknown
 */
export async function mergeIntoHome(
  deps: PublishDeps,
  part: RootPart,
  lineBefore: string | null,
  options: PublishOptions,
): Promise<SiteAccount> {
  const newest = await newestWith(deps.site, part, options.publicUrl);
  const home = homeLineKey(part.line) === lineBefore ? [] : await homeWith(deps.site, part, options.publicUrl);
  if (newest === null || home === null) return publishHome(deps, options);
  return addAccounts([await writeFiles(deps.site, newest), await writeFiles(deps.site, home)]);
}

/** Nothing where the feeds as data lie there already: they are the last to be written of what is made of the same entries. */
async function newestWith(site: Site, { line, entries }: RootPart, publicUrl: string): Promise<readonly SiteFile[] | null> {
  const readFeed = async (language: 'fr' | 'en') => {
    const text = await site.read(`${folderOf('', language, homeLanguage)}feed.json`);
    const before = text === null ? null : readJsonFeed(text);
    const made = before === null ? null : newestAfter(before, line.id, entries[language]);
    return made === null ? null : { made, isSame: jsonFeed(rootFeed(made, publicUrl, language)) === text };
  };
  const [fr, en] = await Promise.all([readFeed('fr'), readFeed('en')]);
  if (fr === null || en === null) return null;
  return fr.isSame && en.isSame ? [] : newestFiles({ fr: fr.made, en: en.made }, publicUrl);
}

async function homeWith(site: Site, { line }: RootPart, publicUrl: string): Promise<readonly SiteFile[] | null> {
  const index = readHomeIndex(await site.read('status.json'));
  const made = index === null ? null : homeIndexWith(index, line);
  return made === null ? null : homeFiles(made, publicUrl);
}
