import { Temporal } from 'temporal-polyfill';
import { declaredStatusOf, type MilestoneState, standingWords } from '../../../shared/domain/commitment.ts';
import type { Reminder } from '../../../shared/domain/ledger.ts';
import { millisecondsOf, textOf } from '../clock.ts';
import { type Acceptance, type Checker, carriedBy, digestIn, milestoneIn, planIn, type Violation } from '../history.ts';
import { isOpenAt, localOf, sharedTime } from './hours.ts';

const invariant = 'I3';

/** From the claim to the call, and what a second cut off may hide. */
const slack = 15_000;

/** Midnight after the deadline's last day. */
function endOf(deadline: string, zone: string): string {
  return textOf(Temporal.PlainDate.from(deadline).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds);
}

/** Answered: complete or withdrawn; after the deadline any word said since it ended. */
export function isAnsweredIn(milestone: MilestoneState, { step, effectiveDate }: Reminder, zone: string): boolean {
  const status = declaredStatusOf(milestone);
  if (status === 'complete' || status === 'withdrawn') return true;
  if (!/^(?:\+1wd|overdue-|escalation)/.test(step)) return false;
  return standingWords(milestone).some(({ at }) => at >= endOf(effectiveDate, zone));
}

function judge({ at, claim, mail }: Acceptance, skew: number): Violation[] {
  if (claim === null) return [];
  const digest = digestIn(claim.rows, claim.did);
  const carried = carriedBy(claim);
  const found: string[] = [];
  if (digest !== null && at + skew + slack < millisecondsOf(digest.notBefore)) found.push(`before ${digest.notBefore}`);
  const planIds = [...new Set(carried.map((one) => one.planId))];
  const plans = planIds.map((id) => planIn(claim.rows, id)?.settings).filter((one) => one !== undefined);
  const moments = [at - skew - slack, at - slack, at, at + skew];
  // One mail about several plans keeps to the hours they share; where there are none, to those of one of them. A repeat has no day.
  const days =
    claim.attempt === 1 ? [digest?.localDate ?? ''] : plans.map(({ zone }) => localOf(at, zone).toPlainDate().toString());
  const isEvery = plans.length > 1 && days.every((day) => sharedTime(day, plans) !== null);
  const isOpen = moments.some((moment) => {
    const open = plans.filter((one) => isOpenAt(moment, one)).length;
    return isEvery ? open === plans.length : open > 0;
  });
  if (!isOpen) found.push(`outside the window of ${plans.map((one) => one.zone).join(', ')}`);
  for (const reminder of carried) {
    const milestone = milestoneIn(claim.rows, reminder.subjectId);
    const zone = planIn(claim.rows, reminder.planId)?.settings.zone ?? 'UTC';
    if (milestone !== null && isAnsweredIn(milestone, reminder, zone))
      found.push(`about ${reminder.subjectId}, ${reminder.step}, which was answered`);
    if (at + skew + slack < millisecondsOf(reminder.plannedAt))
      found.push(`${reminder.subjectId}, ${reminder.step} before ${reminder.plannedAt}`);
  }
  return found.map((told) => ({
    invariant,
    told: `accepted at ${textOf(at)}, digest ${mail.tags['digest']?.slice(0, 6)}: ${told}`,
  }));
}

/** I3: nothing leaves before its time, outside working hours, or about what was answered as of the claim. */
export const notEarly: Checker = ({ acceptances, skew }) => acceptances.flatMap((one) => judge(one, skew));
