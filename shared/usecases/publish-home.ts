import type { InterfaceLanguage } from '../domain/identifiers.ts';
import type { SiteFile } from '../ports.ts';
import { pageLanguages, rootFolder, type SiteHome } from '../showing/addresses.ts';
import { readJsonFeed } from '../showing/feeds/json-feed.ts';
import { homeIndexWith, homeLineKey, readHomeIndex } from '../showing/home-index.ts';
import { newestAfter } from '../showing/newest-entries.ts';
import { homeFiles, newestFiles, type RootPart } from '../showing/root-files.ts';
import { takingTurns } from './taking-turns.ts';
import type { PublishDeps } from './write-plan.ts';
import { addAccounts, nothingPublished, type SiteAccount, writeAround } from './write-site.ts';

/** Files of the root of which one is read back to make the next ones. */
export type RootGroup = { readonly kept: string; readonly files: readonly SiteFile[] };

/** Where the root keeps what home is made of. */
export const homeKept = 'status.json';

/** Where it keeps the newest changes in each language. */
export function newestKept(home: SiteHome): readonly { readonly language: InterfaceLanguage; readonly path: string }[] {
  return pageLanguages.map((language) => ({ language, path: `${rootFolder('', language, home)}feed.json` }));
}

/** Null where something else lies there by now than these were made from. */
export async function writeGroup(
  site: PublishDeps['site'],
  { kept, files }: RootGroup,
  asRead: string | null,
): Promise<SiteAccount | null> {
  const own = files.find(({ path }) => path === kept);
  if (own === undefined) throw new Error(`nothing is made for ${kept}`);
  return writeAround(
    site,
    own,
    asRead,
    files.filter((one) => one !== own),
  );
}

/**
 * Brings one plan's part into the index of all plans, from what the site itself says of the others: the same work whether they
 * are one or four hundred.
 * @param lineBefore what the index was last known to say of this plan, see `homeLineKey`; null: unknown
 * @returns null where the site does not tell: the index must be made from every plan
 */
export async function mergeIntoHome(
  { site }: Pick<PublishDeps, 'site'>,
  { line, entries }: RootPart,
  lineBefore: string | null,
  siteHome: SiteHome,
): Promise<SiteAccount | null> {
  const merge = (kept: string, make: (text: string) => readonly SiteFile[] | null): Promise<SiteAccount | 'unknown'> =>
    takingTurns(async () => {
      const text = await site.read(kept);
      const files = text === null ? null : make(text);
      return files === null ? 'unknown' : writeGroup(site, { kept, files }, text);
    });
  const newest = newestKept(siteHome).map(({ language, path }) =>
    merge(path, (text) => {
      const before = readJsonFeed(text);
      const made = before === null ? null : newestAfter(before, line.id, entries[language]);
      return made === null ? null : newestFiles(language, made, siteHome);
    }),
  );
  const home = () =>
    merge(homeKept, (text) => {
      const index = readHomeIndex(text);
      const made = index === null ? null : homeIndexWith(index, line);
      return made === null ? null : homeFiles(made, siteHome);
    });
  const merged = await Promise.allSettled(newest);
  const failed = merged.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const done = merged.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  // Home leads to the page of the newest changes.
  if (!done.includes('unknown')) done.push(homeLineKey(line) === lineBefore ? nothingPublished : await home());
  const accounts = done.filter((one) => one !== 'unknown');
  return accounts.length < done.length ? null : addAccounts(accounts);
}
