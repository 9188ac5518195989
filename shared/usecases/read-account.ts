import type { Temporal } from 'temporal-polyfill';
import type { Assignment, Contact, Session } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { compareNumbers } from '../domain/identifiers.ts';
import { lastDayOfPause } from '../domain/pause.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { isOpenedFor } from '../domain/sign-in.ts';
import type { PeopleStore, RecordStore } from '../ports.ts';
import { rolesInForce } from './session.ts';

/** How an assignment stands: nobody vouched for it yet, not begun, in force, over. */
export type RoleState = 'unconfirmed' | 'not-yet' | 'in-force' | 'over';

export type HeldRole = {
  readonly assignment: Assignment;
  /** Null for a plan the Record no longer or not yet knows. */
  readonly plan: PlanSettings | null;
  readonly state: RoleState;
};

/** What is held about a person, for that person alone. */
export type Account = {
  readonly contact: Contact;
  /** In force first, then the newest. */
  readonly roles: readonly HeldRole[];
  /** Living ones, the newest first. An idle session counts until its twelve hours are over: its stamp is in its browser. */
  readonly browsers: readonly Session[];
  /** Mailboxes of the plans, where mistakes are told. */
  readonly mailboxes: readonly string[];
  /** Of the plan of the first role; the times of the page are given in it. */
  readonly zone: string;
  /** The last local day of a pause that is not over; null without one. */
  readonly pausedUntil: string | null;
};

function stateOf(assignment: Assignment, now: Temporal.Instant): RoleState {
  if (rolesInForce([assignment], now).length > 0) return 'in-force';
  if (assignment.until !== null && assignment.until <= instantText(now)) return 'over';
  return assignment.confirmedAt === null ? 'unconfirmed' : 'not-yet';
}

const newestFirst = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1);

const firstOf = ({ commitments }: Assignment): string => [...(commitments ?? [])].sort(compareNumbers)[0] ?? '';
const byNumber = (a: Assignment, b: Assignment): number => compareNumbers(firstOf(a), firstOf(b));

/** Everything the account page tells. Reads only. */
export async function readAccount(
  { people, record }: { readonly people: PeopleStore; readonly record: RecordStore },
  { contact, now }: { readonly contact: Contact; readonly now: Temporal.Instant },
): Promise<Account> {
  const [assignments, sessions] = await Promise.all([people.assignmentsOf(contact.id), people.sessionsOf(contact.id)]);
  const planIds = [...new Set(assignments.map(({ planId }) => planId))].sort();
  const plans = new Map(
    await Promise.all(planIds.map(async (id) => [id, (await record.plan(id))?.state.settings ?? null] as const)),
  );
  const mailboxes = await Promise.all(planIds.map((id) => people.mailbox(id)));
  const roles = assignments
    .map((assignment) => ({ assignment, plan: plans.get(assignment.planId) ?? null, state: stateOf(assignment, now) }))
    .sort((a, b) => newestFirst(a.assignment.since, b.assignment.since) || byNumber(a.assignment, b.assignment))
    .sort((a, b) => Number(b.state === 'in-force') - Number(a.state === 'in-force'));
  const zone = roles.find(({ plan }) => plan !== null)?.plan?.zone ?? 'UTC';
  return {
    contact,
    roles,
    browsers: sessions
      .filter((one) => instantText(now) < one.expiresAt && isOpenedFor(one, contact))
      .sort((a, b) => newestFirst(a.startedAt, b.startedAt)),
    mailboxes: [...new Set(mailboxes.filter((one) => one !== null))],
    zone,
    pausedUntil: lastDayOfPause(contact, zone, now),
  };
}
