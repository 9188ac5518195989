import { Temporal } from 'temporal-polyfill';
import { calendarFor } from '../../../shared/domain/calendar.ts';
import { declaredStatusOf, type MilestoneState, standingWords } from '../../../shared/domain/commitment.ts';
import type { Reminder } from '../../../shared/domain/ledger.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { millisecondsOf, textOf } from '../clock.ts';
import { type Acceptance, type Checker, carriedBy, digestIn, milestoneIn, planIn, type Violation } from '../history.ts';

const invariant = 'I3';

/** From the claim to the call, and what a second cut off may hide. */
const slack = 15_000;

const localOf = (at: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/** Whether mail of a plan may leave at an instant: hours of a working day, told from the calendar alone. */
function isOpenAt(at: number, { zone, country, region, reminderPolicy: { window } }: PlanSettings): boolean {
  const local = localOf(at, zone);
  const isWorked = local.dayOfWeek <= 5 && !calendarFor(country, region).holidays.has(local.toPlainDate().toString());
  return isWorked && local.hour >= window.opens && local.hour < window.closes;
}

const quarter = 900_000;

/**
 * Do these plans share an hour of a local day, after the last of them has planned its steps? Quarters of an hour are counted, from a
 * day before to a day after: zones may be so far apart.
 */
function doShare(day: string, plans: readonly PlanSettings[]): boolean {
  const noon = millisecondsOf(`${day}T12:00:00Z`);
  const isHour = (at: number, settings: PlanSettings): boolean => {
    const local = localOf(at, settings.zone);
    const { plannedHour, window } = settings.reminderPolicy;
    const planned = Math.min(Math.max(plannedHour, window.opens), window.closes - 1);
    return local.toPlainDate().toString() === day && local.hour >= planned && isOpenAt(at, settings);
  };
  const quarters = Array.from({ length: 192 }, (_, index) => noon + (index - 96) * quarter);
  return quarters.filter((at) => plans.every((one) => isHour(at, one))).length >= 4;
}

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
  const isEvery = plans.length > 1 && days.every((day) => doShare(day, plans));
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
