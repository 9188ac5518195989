import type { Temporal } from 'temporal-polyfill';
import type { SignInCode } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { sameHash } from '../domain/keyed-hash.ts';
import { addressKeyOf, codeHmac, codeLife, typedCode } from '../domain/sign-in.ts';
import type { PeopleStore, Rng } from '../ports.ts';
import { rememberBrowser } from './remember-browser.ts';
import { startSession } from './start-session.ts';

export type SignInCommand = {
  readonly secret: string;
  readonly addressKey: string;
  /** Hash of the cookie of the browser that types the code. */
  readonly browser: string;
  readonly code: string;
  /** Whether this browser is to be remembered: what is said here replaces what held before. */
  readonly remember: boolean;
  /** Tokens this browser held until now, signed in or remembered: none of them outlives the code. */
  readonly held: readonly string[];
  readonly now: Temporal.Instant;
};

/** `refused` says nothing of why. `no-role`: the address is proved, and nothing is left to answer for. */
export type SignInOutcome =
  | { readonly ok: true; readonly token: string; readonly remembered: string | null; readonly contactId: string }
  | { readonly ok: false; readonly reason: 'refused' | 'no-role' };

/**
 * After five tries a code is dead, whatever the sixth says (RELIABILITY S2). Pays for one try before looking at the
 * code, so that tries made at the same time cannot share one count. Null when there is no living code for this browser.
 */
async function payForTry(people: PeopleStore, { addressKey, browser, now }: SignInCommand): Promise<SignInCode | null> {
  for (let round = 0; round <= codeLife.tries; round += 1) {
    const asked = await people.code(addressKey);
    const isAlive = asked !== null && asked.tries < codeLife.tries && instantText(now) < asked.expiresAt;
    if (!isAlive || !sameHash(asked.browser, browser)) return null;
    if (await people.countTry(asked)) return { ...asked, tries: asked.tries + 1 };
  }
  return null;
}

/** A person types the code in the browser that asked for it. Of two uses at once exactly one signs in. */
export async function signIn(
  { people, rng }: { readonly people: PeopleStore; readonly rng: Rng },
  command: SignInCommand,
): Promise<SignInOutcome> {
  const refused = { ok: false, reason: 'refused' } as const;
  const asked = await payForTry(people, command);
  if (asked === null) return refused;
  const typed = codeHmac(command.secret, command.addressKey, typedCode(command.code) ?? '');
  const isRight = sameHash(asked.codeHmac ?? '', typed);
  if (!isRight || asked.contactId === null || !(await people.takeCode(asked))) return refused;
  const { contactId } = asked;
  // The address may have passed from this person since the code was asked for: whoever reads it now proves nothing.
  const person = await people.contact(contactId);
  if (person === null || addressKeyOf(command.secret, person.email) !== command.addressKey) return refused;
  const { held, remember, now } = command;
  const started = await startSession({ people, rng }, { person, way: 'code', held, now });
  if (!started.ok) return started;
  const remembered = remember ? await rememberBrowser({ people, rng }, { person, now }) : null;
  return { ok: true, token: started.token, remembered, contactId };
}
