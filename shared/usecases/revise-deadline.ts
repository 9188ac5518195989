import { deadlineOf, declaredStatusOf, type MilestoneState } from '../domain/commitment.ts';
import { type Problem, refused } from '../domain/errors.ts';
import { type FuzzyDate, localDay, sameDays } from '../domain/fuzzy-date.ts';
import type { Actor, PlanState } from '../domain/plan.ts';
import { publicTextProblems, requiredText, titleLimit } from '../domain/public-text.ts';
import { type ChangeDeps, changeMilestone, type Envelope, type MilestoneOutcome, textWriter } from './append-change.ts';

/**
 * What keeps a date from becoming the deadline of a milestone: no day, a reading still open, past, or the one in force.
 * Its words are published in the log itself, where nothing can be redacted: they are checked like any public text.
 */
export function newDateProblems(field: string, milestone: MilestoneState, due: FuzzyDate, today: string): Problem[] {
  const isUndated = due.to === null || due.ambiguity !== undefined;
  const isSame = sameDays(deadlineOf(milestone).due, due);
  const isPast = due.to !== null && due.to < today;
  return [
    ...publicTextProblems(field, due.text, titleLimit),
    ...(isUndated ? [{ field, code: 'undated' } as const] : []),
    ...(isSame ? [{ field, code: 'unchanged' } as const] : []),
    ...(isPast ? [{ field, code: 'in-the-past' } as const] : []),
  ];
}

type Move = { readonly due: FuzzyDate; readonly reason: string | null };

/** Everything that keeps a deadline from being moved so, by field: `due`, `reason`. What is complete is not late any more, or on time again. */
export function moveProblems(
  milestone: MilestoneState,
  { settings }: Pick<PlanState, 'settings'>,
  { due, reason }: Move,
  now: Envelope['now'],
): Problem[] {
  const isComplete = declaredStatusOf(milestone) === 'complete';
  return [
    ...(isComplete ? [{ field: 'due', code: 'not-expected' } as const] : []),
    ...newDateProblems('due', milestone, due, localDay(now, settings.zone)),
    ...requiredText('reason', reason).problems,
  ];
}

/** A new expected date with its reason. The published date and text stay; a move without a reason is refused. */
export function reviseDeadline(
  deps: ChangeDeps,
  command: Envelope &
    Move & {
      readonly milestoneId: string;
      readonly version: number | null;
      /** Who confirmed it, in a plan where a second person must. */
      readonly approvedBy?: Actor;
    },
): Promise<MilestoneOutcome> {
  return changeMilestone(deps, command, (milestone, plan) => {
    if (declaredStatusOf(milestone) === 'withdrawn') return refused('withdrawn');
    const problems = moveProblems(milestone, plan, command, command.now);
    if (problems.length > 0) return refused('invalid', problems);
    const { write, texts } = textWriter(deps.rng);
    const { due, approvedBy } = command;
    const reason = write(requiredText('reason', command.reason).text);
    return {
      ok: true,
      change: {
        type: 'deadline-revised',
        data: { milestoneId: milestone.id, due, reason, ...(approvedBy === undefined ? {} : { approvedBy }) },
      },
      texts,
    };
  });
}
