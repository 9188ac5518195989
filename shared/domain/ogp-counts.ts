import { Temporal } from 'temporal-polyfill';
import { type Commitment, declaredStatusOf, lastDeclared, lastSpoken, type MilestoneState, standingWords } from './commitment.ts';
import { type FollowUpState, followUpOf } from './follow-up.ts';
import { localDayAt } from './fuzzy-date.ts';
import { meetingDay, turnsOfAnnounced } from './meeting-days.ts';
import type { Meeting, ParticipationProcess, PlanState } from './plan.ts';
import { positionOf } from './position.ts';
import { remembered } from './remembered.ts';

/** What OGP's standards ask for in twelve months (2.2 and 5.1), and the months between two meetings of a forum (1.1). */
export const ogpAsks = { updates: 2, meetingsWithCivilSociety: 2, monthsBetweenMeetings: 6 } as const;

/** What is counted of one commitment. Statuses are never summed, and nothing here is a verdict. */
export type CommitmentCounts = {
  readonly id: string;
  readonly milestones: number;
  /** Days of the period on which the ministry said something that still stands; several words of a day count once. */
  readonly updateDays: number;
  readonly overdue: number;
  /** Milestones whose declaration in force names at least one item of evidence. */
  readonly withEvidence: number;
  readonly complete: number;
  readonly completeWithEvidence: number;
  /** Complete, without public evidence, and with the reason for it. */
  readonly completeWithReason: number;
  readonly lastWord: string | null;
};

export type MeetingCounts = {
  readonly held: number;
  readonly withMinutes: number;
  /** Held, on no day that anyone published: in no count by date. */
  readonly undated: number;
  /** Held within the period. */
  readonly recent: number;
  readonly recentWithCivilSociety: number;
  readonly last: string | null;
  /** Whole months from the last to the end of the period. */
  readonly monthsSince: number | null;
  /** Calendar years in which one was held, newest first. */
  readonly years: readonly { readonly year: string; readonly held: number; readonly withCivilSociety: number }[];
};

export type ProcessCounts = {
  readonly recorded: number;
  readonly withFollowUp: number;
  readonly awaited: number;
  /** Without follow-up, and the coordination says that none is owed. */
  readonly notOwed: number;
};

/** Counts and dates for the standards of the Open Government Partnership, over the twelve months up to `to`. */
export type OgpCounts = {
  readonly from: string;
  readonly to: string;
  readonly commitments: readonly CommitmentCounts[];
  readonly meetings: MeetingCounts;
  readonly processes: ProcessCounts;
};

/** Counts as they stood at the end of the local day `to`, for what was recorded by then. */
export function ogpCounts(
  { settings: { zone }, meetings, processes }: Pick<PlanState, 'settings' | 'meetings' | 'processes'>,
  commitments: readonly Commitment[],
  to: string,
): OgpCounts {
  const from = periodBegins(to);
  return {
    from,
    to,
    commitments: commitments.map((one) => commitmentCounts(one, { from, to, zone })),
    meetings: meetingCounts(meetings, { from, to }),
    processes: processCounts(processes),
  };
}

type Period = { readonly from: string; readonly to: string };

const periodBegins = remembered((to: string): string =>
  Temporal.PlainDate.from(to).subtract({ months: 12 }).add({ days: 1 }).toString(),
);

/** The first day on which the twelve months no longer reach back to a day. */
const leavesOn = remembered((day: string): string => {
  const soonest = Temporal.PlainDate.from(day).add({ months: 12 });
  // A year after 29 February there is none, and a month's last day is reached from several.
  return (periodBegins(soonest.toString()) > day ? soonest : soonest.add({ days: 1 })).toString();
});

const wholeMonths = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'month' }).months;

/** The first day on which so many whole months have passed. */
const monthsOn = remembered((from: string, months: number): string => {
  const soonest = Temporal.PlainDate.from(from).add({ months });
  return (wholeMonths(from, soonest.toString()) < months ? soonest.add({ days: 1 }) : soonest).toString();
});

/** Days on which what is counted of a milestone's words turns by the calendar alone. */
function turnsOfWords(milestone: MilestoneState, zone: string): string[] {
  return standingWords(milestone).map(({ at }) => leavesOn(localDayAt(at, zone)));
}

/** The same of meetings, as seen from a day: the month that ended last since the last one, and the one that ends next. */
function turnsOfMeetings(meetings: readonly Meeting[], asOf: string): string[] {
  const days = heldDays(meetings).map(({ day }) => day);
  const last = lastOf(days.map((day) => (day > asOf ? asOf : day)));
  const months = last === null ? 0 : wholeMonths(last, asOf);
  return [...days, ...days.map(leavesOn), ...(last === null ? [] : [months, months + 1].map((one) => monthsOn(last, one)))];
}

const firstAfter = (days: readonly string[], asOf: string): string | null => days.filter((day) => day > asOf).sort()[0] ?? null;

/** The first local day after `asOf` on which a word of a milestone is no longer counted as one of the last twelve months. */
export function nextTurnOfWords(milestone: MilestoneState, asOf: string, zone: string): string | null {
  return firstAfter(turnsOfWords(milestone, zone), asOf);
}

/** The first day after `asOf` on which what is counted or told of meetings turns by the calendar alone. */
export function nextTurnOfMeetings(meetings: readonly Meeting[], asOf: string): string | null {
  return firstAfter([...turnsOfMeetings(meetings, asOf), ...turnsOfAnnounced(meetings)], asOf);
}

/**
 * The last day up to `asOf` on which a count became what it is, `dataDay` being that of everything else that is shown. Counts for
 * it are those for `asOf`, and stay the same bytes until one of them turns: a silence goes on counting.
 */
export function ogpCountsDay(
  { settings: { zone }, meetings }: Pick<PlanState, 'settings' | 'meetings'>,
  commitments: readonly Commitment[],
  dataDay: string,
  asOf: string,
): string {
  const words = commitments.flatMap(({ milestones }) => milestones.flatMap((one) => turnsOfWords(one, zone)));
  const turns = [...words, ...turnsOfMeetings(meetings, asOf)].filter((day) => day <= asOf);
  return lastOf([dataDay, ...turns]) ?? dataDay;
}

const lastOf = (days: readonly string[]): string | null =>
  days.reduce<string | null>((latest, day) => (latest === null || day > latest ? day : latest), null);

function commitmentCounts({ state, milestones }: Commitment, { from, to, zone }: Period & { zone: string }): CommitmentCounts {
  const days = milestones.flatMap((one) => standingWords(one).map(({ at }) => localDayAt(at, zone)));
  const complete = milestones.filter((one) => declaredStatusOf(one) === 'complete');
  const last = milestones.flatMap((one) => lastSpoken(one)?.at ?? []).reduce((latest, at) => (at > latest ? at : latest), '');
  return {
    id: state.id,
    milestones: milestones.length,
    updateDays: new Set(days.filter((day) => from <= day && day <= to)).size,
    overdue: milestones.filter((one) => positionOf(one, to) === 'overdue').length,
    withEvidence: milestones.filter(hasEvidence).length,
    complete: complete.length,
    completeWithEvidence: complete.filter(hasEvidence).length,
    completeWithReason: complete.filter((one) => !hasEvidence(one) && hasReason(one)).length,
    lastWord: last === '' ? null : localDayAt(last, zone),
  };
}

function hasEvidence(milestone: MilestoneState): boolean {
  const said = lastDeclared(milestone)?.said;
  return said?.kind === 'declared' && said.declaration.evidence.length > 0;
}

function hasReason(milestone: MilestoneState): boolean {
  const said = lastDeclared(milestone)?.said;
  return said?.kind === 'declared' && said.declaration.noEvidenceReason !== null;
}

/** Meetings that were held on a day, or in a time, that is known: its last day. */
function heldDays(meetings: readonly Meeting[]): { readonly day: string; readonly withCivilSociety: boolean }[] {
  return meetings.flatMap((one) => {
    const day = meetingDay(one);
    return one.state !== 'held' || day === null ? [] : [{ day, withCivilSociety: one.withCivilSociety }];
  });
}

function meetingCounts(meetings: readonly Meeting[], { from, to }: Period): MeetingCounts {
  const held = meetings.filter(({ state }) => state === 'held');
  // Of a month that is not over its days so far count: it was held, and so not after the record was.
  const dated = heldDays(meetings).map(({ day, withCivilSociety }) => ({ day: day > to ? to : day, withCivilSociety }));
  const recent = dated.filter(({ day }) => from <= day);
  const last = lastOf(dated.map(({ day }) => day));
  const years = [...new Set(dated.map(({ day }) => day.slice(0, 4)))].sort().reverse();
  return {
    held: held.length,
    withMinutes: held.filter(({ minutes }) => minutes !== null).length,
    undated: held.length - dated.length,
    recent: recent.length,
    recentWithCivilSociety: recent.filter((one) => one.withCivilSociety).length,
    last,
    monthsSince: last === null ? null : wholeMonths(last, to),
    years: years.map((year) => {
      const own = dated.filter(({ day }) => day.startsWith(year));
      return { year, held: own.length, withCivilSociety: own.filter((one) => one.withCivilSociety).length };
    }),
  };
}

function processCounts(processes: readonly ParticipationProcess[]): ProcessCounts {
  const count = (state: FollowUpState): number => processes.filter((one) => followUpOf(one) === state).length;
  return { recorded: processes.length, withFollowUp: count('given'), awaited: count('awaited'), notOwed: count('not-owed') };
}
