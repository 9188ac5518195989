import { Temporal } from 'temporal-polyfill';
import { instantText, localDay } from '../domain/fuzzy-date.ts';
import type { Digest } from '../domain/ledger.ts';
import type { PlanState } from '../domain/plan.ts';
import { expiryFrom } from '../domain/reminder-plan.ts';
import type { DigestJob, Mailer, Queue, Stores } from '../ports.ts';
import { addUp, isForPerson, type JobAccount, nothingDone } from './account.ts';
import { enqueueDigests } from './enqueue-digests.ts';
import { type Planning, planReminders } from './plan-reminders.ts';
import { readyDigests, seenUntil } from './ready-digests.ts';

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
async function noteDay({ record }: Stores, plan: PlanState, now: Temporal.Instant): Promise<void> {
  const positionsOn = localDay(now, plan.settings.zone);
  const before = await record.heartbeat(plan.settings.id);
  if (before?.positionsOn === positionsOn) return;
  await record.putHeartbeat({ planId: plan.settings.id, positionsOn });
}

async function readAll<One>(some: AsyncIterable<One>): Promise<readonly One[]> {
  const all: One[] = [];
  for await (const one of some) all.push(one);
  return all;
}

/** Moves on what was planned for, while there is time; false when some of it stays due. */
async function moveOn({ record }: Stores, { handled }: Planning, hasTime: () => boolean): Promise<boolean> {
  for (const { item, next } of handled) {
    if (!hasTime()) return false;
    await record.advanceDue(item, next);
  }
  return true;
}

/**
 * One tick (RELIABILITY 2.2, steps 1 to 4 and 10). It may come twice, late or not at all: it catches up over any gap, and a
 * second run finds everything done. Jobs are put into the queue before due items move on, so a crash repeats work and skips
 * none. One that runs out of time stops between two people; its row says that it did not finish, as it does where something
 * failed: the next goes on.
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
  const [pending, due] = await Promise.all([readAll(ledger.pendingDigests(at)), readAll(record.dueSubjects(at))]);
  if (pending.length === 0 && due.length === 0) {
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
  const isMoved = await moveOn(deps, planning, hasEnd);
  for (const plan of planning.plans) if (hasEnd()) await noteDay(deps, plan, now);
  const account = addUp([old.account, planning.account, queued]);
  const isFaultless = account.failed.every(({ reason }) => isForPerson(reason));
  const isWhole = isMoved && isFaultless && !account.skipped.some(({ reason }) => reason === 'no-time');
  if (isWhole) await ledger.putRun({ ...run, finishedAt: at });
  const waitedMinutes = longestWait(pending, now);
  return waitedMinutes <= tickMinutes ? account : { ...account, waitedMinutes };
}
