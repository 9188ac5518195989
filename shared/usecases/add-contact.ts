import type { Temporal } from 'temporal-polyfill';
import {
  type Assignment,
  type Contact,
  type ContactRole,
  contact as contactSchema,
  defaultReminderPreferences,
  emailAddress,
} from '../domain/contact.ts';
import { type Problem, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../domain/identifiers.ts';
import type { Actor } from '../domain/plan.ts';
import { adminOnly, assign, type ContactDeps, type ContactOutcome, isAdmin } from './contact-deps.ts';
import { particularsProblems } from './edit-contact.ts';

/** A person as somebody enters one. */
export type NewContact = {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly function: string | null;
  readonly organisation: string | null;
  readonly organisationNumber?: string | null;
  readonly language: InterfaceLanguage;
};

function problemsOf(person: NewContact): Problem[] {
  const problems: Problem[] = [];
  if (!emailAddress.safeParse(person.email).success) problems.push({ field: 'email', code: 'malformed' });
  if (!contactSchema.shape.name.safeParse(person.name).success) problems.push({ field: 'name', code: 'malformed' });
  return problems;
}

async function findOrAdd(
  { people, rng }: Pick<ContactDeps, 'people' | 'rng'>,
  person: NewContact,
): Promise<{ contact: Contact; isNew: boolean }> {
  const known = await people.contactByEmail(person.email);
  if (known !== null) return { contact: known, isNew: false };
  const added: Contact = {
    ...person,
    organisationNumber: person.organisationNumber ?? null,
    id: `p-${Buffer.from(rng.bytes(16)).toString('hex')}`,
    version: 1,
    confirmedAt: null,
    suppressed: null,
    pausedSince: null,
    reachableSince: null,
    pausedUntil: null,
    reminders: defaultReminderPreferences,
    stopToken: Buffer.from(rng.bytes(32)).toString('base64url'),
  };
  if (await people.addContact(added)) return { contact: added, isNew: true };
  const meanwhile = await people.contactByEmail(person.email);
  if (meanwhile === null) throw new Error('an address is taken by nobody');
  return { contact: meanwhile, isNew: false };
}

type AddContact = NewContact & {
  readonly planId: string;
  readonly role: ContactRole;
  /** Null: every commitment of the plan. */
  readonly commitments: readonly string[] | null;
  readonly now: Temporal.Instant;
};

/**
 * Gives a person a role, unconfirmed in it: no mail and no say until a point of contact confirms them. Someone who is known
 * by this address already keeps everything they have and gains the role. The commitments may still be on their way in.
 */
export async function assignContact(deps: Pick<ContactDeps, 'people' | 'rng'>, command: AddContact): Promise<ContactOutcome> {
  const { planId, role, commitments, now, ...person } = command;
  const problems = problemsOf(person);
  if (problems.length > 0) return refused('invalid', problems);
  const { contact, isNew } = await findOrAdd(deps, person);
  const held = await deps.people.assignmentsOf(contact.id);
  const wanted = commitments === null ? null : [...commitments].sort();
  const covers = (one: Assignment): boolean =>
    one.planId === planId &&
    one.role === role &&
    one.until === null &&
    (one.commitments === null || wanted?.every((number) => one.commitments?.includes(number)) === true);
  if (!held.some(covers)) {
    const since = instantText(now);
    const given = { planId, contactId: contact.id, role, commitments: wanted, milestoneId: null, since, confirmedAt: null };
    if (!(await deps.people.addAssignment(assign(deps.rng, { ...given, mayPublish: false })))) return refused('busy');
  }
  return { ok: true, contact, isNew };
}

/**
 * {@link assignContact} as somebody types it: for commitments that are in the plan, with particulars fit to be kept. An
 * administrator is added by another one; without `actor` nobody is.
 */
export async function addContact(deps: ContactDeps, command: AddContact & { readonly actor?: Actor }): Promise<ContactOutcome> {
  const { actor, ...person } = command;
  const { planId, commitments, role, now } = person;
  if ((await deps.record.plan(planId)) === null) return refused('unknown-plan');
  if (role === 'admin' && (actor === undefined || !(await isAdmin(deps.people, { actor, now })))) return adminOnly;
  // A colleague is named by whoever hands them a milestone.
  if (role === 'colleague') return refused('invalid', [{ field: 'role', code: 'not-expected' }]);
  const numbers = await deps.record.commitmentNumbers(planId);
  const unknown = (commitments ?? []).filter((number) => !numbers.includes(number));
  const problems: Problem[] = unknown.map((detail) => ({ field: 'commitments', code: 'unknown', detail }));
  // These two stand for the whole plan: a part of it would be promised and not kept.
  if ((role === 'poc' || role === 'admin') && commitments !== null) {
    problems.push({ field: 'commitments', code: 'not-expected', detail: role });
  }
  const all = [...particularsProblems(person), ...problems];
  return all.length > 0 ? refused('invalid', all) : assignContact(deps, person);
}
