import type { Temporal } from 'temporal-polyfill';
import { type ContactRole, isStanding } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { isClosed } from '../domain/reminder-policy.ts';
import type { PlanRecord, Stores } from '../ports.ts';

/** Roles that reminders go to. */
const mailed: readonly ContactRole[] = ['lead', 'deputy', 'colleague', 'poc'];

/**
 * The other plans that may mail a person now, beside the one that does: their hours decide when the one mail of a day leaves.
 * A plan that cannot be read has no say in it, or nobody it shares with another would get any mail.
 */
export async function otherMailingPlans(
  { record, people }: Pick<Stores, 'record' | 'people'>,
  contactId: string,
  { id }: Pick<PlanSettings, 'id'>,
  now: Temporal.Instant,
): Promise<readonly PlanSettings[]> {
  const at = instantText(now);
  const held = (await people.assignmentsOf(contactId)).filter(
    (one) => one.planId !== id && one.confirmedAt !== null && mailed.includes(one.role) && isStanding(one, at),
  );
  const planIds = [...new Set(held.map(({ planId }) => planId))].sort();
  const plans = await Promise.all(planIds.map((planId) => record.plan(planId).catch((): PlanRecord | null => null)));
  return plans.flatMap((plan) =>
    plan === null || plan.state.mailOnSince === null || isClosed(plan.state, at) ? [] : [plan.state.settings],
  );
}
