import { Temporal } from 'temporal-polyfill';
import { deadlineOf, isOpen, lastSpoken, type MilestoneState, type Word } from './commitment.ts';
import { deadlineDay, localDayAt } from './fuzzy-date.ts';
import { nextPositionChange } from './position.ts';
import { remembered } from './remembered.ts';

/** `never`: the ministry has not said a word. `stale`: it is silent about an open milestone for six months. */
export type Freshness = { readonly kind: 'never' } | { readonly kind: 'recent' | 'stale'; readonly since: string };

const staleAfter = { months: 6 };
const spokenWithin = { days: 7 };

/** When the ministry last spoke, and whether that is long ago, seen from the local day `asOf`. A closed milestone has nothing more to say. */
export function freshnessOf(milestone: MilestoneState, asOf: string, zone: string): Freshness {
  const since = lastWordDay(milestone, zone);
  if (since === null) return { kind: 'never' };
  return { kind: isOpen(milestone) && staleFrom(since) <= asOf ? 'stale' : 'recent', since };
}

/**
 * Whether the ministry spoke within seven days of the deadline, were it undone since, or had declared the milestone complete
 * before. Null while the seven days are not over, for a milestone without a day, and for one that was withdrawn by then: giving
 * a promise up is no answer to when it will be kept. One withdrawn later keeps what it was.
 */
export function spokeInTime(milestone: MilestoneState, asOf: string, zone: string): boolean | null {
  const day = deadlineDay(deadlineOf(milestone).due);
  if (day === null) return null;
  const last = lastInTime(day);
  const said = milestone.words.map((word) => ({ ...word, on: localDayAt(word.at, zone) })).filter(({ on }) => on <= last);
  const inForce = said.filter(isStatus).at(-1);
  if (inForce?.said.kind === 'withdrawn') return null;
  if (said.some(({ on }) => on >= firstInTime(day)) || said.some(completes)) return true;
  return asOf > last ? false : null;
}

/** Words that stand and say how far the milestone is. */
const isStatus = ({ said, retractedBy }: Word): boolean =>
  retractedBy === null && (said.kind === 'declared' || said.kind === 'withdrawn');

const completes = (word: Word): boolean =>
  isStatus(word) && word.said.kind === 'declared' && word.said.declaration.status === 'complete';

/** The first local day after `asOf` on which something shown about this milestone changes by the calendar alone; or null. */
export function nextShownChange(milestone: MilestoneState, asOf: string, zone: string): string | null {
  return calendarDays(milestone, zone)
    .concat(nextPositionChange(milestone, asOf) ?? [])
    .filter((day) => day > asOf)
    .reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
}

/** The last local day up to `asOf` on which something shown about this milestone changed by the calendar alone; or null. */
export function lastShownChange(milestone: MilestoneState, asOf: string, zone: string): string | null {
  const due = deadlineDay(deadlineOf(milestone).due);
  const positions = isOpen(milestone) && due !== null ? [dueSoonFrom(due), dayAfter(due)] : [];
  return calendarDays(milestone, zone)
    .concat(positions)
    .filter((day) => day <= asOf)
    .reduce<string | null>((last, day) => (last === null || day > last ? day : last), null);
}

/** Days on which freshness and {@link spokeInTime} turn by themselves. */
function calendarDays(milestone: MilestoneState, zone: string): string[] {
  const since = lastWordDay(milestone, zone);
  const due = deadlineDay(deadlineOf(milestone).due);
  return [
    ...(since !== null && isOpen(milestone) ? [staleFrom(since)] : []),
    ...(due !== null && spokeInTime(milestone, dayAfter(lastInTime(due)), zone) === false ? [dayAfter(lastInTime(due))] : []),
  ];
}

function lastWordDay(milestone: MilestoneState, zone: string): string | null {
  const word = lastSpoken(milestone);
  return word === null ? null : localDayAt(word.at, zone);
}

const staleFrom = remembered((day: string): string => Temporal.PlainDate.from(day).add(staleAfter).toString());
const firstInTime = remembered((due: string): string => Temporal.PlainDate.from(due).subtract(spokenWithin).toString());
const lastInTime = remembered((due: string): string => Temporal.PlainDate.from(due).add(spokenWithin).toString());
const dayAfter = remembered((day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString());
/** The first day of "due soon": nextPositionChange tells it for a day long before. */
const dueSoonFrom = remembered((due: string): string => Temporal.PlainDate.from(due).subtract({ days: 30 }).toString());
