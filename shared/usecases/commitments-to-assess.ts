import { decide, ruleOf } from '../domain/authority.ts';
import type { Assignment, WayIn } from '../domain/contact.ts';
import type { CommitmentRecord, PlanRecord, RecordStore } from '../ports.ts';
import { commitmentsOfPlan } from './plan-milestones.ts';

/** A plan with the commitments in it that somebody assesses. */
export type CommitmentsToAssess = { readonly plan: PlanRecord; readonly commitments: readonly CommitmentRecord[] };

/** What a person may assess as they came in, plan by plan in the order of their ids, by number. */
export async function commitmentsToAssess(
  { record }: { readonly record: RecordStore },
  { roles, way }: { readonly roles: readonly Assignment[]; readonly way: WayIn },
): Promise<readonly CommitmentsToAssess[]> {
  const held = roles.filter(({ role }) => ruleOf('assess').by.includes(role));
  const planIds = [...new Set(held.map(({ planId }) => planId))].sort();
  const found = await Promise.all(
    planIds.map(async (planId) => {
      const [plan, all] = await Promise.all([record.plan(planId), commitmentsOfPlan(record, planId)]);
      if (plan === null) return [];
      const { settings } = plan.state;
      const commitments = all.filter(({ commitment: { state } }) => {
        const resource = { kind: 'commitment', id: state.id } as const;
        return decide({ roles, way, action: 'assess', resource, settings }).is === 'may';
      });
      return commitments.length === 0 ? [] : [{ plan, commitments }];
    }),
  );
  return found.flat();
}
