import type { Assignment, ContactRole } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
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

/** A plan without a point of contact is out of everybody's hands: only an administrator ends the last one's role, not their own. */
async function isLastPoc({ people }: Pick<ContactDeps, 'people'>, command: EndRole, contactId: string): Promise<boolean> {
  const { contacts, assignments } = await people.peopleOf(command.planId);
  const others = standing(assignments, command.now).filter(
    (one) => one.role === 'poc' && one.confirmedAt !== null && one.contactId !== contactId,
  );
  const isConfirmed = (id: string): boolean => contacts.some((one) => one.id === id && one.confirmedAt !== null);
  if (others.some((one) => isConfirmed(one.contactId))) return false;
  return command.actor.id === contactId || !(await isAdmin(people, command));
}

type EndRole = ContactEnvelope & { readonly planId: string; readonly role: ContactRole };

async function refusalOf(
  deps: ContactDeps,
  command: EndRole,
  contactId: string,
  ending: readonly Assignment[],
): Promise<Refused | null> {
  // A colleague's milestone is taken back by whoever handed it on, with a word of its own in the log.
  if (command.role === 'colleague') return refused('invalid', [{ field: 'role', code: 'not-expected' }]);
  if (ending.length === 0) return refused('invalid', [{ field: 'role', code: 'unchanged' }]);
  if (command.role === 'admin' && !(await isAdmin(deps.people, command))) return adminOnly;
  const isVouchedFor = ending.some(({ confirmedAt }) => confirmedAt !== null);
  return command.role === 'poc' && isVouchedFor && (await isLastPoc(deps, command, contactId))
    ? refused('invalid', [{ field: 'role', code: 'not-expected', detail: 'last-poc' }])
    : null;
}

/**
 * Ends a person's role in a plan, now: no mail in it, no say in it, and every browser of theirs signs in anew. The
 * assignment stays, dated, to tell who answered. Told in public, by role, where somebody had vouched for them.
 */
export async function endRole(deps: ContactDeps, command: EndRole & ContactRef): Promise<ContactOutcome> {
  const { planId, role, now } = command;
  const known = await findContact(deps.people, command);
  const assignments = known === null ? [] : (await deps.people.assignmentsOf(known.id)).filter((one) => one.planId === planId);
  if (known === null || assignments.length === 0) return unknownContact(command);
  const ending = standing(assignments, now).filter((one) => one.role === role);
  const refusal = await refusalOf(deps, command, known.id, ending);
  if (refusal !== null) return refusal;
  const vouched = ending.filter(({ confirmedAt }) => confirmedAt !== null);
  if (vouched.length > 0 && role !== 'colleague') {
    const told = await tellPlan(deps, command, {
      type: 'contact-edited',
      data: {
        role,
        responsible: publicRole(known),
        changed: ['role-ended'],
        commitments: commitmentsOf(vouched),
        ...approvedBy(command),
      },
    });
    if (!told.ok) return told;
  }
  for (const one of ending) await deps.people.putAssignment({ ...one, until: instantText(now) });
  await deps.people.endSessionsOf(known.id);
  return { ok: true, contact: known, isNew: false };
}
