import { Temporal } from 'temporal-polyfill';
import type { Precision } from '../domain/fuzzy-date.ts';

type Season = 'spring' | 'summer' | 'autumn' | 'winter';

/** One date as written, before its year is known: "juin et novembre 2025" gives its year to both. */
export type Spot = (
  | { readonly unit: 'day'; readonly day: number; readonly month: number | null }
  | { readonly unit: 'month'; readonly month: number; readonly atEnd: boolean; readonly during: boolean }
  | { readonly unit: 'quarter' | 'semester'; readonly nth: number }
  | { readonly unit: 'season'; readonly season: Season; readonly nextYear: boolean }
  | { readonly unit: 'part'; readonly part: 'early' | 'mid' | 'late' | 'rentree' }
  | { readonly unit: 'year' }
  /** Two years in one expression, `2026-27`. */
  | { readonly unit: 'years'; readonly last: number }
  /** `last` is null for a fiscal year named by one year only. */
  | { readonly unit: 'fiscal'; readonly last: number | null }
  /** Read, and no day can be told: two readings fit, or a number broke it. */
  | { readonly unit: 'unclear'; readonly code: 'day-or-month' | 'broken-date' | 'month-or-years' }
) & { readonly year: number | null };

export type SpotDays = {
  readonly precision: Precision;
  readonly from: string | null;
  readonly to: string | null;
  readonly ambiguity?: 'ambiguous-winter';
  /** Code of a warning that belongs to this reading. */
  readonly warning?:
    | 'ambiguous-winter'
    | 'maybe-fiscal-year'
    | 'fiscal-calendar-unknown'
    | 'day-or-month'
    | 'broken-date'
    | 'month-or-years'
    | 'no-year';
  readonly inherited?: boolean;
};

export type Context = {
  readonly language: string;
  /** Year of a parent bullet. */
  readonly year?: number | undefined;
  readonly fiscalYearStartsInMonth?: number | undefined;
};

const unknown = (warning: NonNullable<SpotDays['warning']>): SpotDays => ({
  precision: 'unknown',
  from: null,
  to: null,
  warning,
});

function lastDayOfMonth(year: number, month: number): string {
  const { daysInMonth } = Temporal.PlainYearMonth.from({ year, month });
  return isoDay(year, month, daysInMonth);
}

function isoDay(year: number, month: number, day: number): string {
  return Temporal.PlainDate.from({ year, month, day }).toString();
}

/** Whole months, `count` of them. */
function months(precision: Precision, year: number, first: number, count: number): SpotDays {
  const end = Temporal.PlainYearMonth.from({ year, month: first }).add({ months: count - 1 });
  return { precision, from: isoDay(year, first, 1), to: lastDayOfMonth(end.year, end.month) };
}

const seasonStart = { spring: 3, summer: 6, autumn: 9, winter: 12 } as const;
const parts = { early: [1, 3], mid: [6, 2], late: [10, 3], rentree: [9, 1] } as const;

function fiscalDays(first: number, last: number | null, startsIn: number | undefined): SpotDays {
  if (startsIn === undefined || (startsIn === 1 && last !== null)) {
    // Nobody has told us when the year begins: the widest reading, to be looked at.
    return { ...months('range', first, 1, ((last ?? first) - first + 1) * 12), warning: 'fiscal-calendar-unknown' };
  }
  if (startsIn === 1) return months('range', first, 1, 12);
  // A single year may name the year in which it begins or the one in which it ends.
  if (last === null) return unknown('fiscal-calendar-unknown');
  const from = Temporal.PlainDate.from({ year: first, month: startsIn, day: 1 });
  const to = from.with({ year: last }).subtract({ days: 1 });
  return { precision: 'range', from: from.toString(), to: to.toString() };
}

/** First and last day of a spot, or `impossible` when the calendar has no such date. */
export function daysOf(spot: Spot, context: Context): SpotDays | 'impossible' {
  if (spot.unit === 'unclear') return unknown(spot.code);
  if (isImpossibleInAnyYear(spot)) return 'impossible';
  const year = spot.year ?? context.year;
  if (year === undefined) return unknown('no-year');
  const inherited = spot.year === null ? { inherited: true } : {};
  const days = daysIn(spot, year, context);
  return days === 'impossible' ? days : { ...days, ...inherited };
}

function isImpossibleInAnyYear(spot: Spot): boolean {
  switch (spot.unit) {
    case 'day':
      return spot.day < 1 || spot.day > 31 || (spot.month !== null && (spot.month < 1 || spot.month > 12));
    case 'month':
      return spot.month < 1 || spot.month > 12;
    case 'quarter':
      return spot.nth < 1 || spot.nth > 4;
    case 'semester':
      return spot.nth < 1 || spot.nth > 2;
    default:
      return false;
  }
}

function daysIn(spot: Exclude<Spot, { unit: 'unclear' }>, year: number, context: Context): SpotDays | 'impossible' {
  switch (spot.unit) {
    case 'day': {
      if (spot.month === null) return unknown('no-year');
      if (spot.day > Temporal.PlainYearMonth.from({ year, month: spot.month }).daysInMonth) return 'impossible';
      const day = isoDay(year, spot.month, spot.day);
      return { precision: 'day', from: day, to: day };
    }
    case 'month':
      return months('month', year, spot.month, 1);
    case 'quarter':
      return months('quarter', year, spot.nth * 3 - 2, 3);
    case 'semester':
      return months('semester', year, spot.nth * 6 - 5, 6);
    case 'season': {
      const days = months('season', year, seasonStart[spot.season], 3);
      const isOpen = spot.season === 'winter' && !spot.nextYear;
      return isOpen ? { ...days, ambiguity: 'ambiguous-winter', warning: 'ambiguous-winter' } : days;
    }
    case 'part': {
      const [first, count] = parts[spot.part];
      return months('part-of-year', year, first, count);
    }
    case 'year':
      return months('year', year, 1, 12);
    case 'years': {
      const days = months('range', year, 1, (spot.last - year + 1) * 12);
      return spot.last === year + 1 ? { ...days, warning: 'maybe-fiscal-year' } : days;
    }
    case 'fiscal':
      return fiscalDays(year, spot.last, context.fiscalYearStartsInMonth);
    default:
      return spot satisfies never;
  }
}
