import { Temporal } from 'temporal-polyfill';
import { calendarFor, nextWorkingDay } from './calendar.ts';
import type { LogEntry } from './change-log.ts';
import type { Assignment, PlanPeople } from './contact.ts';
import { instantText, localDay } from './fuzzy-date.ts';
import { numberOf, planOf } from './identifiers.ts';
import type { DroppedReason, Reminder, ReminderStep } from './ledger.ts';
import type { PlanSettings, PlanState } from './plan.ts';
import { heldUntil } from './preferences.ts';
import { floorOf, type Recipient, toAskSince } from './recipients.ts';
import { isStale, type PlannedReminder, plannedReminder } from './reminder-plan.ts';
import { isClosed, plannedOn } from './reminder-policy.ts';

const told = ['contact-confirmed', 'contact-edited', 'role-ended', 'reassigned', 'handed-on', 'taken-back'] as const;

/**
 * A change of who answers, of which the others concerned are told by mail. A moved deadline is told with its milestone's
 * reminders, by a step of its own.
 */
export type NoticeEntry = Extract<LogEntry, { type: (typeof told)[number] }>;

export function isNotice(entry: LogEntry): entry is NoticeEntry {
  return told.some((type) => type === entry.type);
}

export function noticeStep({ seq }: Pick<NoticeEntry, 'seq'>): ReminderStep {
  return `notice-${seq}`;
}

export function isNoticeStep(step: ReminderStep): boolean {
  return step.startsWith('notice-');
}

/** The entry a notice tells of, in the log of its subject. */
export function entryOfNotice(log: readonly LogEntry[], { step }: Pick<Reminder, 'step'>): NoticeEntry | null {
  return log.filter(isNotice).find((entry) => noticeStep(entry) === step) ?? null;
}

/** When an entry is told: with the mail of the working day after, as a moved deadline is. */
export function noticeAt({ at }: Pick<NoticeEntry, 'at'>, settings: PlanSettings): string {
  const calendar = calendarFor(settings.country, settings.region);
  return plannedOn(nextWorkingDay(localDay(Temporal.Instant.from(at), settings.zone), calendar), settings);
}

/** The next instant strictly after `after` at which an entry of a log is to be told; null when none is. */
export function nextNoticeAt(log: readonly LogEntry[], settings: PlanSettings, after: Temporal.Instant): string | null {
  const instants = log.filter(isNotice).map((entry) => noticeAt(entry, settings));
  return instants.filter((at) => at > instantText(after)).sort()[0] ?? null;
}

/** Does an assignment have to do with what an entry tells? Reviewers hear of it by the feeds, as everybody does. */
function isConcerned(entry: NoticeEntry, { planId, role, commitments, milestoneId }: Assignment): boolean {
  if (planId !== planOf(entry.subject)) return false;
  switch (role) {
    case 'poc':
      return true;
    case 'colleague':
      return 'milestoneId' in entry.data && milestoneId !== null && entry.data.milestoneId === milestoneId;
    case 'lead':
    case 'deputy': {
      if (!('commitments' in entry.data)) return commitments === null || commitments.includes(numberOf(entry.subject));
      const { role: changed, commitments: answeredFor } = entry.data;
      if (!['lead', 'deputy'].includes(changed)) return false;
      return answeredFor === null || commitments === null || answeredFor.some((number) => commitments.includes(number));
    }
    case 'reviewer':
    case 'admin':
      return false;
    default:
      return role satisfies never;
  }
}

const order = ['poc', 'lead', 'deputy'] as const;

/**
 * Who is told of an entry: whoever answers with, for or beside the role that changed, now or until that very change; once
 * each. Not who did it, nor who confirmed it.
 */
export function recipientsOfNotice(people: PlanPeople, entry: NoticeEntry, at: string): readonly Recipient[] {
  const doing = [entry.actor.id, 'approvedBy' in entry.data ? (entry.data.approvedBy?.id ?? null) : null];
  const held = people.assignments.filter(
    (one) => isConcerned(entry, one) && one.since <= at && (one.until === null || at < one.until || one.until === entry.at),
  );
  return people.contacts.flatMap((contact): Recipient[] => {
    if (doing.includes(contact.id)) return [];
    const mine = held.flatMap((one) => {
      const since = toAskSince(contact, one, at);
      const role = one.role === 'colleague' ? 'lead' : order.find((known) => known === one.role);
      return one.contactId !== contact.id || since === null || role === undefined ? [] : [{ role, since }];
    });
    const role = order.find((known) => mine.some((one) => one.role === known));
    const [since] = mine.map((one) => one.since).sort();
    return role === undefined || since === undefined ? [] : [{ contact, role, since }];
  });
}

type Telling = { readonly plan: PlanState; readonly now: Temporal.Instant; readonly restoreFloor: string | null };

function reasonAgainst(
  { plan, now, restoreFloor }: Telling,
  entry: NoticeEntry,
  plannedAt: string,
  recipient: Recipient,
): DroppedReason | null {
  const floor = floorOf(plan, restoreFloor, entry.at, recipient);
  if (floor === null || entry.at < floor) return 'before-floor';
  // Whoever prepares a plan confirms its people and switches mail on in one go: that second still belongs to before.
  if (plan.mailOnSince !== null && entry.at <= plan.mailOnSince) return 'before-floor';
  if (isClosed(plan, instantText(now))) return 'plan-closed';
  return isStale(plannedAt, now) ? 'stale' : null;
}

/** An entry is looked at again for a while after it was told: hours and holidays of a plan may have changed since. */
const lookBackDays = 7;

/**
 * Every notice of a log that is due by now, for everyone concerned; `from` is when the log became due. Each entry is told
 * on its own: a notice is never overtaken by a later one.
 */
export function planNotices(
  telling: Telling,
  log: readonly LogEntry[],
  people: PlanPeople,
  from: string,
): readonly PlannedReminder[] {
  const { plan, now, restoreFloor } = telling;
  const at = instantText(now);
  const earliest = instantText(Temporal.Instant.from(from).subtract({ hours: 24 * lookBackDays }));
  return log.filter(isNotice).flatMap((entry) => {
    const plannedAt = noticeAt(entry, plan.settings);
    if (plannedAt > at || plannedAt < earliest) return [];
    return recipientsOfNotice(people, entry, at)
      .filter((recipient) => floorOf(plan, restoreFloor, entry.at, recipient) !== null)
      .map((recipient) => {
        const occasion = { step: noticeStep(entry), effectiveDate: entry.at, plannedAt };
        const row = plannedReminder(entry.subject, occasion, recipient, reasonAgainst(telling, entry, plannedAt, recipient), now);
        const day = localDay(Temporal.Instant.from(plannedAt), plan.settings.zone);
        return { ...row, heldUntil: heldUntil({ step: row.step, day }, null, recipient.contact.reminders, plan.settings) };
      });
  });
}

/** Does a planned notice still hold, just before it is sent? The reason when it does not. */
export function reasonToDropNotice(
  reminder: Reminder,
  telling: Telling & { readonly entry: NoticeEntry | null; readonly recipient: Recipient | null },
): DroppedReason | null {
  const { plan, now, entry, recipient } = telling;
  if (isClosed(plan, instantText(now))) return 'plan-closed';
  if (plan.mailOnSince === null) return 'mail-off';
  if (entry === null) return 'superseded';
  if (recipient === null) return 'no-recipient';
  return reasonAgainst(telling, entry, reminder.plannedAt, recipient);
}
