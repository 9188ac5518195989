import type { ContactRole } from '../../shared/domain/contact.ts';
import { confirmableRoles, confirmContact } from '../../shared/usecases/confirm-contact.ts';
import type { ContactDeps, ContactEnvelope, ContactOutcome, ContactRef } from '../../shared/usecases/contact-deps.ts';
import { findContact, standing } from '../../shared/usecases/contact-deps.ts';
import { endRole } from '../../shared/usecases/end-role.ts';
import { holdersNow, reassignRole } from '../../shared/usecases/reassign-role.ts';

type InPlan = ContactEnvelope & { readonly planId: string };

/** Confirms a person as somebody does who sees everything there is at this moment. */
export async function confirmAsSeen(deps: ContactDeps, command: InPlan & ContactRef): Promise<ContactOutcome> {
  const person = await findContact(deps.people, command);
  const { planId, now } = command;
  const roles = person === null ? [] : await confirmableRoles(deps.people, { contactId: person.id, planId, now });
  return confirmContact(deps, { ...command, assignments: roles.map(({ id }) => id) });
}

/** Ends a role as somebody does who sees everything there is at this moment. */
export async function endAsSeen(
  deps: ContactDeps,
  command: InPlan & ContactRef & { readonly role: ContactRole },
): Promise<ContactOutcome> {
  const person = await findContact(deps.people, command);
  const held = person === null ? [] : standing(await deps.people.assignmentsOf(person.id), command.now);
  const assignments = held.filter(({ planId, role }) => planId === command.planId && role === command.role).map(({ id }) => id);
  return endRole(deps, { ...command, assignments });
}

/** Hands over as somebody does who sees everything there is at this moment. */
export async function reassignAsSeen(
  deps: ContactDeps,
  command: InPlan & ContactRef & { readonly role: 'lead' | 'deputy'; readonly commitments: readonly string[] },
): Promise<ContactOutcome> {
  return reassignRole(deps, { ...command, holders: await holdersNow(deps.people, command) });
}
