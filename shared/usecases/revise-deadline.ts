import { deadlineOf, declaredStatusOf } from '../domain/commitment.ts';
import { type Problem, refused } from '../domain/errors.ts';
import { type FuzzyDate, localDay, sameDays } from '../domain/fuzzy-date.ts';
import { requiredText } from '../domain/public-text.ts';
import { type ChangeDeps, changeMilestone, type Envelope, type MilestoneOutcome, textWriter } from './append-change.ts';

/** A new expected date with its reason. The published date and text stay; a move without a reason is refused. */
export function reviseDeadline(
  deps: ChangeDeps,
  command: Envelope & {
    readonly milestoneId: string;
    readonly version: number | null;
    readonly due: FuzzyDate;
    readonly reason: string | null;
  },
): Promise<MilestoneOutcome> {
  return changeMilestone(deps, command, (milestone, plan) => {
    if (declaredStatusOf(milestone) === 'withdrawn') return refused('withdrawn');
    const { text, problems } = requiredText('reason', command.reason);
    const dated: Problem[] =
      command.due.to === null || command.due.ambiguity !== undefined ? [{ field: 'due', code: 'undated' }] : [];
    const same: Problem[] = sameDays(deadlineOf(milestone).due, command.due) ? [{ field: 'due', code: 'unchanged' }] : [];
    const today = localDay(command.now, plan.settings.zone);
    const past: Problem[] = command.due.to !== null && command.due.to < today ? [{ field: 'due', code: 'in-the-past' }] : [];
    const all = [...problems, ...dated, ...same, ...past];
    if (all.length > 0) return refused('invalid', all);
    const { write, texts } = textWriter(deps.rng);
    return {
      ok: true,
      change: { type: 'deadline-revised', data: { milestoneId: milestone.id, due: command.due, reason: write(text) } },
      texts,
    };
  });
}
