import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { commitmentStatusJson } from '../../../shared/showing/status-json.ts';
import type { CommitmentView, PlanView } from '../../../shared/showing/view.ts';
import { readPlanView } from '../../../shared/usecases/read-plan-view.ts';
import type { ApiDeps } from '../dependencies.ts';
import type { Refusing } from './operation.ts';
import { type MilestoneStatus, milestoneStatus } from './schemas/status.ts';

type Found = { readonly ok: true; readonly view: PlanView } | Refusing;

/** A plan as it is published now. While an import is being written there is nothing whole to show: a moment later there is. */
export async function shownPlan({ record, config }: ApiDeps, now: Temporal.Instant, planId: string): Promise<Found> {
  if ((await record.unfinishedImports(planId)).length > 0) return { ok: false, problem: 'busy', retryAfterSeconds: 5 };
  const view = await readPlanView(record, planId, { now, publicUrl: config.publicUrl, homeLanguage: config.homeLanguage });
  return view === null ? { ok: false, problem: 'not-found' } : { ok: true, view };
}

export function commitmentIn(view: PlanView, number: string): CommitmentView | null {
  return view.commitments.find(({ state }) => state.number === number) ?? null;
}

/** The one part of a `status.json` that is read back here; the whole has its schema in `schemas/status.ts`. */
const milestonesOf = z.object({
  commitments: z.record(z.string(), z.object({ milestones: z.array(milestoneStatus) })),
  withoutOgpId: z.record(z.string(), z.object({ milestones: z.array(milestoneStatus) })),
});

/** A milestone to the letter as the `status.json` of its commitment tells it; null when there is none of this id. */
export function milestoneIn(view: PlanView, commitment: CommitmentView, id: string): MilestoneStatus | null {
  const { commitments, withoutOgpId } = milestonesOf.parse(JSON.parse(commitmentStatusJson(view, commitment)));
  const all = [...Object.values(commitments), ...Object.values(withoutOgpId)].flatMap(({ milestones }) => milestones);
  return all.find((one) => one.id === id) ?? null;
}
