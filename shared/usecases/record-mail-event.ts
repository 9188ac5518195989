import { Temporal } from 'temporal-polyfill';
import type { Contact } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { afterEvent, digestOf, isPermanentBounce, type MailEvent } from '../domain/mail-event.ts';
import type { Stores } from '../ports.ts';

export type MailEventDeps = Pick<Stores, 'ledger' | 'people'>;

/** Writers that may come first, one after the other, before this is a fault. */
const rounds = 8;

type Suppression = NonNullable<Contact['suppressed']>;

const weight: { readonly [reason in Suppression['reason']]: number } = { unsubscribed: 1, bounced: 2, complained: 3 };

/** Which suppression stands, whatever the order they come in: the graver one, and of two alike the earlier. */
function graver(before: Contact['suppressed'], after: Suppression): Suppression {
  if (before === null || weight[after.reason] > weight[before.reason]) return after;
  return after.reason === before.reason && after.at < before.at ? after : before;
}

async function suppress({ people }: MailEventDeps, contactId: string, suppression: Suppression): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const contact = await people.contact(contactId);
    if (contact === null) return;
    const suppressed = graver(contact.suppressed, suppression);
    if (suppressed.reason === contact.suppressed?.reason && suppressed.at === contact.suppressed.at) return;
    if (await people.updateContact({ ...contact, suppressed, version: contact.version + 1 })) return;
  }
  throw new Error(`contact ${contactId} could not be suppressed`);
}

/**
 * Takes in one SES event (RELIABILITY 2.2, step 9), however often and in whatever order events come. A hard bounce or a
 * complaint silences the contact before the digest is touched, so that no later claim can slip through.
 */
export async function recordMailEvent(deps: MailEventDeps, event: MailEvent): Promise<'recorded' | 'unchanged' | 'ignored'> {
  const did = digestOf(event);
  if (did === null) return 'ignored';
  const first = await deps.ledger.digest(did);
  if (first === null) return 'ignored';
  const told = event.complaint?.timestamp ?? event.bounce?.timestamp ?? event.mail.timestamp;
  const at = instantText(Temporal.Instant.from(told));
  if (event.eventType === 'Complaint') await suppress(deps, first.recipientId, { reason: 'complained', at });
  if (isPermanentBounce(event)) await suppress(deps, first.recipientId, { reason: 'bounced', at });
  for (let round = 0; round < rounds; round += 1) {
    const digest = round === 0 ? first : await deps.ledger.digest(did);
    if (digest === null) return 'ignored';
    const after = afterEvent(digest, event);
    const isSame = after === digest;
    if (isSame || (await deps.ledger.saveDigest({ ...after, version: digest.version + 1 }, []))) {
      if (after.claimedAt !== null) await deps.ledger.moveFeed(after.claimedAt);
      return isSame ? 'unchanged' : 'recorded';
    }
  }
  throw new Error(`digest ${did} kept moving under an event`);
}
