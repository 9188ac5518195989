import type { Temporal } from 'temporal-polyfill';
import { nextCampaignAt } from '../domain/campaign-reminders.ts';
import { type CommitmentChange, genesis, type LogEntry, type PlanChange, seal } from '../domain/change-log.ts';
import type { Commitment, MilestoneState } from '../domain/commitment.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentOf, planOf } from '../domain/identifiers.ts';
import { isNotice } from '../domain/notices.ts';
import type { Actor, PlanState } from '../domain/plan.ts';
import { nextLogDueAt } from '../domain/plan-due.ts';
import { reduceCommitment, reducePlan } from '../domain/reduce.ts';
import { nextDueAt } from '../domain/reminder-policy.ts';
import { type StoredText, storeText, type TextRef } from '../domain/text.ts';
import type { CommitmentRecord, DueWrite, PlanRecord, RecordStore, Rng } from '../ports.ts';

export type ChangeDeps = { readonly record: RecordStore; readonly rng: Rng };

/** Who does it, and when. */
export type Envelope = { readonly actor: Actor; readonly now: Temporal.Instant };

export type Accepted = { readonly ok: true; readonly seq: number };

type Decided<Change> = {
  readonly ok: true;
  readonly change: Change;
  readonly texts: readonly StoredText[];
  readonly redacted?: readonly string[];
  /** Who the log says did it, where that is not who the envelope names: the same person in another role. */
  readonly actor?: Actor;
};

/** How often a change is decided again because another one came first. Each round re-reads and re-checks everything. */
const rounds = 8;

/** Collects the texts of one change: each gets its own salt and is known in the log by its hash. */
export function textWriter(rng: Rng): {
  write(text: string): TextRef;
  writeMaybe(text: string | null): TextRef | null;
  texts: StoredText[];
} {
  const texts: StoredText[] = [];
  const write = (text: string): TextRef => {
    const stored = storeText(text, Buffer.from(rng.bytes(16)).toString('hex'));
    texts.push(stored);
    return { sha256: stored.sha256 };
  };
  return { write, writeMaybe: (text) => (text === null ? null : write(text)), texts };
}

/**
 * The due items of milestones that change, as the milestones stand and counted from `now`. A step that is due and that no tick has seen yet stays
 * due: the tick finds out what of it still holds, and nothing falls between a change and the next quarter of an hour.
 */
export async function dueItemsOf(
  record: Pick<RecordStore, 'due'>,
  plan: PlanState,
  milestones: readonly MilestoneState[],
  now: Temporal.Instant,
): Promise<DueWrite[]> {
  const at = instantText(now);
  const items = await Promise.all(
    milestones.map(async (milestone) => {
      const known = await record.due(milestone.id);
      const isWaiting = known !== null && known.nextDueAt !== null && known.nextDueAt <= at;
      const next = isWaiting ? known.nextDueAt : nextDueAt(plan, milestone, now);
      const deadlineVersion = milestone.version;
      const isSame = known === null ? next === null : known.nextDueAt === next && known.deadlineVersion === deadlineVersion;
      return isSame ? [] : [{ subjectId: milestone.id, nextDueAt: next, deadlineVersion, asRead: known }];
    }),
  );
  return items.flat();
}

/** Changes after which a plan's mail falls due at other times than before: people, campaigns, mail itself, its calendar. */
function movesMail(entry: LogEntry): boolean {
  return isNotice(entry) || ['campaign-planned', 'mail-switched', 'plan-edited'].includes(entry.type);
}

/** Changes after which what is counted of its meetings turns on other days. */
function movesCounts({ type }: LogEntry): boolean {
  return type === 'meeting-recorded' || type === 'plan-edited';
}

/**
 * The due item of a log whose newest entry is to be told by mail, or changes when a plan's campaigns ask or its counts turn; none for
 * any other entry, and none about mail while that is off: what changes before it is switched on is never told. What falls due sooner
 * stays, such as a stop to be told: the tick alone moves it on.
 */
async function logDue(
  record: Pick<RecordStore, 'due'>,
  plan: PlanState,
  log: readonly LogEntry[],
  now: Temporal.Instant,
): Promise<DueWrite[]> {
  const entry = log.at(-1);
  if (entry === undefined) return [];
  const concernsMail = movesMail(entry) && plan.mailOnSince !== null;
  if (!concernsMail && !movesCounts(entry)) return [];
  const item = await record.due(entry.subject);
  // A campaign that is confirmed late opens at this very instant.
  const next = nextLogDueAt(plan, entry.subject, log, now.subtract({ seconds: 1 }));
  const [nextDueAt = null] = [item?.nextDueAt ?? null, next].filter((at) => at !== null).sort();
  if (item === null && nextDueAt === null) return [];
  return [{ subjectId: entry.subject, nextDueAt, deadlineVersion: entry.seq, asRead: item }];
}

/**
 * The plan's due item, for a commitment that is new while campaigns are to come: whatever tick asks for one next, be it at work
 * now or past it before this is written, asks about this commitment as well.
 */
async function campaignDue(
  record: Pick<RecordStore, 'due'>,
  { state, log }: PlanRecord,
  before: CommitmentRecord | null,
  now: Temporal.Instant,
): Promise<DueWrite[]> {
  const next = before === null ? nextCampaignAt(state, log, now.subtract({ seconds: 1 })) : null;
  if (next === null) return [];
  const subjectId = state.settings.id;
  const item = await record.due(subjectId);
  const [nextDueAt = next] = [item?.nextDueAt ?? next, next].sort();
  return [{ subjectId, nextDueAt, deadlineVersion: (item?.deadlineVersion ?? 0) + 1, asRead: item }];
}

function touched(before: Commitment | null, after: Commitment): readonly MilestoneState[] {
  const versions = new Map(before?.milestones.map(({ id, version }) => [id, version]));
  return after.milestones.filter(({ id, version }) => versions.get(id) !== version);
}

/** An entry is never older than the one before it, whatever the clock says: readers cut logs by their times. */
function notBefore(log: readonly { readonly at: string }[] | undefined, now: Temporal.Instant): string {
  const at = instantText(now);
  const last = log?.at(-1)?.at ?? at;
  return last > at ? last : at;
}

/**
 * Writes one change to a commitment's log: read, decide, seal, fold, append in one transaction. When another entry came
 * first it reads and decides again, so that answers about two milestones both win; `decide` is where a stale version
 * is refused.
 */
export async function changeCommitment<Change extends CommitmentChange>(
  { record }: Pick<ChangeDeps, 'record'>,
  commitmentId: string,
  { actor, now }: Envelope,
  decide: (current: CommitmentRecord | null, plan: PlanState) => Decided<Change> | Refused,
): Promise<Accepted | Refused> {
  for (let round = 0; round < rounds; round += 1) {
    const [plan, current] = await Promise.all([record.plan(planOf(commitmentId)), record.commitment(commitmentId)]);
    if (plan === null) return refused('unknown-plan');
    const decided = decide(current, plan.state);
    if (!decided.ok) return decided;
    const before = current?.commitment ?? null;
    const head = before?.state.head ?? genesis;
    const entry = seal(
      head,
      { subject: commitmentId, at: notBefore(current?.log, now), actor: decided.actor ?? actor },
      decided.change,
    );
    const after = reduceCommitment(before, entry);
    const due = [
      ...(await dueItemsOf(record, plan.state, touched(before, after), now)),
      ...(await logDue(record, plan.state, [...(current?.log ?? []), entry], now)),
      ...(await campaignDue(record, plan, current, now)),
    ];
    const written = await record.appendToCommitment({
      entry,
      before,
      after,
      texts: decided.texts,
      redacted: decided.redacted ?? [],
      due,
      ...(due.length === 0 ? {} : { planSeq: plan.state.head.seq }),
    });
    if (written.ok) return { ok: true, seq: entry.seq };
  }
  return refused('busy');
}

/** Writes one change to a plan's log; see {@link changeCommitment}. */
export async function changePlan<Change extends PlanChange>(
  { record }: Pick<ChangeDeps, 'record'>,
  planId: string,
  { actor, now }: Envelope,
  decide: (current: PlanRecord | null) => Decided<Change> | Refused,
): Promise<Accepted | Refused> {
  for (let round = 0; round < rounds; round += 1) {
    const current = await record.plan(planId);
    const decided = decide(current);
    if (!decided.ok) return decided;
    const before = current?.state ?? null;
    const head = before?.head ?? genesis;
    const entry = seal(head, { subject: planId, at: notBefore(current?.log, now), actor }, decided.change);
    const after = reducePlan(before, entry);
    const due = await logDue(record, after, [...(current?.log ?? []), entry], now);
    const { texts, redacted = [] } = decided;
    const written = await record.appendToPlan({ entry, before, after, texts, redacted, due });
    if (written.ok) return { ok: true, seq: entry.seq };
  }
  return refused('busy');
}

/** The outcome of a change to one milestone: refused as stale, the milestone as it now stands comes with it. */
export type MilestoneOutcome = Accepted | (Refused & { readonly current?: MilestoneState });

/**
 * Writes one change to one milestone. `version` is the version the person saw; null skips the check, for the command
 * line, which shows the state right before it writes.
 */
export async function changeMilestone<Change extends CommitmentChange>(
  deps: ChangeDeps,
  command: Envelope & { readonly milestoneId: string; readonly version: number | null },
  decide: (milestone: MilestoneState, plan: PlanState, current: CommitmentRecord) => Decided<Change> | Refused,
): Promise<MilestoneOutcome> {
  let stale: MilestoneState | undefined;
  const outcome = await changeCommitment(deps, commitmentOf(command.milestoneId), command, (current, plan) => {
    if (current === null) return refused('unknown-commitment');
    const milestone = current.commitment.milestones.find(({ id }) => id === command.milestoneId);
    if (milestone === undefined) return refused('unknown-milestone');
    if (command.version !== null && command.version !== milestone.version) {
      stale = milestone;
      return refused('stale');
    }
    return decide(milestone, plan, current);
  });
  return outcome.ok || stale === undefined ? outcome : { ...outcome, current: stale };
}
