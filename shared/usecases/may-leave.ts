import type { Temporal } from 'temporal-polyfill';
import { instantText, localDay } from '../domain/fuzzy-date.ts';
import type { Digest, Gate } from '../domain/ledger.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { triedFrom } from '../domain/sending.ts';
import { hoursOfMail } from '../domain/sending-hours.ts';
import type { Stores } from '../ports.ts';
import { type DigestReading, readDigest } from './read-digest.ts';

/** Reads what a digest is still to tell: what an earlier repeat left out stays out. */
export async function readLiving(
  stores: Stores,
  digest: Digest,
  { restoreFloor }: Pick<Gate, 'restoreFloor'>,
  now: Temporal.Instant,
): Promise<DigestReading> {
  const out = new Set(digest.withheld.map(({ rid }) => rid));
  const rids = digest.rids.filter((rid) => !out.has(rid));
  return readDigest(stores, { ...digest, rids }, restoreFloor, now);
}

/**
 * Why this digest may not leave at this instant; null when it may: at the hours of all the plans it speaks of, which are in the
 * order of its lines. A repeat belongs to no day.
 */
export function holdOf(digest: Digest, plans: readonly PlanSettings[], now: Temporal.Instant): 'day-over' | 'not-yet' | null {
  const at = instantText(now);
  const [first] = plans;
  if (first === undefined) return null;
  const today = localDay(now, first.zone);
  const isRepeat = digest.attempt > 0;
  if (!isRepeat && today > digest.localDate) return 'day-over';
  const hours = hoursOfMail(isRepeat ? today : digest.localDate, plans);
  const isOpen = hours !== null && hours.opens <= at && at < hours.closes;
  return at < triedFrom(digest) || !isOpen ? 'not-yet' : null;
}
