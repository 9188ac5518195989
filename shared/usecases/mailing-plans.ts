import type { Temporal } from 'temporal-polyfill';
import { type ContactRole, isStanding } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { isClosed } from '../domain/reminder-policy.ts';
import type { Stores } from '../ports.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/** Roles that reminders go to. */
const mailed: readonly ContactRole[] = ['lead', 'deputy', 'colleague', 'poc'];

/**
 * The other plans that may mail a person now, beside the one that does: their hours decide when the one mail of a day leaves.
 * A plan that cannot be read, or their role in it, has no say in that, or nobody it shares with another would get any mail. Whatever else
 * goes wrong is thrown: a mail must not leave at one plan's hours for want of a look at the other's.
 */
export async function otherMailingPlans(
  { record, people }: Pick<Stores, 'record' | 'people'>,
  contactId: string,
  { id }: Pick<PlanSettings, 'id'>,
  now: Temporal.Instant,
): Promise<readonly PlanSettings[]> {
  const at = instantText(now);
  const { assignments } = await people.readableAssignmentsOf(contactId);
  const held = assignments.filter(
    (one) => one.planId !== id && one.confirmedAt !== null && mailed.includes(one.role) && isStanding(one, at),
  );
  const planIds = [...new Set(held.map(({ planId }) => planId))].sort();
  const plans = await Promise.all(planIds.map((planId) => unlessUnreadable(() => record.plan(planId))));
  return plans.flatMap((plan) =>
    plan === null || plan === 'unreadable' || plan.state.mailOnSince === null || isClosed(plan.state, at)
      ? []
      : [plan.state.settings],
  );
}
