import * as z from 'zod';
import { type Digest, digestKey } from './ledger.ts';
import { isHigher, type News } from './sending.ts';

/** What SES tells about a mail, as far as it concerns us. Fields it adds are let through. */
export const mailEvent = z.looseObject({
  eventType: z.string().max(60),
  mail: z.looseObject({
    messageId: z.string().max(200),
    timestamp: z.string().max(40),
    /** The address it was sent to. */
    destination: z.array(z.string().max(400)).optional(),
    /** Tags come as lists; they name digest and attempt, so that an event may come before our own write. */
    tags: z.record(z.string(), z.array(z.string())).optional(),
  }),
  bounce: z.looseObject({ bounceType: z.string(), timestamp: z.string().max(40) }).optional(),
  complaint: z.looseObject({ timestamp: z.string().max(40) }).optional(),
});
export type MailEvent = z.infer<typeof mailEvent>;

/** The digest an event is about, by its tag; null for other mail, a code's for instance. */
export function digestOf(event: MailEvent): string | null {
  const found = digestKey.safeParse(event.mail.tags?.['digest']?.[0]);
  return found.success ? found.data : null;
}

const attemptTag = z.coerce.number().int().min(1).max(9);

/** The attempt an event is about, by its tag; the first where it names none. */
export function attemptOf(event: MailEvent): number {
  const found = attemptTag.safeParse(event.mail.tags?.['attempt']?.[0]);
  return found.success ? found.data : 1;
}

/** SES has taken the mail in; how far it got is not said. */
const acceptances: readonly string[] = ['Send', 'DeliveryDelay'];
/** The receiving side has said something. */
const arrivals: readonly string[] = ['Delivery', 'Bounce', 'Complaint'];
/** SES took the mail and then refused its content: nothing was tried. */
const refusals: readonly string[] = ['Reject', 'Rendering Failure'];

/** Is this a hard bounce? Transient and undetermined ones are noted and suppress nobody. */
export function isPermanentBounce({ eventType, bounce }: MailEvent): boolean {
  return eventType === 'Bounce' && bounce?.bounceType === 'Permanent';
}

function rungOf(event: MailEvent): Digest['delivery'] {
  if (event.eventType === 'Complaint') return 'complained';
  if (isPermanentBounce(event)) return 'bounced';
  return event.eventType === 'Delivery' ? 'delivered' : 'none';
}

function toldBy({ eventType }: MailEvent): News['told'] | null {
  if (acceptances.includes(eventType)) return 'accepted';
  if (arrivals.includes(eventType)) return 'reached';
  return refusals.includes(eventType) ? 'refused' : null;
}

/** What an event says of the attempt it is about; null for kinds that say nothing of it, and for those we do not know. */
export function newsOf(event: MailEvent): News | null {
  const told = toldBy(event);
  if (told === null) return null;
  return { attempt: attemptOf(event), told, delivery: rungOf(event), messageId: event.mail.messageId };
}

/**
 * Does an event silence the owner of an address, and why? A hard bounce is about the address it was sent to, a complaint
 * about the person, whatever their address is by now.
 */
export function silencing(event: MailEvent, address: string): 'bounced' | 'complained' | null {
  if (event.eventType === 'Complaint') return 'complained';
  if (!isPermanentBounce(event)) return null;
  const sentTo = event.mail.destination?.[0];
  return sentTo === undefined || sentTo.toLowerCase() === address.toLowerCase() ? 'bounced' : null;
}

/** Has a digest yet to hear that mail no longer reaches its person? What was heard once silences nobody a second time. */
export function isNewStop(digest: Digest, event: MailEvent): boolean {
  return rungOf(event) !== 'none' && rungOf(event) !== 'delivered' && isHigher(rungOf(event), digest.delivery);
}

/** When the mail an event is about was claimed: proof that events of that time reach us. Null when nobody wrote it down. */
export function claimTimeOf(digest: Digest, event: MailEvent): string | null {
  const attempt = attemptOf(event);
  return digest.claims[attempt - 1]?.at ?? (attempt === digest.attempt ? digest.claimedAt : null);
}
