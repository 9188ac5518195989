import type { MilestoneState, Word } from '../../../shared/domain/commitment.ts';
import type { Actor } from '../../../shared/domain/plan.ts';
import { sha256Of, type Texts } from '../../../shared/domain/text.ts';
import type { Move } from './deadline-form.ts';
import type { Said } from './declaration-form.ts';

type Who = { readonly by: Actor; readonly at: string };

/** The milestone as it would stand, with the texts that would lie beside it. */
export type AsIf = { readonly milestone: MilestoneState; readonly texts: Texts };

/** Higher than every entry the milestone knows of. */
function nextSeq({ published, words, revisions }: MilestoneState): number {
  return Math.max(published.seq, ...words.map(({ seq }) => seq), ...revisions.map(({ seq }) => seq)) + 1;
}

function withWord(milestone: MilestoneState, { by, at }: Who, said: Word['said']): MilestoneState {
  return { ...milestone, words: [...milestone.words, { seq: nextSeq(milestone), at, by, retractedBy: null, said }] };
}

/** Its deadline once this move was confirmed. */
export function asIfMoved(milestone: MilestoneState, { due, reason }: Move, { at }: Pick<Who, 'at'>): AsIf {
  const sha256 = sha256Of(reason);
  const revision = { due, reason: { sha256 }, seq: nextSeq(milestone), at, retractedBy: null };
  return {
    milestone: { ...milestone, revisions: [...milestone.revisions, revision] },
    texts: new Map([[sha256, { sha256, salt: null, text: reason }]]),
  };
}

/** The milestone as it would stand once this was confirmed: what its position is computed from before anything is written. */
export function asIfDeclared(
  milestone: MilestoneState,
  { status, completedOn, expected }: Pick<Said, 'status' | 'completedOn' | 'expected'>,
  who: Who,
): AsIf {
  const declaration = { status, done: null, evidence: [], noEvidenceReason: null, difficulties: null, completedOn };
  const moved = expected === null ? { milestone, texts: new Map() } : asIfMoved(milestone, expected, who);
  return { ...moved, milestone: withWord(moved.milestone, who, { kind: 'declared', declaration }) };
}

/** The milestone as it would stand once it was withdrawn. */
export function asIfWithdrawn(milestone: MilestoneState, who: Who): MilestoneState {
  return withWord(milestone, who, { kind: 'withdrawn', reason: { sha256: sha256Of('') } });
}
