import { deadlineOf, type MilestoneState } from '../domain/commitment.ts';
import type { Assignment, ContactRole } from '../domain/contact.ts';
import { commitmentIdOf, commitmentOf, compareNumbers, milestoneId, numberOf, planOf } from '../domain/identifiers.ts';
import type { CommitmentRecord, PlanRecord, RecordStore } from '../ports.ts';

/** One milestone with what is around it. */
export type MilestoneInPlan = {
  readonly plan: PlanRecord;
  readonly commitment: CommitmentRecord;
  readonly milestone: MilestoneState;
};

/** The ministry's side: those who answer for milestones. */
const answering: readonly ContactRole[] = ['lead', 'deputy', 'colleague'];

function covers(role: Assignment, id: string): boolean {
  return (
    role.planId === planOf(id) &&
    (role.commitments === null || role.commitments.includes(numberOf(id))) &&
    (role.milestoneId === null || role.milestoneId === id)
  );
}

/** Roles among those given that reach a milestone, the most responsible first. */
export function rolesFor(roles: readonly Assignment[], id: string): readonly ContactRole[] {
  const order: readonly ContactRole[] = ['lead', 'deputy', 'colleague', 'poc', 'reviewer'];
  const held = new Set(roles.filter((role) => covers(role, id)).map(({ role }) => role));
  return order.filter((role) => held.has(role));
}

/** A milestone by its id, or null: also for a text that is no id at all. */
export async function readMilestone({ record }: { readonly record: RecordStore }, id: string): Promise<MilestoneInPlan | null> {
  if (!milestoneId.safeParse(id).success) return null;
  const [plan, commitment] = await Promise.all([record.plan(planOf(id)), record.commitment(commitmentOf(id))]);
  const milestone = commitment?.commitment.milestones.find((one) => one.id === id);
  return plan === null || commitment === null || milestone === undefined ? null : { plan, commitment, milestone };
}

/** Milestones these roles answer for, the nearest deadline first and undated ones last. */
export async function myMilestones(
  { record }: { readonly record: RecordStore },
  roles: readonly Assignment[],
): Promise<readonly MilestoneInPlan[]> {
  const mine = roles.filter(({ role }) => answering.includes(role));
  const planIds = [...new Set(mine.map(({ planId }) => planId))];
  const found = await Promise.all(planIds.map((planId) => milestonesOf(record, planId, mine)));
  return found.flat().toSorted(byDeadline);
}

async function milestonesOf(record: RecordStore, planId: string, roles: readonly Assignment[]): Promise<MilestoneInPlan[]> {
  const [plan, numbers] = await Promise.all([record.plan(planId), record.commitmentNumbers(planId)]);
  if (plan === null) return [];
  const wanted = numbers.filter((number) => roles.some((one) => one.commitments === null || one.commitments.includes(number)));
  const commitments = await Promise.all(wanted.map((number) => record.commitment(commitmentIdOf(planId, number))));
  return commitments.flatMap((commitment) =>
    commitment === null
      ? []
      : commitment.commitment.milestones
          .filter(({ id }) => roles.some((role) => covers(role, id)))
          .map((milestone) => ({ plan, commitment, milestone })),
  );
}

function byDeadline(a: MilestoneInPlan, b: MilestoneInPlan): number {
  const [left, right] = [a, b].map(({ milestone }) => deadlineOf(milestone).due?.to ?? '9999-12-31');
  if (left !== right) return (left ?? '') < (right ?? '') ? -1 : 1;
  const numbers = compareNumbers(numberOf(a.milestone.id), numberOf(b.milestone.id));
  return numbers !== 0 ? numbers : a.milestone.id < b.milestone.id ? -1 : 1;
}
