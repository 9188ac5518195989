import type { MilestoneState } from './commitment.ts';
import { type DeadlineMove, deadlineMoves, type EntryTimes } from './deadline-moves.ts';
import { deadlineDay } from './fuzzy-date.ts';
import { reminderId } from './ledger.ts';
import type { PlanSettings } from './plan.ts';
import { stepsTowards } from './reminder-policy.ts';

/** A date a milestone had, and the ids of the reminders by which one person may have heard of it. */
export type EarlierDate = { readonly day: string | null; readonly rids: readonly string[] };

const isSameDay = (one: DeadlineMove, other: DeadlineMove): boolean => deadlineDay(one.due) === deadlineDay(other.due);

/**
 * The dates before the one in force, latest first, where that one had been in force before: then a notice of its return may
 * tell somebody what they know. Null for a date that is new to everybody.
 */
export function earlierDates(
  milestone: MilestoneState,
  madeAt: EntryTimes,
  settings: PlanSettings,
  recipientId: string,
): readonly EarlierDate[] | null {
  const moves = deadlineMoves(milestone, madeAt);
  const last = moves.at(-1) ?? moves[0];
  const before = moves.slice(0, -1);
  if (!before.some((one) => isSameDay(one, last))) return null;
  return before.reverse().map(({ due, seq }) => {
    const day = deadlineDay(due);
    if (day === null) return { day, rids: [] };
    const steps = [`deadline-changed-${seq}`, 'escalation', ...stepsTowards(day, settings).map(({ step }) => step)];
    return { day, rids: steps.map((step) => reminderId({ subjectId: milestone.id, effectiveDate: day, step, recipientId })) };
  });
}

/** The date a person last heard of: the latest that any mail told them, or the one that was published first. */
export function lastHeard(earlier: readonly EarlierDate[], isTold: (rid: string) => boolean): string | null {
  return (earlier.find(({ rids }) => rids.some(isTold)) ?? earlier.at(-1))?.day ?? null;
}
