import type { Temporal } from 'temporal-polyfill';
import { instantText } from '../domain/fuzzy-date.ts';
import { type Digest, digestId } from '../domain/ledger.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { hoursOfMail } from '../domain/sending-hours.ts';
import type { LedgerStore } from '../ports.ts';
import { plansOf } from '../showing/mails/digest-content.ts';
import { addUp, type JobAccount, nothingDone, skippedOne } from './account.ts';
import { dayAfter, fitting, inSharedHours, type SendingDay, sendingDay, withReminders } from './place-reminders.ts';
import type { DigestReading } from './read-digest.ts';

/** How many full or finished days are passed over before it is a fault. */
const attempts = 60;

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
  const ended: Digest = { ...from, version: from.version + 1, state: 'dropped', reason: 'empty', pending: false };
  const reminders = reading.lines.map(({ reminder }) => reminder);
  const rids = reminders.map(({ rid }) => rid);
  const settings = reading.lines[0]?.plan.settings;
  if (settings === undefined) {
    return { to: null, account: (await ledger.endDigest(ended, reading.drops)) ? account : nothingDone };
  }
  let day: SendingDay = sendingDay(instantText(now), settings);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const existing = await ledger.digest(digestId(from.recipientId, day.localDate));
    const hasRoom = (await fitting(ledger, existing, reminders)).length === reminders.length;
    if (!hasRoom || existing?.did === from.did) {
      day = dayAfter(day, settings);
      continue;
    }
    const to = withReminders(existing, from.recipientId, inSharedHours(day, [settings, ...others]), rids, now);
    if (await ledger.handOver(ended, to, rids, reading.drops)) return { to, account };
    const moved = await ledger.digest(from.did);
    if (moved?.version !== from.version) return { to: null, account: nothingDone };
  }
  throw new Error(`no digest could take over from ${from.did}`);
}

/** Is the day of a digest over, by the hours of the plans it speaks of? True also when nothing in it holds any more. */
export function isDayOver(from: Digest, reading: DigestReading, now: Temporal.Instant): boolean {
  const plans = plansOf(reading.lines).map(({ settings }) => settings);
  const [first] = plans;
  if (first === undefined) return true;
  const hours = hoursOfMail(from.localDate, plans);
  return hours === null ? sendingDay(instantText(now), first).localDate > from.localDate : hours.closes <= instantText(now);
}
