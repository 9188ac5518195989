import type { Temporal } from 'temporal-polyfill';
import { deadlineOf, type MilestoneState } from './commitment.ts';
import { type EntryTimes, inForceSince, inForceThen } from './deadline-moves.ts';
import { deadlineDay, endOfDay, instantText } from './fuzzy-date.ts';
import { planOf } from './identifiers.ts';
import { type DroppedReason, type Reminder, type ReminderStep, reminderId } from './ledger.ts';
import type { PlanState } from './plan.ts';
import { hasStep, type PolicySince } from './policy-since.ts';
import { heldUntil, isWanted } from './preferences.ts';
import { floorOf, type Recipient, type Recipients } from './recipients.ts';
import { escalationFor, isAnswered, isBeforeDeadline, isClosed, type Occasion, occasionsOf } from './reminder-policy.ts';

/** Planned longer ago than this, a reminder says nothing useful any more; a Ledger row may then expire safely. */
const staleDays = 31;

/** How long rows of the Ledger are kept. */
const ledgerDays = 400;

/** A new row of the Ledger, not yet in a digest. */
export type NewReminder = Omit<Reminder, 'did'>;

/** What the tick decides about one step for one person. */
export type PlannedReminder = NewReminder & {
  /** Until when it waits for a weekly mail; null: it leaves as it falls due. Not kept in the Ledger. */
  readonly heldUntil: string | null;
};

/** Was it planned so long ago that it says nothing useful any more? */
export function isStale(plannedAt: string, now: Temporal.Instant): boolean {
  return plannedAt < instantText(now.subtract({ hours: 24 * staleDays }));
}

export function expiryFrom(now: Temporal.Instant): string {
  return instantText(now.add({ hours: 24 * ledgerDays }));
}

/** Days a mail may still wait after nothing more is said of it: for a weekly mail, and the days off before it. */
const waitingDays = 9;

/**
 * The earliest ask whose reminder the Ledger surely still has: a row is kept from the day it was planned, and its mail may have
 * left as much later as anything may still be sent.
 */
export function oldestAudited(now: Temporal.Instant): string {
  return instantText(now.subtract({ hours: 24 * (ledgerDays - staleDays - waitingDays - 1) }));
}

/** A row of the Ledger about one step of a subject, for one person. */
export function plannedReminder(
  subjectId: string,
  { step, effectiveDate, plannedAt }: Pick<Occasion, 'step' | 'effectiveDate' | 'plannedAt'>,
  { contact, role }: Recipient,
  dropped: DroppedReason | null,
  now: Temporal.Instant,
): PlannedReminder {
  const recipientId = contact.id;
  const rid = reminderId({ subjectId, effectiveDate, step, recipientId });
  const planId = planOf(subjectId);
  const told = { rid, planId, subjectId, step, effectiveDate, recipientId, role, plannedAt, dropped };
  return { expiresAt: expiryFrom(now), heldUntil: null, ...told };
}

type Subject = {
  readonly plan: PlanState;
  readonly milestone: MilestoneState;
  /** Of the log the milestone's commitment has. */
  readonly madeAt: EntryTimes;
  /** Of the plan's log. */
  readonly policySince: PolicySince;
  readonly now: Temporal.Instant;
};

/** What nothing planned before is ever sent after: for one step, which may have a floor of its own. */
type FloorOf = (step: Pick<Occasion, 'step' | 'effectiveDate' | 'plannedAt' | 'floorAt'>) => string;

/** Of steps that are due the one that counts: the last that nothing keeps from ever being sent. */
function latestDue(steps: readonly Occasion[], floorFor: FloorOf, at: string): Occasion | undefined {
  return steps.findLast((one) => one.plannedAt <= at && one.floorAt >= floorFor(one));
}

/** A step as one person gets it: as it falls due, or with their weekly mail. */
export type HeldStep = Occasion & { readonly heldUntil: string | null };

type Announced = (step: ReminderStep) => string | null;

/** Steps in order, each with what it waits for: never beyond the step that follows, nor the day of what it announces. */
export function heldSteps(
  occasions: readonly Occasion[],
  announcedBy: Announced,
  { contact }: Pick<Recipient, 'contact'>,
  { settings }: PlanState,
): readonly HeldStep[] {
  return occasions.map((one, index) => {
    const next = occasions[index + 1]?.day ?? null;
    const announced = announcedBy(one.step);
    const noLater = announced === null || (next !== null && next < announced) ? next : announced;
    return { heldUntil: heldUntil(one, noLater, contact.reminders, settings), ...one };
  });
}

/** One person's steps about a subject, and what decides whether they are sent. */
export type Deciding = {
  readonly plan: PlanState;
  readonly subjectId: string;
  readonly now: Temporal.Instant;
  readonly recipient: Recipient;
  readonly floorFor: FloorOf;
  readonly steps: readonly HeldStep[];
  /** The last day on which a step still says something; null where it has no end. */
  readonly lastDayOf: (step: ReminderStep) => string | null;
  readonly isAnswered: (step: ReminderStep) => boolean;
};

/**
 * Decides about every step due for one person: at most one is to be sent, the latest; the others are dropped, each with its
 * reason. Steps still to come are left alone.
 */
export function decideSteps(deciding: Deciding): PlannedReminder[] {
  const { plan, subjectId, now, recipient, floorFor, steps, lastDayOf, isAnswered: isSilent } = deciding;
  const at = instantText(now);
  const latest = latestDue(steps, floorFor, at);
  const row = (one: Occasion, dropped: DroppedReason | null) => plannedReminder(subjectId, one, recipient, dropped, now);
  const reasonFor = (one: Occasion): DroppedReason | null => {
    if (one.floorAt < floorFor(one)) return 'before-floor';
    if (isClosed(plan, at)) return 'plan-closed';
    if (isStale(one.plannedAt, now)) return 'stale';
    if (isSilent(one.step)) return 'answered';
    if (one !== latest) return 'collapsed';
    return isOver(lastDayOf(one.step), plan.settings.zone, at) ? 'stale' : null;
  };
  return steps
    .filter(({ plannedAt }) => plannedAt <= at)
    .flatMap((one) => [
      ...one.merged.map((merged) => row(merged, 'merged')),
      { ...row(one, reasonFor(one)), heldUntil: one.heldUntil },
    ]);
}

function isOver(lastDay: string | null, zone: string, at: string): boolean {
  return lastDay !== null && at >= instantText(endOfDay(lastDay, zone));
}

/** A countdown says nothing any more once the deadline has ended. */
function lastDayOfStep(milestone: MilestoneState, step: ReminderStep): string | null {
  return isBeforeDeadline(step) ? deadlineDay(deadlineOf(milestone).due) : null;
}

/** What is still to come when a step is told: the deadline, be it a new one. */
function announcedOn(milestone: MilestoneState, step: ReminderStep): string | null {
  return isBeforeDeadline(step) || step.startsWith('deadline-changed') ? deadlineDay(deadlineOf(milestone).due) : null;
}

/** What a person is told about a milestone, as they chose it. */
export function stepsFor(
  { plan, milestone, madeAt }: Pick<Subject, 'plan' | 'milestone' | 'madeAt'>,
  recipient: Pick<Recipient, 'contact'>,
): readonly HeldStep[] {
  const wanted = occasionsOf(plan, milestone, madeAt, (step) => isWanted(step, recipient.contact.reminders));
  return heldSteps(wanted, (step) => announcedOn(milestone, step), recipient, plan);
}

/** Steps that are due and that this person does not want: said in the Ledger, so that each has its outcome. */
function declined(subject: Subject, recipient: Recipient, floor: string): PlannedReminder[] {
  if (recipient.contact.reminders.daysBefore === null) return [];
  const { plan, milestone, madeAt, now } = subject;
  const unwanted = occasionsOf(plan, milestone, madeAt, (step) => !isWanted(step, recipient.contact.reminders));
  return unwanted
    .flatMap(({ merged, ...one }) => [...merged, { ...one, merged: [] }])
    .filter(({ plannedAt }) => plannedAt <= instantText(now))
    .map((one) => plannedReminder(milestone.id, one, recipient, one.floorAt < floor ? 'before-floor' : 'suppressed', now));
}

/**
 * The floor of a milestone's steps for one person; null while there is nothing to send. A deadline that moved back in time,
 * before another step of its date fell due, holds for the last one as if it had never been away (RELIABILITY 2.2).
 */
function floorOfSteps(
  { plan, milestone, madeAt, policySince, now }: Subject,
  recipient: Recipient,
  restoreFloor: string | null,
  steps: readonly Occasion[],
): FloorOf | null {
  const floor = floorOf(plan, restoreFloor, inForceSince(milestone, madeAt), recipient);
  if (floor === null) return null;
  const last = steps.findLast(({ plannedAt }) => plannedAt <= instantText(now))?.plannedAt;
  const ofDate = ({ plannedAt, floorAt }: Pick<Occasion, 'plannedAt' | 'floorAt'>) =>
    plannedAt === last ? (floorOf(plan, restoreFloor, inForceThen(milestone, madeAt, floorAt), recipient) ?? floor) : floor;
  return (step) => laterOf(ofDate(step), policySince(step));
}

/** The escalation counts from when mail was on, the date was set, and the policy had one. */
export function escalationOfMilestone({ plan, milestone, madeAt, policySince }: Omit<Subject, 'now'>): Occasion | null {
  const due = deadlineDay(deadlineOf(milestone).due);
  // A restore does not move it to a later month: what may have gone out before the Ledger was lost is dropped, not told again.
  const common = floorOf(plan, null, inForceSince(milestone, madeAt), null);
  if (common === null || due === null) return null;
  return escalationFor(plan, milestone, laterOf(common, policySince({ step: 'escalation', effectiveDate: due })));
}

function laterOf(one: string, other: string | null): string {
  return other !== null && other > one ? other : one;
}

function decide(subject: Subject, recipient: Recipient, floorFor: FloorOf, steps: readonly HeldStep[]): PlannedReminder[] {
  const { plan, milestone, now } = subject;
  return decideSteps({
    ...{ plan, subjectId: milestone.id, now, recipient, floorFor, steps },
    lastDayOf: (step) => lastDayOfStep(milestone, step),
    isAnswered: (step) => isAnswered(milestone, step, plan.settings.zone),
  });
}

/** What falls due while mail reaches nobody who could be asked has its row, so that nobody is told of it later. */
export function unsent(some: readonly PlannedReminder[]): PlannedReminder[] {
  return some.map((one) => ({ ...one, dropped: one.dropped ?? 'no-recipient' }));
}

/**
 * Every reminder of a milestone that is due by now, for everyone concerned (RELIABILITY 2.2, step 3). Those the Ledger knows
 * already are decided: the caller leaves them as they are.
 */
export function planMilestone(subject: Subject, recipients: Recipients, restoreFloor: string | null): PlannedReminder[] {
  const { plan, milestone, madeAt } = subject;
  const since = inForceSince(milestone, madeAt);
  const planned = (recipient: Recipient): PlannedReminder[] => {
    const steps = stepsFor(subject, recipient);
    const floor = floorOf(plan, restoreFloor, since, recipient);
    const floorFor = floorOfSteps(subject, recipient, restoreFloor, steps);
    if (floor === null || floorFor === null) return [];
    return [...declined(subject, recipient, floor), ...decide(subject, recipient, floorFor, steps)];
  };
  const asked = [...recipients.asked.flatMap(planned), ...unsent(recipients.unreached.flatMap(planned))];
  // Which monthly digest is escalated depends on the plan alone: once per milestone and date, whoever holds the role.
  const escalation = escalationOfMilestone(subject);
  if (escalation === null) return asked;
  const escalated = (recipient: Recipient): PlannedReminder[] => {
    const floor = floorOf(plan, restoreFloor, since, recipient);
    const steps = heldSteps([escalation], () => null, recipient, plan);
    return floor === null ? [] : decide(subject, recipient, () => floor, steps);
  };
  // Whoever is asked in another's place need not be told, then or later, that the other did not answer.
  const spared = recipients.asked.filter(({ role }) => role !== 'lead').flatMap(escalated);
  const merged = spared.map((one) => ({ ...one, dropped: one.dropped ?? ('merged' as const) }));
  return [...asked, ...merged, ...recipients.told.flatMap(escalated)];
}

/** What is true of a reminder at the moment it is looked at again; `recipient` is null once the role has ended. */
export type Standing = Subject & { readonly recipient: Recipient | null; readonly restoreFloor: string | null };

/** Does a planned reminder still hold, just before it is sent or handed to another day? The reason when it does not. */
export function reasonToDrop(reminder: Reminder, standing: Standing): DroppedReason | null {
  const { plan, milestone, now, recipient, restoreFloor } = standing;
  const at = instantText(now);
  const { zone } = plan.settings;
  if (isClosed(plan, at)) return 'plan-closed';
  if (plan.mailOnSince === null) return 'mail-off';
  if (recipient === null) return 'no-recipient';
  const { due } = deadlineOf(milestone);
  const current = reminder.step === 'catch-up' ? plan.mailOnSince : deadlineDay(due);
  if (current !== reminder.effectiveDate || !hasStep(plan.settings, reminder)) return 'superseded';
  const steps = stepsFor(standing, recipient);
  const floorFor = floorOfSteps(standing, recipient, restoreFloor, steps);
  const { plannedAt } = reminder;
  if (floorFor === null || plannedAt < floorFor({ ...reminder, floorAt: plannedAt })) return 'before-floor';
  if (isStale(reminder.plannedAt, now) || isOver(lastDayOfStep(milestone, reminder.step), zone, at)) return 'stale';
  if (isAnswered(milestone, reminder.step, zone)) return 'answered';
  if (!isWanted(reminder.step, recipient.contact.reminders)) return 'suppressed';
  return isOvertaken(reminder, steps, floorFor, at) ? 'collapsed' : null;
}

/** Has a later step of the same milestone come due for this person meanwhile? Escalations are told apart from the others. */
function isOvertaken(reminder: Reminder, steps: readonly Occasion[], floorFor: FloorOf, at: string): boolean {
  if (reminder.step === 'escalation') return false;
  const latest = latestDue(steps, floorFor, at);
  return latest !== undefined && latest.plannedAt > reminder.plannedAt;
}

/** Most urgent first: the last day before a deadline, the first after it, then the rest as they were planned, and what is only told. */
export function urgencyOf(step: ReminderStep): number {
  if (isBeforeDeadline(step)) return Number(step.slice(1)) === 1 ? 0 : 2 + Number(step.slice(1));
  if (step === '+1wd') return 1;
  return step.startsWith('notice-') ? 600 : 500;
}
