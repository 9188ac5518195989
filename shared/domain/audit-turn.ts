import type { Temporal } from 'temporal-polyfill';
import type { PlanSettings } from './plan.ts';

/** How far an audit looks back, and at which plans. */
export type AuditReach = 'recent' | 'usual' | 'full';

/**
 * Days an audit looks back. `recent`: to a working day before the longest run of days off. `usual`: as far as anything may still be
 * sent, so that a day is looked at until it is closed. `full`: all that the Ledger keeps.
 */
export const lookBackDays: { readonly [reach in AuditReach]: number } = { recent: 7, usual: 35, full: 399 };

/** The hour, in UTC, whose audit looks at every plan, and on which day of the week at everything that is kept. */
const nightly = { hour: 2, fullOn: 7 } as const;

/** What the audit of an hour looks at: every night what may still change, once a week all there is, and by day what is new. */
export function reachOf(now: Temporal.Instant): AuditReach {
  const { hour, dayOfWeek } = now.toZonedDateTimeISO('UTC');
  if (hour !== nightly.hour) return 'recent';
  return dayOfWeek === nightly.fullOn ? 'full' : 'usual';
}

/**
 * Is this the hour to look at a plan by day? The one after its steps fall due, and the one after its sending window has closed. What was
 * right in between stays right: nothing else of it falls due.
 */
export function isAuditTurn({ zone, reminderPolicy: { plannedHour, window } }: PlanSettings, now: Temporal.Instant): boolean {
  const planned = Math.min(Math.max(plannedHour, window.opens), window.closes - 1);
  const { hour } = now.toZonedDateTimeISO(zone);
  return hour === (planned + 1) % 24 || hour === window.closes % 24;
}
