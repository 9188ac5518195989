import { isShutTo } from '../domain/authority.ts';
import type { RecordStore } from '../ports.ts';
import type { SignedIn } from './session.ts';

/** Plans in which this person holds a role and which are shut to the way they came in, in the order of their ids. */
export async function shutPlans(
  { record }: { readonly record: RecordStore },
  { roles, way }: Pick<SignedIn, 'roles' | 'way'>,
): Promise<readonly string[]> {
  if (way === 'openid') return [];
  const planIds = [...new Set(roles.map(({ planId }) => planId))].sort();
  const plans = await Promise.all(planIds.map((id) => record.plan(id)));
  return plans.flatMap((plan) => (plan !== null && isShutTo(plan.state.settings, way) ? [plan.state.settings.id] : []));
}
