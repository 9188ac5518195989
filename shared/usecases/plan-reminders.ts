import type { Temporal } from 'temporal-polyfill';
import { campaignsDue, isCampaignAnswered, planCampaign } from '../domain/campaign-reminders.ts';
import type { LogEntry } from '../domain/change-log.ts';
import type { Commitment, MilestoneState } from '../domain/commitment.ts';
import type { PlanPeople } from '../domain/contact.ts';
import { type EntryTimes, entryTimesOf, hasUndoneRevision } from '../domain/deadline-moves.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentIdOf, commitmentOf, planOf } from '../domain/identifiers.ts';
import type { Digest, DueItem } from '../domain/ledger.ts';
import { planNotices } from '../domain/notices.ts';
import type { PlanState } from '../domain/plan.ts';
import { nextLogDueAt } from '../domain/plan-due.ts';
import { type PolicySince, policySinceOf } from '../domain/policy-since.ts';
import { askedAbout, recipientsOf, unreachedAbout } from '../domain/recipients.ts';
import { type PlannedReminder, planMilestone } from '../domain/reminder-plan.ts';
import { nextDueAt, occasionsOf } from '../domain/reminder-policy.ts';
import { planStopNotices } from '../domain/stop-notices.ts';
import { withStandIns } from '../domain/unread-people.ts';
import type { DueMove, PlanRecord, RecordStore, Stores } from '../ports.ts';
import { addUp, failedOne, type JobAccount, nothingDone, skippedOne } from './account.ts';
import { placeForKnown } from './place-for-known.ts';
import { failureOf, unlessUnreadable } from './unless-unreadable.ts';

/**
 * Due subjects of one plan that were planned for; they may be moved on once their digests are in the queue, if the plan still is
 * what they were planned by. `planSeq`: where its log ended; null: there is no such plan.
 */
type Handled = { readonly planId: string; readonly planSeq: number | null; readonly moves: readonly DueMove[] };

export type Planning = {
  readonly account: JobAccount;
  readonly digests: readonly Digest[];
  readonly handled: readonly Handled[];
  /** Plans about which something was due. */
  readonly plans: readonly PlanState[];
  /** Plans of which not everything that is due could be planned. */
  readonly failedIn: readonly string[];
  /** False where a digest may have been written that is not among `digests`. */
  readonly isWhole: boolean;
};

type MilestoneDue = {
  readonly item: DueItem;
  readonly plan: PlanState;
  readonly milestone: MilestoneState;
  readonly madeAt: EntryTimes;
  readonly policySince: PolicySince;
};
/** Commitments as far as they can be read, and the ids of the others. */
type ToAsk = { readonly commitments: readonly Commitment[]; readonly unread: readonly string[] };

/** A log with entries to be told: a plan's or a commitment's; for a plan's, the commitments its campaigns ask about now. */
type LogDue = ToAsk & {
  readonly item: DueItem;
  readonly plan: PlanState;
  readonly log: readonly LogEntry[];
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

async function commitmentsToAsk(record: RecordStore, planId: string): Promise<ToAsk> {
  const ids = (await record.commitmentNumbers(planId)).map((number) => commitmentIdOf(planId, number));
  const all = await Promise.all(ids.map(async (id) => ({ id, read: await unlessUnreadable(() => record.commitment(id)) })));
  return {
    commitments: all.flatMap(({ read }) => (read === null || read === 'unreadable' ? [] : [read.commitment])),
    unread: all.flatMap(({ id, read }) => (read === 'unreadable' ? [id] : [])),
  };
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
    const asking = isAsking ? await commitmentsToAsk(record, subjectId) : { commitments: [], unread: [] };
    return { item, plan, log, ...asking };
  }
  if (subjectId === commitmentOf(subjectId)) {
    const commitment = await record.commitment(subjectId);
    return commitment === null ? null : { item, plan, log: commitment.log, commitments: [], unread: [] };
  }
  const milestone = await record.milestone(subjectId);
  return milestone === null
    ? null
    : { item, plan, milestone, madeAt: await entryTimesFor(record, milestone), policySince: policySinceOf(log) };
}

async function readDue(
  record: RecordStore,
  items: readonly DueItem[],
  plan: PlanRecord | null,
  now: Temporal.Instant,
): Promise<{ due: Due[]; gone: DueItem[]; unread: string[] }> {
  const due: Due[] = [];
  const gone: DueItem[] = [];
  const unread: string[] = [];
  for (const item of items) {
    const one = plan === null ? null : await unlessUnreadable(() => readOne(record, item, plan, now));
    if (one === null) gone.push(item);
    else if (one === 'unreadable') unread.push(item.subjectId);
    else due.push(one);
  }
  return { due, gone, unread };
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
  { item, plan, log, commitments, unread }: LogDue,
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
    account: addUp([
      ...unasked.map(({ commitment }) => skippedOne(commitment.state.id, 'no-recipient')),
      ...unread.map((id) => failedOne(id, 'unreadable')),
    ]),
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

/** What one due subject comes to; null for `nextDueAt` also where it stays due because something of it failed. */
type Looked = PlannedOne & { readonly one: Due; readonly nextDueAt: string | null; readonly isLeft: boolean };

/** One subject that nothing can be made of takes no other along. */
function lookAt(one: Due, people: PlanPeople, restoreFloor: string | null, now: Temporal.Instant): Looked {
  try {
    const isLeft = 'unread' in one && one.unread.length > 0;
    return { one, ...plannedFor(one, people, restoreFloor, now), nextDueAt: nextFor(one, now), isLeft };
  } catch (error) {
    return { one, reminders: [], account: failedOne(one.item.subjectId, failureOf(error)), nextDueAt: null, isLeft: true };
  }
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
  const { due, gone, unread } = await readDue(record, items, plan, now);
  const nothingLeft = gone.map((from) => ({ from, nextDueAt: null }));
  const handledNow = (moves: readonly DueMove[]): Handled => ({ planId, planSeq: plan?.state.head.seq ?? null, moves });
  const failures = unread.map((id) => failedOne(id, 'unreadable'));
  if (plan === null || due.length === 0) {
    return resultOf(planId, failures, { digests: [], handled: [handledNow(nothingLeft)], plans: [], isWhole: true });
  }
  const known = await people.readablePeopleOf(planId);
  const everybody = withStandIns(known);
  const looked = due.map((one) => lookAt(one, everybody, restoreFloor, now));
  // Looked for whatever of the plan is due, so that no stop stays untold for long where the item of its own was lost.
  const stops = planStopNotices(plan.state, everybody, now, restoreFloor);
  const placed = await placeForKnown(stores, plan.state.settings, [...looked.flatMap((one) => one.reminders), ...stops], known, {
    now,
    hasTime,
  });
  const done = looked.filter(({ one, isLeft }) => !isLeft && !placed.left.has(one.item.subjectId));
  const moves = done.map(({ one, nextDueAt }) => ({ from: one.item, nextDueAt }));
  const accounts = [...failures, ...looked.map((one) => one.account), placed.account];
  const handled = [handledNow([...moves, ...nothingLeft])];
  return resultOf(planId, accounts, { digests: placed.digests, handled, plans: [plan.state], isWhole: placed.isWhole });
}

/** What came of one plan; whatever failed is a failure in it. */
function resultOf(
  planId: string,
  accounts: readonly JobAccount[],
  rest: Pick<Planning, 'digests' | 'handled' | 'plans' | 'isWhole'>,
): Planning {
  const account = accounts.length === 0 ? nothingDone : addUp(accounts);
  return { ...rest, account, failedIn: account.failed.length === 0 ? [] : [planId] };
}

/** A plan of which nothing was planned: all of it stays due. */
function leftDue(planId: string, account: JobAccount): Planning {
  return resultOf(planId, [account], { digests: [], handled: [], plans: [], isWhole: true });
}

/**
 * Steps 2 and 3 of the tick: reads each milestone and log that is due again, and writes each person's reminders into a
 * digest. A person whose reminders could not be written fails alone, and so does a subject or a plan that cannot be read; what they
 * are about stays due. Without time it stops between two people: the next tick finds the rest.
 */
export async function planReminders(
  stores: Stores,
  items: readonly DueItem[],
  restoreFloor: string | null,
  now: Temporal.Instant,
  hasTime: () => boolean = () => true,
): Promise<Planning> {
  // An index that is being written to may show a subject where it was and where it is: what was read last counts.
  const latest = [...new Map(items.map((item) => [item.subjectId, item])).values()];
  const byPlan = new Map<string, DueItem[]>();
  for (const item of latest) {
    const planId = planOf(item.subjectId);
    const mine = byPlan.get(planId) ?? [];
    mine.push(item);
    byPlan.set(planId, mine);
  }
  const done: Planning[] = [];
  for (const [planId, mine] of byPlan) {
    try {
      const planned = hasTime() ? await planOne(stores, planId, mine, restoreFloor, now, hasTime) : null;
      done.push(planned ?? leftDue(planId, skippedOne(planId, 'no-time')));
    } catch (error) {
      // The mail of all the others must not wait for whoever mends this one.
      done.push(leftDue(planId, failedOne(planId, failureOf(error))));
    }
  }
  return {
    account: addUp(done.map(({ account }) => account)),
    digests: done.flatMap(({ digests }) => digests),
    handled: done.flatMap(({ handled }) => handled),
    plans: done.flatMap(({ plans }) => plans),
    failedIn: done.flatMap(({ failedIn }) => failedIn),
    isWhole: done.every(({ isWhole }) => isWhole),
  };
}
