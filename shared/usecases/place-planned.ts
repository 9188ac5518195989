import type { Temporal } from 'temporal-polyfill';
import { remindersAtOnce } from '../domain/claim-size.ts';
import type { Digest, Reminder } from '../domain/ledger.ts';
import type { PlanSettings } from '../domain/plan.ts';
import type { NewReminder, PlannedReminder } from '../domain/reminder-plan.ts';
import { takenUpAgain } from '../domain/taken-up-again.ts';
import { UnreadableError } from '../domain/unreadable.ts';
import type { LedgerStore, Stores } from '../ports.ts';
import { addUp, failedOne, type JobAccount, skippedOne } from './account.ts';
import { knownReminders } from './known-reminders.ts';
import { otherMailingPlans } from './mailing-plans.ts';
import { placeReminders } from './place-reminders.ts';
import { failureOf } from './unless-unreadable.ts';

/** What became of reminders that were planned. */
export type Placed = {
  readonly account: JobAccount;
  readonly digests: readonly Digest[];
  /** Subjects of reminders that are not in the Ledger yet: they stay due. */
  readonly left: ReadonlySet<string>;
  /** False where a digest may have been written that is not among `digests`. */
  readonly isWhole: boolean;
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

/** What is to be told now though the Ledger has a row about it, because its date moved away and is back. */
type Again = {
  /** To be placed like new ones. */
  readonly anew: readonly PlannedReminder[];
  readonly asRead: ReadonlyMap<string, Reminder>;
  /** To be told in the digest that still waits, with the row that was read. */
  readonly inPlace: readonly { readonly planned: PlannedReminder; readonly row: Reminder; readonly digest: Digest }[];
};

async function readAgain(
  ledger: LedgerStore,
  planned: readonly PlannedReminder[],
  decided: ReadonlyMap<string, Reminder>,
): Promise<Again> {
  const known = planned.flatMap((one) => {
    const row = one.dropped === null ? decided.get(one.rid) : undefined;
    return row === undefined || (row.dropped !== null && row.dropped !== 'superseded') ? [] : [{ planned: one, row }];
  });
  // A row that says the same needs no look at its digest: such are all that wait in the ordinary course of things.
  const moved = known.filter(({ planned: { plannedAt }, row }) => row.dropped !== null || row.plannedAt < plannedAt);
  const digests = await ledger.digests(moved.flatMap(({ row: { did } }) => did ?? []));
  const found = moved.map((one) => {
    const digest = digests.get(one.row.did ?? '') ?? null;
    return { ...one, digest, how: takenUpAgain(one.planned, one.row, digest) };
  });
  const anew = found.filter(({ how }) => how === 'anew');
  return {
    anew: anew.map((one) => one.planned),
    asRead: new Map(anew.map(({ row }) => [row.rid, row])),
    inPlace: found.flatMap(({ how, digest, ...one }) => (how === 'in-place' && digest !== null ? [{ ...one, digest }] : [])),
  };
}

/** Puts reminders back to their place in the digests that still wait with them; what moved meanwhile stays due. */
async function placeBack(ledger: LedgerStore, { inPlace }: Again): Promise<Pick<Placed, 'digests' | 'left'>> {
  const digests: Digest[] = [];
  const left = new Set<string>();
  for (const did of [...new Set(inPlace.map(({ digest }) => digest.did))].sort()) {
    const all = inPlace.filter(({ digest }) => digest.did === did);
    const share = all.slice(0, remindersAtOnce);
    const [first] = share;
    if (first === undefined) continue;
    for (const { planned } of all.slice(remindersAtOnce)) left.add(planned.subjectId);
    const digest = { ...first.digest, version: first.digest.version + 1 };
    const rows = share.map(({ planned }) => ({ ...rowOf(planned), did }));
    const isSaved = await ledger.saveDigest(digest, rows, new Map(share.map(({ row }) => [row.rid, row])));
    if (isSaved) digests.push(digest);
    else for (const { subjectId } of rows) left.add(subjectId);
  }
  return { digests, left };
}

/**
 * Writes what was planned about one plan: the dropped reminders alone, the others into each person's digest. Those the
 * Ledger knows already are decided and left as they are, but for what was dropped because its date had moved away, was never
 * claimed, and is to be told now that the date is back. A person whose reminders could not be written fails alone, and
 * without time the rest of the people are left to the next tick.
 */
export async function placePlanned(
  stores: Stores,
  settings: PlanSettings,
  planned: readonly PlannedReminder[],
  now: Temporal.Instant,
  hasTime: () => boolean = () => true,
): Promise<Placed> {
  const { ledger } = stores;
  const { known: decided, unreadRids } = await knownReminders(
    ledger,
    planned.map(({ rid }) => rid),
  );
  const fresh = planned.filter(({ rid }) => !decided.has(rid) && !unreadRids.has(rid));
  const dropped = fresh.flatMap((one) => (one.dropped === null ? [] : [{ ...rowOf(one), dropped: one.dropped }]));
  await ledger.putDropped(dropped.map((one) => ({ ...one, did: null })));
  const accounts = dropped.map(({ rid, dropped: reason }) => skippedOne(rid, reason));
  const again = await readAgain(ledger, planned, decided);
  const back = await placeBack(ledger, again);
  const digests = [...back.digests];
  const left = new Set(back.left);
  let isWhole = true;
  const living = [...fresh.filter((one) => one.dropped === null), ...again.anew];
  for (const recipientId of [...new Set(living.map((one) => one.recipientId))].sort()) {
    const share = living.filter((one) => one.recipientId === recipientId);
    try {
      if (hasTime()) {
        const others = await otherMailingPlans(stores, recipientId, settings, now);
        for (const { heldUntil, rows } of byDay(share)) {
          const read = new Map([...again.asRead].filter(([rid]) => rows.some((one) => one.rid === rid)));
          digests.push(...(await placeReminders(ledger, recipientId, settings, rows, now, heldUntil, read, others)));
        }
        continue;
      }
      accounts.push(skippedOne(recipientId, 'no-time'));
    } catch (error) {
      // One person's trouble must not keep the mail of the others: what it was about stays due for the next tick.
      accounts.push(failedOne(recipientId, failureOf(error)));
      isWhole &&= error instanceof UnreadableError;
    }
    for (const { subjectId } of share) left.add(subjectId);
  }
  return { account: addUp(accounts), digests, left, isWhole };
}
