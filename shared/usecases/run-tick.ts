import { Temporal } from 'temporal-polyfill';
import { instantText, localDay } from '../domain/fuzzy-date.ts';
import type { Digest, Gate } from '../domain/ledger.ts';
import type { PlanState } from '../domain/plan.ts';
import { expiryFrom } from '../domain/reminder-plan.ts';
import type { DigestJob, Mailer, Queue, Stores } from '../ports.ts';
import { addUp, failedOne, type JobAccount, nothingDone, skippedOne } from './account.ts';
import { handOverDigest, isDayOver } from './hand-over-digest.ts';
import { planReminders } from './plan-reminders.ts';
import { readDigest } from './read-digest.ts';

export type TickDeps = Stores & { readonly digests: Queue<DigestJob>; readonly mailer: Pick<Mailer, 'quota'> };

/** Ticks come every quarter of an hour, on the quarter. */
export const tickMinutes = 15;

/** Digests stop here; the last tenth of the day's quota is for sign-in codes (RELIABILITY 2.5). */
const digestShare = 0.9;

/** What has waited this long in the queue is put there again. */
const waitMinutes = 60;

/** The quarter of an hour a tick belongs to. */
export function slotOf(now: Temporal.Instant): string {
  return instantText(now.round({ smallestUnit: 'minute', roundingIncrement: tickMinutes, roundingMode: 'floor' }));
}

async function readyDigests(
  deps: TickDeps,
  pending: readonly Digest[],
  gate: Gate,
  now: Temporal.Instant,
): Promise<{ ready: Digest[]; account: JobAccount }> {
  if (pending.length === 0) return { ready: [], account: nothingDone };
  const before = instantText(Temporal.Instant.from(slotOf(now)).subtract({ minutes: tickMinutes }));
  const last = await deps.ledger.run(before);
  const seen = last?.finishedAt === null || last === null ? '' : before;
  const waited = instantText(now.subtract({ minutes: waitMinutes }));
  const ready: Digest[] = [];
  const accounts: JobAccount[] = [];
  for (const digest of pending) {
    try {
      if (digest.state === 'sent') ready.push(digest);
      if (digest.state !== 'planned') continue;
      const reading = await readDigest(deps, digest, gate.restoreFloor, now);
      if (isDayOver(digest, reading, now)) {
        const { to, account } = await handOverDigest(deps.ledger, digest, reading, now);
        accounts.push(account);
        if (to !== null) ready.push(to);
      } else if (digest.notBefore > seen || digest.notBefore <= waited) ready.push(digest);
    } catch {
      // Another digest's trouble; this one stays pending and the next tick looks again.
      accounts.push(failedOne(digest.did, 'error'));
    }
  }
  return { ready, account: addUp(accounts) };
}

async function enqueue(deps: TickDeps, gate: Gate, digests: readonly Digest[], now: Temporal.Instant): Promise<JobAccount> {
  const at = instantText(now);
  const due = [...new Map(digests.map((one) => [one.did, one])).values()].filter(({ notBefore }) => notBefore <= at);
  if (due.length === 0) return nothingDone;
  const asking = due.filter(({ state }) => state === 'sent');
  const sending = due.filter(({ state }) => state !== 'sent');
  const shut = sending.length === 0 ? null : await shutReason(deps, gate);
  await deps.digests.put([...asking, ...(shut === null ? sending : [])].map(({ did }) => ({ did })));
  if (shut === null) return nothingDone;
  return shut === 'quota-unreadable'
    ? addUp(sending.map(({ did }) => failedOne(did, shut)))
    : addUp(sending.map(({ did }) => skippedOne(did, shut)));
}

/** What keeps digests from being sent at all; null when nothing does. */
async function shutReason(deps: TickDeps, gate: Gate): Promise<'gate-off' | 'breaker' | 'quota' | 'quota-unreadable' | null> {
  if (gate.mode === 'off') return 'gate-off';
  if (gate.breaker !== null) return 'breaker';
  try {
    const { max24Hours, sentLast24Hours } = await deps.mailer.quota();
    // SES says -1 for an account without a daily limit.
    return max24Hours >= 0 && sentLast24Hours >= digestShare * max24Hours ? 'quota' : null;
  } catch {
    return 'quota-unreadable';
  }
}

/** Lets `publish` know that the date moved a position: written once a day and plan, when something was due. */
async function noteDay({ record }: Stores, plan: PlanState, now: Temporal.Instant): Promise<void> {
  const positionsOn = localDay(now, plan.settings.zone);
  const before = await record.heartbeat(plan.settings.id);
  if (before?.positionsOn === positionsOn) return;
  const at = instantText(now);
  const nextRunAt = instantText(Temporal.Instant.from(slotOf(now)).add({ minutes: tickMinutes }));
  await record.putHeartbeat({ planId: plan.settings.id, positionsOn, lastRunAt: at, lastSuccessAt: at, nextRunAt });
}

async function readAll<One>(some: AsyncIterable<One>): Promise<readonly One[]> {
  const all: One[] = [];
  for await (const one of some) all.push(one);
  return all;
}

/**
 * One tick (RELIABILITY 2.2, steps 1 to 4). It may come twice, late or not at all: it catches up over any gap, and a second
 * run finds everything done. Jobs are put into the queue before due items move on, so a crash repeats work and skips none.
 * A tick that finds nothing costs its two queries and the row that says it ran.
 */
export async function runTick(deps: TickDeps, now: Temporal.Instant): Promise<JobAccount> {
  const at = instantText(now);
  const { record, ledger } = deps;
  const run = { slot: slotOf(now), startedAt: at, finishedAt: null, expiresAt: expiryFrom(now) };
  const [pending, due] = await Promise.all([readAll(ledger.pendingDigests(at)), readAll(record.dueSubjects(at))]);
  if (pending.length === 0 && due.length === 0) {
    await ledger.putRun({ ...run, finishedAt: at });
    return nothingDone;
  }
  const [gate] = await Promise.all([ledger.gate(), ledger.putRun(run)]);
  const waiting = await readyDigests(deps, pending, gate, now);
  const planning = await planReminders(deps, due, gate.restoreFloor, now);
  const queued = await enqueue(deps, gate, [...waiting.ready, ...planning.digests], now);
  for (const { item, next } of planning.handled) await record.advanceDue(item, next);
  for (const plan of planning.plans) await noteDay(deps, plan, now);
  await ledger.putRun({ ...run, finishedAt: at });
  return addUp([waiting.account, planning.account, queued]);
}
