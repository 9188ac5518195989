import { declaredStatusOf } from '../domain/commitment.ts';
import { refused } from '../domain/errors.ts';
import { requiredText } from '../domain/public-text.ts';
import { type ChangeDeps, changeMilestone, type Envelope, type MilestoneOutcome, textWriter } from './append-change.ts';

/** The ministry gives a milestone up, in public and with a reason. Only a correction undoes it. */
export function withdrawMilestone(
  deps: ChangeDeps,
  command: Envelope & { readonly milestoneId: string; readonly version: number | null; readonly reason: string | null },
): Promise<MilestoneOutcome> {
  return changeMilestone(deps, command, (milestone) => {
    if (declaredStatusOf(milestone) === 'withdrawn') return refused('withdrawn');
    const { text, problems } = requiredText('reason', command.reason);
    if (problems.length > 0) return refused('invalid', problems);
    const { write, texts } = textWriter(deps.rng);
    return { ok: true, change: { type: 'withdrawn', data: { milestoneId: milestone.id, reason: write(text) } }, texts };
  });
}
