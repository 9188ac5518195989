import { declaredStatusOf } from '../domain/commitment.ts';
import { refused } from '../domain/errors.ts';
import { noteLimit, publicTextProblems, typed } from '../domain/public-text.ts';
import { type AnswerEnvelope, isForTheLead } from './answer-envelope.ts';
import { type ChangeDeps, changeMilestone, type MilestoneOutcome, textWriter } from './append-change.ts';

/** "Nothing to report" is an answer, and it is dated. Refused as `not-ready` for a colleague who only drafts. */
export async function nothingToReport(
  deps: ChangeDeps,
  command: AnswerEnvelope & { readonly milestoneId: string; readonly version: number | null; readonly note: string | null },
): Promise<MilestoneOutcome> {
  if (isForTheLead(command)) return refused('not-ready');
  return changeMilestone(deps, command, (milestone) => {
    if (declaredStatusOf(milestone) === 'withdrawn') return refused('withdrawn');
    const note = typed(command.note);
    const problems = note === null ? [] : publicTextProblems('note', note, noteLimit);
    if (problems.length > 0) return refused('invalid', problems);
    const { writeMaybe, texts } = textWriter(deps.rng);
    return {
      ok: true,
      change: { type: 'nothing-to-report', data: { milestoneId: milestone.id, note: writeMaybe(note) } },
      texts,
    };
  });
}
