import { Temporal } from 'temporal-polyfill';
import { calendarFor, isWorkingDay } from './calendar.ts';
import { instantText } from './fuzzy-date.ts';
import type { PlanSettings } from './plan.ts';
import { instantAt, plannedOn } from './reminder-policy.ts';

/** When mail may leave on a local day, and the hour at which that day's steps are planned. */
export type SendingHours = { readonly opens: string; readonly planned: string; readonly closes: string };

/** What is left of hours that plans share, after the last of them has planned its steps, for a mail to leave in. */
const leastMinutes = 60;

const latestOf = (instants: readonly string[]): string => [...instants].sort().at(-1) ?? '';
const earliestOf = (instants: readonly string[]): string => [...instants].sort()[0] ?? '';

/** One plan's hours on a local day; null on a day off. */
function hoursOf(day: string, settings: PlanSettings): SendingHours | null {
  if (!isWorkingDay(day, calendarFor(settings.country, settings.region))) return null;
  const { opens, closes } = settings.reminderPolicy.window;
  const at = (hour: number): string => instantAt(day, hour, settings.zone);
  return { opens: at(opens), planned: plannedOn(day, settings), closes: at(closes) };
}

/** The hours of a local day that are in the windows of all these plans; null where there are none, or too few. */
export function sharedHours(day: string, plans: readonly PlanSettings[]): SendingHours | null {
  const all = plans.map((settings) => hoursOf(day, settings)).filter((one) => one !== null);
  if (all.length === 0 || all.length < plans.length) return null;
  const opens = latestOf(all.map((one) => one.opens));
  const planned = latestOf(all.map((one) => one.planned));
  const closes = earliestOf(all.map((one) => one.closes));
  const isEnough = instantText(Temporal.Instant.from(planned).add({ minutes: leastMinutes })) <= closes;
  return isEnough ? { opens, planned, closes } : null;
}

/** When one mail that speaks of these plans may leave on a local day: in the hours they share, else in those of the first. */
export function hoursOfMail(day: string, plans: readonly PlanSettings[]): SendingHours | null {
  const [first] = plans;
  return sharedHours(day, plans) ?? (first === undefined ? null : hoursOf(day, first));
}
