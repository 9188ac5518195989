import { ask } from '../../../shared/domain/ledger.ts';
import { type Checker, carriedBy, digestIn, type Violation } from '../history.ts';
import { contentsOf } from '../rows.ts';

const invariant = 'I21';

const asksNothing = (step: string): boolean => /^(?:deadline-changed|notice|stopped)-/.test(step);

/** I21: the asks shown are the reminders sent, one each; a notice asks nothing. */
export const asks: Checker = ({ acceptances, restores, rows }) => {
  const told = contentsOf(rows, 'record', 'ASK#', ask);
  const mailed = new Map(
    acceptances.flatMap(({ claim, isTold }) =>
      claim === null
        ? []
        : carriedBy(claim).map(({ rid, step, subjectId }) => [rid, { claim, isTold, step, subjectId }] as const),
    ),
  );
  const reached = new Set(
    acceptances.flatMap(({ claim, isRefused }) => (claim === null || isRefused ? [] : carriedBy(claim).map(({ rid }) => rid))),
  );
  const violations: Violation[] = [];
  for (const { rid, subjectId, step } of told) {
    const found = mailed.get(rid);
    if (found === undefined)
      violations.push({ invariant, told: `${subjectId} counts as asked (${step}) and no mail was accepted` });
    else if (asksNothing(found.step)) violations.push({ invariant, told: `${subjectId} counts as asked by a notice (${step})` });
  }
  if (restores.length > 0) return violations;
  const asked = new Set(told.map(({ rid }) => rid));
  for (const [rid, { claim, isTold, step, subjectId }] of mailed) {
    const digest = digestIn(rows, claim.did);
    // SES told nobody of that mail, and the one it told of left this reminder out: nothing could know that it went.
    const isLeftOut = digest?.withheld.some((one) => one.rid === rid) === true;
    const isUnheard = !isTold && isLeftOut && digest.claims[claim.attempt - 1]?.told === 'none';
    const isSent = reached.has(rid) && digest?.state === 'sent';
    if (isSent && !isUnheard && !asksNothing(step) && !asked.has(rid))
      violations.push({ invariant, told: `${subjectId} was mailed (${step}) and nobody says so` });
  }
  return violations;
};
