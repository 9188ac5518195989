import type { CommitmentEntry, PlanEntry } from '../domain/change-log.ts';
import type { Commitment } from '../domain/commitment.ts';
import type { PlanState } from '../domain/plan.ts';
import { reduceCommitment, reducePlan } from '../domain/reduce.ts';

/** How something stood after so many entries of its log; null after none. */
export type States<State> = (entries: number) => State | null;

/** Every state of a commitment's log, one after the other: each is folded once, when it is first asked for. */
export const commitmentStates: (log: readonly CommitmentEntry[]) => States<Commitment> = statesBy(reduceCommitment);

/** Every state of a plan's own log. */
export const planStates: (log: readonly PlanEntry[]) => States<PlanState> = statesBy(reducePlan);

function statesBy<Entry, State>(reduce: (before: State | null, entry: Entry) => State): (log: readonly Entry[]) => States<State> {
  const known = new WeakMap<readonly Entry[], (State | null)[]>();
  return (log) => {
    const states = known.get(log) ?? [null];
    known.set(log, states);
    return (entries) => {
      for (const entry of log.slice(states.length - 1, entries)) states.push(reduce(states.at(-1) ?? null, entry));
      return states[Math.min(entries, log.length)] ?? null;
    };
  };
}
