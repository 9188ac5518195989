import { Temporal } from 'temporal-polyfill';
import { calendarFor, nextWorkingDay } from './calendar.ts';
import { instantText, localDay } from './fuzzy-date.ts';
import type { Digest, DroppedReason, Reminder, ReminderStep } from './ledger.ts';
import type { PlanSettings } from './plan.ts';
import { instantAt } from './reminder-policy.ts';
import { graceOf, whatWasTold } from './sending.ts';

/** Why a reminder was not sent; `given-up` where a person decided so. */
export type UnsentReason = DroppedReason | 'given-up';

/** What became of one reminder: exactly one of these (RELIABILITY 2.2, step 11). */
export type Outcome =
  | { readonly kind: 'sent' | 'pending' | 'needs-human' | 'adrift' }
  | { readonly kind: 'dropped'; readonly reason: UnsentReason };

/**
 * A reminder shares what became of its digest unless it left alone. What a mail told was sent, whatever its row says. One whose
 * digest does not exist, or does not hold it, is adrift: nobody will ever send it.
 */
export function outcomeOf({ rid, dropped }: Reminder, digest: Digest | null): Outcome {
  const isTold = digest?.state === 'sent' && whatWasTold(digest).told.includes(rid);
  if (dropped !== null && !isTold) return { kind: 'dropped', reason: dropped };
  if (digest === null || !digest.rids.includes(rid)) return { kind: 'adrift' };
  switch (digest.state) {
    case 'planned':
    case 'claimed':
      return { kind: 'pending' };
    case 'needs-human':
      return { kind: 'needs-human' };
    case 'sent': {
      const untold = whatWasTold(digest).untold.find((one) => one.rid === rid);
      return untold === undefined ? { kind: 'sent' } : { kind: 'dropped', reason: untold.reason };
    }
    case 'dropped':
      return { kind: 'dropped', reason: asDropped(digest) };
    default:
      return digest.state satisfies never;
  }
}

/** A digest that a person gave up still says why it needed one. */
function asDropped({ reason }: Digest): UnsentReason {
  switch (reason) {
    case null:
    case 'unknown':
    case 'feed-not-proved':
    case 'rejected':
    case 'poison':
      return 'given-up';
    default:
      return reason;
  }
}

/** planned = sent + pending + needsHuman + dropped + lost, by the local day the step was planned for. */
export type AuditedDay = {
  readonly day: string;
  readonly planned: number;
  readonly sent: number;
  readonly pending: number;
  readonly needsHuman: number;
  readonly dropped: Readonly<Partial<Record<UnsentReason, number>>>;
  /** Owed, and without a row that says what became of it: must be none. */
  readonly lost: number;
};

/** Adds up per local day; `lost` are the instants of what has no outcome. */
export function daysOf(
  outcomes: readonly { readonly plannedAt: string; readonly outcome: Outcome }[],
  lost: readonly string[],
  zone: string,
): readonly AuditedDay[] {
  const on = (at: string): string => localDay(Temporal.Instant.from(at), zone);
  const days = [...new Set([...outcomes.map(({ plannedAt }) => on(plannedAt)), ...lost.map(on)])].sort();
  return days.map((day) => {
    const found = outcomes.filter(({ plannedAt }) => on(plannedAt) === day).map(({ outcome }) => outcome);
    const count = (kind: Outcome['kind']): number => found.filter((one) => one.kind === kind).length;
    const missing = lost.filter((at) => on(at) === day).length + count('adrift');
    const dropped: Partial<Record<UnsentReason, number>> = {};
    for (const one of found) if (one.kind === 'dropped') dropped[one.reason] = (dropped[one.reason] ?? 0) + 1;
    const known = { sent: count('sent'), pending: count('pending'), needsHuman: count('needs-human'), dropped, lost: missing };
    return { day, planned: found.length - count('adrift') + missing, ...known };
  });
}

/** How long after its time a digest may still be on its way, in working hours of its day. */
const hurryHours = 2;

/** The close of the sending window on the working day after an instant's own. */
function workingDayLater(at: string, settings: PlanSettings): string {
  const calendar = calendarFor(settings.country, settings.region);
  const next = nextWorkingDay(localDay(Temporal.Instant.from(at), settings.zone), calendar);
  return instantAt(next, settings.reminderPolicy.window.closes, settings.zone);
}

/** What decides whether a pending reminder is late. */
export type Waiting = {
  readonly reminder: Pick<Reminder, 'plannedAt'>;
  readonly digest: Digest;
  /** Of everything the digest holds. */
  readonly steps: readonly ReminderStep[];
  readonly settings: PlanSettings;
  /** Its recipient asked for one mail a week. */
  readonly isWeekly: boolean;
};

/**
 * Has a pending reminder waited more than a working day past its time? A planned one by the day of its step, whatever days
 * its digest was handed on to, and in a weekly mail by the day of that; one that was claimed by its claim, past its grace.
 */
export function isStuck({ reminder, digest, steps, settings, isWeekly }: Waiting, now: string): boolean {
  if (digest.state === 'planned') {
    const hurried = instantText(Temporal.Instant.from(digest.notBefore).add({ hours: hurryHours }));
    return hurried <= now && workingDayLater(isWeekly ? digest.notBefore : reminder.plannedAt, settings) <= now;
  }
  if (digest.state !== 'claimed' || digest.claimedAt === null) return false;
  const graceOver = instantText(Temporal.Instant.from(digest.claimedAt).add({ minutes: graceOf(steps) }));
  return graceOver <= now && workingDayLater(digest.claimedAt, settings) <= now;
}

/** Something an audit found that somebody must look at; ids only. */
export type Finding =
  /** It should have been planned, and the Ledger has no row about it. */
  | {
      readonly kind: 'lost';
      readonly planId: string;
      readonly subjectId: string;
      readonly step: ReminderStep;
      readonly effectiveDate: string;
      readonly plannedAt: string;
    }
  /** Its row points to a digest that does not exist or does not hold it. */
  | { readonly kind: 'adrift'; readonly planId: string; readonly rid: string; readonly did: string | null }
  /** Planned or claimed, and more than a working day past its time. */
  | { readonly kind: 'stuck'; readonly planId: string; readonly did: string; readonly state: 'planned' | 'claimed' }
  | { readonly kind: 'needs-human'; readonly did: string; readonly reason: Digest['reason'] }
  /** Sent, and the Record does not say that the ministry was asked. */
  | { readonly kind: 'ask-missing'; readonly planId: string; readonly subjectId: string; readonly rid: string }
  /** The Record says that the ministry was asked, and no mail was sent. */
  | { readonly kind: 'ask-unfounded'; readonly planId: string; readonly subjectId: string; readonly rid: string }
  /** A plan, or something of it, that cannot be read: nothing of it is planned or audited. */
  | { readonly kind: 'unreadable'; readonly planId: string }
  /** A plan whose audit failed in another way, by the name of the error: it may pass by itself. */
  | { readonly kind: 'not-audited'; readonly planId: string; readonly error: string }
  /** A row among those that wait for a person. */
  | { readonly kind: 'unreadable-row'; readonly key: string }
  /** Ticks one after the other that never ran: the first and the last of them, and how many. */
  | { readonly kind: 'tick-missing'; readonly from: string; readonly to: string; readonly count: number }
  /** Its mail is on and no point of contact can be reached: nobody hears what nobody answers, and nobody can sign in to mend it. */
  | { readonly kind: 'plan-unreached'; readonly planId: string }
  /** Plans have their mail on, and the switch of the whole installation lets none go. */
  | { readonly kind: 'gate-shut' }
  | { readonly kind: 'breaker-open' };
