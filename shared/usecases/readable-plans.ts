import type { PlanState } from '../domain/plan.ts';
import type { RecordStore } from '../ports.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/** How plans stand, and the ids of those of which that cannot be read. */
export type ReadablePlans = { readonly states: readonly PlanState[]; readonly unreadIds: readonly string[] };

/** Reads how all plans stand in one batch; one by one where one of them cannot be read, so that it takes no other along. */
export async function readablePlans(record: Pick<RecordStore, 'plan' | 'planIds' | 'planStates'>): Promise<ReadablePlans> {
  const together = await unlessUnreadable(() => record.planStates());
  if (together !== 'unreadable') return { states: together, unreadIds: [] };
  const states: PlanState[] = [];
  const unreadIds: string[] = [];
  for (const planId of await record.planIds()) {
    const plan = await unlessUnreadable(() => record.plan(planId));
    if (plan === 'unreadable') unreadIds.push(planId);
    else if (plan !== null) states.push(plan.state);
  }
  return { states, unreadIds };
}
