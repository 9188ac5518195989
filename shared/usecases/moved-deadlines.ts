import { isKeeper } from '../domain/approval.ts';
import { type Commitment, deadlineOf } from '../domain/commitment.ts';
import type { Problem } from '../domain/errors.ts';
import { deadlineDay } from '../domain/fuzzy-date.ts';
import type { Actor, PlanSettings } from '../domain/plan.ts';

/** A deadline in force that an import would move, for a milestone already in the record. */
export type MovedDeadline = {
  readonly source: string;
  readonly line: number;
  readonly milestoneId: string;
  readonly title: string;
  /** The published words of the date in force, and of the one in the source; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
};

/**
 * Deadlines in force that would be others afterwards. Other words for the same last day move nothing, and neither does a
 * source that says what was decided meanwhile: that date is in force already.
 */
export function movedDeadlines(before: Commitment | null, after: Commitment, source: string): MovedDeadline[] {
  const known = new Map(before?.milestones.map((one) => [one.id, one]));
  return after.milestones.flatMap((one): MovedDeadline[] => {
    const milestone = known.get(one.id);
    if (milestone === undefined) return [];
    const [was, is] = [deadlineOf(milestone).due, deadlineOf(one).due];
    if (deadlineDay(was) === deadlineDay(is)) return [];
    const title = one.titles[after.state.language] ?? '';
    const told = { before: was?.text ?? null, after: is?.text ?? null };
    return [{ source, line: one.line ?? 1, milestoneId: one.id, title, ...told }];
  });
}

/**
 * Must somebody else agree before this person moves a deadline? Asked here, where every way in comes by; where the plan asks
 * for OpenID Connect instead, nobody comes this far without.
 */
export function needsSecond({ approval }: Pick<PlanSettings, 'approval'>, actor: Actor): boolean {
  return approval === 'second-person' && !isKeeper(actor);
}

/** A move that is held back, as a problem of the import: where it stands, and from which date to which. */
export function heldBackProblem({ source, line, milestoneId, before, after }: MovedDeadline): Problem {
  const move = `${milestoneId}: ${before ?? '-'} → ${after ?? '-'}`;
  return { field: `${source}:${line}`, code: 'not-expected', detail: `second-person: ${move}` };
}
