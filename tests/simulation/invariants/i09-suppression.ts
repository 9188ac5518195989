import { textOf } from '../clock.ts';
import { type Checker, contactIn, digestIn } from '../history.ts';

/** I9: once a bounce, complaint, unsubscribe or pause is committed, no digest for that person is claimed. */
export const suppression: Checker = ({ claims, skew }) =>
  claims.flatMap(({ rows, did, at }) => {
    const recipientId = digestIn(rows, did)?.recipientId ?? '';
    const contact = contactIn(rows, recipientId);
    const isPaused = contact?.pausedUntil != null && contact.pausedUntil > textOf(at + skew + 60_000);
    const reason =
      contact === null ? 'unknown' : contact.suppressed !== null ? contact.suppressed.reason : isPaused ? 'paused' : null;
    if (reason === null) return [];
    return [
      { invariant: 'I9', told: `digest ${did.slice(0, 6)} was claimed at ${textOf(at)} for ${recipientId}, who is ${reason}` },
    ];
  });
