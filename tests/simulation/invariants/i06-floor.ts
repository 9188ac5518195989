import type { MilestoneState } from '../../../shared/domain/commitment.ts';
import type { Reminder } from '../../../shared/domain/ledger.ts';
import {
  type Acceptance,
  assignmentsIn,
  type Checker,
  carriedBy,
  contactIn,
  gateIn,
  milestoneIn,
  planIn,
  type Violation,
} from '../history.ts';
import type { Rows } from '../rows.ts';

const invariant = 'I6';

/** Since when a person holds the role a reminder was written to, and was vouched for in it; null when they do not. */
function roleSince(rows: Rows, { recipientId, role, planId }: Reminder): string | null {
  const roles: readonly string[] = role === 'lead' ? ['lead', 'colleague'] : [role];
  const since = assignmentsIn(rows, recipientId)
    .filter((one) => one.planId === planId && roles.includes(one.role) && one.confirmedAt !== null)
    .map((one) => (one.confirmedAt !== null && one.confirmedAt > one.since ? one.confirmedAt : one.since));
  return since.sort()[0] ?? null;
}

/** What the floor is compared with: the step's instant, or the instant of the change that is told. */
function instantOf({ step, plannedAt, effectiveDate }: Reminder): string {
  return step.startsWith('notice-') || step.startsWith('stopped-') ? effectiveDate : plannedAt;
}

/**
 * Since when the date in force was in force at an instant: moved away and back, it holds for what was planned before it
 * went. Told from the dates themselves, whose last days are compared.
 */
function dateSince({ earlierPublished, published, revisions }: MilestoneState, at: string): string {
  const told = revisions.length === 0 ? [...earlierPublished, published] : [published, ...revisions];
  const [first = published, ...others] = [...new Set([...earlierPublished, ...told])].sort((a, b) => a.seq - b.seq);
  const moves = [first];
  for (const one of others) if (one.due?.to !== moves.at(-1)?.due?.to) moves.push(one);
  const last = moves.at(-1) ?? first;
  const then = moves.findLast((one) => one.at <= at) ?? last;
  return then.due?.to === last.due?.to ? then.at : last.at;
}

function judge({ claim }: Acceptance): Violation[] {
  if (claim === null) return [];
  const { rows } = claim;
  return carriedBy(claim).flatMap((reminder) => {
    const plan = planIn(rows, reminder.planId);
    const milestone = milestoneIn(rows, reminder.subjectId);
    const isMoved = milestone?.revisions.some(({ retractedBy }) => retractedBy !== null) ?? false;
    const floors = {
      'mail was on': plan?.mailOnSince ?? 'never',
      'the record was restored': gateIn(rows)?.restoreFloor ?? '',
      'the person was confirmed': contactIn(rows, reminder.recipientId)?.confirmedAt ?? 'never',
      'the person held the role': reminder.step.startsWith('notice-') ? '' : (roleSince(rows, reminder) ?? 'never'),
      // An undone move has no date of its own: when its reversal was written is in the log alone.
      'the deadline was set':
        milestone === null || isMoved || reminder.step.startsWith('deadline-changed')
          ? ''
          : dateSince(milestone, instantOf(reminder)),
    };
    return Object.entries(floors)
      .filter(([, floor]) => instantOf(reminder) < floor)
      .map(([what, floor]) => ({
        invariant,
        told: `${reminder.subjectId} ${reminder.step} of ${instantOf(reminder)} went out, but ${what} only since ${floor}`,
      }));
  });
}

/** I6: no mail contains a reminder planned before its floor. */
export const floor: Checker = ({ acceptances }) => acceptances.flatMap(judge);
