import { Temporal } from 'temporal-polyfill';
import { type Assignment, assignment } from '../../shared/domain/contact.ts';
import { textOf } from './clock.ts';
import type { Counters } from './counters.ts';
import { carriedBy, type History, planIn } from './history.ts';
import { contentsOf, type Rows } from './rows.ts';

/** Did a hand-on end with its last day, at midnight, and not because somebody took it back? */
function hasRunOut(rows: Rows, { planId, until }: Assignment, at: string): boolean {
  if (until === null || until > at) return false;
  const zone = planIn(rows, planId)?.settings.zone ?? 'UTC';
  return Temporal.Instant.from(until).toZonedDateTimeISO(zone).toPlainTime().toString() === '00:00:00';
}

/** Counts what only the end of a world shows: what became of hand-ons, and how often hours that plans share were looked for. */
export function countSeen({ acceptances, placings, rows, endsAt }: History, counters: Counters): void {
  const held = contentsOf(rows, 'people', 'ASSIGNMENT#plan#', assignment).filter(({ role }) => role === 'colleague');
  const colleagues = new Set(held.map(({ contactId }) => contactId));
  counters.add('placed for several plans', placings.filter(({ plans }) => plans.length > 1).length);
  if (held.length === 0) return;
  const asked = acceptances.filter(
    ({ claim }) => claim !== null && carriedBy(claim).some((one) => colleagues.has(one.recipientId)),
  );
  counters.add('asked a colleague', asked.length);
  counters.add('hand-on ran out', held.filter((one) => hasRunOut(rows, one, textOf(endsAt))).length);
}
