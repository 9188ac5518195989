import { numberOf, planOf } from '../../domain/identifiers.ts';
import type { Change, Recorded } from '../changes.ts';
import { commitmentRecorded } from '../commitment-changes.ts';
import { keptFor } from '../kept-for.ts';
import { planRecorded } from '../plan-changes.ts';
import { type CommitmentView, dayOf, type PlanView } from '../view.ts';

/** Every change of a commitment, asks included, newest first, not yet told. */
export const recordedOf = keptFor((commitment: CommitmentView): readonly Recorded[] =>
  commitmentRecorded(commitment).sort(newestFirst),
);

/** Every change of a plan and its commitments, newest first, not yet told. */
export const recordedOfPlan = keptFor((view: PlanView): readonly Recorded[] =>
  [...planRecorded(view), ...view.commitments.flatMap(recordedOf)].sort(newestFirst),
);

/** The order of every list of changes; total, so that the same changes always stand in the same order. */
export function newestFirst(a: Pick<Change, 'at' | 'subject' | 'seq' | 'urn'>, b: typeof a): number {
  if (a.at !== b.at) return a.at > b.at ? -1 : 1;
  if (a.subject !== b.subject) return besideEachOther(a.subject, b.subject);
  if (a.seq !== b.seq) return (b.seq ?? 0) - (a.seq ?? 0);
  return a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0;
}

/** Of what happened to a plan and to its commitments in one second, its own came first: it was created before anything was read into it. */
function besideEachOther(a: string, b: string): number {
  if (planOf(a) === planOf(b) && (numberOf(a) === '') !== (numberOf(b) === '')) return numberOf(a) === '' ? 1 : -1;
  return a < b ? -1 : 1;
}

/** Changes of one local month, `2021-10`. */
export type Month = { readonly month: string; readonly recorded: readonly Recorded[] };

/** The months in which something changed, newest first, each with its changes, newest first. */
export function monthsIn(recorded: readonly Recorded[], zone: string): Month[] {
  const months = new Map<string, Recorded[]>();
  for (const one of recorded) {
    const month = monthOf(one.at, zone);
    const known = months.get(month);
    if (known === undefined) months.set(month, [one]);
    else known.push(one);
  }
  return [...months].map(([month, all]) => ({ month, recorded: all })).sort((a, b) => (a.month > b.month ? -1 : 1));
}

/** The local month of an instant. Zones differ from UTC by less than a day: only around a month's ends must they be asked. */
export function monthOf(at: string, zone: string): string {
  const day = Number(at.slice(8, 10));
  return day > 1 && day < 28 ? at.slice(0, 7) : dayOf(at, zone).slice(0, 7);
}

/** The months of a plan's changes, newest first: `/P/changes/2021-10/` each. */
export const monthsOfPlan = keptFor((view: PlanView): readonly Month[] =>
  monthsIn(recordedOfPlan(view), view.state.settings.zone),
);
