import { Temporal } from 'temporal-polyfill';
import { instantText, localDay } from '../domain/fuzzy-date.ts';
import { planOf } from '../domain/identifiers.ts';
import type { Digest } from '../domain/ledger.ts';
import type { PlanState } from '../domain/plan.ts';
import { expiryFrom } from '../domain/reminder-plan.ts';
import { isUnreadable, type UnreadableRow } from '../domain/unreadable.ts';
import { type DigestJob, type Mailer, movesAtOnce, type Queue, type Stores } from '../ports.ts';
import { addUp, failedOne, type JobAccount, nothingDone, skippedOne } from './account.ts';
import { enqueueDigests } from './enqueue-digests.ts';
import { type Planning, planReminders } from './plan-reminders.ts';
import { readyDigests, seenUntil } from './ready-digests.ts';
import { failureOf, unlessUnreadable } from './unless-unreadable.ts';

export type TickDeps = Stores & { readonly digests: Queue<DigestJob>; readonly mailer: Pick<Mailer, 'quota'> };

/** Ticks come every quarter of an hour, on the quarter. */
export const tickMinutes = 15;

/** What is kept of the function's time for the queue, and for moving on what is done. */
const keptMilliseconds = { queue: 60_000, end: 5_000 } as const;

/** The quarter of an hour a tick belongs to. */
export function slotOf(now: Temporal.Instant): string {
  return instantText(now.round({ smallestUnit: 'minute', roundingIncrement: tickMinutes, roundingMode: 'floor' }));
}

/** What a tick did, and for how long the digest that waits longest was due; absent where none waits longer than a tick. */
export type TickAccount = JobAccount & { readonly waitedMinutes?: number };

/** Minutes for which a digest that was never claimed has been due. A repeat belongs to no day, and may wait for the morning. */
function longestWait(pending: readonly Digest[], now: Temporal.Instant): number {
  const waiting = pending.filter(({ state, attempt }) => state === 'planned' && attempt === 0);
  return Math.max(0, ...waiting.map(({ notBefore }) => Math.floor(now.since(notBefore).total('minutes'))));
}

/** Lets `publish` know that the date moved a position: written once a day and plan, when something was due. */
async function noteDay({ record }: Stores, plan: PlanState, now: Temporal.Instant): Promise<JobAccount> {
  const planId = plan.settings.id;
  const positionsOn = localDay(now, plan.settings.zone);
  const before = await unlessUnreadable(() => record.heartbeat(planId));
  if (before === 'unreadable') return failedOne(planId, before);
  if (before?.positionsOn !== positionsOn) await record.putHeartbeat({ planId, positionsOn });
  return nothingDone;
}

type Listed<One> = { readonly found: readonly One[]; readonly unread: readonly UnreadableRow[] };

/** What an index lists. A row that cannot be read is named, and takes no other along. */
async function readAll<One extends object>(some: AsyncIterable<One | UnreadableRow>): Promise<Listed<One>> {
  const found: One[] = [];
  const unread: UnreadableRow[] = [];
  for await (const one of some) {
    if (isUnreadable(one)) unread.push(one);
    else found.push(one);
  }
  return { found, unread };
}

type Moved = { readonly account: JobAccount; readonly isWhole: boolean };

/**
 * Moves on what was planned for, while there is time. What changed since it was read, or belongs to a plan that did, stays due:
 * the next tick reads it again. So does what could not be written, a plan of its own each.
 */
async function moveOn({ record }: Stores, { handled }: Planning, hasTime: () => boolean): Promise<Moved> {
  const accounts: JobAccount[] = [];
  for (const { planId, planSeq, moves } of handled) {
    try {
      for (let first = 0; first < moves.length; first += movesAtOnce) {
        if (!hasTime()) return { account: addUp(accounts), isWhole: false };
        const some = moves.slice(first, first + movesAtOnce);
        const moved = await record.advanceDue(some, planSeq);
        const changing = some.filter(({ from }) => !moved.has(from.subjectId));
        accounts.push(...changing.map(({ from }) => skippedOne(from.subjectId, 'changing')));
      }
    } catch (error) {
      accounts.push(failedOne(planId, failureOf(error)));
    }
  }
  return { account: addUp(accounts), isWhole: true };
}

/** Was there time for everything, and was what is due put into the queue? What failed for itself is looked at again by itself. */
function sawAll({ skipped, failed }: JobAccount): boolean {
  return !skipped.some(({ reason }) => reason === 'no-time') && !failed.some(({ reason }) => reason === 'quota-unreadable');
}

/**
 * One tick (RELIABILITY 2.2, steps 1 to 4 and 10). It may come twice, late or not at all: it catches up over any gap, and a
 * second run finds everything done. Jobs are put into the queue before due items move on, so a crash repeats work and skips
 * none. One that runs out of time stops between two people; its row says that it did not finish: the next goes on. It also says in
 * which plans something failed, be it that they cannot be read: that is no reason to look at everybody's mail again.
 * A tick that finds nothing costs its two queries and the row that says it ran.
 */
export async function runTick(
  deps: TickDeps,
  now: Temporal.Instant,
  millisecondsLeft: () => number = () => Number.POSITIVE_INFINITY,
): Promise<TickAccount> {
  const at = instantText(now);
  const { record, ledger } = deps;
  const run = { slot: slotOf(now), startedAt: at, finishedAt: null, expiresAt: expiryFrom(now) };
  const [mails, subjects] = await Promise.all([readAll(ledger.pendingDigests(at)), readAll(record.dueSubjects(at))]);
  const [pending, due, unread] = [mails.found, subjects.found, [...mails.unread, ...subjects.unread]];
  if (pending.length + due.length + unread.length === 0) {
    await ledger.putRun({ ...run, finishedAt: at });
    return nothingDone;
  }
  const hasTime = () => millisecondsLeft() > keptMilliseconds.queue;
  const hasEnd = () => millisecondsLeft() > keptMilliseconds.end;
  const [gate, seen] = await Promise.all([
    ledger.gate(),
    seenUntil(deps, Temporal.Instant.from(run.slot), tickMinutes),
    ledger.putRun(run),
  ]);
  const old = await readyDigests(deps, pending, { gate, seenUntil: seen, now }, hasTime);
  const planning = await planReminders(deps, due, gate.restoreFloor, now, hasTime);
  const ready = [...old.ready, ...planning.digests];
  const queued = await enqueueDigests(deps, gate, { ready, waiting: old.waiting }, now);
  const moved = await moveOn(deps, planning, hasEnd);
  const noted: JobAccount[] = unread.map(({ where }) => failedOne(where, 'unreadable'));
  for (const plan of planning.plans) if (hasEnd()) noted.push(await noteDay(deps, plan, now));
  const account = addUp([old.account, planning.account, queued, moved.account, ...noted]);
  if (moved.isWhole && planning.isWhole && sawAll(account)) {
    const failedIn = [
      ...new Set([...planning.failedIn, ...subjects.unread.flatMap(({ about }) => (about === null ? [] : planOf(about)))]),
    ];
    await ledger.putRun({ ...run, finishedAt: at, ...(failedIn.length === 0 ? {} : { failedIn }) });
  }
  const waitedMinutes = longestWait(pending, now);
  return waitedMinutes <= tickMinutes ? account : { ...account, waitedMinutes };
}
