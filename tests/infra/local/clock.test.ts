import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginRehearsal, readRehearsalClock, rehearsalClock, writeRehearsalClock } from '../../../infra/local/clock.ts';
import { aFolder } from '../../adapters/local-tables.ts';

let folder: ReturnType<typeof aFolder>;
beforeAll(() => {
  folder = aFolder();
});
afterAll(() => folder.remove());

const at = (text: string) => Temporal.Instant.from(text);

test('two clocks of one rehearsal always agree, whichever is moved, and neither goes back', () => {
  expect(readRehearsalClock(folder.path)).toBeNull();
  expect(String(beginRehearsal(folder.path))).toBe('2021-09-15T12:00:00Z');
  const [mine, theirs] = [rehearsalClock(folder.path), rehearsalClock(folder.path)];
  expect(String(mine.now())).toBe('2021-09-15T12:00:00Z');
  theirs.moveTo(at('2021-10-01T00:00:00Z'));
  expect(String(mine.now())).toBe('2021-10-01T00:00:00Z');
  mine.moveTo(at('2021-09-20T00:00:00Z'));
  expect(String(theirs.now())).toBe('2021-10-01T00:00:00Z');
  for (let minute = 1; minute < 50; minute += 1) {
    const next = at('2021-10-01T00:00:00Z').add({ minutes: minute });
    writeRehearsalClock(folder.path, next);
    expect(String(mine.now())).toBe(String(next));
  }
});

test('a rehearsal that begins again stays where it is', () => {
  const now = readRehearsalClock(folder.path);
  expect(String(beginRehearsal(folder.path))).toBe(String(now));
});
