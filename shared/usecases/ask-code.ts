import type { Temporal } from 'temporal-polyfill';
import type { Contact } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { type CodeLimit, codeMeters } from '../domain/meter.ts';
import { addressKeyOf, codeLife } from '../domain/sign-in.ts';
import type { CodeJob, PeopleStore, Queue } from '../ports.ts';

export type AskCodeCommand = {
  readonly secret: string;
  readonly email: string;
  /** Hash of the cookie of the browser that asks. */
  readonly browser: string;
  /** Where the request comes from, as the outermost machine we trust says it. */
  readonly source: string;
  readonly now: Temporal.Instant;
};

/** `reached`: the limit that was, of codes per source, per address or in all (RELIABILITY S15). Nothing was asked for. */
export type AskCodeOutcome =
  | { readonly ok: true; readonly addressKey: string }
  | { readonly ok: false; readonly reached: CodeLimit };

/** A code still goes out after an unsubscribe or a pause, never to an address that bounced or complained (RELIABILITY I9). */
function mayReceiveCode(person: Contact): boolean {
  return person.confirmedAt !== null && (person.suppressed === null || person.suppressed.reason === 'unsubscribed');
}

/**
 * A browser asks for a sign-in code. Known or not, the address costs the same calls and the same writes, and the answer
 * is the same, also when a limit is reached. The code itself is made by `send`.
 */
export async function askCode(
  { people, codes }: { readonly people: PeopleStore; readonly codes: Queue<CodeJob> },
  { secret, email, browser, source, now }: AskCodeCommand,
): Promise<AskCodeOutcome> {
  const address = email.trim().toLowerCase();
  const addressKey = addressKeyOf(secret, address);
  for (const { of, ...meter } of codeMeters(secret, { source, address: addressKey })) {
    if (!(await people.spend(meter, instantText(now)))) return { ok: false, reached: of };
  }
  const person = await people.contactByEmail(address);
  await people.putCode({
    addressKey,
    browser,
    codeHmac: null,
    contactId: person !== null && mayReceiveCode(person) ? person.id : null,
    askedAt: instantText(now),
    expiresAt: instantText(now.add({ minutes: codeLife.minutes })),
    tries: 0,
  });
  await codes.put([{ addressKey }]);
  return { ok: true, addressKey };
}
