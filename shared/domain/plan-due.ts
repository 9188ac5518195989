import type { Temporal } from 'temporal-polyfill';
import { nextCampaignAt } from './campaign-reminders.ts';
import type { LogEntry } from './change-log.ts';
import { localDay } from './fuzzy-date.ts';
import { nextNoticeAt } from './notices.ts';
import { nextTurnOfMeetings } from './ogp-counts.ts';
import type { PlanState } from './plan.ts';
import { instantAt } from './reminder-policy.ts';

/**
 * The next instant strictly after `after` at which something of a log is due: a change of who answers is told, or, for the
 * plan's own log, a campaign asks or has changed its days, or what is counted or told of its meetings turns with the date (local
 * midnight). Null when nothing is.
 */
export function nextLogDueAt(
  plan: PlanState,
  subjectId: string,
  log: readonly LogEntry[],
  after: Temporal.Instant,
): string | null {
  const { mailOnSince } = plan;
  const isOfPlan = subjectId === plan.settings.id;
  const campaignAt = isOfPlan ? nextCampaignAt(plan, log, after) : null;
  // What changed before mail was on is never told: no tick looks for it, not even where it was in the same second.
  const switched = log.findLastIndex(({ type }) => type === 'mail-switched');
  const told = log.slice(switched + 1).filter(({ at }) => mailOnSince !== null && at >= mailOnSince);
  const turnAt = isOfPlan ? nextMeetingTurnAt(plan, after) : null;
  return [nextNoticeAt(told, plan.settings, after), campaignAt, turnAt].filter((at) => at !== null).sort()[0] ?? null;
}

/** Whether mail is on or not: nobody is told of it. */
function nextMeetingTurnAt({ settings: { zone }, meetings }: PlanState, after: Temporal.Instant): string | null {
  const day = nextTurnOfMeetings(meetings, localDay(after, zone));
  return day === null ? null : instantAt(day, 0, zone);
}
