import type { MilestoneState } from '../domain/commitment.ts';
import { commitmentIdOf } from '../domain/identifiers.ts';
import type { CommitmentRecord, RecordStore } from '../ports.ts';

/** Every commitment of a plan, in the order of their numbers. */
export async function commitmentsOfPlan(
  record: Pick<RecordStore, 'commitmentNumbers' | 'commitment'>,
  planId: string,
): Promise<readonly CommitmentRecord[]> {
  const numbers = await record.commitmentNumbers(planId);
  const all = await Promise.all(numbers.map((number) => record.commitment(commitmentIdOf(planId, number))));
  return all.filter((one) => one !== null);
}

/** Every milestone of a plan. */
export async function milestonesOfPlan(record: RecordStore, planId: string): Promise<readonly MilestoneState[]> {
  return (await commitmentsOfPlan(record, planId)).flatMap(({ commitment }) => commitment.milestones);
}
