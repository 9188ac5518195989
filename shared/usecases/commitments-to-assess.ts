import type { Assignment } from '../domain/contact.ts';
import type { CommitmentRecord, PlanRecord, RecordStore } from '../ports.ts';
import { commitmentsOfPlan } from './plan-milestones.ts';

/** A plan with the commitments in it that somebody assesses. */
export type CommitmentsToAssess = { readonly plan: PlanRecord; readonly commitments: readonly CommitmentRecord[] };

/** What a person assesses as a reviewer, plan by plan in the order of their ids, by number; nothing for any other role. */
export async function commitmentsToAssess(
  { record }: { readonly record: RecordStore },
  roles: readonly Assignment[],
): Promise<readonly CommitmentsToAssess[]> {
  const held = roles.filter(({ role }) => role === 'reviewer');
  const planIds = [...new Set(held.map(({ planId }) => planId))].sort();
  const found = await Promise.all(
    planIds.map(async (planId) => {
      const own = held.filter((one) => one.planId === planId);
      const [plan, all] = await Promise.all([record.plan(planId), commitmentsOfPlan(record, planId)]);
      const commitments = all.filter(({ commitment }) =>
        own.some((one) => one.commitments === null || one.commitments.includes(commitment.state.number)),
      );
      return plan === null || commitments.length === 0 ? [] : [{ plan, commitments }];
    }),
  );
  return found.flat();
}
