import type { Approval } from '../domain/approval.ts';
import type { Assignment, Contact } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
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
import { endRole, isLastPoc } from './end-role.ts';
import { homeFor } from './home-plan.ts';

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
async function mayErase(
  { people, record }: ContactDeps,
  command: ContactEnvelope & { readonly planId: string },
  contact: Contact,
) {
  if (command.actor.id === contact.id || (await isAdmin(people, command))) return true;
  return (await homeFor({ record }, await people.assignmentsOf(contact.id), command.now)) === command.planId;
}

/** Looked at before any role ends, so that whoever is refused keeps all they had. */
async function refusalOfLastPoc(
  deps: ContactDeps,
  command: ContactEnvelope,
  contactId: string,
  held: readonly Assignment[],
): Promise<Refused | null> {
  const plans = held.filter(({ role, confirmedAt }) => role === 'poc' && confirmedAt !== null).map(({ planId }) => planId);
  for (const planId of new Set(plans)) {
    if (!(await isLastPoc(deps, { ...command, planId }, contactId))) continue;
    return refused('invalid', [{ field: 'role', code: 'not-expected', detail: 'last-poc' }]);
  }
  return null;
}

/** Ends every role of a person in every plan, each with its public word; their own word is said in the role that ends. */
async function endRoles(deps: ContactDeps, asked: ContactEnvelope, contactId: string): Promise<Refused | null> {
  const held = standing(await deps.people.assignmentsOf(contactId), asked.now);
  const refusal = await refusalOfLastPoc(deps, asked, contactId, held);
  if (refusal !== null) return refusal;
  const groups = new Map(held.map((one) => [`${one.planId} ${one.role}`, one]));
  for (const { planId, role } of groups.values()) {
    const command = asked.actor.id === contactId ? { ...asked, actor: { role, id: contactId } } : asked;
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
 * Erases a person at their own word, wherever they have a role: {@link eraseContact} by themselves, in their home plan.
 */
export async function eraseMyself(
  deps: ContactDeps,
  { contactId, now }: Pick<ContactEnvelope, 'now'> & { readonly contactId: string },
): Promise<{ readonly ok: true; readonly contactId: string } | Refused> {
  const held = await deps.people.assignmentsOf(contactId);
  const [first] = standing(held, now);
  const planId = await homeFor(deps, held, now);
  if (planId === null) return refused('unknown-contact');
  return eraseContact(deps, { planId, contactId, actor: { role: first?.role ?? 'lead', id: contactId }, now });
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
