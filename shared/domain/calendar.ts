import { Temporal } from 'temporal-polyfill';
import france from './holidays/fr.json' with { type: 'json' };
import { remembered } from './remembered.ts';

/** Working days of a country and region: Monday to Friday without the public holidays. Days are `YYYY-MM-DD`. */
export type Calendar = {
  readonly holidays: ReadonlySet<string>;
  /** First and last year whose holidays are known; null when only weekends are (a page must then say so). */
  readonly years: { readonly from: number; readonly to: number } | null;
};

type HolidayFile = {
  readonly from: number;
  readonly to: number;
  readonly national: { readonly [year: string]: string };
  readonly regions: { readonly [region: string]: { readonly more: string; readonly less: string } };
};

const files: { readonly [country: string]: HolidayFile } = { FR: france };

/** A country without a file: Saturdays and Sundays alone are days off. */
export const weekendsOnly: Calendar = { holidays: new Set(), years: null };

function days(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}

function read(file: HolidayFile, region: string | null): Calendar {
  const local = region === null ? undefined : file.regions[region];
  const national = Object.entries(file.national).flatMap(([year, list]) => days(list).map((day) => `${year}-${day}`));
  const holidays = new Set([...national, ...days(local?.more ?? '')]);
  for (const day of days(local?.less ?? '')) holidays.delete(day);
  return { holidays, years: { from: file.from, to: file.to } };
}

const calendars = new Map<string, Calendar>();

/** The calendar of a country (ISO 3166-1) and, where its holidays differ, a region (`57`, `RE`). */
export function calendarFor(country: string, region: string | null): Calendar {
  const file = files[country];
  if (file === undefined) return weekendsOnly;
  const key = `${country}/${region ?? ''}`;
  const calendar = calendars.get(key) ?? read(file, region);
  calendars.set(key, calendar);
  return calendar;
}

const friday = 5;

export function isWorkingDay(day: string, calendar: Calendar): boolean {
  return weekdayOf(day) <= friday && !calendar.holidays.has(day);
}

const weekdayOf = remembered((day: string) => Temporal.PlainDate.from(day).dayOfWeek);

/** Some days after a day, or before it. */
const daysAfter = remembered((day: string, count: number) => Temporal.PlainDate.from(day).add({ days: count }).toString());

function walk(day: string, step: 1 | -1, calendar: Calendar): string {
  let found = day;
  while (!isWorkingDay(found, calendar)) found = daysAfter(found, step);
  return found;
}

/** The day itself if it is worked, else the last working day before it. */
export function rollBack(day: string, calendar: Calendar): string {
  return walk(day, -1, calendar);
}

/** The day itself if it is worked, else the first working day after it. */
export function rollForward(day: string, calendar: Calendar): string {
  return walk(day, 1, calendar);
}

/** The first working day strictly after `day`. */
export function nextWorkingDay(day: string, calendar: Calendar): string {
  return rollForward(daysAfter(day, 1), calendar);
}

/** The first working day of a month given as `YYYY-MM`. */
export function firstWorkingDayOf(month: string, calendar: Calendar): string {
  return rollForward(`${month}-01`, calendar);
}
