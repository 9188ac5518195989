import type { Temporal } from 'temporal-polyfill';
import type { PlanSettings } from '../domain/plan.ts';
import type { PlannedReminder } from '../domain/reminder-plan.ts';
import type { KnownPeople } from '../domain/unread-people.ts';
import type { Stores } from '../ports.ts';
import { addUp, failedOne } from './account.ts';
import { type Placed, placePlanned } from './place-planned.ts';

/**
 * Writes what was planned for everybody who can be read. What is for somebody who cannot fails alone and is left: its subjects stay
 * due, so that it is planned once they can be.
 */
export async function placeForKnown(
  stores: Stores,
  settings: PlanSettings,
  planned: readonly PlannedReminder[],
  { unreadIds }: Pick<KnownPeople, 'unreadIds'>,
  { now, hasTime }: { readonly now: Temporal.Instant; readonly hasTime?: () => boolean },
): Promise<Placed> {
  const waiting = planned.filter(({ recipientId }) => unreadIds.includes(recipientId));
  const others = waiting.length === 0 ? planned : planned.filter((one) => !waiting.includes(one));
  const placed = await placePlanned(stores, settings, others, now, hasTime);
  if (waiting.length === 0) return placed;
  const unread = [...new Set(waiting.map(({ recipientId }) => recipientId))].map((id) => failedOne(id, 'unreadable'));
  const left = new Set([...placed.left, ...waiting.map(({ subjectId }) => subjectId)]);
  return { ...placed, account: addUp([placed.account, ...unread]), left };
}
