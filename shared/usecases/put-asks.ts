import { commitmentOf } from '../domain/identifiers.ts';
import type { Digest } from '../domain/ledger.ts';
import { isNoticeStep } from '../domain/notices.ts';
import type { Stores } from '../ports.ts';

/** Events that may come between; after that the next tick takes the digest off. */
const rounds = 3;

/**
 * Says in the Record that the role was asked, once per reminder SES accepted, and only then takes the digest off the
 * pending index (RELIABILITY 2.2, step 8). A crash between repeats it; the rid makes it idempotent. Notices, that of a
 * changed deadline among them, ask nothing.
 */
export async function putAsks({ record, ledger }: Pick<Stores, 'record' | 'ledger'>, digest: Digest): Promise<void> {
  const reminders = await ledger.reminders(digest.rids);
  for (const rid of digest.rids) {
    const one = reminders.get(rid);
    if (one === undefined || one.dropped !== null) continue;
    if (one.step.startsWith('deadline-changed-') || isNoticeStep(one.step)) continue;
    const { subjectId, step, role } = one;
    const commitmentId = commitmentOf(subjectId);
    const on = digest.acceptedOn ?? digest.localDate;
    await record.putAsk({ commitmentId, subjectId, rid, on, at: digest.claimedAt ?? digest.notBefore, step, role });
  }
  let current: Digest | null = digest;
  for (let round = 0; round < rounds && current?.pending === true; round += 1) {
    if (await ledger.saveDigest({ ...current, version: current.version + 1, pending: false }, [])) return;
    // An event climbed the delivery meanwhile: the same digest, one version on.
    current = await ledger.digest(digest.did);
  }
}
