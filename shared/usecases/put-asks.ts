import { commitmentOf } from '../domain/identifiers.ts';
import { asksNothing, type Digest } from '../domain/ledger.ts';
import { acceptedClaim, whatWasTold } from '../domain/sending.ts';
import type { Stores } from '../ports.ts';

/** Events that may come between; after that the next tick takes the digest off. */
const rounds = 3;

/**
 * Says in the Record that the role was asked, once per reminder SES accepted, and only then takes the digest off the
 * pending index (RELIABILITY 2.2, step 8). A crash between repeats it; the rid makes it idempotent. Notices, that of a
 * changed deadline among them, ask nothing, and neither does what only a mail that was never accepted told.
 */
export async function putAsks({ record, ledger }: Pick<Stores, 'record' | 'ledger'>, digest: Digest): Promise<void> {
  const { told, untold } = whatWasTold(digest);
  const reminders = await ledger.reminders(digest.rids);
  await ledger.dropReminders(untold.filter(({ rid }) => reminders.get(rid)?.dropped === null));
  const at = acceptedClaim(digest)?.at ?? digest.claimedAt ?? digest.notBefore;
  const on = digest.acceptedOn ?? digest.localDate;
  for (const rid of told) {
    const one = reminders.get(rid);
    if (one === undefined) continue;
    // Such as one left out of a repeat and dropped for it, before the mail that told it proved to have gone out after all.
    if (one.dropped !== null) await ledger.dropReminders([{ rid, reason: null }]);
    if (asksNothing(one.step)) continue;
    const { subjectId, step, role } = one;
    await record.putAsk({ commitmentId: commitmentOf(subjectId), subjectId, rid, on, at, step, role });
  }
  let current: Digest | null = digest;
  // What has yet to be told of a stop keeps it in the index: the tick does that.
  for (let round = 0; round < rounds && current?.pending === true && !current.tellStop; round += 1) {
    if (whatWasTold(current).told.length !== told.length) return;
    if (await ledger.saveDigest({ ...current, version: current.version + 1, pending: false }, [])) return;
    // An event climbed the delivery meanwhile: the same digest, one version on.
    current = await ledger.digest(digest.did);
  }
}
