import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { deadlineDay, endOfDay, instantText, localDay, sameDays } from '../../shared/domain/fuzzy-date.ts';
import { aDate } from '../builders.ts';

test('October 2021 ends in Paris at 23:00 UTC on the 31st, a day of 25 hours', () => {
  expect(endOfDay('2021-10-31', 'Europe/Paris').toString()).toBe('2021-10-31T23:00:00Z');
  expect(endOfDay('2021-09-30', 'Europe/Paris').toString()).toBe('2021-09-30T22:00:00Z');
});

/** Kiritimati crossed the date line and never had 31 December 1994. */
const exists = (day: Temporal.PlainDate, zone: string): boolean => day.toZonedDateTime(zone).toPlainDate().equals(day);

test('I18: the instant before the end belongs to the day, the end to the next one, in every zone', async () => {
  const zones = fc.constantFrom('Europe/Paris', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'UTC');
  const days = fc
    .integer({ min: 0, max: 40_000 })
    .map((offset) => Temporal.PlainDate.from('1990-01-01').add({ days: offset }).toString());
  await fc.assert(
    fc.property(zones, days, (zone, day) => {
      const next = Temporal.PlainDate.from(day).add({ days: 1 });
      fc.pre(exists(Temporal.PlainDate.from(day), zone) && exists(next, zone));
      const end = endOfDay(day, zone);
      expect(localDay(end.subtract({ seconds: 1 }), zone)).toBe(day);
      expect(localDay(end, zone)).toBe(next.toString());
    }),
    {
      numRuns: 5_000,
      examples: [
        ['Pacific/Kiritimati', '1994-12-30'],
        ['Pacific/Kiritimati', '1994-12-31'],
      ],
    },
  );
});

test('an instant as text is to the second, so that text order is time order', () => {
  expect(instantText(Temporal.Instant.from('2021-10-01T07:00:00.987Z'))).toBe('2021-10-01T07:00:00Z');
});

test('a reading that a person must still choose gives no deadline', () => {
  expect(deadlineDay({ ...aDate('Octobre 2021'), ambiguity: 'ambiguous-winter' })).toBeNull();
  expect(deadlineDay(aDate('Octobre 2021'))).toBe('2021-10-31');
  expect(deadlineDay(null)).toBeNull();
});

test('another wording of the same days is the same date; another precision without days is not', () => {
  expect(sameDays(aDate('Octobre 2021'), { ...aDate('octobre 2021'), text: 'fin octobre 2021' })).toBe(true);
  expect(sameDays(aDate('Octobre 2021'), aDate('Novembre 2021'))).toBe(false);
  const undated = { text: 'En continu', precision: 'ongoing' as const, from: null, to: null };
  expect(sameDays(undated, { ...undated, precision: 'recurring' })).toBe(false);
  expect(sameDays(null, undated)).toBe(false);
});
