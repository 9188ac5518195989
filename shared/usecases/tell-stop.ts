import type { Temporal } from 'temporal-polyfill';
import type { Digest } from '../domain/ledger.ts';
import { planStopNotices } from '../domain/stop-notices.ts';
import { withStandIns } from '../domain/unread-people.ts';
import type { Stores } from '../ports.ts';
import { addUp, failedOne, type JobAccount, nothingDone } from './account.ts';
import { placeForKnown } from './place-for-known.ts';
import { failureOf } from './unless-unreadable.ts';

/** A digest after its stop was told, or as it was where that has to be tried again. */
export type ToldStop = { readonly digest: Digest; readonly placed: readonly Digest[]; readonly account: JobAccount };

/**
 * Plans the notices that mail no longer reaches the person of a digest, in every plan they have a role in, and only then
 * takes the mark off (RELIABILITY F7). A crash between repeats it; the rid makes it idempotent.
 */
export async function tellStop(
  stores: Stores,
  digest: Digest,
  restoreFloor: string | null,
  now: Temporal.Instant,
): Promise<ToldStop> {
  const { record, people, ledger } = stores;
  const { assignments, unreadableIn } = await people.readableAssignmentsOf(digest.recipientId);
  const accounts: JobAccount[] = [];
  const placed: Digest[] = [];
  let isLeft = false;
  for (const planId of [...new Set([...assignments.map((one) => one.planId), ...unreadableIn])].sort()) {
    try {
      const plan = await record.plan(planId);
      if (plan === null) continue;
      const known = await people.readablePeopleOf(planId);
      const planned = planStopNotices(plan.state, withStandIns(known), now, restoreFloor);
      const written = await placeForKnown(stores, plan.state.settings, planned, known, { now });
      accounts.push(written.account);
      placed.push(...written.digests);
      isLeft ||= written.left.size > 0;
    } catch (error) {
      // The other plans are told all the same; this one is tried again as long as the mark stands.
      accounts.push(failedOne(planId, failureOf(error)));
      isLeft = true;
    }
  }
  if (isLeft) return { digest, placed, account: addUp(accounts) };
  const told: Digest = { ...digest, version: digest.version + 1, tellStop: false, pending: isWorkLeft(digest) };
  // Where the digest moved meanwhile the next tick does this again.
  const isTold = await ledger.saveDigest(told, []);
  return { digest: isTold ? told : digest, placed, account: accounts.length === 0 ? nothingDone : addUp(accounts) };
}

/** Whether a digest needs work besides: asks may have to be written, a mail to be sent. */
function isWorkLeft({ state }: Digest): boolean {
  return state === 'sent' || state === 'planned' || state === 'claimed';
}
