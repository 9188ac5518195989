import type { Temporal } from 'temporal-polyfill';
import { instantText } from '../domain/fuzzy-date.ts';
import { rememberedLimit } from '../domain/session-cookie.ts';
import { sha256Of } from '../domain/text.ts';
import type { PeopleStore, Rng } from '../ports.ts';

/**
 * Remembers the browser at which a person has just typed a code: its own token, which opens that person's "declare" and
 * "nothing to report" forms and nothing else (RELIABILITY S2, S5). Returns the token; only its hash is kept.
 */
export async function rememberBrowser(
  { people, rng }: { readonly people: PeopleStore; readonly rng: Rng },
  { contactId, now }: { readonly contactId: string; readonly now: Temporal.Instant },
): Promise<string> {
  const token = Buffer.from(rng.bytes(32)).toString('base64url');
  await people.putSession({
    way: 'remembered',
    tokenHash: sha256Of(token),
    contactId,
    startedAt: instantText(now),
    lastSeenAt: instantText(now),
    expiresAt: instantText(now.add(rememberedLimit)),
  });
  return token;
}
