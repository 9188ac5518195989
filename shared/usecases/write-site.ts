import { createHash } from 'node:crypto';
import type { Site, SiteFile } from '../ports.ts';
import { pageLanguages } from '../showing/addresses.ts';

/** What became of a publication. Paths in the order in which they were written or removed. */
export type SiteAccount = {
  readonly written: readonly string[];
  readonly unchanged: number;
  readonly removed: readonly string[];
  /** Plans, or `home`, that were left as they are. */
  readonly skipped: readonly { readonly id: string; readonly reason: 'import-unfinished' }[];
};

export const nothingPublished: SiteAccount = { written: [], unchanged: 0, removed: [], skipped: [] };

export function addAccounts(accounts: readonly SiteAccount[]): SiteAccount {
  return {
    written: accounts.flatMap(({ written }) => written),
    unchanged: accounts.reduce((sum, { unchanged }) => sum + unchanged, 0),
    removed: accounts.flatMap(({ removed }) => removed),
    skipped: accounts.flatMap(({ skipped }) => skipped),
  };
}

/** How far a page lies below its home page; the pages of another language lie as deep as their originals. */
function depthOf(path: string): number {
  const parts = path.split('/');
  return parts.length - (pageLanguages.some((language) => language === parts[0]) ? 1 : 0);
}

/**
 * New pages before the pages that link to them, data after the pages, feeds last: whoever reads between two writes finds
 * every link leading somewhere (RELIABILITY F19).
 */
function inOrder(files: readonly SiteFile[]): SiteFile[] {
  const rank = ({ path }: SiteFile): number =>
    path.endsWith('.html') ? 1 : /(?:^|\/)feed\.(?:atom|json)$/.test(path) ? 3 : /\.(?:css|svg|txt)$/.test(path) ? 0 : 2;
  return [...files].sort((a, b) => rank(a) - rank(b) || depthOf(b.path) - depthOf(a.path) || (a.path < b.path ? -1 : 1));
}

function md5(body: string): string {
  return createHash('md5').update(body, 'utf8').digest('hex');
}

/**
 * Brings the files below some folders, or the single files named, to exactly these: writes what differs, then removes what
 * is left over. Running it again writes nothing.
 * @param prefixes folders with a closing slash, or whole paths; together they cover all files
 */
export async function writeSite(site: Site, prefixes: readonly string[], files: readonly SiteFile[]): Promise<SiteAccount> {
  const listed = await Promise.all(prefixes.map((prefix) => site.fingerprints(prefix)));
  const present = new Map(listed.flatMap((one, index) => [...one].filter(([path]) => isUnder(path, prefixes[index] ?? ''))));
  const written: string[] = [];
  for (const file of inOrder(files)) {
    if (present.get(file.path) === md5(file.body)) continue;
    await site.put(file);
    written.push(file.path);
  }
  const wanted = new Set(files.map(({ path }) => path));
  const removed = [...present.keys()].filter((path) => !wanted.has(path)).sort();
  for (const path of removed) await site.remove(path);
  return { written, unchanged: files.length - written.length, removed, skipped: [] };
}

/** A prefix without a closing slash is one file: `status.json` must not catch `status.json.old`. */
function isUnder(path: string, prefix: string): boolean {
  return prefix.endsWith('/') ? path.startsWith(prefix) : path === prefix;
}
