import type { Temporal } from 'temporal-polyfill';
import { remindersAtOnce } from '../domain/claim-size.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Digest } from '../domain/ledger.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { hoursOfMail } from '../domain/sending-hours.ts';
import type { Drop, LedgerStore, Stores } from '../ports.ts';
import { plansOf } from '../showing/mails/digest-content.ts';
import { addUp, failedOne, type JobAccount, nothingDone, skippedOne } from './account.ts';
import { otherMailingPlans } from './mailing-plans.ts';
import { dayAfter, digestOn, fitting, inSharedHours, type SendingDay, sendingDay, withReminders } from './place-reminders.ts';
import { type DigestReading, type Placeable, whyUntellable } from './read-digest.ts';

/** How many full or finished days are passed over before it is a fault. */
const attempts = 60;

/** What no longer holds goes with the reminders that move; of more than this, before them. */
const mostDrops = 40;

/** What leaves a digest, and the hours of whose plans decide when it goes on. */
type Moving = {
  readonly reminders: readonly Placeable[];
  readonly drops: readonly Drop[];
  readonly settings: PlanSettings;
  readonly others: readonly PlanSettings[];
  /** Of the digest they leave. */
  readonly becomes: Partial<Pick<Digest, 'state' | 'reason' | 'pending' | 'rids'>>;
};

/**
 * Moves reminders into the digest of the first day that can take them: as many at a time as one transaction holds, so that a crash
 * leaves each in one of the two digests. The last of them writes what becomes of the digest they leave.
 * @returns both; null when the one they leave moved meanwhile
 */
async function handOn(
  ledger: LedgerStore,
  from: Digest,
  { reminders, drops, settings, others, becomes }: Moving,
  now: Temporal.Instant,
): Promise<{ readonly from: Digest; readonly to: Digest } | null> {
  let day: SendingDay = sendingDay(instantText(now), settings);
  let [left, waiting] = [from, reminders];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const existing = await digestOn(ledger, from.recipientId, day);
    const hasRoom = existing !== 'unreadable' && (await fitting(ledger, existing, waiting)).length === waiting.length;
    if (!hasRoom || existing?.did === from.did) {
      day = dayAfter(day, settings);
      continue;
    }
    const rids = waiting.slice(0, remindersAtOnce - drops.length).map(({ rid }) => rid);
    const isLast = rids.length === waiting.length;
    const to = withReminders(existing, from.recipientId, inSharedHours(day, [settings, ...others]), rids, now);
    const next = { ...left, version: left.version + 1, rids: without(left, rids), ...(isLast ? becomes : {}) };
    if (await ledger.handOver(next, to, rids, isLast ? drops : [])) {
      if (isLast) return { from: next, to };
      waiting = waiting.slice(rids.length);
      left = next;
    } else if ((await ledger.digest(from.did))?.version !== left.version) return null;
  }
  throw new Error(`no digest could take over from ${from.did}`);
}

const without = ({ rids }: Digest, gone: readonly string[]): string[] => rids.filter((rid) => !gone.includes(rid));

/**
 * Writes what of a planned digest no longer holds where a claim, an end or a handing over has no room for it, and leaves the rest to
 * that.
 * @returns the digest as it is then; null when it moved meanwhile
 */
export async function dropBeforehand(ledger: LedgerStore, digest: Digest, drops: readonly Drop[]): Promise<Digest | null> {
  let current = digest;
  for (let first = 0; first < drops.length; first += remindersAtOnce) {
    const next = { ...current, version: current.version + 1 };
    if (!(await ledger.endDigest(next, drops.slice(first, first + remindersAtOnce)))) return null;
    current = next;
  }
  return current;
}

/**
 * Takes out of a planned digest what cannot be told, so that the mail of the rest can leave: the next day that can take it tells it.
 * @returns the digest as it is then; null when it moved meanwhile
 */
export async function handOnUntellable(
  stores: Stores,
  digest: Digest,
  { lines, untellable }: Pick<DigestReading, 'lines' | 'untellable'>,
  now: Temporal.Instant,
): Promise<Digest | null> {
  const settings = lines[0]?.plan.settings;
  if (settings === undefined) return null;
  const others = await otherMailingPlans(stores, digest.recipientId, settings, now);
  const moving = { reminders: untellable, drops: [], settings, others, becomes: {} };
  const moved = await handOn(stores.ledger, digest, moving, now);
  return moved?.from ?? null;
}

/**
 * A digest still planned when its day is over hands what still holds to the next day that can take it, and ends as
 * dropped(empty): two digests never meet on one day (RELIABILITY 2.2, step 3). `others`: the other plans that mail this person.
 * @returns the digest that holds the reminders now, or null when nothing was left
 */
export async function handOverDigest(
  ledger: LedgerStore,
  from: Digest,
  reading: DigestReading,
  now: Temporal.Instant,
  others: readonly PlanSettings[] = [],
): Promise<{ readonly to: Digest | null; readonly account: JobAccount }> {
  const account = addUp(reading.drops.map(({ rid, reason }) => skippedOne(rid, reason)));
  const settings = reading.lines[0]?.plan.settings;
  // Whose hours and days it would keep to is not known: it stays where it is until something of it can be told.
  if (settings === undefined && reading.untellable.length > 0) {
    return { to: null, account: failedOne(from.did, whyUntellable(reading.untellable)) };
  }
  const isMuch = reading.drops.length > mostDrops;
  const current = isMuch ? await dropBeforehand(ledger, from, reading.drops) : from;
  if (current === null) return { to: null, account: nothingDone };
  const drops = isMuch ? [] : reading.drops;
  const becomes: Moving['becomes'] = { state: 'dropped', reason: 'empty', pending: false, rids: from.rids };
  if (settings === undefined) {
    const ended: Digest = { ...current, ...becomes, version: current.version + 1 };
    return { to: null, account: (await ledger.endDigest(ended, drops)) ? account : nothingDone };
  }
  const reminders = [...reading.lines.map(({ reminder }) => reminder), ...reading.untellable];
  const moved = await handOn(ledger, current, { reminders, drops, settings, others, becomes }, now);
  return { to: moved?.to ?? null, account: moved === null ? nothingDone : account };
}

/** Is the day of a digest over, by the hours of the plans it speaks of? True also when nothing in it holds any more. */
export function isDayOver(from: Digest, reading: DigestReading, now: Temporal.Instant): boolean {
  const plans = plansOf(reading.lines).map(({ settings }) => settings);
  const [first] = plans;
  if (first === undefined) return true;
  const hours = hoursOfMail(from.localDate, plans);
  return hours === null ? sendingDay(instantText(now), first).localDate > from.localDate : hours.closes <= instantText(now);
}
