import { Temporal } from 'temporal-polyfill';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import { remembered } from '../domain/remembered.ts';
import type { Messages } from './messages/fr.ts';
import { messages } from './messages/messages.ts';
import { plainLine } from './plain-text.ts';

/** `1er novembre 2021`, `1 November 2021`, with a no-break space between day and month. */
export function dayText(day: string, m: Messages): string {
  return `${dayAndMonth(day, m)} ${Number(day.slice(0, 4))}`;
}

function dayAndMonth(day: string, m: Messages): string {
  return `${dayOfMonth(day, m)}\u00A0${monthName(day, m)}`;
}

function dayOfMonth(day: string, m: Messages): string {
  return m.dayOfMonth(Number(day.slice(8, 10)));
}

function monthName(day: string, m: Messages): string {
  return m.months[Number(day.slice(5, 7)) - 1] ?? '';
}

/** Local day and minute of an instant: `2021-11-12T17:34`. */
const localTime = remembered((at: string, zone: string): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime().toString().slice(0, 16),
);

/** Day and time of an instant, in the plan's zone. */
export function timeText(at: string, zone: string, m: Messages): string {
  const local = localTime(at, zone);
  return m.atTime(dayText(local.slice(0, 10), m), Number(local.slice(11, 13)), local.slice(14));
}

/** `les 22 et 29 octobre et le 2 novembre 2021`, each year told once. Days in order, each once. */
export function daysText(days: readonly string[], m: Messages): string {
  const months = new Map<string, string[]>();
  for (const day of days) months.set(day.slice(0, 7), [...(months.get(day.slice(0, 7)) ?? []), day]);
  const groups = [...months].map(([month, inMonth], index, all): string => {
    const year = all[index + 1]?.[0].slice(0, 4) === month.slice(0, 4) ? '' : ` ${month.slice(0, 4)}`;
    const [first = ''] = inMonth;
    if (inMonth.length === 1) return m.onDay(`${dayAndMonth(first, m)}${year}`);
    const numbers = m.and(inMonth.map((day) => dayOfMonth(day, m)));
    return m.onDays(`${numbers}\u00A0${monthName(first, m)}${year}`);
  });
  return m.and(groups);
}

/** A published date for data and pages: its text in one line, its parts in one order, so that the same date is the same bytes. */
export function plainDate({ text, precision, from, to, qualifier, ambiguity }: FuzzyDate): FuzzyDate {
  const read = { text: plainLine(text), precision, from, to };
  return { ...read, ...(qualifier === undefined ? {} : { qualifier }), ...(ambiguity === undefined ? {} : { ambiguity }) };
}

/** `du 23 septembre au 2 novembre 2021`, a year that both share told once; a single day is `le 2 novembre 2021`. */
export function spanText(first: string, last: string, m: Messages): string {
  if (first === last) return m.onDay(dayText(first, m));
  const isOneYear = first.slice(0, 4) === last.slice(0, 4);
  return m.fromTo(isOneYear ? dayAndMonth(first, m) : dayText(first, m), dayText(last, m));
}

/** What Jalon makes of a published date: the day it holds and why, or why it holds none. */
export function readingOf(date: FuzzyDate, m: Messages): string {
  if (date.ambiguity !== undefined) return m.deadline.ambiguous;
  const because = date.qualifier === 'before' ? m.deadline.eve : m.deadline.because[date.precision];
  if (date.to === null) return because;
  const held = m.deadline.retained(dayText(date.to, m));
  return because === '' ? held : `${held} (${because})`;
}

/**
 * The day of a date that somebody typed into a field for days, `2022-02-15`: a code to whoever reads it, so pages write it out.
 * Null for a date in anybody's words. Feeds, calendars, tables and data keep the text.
 */
export function writtenDay({ text, from, to }: FuzzyDate, m: Messages): string | null {
  return from !== null && from === to && text.trim() === from ? dayText(from, m) : null;
}

/** A published date in our own words, `September 2021`; null where they would not say all that it was read as. */
export function ownWords({ precision, from, to, qualifier, ambiguity }: FuzzyDate, m: Messages): string | null {
  if (from === null || to === null || qualifier !== undefined || ambiguity !== undefined) return null;
  const year = to.slice(0, 4);
  const month = Number(to.slice(5, 7));
  switch (precision) {
    case 'day':
      return from === to ? dayText(to, m) : null;
    case 'month':
      return from.slice(0, 7) === to.slice(0, 7) ? monthText(to.slice(0, 7), m) : null;
    case 'quarter':
      return m.quarterOf(Math.ceil(month / 3), year);
    case 'semester':
      return m.halfOf(Math.ceil(month / 6), year);
    case 'year':
      return year;
    default:
      return null;
  }
}

const inShort = (text: string): string => plainLine(text).toLowerCase().replace(/\s+/gu, ' ');

/** Whether the published words say no more than the date they were read as, in any language that Jalon speaks. */
export function saysDateAlone(date: FuzzyDate): boolean {
  const text = inShort(date.text);
  return Object.values(messages).some((m) => {
    const own = ownWords(date, m);
    return own !== null && inShort(own) === text;
  });
}

/**
 * A published date as a page says it: the {@link writtenDay}; in our own words where the published ones are another language's
 * and say no more; else word for word.
 */
export function publishedText(date: FuzzyDate, m: Messages): string {
  const text = plainLine(date.text);
  const own = ownWords(date, m);
  if (own === null || inShort(own) === inShort(text) || !saysDateAlone(date)) return writtenDay(date, m) ?? text;
  return /^\p{Lu}/u.test(text) ? capitalised(own, m) : own;
}

/** With a capital, as a value that stands alone. */
export function capitalised(text: string, m: Messages): string {
  return `${text.charAt(0).toLocaleUpperCase(m.language)}${text.slice(1)}`;
}

/** The most exact form of a published date for `<time datetime>`: a day, a month, a year; null without one. */
export function machineDate(date: FuzzyDate): string | null {
  if (date.to === null) return null;
  if (date.precision === 'month') return date.to.slice(0, 7);
  if (date.precision === 'year') return date.to.slice(0, 4);
  return date.to;
}

/** `octobre 2021` of `2021-10`, within a sentence. */
export function monthText(month: string, m: Messages): string {
  return `${monthName(month, m)} ${month.slice(0, 4)}`;
}

/** `Octobre 2021` of `2021-10`, as a heading or by itself. */
export function monthTitle(month: string, m: Messages): string {
  return capitalised(monthText(month, m), m);
}
