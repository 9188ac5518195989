import type { Reminder } from '../../../shared/domain/ledger.ts';
import { hour, minute, textOf } from '../clock.ts';
import { type Acceptance, type Checker, carriedBy, type Violation } from '../history.ts';

const invariant = 'I1';

/** What a reminder says and to whom, by itself: not the id that the code gives it. */
export function meaningOf({ subjectId, effectiveDate, step, recipientId }: Reminder): string {
  return [subjectId, effectiveDate, step, recipientId].join(' ');
}

/** Every mail that brought a reminder, by what it said; mails whose content was refused brought nothing. */
export function acceptancesByMeaning(acceptances: readonly Acceptance[]): Map<string, Acceptance[]> {
  const found = new Map<string, Acceptance[]>();
  for (const one of acceptances) {
    if (one.claim === null || one.isRefused) continue;
    for (const reminder of carriedBy(one.claim)) {
      const meaning = meaningOf(reminder);
      found.set(meaning, [...(found.get(meaning) ?? []), one]);
    }
  }
  return found;
}

/** Shortest wait before a mail may go out again, by the most urgent thing it carries. */
function graceOf({ claim }: Acceptance): number {
  const isUrgent = claim !== null && carriedBy(claim).some(({ step }) => step === '-1');
  return isUrgent ? 30 * minute : 3 * hour;
}

/** I1, I5: a reminder is accepted once; without the events in time twice at most, the second late and told as a repeat. */
export const noDouble: Checker = ({ acceptances, isStrict, skew, resends }) => {
  const unclaimed = acceptances.filter(({ claim }) => claim === null);
  const violations: Violation[] = unclaimed.map(({ at }) => ({
    invariant,
    told: `a mail left at ${textOf(at)} that nobody had claimed`,
  }));
  for (const [meaning, mails] of acceptancesByMeaning(acceptances)) {
    const [first, ...more] = mails;
    const did = first?.claim?.did ?? '';
    const asked = resends.get(did)?.length ?? 0;
    if (first === undefined || more.length === 0) continue;
    const most = (isStrict ? 1 : 2) + asked;
    const when = mails.map(({ at, claim }) => `${textOf(at)} in ${claim?.did.slice(0, 6)} attempt ${claim?.attempt}`).join(', ');
    if (mails.length > most) violations.push({ invariant, told: `${meaning} was accepted ${mails.length} times: ${when}` });
    for (const again of more) {
      const waited = again.at - (first.claim?.at ?? first.at);
      if (asked === 0 && waited < graceOf(first) - 2 * skew) {
        violations.push({ invariant, told: `${meaning} went out again within its grace: ${when}` });
      }
      if (Number(again.mail.tags['attempt']) < 2)
        violations.push({ invariant, told: `${meaning} does not say that it is a repeat: ${when}` });
    }
  }
  return violations;
};
