import type { Temporal } from 'temporal-polyfill';
import type { Assignment, Contact } from '../domain/contact.ts';
import { compareNumbers } from '../domain/identifiers.ts';
import type { PlanSettings } from '../domain/plan.ts';
import type { PeopleStore, RecordStore } from '../ports.ts';
import { rolesInForce } from './session.ts';

/** A role that reminders go to, with its plan. */
export type ReminderRole = { readonly assignment: Assignment; readonly plan: PlanSettings };

/** What a person is reminded of and why, and what they may choose of it. */
export type MyReminders = {
  readonly contact: Contact;
  readonly roles: readonly ReminderRole[];
  /** Days before a deadline on which their plans remind those who are asked, the longest first; none where nobody asks them. */
  readonly offered: readonly number[];
  /** Of the plan of their first role: days they choose are days there. */
  readonly zone: string;
};

/** Roles that reminders go to, the first to be asked first. */
export const remindedRoles: readonly Assignment['role'][] = ['lead', 'deputy', 'colleague', 'poc'];
const order = (role: Assignment['role']): number => remindedRoles.indexOf(role);

const firstOf = ({ assignment: { commitments } }: ReminderRole): string => [...(commitments ?? [])].sort(compareNumbers)[0] ?? '';

/** Reads what a person is reminded of. */
export async function readReminders(
  { people, record }: { readonly people: PeopleStore; readonly record: RecordStore },
  { contact, now }: { readonly contact: Contact; readonly now: Temporal.Instant },
): Promise<MyReminders> {
  const held = rolesInForce(await people.assignmentsOf(contact.id), now).filter(({ role }) => remindedRoles.includes(role));
  const ids = [...new Set(held.map(({ planId }) => planId))].sort();
  const plans = new Map(await Promise.all(ids.map(async (id) => [id, (await record.plan(id))?.state.settings] as const)));
  const roles = held
    .flatMap((assignment): ReminderRole[] => {
      const plan = plans.get(assignment.planId);
      return plan === undefined ? [] : [{ assignment, plan }];
    })
    .sort((a, b) => order(a.assignment.role) - order(b.assignment.role) || compareNumbers(firstOf(a), firstOf(b)));
  const asked = roles.filter(({ assignment }) => assignment.role !== 'poc');
  const offered = new Set(asked.flatMap(({ plan }) => plan.reminderPolicy.daysBefore));
  return { contact, roles, offered: [...offered].sort((a, b) => b - a), zone: roles[0]?.plan.zone ?? 'UTC' };
}
