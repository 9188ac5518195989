import { createHash } from 'node:crypto';
import type { Site, SiteFile } from '../ports.ts';
import { pageLanguages } from '../showing/addresses.ts';
import { textOf } from '../showing/file-types.ts';

/** What became of a publication. Paths in the order in which they were written or removed. */
export type SiteAccount = {
  readonly written: readonly string[];
  /** Files that were rendered and lay there already. */
  readonly unchanged: number;
  readonly removed: readonly string[];
  /** Plans, or `home`, that were left as they are: trying again changes nothing before the record does, or the program. */
  readonly skipped: readonly { readonly id: string; readonly reason: 'import-unfinished' | 'unreadable' }[];
  /** Plans left as they are for an error that may pass: whoever asked must ask again. */
  readonly failed: readonly { readonly id: string; readonly error: unknown }[];
};

export const nothingPublished: SiteAccount = { written: [], unchanged: 0, removed: [], skipped: [], failed: [] };

export function addAccounts(accounts: readonly SiteAccount[]): SiteAccount {
  return {
    written: accounts.flatMap(({ written }) => written),
    unchanged: accounts.reduce((sum, { unchanged }) => sum + unchanged, 0),
    removed: accounts.flatMap(({ removed }) => removed),
    skipped: accounts.flatMap(({ skipped }) => skipped),
    failed: accounts.flatMap(({ failed }) => failed),
  };
}

/** How far a page lies below its home page; the pages of another language lie as deep as their originals. */
function depthOf(path: string): number {
  const parts = path.split('/');
  return parts.length - (pageLanguages.some((language) => language === parts[0]) ? 1 : 0);
}

/** Paths of what lies there, with the MD5 of each file. */
export type Present = ReadonlyMap<string, string>;

function rankOf(path: string, isNew: boolean): number {
  const isPage = path.endsWith('.html');
  if (isNew) return isPage ? 1 : 0;
  if (isPage) return 3;
  if (/\.(?:css|svg|txt)$/.test(path)) return 2;
  return /(?:^|\/)feed\.(?:atom|json)$/.test(path) ? 5 : 4;
}

/**
 * In steps, one after the other. What nobody can know of yet before the pages that will lead there: new files, then new pages. After them what pages lean
 * on, the pages, data, and feeds last: whoever reads between two writes finds every link leading to a page (RELIABILITY F19).
 * Its place on that page may come seconds later, where two pages lead to each other's places: until then the link leads to the top.
 */
function inOrder(files: readonly SiteFile[], present: Present): SiteFile[][] {
  const placed = files.map((file) => ({ file, rank: rankOf(file.path, !present.has(file.path)), depth: depthOf(file.path) }));
  const steps: SiteFile[][] = [];
  let last: (typeof placed)[number] | null = null;
  for (const one of placed.sort((a, b) => a.rank - b.rank || b.depth - a.depth || (a.file.path < b.file.path ? -1 : 1))) {
    if (last?.rank === one.rank && last.depth === one.depth) steps.at(-1)?.push(one.file);
    else steps.push([one.file]);
    last = one;
  }
  return steps;
}

/** Files of one step do not wait for each other: so many are on their way at once. */
const atOnce = 16;

/** @throws what the first file that could not be written threw, once none is on its way any more */
async function putAll(site: Site, files: readonly SiteFile[]): Promise<void> {
  for (let start = 0; start < files.length; start += atOnce) {
    const puts = await Promise.allSettled(files.slice(start, start + atOnce).map((file) => site.put(file)));
    const failed = puts.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }
}

function md5(body: SiteFile['body']): string {
  return createHash('md5').update(body).digest('hex');
}

/** From so many files in one folder on, the folder is listed rather than each of them. */
const folderFrom = 4;

/**
 * What lies at some places: folders with a closing slash, and single files.
 * @returns of a folder everything in it, of a file itself
 */
export async function presentAt(site: Site, places: readonly string[]): Promise<Present> {
  const folders = places.filter((place) => place.endsWith('/'));
  const inFolder = new Map<string, string[]>();
  for (const place of places.filter((one) => !one.endsWith('/'))) {
    const folder = place.slice(0, place.lastIndexOf('/') + 1);
    inFolder.set(folder, [...(inFolder.get(folder) ?? []), place]);
  }
  const lists = [
    ...folders.map((folder) => site.fingerprints(folder)),
    ...[...inFolder].map(async ([folder, files]) => {
      const listed =
        files.length < folderFrom
          ? await Promise.all(files.map((file) => site.fingerprints(file)))
          : [await site.fingerprintsIn(folder)];
      // `status.json` must not catch `status.json.old`.
      return new Map(listed.flatMap((one) => [...one].filter(([path]) => files.includes(path))));
    }),
  ];
  return new Map((await Promise.all(lists)).flatMap((one) => [...one]));
}

/** What must be written and removed so that certain files lie there. */
export type Differences = {
  readonly files: readonly SiteFile[];
  /** Files that were rendered and lie there already. */
  readonly unchanged: number;
  readonly removed: readonly string[];
};

export function differencesAt(present: Present, files: readonly SiteFile[], isLeftOver: (path: string) => boolean): Differences {
  const different = files.filter(({ path, body }) => present.get(path) !== md5(body));
  const wanted = new Set(files.map(({ path }) => path));
  const removed = [...present.keys()].filter((path) => !wanted.has(path) && isLeftOver(path)).sort();
  return { files: different, unchanged: files.length - different.length, removed };
}

/** Writes what differs, then removes what is left over. */
export async function writeDifferences(
  site: Site,
  present: Present,
  { files, unchanged, removed }: Differences,
): Promise<SiteAccount> {
  const written: string[] = [];
  for (const step of inOrder(files, present)) {
    await putAll(site, step);
    written.push(...step.map(({ path }) => path));
  }
  for (const path of removed) await site.remove(path);
  return { ...nothingPublished, written, unchanged, removed };
}

/** Writes those of these files that differ from what lies there, and touches no other. */
export async function writeFiles(site: Site, files: readonly SiteFile[]): Promise<SiteAccount> {
  const present = await presentAt(
    site,
    files.map(({ path }) => path),
  );
  return writeDifferences(
    site,
    present,
    differencesAt(present, files, () => false),
  );
}

/**
 * Writes files that are all made of one of them, which whoever makes them the next time reads back: that one last, and only over
 * what it was made from, so that of two at once neither loses what the other added.
 * @param kept the one that is read back
 * @param asRead what lay in its place when they were made
 * @returns null where something else lies there by now: they must be made anew, and are written over then
 */
export async function writeAround(
  site: Site,
  kept: SiteFile,
  asRead: string | null,
  others: readonly SiteFile[],
): Promise<SiteAccount | null> {
  const body = textOf(kept.body);
  if (asRead !== null && asRead !== body) {
    const account = await writeFiles(site, others);
    return (await site.putOver(kept, asRead)) ? addAccounts([account, writtenAlone(kept)]) : null;
  }
  // What nobody knows of yet comes before the pages that will lead there.
  if (asRead === null && !(await site.putOver(kept, null))) return null;
  const account = await writeFiles(site, others);
  const isAlone = account.written.length === 0 || (await site.read(kept.path)) === body;
  const own = asRead === null ? writtenAlone(kept) : { ...nothingPublished, unchanged: 1 };
  return isAlone ? addAccounts([own, account]) : null;
}

function writtenAlone({ path }: SiteFile): SiteAccount {
  return { ...nothingPublished, written: [path] };
}
