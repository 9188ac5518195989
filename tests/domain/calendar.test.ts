import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { holidayFile, printHolidayFile } from '../../infra/holidays.ts';
import {
  calendarFor,
  firstWorkingDayOf,
  isWorkingDay,
  nextWorkingDay,
  rollBack,
  rollForward,
  weekendsOnly,
} from '../../shared/domain/calendar.ts';

const france = calendarFor('FR', null);

describe('working days', () => {
  test('the file of France is what the library says, regions included', () => {
    const kept = readFileSync(new URL('../../shared/domain/holidays/fr.json', import.meta.url), 'utf8');
    expect(kept).toBe(printHolidayFile(holidayFile('FR')));
  });

  test('a country the library does not know is refused instead of written empty', () => {
    expect(() => holidayFile('MN')).toThrow('MN');
  });

  test('France has eleven public holidays every year', () => {
    for (let year = 2011; year <= 2040; year += 1) {
      expect([...france.holidays].filter((day) => day.startsWith(`${year}-`)).length).toBeGreaterThanOrEqual(10);
    }
    expect([...france.holidays].filter((day) => day.startsWith('2021-'))).toHaveLength(11);
  });

  test.each([
    ['2021-04-05', '2021-05-13', '2021-05-24'],
    ['2022-04-18', '2022-05-26', '2022-06-06'],
    ['2024-04-01', '2024-05-09', '2024-05-20'],
  ])('Easter Monday, Ascension and Whit Monday are off: %s, %s, %s', (...days) => {
    expect(days.map((day) => isWorkingDay(day, france))).toEqual([false, false, false]);
  });

  test('a region adds its own days: Good Friday in Moselle', () => {
    expect(isWorkingDay('2021-04-02', france)).toBe(true);
    expect(isWorkingDay('2021-04-02', calendarFor('FR', '57'))).toBe(false);
    expect(isWorkingDay('2021-12-20', calendarFor('FR', 'RE'))).toBe(false);
  });

  test('an unknown country has weekends alone, and says that it knows no years', () => {
    expect(calendarFor('ZZ', null)).toBe(weekendsOnly);
    expect(isWorkingDay('2021-11-01', weekendsOnly)).toBe(true);
    expect(isWorkingDay('2021-10-31', weekendsOnly)).toBe(false);
    expect(france.years).toEqual({ from: 2011, to: 2040 });
    expect(weekendsOnly.years).toBeNull();
  });

  test('rolling passes weekends and holidays in a row', () => {
    expect(rollBack('2021-10-31', france)).toBe('2021-10-29');
    expect(rollForward('2021-10-30', france)).toBe('2021-11-02');
    expect(nextWorkingDay('2021-10-29', france)).toBe('2021-11-02');
    expect(firstWorkingDayOf('2022-01', france)).toBe('2022-01-03');
  });

  test('I18: rolling stops at a working day, never further than the first one', () => {
    const anyDay = fc
      .integer({ min: 0, max: 365 * 30 })
      .map((count) => Temporal.PlainDate.from('2011-01-01').add({ days: count }).toString());
    fc.assert(
      fc.property(anyDay, (day) => {
        for (const rolled of [rollBack(day, france), rollForward(day, france), nextWorkingDay(day, france)]) {
          expect(isWorkingDay(rolled, france)).toBe(true);
        }
        expect(rollBack(day, france) <= day && day <= rollForward(day, france)).toBe(true);
        expect(nextWorkingDay(day, france) > day).toBe(true);
        expect(rollBack(day, france) === day).toBe(isWorkingDay(day, france));
      }),
      { numRuns: 5_000 },
    );
  });
});
