import { Temporal } from 'temporal-polyfill';
import { calendarFor } from '../../../shared/domain/calendar.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { millisecondsOf } from '../clock.ts';

export const localOf = (at: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/** Whether mail of a plan may leave at an instant: hours of a working day, told from the calendar alone. */
export function isOpenAt(at: number, { zone, country, region, reminderPolicy: { window } }: PlanSettings): boolean {
  const local = localOf(at, zone);
  const isWorked = local.dayOfWeek <= 5 && !calendarFor(country, region).holidays.has(local.toPlainDate().toString());
  return isWorked && local.hour >= window.opens && local.hour < window.closes;
}

/** Whether a plan has planned its steps of a local day by an instant, and mail of it may leave. */
export function isHourOf(day: string, at: number, settings: PlanSettings): boolean {
  const local = localOf(at, settings.zone);
  const { plannedHour, window } = settings.reminderPolicy;
  const planned = Math.min(Math.max(plannedHour, window.opens), window.closes - 1);
  return local.toPlainDate().toString() === day && local.hour >= planned && isOpenAt(at, settings);
}

const quarter = 900_000;

/** Fewer than these shared quarters of an hour are too few for a mail to wait for. */
const leastQuarters = 4;

/**
 * The time of a local day that is in the hours of all these plans, after the last of them has planned its steps; null where they share
 * less than an hour. Quarters of an hour are counted, from a day before to a day after: zones may be so far apart.
 */
export function sharedTime(
  day: string,
  plans: readonly PlanSettings[],
): { readonly from: number; readonly until: number } | null {
  const noon = millisecondsOf(`${day}T12:00:00Z`);
  const quarters = Array.from({ length: 192 }, (_, index) => noon + (index - 96) * quarter);
  const shared = quarters.filter((at) => plans.every((one) => isHourOf(day, at, one)));
  const [from, last] = [shared[0], shared.at(-1)];
  return from === undefined || last === undefined || shared.length < leastQuarters ? null : { from, until: last + quarter };
}
