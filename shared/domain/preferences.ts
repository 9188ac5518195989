import { Temporal } from 'temporal-polyfill';
import { type Calendar, calendarFor, rollForward } from './calendar.ts';
import type { ReminderPreferences } from './contact.ts';
import type { ReminderStep } from './ledger.ts';
import type { PlanSettings } from './plan.ts';
import { isBeforeDeadline, type PlannedStep, plannedOn } from './reminder-policy.ts';

/** Does a person want this step at all? They choose among the days before a deadline; what comes after it always comes. */
export function isWanted(step: ReminderStep, { daysBefore }: ReminderPreferences): boolean {
  return daysBefore === null || !isBeforeDeadline(step) || daysBefore.includes(Number(step.slice(1)));
}

/**
 * The day on which a weekly mail carries what is planned on a working day: the Monday that comes next, or the first
 * working day after a Monday off.
 */
export function weeklyDay(day: string, calendar: Calendar): string {
  const date = Temporal.PlainDate.from(day);
  const monday = date.subtract({ days: date.dayOfWeek - 1 });
  const thisWeek = rollForward(monday.toString(), calendar);
  return day <= thisWeek ? thisWeek : rollForward(monday.add({ weeks: 1 }).toString(), calendar);
}

/** The last day before a deadline, the first after it, and that somebody is reached no more: these wait for nothing. */
function cannotWait(step: ReminderStep): boolean {
  return step === '-1' || step === '+1wd' || step.startsWith('stopped-');
}

/**
 * Until when a step waits for the weekly mail of whoever asked for one; null when it leaves as it falls due. Nothing waits
 * beyond `lastDay`, the day of what it announces or of the step that follows it: such a step leaves at once.
 */
export function heldUntil(
  { step, day }: Pick<PlannedStep, 'step' | 'day'>,
  lastDay: string | null,
  { frequency }: ReminderPreferences,
  settings: PlanSettings,
): string | null {
  if (frequency === 'as-due' || cannotWait(step)) return null;
  const waited = weeklyDay(day, calendarFor(settings.country, settings.region));
  return waited === day || (lastDay !== null && waited > lastDay) ? null : plannedOn(waited, settings);
}
