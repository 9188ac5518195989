import type { Temporal } from 'temporal-polyfill';
import type { Contact } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { sameHash } from '../domain/keyed-hash.ts';
import { identityOf, type OpenIdClaims, type OpenIdStart } from '../domain/openid.ts';
import { sha256Of } from '../domain/text.ts';
import type { OpenIdProvider, PeopleStore, Rng } from '../ports.ts';
import { rolesInForce } from './session.ts';
import { startSession } from './start-session.ts';

export type FinishOpenIdCommand = {
  /** The address the browser came back to. */
  readonly answer: URL;
  /** Hash of the cookie of the browser that came back. */
  readonly browser: string;
  /** Tokens this browser held until now, signed in or remembered. */
  readonly held: readonly string[];
  readonly now: Temporal.Instant;
};

/**
 * `no-start`: this browser did not leave with this state, left too long ago, or is back already. `unknown-person`: nobody
 * here has this identity, nor the address and the organisation of an invitation. `why` says more in the log.
 */
export type FinishOpenIdOutcome =
  | { readonly ok: true; readonly token: string; readonly contactId: string; readonly next: string }
  | { readonly ok: false; readonly reason: 'no-start' | 'unknown-person' | 'no-role'; readonly why: null }
  | { readonly ok: false; readonly reason: 'unreachable' | 'refused'; readonly why: string };

/** The start this browser left with. It is gone afterwards, whatever becomes of the sign-in. */
async function takeStart(people: PeopleStore, state: string, { browser, now }: FinishOpenIdCommand): Promise<OpenIdStart | null> {
  const start = await people.takeOpenIdStart(sha256Of(state));
  return start !== null && sameHash(start.browser, browser) && instantText(now) < start.expiresAt ? start : null;
}

/**
 * Is this the person who was invited? The invitation and the provider must say the same of the organisation: no number
 * fits none only, so that the address alone is enough where neither speaks of one.
 */
function isInvited(person: Contact, { organisationNumber }: OpenIdClaims): boolean {
  return person.confirmedAt !== null && person.organisationNumber === organisationNumber;
}

/**
 * Whose identity this is: the person it was pinned to, whatever the provider says of the address later; at the first
 * sign-in whoever is invited at that address, who is pinned to it from then on (RELIABILITY S1). Nobody is pinned to two
 * identities, so that an address that passes on to somebody else does not carry its role along; and a person who is given
 * another address here is pinned to none, so that whoever reads that one can be.
 */
async function personOf(people: PeopleStore, claims: OpenIdClaims, now: Temporal.Instant): Promise<Contact | null> {
  const identity = identityOf(claims);
  const pinned = await people.contactByIdentity(identity);
  if (pinned !== null) return pinned.confirmedAt === null ? null : pinned;
  const invited = claims.email === null ? null : await people.contactByEmail(claims.email);
  if (invited === null || !isInvited(invited, claims)) return null;
  // Without a role there is no invitation, and nothing to pin.
  if (rolesInForce(await people.assignmentsOf(invited.id), now).length === 0) return null;
  if (await people.pinIdentity(identity, invited)) return invited;
  // Two first sign-ins of one person at once: the other one pinned the same.
  const meanwhile = await people.contactByIdentity(identity);
  return meanwhile?.id === invited.id ? meanwhile : null;
}

/** A browser is back from the provider: who it is, and a session of its own. */
export async function finishOpenId(
  { people, rng, openId }: { readonly people: PeopleStore; readonly rng: Rng; readonly openId: OpenIdProvider },
  command: FinishOpenIdCommand,
): Promise<FinishOpenIdOutcome> {
  const { answer, held, now } = command;
  const state = answer.searchParams.get('state') ?? '';
  const start = await takeStart(people, state, command);
  if (start === null) return { ok: false, reason: 'no-start', why: null };
  const { nonce, verifier, next } = start;
  const told = await openId.finish(answer, { state, nonce, verifier }, now);
  if (!told.ok) return told;
  const person = await personOf(people, told.claims, now);
  if (person === null) return { ok: false, reason: 'unknown-person', why: null };
  const started = await startSession({ people, rng }, { person, way: 'openid', held, now });
  if (!started.ok) return { ...started, why: null };
  return { ok: true, token: started.token, contactId: person.id, next };
}
