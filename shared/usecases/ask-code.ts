import type { Temporal } from 'temporal-polyfill';
import type { Contact } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { addressKeyOf, codeLife } from '../domain/sign-in.ts';
import type { CodeJob, PeopleStore, Queue } from '../ports.ts';

/** A code still goes out after an unsubscribe or a pause, never to an address that bounced or complained (RELIABILITY I9). */
function mayReceiveCode(person: Contact): boolean {
  return person.confirmedAt !== null && (person.suppressed === null || person.suppressed.reason === 'unsubscribed');
}

/**
 * A browser asks for a sign-in code. Known or not, the address costs the same calls and the same writes, and the answer
 * is the same. The code itself is made by `send`.
 */
export async function askCode(
  { people, codes }: { readonly people: PeopleStore; readonly codes: Queue<CodeJob> },
  command: { readonly secret: string; readonly email: string; readonly browser: string; readonly now: Temporal.Instant },
): Promise<{ addressKey: string }> {
  const email = command.email.trim().toLowerCase();
  const addressKey = addressKeyOf(command.secret, email);
  const person = await people.contactByEmail(email);
  await people.putCode({
    addressKey,
    browser: command.browser,
    codeHmac: null,
    contactId: person !== null && mayReceiveCode(person) ? person.id : null,
    askedAt: instantText(command.now),
    expiresAt: instantText(command.now.add({ minutes: codeLife.minutes })),
    tries: 0,
  });
  await codes.put([{ addressKey }]);
  return { addressKey };
}
