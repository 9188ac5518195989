import type { Contact } from '../domain/contact.ts';
import { refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { changePlan, type Envelope } from './append-change.ts';
import { type ContactDeps, type ContactOutcome, publicRole } from './contact-deps.ts';

const confirmable = ['lead', 'deputy', 'poc'] as const;

/**
 * A point of contact vouches for a person in the roles they have in this plan: from now on their reminders may go out, and
 * they may answer. Told in public, by role. A role gained later is confirmed on its own.
 */
export async function confirmContact(
  deps: ContactDeps,
  command: Envelope & { readonly planId: string; readonly email: string },
): Promise<ContactOutcome> {
  const known = await deps.people.contactByEmail(command.email);
  if (known === null) return refused('unknown-contact', [{ field: 'email', code: 'unknown' }]);
  const at = instantText(command.now);
  const held = (await deps.people.assignmentsOf(known.id)).filter(
    ({ planId, until }) => planId === command.planId && until === null,
  );
  const role = confirmable.find((one) => held.some((assignment) => assignment.role === one));
  if (role === undefined) return refused('unknown-contact', [{ field: 'role', code: 'required' }]);
  const waiting = held.filter(({ confirmedAt }) => confirmedAt === null);
  if (known.confirmedAt !== null && waiting.length === 0) return refused('invalid', [{ field: 'email', code: 'unchanged' }]);
  // The public word first: if a later write is lost, the person simply stays unconfirmed and is confirmed again.
  const told = await changePlan(deps, command.planId, command, (current) =>
    current === null
      ? refused('unknown-plan')
      : { ok: true, texts: [], change: { type: 'contact-confirmed', data: { role, responsible: publicRole(known) } } },
  );
  if (!told.ok) return told;
  const confirmed: Contact = known.confirmedAt === null ? { ...known, version: known.version + 1, confirmedAt: at } : known;
  if (confirmed !== known && !(await deps.people.updateContact(confirmed))) return refused('busy');
  for (const assignment of waiting) await deps.people.putAssignment({ ...assignment, confirmedAt: at });
  return { ok: true, contact: confirmed, isNew: false };
}
