import { dueKey } from '../../../shared/adapters/dynamodb/keys.ts';
import { isOpen, milestoneState } from '../../../shared/domain/commitment.ts';
import { planOf } from '../../../shared/domain/identifiers.ts';
import { dueItem } from '../../../shared/domain/ledger.ts';
import { occasionsOf } from '../../../shared/domain/reminder-policy.ts';
import { textOf } from '../clock.ts';
import { planIn, type Violation } from '../history.ts';
import { contentOf, contentsOf, type Rows } from '../rows.ts';

/**
 * I20: for every step still to come something is due no later than the step; for one that came since a tick last looked, now. At
 * every quiescent point.
 */
export function liveness(rows: Rows, at: number, seenUntil = at): readonly Violation[] {
  const [now, seen] = [textOf(at), textOf(seenUntil)];
  const milestones = contentsOf(rows, 'record', 'COMMITMENT#', milestoneState, 'MILESTONE#');
  return milestones.filter(isOpen).flatMap((milestone) => {
    const plan = planIn(rows, planOf(milestone.id));
    if (plan === null || milestone.revisions.some(({ retractedBy }) => retractedBy !== null)) return [];
    const next = occasionsOf(plan, milestone, () => seen)
      .map(({ plannedAt }) => plannedAt)
      .find((one) => one > seen);
    const due = contentOf(rows, 'record', dueKey(milestone.id), dueItem)?.nextDueAt ?? null;
    if (next === undefined || (due !== null && (due <= next || due <= now))) return [];
    return [
      {
        invariant: 'I20',
        told: `${milestone.id} has a step at ${next} and is next looked at ${due === null ? 'never' : `at ${due}`}`,
      },
    ];
  });
}
