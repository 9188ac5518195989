import type { Temporal } from 'temporal-polyfill';
import type { Digest } from '../domain/ledger.ts';
import { planStopNotices } from '../domain/stop-notices.ts';
import type { Stores } from '../ports.ts';
import { addUp, type JobAccount, nothingDone } from './account.ts';
import { placePlanned } from './place-planned.ts';

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
  const assignments = await people.assignmentsOf(digest.recipientId);
  const accounts: JobAccount[] = [];
  const placed: Digest[] = [];
  let isLeft = false;
  for (const planId of [...new Set(assignments.map((one) => one.planId))].sort()) {
    const plan = await record.plan(planId);
    if (plan === null) continue;
    const planned = planStopNotices(plan.state, await people.peopleOf(planId), now, restoreFloor);
    const written = await placePlanned(stores, plan.state.settings, planned, now);
    accounts.push(written.account);
    placed.push(...written.digests);
    isLeft ||= written.left.size > 0;
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
