import type { LogEntry } from '../domain/change-log.ts';
import type { Recorded } from './changes.ts';
import { newestFirst, recordedOf } from './feeds/recorded.ts';
import { planRecorded } from './plan-changes.ts';
import { type Stretch, stretchesOf } from './stretches.ts';
import type { PlanView } from './view.ts';

/** A correction or a redaction. */
export type Mended = { readonly type: 'corrected' | 'redacted'; readonly recorded: Recorded };

/** On one page; reasons are told in full, so it is shorter than a page of a month. */
const mendedOnPage = 40;

const known = new WeakMap<PlanView, readonly Stretch<Mended>[]>();

/** Every correction and redaction in a plan and its commitments, the newest page first. */
export function mendedIn(view: PlanView): readonly Stretch<Mended>[] {
  const found = known.get(view) ?? stretchesOf(allMended(view), mendedOnPage);
  known.set(view, found);
  return found;
}

function allMended(view: PlanView): Mended[] {
  return [
    ...mendedOf(view.log, planRecorded(view)),
    ...view.commitments.flatMap((one) => mendedOf(one.log, recordedOf(one))),
  ].sort((a, b) => newestFirst(a.recorded, b.recorded));
}

function mendedOf(log: readonly LogEntry[], recorded: readonly Recorded[]): Mended[] {
  return log.flatMap((entry): Mended[] => {
    if (entry.type !== 'corrected' && entry.type !== 'redacted') return [];
    const told = recorded.find(({ seq }) => seq === entry.seq);
    return told === undefined ? [] : [{ type: entry.type, recorded: told }];
  });
}
