import type { Recorded } from './changes.ts';
import { recordedOf } from './feeds/recorded.ts';
import { type Stretch, stretchesOf } from './stretches.ts';
import type { CommitmentView } from './view.ts';

/** Changes told in full on a commitment's own page. */
export const newestOnPage = 20;

/** Changes on one page of a long history. */
const historyPage = 50;

const known = new WeakMap<CommitmentView, readonly Stretch<Recorded>[]>();

/**
 * The pages of a commitment's history, the newest page first: the first fifty changes stay on the first page. None where the
 * commitment's own page tells everything.
 */
export function commitmentHistory(commitment: CommitmentView): readonly Stretch<Recorded>[] {
  const found = known.get(commitment) ?? stretches(recordedOf(commitment));
  known.set(commitment, found);
  return found;
}

function stretches(recorded: readonly Recorded[]): readonly Stretch<Recorded>[] {
  return recorded.length <= newestOnPage ? [] : stretchesOf(recorded, historyPage);
}

/** Where a page of it lies within the commitment: `history/1`. */
export function commitmentHistoryPart({ number }: Pick<Stretch<unknown>, 'number'>): string {
  return `history/${number}`;
}
