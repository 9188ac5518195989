import { Temporal } from 'temporal-polyfill';
import { calendarFor, nextWorkingDay } from '../domain/calendar.ts';
import { checkedFor, digestLimits, remindersAtOnce } from '../domain/claim-size.ts';
import { instantText, localDay } from '../domain/fuzzy-date.ts';
import { type Digest, digestId, type Reminder } from '../domain/ledger.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { expiryFrom, type NewReminder, urgencyOf } from '../domain/reminder-plan.ts';
import { nextSending, plannedOn } from '../domain/reminder-policy.ts';
import { sharedHours } from '../domain/sending-hours.ts';
import { reopened } from '../domain/taken-up-again.ts';
import type { LedgerStore } from '../ports.ts';
import { knownReminders } from './known-reminders.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/** How many days with a full or finished digest, and lost races, are passed over before it is a fault. */
const attempts = 60;

/** A local day on which a digest may be sent, and from when on; `shared`: when the last of several plans has planned its steps. */
export type SendingDay = { readonly localDate: string; readonly notBefore: string; readonly shared?: string };

/** The first day on which mail may still leave at or after an instant. */
export function sendingDay(at: string, settings: PlanSettings): SendingDay {
  const notBefore = nextSending(at, settings, calendarFor(settings.country, settings.region));
  return { localDate: localDay(Temporal.Instant.from(notBefore), settings.zone), notBefore };
}

/**
 * A sending day of somebody whom all these plans mail, the first of them now: not before the last of them has planned its steps,
 * so that they leave in the one mail of the day. As it is where the plans share no hours then.
 */
export function inSharedHours(day: SendingDay, plans: readonly PlanSettings[]): SendingDay {
  const hours = plans.length < 2 ? null : sharedHours(day.localDate, plans);
  if (hours === null || hours.closes <= day.notBefore) return day;
  return { ...day, notBefore: laterOf(day.notBefore, hours.planned), shared: hours.planned };
}

const laterOf = (one: string, other: string): string => (one < other ? other : one);

/** The working day after a sending day. */
export function dayAfter({ localDate }: SendingDay, settings: PlanSettings): SendingDay {
  const next = nextWorkingDay(localDate, calendarFor(settings.country, settings.region));
  return { localDate: next, notBefore: plannedOn(next, settings) };
}

/** The digest of a day with more reminders, at the version to be written; a fresh one where the day has none. */
export function withReminders(
  existing: Digest | null,
  recipientId: string,
  { localDate, notBefore, shared = '' }: SendingDay,
  rids: readonly string[],
  now: Temporal.Instant,
): Digest {
  if (existing !== null) {
    const added = rids.filter((rid) => !existing.rids.includes(rid));
    return {
      ...existing,
      version: existing.version + 1,
      rids: [...existing.rids, ...added],
      notBefore: laterOf(existing.notBefore, shared),
      // As long as any of its reminders.
      expiresAt: laterOf(existing.expiresAt, expiryFrom(now)),
    };
  }
  return {
    ...{ did: digestId(recipientId, localDate), recipientId, localDate, notBefore, rids: [...rids] },
    ...{ version: 1, state: 'planned', reason: null, delivery: 'none', pending: true },
    ...{ token: null, claimedAt: null, leaseUntil: null, attempt: 0, takes: 0 },
    ...{ messageIds: [], contentHash: null, claims: [], withheld: [], acceptedOn: null, tellStop: false },
    expiresAt: expiryFrom(now),
  };
}

/**
 * The first of these reminders that still fit into a digest (null for a fresh one), so that one claim can check them all.
 * Nothing joins one that may have been sent already.
 */
export async function fitting<One extends Pick<Reminder, 'rid' | 'planId' | 'subjectId'>>(
  ledger: Pick<LedgerStore, 'reminders'>,
  existing: Digest | null,
  waiting: readonly One[],
): Promise<readonly One[]> {
  if (existing !== null && (existing.state !== 'planned' || existing.attempt > 0)) return [];
  const rids = existing?.rids ?? [];
  const { known: held } = await knownReminders(ledger, rids);
  const plans = new Set([...held.values()].map(({ planId }) => planId));
  const checked = new Set([...held.values()].filter(({ dropped }) => dropped === null).map(checkedFor));
  const taken: One[] = [];
  for (const one of waiting) {
    if (taken.length + rids.length >= digestLimits.reminders) break;
    if (!plans.has(one.planId) && plans.size >= digestLimits.plans) continue;
    if (!checked.has(checkedFor(one)) && checked.size >= digestLimits.subjects) continue;
    plans.add(one.planId);
    checked.add(checkedFor(one));
    taken.push(one);
  }
  return taken;
}

/** The digest of a person's day; one that cannot be read holds nothing more, and the next day is taken. */
export function digestOn(
  ledger: Pick<LedgerStore, 'digest'>,
  recipientId: string,
  { localDate }: Pick<SendingDay, 'localDate'>,
): Promise<Digest | null | 'unreadable'> {
  return unlessUnreadable(() => ledger.digest(digestId(recipientId, localDate)));
}

/**
 * Puts one person's reminders into the digest of the first day that can still take them: most urgent first, the rest on
 * the next working day. The first day is that of the steps, or the one they are held until. Another tick doing the same at
 * the same time loses or wins; the reminders end in one digest. Those that are taken up again have their rows in `asRead`,
 * and may go into a digest of the day that ended empty. `others`: the other plans that mail this person.
 * @returns the digests that hold them
 */
export async function placeReminders(
  ledger: LedgerStore,
  recipientId: string,
  settings: PlanSettings,
  reminders: readonly NewReminder[],
  now: Temporal.Instant,
  heldUntil: string | null = null,
  asRead: ReadonlyMap<string, Reminder> = new Map(),
  others: readonly PlanSettings[] = [],
): Promise<readonly Digest[]> {
  const placed = new Map<string, Digest>();
  let waiting = [...reminders].sort((a, b) => urgencyOf(a.step) - urgencyOf(b.step) || (a.plannedAt < b.plannedAt ? -1 : 1));
  let day = firstDay(heldUntil === null ? waiting.map(({ plannedAt }) => plannedAt) : [heldUntil], settings, now);
  for (let attempt = 0; attempt < attempts && waiting.length > 0; attempt += 1) {
    const stored = await digestOn(ledger, recipientId, day);
    const existing = asRead.size > 0 && stored !== 'unreadable' ? reopened(stored) : stored;
    const chosen = existing === 'unreadable' ? [] : (await fitting(ledger, existing, waiting)).slice(0, remindersAtOnce);
    if (existing === 'unreadable' || chosen.length === 0) {
      day = dayAfter(day, settings);
      continue;
    }
    const rids = chosen.map(({ rid }) => rid);
    const digest = withReminders(existing, recipientId, inSharedHours(day, [settings, ...others]), rids, now);
    if (
      await ledger.saveDigest(
        digest,
        chosen.map((one) => ({ ...one, did: digest.did })),
        asRead,
      )
    ) {
      placed.set(digest.did, digest);
      waiting = waiting.filter(({ rid }) => !rids.includes(rid));
    } else {
      const { known, unreadRids } = await knownReminders(
        ledger,
        waiting.map(({ rid }) => rid),
      );
      waiting = waiting.filter(({ rid }) => !unreadRids.has(rid) && isAsRead(known.get(rid), asRead.get(rid)));
    }
  }
  if (waiting.length > 0) throw new Error(`no digest could take ${waiting.length} reminders of ${recipientId}`);
  return [...placed.values()];
}

/** Is a reminder still to be placed: without a row, or with the one that was read? */
function isAsRead(row: Reminder | undefined, before: Reminder | undefined): boolean {
  return row?.did === before?.did && row?.dropped === before?.dropped && row?.plannedAt === before?.plannedAt;
}

/** The day of the latest of these instants while mail can still leave on it, else the next day that is open. */
function firstDay(instants: readonly string[], settings: PlanSettings, now: Temporal.Instant): SendingDay {
  const open = sendingDay(instantText(now), settings);
  const last = [...instants].sort().at(-1);
  const planned = last === undefined ? open : sendingDay(last, settings);
  return planned.localDate < open.localDate ? open : planned;
}
