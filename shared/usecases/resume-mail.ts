import type { Temporal } from 'temporal-polyfill';
import { type Contact, withoutStop } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { PeopleStore } from '../ports.ts';

const rounds = 5;

/**
 * Lifts the stop a person asked for, at their own word. An address that failed, or from which a reminder was reported, is for
 * a point of contact to look at. They are asked about what falls due from now on. Where nothing is stopped nothing is done.
 */
export async function resumeMail(
  { people }: { readonly people: PeopleStore },
  { contactId, now }: { readonly contactId: string; readonly now: Temporal.Instant },
): Promise<{ readonly ok: true; readonly contact: Contact } | Refused> {
  for (let round = 0; round < rounds; round += 1) {
    const contact = await people.contact(contactId);
    if (contact === null) return refused('unknown-contact');
    if (contact.suppressed === null) return { ok: true, contact };
    if (contact.suppressed.reason !== 'unsubscribed') return refused('not-ready');
    const resumed: Contact = { ...withoutStop(contact, instantText(now)), version: contact.version + 1 };
    if (await people.updateContact(resumed)) return { ok: true, contact: resumed };
  }
  return refused('busy');
}
