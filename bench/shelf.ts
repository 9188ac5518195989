import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where something lies on a shelf, in bytes. */
export type Lying = { readonly at: number; readonly length: number };

/** Bytes out of the way of the process's own memory, to be read back by where they lie. */
export type Shelf = {
  readonly put: (bytes: Buffer) => Lying;
  readonly read: (lying: Lying) => Buffer;
  readonly close: () => void;
};

/** One temporary file that only grows. */
export function openShelf(): Shelf {
  const folder = mkdtempSync(join(tmpdir(), 'jalon-bench-site-'));
  const file = openSync(join(folder, 'bodies'), 'w+');
  let end = 0;
  return {
    put: (bytes) => {
      const lying = { at: end, length: bytes.length };
      writeSync(file, bytes, 0, bytes.length, end);
      end += bytes.length;
      return lying;
    },
    read: ({ at, length }) => {
      const bytes = Buffer.alloc(length);
      readSync(file, bytes, 0, length, at);
      return bytes;
    },
    close: () => {
      closeSync(file);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
