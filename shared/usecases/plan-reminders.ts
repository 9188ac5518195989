import type { Temporal } from 'temporal-polyfill';
import { campaignsDue, isCampaignAnswered, planCampaign } from '../domain/campaign-reminders.ts';
import type { LogEntry } from '../domain/change-log.ts';
import type { Commitment, MilestoneState } from '../domain/commitment.ts';
import type { PlanPeople } from '../domain/contact.ts';
import { type EntryTimes, entryTimesOf, hasUndoneRevision } from '../domain/deadline-moves.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentOf, planOf } from '../domain/identifiers.ts';
import type { Digest, DueItem } from '../domain/ledger.ts';
import { planNotices } from '../domain/notices.ts';
import type { PlanState } from '../domain/plan.ts';
import { nextLogDueAt } from '../domain/plan-due.ts';
import { askedAbout, recipientsOf, unreachedAbout } from '../domain/recipients.ts';
import { type PlannedReminder, planMilestone } from '../domain/reminder-plan.ts';
import { nextDueAt, occasionsOf } from '../domain/reminder-policy.ts';
import { planStopNotices } from '../domain/stop-notices.ts';
import type { PlanRecord, RecordStore, Stores } from '../ports.ts';
import { addUp, failedOne, type JobAccount, nothingDone, skippedOne } from './account.ts';
import { placePlanned } from './place-planned.ts';
import { commitmentsOfPlan } from './plan-milestones.ts';

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
/** A log with entries to be told: a plan's or a commitment's; for a plan's, the commitments its campaigns ask about now. */
type LogDue = {
  readonly item: DueItem;
  readonly plan: PlanState;
  readonly log: readonly LogEntry[];
  readonly commitments: readonly Commitment[];
};
type Due = MilestoneDue | LogDue;

/** Since when a subject has been due. */
function fromOf({ nextDueAt }: DueItem, now: Temporal.Instant): string {
  return nextDueAt ?? instantText(now);
}

/** Reads the log only of a milestone whose moves depend on it. */
async function entryTimesFor(record: RecordStore, milestone: MilestoneState): Promise<EntryTimes> {
  if (!hasUndoneRevision(milestone)) return entryTimesOf([]);
  return entryTimesOf((await record.commitment(commitmentOf(milestone.id)))?.log ?? []);
}

/** What a due item speaks of, as it stands; null when it is gone. */
async function readOne(
  record: RecordStore,
  item: DueItem,
  { state: plan, log }: PlanRecord,
  now: Temporal.Instant,
): Promise<Due | null> {
  const { subjectId } = item;
  if (subjectId === plan.settings.id) {
    const isAsking = campaignsDue(plan, fromOf(item, now), now).length > 0;
    const commitments = isAsking ? (await commitmentsOfPlan(record, subjectId)).map(({ commitment }) => commitment) : [];
    return { item, plan, log, commitments };
  }
  if (subjectId === commitmentOf(subjectId)) {
    const commitment = await record.commitment(subjectId);
    return commitment === null ? null : { item, plan, log: commitment.log, commitments: [] };
  }
  const milestone = await record.milestone(subjectId);
  return milestone === null ? null : { item, plan, milestone, madeAt: await entryTimesFor(record, milestone) };
}

async function readDue(
  record: RecordStore,
  items: readonly DueItem[],
  plan: PlanRecord | null,
  now: Temporal.Instant,
): Promise<{ due: Due[]; gone: DueItem[] }> {
  const due: Due[] = [];
  const gone: DueItem[] = [];
  for (const item of items) {
    const one = plan === null ? null : await readOne(record, item, plan, now);
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

/** What is planned of one due subject, and what of it nobody can be told. */
type PlannedOne = { readonly reminders: readonly PlannedReminder[]; readonly account: JobAccount };

/** What a log's changes and, of a plan, its campaigns tell and ask now. */
function plannedOfLog(
  { item, plan, log, commitments }: LogDue,
  people: PlanPeople,
  restoreFloor: string | null,
  now: Temporal.Instant,
): PlannedOne {
  const telling = { plan, log, now, restoreFloor };
  const from = fromOf(item, now);
  const campaigns = commitments.length === 0 ? [] : campaignsDue(plan, from, now);
  const asking = campaigns.flatMap((campaign) => commitments.map((commitment) => ({ campaign, commitment })));
  const unasked = asking.filter(
    ({ campaign, commitment }) =>
      !isCampaignAnswered(commitment, campaign, plan.settings.zone) &&
      askedAbout(people, commitment.state.id, instantText(now)).length === 0 &&
      unreachedAbout(people, commitment.state.id, instantText(now)).length === 0,
  );
  return {
    reminders: [
      ...planNotices(telling, log, people, from),
      ...asking.flatMap(({ campaign, commitment }) => planCampaign(telling, campaign, commitment, people)),
    ],
    account: addUp(unasked.map(({ commitment }) => skippedOne(commitment.state.id, 'no-recipient'))),
  };
}

/** What of one due subject is to be told now, and to whom. */
function plannedFor(one: Due, people: PlanPeople, restoreFloor: string | null, now: Temporal.Instant): PlannedOne {
  if ('log' in one) return plannedOfLog(one, people, restoreFloor, now);
  const at = instantText(now);
  const recipients = recipientsOf(people, one.milestone, at);
  return {
    reminders: planMilestone({ ...one, now }, recipients, restoreFloor),
    account: nobodyToAsk(one, recipients.asked.length + recipients.unreached.length, at),
  };
}

/** When something is due next about a subject that was planned for. */
function nextFor(one: Due, now: Temporal.Instant): string | null {
  return 'log' in one
    ? nextLogDueAt(one.plan, one.item.subjectId, one.log, now)
    : nextDueAt(one.plan, one.milestone, now, one.madeAt);
}

/** Plans for what is due about one plan. */
async function planOne(
  stores: Stores,
  planId: string,
  items: readonly DueItem[],
  restoreFloor: string | null,
  now: Temporal.Instant,
  hasTime: () => boolean,
): Promise<Planning> {
  const { record, people } = stores;
  const plan = await record.plan(planId);
  const { due, gone } = await readDue(record, items, plan, now);
  const nothingLeft = gone.map((item) => ({ item, next: null }));
  if (plan === null || due.length === 0) return { account: nothingDone, digests: [], handled: nothingLeft, plans: [] };
  const known = await people.peopleOf(planId);
  const planned = due.map((one) => plannedFor(one, known, restoreFloor, now));
  // Looked for whatever of the plan is due, so that no stop stays untold for long where the item of its own was lost.
  const stops = planStopNotices(plan.state, known, now, restoreFloor);
  const reminders = [...planned.flatMap((one) => one.reminders), ...stops];
  const { account, digests, left } = await placePlanned(stores, plan.state.settings, reminders, now, hasTime);
  const handled = due.filter(({ item }) => !left.has(item.subjectId)).map((one) => ({ item: one.item, next: nextFor(one, now) }));
  const accounts = planned.map((one) => one.account);
  return { account: addUp([...accounts, account]), digests, handled: [...handled, ...nothingLeft], plans: [plan.state] };
}

/** A plan of which nothing was planned: all of it stays due. */
function leftDue(account: JobAccount): Planning {
  return { account, digests: [], handled: [], plans: [] };
}

/**
 * Steps 2 and 3 of the tick: reads each milestone and log that is due again, and writes each person's reminders into a
 * digest. A person whose reminders could not be written fails alone, and so does a plan that cannot be read; what they are
 * about stays due. Without time it stops between two people: the next tick finds the rest.
 */
export async function planReminders(
  stores: Stores,
  items: readonly DueItem[],
  restoreFloor: string | null,
  now: Temporal.Instant,
  hasTime: () => boolean = () => true,
): Promise<Planning> {
  const planIds = [...new Set(items.map(({ subjectId }) => planOf(subjectId)))];
  const done: Planning[] = [];
  for (const planId of planIds) {
    const mine = items.filter(({ subjectId }) => planOf(subjectId) === planId);
    try {
      const planned = hasTime() ? await planOne(stores, planId, mine, restoreFloor, now, hasTime) : null;
      done.push(planned ?? leftDue(skippedOne(planId, 'no-time')));
    } catch {
      // The mail of all the others must not wait for whoever mends this one.
      done.push(leftDue(failedOne(planId, 'error')));
    }
  }
  return {
    account: addUp(done.map(({ account }) => account)),
    digests: done.flatMap(({ digests }) => digests),
    handled: done.flatMap(({ handled }) => handled),
    plans: done.flatMap(({ plans }) => plans),
  };
}
