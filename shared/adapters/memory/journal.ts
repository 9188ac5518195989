import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { sha256Of } from '../../domain/text.ts';
import { withFileLock } from './file-lock.ts';

/** A line before the last one does not match its checksum: the file was changed or its disk is failing. */
export class JournalDamagedError extends Error {
  constructor(path: string, line: number) {
    super(`${path}: line ${line} does not match its checksum. Nothing was changed. Restore the file from a copy.`);
  }
}

/** A file of JSON lines that several processes append to. */
export type Journal<One> = {
  /** Whole lines that this process has not read yet. A line that is just being written is left for the next time. */
  readonly readNew: () => One[];
  /**
   * Runs `work` while nobody else appends: with the lines it has not seen, and a function that appends one and returns
   * once it is on disk. A torn line at the end, which nobody was told about, is removed first.
   */
  readonly exclusively: <Result>(work: (news: One[], append: (one: One) => void) => Result) => Promise<Result>;
  readonly close: () => Promise<void>;
};

const newline = 0x0a;

/** Each line is the start of the SHA-256 of its JSON, a space and the JSON. */
export function openJournal<One>(path: string, parse: (line: unknown) => One): Journal<One> {
  const file = openSync(path, 'a+', 0o600);
  if (process.platform !== 'win32') syncFolder(dirname(path));
  let isOpen = true;
  let offset = 0;
  let lines = 0;
  let last: Promise<unknown> = Promise.resolve();

  function readNew(): One[] {
    const bytes = bytesFrom(file, offset, path);
    const whole = bytes.subarray(0, bytes.lastIndexOf(newline) + 1);
    const read: One[] = [];
    for (let start = 0; start < whole.length; ) {
      const end = whole.indexOf(newline, start) + 1;
      const json = checked(whole.subarray(start, end - 1).toString('utf8'));
      if (json === null) {
        if (end < whole.length) throw new JournalDamagedError(path, lines + 1);
        break;
      }
      read.push(parse(JSON.parse(json)));
      lines += 1;
      offset += end - start;
      start = end;
    }
    return read;
  }

  function append(one: One): void {
    const json = JSON.stringify(one);
    const line = Buffer.from(`${checksum(json)} ${json}\n`, 'utf8');
    for (let written = 0; written < line.length; ) written += writeSync(file, line, written);
    fsyncSync(file);
    lines += 1;
    offset += line.length;
  }

  function repaired(): One[] {
    const news = readNew();
    if (fstatSync(file).size > offset) {
      ftruncateSync(file, offset);
      fsyncSync(file);
    }
    return news;
  }

  return {
    readNew,
    exclusively: (work) => {
      // One at a time in this process, so that only processes wait for each other's lock file.
      const mine = last.then(() => withFileLock(`${path}.lock`, () => work(repaired(), append)));
      last = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      await last;
      if (isOpen) closeSync(file);
      isOpen = false;
    },
  };
}

const checksum = (json: string): string => sha256Of(json).slice(0, 16);

function checked(line: string): string | null {
  const json = line.slice(17);
  return line[16] === ' ' && line.slice(0, 16) === checksum(json) ? json : null;
}

function bytesFrom(file: number, offset: number, path: string): Buffer {
  const length = fstatSync(file).size - offset;
  if (length < 0) throw new Error(`${path} became shorter while it was in use`);
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const got = readSync(file, bytes, read, length - read, offset + read);
    if (got === 0) break;
    read += got;
  }
  return bytes.subarray(0, read);
}

/** A new file survives a power cut only once its folder is on disk too. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
