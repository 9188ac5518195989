import * as z from 'zod';
import { type Digest, digestKey } from './ledger.ts';

/** What SES tells about a mail, as far as it concerns us. Fields it adds are let through. */
export const mailEvent = z.looseObject({
  eventType: z.string().max(60),
  mail: z.looseObject({
    messageId: z.string().max(200),
    timestamp: z.string().max(40),
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

/** Events that can only follow an accepted mail. */
const proofs: readonly string[] = ['Send', 'DeliveryDelay', 'Delivery', 'Bounce', 'Complaint'];
/** SES took the mail and then refused its content: nothing was tried. */
const refusals: readonly string[] = ['Reject', 'Rendering Failure'];

const ladder: readonly Digest['delivery'][] = ['none', 'delivered', 'bounced', 'complained'];

/** Is this a hard bounce? Transient and undetermined ones are noted and suppress nobody. */
export function isPermanentBounce({ eventType, bounce }: MailEvent): boolean {
  return eventType === 'Bounce' && bounce?.bounceType === 'Permanent';
}

function rungOf(event: MailEvent): Digest['delivery'] {
  if (event.eventType === 'Complaint') return 'complained';
  if (isPermanentBounce(event)) return 'bounced';
  return event.eventType === 'Delivery' ? 'delivered' : 'none';
}

/**
 * A digest after an event about it; the very same one when the event says nothing new. In whatever order and however often
 * events come, they lead to the same digest: `delivery` only climbs, and acceptance once proved is not taken back.
 */
export function afterEvent(digest: Digest, event: MailEvent): Digest {
  const { eventType, mail } = event;
  const rung = rungOf(event);
  const delivery = ladder.indexOf(rung) > ladder.indexOf(digest.delivery) ? rung : digest.delivery;
  if (refusals.includes(eventType)) {
    const isTold = digest.state === 'needs-human' && digest.reason === 'rejected';
    if (isTold || digest.delivery !== 'none' || digest.state === 'dropped') return digest;
    return { ...digest, state: 'needs-human', reason: 'rejected', pending: false, acceptedOn: null };
  }
  if (!proofs.includes(eventType)) return digest;
  // Only news from the receiving side proves that a refused content went out after all.
  const isRefused = digest.state === 'needs-human' && digest.reason === 'rejected' && rung === 'none';
  const isProof = digest.state !== 'sent' && digest.state !== 'dropped' && !isRefused;
  const isKnown = digest.messageIds.includes(mail.messageId) || digest.messageIds.length >= 4;
  if (!isProof && isKnown && delivery === digest.delivery) return digest;
  return {
    ...digest,
    ...(isProof ? { state: 'sent', reason: null, acceptedOn: digest.localDate, pending: true } : {}),
    delivery,
    messageIds: isKnown ? digest.messageIds : [...digest.messageIds, mail.messageId].sort(),
  };
}
