import type { Temporal } from 'temporal-polyfill';
import { type Assignment, type Contact, isStanding, type PlanPeople } from './contact.ts';
import { instantText } from './fuzzy-date.ts';
import type { DroppedReason, Reminder, ReminderStep } from './ledger.ts';
import type { PlanState } from './plan.ts';
import { floorOf, type Recipient, toAskSince } from './recipients.ts';
import { isStale, type PlannedReminder, plannedReminder } from './reminder-plan.ts';
import { isClosed } from './reminder-policy.ts';

/** The step that tells that mail no longer reaches a contact. */
export function stopStep(contactId: string): ReminderStep {
  return `stopped-${contactId}`;
}

export function isStopStep(step: ReminderStep): boolean {
  return step.startsWith('stopped-');
}

/** Whom a stop notice is about. */
export function stoppedContactOf({ step }: Pick<Reminder, 'step'>): string {
  return step.slice('stopped-'.length);
}

type Telling = { readonly plan: PlanState; readonly now: Temporal.Instant; readonly restoreFloor: string | null };

function reasonAgainst(telling: Telling, suppressedAt: string, recipient: Recipient): DroppedReason | null {
  const { plan, now, restoreFloor } = telling;
  const floor = floorOf(plan, restoreFloor, suppressedAt, recipient);
  if (floor === null || suppressedAt < floor) return 'before-floor';
  if (isClosed(plan, instantText(now))) return 'plan-closed';
  return isStale(suppressedAt, now) ? 'stale' : null;
}

/** Roles whose silence others have to make up for. */
const asked: readonly Assignment['role'][] = ['lead', 'deputy', 'colleague', 'poc'];

const share = (one: Assignment, other: Assignment): boolean =>
  one.commitments === null || other.commitments === null || one.commitments.some((number) => other.commitments?.includes(number));

const isAbout = (plan: PlanState, one: Assignment, at: string): boolean =>
  one.planId === plan.settings.id && asked.includes(one.role) && isStanding(one, at) && one.confirmedAt !== null;

/**
 * The roles somebody has in a plan at an instant whose silence others make up for. A plan that only added somebody is told
 * nothing of their mail: nobody there waits for their answer.
 */
export function standingRoles(
  plan: PlanState,
  contactId: string,
  assignments: readonly Assignment[],
  at: string,
): readonly Assignment[] {
  return assignments.filter((one) => one.contactId === contactId && isAbout(plan, one, at));
}

/** Deputies who answer beside a person, and every point of contact; not the person, nor whom mail does not reach either. */
function recipientsOf(plan: PlanState, people: PlanPeople, contactId: string, at: string): Recipient[] {
  const mine = standingRoles(plan, contactId, people.assignments, at);
  const found = people.assignments.flatMap((one): Recipient[] => {
    const contact = people.contacts.find(({ id }) => id === one.contactId);
    const since = contact === undefined ? null : toAskSince(contact, one, at);
    const isTold = one.role === 'poc' || (one.role === 'deputy' && mine.some((each) => share(each, one)));
    if (!isTold || !isAbout(plan, one, at) || contact === undefined || since === null) return [];
    if (contact.id === contactId || contact.suppressed !== null) return [];
    return [{ contact, role: one.role === 'poc' ? 'poc' : 'deputy', since }];
  });
  // Who is both is told as the point of contact, who can do something about it.
  const ranked = [...found.filter(({ role }) => role === 'poc'), ...found.filter(({ role }) => role !== 'poc')];
  return ranked.filter(({ contact }, index) => ranked.findIndex((other) => other.contact.id === contact.id) === index);
}

/**
 * What deputies and points of contact of a plan are told once about everyone in it whom mail no longer reaches, after a
 * hard bounce, a complaint or an unsubscribe (RELIABILITY F7, S4). A stop is due from the instant it began, which is what
 * names it too: one that was lifted and came again is told again.
 */
export function planStopNotices(
  plan: PlanState,
  people: PlanPeople,
  now: Temporal.Instant,
  restoreFloor: string | null,
): readonly PlannedReminder[] {
  const at = instantText(now);
  const telling = { plan, now, restoreFloor };
  return people.contacts.flatMap(({ id, suppressed }) => {
    if (suppressed === null || standingRoles(plan, id, people.assignments, at).length === 0) return [];
    const occasion = { step: stopStep(id), effectiveDate: suppressed.at, plannedAt: suppressed.at };
    return recipientsOf(plan, people, id, at)
      .filter((recipient) => floorOf(plan, restoreFloor, suppressed.at, recipient) !== null)
      .map((recipient) =>
        plannedReminder(plan.settings.id, occasion, recipient, reasonAgainst(telling, suppressed.at, recipient), now),
      );
  });
}

/** What a planned notice of a stop is looked at with, just before it is sent. */
export type StopStanding = Telling & {
  /** Null once the person is gone. */
  readonly stopped: Contact | null;
  /** Their roles in the plan now. */
  readonly roles: readonly Assignment[];
  /** Null once the role of whoever is told has ended. */
  readonly recipient: Recipient | null;
};

/** Does a planned notice of a stop still hold, just before it is sent? The reason when it does not. */
export function reasonToDropStop(reminder: Reminder, standing: StopStanding): DroppedReason | null {
  const { plan, now, stopped, roles, recipient } = standing;
  if (isClosed(plan, instantText(now))) return 'plan-closed';
  if (plan.mailOnSince === null) return 'mail-off';
  if (recipient === null) return 'no-recipient';
  // Lifted before anybody was told, or nobody's concern any more.
  if (stopped?.suppressed?.at !== reminder.effectiveDate || roles.length === 0) return 'superseded';
  return reasonAgainst(standing, reminder.effectiveDate, recipient);
}
