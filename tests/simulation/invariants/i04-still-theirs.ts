import { type Assignment, assignment } from '../../../shared/domain/contact.ts';
import { numberOf } from '../../../shared/domain/identifiers.ts';
import type { Reminder } from '../../../shared/domain/ledger.ts';
import { minute, textOf } from '../clock.ts';
import { type Acceptance, type Checker, carriedBy, contactIn, type Violation } from '../history.ts';
import { contentsOf, type Rows } from '../rows.ts';

const invariant = 'I4';

/** A sender reads so long before it claims, at most. */
const patience = 3 * minute;

/** Does somebody hold the role a reminder was written to, for what it is about, as of the claim? */
function isTheirs(assignments: readonly Assignment[], at: number, { recipientId, role, planId, subjectId }: Reminder): boolean {
  const roles: readonly string[] = role === 'lead' ? ['lead', 'colleague'] : [role];
  return assignments.some(
    (one) =>
      one.contactId === recipientId &&
      one.planId === planId &&
      roles.includes(one.role) &&
      (one.until === null || one.until > textOf(at - patience)) &&
      (subjectId === planId ||
        ((one.commitments === null || one.commitments.includes(numberOf(subjectId))) &&
          (one.milestoneId === null || one.milestoneId === subjectId))),
  );
}

/** Colleagues in whose hands a milestone surely was when a step came due, and whom mail has always reached. */
function holdersThen(rows: Rows, assignments: readonly Assignment[], { subjectId, plannedAt }: Reminder): readonly string[] {
  const held = assignments.filter(
    ({ role, milestoneId, since, until }) =>
      role === 'colleague' && milestoneId === subjectId && since < plannedAt && (until === null || plannedAt < until),
  );
  return held.flatMap(({ contactId }) => {
    const contact = contactIn(rows, contactId);
    const isReached = contact !== null && contact.suppressed === null && contact.reachableSince === null;
    return isReached && contact.pausedUntil === null ? [contactId] : [];
  });
}

/** Who lost a role is told so, and who was stopped is told of to others. */
const isNotice = ({ step }: Reminder): boolean => step.startsWith('notice-') || step.startsWith('stopped-');

function judge({ claim }: Acceptance, skew: number): Violation[] {
  const carried = claim === null ? [] : carriedBy(claim).filter((one) => !isNotice(one));
  if (claim === null || carried.length === 0) return [];
  const { rows, at, did } = claim;
  const assignments = contentsOf(rows, 'people', 'ASSIGNMENT#plan#', assignment);
  return carried.flatMap((one) => {
    const what = `digest ${did.slice(0, 6)} tells ${one.recipientId} of ${one.subjectId} ${one.step}`;
    const holders = one.role === 'lead' ? holdersThen(rows, assignments, one) : [];
    const isElsewhere = holders.length > 0 && !holders.includes(one.recipientId);
    return [
      ...(isTheirs(assignments, at - skew, one) ? [] : [`${what}, who is no ${one.role} any more`]),
      ...(isElsewhere ? [`${what}, which was with ${holders.join()}`] : []),
    ].map((told) => ({ invariant, told }));
  });
}

/** I4: whoever a mail is written to holds the role as of its claim; what was handed on when it came due is asked of that colleague. */
export const stillTheirs: Checker = ({ acceptances, skew }) => acceptances.flatMap((one) => judge(one, skew));
