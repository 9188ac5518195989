import type { Contact } from '../domain/contact.ts';
import { refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
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

/** Roles a point of contact vouches for, the most responsible first; a colleague is vouched for by whoever hands on. */
const confirmable = ['lead', 'deputy', 'poc', 'reviewer', 'admin'] as const;

/**
 * A point of contact vouches for a person in the roles they have in this plan: from now on their reminders may go out, and
 * they may answer. Told in public, each role on its own. A role gained later is confirmed on its own, an administrator's by another
 * administrator.
 */
export async function confirmContact(
  deps: ContactDeps,
  command: ContactEnvelope & ContactRef & { readonly planId: string },
): Promise<ContactOutcome> {
  const known = await findContact(deps.people, command);
  if (known === null) return unknownContact(command);
  const at = instantText(command.now);
  const held = standing(await deps.people.assignmentsOf(known.id), command.now).filter(
    ({ planId, role }) => planId === command.planId && role !== 'colleague',
  );
  if (held.length === 0) return refused('unknown-contact', [{ field: 'role', code: 'required' }]);
  const mayAppointAdmins = await isAdmin(deps.people, command);
  const waiting = held.filter(({ confirmedAt, role }) => confirmedAt === null && (role !== 'admin' || mayAppointAdmins));
  if (waiting.length === 0 && held.some(({ confirmedAt }) => confirmedAt === null)) return adminOnly;
  if (waiting.length === 0 && known.confirmedAt !== null) return refused('invalid', [{ field: 'email', code: 'unchanged' }]);
  const told = waiting.length > 0 ? waiting : held;
  let contact: Contact = known;
  for (const role of confirmable) {
    const theirs = told.filter((assignment) => assignment.role === role);
    if (theirs.length === 0) continue;
    // The public word first, role by role: if a later write is lost, what is left stays unconfirmed and is confirmed again.
    const spoken = await tellPlan(deps, command, {
      type: 'contact-confirmed',
      data: { role, responsible: publicRole(known), commitments: commitmentsOf(theirs), ...approvedBy(command) },
    });
    if (!spoken.ok) return spoken;
    if (contact.confirmedAt === null) {
      contact = { ...contact, version: contact.version + 1, confirmedAt: at };
      if (!(await deps.people.updateContact(contact))) return refused('busy');
    }
    for (const assignment of theirs) {
      if (assignment.confirmedAt === null) await deps.people.putAssignment({ ...assignment, confirmedAt: at });
    }
  }
  return { ok: true, contact, isNew: false };
}
