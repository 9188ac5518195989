import type { Temporal } from 'temporal-polyfill';
import type { Contact } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { PeopleStore } from '../ports.ts';

const rounds = 5;

/** `busy`: the contact kept moving; the same request may be sent again. */
export type StopOutcome =
  | { readonly ok: true; readonly contact: Contact }
  | { readonly ok: false; readonly reason: 'unknown' | 'busy' };

/**
 * Stops reminders to one person (RFC 8058). The role stays, and a person may lift it. Stopping twice is stopping once;
 * an address that bounced stays marked as such.
 */
export async function stopMail(
  { people }: { readonly people: PeopleStore },
  { token, now }: { readonly token: string; readonly now: Temporal.Instant },
): Promise<StopOutcome> {
  for (let round = 0; round < rounds; round += 1) {
    const contact = await people.contactByStopToken(token);
    if (contact === null) return { ok: false, reason: 'unknown' };
    if (contact.suppressed !== null) return { ok: true, contact };
    const stopped: Contact = {
      ...contact,
      version: contact.version + 1,
      suppressed: { reason: 'unsubscribed', at: instantText(now) },
    };
    if (await people.updateContact(stopped)) return { ok: true, contact: stopped };
  }
  return { ok: false, reason: 'busy' };
}
