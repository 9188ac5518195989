import type { ParticipationProcess } from './plan.ts';

/** What followed a participation process: something that is recorded; nothing yet; or nothing, and none is owed. */
export type FollowUpState = 'given' | 'awaited' | 'not-owed';

/**
 * Follow-up is awaited from the start. It is not owed where the coordination says so of every step: that nobody said it of one
 * ends no duty.
 */
export function followUpOf({ followUp, steps = [] }: Pick<ParticipationProcess, 'followUp' | 'steps'>): FollowUpState {
  if (followUp.length > 0) return 'given';
  return steps.length > 0 && steps.every(({ followUpOwed }) => followUpOwed === false) ? 'not-owed' : 'awaited';
}
