import type { Temporal } from 'temporal-polyfill';
import type { Assignment, Contact, WayIn } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { isOpenedFor } from '../domain/sign-in.ts';
import { sha256Of } from '../domain/text.ts';
import type { PeopleStore } from '../ports.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/** A signed-in person with the roles they hold now. */
export type SignedIn = {
  readonly contact: Contact;
  readonly roles: readonly Assignment[];
  readonly tokenHash: string;
  readonly way: WayIn;
};

/** Assignments in force at an instant that a point of contact vouched for. */
export function rolesInForce(assignments: readonly Assignment[], now: Temporal.Instant): readonly Assignment[] {
  const at = instantText(now);
  return assignments.filter(
    ({ since, until, confirmedAt }) => confirmedAt !== null && since <= at && (until === null || at < until),
  );
}

/**
 * Who stands behind a token: null when the session ended, was opened under another address than the person has now, or
 * when nothing is left to answer for, so that a new address and the end of a role end their sessions at once. Reads only.
 */
export async function whoIs(
  { people }: { readonly people: PeopleStore },
  { token, now }: { readonly token: string; readonly now: Temporal.Instant },
): Promise<SignedIn | null> {
  const tokenHash = sha256Of(token);
  const session = await unlessUnreadable(() => people.session(tokenHash));
  // Opened by a newer program, on terms this one does not know: they sign in anew.
  if (session === null || session === 'unreadable' || session.expiresAt <= instantText(now)) return null;
  const [contact, assignments] = await Promise.all([people.contact(session.contactId), people.assignmentsOf(session.contactId)]);
  const roles = rolesInForce(assignments, now);
  if (contact === null || contact.confirmedAt === null || !isOpenedFor(session, contact)) return null;
  return roles.length === 0 ? null : { contact, roles, tokenHash, way: session.way };
}
