import { Temporal } from 'temporal-polyfill';
import type { Meeting } from './plan.ts';
import { remembered } from './remembered.ts';

/** The last day that a meeting was published for; null where nobody said. */
export function meetingDay({ date }: Pick<Meeting, 'date'>): string | null {
  return date.to ?? date.from;
}

/** A meeting that was announced is to come until its last day is over: until then nobody can have left a trace of it. */
export function isToCome(meeting: Pick<Meeting, 'date' | 'state'>, asOf: string): boolean {
  const day = meetingDay(meeting);
  return meeting.state === 'announced' && day !== null && asOf <= day;
}

/** Whether minutes could be there on a day. Of a meeting that was announced for no day nobody knows. */
export function couldHaveMinutes(meeting: Pick<Meeting, 'date' | 'state'>, asOf: string): boolean {
  return meeting.state === 'held' || (meetingDay(meeting) !== null && !isToCome(meeting, asOf));
}

/** The days on which announced meetings cease to be to come. */
export function turnsOfAnnounced(meetings: readonly Meeting[]): string[] {
  return meetings.flatMap((one) => {
    const day = meetingDay(one);
    return one.state !== 'announced' || day === null ? [] : [dayAfter(day)];
  });
}

/** The last of them up to `asOf`; null before the first. */
export function lastTurnOfAnnounced(meetings: readonly Meeting[], asOf: string): string | null {
  const past = turnsOfAnnounced(meetings).filter((day) => day <= asOf);
  return past.sort().at(-1) ?? null;
}

const dayAfter = remembered((day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString());
