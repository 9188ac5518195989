import { createHash } from 'node:crypto';
import type { Site } from '../shared/ports.ts';
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

/** In memory, so that what is measured is our own work and no disk. */
export function countedSite(): CountedSite {
  const files = new Map<string, { readonly body: string | Uint8Array; readonly md5: string }>();
  let calls = none;
  const printsWhere = (isWanted: (path: string) => boolean): Map<string, string> =>
    new Map([...files].filter(([path]) => isWanted(path)).map(([path, { md5 }]) => [path, md5]));
  return {
    fingerprints: async (prefix) => {
      calls = { ...calls, lists: calls.lists + 1 };
      return printsWhere((path) => path.startsWith(prefix));
    },
    fingerprintsIn: async (folder) => {
      calls = { ...calls, lists: calls.lists + 1 };
      return printsWhere((path) => path.startsWith(folder) && !path.slice(folder.length).includes('/'));
    },
    read: async (path) => {
      calls = { ...calls, reads: calls.reads + 1 };
      const found = files.get(path);
      return found === undefined ? null : textOf(found.body);
    },
    put: async ({ path, body }) => {
      calls = { ...calls, puts: calls.puts + 1 };
      files.set(path, { body, md5: createHash('md5').update(body).digest('hex') });
    },
    remove: async (path) => {
      calls = { ...calls, removes: calls.removes + 1 };
      files.delete(path);
    },
    bytes: () => [...files.values()].reduce((sum, { body }) => sum + Buffer.byteLength(body), 0),
    pages: () =>
      [...files].filter(([path]) => path.endsWith('index.html')).map(([path, { body }]) => ({ path, html: textOf(body) })),
    prints: () => printsWhere(() => true),
    take: () => {
      const taken = calls;
      calls = none;
      return taken;
    },
  };
}
