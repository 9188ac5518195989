import type { Temporal } from 'temporal-polyfill';
import type { LogEntry } from '../domain/change-log.ts';
import type { MilestoneState } from '../domain/commitment.ts';
import type { PlanPeople } from '../domain/contact.ts';
import { type EntryTimes, entryTimesOf, hasUndoneRevision } from '../domain/deadline-moves.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentOf, planOf } from '../domain/identifiers.ts';
import type { Digest, DueItem } from '../domain/ledger.ts';
import { nextNoticeAt, planNotices } from '../domain/notices.ts';
import type { PlanSettings, PlanState } from '../domain/plan.ts';
import { recipientsOf } from '../domain/recipients.ts';
import { type PlannedReminder, planMilestone } from '../domain/reminder-plan.ts';
import { nextDueAt, occasionsOf } from '../domain/reminder-policy.ts';
import type { PlanRecord, RecordStore, Stores } from '../ports.ts';
import { addUp, failedOne, type JobAccount, nothingDone, skippedOne } from './account.ts';
import { placeReminders } from './place-reminders.ts';

/** A due subject that was planned for; it may be moved on once its digests are in the queue. */
type Handled = { readonly item: DueItem; readonly next: string | null };

export type Planning = {
  readonly account: JobAccount;
  readonly digests: readonly Digest[];
  readonly handled: readonly Handled[];
  /** Plans about which something was due. */
  readonly plans: readonly PlanState[];
};

type MilestoneDue = {
  readonly item: DueItem;
  readonly plan: PlanState;
  readonly milestone: MilestoneState;
  readonly madeAt: EntryTimes;
};
/** A log with entries to be told: a plan's or a commitment's. */
type LogDue = { readonly item: DueItem; readonly plan: PlanState; readonly log: readonly LogEntry[] };
type Due = MilestoneDue | LogDue;

/** One person's reminders of one plan: what a digest is made of. */
type Share = { readonly recipientId: string; readonly settings: PlanSettings; readonly reminders: readonly PlannedReminder[] };

/** Reads the log only of a milestone whose moves depend on it. */
async function entryTimesFor(record: RecordStore, milestone: MilestoneState): Promise<EntryTimes> {
  if (!hasUndoneRevision(milestone)) return entryTimesOf([]);
  return entryTimesOf((await record.commitment(commitmentOf(milestone.id)))?.log ?? []);
}

/** What a due item speaks of, as it stands; null when it is gone. */
async function readOne(record: RecordStore, item: DueItem, { state: plan, log }: PlanRecord): Promise<Due | null> {
  const { subjectId } = item;
  if (subjectId === plan.settings.id) return { item, plan, log };
  if (subjectId === commitmentOf(subjectId)) {
    const commitment = await record.commitment(subjectId);
    return commitment === null ? null : { item, plan, log: commitment.log };
  }
  const milestone = await record.milestone(subjectId);
  return milestone === null ? null : { item, plan, milestone, madeAt: await entryTimesFor(record, milestone) };
}

async function readDue({ record }: Stores, items: readonly DueItem[]): Promise<{ due: Due[]; gone: DueItem[] }> {
  const plans = new Map<string, PlanRecord | null>();
  for (const id of new Set(items.map(({ subjectId }) => planOf(subjectId)))) plans.set(id, await record.plan(id));
  const due: Due[] = [];
  const gone: DueItem[] = [];
  for (const item of items) {
    const plan = plans.get(planOf(item.subjectId)) ?? null;
    const one = plan === null ? null : await readOne(record, item, plan);
    if (one === null) gone.push(item);
    else due.push(one);
  }
  return { due, gone };
}

/** A step came due and there is nobody to ask: said in the account, because no row of the Ledger can hold it. */
function nobodyToAsk({ item, plan, milestone, madeAt }: MilestoneDue, asked: number, at: string): JobAccount {
  const from = item.nextDueAt ?? at;
  const isStep = occasionsOf(plan, milestone, madeAt).some(({ plannedAt }) => from <= plannedAt && plannedAt <= at);
  return asked === 0 && isStep && plan.mailOnSince !== null ? skippedOne(milestone.id, 'no-recipient') : nothingDone;
}

/** What of one due subject is to be told now, and to whom. */
function plannedFor(
  one: Due,
  people: PlanPeople,
  restoreFloor: string | null,
  now: Temporal.Instant,
): { readonly reminders: readonly PlannedReminder[]; readonly account: JobAccount } {
  const at = instantText(now);
  if ('log' in one) {
    const from = one.item.nextDueAt ?? at;
    return { reminders: planNotices({ plan: one.plan, now, restoreFloor }, one.log, people, from), account: nothingDone };
  }
  const recipients = recipientsOf(people, one.milestone, at);
  return {
    reminders: planMilestone({ ...one, now }, recipients, restoreFloor),
    account: nobodyToAsk(one, recipients.asked.length, at),
  };
}

/** When something is due next about a subject that was planned for. */
function nextFor(one: Due, now: Temporal.Instant): string | null {
  return 'log' in one ? nextNoticeAt(one.log, one.plan.settings, now) : nextDueAt(one.plan, one.milestone, now, one.madeAt);
}

function sharesOf(plan: PlanState, reminders: readonly PlannedReminder[]): Share[] {
  const people = new Set(reminders.map(({ recipientId }) => recipientId));
  return [...people].sort().map((recipientId) => ({
    recipientId,
    settings: plan.settings,
    reminders: reminders.filter((one) => one.recipientId === recipientId),
  }));
}

/**
 * Steps 2 and 3 of the tick: reads each milestone and log that is due again, and writes each person's reminders
 * into a digest. A person whose reminders could not be written fails alone; their milestones stay due.
 */
export async function planReminders(
  stores: Stores,
  items: readonly DueItem[],
  restoreFloor: string | null,
  now: Temporal.Instant,
): Promise<Planning> {
  const { people, ledger } = stores;
  const { due, gone } = await readDue(stores, items);
  const accounts: JobAccount[] = [];
  const digests: Digest[] = [];
  const failed = new Set<string>();
  const plans = [...new Map(due.map(({ plan }) => [plan.settings.id, plan])).values()];
  for (const plan of plans) {
    const mine = due.filter((one) => one.plan === plan);
    const known = await people.peopleOf(plan.settings.id);
    const planned = mine.flatMap((one) => {
      const { reminders, account } = plannedFor(one, known, restoreFloor, now);
      accounts.push(account);
      return reminders;
    });
    const decided = await ledger.reminders(planned.map(({ rid }) => rid));
    const fresh = planned.filter(({ rid }) => !decided.has(rid));
    const dropped = fresh.filter((one) => one.dropped !== null);
    await ledger.putDropped(dropped.map((one) => ({ ...one, did: null })));
    accounts.push(...dropped.map(({ rid, dropped: reason }) => (reason === null ? nothingDone : skippedOne(rid, reason))));
    for (const share of sharesOf(
      plan,
      fresh.filter((one) => one.dropped === null),
    )) {
      try {
        digests.push(...(await placeReminders(ledger, share.recipientId, share.settings, share.reminders, now)));
      } catch {
        // One person's trouble must not keep the mail of the others: what it was about stays due for the next tick.
        accounts.push(failedOne(share.recipientId, 'error'));
        for (const { subjectId } of share.reminders) failed.add(subjectId);
      }
    }
  }
  const handled = due
    .filter(({ item }) => !failed.has(item.subjectId))
    .map((one) => ({ item: one.item, next: nextFor(one, now) }));
  return { account: addUp(accounts), digests, handled: [...handled, ...gone.map((item) => ({ item, next: null }))], plans };
}
