import { Temporal } from 'temporal-polyfill';
import {
  type Calendar,
  calendarFor,
  firstWorkingDayOf,
  isWorkingDay,
  nextWorkingDay,
  rollBack,
  rollForward,
} from './calendar.ts';
import { deadlineOf, isOpen, type MilestoneState, standingWords } from './commitment.ts';
import { backSince, type DeadlineMove, deadlineMoves, type EntryTimes } from './deadline-moves.ts';
import { nextShownChange } from './freshness.ts';
import { deadlineDay, endOfDay, instantText, localDay } from './fuzzy-date.ts';
import type { ReminderStep } from './ledger.ts';
import { nextTurnOfWords } from './ogp-counts.ts';
import { lastDayOf, type PlanSettings, type PlanState, type ReminderPolicy } from './plan.ts';
import { remembered } from './remembered.ts';

/** A step of a milestone's reminders: the local day it falls on and the instant it is due. */
export type PlannedStep = { readonly step: ReminderStep; readonly day: string; readonly plannedAt: string };

/** A step as one milestone of one plan has it. `merged` are steps of the same day that this one speaks for. */
export type Occasion = PlannedStep & {
  /** Part of the reminder's key: the deadline's last day, or the activation a catch-up belongs to. */
  readonly effectiveDate: string;
  /** What the floor is compared with: the step's instant, or for a changed deadline the instant it was changed. */
  readonly floorAt: string;
  readonly merged: readonly Occasion[];
};

/** The instant of a local hour of a day. */
export const instantAt = remembered((day: string, hour: number, zone: string): string => {
  const date = Temporal.PlainDate.from(day);
  const start = hour === 24 ? date.add({ days: 1 }) : date;
  return instantText(start.toZonedDateTime({ timeZone: zone, plainTime: { hour: hour % 24 } }).toInstant());
});

/** Is mail allowed to leave at this instant: on a working day, inside the window? */
export function isInWindow(at: string, settings: PlanSettings, calendar: Calendar): boolean {
  const day = localDay(Temporal.Instant.from(at), settings.zone);
  const { opens, closes } = settings.reminderPolicy.window;
  return isWorkingDay(day, calendar) && instantAt(day, opens, settings.zone) <= at && at < instantAt(day, closes, settings.zone);
}

/** The instant itself if mail may leave then, else the next opening of the window. */
export function nextOpening(at: string, settings: PlanSettings, calendar: Calendar): string {
  const { opens, closes } = settings.reminderPolicy.window;
  const today = localDay(Temporal.Instant.from(at), settings.zone);
  const isOver = at >= instantAt(today, closes, settings.zone);
  const day = isOver ? nextWorkingDay(today, calendar) : rollForward(today, calendar);
  const opening = instantAt(day, opens, settings.zone);
  return opening < at ? at : opening;
}

/**
 * When mail that is late or unplanned leaves: the next opening, but not before the hour at which that day's steps are
 * planned, so that everything for one person falls together.
 */
export function nextSending(at: string, settings: PlanSettings, calendar: Calendar): string {
  const opening = nextOpening(at, settings, calendar);
  const planned = plannedOn(localDay(Temporal.Instant.from(opening), settings.zone), settings);
  return opening < planned ? planned : opening;
}

/** The planned hour of a day, moved into the window where the policy plans outside it. */
export function plannedOn(day: string, { reminderPolicy: { plannedHour, window }, zone }: PlanSettings): string {
  return instantAt(day, Math.min(Math.max(plannedHour, window.opens), window.closes - 1), zone);
}

/** Of what falls on one day the later stays, and takes the earlier in as `merge` says. In their order. */
export function mergeDays<Step extends PlannedStep>(steps: readonly Step[], merge: (later: Step, earlier: Step) => Step): Step[] {
  const kept: Step[] = [];
  for (const step of steps) {
    const before = kept.at(-1);
    if (before?.day === step.day) kept[kept.length - 1] = merge(step, before);
    else kept.push(step);
  }
  return kept;
}

type StepsByDay = Map<string, readonly PlannedStep[]>;
const knownSteps = new WeakMap<Calendar, WeakMap<ReminderPolicy, StepsByDay>>();

/** Every step of a deadline. A rehearsal asks for the same days hundreds of times: known ones last as long as their policy. */
function everyStep(due: string, policy: ReminderPolicy, calendar: Calendar, zone: string): readonly PlannedStep[] {
  const byPolicy = knownSteps.get(calendar) ?? new WeakMap<ReminderPolicy, StepsByDay>();
  const byDay: StepsByDay = byPolicy.get(policy) ?? new Map();
  const key = `${due} ${zone}`;
  const steps = byDay.get(key) ?? computedSteps(due, policy, calendar, zone);
  knownSteps.set(calendar, byPolicy.set(policy, byDay.set(key, steps)));
  return steps;
}

/** Every step a plan has for a deadline, those that fall together included. */
export function stepsTowards(due: string, { reminderPolicy, country, region, zone }: PlanSettings): readonly PlannedStep[] {
  return everyStep(due, reminderPolicy, calendarFor(country, region), zone);
}

function computedSteps(due: string, policy: ReminderPolicy, calendar: Calendar, zone: string): readonly PlannedStep[] {
  const deadline = Temporal.PlainDate.from(due);
  const at = (step: ReminderStep, day: string) => ({ step, day, plannedAt: instantAt(day, policy.plannedHour, zone) });
  const before = [...new Set(policy.daysBefore)]
    .sort((a, b) => b - a)
    .map((count) => at(`-${count}`, rollBack(deadline.subtract({ days: count }).toString(), calendar)));
  const firstAfter = nextWorkingDay(due, calendar);
  const monthly = Array.from({ length: policy.monthlyOverdue }, (_, index) => {
    const month = Temporal.PlainDate.from(firstAfter)
      .toPlainYearMonth()
      .add({ months: index + 1 })
      .toString();
    return at(`overdue-${month}`, firstWorkingDayOf(month, calendar));
  });
  return [...before, ...(policy.afterDeadline ? [at('+1wd', firstAfter)] : []), ...monthly];
}

/**
 * Every step towards and after a deadline's last day, in order (RELIABILITY, section 6). Of steps that roll onto the same
 * day the later one stays. The steps are the lead's; {@link escalationOf} adds the one for deputy and point of contact.
 */
export function stepsOf(due: string, policy: ReminderPolicy, calendar: Calendar, zone: string): readonly PlannedStep[] {
  return mergeDays(everyStep(due, policy, calendar, zone), (later) => later);
}

/** The first monthly digest late enough to be escalated and not before `floor`; null when the policy has none. */
export function escalationOf(
  due: string,
  policy: ReminderPolicy,
  calendar: Calendar,
  zone: string,
  floor: string,
): PlannedStep | null {
  const days = policy.escalateAfterDays;
  if (days === null) return null;
  const from = Temporal.PlainDate.from(due).add({ days }).toString();
  const found = everyStep(due, policy, calendar, zone).find(
    ({ step, day, plannedAt }) => step.startsWith('overdue-') && day >= from && plannedAt >= floor,
  );
  return found === undefined ? null : { ...found, step: 'escalation' };
}

/**
 * The notice of a changed deadline, one that was undone included: 09:00 of the working day after the change. Null while the
 * date is the one in force before the changes that share this notice, so that a move and its reversal on one day say nothing.
 */
function changeNotice(moves: readonly DeadlineMove[], settings: PlanSettings, calendar: Calendar): Occasion | null {
  const last = moves.at(-1);
  const due = deadlineDay(last?.due ?? null);
  if (last === undefined || due === null) return null;
  const noticeDay = (at: string) => nextWorkingDay(localDay(Temporal.Instant.from(at), settings.zone), calendar);
  const day = noticeDay(last.at);
  const before = moves.slice(0, -1).findLast(({ at }) => noticeDay(at) < day) ?? moves[0];
  if (before === last || deadlineDay(before?.due ?? null) === due) return null;
  const plannedAt = instantAt(day, settings.reminderPolicy.plannedHour, settings.zone);
  return { step: `deadline-changed-${last.seq}`, day, plannedAt, effectiveDate: due, floorAt: last.at, merged: [] };
}

/** One line about a milestone that was past already when mail was switched on. */
function catchUp(plan: PlanState, due: string, calendar: Calendar): Occasion | null {
  const { settings, mailOnSince } = plan;
  if (mailOnSince === null || localDay(Temporal.Instant.from(mailOnSince), settings.zone) <= due) return null;
  const plannedAt = nextSending(mailOnSince, settings, calendar);
  const day = localDay(Temporal.Instant.from(plannedAt), settings.zone);
  return { step: 'catch-up', day, plannedAt, effectiveDate: mailOnSince, floorAt: plannedAt, merged: [] };
}

const noticeRank = (step: ReminderStep) => (step === 'catch-up' ? 0 : step.startsWith('deadline-changed') ? 1 : 2);

/** Puts together what falls on one day: the later speaks for the earlier. */
export function mergeOccasions(ordered: readonly Occasion[]): readonly Occasion[] {
  return mergeDays(ordered, (later, { merged, ...earlier }) => ({ ...later, merged: [...merged, { ...earlier, merged: [] }] }));
}

/**
 * Everything the lead may be told about a milestone, in order; nothing for an undated or ambiguous deadline. Steps that are
 * not wanted are none, and nothing is merged into them.
 */
export function occasionsOf(
  plan: PlanState,
  milestone: MilestoneState,
  madeAt: EntryTimes,
  isWanted: (step: ReminderStep) => boolean = () => true,
): readonly Occasion[] {
  const { settings } = plan;
  const due = deadlineDay(deadlineOf(milestone).due);
  if (due === null) return [];
  const calendar = calendarFor(settings.country, settings.region);
  const steps = everyStep(due, settings.reminderPolicy, calendar, settings.zone).map(
    (step): Occasion => ({ effectiveDate: due, floorAt: step.plannedAt, merged: [], ...step }),
  );
  const moves = deadlineMoves(milestone, madeAt);
  const notices = [catchUp(plan, due, calendar), changeNotice(moves, settings, calendar)].filter((one) => one !== null);
  const ordered = [...notices, ...steps].sort((a, b) =>
    a.plannedAt === b.plannedAt ? noticeRank(a.step) - noticeRank(b.step) : a.plannedAt < b.plannedAt ? -1 : 1,
  );
  return mergeOccasions(ordered.filter(({ step }) => isWanted(step)));
}

/** What deputy and point of contact are told about a milestone, once per date; null for none. */
export function escalationFor(plan: PlanState, milestone: MilestoneState, floor: string): Occasion | null {
  const { settings } = plan;
  const due = deadlineDay(deadlineOf(milestone).due);
  if (due === null) return null;
  const calendar = calendarFor(settings.country, settings.region);
  const found = escalationOf(due, settings.reminderPolicy, calendar, settings.zone, floor);
  return found === null ? null : { ...found, effectiveDate: due, floorAt: found.plannedAt, merged: [] };
}

/** Steps that ask about a deadline which has ended. */
function isAfterDeadline(step: ReminderStep): boolean {
  return step === '+1wd' || step === 'escalation' || step === 'catch-up' || step.startsWith('overdue-');
}

/** Does this step count down to a deadline still to come? */
export function isBeforeDeadline(step: ReminderStep): boolean {
  return step.startsWith('-');
}

/** Has the deadline in force ended at this instant? False without a dated deadline. */
export function hasEnded(milestone: MilestoneState, at: string, zone: string): boolean {
  const due = deadlineDay(deadlineOf(milestone).due);
  return due !== null && at >= instantText(endOfDay(due, zone));
}

/**
 * Answered means silent: complete or withdrawn, or for a step after the deadline any word said since it ended,
 * "nothing to report" included.
 */
export function isAnswered(milestone: MilestoneState, step: ReminderStep, zone: string): boolean {
  if (!isOpen(milestone)) return true;
  return isAfterDeadline(step) && standingWords(milestone).some(({ at }) => hasEnded(milestone, at, zone));
}

/** A closed plan mails nobody: after its closing day or the end of its period, in its own time zone. */
export function isClosed(plan: PlanState, at: string): boolean {
  const last = lastDayOf(plan.settings);
  return last !== null && localDay(Temporal.Instant.from(at), plan.settings.zone) > last;
}

/**
 * How long a sender that read the former state of things may still be at work. Only then a tick surely sees what became of
 * reminders of a date that came back.
 */
const lookAgainMinutes = 20;

/** When a tick looks again at what is back where it was before. */
export function lookAgainAt(backAt: string): string {
  return instantText(Temporal.Instant.from(backAt).add({ minutes: lookAgainMinutes }));
}

/**
 * The next instant strictly after `after` at which something about a milestone is due: a reminder's step, a look at what is
 * to be taken up again because its date came back, or what is shown or counted of it changing with the date (local midnight).
 * Null when nothing more is. Without `madeAt` an undone revision is taken as undone at `after`: right for the change being
 * written, and else the tick only looks once more and finds nothing.
 */
export function nextDueAt(
  plan: PlanState,
  milestone: MilestoneState,
  after: Temporal.Instant,
  madeAt: EntryTimes = () => instantText(after),
): string | null {
  const { zone } = plan.settings;
  const steps = isOpen(milestone) ? occasionsOf(plan, milestone, madeAt) : [];
  const back = steps.length === 0 ? null : backSince(milestone, madeAt);
  const today = localDay(after, zone);
  const turns = [nextShownChange(milestone, today, zone), nextTurnOfWords(milestone, today, zone)];
  const instants = [
    ...steps.map(({ plannedAt }) => plannedAt),
    ...(back === null ? [] : [lookAgainAt(back)]),
    ...turns.flatMap((day) => (day === null ? [] : [instantAt(day, 0, zone)])),
  ];
  return instants.filter((at) => at > instantText(after)).sort()[0] ?? null;
}
