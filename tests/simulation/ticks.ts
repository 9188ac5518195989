import { dataOf } from '../../shared/adapters/dynamodb/rows.ts';
import { digest } from '../../shared/domain/ledger.ts';
import { hour, millisecondsOf, minute } from './clock.ts';
import type { Random } from './random.ts';
import type { Rows } from './rows.ts';

const slot = 15 * minute;

/** How the last tick went. */
export type LastTick = { readonly at: number; readonly isDone: boolean };

/** When a claimed digest is worth another look: the ends of both graces, of the wait for proof, and a little later. */
const looksAt = [30 * minute, 3 * hour, 24 * hour].flatMap((after) => [after, after + slot]);

/** When the slot of the schedule began that an instant belongs to. */
export const slotOf = (at: number): number => Math.floor(at / slot) * slot;

const slotAfter = (at: number): number => Math.ceil(at / slot) * slot;

/**
 * The next slot of the schedule at which a tick has something to do; those between would find nothing and are left out.
 * `random` has it come again sooner than it must, now and then. `isLeft`: a tick that is done may have left what is due.
 */
export function nextTickAt(rows: Rows, last: LastTick, random: Random, isLeft = false): number | null {
  const soonest = last.at + slot;
  const found: number[] = last.isDone ? [] : [soonest];
  for (const [name, { row }] of rows) {
    if (name.startsWith('record DUE#') && typeof row['dueOrder'] === 'string') {
      const at = millisecondsOf(row['dueOrder'].slice(0, 20));
      // What a tick came by and had to leave, the next ones leave as well: something about it cannot be read for a while.
      found.push(isLeft && at <= last.at ? last.at + (random.chance(0.2) ? slot : 2 * hour) : Math.max(at, soonest));
    } else if (name.startsWith('ledger DIG#') && row['work'] === 'WORK' && typeof row['workOrder'] === 'string') {
      const { state, claimedAt } = dataOf(row, digest);
      const notBefore = millisecondsOf(row['workOrder'].slice(0, 20));
      if (state === 'claimed' && claimedAt !== null) {
        const since = millisecondsOf(claimedAt);
        found.push(looksAt.map((after) => since + after).find((at) => at > last.at) ?? last.at + 6 * hour);
      } else if (state === 'sent') found.push(soonest);
      else found.push(notBefore > last.at ? notBefore : last.at + (random.chance(0.3) ? slot : hour));
    }
  }
  return found.length === 0 ? null : slotAfter(Math.max(soonest, Math.min(...found)));
}
