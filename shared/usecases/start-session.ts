import type { Temporal } from 'temporal-polyfill';
import type { Contact, WayIn } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { absoluteLimit } from '../domain/session-cookie.ts';
import { addressHashOf, isOpenedFor } from '../domain/sign-in.ts';
import { sha256Of } from '../domain/text.ts';
import type { PeopleStore, Rng } from '../ports.ts';
import { rolesInForce } from './session.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

export type StartSessionCommand = {
  /** Whoever was proved to sit at this browser, with the address they had when it was: the session is good for that one. */
  readonly person: Pick<Contact, 'id' | 'email'>;
  readonly way: Exclude<WayIn, 'remembered'>;
  /** Tokens this browser held until now, signed in or remembered. */
  readonly held: readonly string[];
  readonly now: Temporal.Instant;
};

/** `no-role`: nothing is left to answer for, in any plan. */
export type StartSessionOutcome =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly reason: 'no-role' };

/**
 * Ends what a browser held before somebody signs in there: every session, and whatever remembered another person. Only
 * OpenID Connect, which never asks about it, leaves the browser remembered for the person who signs in.
 */
async function endHeld(people: PeopleStore, { person, way, held }: StartSessionCommand): Promise<void> {
  for (const tokenHash of held.map((token) => sha256Of(token))) {
    const session = await unlessUnreadable(() => people.session(tokenHash));
    if (session === null) continue;
    const isKnown = session !== 'unreadable' && session.contactId === person.id && isOpenedFor(session, person);
    const stays = isKnown && way === 'openid' && session.way === 'remembered';
    if (!stays) await people.endSession(tokenHash);
  }
}

/** A new session with a new token for a person in a role, and the end of what the browser held before (RELIABILITY S5). */
export async function startSession(
  { people, rng }: { readonly people: PeopleStore; readonly rng: Rng },
  command: StartSessionCommand,
): Promise<StartSessionOutcome> {
  const { person, way, now } = command;
  if (rolesInForce(await people.assignmentsOf(person.id), now).length === 0) return { ok: false, reason: 'no-role' };
  await endHeld(people, command);
  const token = Buffer.from(rng.bytes(32)).toString('base64url');
  await people.putSession({
    way,
    tokenHash: sha256Of(token),
    contactId: person.id,
    addressHash: addressHashOf(person.email),
    startedAt: instantText(now),
    lastSeenAt: instantText(now),
    expiresAt: instantText(now.add(absoluteLimit)),
  });
  return { ok: true, token };
}
