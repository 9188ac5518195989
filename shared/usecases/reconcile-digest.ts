import type { Temporal } from 'temporal-polyfill';
import type { Digest } from '../domain/ledger.ts';
import { mayBePastGrace, verdictOn } from '../domain/sending.ts';
import type { LedgerStore } from '../ports.ts';
import { failedOne, type JobAccount, nothingDone } from './account.ts';
import { knownReminders } from './known-reminders.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/** What to do now about a digest that is claimed; reads only what that depends on. */
export async function judgeClaim(
  ledger: Pick<LedgerStore, 'reminders' | 'feedSeenAt'>,
  digest: Digest,
  now: Temporal.Instant,
): Promise<ReturnType<typeof verdictOn>> {
  if (!mayBePastGrace(digest, now)) return 'wait';
  const [{ known }, feedSeenAt] = await Promise.all([
    knownReminders(ledger, digest.rids),
    unlessUnreadable(() => ledger.feedSeenAt()),
  ]);
  const steps = [...known.values()].filter(({ dropped }) => dropped === null).map(({ step }) => step);
  // A proof that cannot be read is none.
  return verdictOn(digest, steps, feedSeenAt === 'unreadable' ? null : feedSeenAt, now);
}

/** Leaves a digest to a person; a late event may still say that it was sent. False when it moved meanwhile. */
export function leaveToPerson(
  ledger: Pick<LedgerStore, 'saveDigest'>,
  digest: Digest,
  reason: 'unknown' | 'feed-not-proved' | 'rejected' | 'poison',
  change: Partial<Digest> = {},
): Promise<boolean> {
  const version = digest.version + 1;
  return ledger.saveDigest({ ...digest, ...change, version, state: 'needs-human', reason, pending: digest.tellStop }, []);
}

/**
 * Looks at a digest that was claimed and not heard of since (RELIABILITY 2.2, step 10).
 * @returns whether to send it again, and what was decided otherwise
 */
export async function reconcileDigest(
  ledger: LedgerStore,
  digest: Digest,
  now: Temporal.Instant,
): Promise<{ readonly isReady: boolean; readonly account: JobAccount }> {
  const verdict = await judgeClaim(ledger, digest, now);
  if (verdict === 'send-again' || verdict === 'wait') return { isReady: verdict === 'send-again', account: nothingDone };
  const isLeft = await leaveToPerson(ledger, digest, verdict);
  return { isReady: false, account: isLeft ? failedOne(digest.did, verdict) : nothingDone };
}
