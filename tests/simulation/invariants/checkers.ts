import type { Checker, Violation } from '../history.ts';
import type { Rows } from '../rows.ts';
import { noDouble } from './i01-no-double.ts';
import { noLoss } from './i02-no-loss.ts';
import { notEarly } from './i03-not-early.ts';
import { sharedHoursKept } from './i03-shared-hours.ts';
import { notStale } from './i04-not-stale.ts';
import { stillTheirs } from './i04-still-theirs.ts';
import { floor } from './i06-floor.ts';
import { collapse } from './i07-collapse.ts';
import { digestIsUnion } from './i08-digest-is-union.ts';
import { suppression } from './i09-suppression.ts';
import { rate } from './i13-rate.ts';
import { conservation } from './i14-conservation.ts';
import { aPocRemains } from './i17-a-poc-remains.ts';
import { liveness } from './i20-liveness.ts';
import { planLiveness } from './i20-plan-liveness.ts';
import { asks } from './i21-asks.ts';

/** Every promise that is judged once a world has come to rest. */
export const checkers: readonly Checker[] = [
  ...[
    noDouble,
    noLoss,
    notEarly,
    sharedHoursKept,
    notStale,
    stillTheirs,
    floor,
    collapse,
    digestIsUnion,
    suppression,
    rate,
    aPocRemains,
    asks,
  ],
  ({ rows }) => conservation(rows),
  ({ rows, endsAt }) => [...liveness(rows, endsAt), ...planLiveness(rows, endsAt)],
];

/** Every promise that holds at each moment at which nothing runs. `seenUntil`: no tick has looked at anything since. */
export function standingViolations(rows: Rows, at: number, seenUntil = at): readonly Violation[] {
  return [...conservation(rows), ...liveness(rows, at, seenUntil), ...planLiveness(rows, at)];
}
