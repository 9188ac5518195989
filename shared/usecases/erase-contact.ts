import type { Approval } from '../domain/approval.ts';
import type { Contact } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { homePlanOf } from '../domain/home-plan.ts';
import { addressHashOf } from '../domain/sign-in.ts';
import type { PeopleStore } from '../ports.ts';
import {
  type ContactDeps,
  type ContactEnvelope,
  type ContactRef,
  findContact,
  isAdmin,
  standing,
  unknownContact,
} from './contact-deps.ts';
import { endRole } from './end-role.ts';

/** How often it is read again because another write came first. */
const rounds = 8;

/** What waits for a second person and would say or bring back something of this one. */
function isAbout({ change }: Approval, { id, email }: Contact): boolean {
  if (change.kind === 'set-mailbox') return addressHashOf(change.address) === addressHashOf(email);
  return 'contactId' in change && change.contactId === id;
}

/**
 * Deletes all that is kept of a person beside their dated assignments, which name a pseudonym: particulars, address, stop
 * link, pinned identity, browsers, and changes to them that wait for somebody. Whoever was erased already is left alone.
 */
export async function eraseParticulars(people: PeopleStore, contactId: string): Promise<boolean> {
  const plans = [...new Set((await people.assignmentsOf(contactId)).map(({ planId }) => planId))].sort();
  for (let round = 0; round < rounds; round += 1) {
    const contact = await people.contact(contactId);
    if (contact === null) return true;
    for (const planId of plans) {
      for (const one of await people.approvalsOf(planId)) if (isAbout(one, contact)) await people.takeApproval(one);
    }
    if (await people.eraseContact(contact)) return true;
  }
  return false;
}

/** A person may be erased by themselves, by the coordination of their home plan, and by whoever oversees all people. */
async function mayErase({ people }: ContactDeps, command: ContactEnvelope & { readonly planId: string }, contact: Contact) {
  if (command.actor.id === contact.id || (await isAdmin(people, command))) return true;
  return homePlanOf(await people.assignmentsOf(contact.id), instantText(command.now)) === command.planId;
}

/** Ends every role of a person in every plan, each with its public word. */
async function endRoles(deps: ContactDeps, command: ContactEnvelope, contactId: string): Promise<Refused | null> {
  const held = standing(await deps.people.assignmentsOf(contactId), command.now);
  const groups = new Map(held.map((one) => [`${one.planId} ${one.role}`, one]));
  for (const { planId, role } of groups.values()) {
    const now = standing(await deps.people.assignmentsOf(contactId), command.now);
    const assignments = now.filter((one) => one.planId === planId && one.role === role).map(({ id }) => id);
    // Taken back with another role of the same person.
    if (assignments.length === 0) continue;
    const ended = await endRole(deps, { ...command, planId, contactId, role, assignments });
    if (!ended.ok) return ended;
  }
  return null;
}

/**
 * Erases a person on request: ends their roles in every plan, in public and by role, then deletes what is known of them.
 * The log and the Ledger keep the pseudonym, which then leads to nobody. A crash between is finished by asking again; the
 * last point of contact of a plan is refused as everywhere.
 */
export async function eraseContact(
  deps: ContactDeps,
  command: ContactEnvelope & ContactRef & { readonly planId: string },
): Promise<{ readonly ok: true; readonly contactId: string } | Refused> {
  const known = await findContact(deps.people, command);
  const assignments = known === null ? [] : await deps.people.assignmentsOf(known.id);
  if (known === null || !assignments.some(({ planId }) => planId === command.planId)) return unknownContact(command);
  if (!(await mayErase(deps, command, known))) {
    return refused('invalid', [{ field: 'plan', code: 'not-expected', detail: 'other-plan' }]);
  }
  const refusal = await endRoles(deps, command, known.id);
  if (refusal !== null) return refusal;
  return (await eraseParticulars(deps.people, known.id)) ? { ok: true, contactId: known.id } : refused('busy');
}
