import { deadlineOf, type MilestoneState } from './commitment.ts';
import { deadlineDay, type FuzzyDate } from './fuzzy-date.ts';

/** When an entry of a commitment's log was made: a state names the entry that undid a revision, not its instant. */
export type EntryTimes = (seq: number) => string;

/** A deadline and the entry that brought it into force, or back into force. */
export type DeadlineMove = { readonly due: FuzzyDate | null; readonly seq: number; readonly at: string };

/** The instants of a log's entries. */
export function entryTimesOf(log: readonly { readonly seq: number; readonly at: string }[]): EntryTimes {
  const times = new Map(log.map(({ seq, at }) => [seq, at]));
  return (seq) => {
    const at = times.get(seq);
    if (at === undefined) throw new RangeError(`the log has no entry ${seq}`);
    return at;
  };
}

/** Was any date of this milestone taken back? Only then do its moves depend on the log. */
export function hasUndoneRevision({ revisions }: MilestoneState): boolean {
  return revisions.some(({ retractedBy }) => retractedBy !== null);
}

/** The milestone's deadlines as they stood after an entry. */
function asOf(milestone: MilestoneState, seq: number): MilestoneState {
  const { earlierPublished, published, revisions } = milestone;
  const known = [...earlierPublished, published].filter((one) => one.seq <= seq);
  return {
    ...milestone,
    published: known.at(-1) ?? published,
    revisions: revisions
      .filter((one) => one.seq <= seq)
      .map((one) => (one.retractedBy !== null && one.retractedBy > seq ? { ...one, retractedBy: null } : one)),
  };
}

/**
 * Deadlines in force one after the other, oldest first: published, revised, and back in force where a revision was undone.
 * Other words for the same days, and undoing what was not in force, move nothing. The last one is in force.
 */
export function deadlineMoves(milestone: MilestoneState, madeAt: EntryTimes): readonly [DeadlineMove, ...DeadlineMove[]] {
  const { earlierPublished, published, revisions } = milestone;
  const told = [...earlierPublished, published, ...revisions];
  const undone = revisions.flatMap(({ retractedBy }) => (retractedBy === null ? [] : [retractedBy]));
  const [first = published.seq, ...later] = [...new Set([...told.map(({ seq }) => seq), ...undone])].sort((a, b) => a - b);
  const moves: [DeadlineMove, ...DeadlineMove[]] = [deadlineOf(asOf(milestone, first))];
  for (const seq of later) {
    const { due } = deadlineOf(asOf(milestone, seq));
    const at = told.find((one) => one.seq === seq)?.at;
    if (deadlineDay(due) !== deadlineDay(moves.at(-1)?.due ?? null)) moves.push({ due, seq, at: at ?? madeAt(seq) });
  }
  return moves;
}

/** Since when the deadline in force is in force: nothing planned for it before is ever sent. */
export function inForceSince(milestone: MilestoneState, madeAt: EntryTimes): string {
  return deadlineMoves(milestone, madeAt).at(-1)?.at ?? milestone.published.at;
}

/**
 * Since when the deadline in force was in force at an earlier instant: a date that was moved away and back holds again for
 * what was planned while it held before. Where another date was in force then, as {@link inForceSince}.
 */
export function inForceThen(milestone: MilestoneState, madeAt: EntryTimes, at: string): string {
  const moves = deadlineMoves(milestone, madeAt);
  const last = moves.at(-1) ?? moves[0];
  const then = moves.findLast((one) => one.at <= at) ?? last;
  return deadlineDay(then.due) === deadlineDay(last.due) ? then.at : last.at;
}

/** Since when a date is in force again that had been moved away; null for one that is in force for the first time. */
export function backSince(milestone: MilestoneState, madeAt: EntryTimes): string | null {
  const moves = deadlineMoves(milestone, madeAt);
  const last = moves.at(-1) ?? moves[0];
  const isBack = moves.slice(0, -1).some(({ due }) => deadlineDay(due) === deadlineDay(last.due));
  return isBack ? last.at : null;
}
