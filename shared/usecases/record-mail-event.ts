import { Temporal } from 'temporal-polyfill';
import type { Contact } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Digest } from '../domain/ledger.ts';
import { claimTimeOf, digestOf, isNewStop, type MailEvent, newsOf, silencing } from '../domain/mail-event.ts';
import { isDoubled, type News } from '../domain/sending.ts';
import type { LedgerStore, PeopleStore } from '../ports.ts';
import { recordNews } from './record-news.ts';

export type MailEventDeps = {
  readonly ledger: Pick<LedgerStore, 'digest' | 'saveDigest' | 'moveFeed'>;
  readonly people: Pick<PeopleStore, 'contact' | 'updateContact'>;
};

/** Writers that may come first, one after the other, before this is a fault. */
const rounds = 8;

type Suppression = NonNullable<Contact['suppressed']>;

const weight: { readonly [reason in Suppression['reason']]: number } = { unsubscribed: 1, bounced: 2, complained: 3 };

/** Which suppression stands, whatever the order they come in: the graver one, and of two alike the earlier. */
function graver(before: Contact['suppressed'], after: Suppression): Suppression {
  if (before === null || weight[after.reason] > weight[before.reason]) return after;
  return after.reason === before.reason && after.at < before.at ? after : before;
}

async function suppress(people: MailEventDeps['people'], contactId: string, event: MailEvent): Promise<void> {
  const told = event.complaint?.timestamp ?? event.bounce?.timestamp ?? event.mail.timestamp;
  const at = instantText(Temporal.Instant.from(told));
  for (let round = 0; round < rounds; round += 1) {
    const contact = await people.contact(contactId);
    const reason = contact === null ? null : silencing(event, contact.email);
    if (contact === null || reason === null) return;
    // Such as one that was kept back somewhere, from before a person let mail reach them again.
    if (contact.reachableSince !== null && at <= contact.reachableSince) return;
    const suppressed = graver(contact.suppressed, { reason, at });
    if (suppressed.reason === contact.suppressed?.reason && suppressed.at === contact.suppressed.at) return;
    if (await people.updateContact({ ...contact, suppressed, version: contact.version + 1 })) return;
  }
  throw new Error(`contact ${contactId} could not be suppressed`);
}

/** `doubled`: this event told that SES accepted a second mail of the same digest. */
export type EventOutcome = 'recorded' | 'doubled' | 'unchanged' | 'ignored';

/**
 * Takes in one SES event (RELIABILITY 2.2, step 9), however often and in whatever order events come. A hard bounce or a
 * complaint silences the contact before the digest is touched, so that no later claim can slip through; the digest then
 * waits for the tick, which tells deputy and point of contact.
 */
export async function recordMailEvent({ ledger, people }: MailEventDeps, event: MailEvent): Promise<EventOutcome> {
  const did = digestOf(event);
  const digest = did === null ? null : await ledger.digest(did);
  if (digest === null) return 'ignored';
  if (isNewStop(digest, event)) await suppress(people, digest.recipientId, event);
  const news = newsOf(event);
  const outcome = news === null ? 'unchanged' : await hear(ledger, digest, news);
  const claimedAt = claimTimeOf(digest, event);
  if (claimedAt !== null) await ledger.moveFeed(claimedAt);
  return outcome;
}

async function hear(ledger: MailEventDeps['ledger'], digest: Digest, news: News): Promise<EventOutcome> {
  const recorded = await recordNews(ledger, digest, news);
  if (recorded === null) return 'ignored';
  const { before, after } = recorded;
  if (after === before) return 'unchanged';
  return isDoubled(after) && !isDoubled(before) ? 'doubled' : 'recorded';
}
