import { Temporal } from 'temporal-polyfill';
import { instantText } from '../domain/fuzzy-date.ts';
import { triedFrom } from '../domain/sending.ts';
import { readable } from '../domain/unreadable.ts';
import type { Stores } from '../ports.ts';
import { tickMinutes } from './run-tick.ts';

/** The first tick at or after an instant. */
export function tickAtOrAfter(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'minute', roundingIncrement: tickMinutes, roundingMode: 'ceil' });
}

/** Every tick from the first at or after `from` up to and including `to`, idle or not. */
export function ticksBetween(from: Temporal.Instant, to: Temporal.Instant): readonly Temporal.Instant[] {
  const first = tickAtOrAfter(from);
  const count = Math.floor(first.until(to, { largestUnit: 'minutes' }).minutes / tickMinutes) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => first.add({ minutes: index * tickMinutes }));
}

/** How soon a digest that could not go is looked at again. */
const retryMinutes = 60;

/**
 * The first tick strictly after `after`, and not later than `until`, that finds something to do: ticks between are idle and
 * may be left out. Null when there is none.
 */
export async function nextTick(
  { record, ledger }: Pick<Stores, 'record' | 'ledger'>,
  after: Temporal.Instant,
  until: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const found: Temporal.Instant[] = [];
  const next = after.add({ seconds: 1 });
  const notBefore = (at: string, least: Temporal.Instant) => {
    const instant = Temporal.Instant.from(at);
    return tickAtOrAfter(Temporal.Instant.compare(instant, least) < 0 ? least : instant);
  };
  for await (const { nextDueAt } of readable(record.dueSubjects(instantText(until)))) {
    if (nextDueAt !== null) found.push(notBefore(nextDueAt, next));
    break;
  }
  for await (const digest of readable(ledger.pendingDigests(instantText(until)))) {
    const from = triedFrom(digest);
    const isWaiting = from <= instantText(after);
    found.push(notBefore(from, isWaiting ? after.add({ minutes: retryMinutes }) : next));
  }
  const soonest = found.sort(Temporal.Instant.compare)[0];
  return soonest === undefined || Temporal.Instant.compare(soonest, until) > 0 ? null : soonest;
}
