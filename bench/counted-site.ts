import { createHash } from 'node:crypto';
import type { Site, SiteFile } from '../shared/ports.ts';
import { textOf } from '../shared/showing/file-types.ts';

/** What was asked of a site since the last look. */
export type SiteCalls = { readonly lists: number; readonly reads: number; readonly puts: number; readonly removes: number };

/** A site that keeps what it is given, and counts what it is asked. */
export type CountedSite = Site & {
  /** How many bytes lie there. */
  readonly bytes: () => number;
  readonly pages: () => readonly { readonly path: string; readonly html: string }[];
  /** Paths by their MD5, to see what became different. */
  readonly prints: () => ReadonlyMap<string, string>;
  readonly take: () => SiteCalls;
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

/** In memory, so that what is measured is our own work and no disk. */
export function countedSite(): CountedSite {
  const files = new Map<string, SiteFile['body']>();
  // As a bucket finds them: what is asked of one plan takes no longer because others lie there.
  const inFolder = new Map<string, Map<string, string>>();
  const below = new Map<string, Map<string, string>>();
  /** Written, and not hashed yet: that is the bucket's work and not ours, so it is done between two measurements. */
  const unread = new Set<string>();
  const hashed = (): void => {
    for (const path of unread) {
      const md5 = createHash('md5')
        .update(files.get(path) ?? '')
        .digest('hex');
      entriesOf(inFolder, folderOf(path)).set(path, md5);
      for (const folder of foldersAbove(path)) entriesOf(below, folder).set(path, md5);
    }
    unread.clear();
  };
  let calls = none;
  const keep = ({ path, body }: SiteFile): void => {
    calls = { ...calls, puts: calls.puts + 1 };
    files.set(path, body);
    unread.add(path);
  };
  return {
    fingerprints: async (prefix) => {
      calls = { ...calls, lists: calls.lists + 1 };
      hashed();
      return new Map([...(below.get(folderOf(prefix)) ?? [])].filter(([path]) => path.startsWith(prefix)));
    },
    fingerprintsIn: async (folder) => {
      calls = { ...calls, lists: calls.lists + 1 };
      hashed();
      return new Map(inFolder.get(folder));
    },
    read: async (path) => {
      calls = { ...calls, reads: calls.reads + 1 };
      const found = files.get(path);
      return found === undefined ? null : textOf(found);
    },
    put: async (file) => keep(file),
    putOver: async (file, asRead) => {
      const found = files.get(file.path);
      const isAsRead = (found === undefined ? null : textOf(found)) === asRead;
      if (isAsRead) keep(file);
      return isAsRead;
    },
    remove: async (path) => {
      calls = { ...calls, removes: calls.removes + 1 };
      hashed();
      files.delete(path);
      inFolder.get(folderOf(path))?.delete(path);
      for (const folder of foldersAbove(path)) below.get(folder)?.delete(path);
    },
    bytes: () => [...files.values()].reduce((sum, body) => sum + Buffer.byteLength(body), 0),
    pages: () => [...files].filter(([path]) => path.endsWith('index.html')).map(([path, body]) => ({ path, html: textOf(body) })),
    prints: () => {
      hashed();
      return new Map(below.get(''));
    },
    take: () => {
      hashed();
      const taken = calls;
      calls = none;
      return taken;
    },
  };
}
