import type { Temporal } from 'temporal-polyfill';
import { nextCampaignAt } from './campaign-reminders.ts';
import type { LogEntry } from './change-log.ts';
import { nextNoticeAt } from './notices.ts';
import type { PlanState } from './plan.ts';

/**
 * The next instant strictly after `after` at which something of a log is due: a change of who answers is told, or, for the
 * plan's own log, a campaign asks or has changed its days. Null when nothing is.
 */
export function nextLogDueAt(
  plan: PlanState,
  subjectId: string,
  log: readonly LogEntry[],
  after: Temporal.Instant,
): string | null {
  const { mailOnSince } = plan;
  const campaignAt = subjectId === plan.settings.id ? nextCampaignAt(plan, log, after) : null;
  // What changed before mail was on is never told: no tick looks for it, not even where it was in the same second.
  const switched = log.findLastIndex(({ type }) => type === 'mail-switched');
  const told = log.slice(switched + 1).filter(({ at }) => mailOnSince !== null && at >= mailOnSince);
  return [nextNoticeAt(told, plan.settings, after), campaignAt].filter((at) => at !== null).sort()[0] ?? null;
}
