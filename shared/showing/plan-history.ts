import { historyPart, historyPartSize } from './addresses.ts';
import type { Recorded } from './changes.ts';
import { planRecorded } from './plan-changes.ts';
import { type Stretch, stretchesOf } from './stretches.ts';
import type { PlanView } from './view.ts';

const known = new WeakMap<PlanView, readonly Stretch<Recorded>[]>();

/** The entries of a plan's own log, page by page, the newest page first: entry 1 to so many on the first, for ever. */
export function historyStretches(view: PlanView): readonly Stretch<Recorded>[] {
  const found = known.get(view) ?? stretchesOf(planRecorded(view).reverse(), historyPartSize);
  known.set(view, found);
  return found;
}

/** Where a page of it lies within the plan: `history/1`. */
export function historyPartOf({ first }: Stretch<Recorded>): string {
  return historyPart(first);
}
