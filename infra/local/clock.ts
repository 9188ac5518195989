import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { instantText } from '../../shared/domain/fuzzy-date.ts';
import { isoDate, isoInstant } from '../../shared/domain/identifiers.ts';
import type { Clock } from '../../shared/ports.ts';

/** Where a rehearsal begins: before the first deadline of the sample. */
export const rehearsalStart = '2021-09-15';

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

/** Makes the folder a rehearsal that stands at `instant`, or moves its clock there. */
export function writeRehearsalClock(dataFolder: string, instant: Temporal.Instant): void {
  mkdirSync(dataFolder, { recursive: true });
  const file = fileOf(dataFolder);
  writeFileSync(`${file}.new`, `${JSON.stringify({ now: instantText(instant) })}\n`);
  renameSync(`${file}.new`, file);
}

/** A clock that stands at `start`; every move is kept in the folder, so that the command line sees the same time. */
export function standingClock(start: Temporal.Instant, onMove: (instant: Temporal.Instant) => void = () => {}): StandingClock {
  let now = start;
  return {
    now: () => now,
    moveTo: (instant) => {
      now = instant;
      onMove(instant);
    },
  };
}
