import type { Digest, Reminder } from './ledger.ts';
import type { NewReminder } from './reminder-plan.ts';

/** Was a digest surely never handed to the mail service? */
function isNeverClaimed({ attempt, claims, state }: Digest): boolean {
  return attempt === 0 && claims.length === 0 && (state === 'planned' || state === 'dropped');
}

/**
 * How a reminder that is to be told now, and has a row already, is planned again (RELIABILITY 2.2): `in-place`, in the digest
 * that still waits with it; `anew`, in the next one. Null where the row stands: it was dropped for another reason than that
 * its date had moved away, may have been told, or waits as it should.
 */
export function takenUpAgain(planned: NewReminder, row: Reminder, digest: Digest | null): 'in-place' | 'anew' | null {
  const isHeld = digest?.rids.includes(row.rid) === true;
  const isWaiting = isHeld && digest.state === 'planned' && isNeverClaimed(digest);
  if (row.dropped === null) return isWaiting && row.plannedAt < planned.plannedAt ? 'in-place' : null;
  // A date that moves again is told by a notice of its own.
  if (row.dropped !== 'superseded' || row.step.startsWith('deadline-changed-')) return null;
  if (isWaiting) return 'in-place';
  return isHeld && !isNeverClaimed(digest) ? null : 'anew';
}

/**
 * The digest of a day that ended empty, before anything of it was ever handed to the mail service: it may carry what is taken
 * up again on that same day. Any other digest stays as it is.
 */
export function reopened(digest: Digest | null): Digest | null {
  if (digest === null || digest.state !== 'dropped' || digest.reason !== 'empty' || !isNeverClaimed(digest)) return digest;
  return { ...digest, state: 'planned', reason: null, rids: [], takes: 0, pending: true };
}
