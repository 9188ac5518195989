import type { Reminder } from '../../../shared/domain/ledger.ts';
import { textOf } from '../clock.ts';
import { type Acceptance, type Checker, carriedBy, ledgerIn, type Violation } from '../history.ts';

const invariant = 'I7';

const isNotice = ({ step }: Reminder): boolean => step.startsWith('notice-') || step.startsWith('stopped-');

function judge({ at, claim }: Acceptance): Violation[] {
  if (claim === null) return [];
  const carried = carriedBy(claim).filter((one) => !isNotice(one));
  const known = ledgerIn(claim.rows).reminders.filter(({ dropped }) => dropped === null);
  return carried.flatMap((one) => {
    const later = known.find(
      (other) =>
        other.rid !== one.rid &&
        other.subjectId === one.subjectId &&
        other.recipientId === one.recipientId &&
        other.effectiveDate === one.effectiveDate &&
        !isNotice(other) &&
        other.plannedAt > one.plannedAt,
    );
    const twin = carried.find((other) => other !== one && other.subjectId === one.subjectId && other.rid < one.rid);
    return [
      ...(later === undefined
        ? []
        : [`${one.step} of ${one.subjectId} went out at ${textOf(at)} although ${later.step} was planned`]),
      ...(twin === undefined ? [] : [`${one.step} and ${twin.step} of ${one.subjectId} went out together at ${textOf(at)}`]),
    ].map((told) => ({ invariant, told }));
  });
}

/** I7: of one milestone's steps a person gets at most one at a time, and none that a later one has overtaken. */
export const collapse: Checker = ({ acceptances, resends }) =>
  // What a person asks to be sent again goes out although time went on.
  acceptances.filter(({ claim }) => claim !== null && !resends.has(claim.did)).flatMap(judge);
