import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { instantText } from '../../shared/domain/fuzzy-date.ts';
import { isoDate, isoInstant } from '../../shared/domain/identifiers.ts';
import type { Clock } from '../../shared/ports.ts';

/** Where a rehearsal begins: before the first deadline of the sample. */
const rehearsalStart = '2021-09-15';

/** A clock that stands until it is moved. */
export type StandingClock = Clock & { moveTo(instant: Temporal.Instant): void };

const clockFile = z.strictObject({ now: isoInstant });

/**
 * Reads `now`, a day or an instant with offset. A day alone is its noon in UTC: the same calendar day almost everywhere.
 * @returns null when it is none of these
 */
export function readMoment(text: string): Temporal.Instant | null {
  if (text === 'now') return systemClock.now();
  if (isoDate.safeParse(text).success) return Temporal.Instant.from(`${text}T12:00:00Z`);
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
}

function fileOf(dataFolder: string): string {
  return join(dataFolder, 'clock.json');
}

/** The rehearsal clock of a data folder, or null when the folder lives in real time. */
export function readRehearsalClock(dataFolder: string): Temporal.Instant | null {
  const file = fileOf(dataFolder);
  if (!existsSync(file)) return null;
  return Temporal.Instant.from(clockFile.parse(JSON.parse(readFileSync(file, 'utf8'))).now);
}

/** Makes the folder a rehearsal that stands at `instant`, or moves its clock there. It never goes back. */
export function writeRehearsalClock(dataFolder: string, instant: Temporal.Instant): void {
  const kept = readRehearsalClock(dataFolder);
  if (kept !== null && Temporal.Instant.compare(instant, kept) <= 0) return;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const file = fileOf(dataFolder);
  // Named for its process: the server and the command line may move the clock at once.
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, `${JSON.stringify({ now: instantText(instant) })}\n`);
  renameSync(draft, file);
}

/** Makes the folder a rehearsal at its first moment, unless it is one already. Returns the moment its clock stands at. */
export function beginRehearsal(dataFolder: string): Temporal.Instant {
  const start = readRehearsalClock(dataFolder) ?? Temporal.Instant.from(`${rehearsalStart}T12:00:00Z`);
  writeRehearsalClock(dataFolder, start);
  return start;
}

/**
 * The clock of a rehearsal's folder. It stands where its file says, whichever process moved it there, and never goes back.
 * @throws when the folder is no rehearsal
 */
export function rehearsalClock(dataFolder: string): StandingClock {
  const file = fileOf(dataFolder);
  let read: { readonly inode: bigint; readonly changed: bigint; readonly now: Temporal.Instant } | null = null;
  return {
    now: () => {
      // Every move puts a new file in the old one's place.
      const { ino: inode, mtimeNs: changed } = statSync(file, { bigint: true });
      if (read?.inode === inode && read.changed === changed) return read.now;
      const now = readRehearsalClock(dataFolder);
      if (now === null) throw new Error(`${file} is gone`);
      read = { inode, changed, now };
      return now;
    },
    moveTo: (instant) => writeRehearsalClock(dataFolder, instant),
  };
}

/** A clock of this process alone. It stands at `start` until it is moved, in any direction. */
export function standingClock(start: Temporal.Instant): StandingClock {
  let now = start;
  return {
    now: () => now,
    moveTo: (instant) => {
      now = instant;
    },
  };
}
