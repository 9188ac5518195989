import type { Temporal } from 'temporal-polyfill';
import { instantText } from './fuzzy-date.ts';
import type { Digest } from './ledger.ts';
import { claimsOf, withNews } from './sending.ts';

/** What a person may decide about a digest that needs one (RELIABILITY 2.2). */
export type Resolution = 'drop' | 'send-again' | 'sent-after-all';

/** Whether a person can say that a digest was sent: only if a mail of it was ever handed to SES. */
export function mayBeSent(digest: Digest): boolean {
  return digest.attempt > 0;
}

/** Given up; why it needed a person stays its reason. */
function dropped(digest: Digest): Digest {
  return { ...digest, version: digest.version + 1, state: 'dropped', pending: digest.tellStop };
}

/** To be sent at the next opening of the window; where a mail may have left already, as a repeat that says so. */
function again(digest: Digest, now: Temporal.Instant): Digest {
  return {
    ...digest,
    version: digest.version + 1,
    state: 'planned',
    reason: null,
    ...{ token: null, claimedAt: null, leaseUntil: null, takes: 0 },
    // Kept even where the row has no list of them: the next attempt is counted from here.
    claims: [...claimsOf(digest)],
    notBefore: instantText(now),
    pending: true,
  };
}

/** Somebody saw it arrive: the last mail that may have. */
function sentAfterAll(digest: Digest): Digest {
  const attempt = claimsOf(digest).findLastIndex(({ told }) => told !== 'refused') + 1 || digest.attempt;
  const sent = withNews(digest, { attempt, told: 'reached', delivery: 'none', messageId: null });
  return { ...sent, version: digest.version + 1 };
}

/** The digest after a person decided about it. */
export function resolved(digest: Digest, how: Resolution, now: Temporal.Instant): Digest {
  switch (how) {
    case 'drop':
      return dropped(digest);
    case 'send-again':
      return again(digest, now);
    case 'sent-after-all':
      return sentAfterAll(digest);
    default:
      return how satisfies never;
  }
}
