import type { MilestoneState } from '../../../shared/domain/commitment.ts';
import type { Actor } from '../../../shared/domain/plan.ts';
import type { Said } from './declaration-form.ts';

/** The milestone as it would stand once this was confirmed: what its position is computed from before anything is written. */
export function asIfDeclared(
  milestone: MilestoneState,
  { status, completedOn }: Pick<Said, 'status' | 'completedOn'>,
  { by, at }: { readonly by: Actor; readonly at: string },
): MilestoneState {
  const declaration = { status, done: null, evidence: [], noEvidenceReason: null, difficulties: null, completedOn };
  const seq = Math.max(milestone.published.seq, ...milestone.words.map((one) => one.seq)) + 1;
  return {
    ...milestone,
    words: [...milestone.words, { seq, at, by, retractedBy: null, said: { kind: 'declared', declaration } }],
  };
}
