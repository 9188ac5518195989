import type { Temporal } from 'temporal-polyfill';
import type { Digest } from '../domain/ledger.ts';
import type { PlanSettings } from '../domain/plan.ts';
import type { NewReminder, PlannedReminder } from '../domain/reminder-plan.ts';
import type { LedgerStore } from '../ports.ts';
import { addUp, failedOne, type JobAccount, skippedOne } from './account.ts';
import { placeReminders } from './place-reminders.ts';

/** What became of reminders that were planned. */
export type Placed = {
  readonly account: JobAccount;
  readonly digests: readonly Digest[];
  /** Subjects of reminders that are not in the Ledger yet: they stay due. */
  readonly left: ReadonlySet<string>;
};

function rowOf({ heldUntil: _, ...row }: PlannedReminder): NewReminder {
  return row;
}

/** One person's reminders by the day they wait for, those that wait for none first. */
function byDay(
  share: readonly PlannedReminder[],
): { readonly heldUntil: string | null; readonly rows: readonly NewReminder[] }[] {
  const days = [...new Set(share.map(({ heldUntil }) => heldUntil))].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
  return days.map((heldUntil) => ({ heldUntil, rows: share.filter((one) => one.heldUntil === heldUntil).map(rowOf) }));
}

/**
 * Writes what was planned about one plan: the dropped reminders alone, the others into each person's digest. Those the
 * Ledger knows already are decided and left as they are. A person whose reminders could not be written fails alone, and
 * without time the rest of the people are left to the next tick.
 */
export async function placePlanned(
  ledger: LedgerStore,
  settings: PlanSettings,
  planned: readonly PlannedReminder[],
  now: Temporal.Instant,
  hasTime: () => boolean = () => true,
): Promise<Placed> {
  const decided = await ledger.reminders(planned.map(({ rid }) => rid));
  const fresh = planned.filter(({ rid }) => !decided.has(rid));
  const dropped = fresh.flatMap((one) => (one.dropped === null ? [] : [{ ...rowOf(one), dropped: one.dropped }]));
  await ledger.putDropped(dropped.map((one) => ({ ...one, did: null })));
  const accounts = dropped.map(({ rid, dropped: reason }) => skippedOne(rid, reason));
  const digests: Digest[] = [];
  const left = new Set<string>();
  const living = fresh.filter((one) => one.dropped === null);
  for (const recipientId of [...new Set(living.map((one) => one.recipientId))].sort()) {
    const share = living.filter((one) => one.recipientId === recipientId);
    try {
      if (hasTime()) {
        for (const { heldUntil, rows } of byDay(share)) {
          digests.push(...(await placeReminders(ledger, recipientId, settings, rows, now, heldUntil)));
        }
        continue;
      }
      accounts.push(skippedOne(recipientId, 'no-time'));
    } catch {
      // One person's trouble must not keep the mail of the others: what it was about stays due for the next tick.
      accounts.push(failedOne(recipientId, 'error'));
    }
    for (const { subjectId } of share) left.add(subjectId);
  }
  return { account: addUp(accounts), digests, left };
}
