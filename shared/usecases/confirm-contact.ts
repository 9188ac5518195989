import type { Assignment, Contact } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { particularsOf } from '../domain/particulars.ts';
import type { PeopleStore } from '../ports.ts';
import { confirmAssignment, unvouchAssignment } from './change-assignment.ts';
import {
  adminOnly,
  approvedBy,
  type ContactDeps,
  type ContactEnvelope,
  type ContactOutcome,
  type ContactRef,
  commitmentsOf,
  findContact,
  isAdmin,
  publicRole,
  standing,
  tellPlan,
  unknownContact,
} from './contact-deps.ts';
import { tellEnded } from './end-role.ts';

/** Roles a point of contact vouches for, the most responsible first; a colleague is vouched for by whoever hands on. */
const confirmable = ['lead', 'deputy', 'poc', 'reviewer', 'admin'] as const;
type Confirmable = (typeof confirmable)[number];

type ConfirmContact = ContactEnvelope & {
  readonly planId: string;
  /** The assignments that were seen, by id: what was added since is confirmed on its own. */
  readonly assignments: readonly string[];
  /** The person as they were seen (`particularsOf`); absent where they were named by what is known of them. */
  readonly particulars?: string;
};

/** Another name, address, function or unit than were seen. */
export const movedPerson: Refused = refused('stale', [{ field: 'contactId', code: 'unknown' }]);

/** How often the mark of a person is set again because something else about them was written first. */
const rounds = 3;

/**
 * Marks a person as vouched for; as they are, when they are already. Null when they kept moving, or are no longer who was seen:
 * another name, address, function or unit is for the eyes first.
 */
export async function vouchFor(
  people: Pick<PeopleStore, 'contact' | 'updateContact'>,
  seen: Contact,
  at: string,
): Promise<Contact | null> {
  let current: Contact | null = seen;
  for (let round = 0; round < rounds; round += 1) {
    if (current === null || particularsOf(current) !== particularsOf(seen)) return null;
    if (current.confirmedAt !== null) return current;
    const vouched: Contact = { ...current, version: current.version + 1, confirmedAt: at };
    if (await people.updateContact(vouched)) return vouched;
    current = await people.contact(seen.id);
  }
  return null;
}

/** Roles of a person in a plan that a point of contact sees and vouches for, confirmed ones included. */
export async function confirmableRoles(
  people: Pick<PeopleStore, 'assignmentsOf'>,
  { contactId, planId, now }: Pick<ConfirmContact, 'planId' | 'now'> & { readonly contactId: string },
): Promise<readonly Assignment[]> {
  const held = standing(await people.assignmentsOf(contactId), now);
  return held.filter((one) => one.planId === planId && one.role !== 'colleague');
}

/** Confirms assignments of one role after the public word; those that ended at the same moment come back. */
async function confirmThese(
  people: PeopleStore,
  assignments: readonly Assignment[],
  at: string,
): Promise<readonly Assignment[] | null> {
  const gone: Assignment[] = [];
  for (const one of assignments) {
    const left = await confirmAssignment(people, one, at);
    if (left === null) return null;
    if (left.confirmedAt === null) gone.push(left);
  }
  return gone;
}

/** One role of the person: told, then written. A role that ended meanwhile stays ended, and the log says so after all. */
async function confirmRole(
  deps: ContactDeps,
  command: ConfirmContact,
  contact: Contact,
  { role, theirs }: { readonly role: Confirmable; readonly theirs: readonly Assignment[] },
): Promise<{ readonly ok: true; readonly contact: Contact } | Refused> {
  const at = instantText(command.now);
  // The public word first, role by role: if a later write is lost, what is left stays unconfirmed and is confirmed again.
  const spoken = await tellPlan(deps, command, {
    type: 'contact-confirmed',
    data: { role, responsible: publicRole(contact), commitments: commitmentsOf(theirs), ...approvedBy(command) },
  });
  if (!spoken.ok) return spoken;
  const vouched = await vouchFor(deps.people, contact, at);
  const gone = vouched === null ? null : await confirmThese(deps.people, theirs, at);
  if (vouched === null || gone === null) return refused('busy');
  // Somebody gave them another address between: what was vouched for is not who they are now.
  const now = await deps.people.contact(contact.id);
  if (now === null || particularsOf(now) !== particularsOf(vouched)) {
    const written = await deps.people.assignmentsOf(contact.id);
    for (const one of written.filter(({ id }) => theirs.some((other) => other.id === id))) {
      if ((await unvouchAssignment(deps.people, one, at)) === null) return refused('busy');
    }
    return movedPerson;
  }
  if (gone.length === 0) return { ok: true, contact: vouched };
  const told = await tellEnded(deps, command, vouched, { role, ended: gone });
  return told.ok ? refused('stale', [{ field: 'assignments', code: 'unknown' }]) : told;
}

/**
 * A point of contact vouches for a person as they were seen, in the roles that were seen: from now on their reminders may go out, and they may
 * answer. Told in public, each role on its own. A role gained later is confirmed on its own, an administrator's by another
 * administrator; one that has ended is not brought back.
 */
export async function confirmContact(deps: ContactDeps, command: ConfirmContact & ContactRef): Promise<ContactOutcome> {
  const known = await findContact(deps.people, command);
  if (known === null) return unknownContact(command);
  const held = await confirmableRoles(deps.people, { ...command, contactId: known.id });
  if (held.length === 0) return refused('unknown-contact', [{ field: 'role', code: 'required' }]);
  if (command.particulars !== undefined && command.particulars !== particularsOf(known)) return movedPerson;
  const seen = held.filter(({ id }) => command.assignments.includes(id));
  if (seen.length === 0) return refused('stale', [{ field: 'assignments', code: 'unknown' }]);
  const mayAppointAdmins = await isAdmin(deps.people, command);
  const waiting = seen.filter(({ confirmedAt, role }) => confirmedAt === null && (role !== 'admin' || mayAppointAdmins));
  if (waiting.length === 0 && seen.some(({ confirmedAt }) => confirmedAt === null)) return adminOnly;
  if (waiting.length === 0 && known.confirmedAt !== null) return refused('invalid', [{ field: 'email', code: 'unchanged' }]);
  const told = waiting.length > 0 ? waiting : seen;
  let contact: Contact = known;
  for (const role of confirmable) {
    const theirs = told.filter((assignment) => assignment.role === role);
    if (theirs.length === 0) continue;
    const outcome = await confirmRole(deps, command, contact, { role, theirs });
    if (!outcome.ok) return outcome;
    contact = outcome.contact;
  }
  return { ok: true, contact, isNew: false };
}
