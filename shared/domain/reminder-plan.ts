import type { Temporal } from 'temporal-polyfill';
import { deadlineOf, type MilestoneState } from './commitment.ts';
import { type EntryTimes, inForceSince } from './deadline-moves.ts';
import { deadlineDay, instantText } from './fuzzy-date.ts';
import { planOf } from './identifiers.ts';
import { type DroppedReason, type Reminder, type ReminderStep, reminderId } from './ledger.ts';
import type { PlanState } from './plan.ts';
import { floorOf, type Recipient, type Recipients } from './recipients.ts';
import {
  escalationFor,
  hasEnded,
  isAnswered,
  isBeforeDeadline,
  isClosed,
  type Occasion,
  occasionsOf,
} from './reminder-policy.ts';

/** Planned longer ago than this, a reminder says nothing useful any more; a Ledger row may then expire safely. */
const staleDays = 31;

/** How long rows of the Ledger are kept. */
const ledgerDays = 400;

/** What the tick decides about one step for one person: a new row of the Ledger, not yet in a digest. */
export type PlannedReminder = Omit<Reminder, 'did'>;

/** Was it planned so long ago that it says nothing useful any more? */
export function isStale(plannedAt: string, now: Temporal.Instant): boolean {
  return plannedAt < instantText(now.subtract({ hours: 24 * staleDays }));
}

export function expiryFrom(now: Temporal.Instant): string {
  return instantText(now.add({ hours: 24 * ledgerDays }));
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
  return { ...told, expiresAt: expiryFrom(now) };
}

type Subject = {
  readonly plan: PlanState;
  readonly milestone: MilestoneState;
  /** Of the log the milestone's commitment has. */
  readonly madeAt: EntryTimes;
  readonly now: Temporal.Instant;
};

/**
 * Decides about every step due for one person: at most one is to be sent, the latest; the others are dropped, each with its
 * reason. Steps still to come are left alone.
 */
function decide(
  { plan, milestone, now }: Subject,
  occasions: readonly Occasion[],
  recipient: Recipient,
  floor: string,
): PlannedReminder[] {
  const at = instantText(now);
  const due = occasions.filter(({ plannedAt }) => plannedAt <= at);
  const latest = due.at(-1);
  const row = (one: Occasion, dropped: DroppedReason | null): PlannedReminder =>
    plannedReminder(milestone.id, one, recipient, dropped, now);
  const reasonFor = (one: Occasion): DroppedReason | null => {
    if (one.floorAt < floor) return 'before-floor';
    if (isClosed(plan, at)) return 'plan-closed';
    if (isStale(one.plannedAt, now)) return 'stale';
    if (isAnswered(milestone, one.step, plan.settings.zone)) return 'answered';
    if (one !== latest) return 'collapsed';
    return isOutlived(milestone, one.step, at, plan.settings.zone) ? 'stale' : null;
  };
  return due.flatMap((one) => [...one.merged.map((merged) => row(merged, 'merged')), row(one, reasonFor(one))]);
}

/** A countdown to a deadline that has ended meanwhile. */
function isOutlived(milestone: MilestoneState, step: ReminderStep, at: string, zone: string): boolean {
  return isBeforeDeadline(step) && hasEnded(milestone, at, zone);
}

/**
 * Every reminder of a milestone that is due by now, for everyone concerned (RELIABILITY 2.2, step 3). Those the Ledger knows
 * already are decided: the caller leaves them as they are.
 */
export function planMilestone(subject: Subject, recipients: Recipients, restoreFloor: string | null): PlannedReminder[] {
  const { plan, milestone, madeAt } = subject;
  const since = inForceSince(milestone, madeAt);
  const occasions = occasionsOf(plan, milestone, madeAt);
  const asked = recipients.asked.flatMap((recipient) => {
    const floor = floorOf(plan, restoreFloor, since, recipient);
    return floor === null ? [] : decide(subject, occasions, recipient, floor);
  });
  // Which monthly digest is escalated depends on the plan alone: once per milestone and date, whoever holds the role.
  const common = floorOf(plan, restoreFloor, since, null);
  const escalation = common === null ? null : escalationFor(plan, milestone, common);
  if (escalation === null) return asked;
  const told = recipients.told.flatMap((recipient) => {
    const floor = floorOf(plan, restoreFloor, since, recipient);
    return floor === null ? [] : decide(subject, [escalation], recipient, floor);
  });
  return [...asked, ...told];
}

/** What is true of a reminder at the moment it is looked at again; `recipient` is null once the role has ended. */
export type Standing = Subject & { readonly recipient: Recipient | null; readonly restoreFloor: string | null };

/** Does a planned reminder still hold, just before it is sent or handed to another day? The reason when it does not. */
export function reasonToDrop(reminder: Reminder, standing: Standing): DroppedReason | null {
  const { plan, milestone, madeAt, now, recipient, restoreFloor } = standing;
  const at = instantText(now);
  const { zone } = plan.settings;
  if (isClosed(plan, at)) return 'plan-closed';
  if (plan.mailOnSince === null) return 'mail-off';
  if (recipient === null) return 'no-recipient';
  const { due } = deadlineOf(milestone);
  const current = reminder.step === 'catch-up' ? plan.mailOnSince : deadlineDay(due);
  if (current !== reminder.effectiveDate) return 'superseded';
  const floor = floorOf(plan, restoreFloor, inForceSince(milestone, madeAt), recipient);
  if (floor === null || reminder.plannedAt < floor) return 'before-floor';
  if (isStale(reminder.plannedAt, now) || isOutlived(milestone, reminder.step, at, zone)) return 'stale';
  return isAnswered(milestone, reminder.step, zone) ? 'answered' : null;
}

/** Most urgent first: the last day before a deadline, the first after it, then the rest as they were planned, and what is only told. */
export function urgencyOf(step: ReminderStep): number {
  if (isBeforeDeadline(step)) return Number(step.slice(1)) === 1 ? 0 : 2 + Number(step.slice(1));
  if (step === '+1wd') return 1;
  return step.startsWith('notice-') ? 600 : 500;
}
