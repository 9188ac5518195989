import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { sha256Of } from '../../domain/text.ts';
import { withFileLock } from './file-lock.ts';

/** A line before the last one does not match its checksum: the file was changed or its disk is failing. */
export class JournalDamagedError extends Error {
  constructor(path: string, line: number) {
    super(`${path}: line ${line} does not match its checksum. Nothing was changed. Restore the file from a copy.`);
  }
}

/** Both return once what they wrote is on disk. */
export type Writing<One> = {
  readonly append: (one: One) => void;
  /**
   * Replaces every line by another one, as many as there are: the file is written anew beside the old one and takes its
   * place, so that after a crash there is either the one or the other. Readers notice, and go on behind the last line they know.
   */
  readonly rewrite: (change: (lines: readonly One[]) => readonly One[]) => void;
};

/** A file of JSON lines that several processes append to. */
export type Journal<One> = {
  /** Whole lines that this process has not read yet. A line that is just being written is left for the next time. */
  readonly readNew: () => One[];
  /**
   * Runs `work` while nobody else writes: with the lines it has not seen, and the two ways to write. A torn line at the end,
   * which nobody was told about, is removed first.
   */
  readonly exclusively: <Result>(work: (news: One[], writing: Writing<One>) => Result) => Promise<Result>;
  readonly close: () => Promise<void>;
};

const newline = 0x0a;

/** Each line is the start of the SHA-256 of its JSON, a space and the JSON. */
export function openJournal<One>(path: string, parse: (line: unknown) => One): Journal<One> {
  let file = openSync(path, 'a+', 0o600);
  if (process.platform !== 'win32') syncFolder(dirname(path));
  let isOpen = true;
  let offset = 0;
  let lines = 0;
  let last: Promise<unknown> = Promise.resolve();

  /** Opens the file that took the place of ours, if one did, at the line we know. */
  function follow(): void {
    const there = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (there === undefined || there.ino === fstatSync(file, { bigint: true }).ino) return;
    closeSync(file);
    file = openSync(path, 'a+', 0o600);
    const bytes = bytesFrom(file, 0, path);
    offset = 0;
    for (let line = 0; line < lines; line += 1) offset = bytes.indexOf(newline, offset) + 1;
  }

  function readNew(): One[] {
    follow();
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
    const line = lineOf(one);
    writeAll(file, line);
    lines += 1;
    offset += line.length;
  }

  function rewrite(change: (all: readonly One[]) => readonly One[]): void {
    const texts = bytesFrom(file, 0, path).toString('utf8').split('\n').slice(0, lines);
    const changed = change(texts.map((text) => parse(JSON.parse(checked(text) ?? ''))));
    if (changed.length !== lines) throw new RangeError(`${path}: ${lines} lines cannot become ${changed.length}`);
    const next = `${path}.next`;
    const beside = openSync(next, 'w', 0o600);
    writeAll(beside, Buffer.concat(changed.map(lineOf)));
    closeSync(beside);
    renameSync(next, path);
    if (process.platform !== 'win32') syncFolder(dirname(path));
    follow();
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
      const mine = last.then(() => withFileLock(`${path}.lock`, () => work(repaired(), { append, rewrite })));
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

function lineOf(one: unknown): Buffer {
  const json = JSON.stringify(one);
  return Buffer.from(`${checksum(json)} ${json}\n`, 'utf8');
}

function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
  fsyncSync(file);
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
