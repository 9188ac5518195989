import { commitmentStates } from './states.ts';
import { type CommitmentView, dayOf } from './view.ts';

/**
 * A commitment as it stood right after an entry of its log, shown for the local day of that entry; null where there is no such
 * entry. What was asked later is left out; a text that was redacted since is gone from here, too.
 */
export function commitmentAfter(commitment: CommitmentView, seq: number, zone: string): CommitmentView | null {
  const { log, texts, asks } = commitment;
  const entry = log[seq - 1];
  const then = commitmentStates(log)(seq);
  if (entry === undefined || then === null) return null;
  return {
    log: log.slice(0, seq),
    texts,
    ...then,
    asks: asks.filter(({ at }) => at <= entry.at),
    dataDay: dayOf(entry.at, zone),
  };
}
