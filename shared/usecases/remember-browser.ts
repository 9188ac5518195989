import type { Temporal } from 'temporal-polyfill';
import type { Contact } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { rememberedLimit } from '../domain/session-cookie.ts';
import { addressHashOf } from '../domain/sign-in.ts';
import { sha256Of } from '../domain/text.ts';
import type { PeopleStore, Rng } from '../ports.ts';

/**
 * Remembers the browser at which a person has just typed a code: its own token, which opens that person's "declare" and
 * "nothing to report" forms and nothing else (RELIABILITY S2, S5), as long as they have the address of that code. Returns the token; only its hash is kept.
 */
export async function rememberBrowser(
  { people, rng }: { readonly people: PeopleStore; readonly rng: Rng },
  { person, now }: { readonly person: Pick<Contact, 'id' | 'email'>; readonly now: Temporal.Instant },
): Promise<string> {
  const token = Buffer.from(rng.bytes(32)).toString('base64url');
  await people.putSession({
    way: 'remembered',
    tokenHash: sha256Of(token),
    contactId: person.id,
    addressHash: addressHashOf(person.email),
    startedAt: instantText(now),
    lastSeenAt: instantText(now),
    expiresAt: instantText(now.add(rememberedLimit)),
  });
  return token;
}
