import { Temporal } from 'temporal-polyfill';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import { type DateSpot, inYear } from './proposals-dates.ts';
import { type YearWords, yearWords } from './proposals-messages.ts';

/** A date that a text tells with its year, and where. */
export type ToldDate = {
  readonly date: FuzzyDate;
  readonly day: number | null;
  readonly month: number | null;
  /** "ce mardi", "cette rentrée 2019": the day or year of writing. */
  readonly isHere: boolean;
  /** Null: the document's own date. */
  readonly line: number | null;
};

/** What a text says of the time it was written in. */
export type TimeFrame = {
  readonly told: readonly ToldDate[];
  /** When it says it was published. */
  readonly published: FuzzyDate | null;
};

/** Another document of the same import. */
export type OtherFrame = { readonly name: string; readonly frame: TimeFrame };

/** Whether the sentence tells it as over or as to come. */
export type Tense = 'past' | 'future' | null;

export type Dated = { readonly date: FuzzyDate; readonly reason: string | null };

/** The day or the year a text was written in, with the words that say so. */
type Anchor = { readonly from: string; readonly to: string; readonly isWholeYear: boolean; readonly because: string };

const yearIn = (day: string): number => Number(day.slice(0, 4));
const yearOf = ({ date }: ToldDate): number | null => {
  const day = date.from ?? date.to;
  return day === null ? null : yearIn(day);
};

function unique<Value>(values: readonly Value[]): Value | null {
  const [first, ...others] = new Set(values);
  return first !== undefined && others.length === 0 ? first : null;
}

function toldYears(frame: TimeFrame): number[] {
  return [...new Set(datesOf(frame).flatMap((one) => yearOf(one) ?? []))];
}

/** Every date with its year, the document's own first. */
function datesOf({ told: dates, published }: TimeFrame): readonly ToldDate[] {
  return published === null ? dates : [{ date: published, day: null, month: null, isHere: false, line: null }, ...dates];
}

function fallsOn(year: number, { day, month, weekday }: DateSpot): boolean {
  if (day === null || month === null || weekday === null) return false;
  if (month > 12 || day > Temporal.PlainYearMonth.from({ year, month }).daysInMonth) return false;
  return Temporal.PlainDate.from({ year, month, day }).dayOfWeek === weekday;
}

/** The year in which a weekday fits, among those the text tells, else next to them. Null when none or several fit. */
function weekdayYear(spot: DateSpot, years: readonly number[]): number | null {
  if (spot.weekday === null) return null;
  const fitting = years.filter((year) => fallsOn(year, spot));
  if (fitting.length > 0) return unique(fitting);
  const near = new Set(years.flatMap((year) => [year - 1, year + 1]));
  return unique([...near].filter((year) => fallsOn(year, spot)));
}

function dayOf(date: FuzzyDate | null): string | null {
  return date !== null && date.precision === 'day' ? date.from : null;
}

/** When the text was written: its own date, a day it calls this one, else the only year it can mean. */
export function anchorOf(frame: TimeFrame, spots: readonly { spot: DateSpot; line: number }[], language: string): Anchor | null {
  const words = yearWords(language);
  const published = dayOf(frame.published);
  if (published !== null) return { from: published, to: published, isWholeYear: false, because: words.published(published) };
  const years = toldYears(frame);
  const here = frame.told.filter(({ isHere }) => isHere);
  const day = here.map(({ date, line }) => ({ day: dayOf(date), line })).find((one) => one.day !== null);
  if (day?.day != null) {
    return { from: day.day, to: day.day, isWholeYear: false, because: words.told(words.day(day.day), day.line ?? 1) };
  }
  for (const { spot, line } of spots.filter((one) => one.spot.points === 'here' && one.spot.lacksYear)) {
    const year = weekdayYear(spot, years);
    const date = year === null ? null : dayOf(inYear(spot, year, language));
    if (date !== null) return { from: date, to: date, isWholeYear: false, because: words.told(words.day(date), line) };
  }
  return yearAnchor(frame, spots, language);
}

function yearAnchor(frame: TimeFrame, spots: readonly { spot: DateSpot; line: number }[], language: string): Anchor | null {
  const words = yearWords(language);
  const years = toldYears(frame);
  const here = frame.told.filter(({ isHere }) => isHere);
  const byWeekday = spots.flatMap(({ spot }) => (spot.lacksYear ? (weekdayYear(spot, years) ?? []) : []));
  const year = unique(here.flatMap((one) => yearOf(one) ?? [])) ?? unique(byWeekday) ?? unique(years);
  const source = [...here, ...datesOf(frame)].find((one) => yearOf(one) === year);
  if (year === null || source === undefined) return null;
  const because = source.line === null ? words.publishedIn(source.date.text) : words.elsewhere(source.date.text, source.line);
  const { from, to } = source.date;
  // "Cette rentrée 2019" is a month, and says which June was the last.
  if (source.isHere && from !== null && to !== null && source.date.precision !== 'year')
    return { from, to, isWholeYear: false, because };
  return { from: `${year}-01-01`, to: `${year}-12-31`, isWholeYear: true, because };
}

const distance = (a: string, b: string): number => Math.abs(Temporal.PlainDate.from(a).until(b, { largestUnit: 'days' }).days);

/** The occurrence that the sentence means, seen from the day or year of writing. */
function fromAnchor(spot: DateSpot, anchor: Anchor, tense: Tense, language: string): FuzzyDate | null {
  const direction = spot.points === 'back' ? 'past' : spot.points === 'ahead' ? 'future' : tense;
  const year = yearIn(anchor.from);
  // A year alone says nothing about which "27 juin dernier" is meant.
  if (anchor.isWholeYear) return spot.points === 'back' || spot.points === 'ahead' ? null : inYear(spot, year, language);
  const around = [year - 1, year, year + 1].flatMap((one) => inYear(spot, one, language) ?? []);
  const start = (date: FuzzyDate): string => date.from ?? date.to ?? anchor.from;
  const end = (date: FuzzyDate): string => date.to ?? date.from ?? anchor.from;
  if (direction === 'past') return around.findLast((date) => start(date) <= anchor.to) ?? null;
  if (direction === 'future') return around.find((date) => end(date) >= anchor.from) ?? null;
  return around.toSorted((a, b) => distance(end(a), anchor.from) - distance(end(b), anchor.from))[0] ?? null;
}

const sameDay = (spot: DateSpot, told: readonly ToldDate[]): ToldDate[] =>
  spot.day === null || spot.month === null ? [] : told.filter(({ day, month }) => day === spot.day && month === spot.month);

function toldYear(spot: DateSpot, told: readonly ToldDate[]): { readonly year: number; readonly source: ToldDate } | null {
  const same = sameDay(spot, told);
  const year = unique(same.flatMap((one) => yearOf(one) ?? []));
  const source = same.find((one) => yearOf(one) === year);
  return year === null || source === undefined ? null : { year, source };
}

function byOthers(spot: DateSpot, others: readonly OtherFrame[], words: YearWords): { year: number; because: string } | null {
  const found = others.flatMap(({ name, frame }) => {
    const same = toldYear(spot, frame.told);
    return same === null ? [] : [{ year: same.year, because: words.other(same.source.date, name) }];
  });
  return unique(found.map(({ year }) => year)) === null ? null : (found[0] ?? null);
}

export type YearSources = {
  readonly frame: TimeFrame;
  readonly anchor: Anchor | null;
  readonly others: readonly OtherFrame[];
  readonly language: string;
};

/** Where the year of a date comes from: its weekday, the text, another document; first come, first served. */
function supplied(spot: DateSpot, tense: Tense, sources: YearSources): Dated | null {
  const { frame, anchor, others, language } = sources;
  const words = yearWords(language);
  const own = toldYear(spot, frame.told);
  if (own !== null) {
    const date = inYear(spot, own.year, language);
    const because =
      own.source.line === null ? words.publishedIn(own.source.date.text) : words.elsewhere(own.source.date.text, own.source.line);
    if (date !== null) return { date, reason: because };
  }
  const years = toldYears(frame);
  const ofOthers = others.flatMap((other) => toldYears(other.frame));
  const year = weekdayYear(spot, years) ?? (years.length === 0 ? weekdayYear(spot, [...new Set(ofOthers)]) : null);
  const byWeekday = year === null ? null : inYear(spot, year, language);
  const day = byWeekday?.from ?? byWeekday?.to ?? null;
  if (byWeekday !== null && day !== null && year !== null) return { date: byWeekday, reason: words.weekday(spot, year) };
  const told = byOthers(spot, others, words);
  const byOther = told === null ? null : inYear(spot, told.year, language);
  if (told !== null && byOther !== null) return { date: byOther, reason: told.because };
  // A weekday that fits no year of the text contradicts it.
  if (anchor === null || spot.weekday !== null) return null;
  const date = fromAnchor(spot, anchor, tense, language);
  return date === null ? null : { date, reason: anchor.because };
}

/**
 * A date with its year, where the sentence lacks it, and the reason in words. What nothing supports keeps its text, with
 * precision unknown and no day (DOMAIN, "Proposals").
 */
export function dated(spot: DateSpot, tense: Tense, sources: YearSources): Dated {
  const words = yearWords(sources.language);
  const several = spot.hasSeveral ? words.several : null;
  if (!spot.lacksYear) return { date: spot.date, reason: several };
  const found = supplied(spot, tense, sources);
  if (found === null) {
    return { date: { text: spot.text, precision: 'unknown', from: null, to: null }, reason: words.noYear };
  }
  return several === null ? found : { ...found, reason: `${found.reason} ; ${several}` };
}
