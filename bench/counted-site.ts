import { createHash } from 'node:crypto';
import type { Site, SiteFile } from '../shared/ports.ts';
import { textOf } from '../shared/showing/file-types.ts';
import { type Lying, openShelf } from './shelf.ts';

/** What was asked of a site since the last look. */
export type SiteCalls = { readonly lists: number; readonly reads: number; readonly puts: number; readonly removes: number };

/** A site that keeps what it is given, and counts what it is asked. */
export type CountedSite = Site & {
  /** How many bytes lie there. */
  readonly bytes: () => number;
  readonly pages: () => readonly { readonly path: string; readonly html: string }[];
  readonly files: () => number;
  /**
   * `different`: the paths at which other bytes lie than at the last look. `milliseconds`: processor time the stand-in itself took, which
   * a bucket would have spent.
   */
  readonly take: () => { readonly calls: SiteCalls; readonly different: readonly string[]; readonly milliseconds: number };
  /** Takes away what lies on the disk for it. */
  readonly close: () => void;
};

const none: SiteCalls = { lists: 0, reads: 0, puts: 0, removes: 0 };

/** `a/b/c` → `a/b/`, with a closing slash as listings have it. */
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** `a/b/c` → ``, `a/`, `a/b/` */
function foldersAbove(path: string): string[] {
  return ['', ...[...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1))];
}

function entriesOf(folders: Map<string, Map<string, string>>, folder: string): Map<string, string> {
  const known = folders.get(folder) ?? new Map<string, string>();
  folders.set(folder, known);
  return known;
}

/**
 * Stands for a bucket. Hashing what was put and storing it are the bucket's work and not ours: it is done at once for all that was
 * put since the last look, and its time is told apart. Stored, it is no burden to the memory of whoever is measured.
 */
export function countedSite(): CountedSite {
  const shelf = openShelf();
  const stored = new Map<string, Lying>();
  const unstored = new Map<string, SiteFile['body']>();
  // As a bucket finds them: what is asked of one plan takes no longer because others lie there.
  const inFolder = new Map<string, Map<string, string>>();
  const below = new Map<string, Map<string, string>>();
  let calls = none;
  let milliseconds = 0;
  // What lay at the last look where something was put since; null: nothing.
  const before = new Map<string, string | null>();
  const store = (): void => {
    if (unstored.size === 0) return;
    const from = process.cpuUsage();
    for (const [path, body] of unstored) {
      const bytes = Buffer.from(body);
      const md5 = createHash('md5').update(bytes).digest('hex');
      const lying = entriesOf(inFolder, folderOf(path));
      if (!before.has(path)) before.set(path, lying.get(path) ?? null);
      lying.set(path, md5);
      for (const folder of foldersAbove(path)) entriesOf(below, folder).set(path, md5);
      stored.set(path, shelf.put(bytes));
    }
    unstored.clear();
    const { user, system } = process.cpuUsage(from);
    milliseconds += (user + system) / 1_000;
  };
  const find = (path: string): string | null => {
    const body = unstored.get(path);
    if (body !== undefined) return textOf(body);
    const lying = stored.get(path);
    return lying === undefined ? null : shelf.read(lying).toString();
  };
  const keep = ({ path, body }: SiteFile): void => {
    calls = { ...calls, puts: calls.puts + 1 };
    unstored.set(path, body);
  };
  return {
    fingerprints: async (prefix) => {
      calls = { ...calls, lists: calls.lists + 1 };
      store();
      return new Map([...(below.get(folderOf(prefix)) ?? [])].filter(([path]) => path.startsWith(prefix)));
    },
    fingerprintsIn: async (folder) => {
      calls = { ...calls, lists: calls.lists + 1 };
      store();
      return new Map(inFolder.get(folder));
    },
    read: async (path) => {
      calls = { ...calls, reads: calls.reads + 1 };
      return find(path);
    },
    put: async (file) => keep(file),
    putOver: async (file, asRead) => {
      const isAsRead = find(file.path) === asRead;
      if (isAsRead) keep(file);
      return isAsRead;
    },
    remove: async (path) => {
      calls = { ...calls, removes: calls.removes + 1 };
      store();
      stored.delete(path);
      inFolder.get(folderOf(path))?.delete(path);
      for (const folder of foldersAbove(path)) below.get(folder)?.delete(path);
    },
    bytes: () => {
      store();
      return [...stored.values()].reduce((sum, { length }) => sum + length, 0);
    },
    pages: () => {
      store();
      return [...stored.keys()].filter((path) => path.endsWith('index.html')).map((path) => ({ path, html: find(path) ?? '' }));
    },
    files: () => {
      store();
      return stored.size;
    },
    take: () => {
      const taken = { calls, milliseconds };
      store();
      const different = [...before].flatMap(([path, md5]) => (inFolder.get(folderOf(path))?.get(path) === md5 ? [] : [path]));
      before.clear();
      calls = none;
      milliseconds = 0;
      return { ...taken, different };
    },
    close: shelf.close,
  };
}
