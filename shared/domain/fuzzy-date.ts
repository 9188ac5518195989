import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { isoDate } from './identifiers.ts';
import { remembered } from './remembered.ts';

/** How exactly a date was published. The last four never hold a day: nothing is guessed. */
export const precision = z.enum([
  'day',
  'month',
  'season',
  'quarter',
  'semester',
  'part-of-year',
  'year',
  'range',
  'recurring',
  'ongoing',
  'event',
  'unknown',
]);
export type Precision = z.infer<typeof precision>;

/** Words around a date that change what it means: "d'ici", "avant", "à partir de", "courant". */
export const qualifier = z.enum(['by', 'before', 'from', 'during']);
export type Qualifier = z.infer<typeof qualifier>;

/**
 * A published date: `text` verbatim, `from` and `to` the first and last calendar day it can mean, in the plan's zone.
 * `to` is the deadline, inclusive. A date that has no end in the calendar ("en continu") has `to: null`.
 */
export const fuzzyDate = z.strictObject({
  text: z.string().min(1).max(500),
  precision,
  from: isoDate.nullable(),
  to: isoDate.nullable(),
  qualifier: qualifier.optional(),
  /** A reading that a person must still choose before any mail goes out ("hiver 2024"). */
  ambiguity: z.literal('ambiguous-winter').optional(),
});
export type FuzzyDate = z.infer<typeof fuzzyDate>;

/** The deadline a reminder may count from: the last day, or null when undated or still to be chosen by a person. */
export function deadlineDay(date: FuzzyDate | null): string | null {
  return date === null || date.ambiguity !== undefined ? null : date.to;
}

/** Same first and last day and same certainty, whatever the wording. */
export function sameDays(a: FuzzyDate | null, b: FuzzyDate | null): boolean {
  if (a === null || b === null) return a === b;
  return a.from === b.from && a.to === b.to && a.ambiguity === b.ambiguity && (a.to !== null || a.precision === b.precision);
}

/** The instant a deadline has ended: the exclusive next local midnight, never 23:59:59. */
export const endOfDay = remembered(
  (day: string, zone: string): Temporal.Instant =>
    Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).toInstant(),
);

/** The local calendar day of an instant. */
export function localDay(instant: Temporal.Instant, zone: string): string {
  return dayOf(instant.epochMilliseconds, zone);
}

/** More than the entries of a large plan, whose days one publication asks for again and again. */
const manyInstants = 32_768;

/** {@link localDay} of an instant as the record writes it, `2021-11-12T16:34:00Z`. */
export const localDayAt = remembered(
  (at: string, zone: string): string => Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString(),
  manyInstants,
);

const dayOf = remembered((milliseconds: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone).toPlainDate().toString(),
);

/** UTC to the second; see {@link import('./identifiers.ts').isoInstant}. */
export function instantText(instant: Temporal.Instant): string {
  return secondOf(instant.epochMilliseconds);
}

const secondOf = remembered((milliseconds: number) =>
  Temporal.Instant.fromEpochMilliseconds(milliseconds).toString({ smallestUnit: 'second', roundingMode: 'floor' }),
);
