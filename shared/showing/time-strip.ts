import { deadlineOf, declaredStatusOf, type MilestoneState } from '../domain/commitment.ts';
import { deadlineDay } from '../domain/fuzzy-date.ts';
import { milestoneKeyOf } from '../domain/identifiers.ts';
import { completedOn, positionOf } from '../domain/position.ts';
import type { StatusCode } from './verdict.ts';

/** The calendar under a strip: from the first day of a quarter to the last of one, never less than a year. */
export type StripAxis = {
  readonly first: number;
  readonly last: number;
  readonly marks: readonly StripMark[];
};
/** A line of the calendar: `month` is 1 for a new year, else the month with which a quarter begins. */
export type StripMark = { readonly at: number; readonly year: number; readonly month: number };

/** A dated milestone on a strip. Places are percent of its width, so that no glyph is stretched with it. */
export type StripPoint = {
  readonly key: string;
  readonly status: StatusCode;
  /** The deadline in force. */
  readonly at: number;
  /** The published deadline, where another one is in force. */
  readonly movedFrom: number | null;
  /** Open, and its deadline past on the day the strip is for. */
  readonly isOverdue: boolean;
  /** Points that would hide each other lie below each other. */
  readonly lane: number;
};

export type StripRow = {
  readonly points: readonly StripPoint[];
  /** Where too many fall on one place to be drawn: how many more. They lie in the last lane. */
  readonly crowds: readonly { readonly at: number; readonly count: number }[];
  readonly lanes: number;
  readonly undated: readonly UndatedPoint[];
};

/** A milestone without a day: it has no place on the calendar. */
export type UndatedPoint = Pick<StripPoint, 'key' | 'status'>;

/** A row of points and one of counts: as many lanes as a strip ever has. */
const mostLanes = 5;
/** Closer than this, in percent of the width, two glyphs would hide each other. */
const room = 3.2;
/** What is kept free at either end, so that no glyph is cut. */
const margin = 1.5;

/**
 * Days of the Gregorian calendar before a day, counted from some fixed one: for arithmetic on many thousand days, where a
 * calendar object each would cost more than all the drawing.
 */
export function dayNumber(day: string): number {
  return dayCount(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)));
}

/** Years begin in March here, so that the day that not every year has is their last. */
function dayCount(year: number, month: number, day: number): number {
  const from = month < 3 ? year - 1 : year;
  const leaps = Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400);
  return from * 365 + leaps + Math.floor((((month + 9) % 12) * 153 + 2) / 5) + day;
}

/** Every day a strip has to show about a milestone. */
export function stripDays(milestone: MilestoneState): string[] {
  const days = [deadlineDay(milestone.published.due), deadlineDay(deadlineOf(milestone).due)];
  return days.filter((day) => day !== null);
}

/** A calendar that holds all the days; null for none. */
export function stripAxis(days: readonly string[]): StripAxis | null {
  const [earliest] = days;
  if (earliest === undefined) return null;
  const first = days.reduce((least, day) => (day < least ? day : least), earliest);
  const last = days.reduce((most, day) => (day > most ? day : most), earliest);
  const begin = quarterOf(first);
  const end = Math.max(quarterOf(last) + 1, begin + 4);
  const axis = { first: quarterStart(begin), last: quarterStart(end) };
  const step = end - begin <= 8 ? 1 : 4 * Math.max(1, Math.ceil((end - begin) / 48));
  const marks = Array.from({ length: end - begin + 1 }, (_, index) => begin + index)
    .filter((quarter) => quarter % step === 0)
    .map((quarter) => ({
      at: placeOn(axis, quarterStart(quarter)),
      year: Math.floor(quarter / 4),
      month: (quarter % 4) * 3 + 1,
    }));
  return { ...axis, marks };
}

/** Quarters since the year 0. */
const quarterOf = (day: string): number => Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);

const quarterStart = (quarter: number): number => dayCount(Math.floor(quarter / 4), (quarter % 4) * 3 + 1, 1);

/** Where a day lies, in percent of the width. */
export function stripPlace(axis: StripAxis, day: string): number {
  return placeOn(axis, dayNumber(day));
}

function placeOn({ first, last }: Pick<StripAxis, 'first' | 'last'>, day: number): number {
  return Math.round((margin + ((day - first) / (last - first)) * (100 - 2 * margin)) * 10) / 10;
}

/** The milestones of one row as they stand on the local day `asOf`. */
export function stripRow(milestones: readonly MilestoneState[], axis: StripAxis, asOf: string): StripRow {
  const dated = milestones.flatMap((milestone) => {
    const due = deadlineDay(deadlineOf(milestone).due);
    if (due === null) return [];
    const published = deadlineDay(milestone.published.due);
    return [
      {
        key: milestoneKeyOf(milestone.id),
        status: statusOf(milestone),
        at: stripPlace(axis, due),
        movedFrom: published === null || published === due ? null : stripPlace(axis, published),
        isOverdue: positionOf(milestone, asOf) === 'overdue',
      },
    ];
  });
  const undated = milestones
    .filter((one) => deadlineDay(deadlineOf(one).due) === null)
    .map((one) => ({ key: milestoneKeyOf(one.id), status: statusOf(one) }));
  return { ...inLanes(dated.sort((a, b) => startOf(a) - startOf(b))), undated };
}

const statusOf = (milestone: MilestoneState): StatusCode => declaredStatusOf(milestone) ?? 'none';
const startOf = ({ at, movedFrom }: Omit<StripPoint, 'lane'>): number => Math.min(at, movedFrom ?? at);
const endOf = ({ at, movedFrom }: Omit<StripPoint, 'lane'>): number => Math.max(at, movedFrom ?? at);

/** Each point in the first lane where it hides no other; counted where there is none. */
function inLanes(sorted: readonly Omit<StripPoint, 'lane'>[]): Omit<StripRow, 'undated'> {
  const ends: number[] = [];
  const points: StripPoint[] = [];
  const crowds: { at: number; count: number }[] = [];
  for (const point of sorted) {
    const free = ends.findIndex((end) => startOf(point) - end >= room);
    const lane = free < 0 ? ends.length : free;
    if (lane < mostLanes - 1) {
      ends[lane] = endOf(point);
      points.push({ ...point, lane });
      continue;
    }
    const crowd = crowds.at(-1);
    if (crowd !== undefined && point.at - crowd.at < 2 * room) crowd.count += 1;
    else crowds.push({ at: point.at, count: 1 });
  }
  return { points, crowds, lanes: Math.max(1, ends.length + (crowds.length > 0 ? 1 : 0)) };
}

/** The day on which a milestone was delivered as declared, where that is not its deadline. */
export function deliveredAside(milestone: MilestoneState): string | null {
  const delivered = completedOn(milestone);
  return delivered === deadlineDay(deadlineOf(milestone).due) ? null : delivered;
}
