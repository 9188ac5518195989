import type { Temporal } from 'temporal-polyfill';
import type { AuditedDay, Finding } from '../domain/audit.ts';
import { isAuditTurn, lookBackDays } from '../domain/audit-turn.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Digest, Gate } from '../domain/ledger.ts';
import { auditedSpan } from '../domain/owed-steps.ts';
import { isClosed } from '../domain/reminder-policy.ts';
import { isUnreadable, UnreadableError, type UnreadableRow } from '../domain/unreadable.ts';
import type { LedgerStore, PlanRecord, Stores } from '../ports.ts';
import { type AuditedPlan, auditPlan } from './audit-plan.ts';
import { knownReminders } from './known-reminders.ts';
import { missingRuns } from './tick-runs.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/** What fell due so lately may still be looked at by the next tick. */
const graceMinutes = 30;

export type AuditScope = {
  /** One plan alone; every plan, the ticks and the gate when null. */
  readonly planId: string | null;
  readonly isFull: boolean;
  /** Looks at the last days alone, and only of the plans whose turn it is: what an audit of every hour can afford. */
  readonly isRecent?: boolean;
  /** The clock of these tables stands and is moved on, past ticks that would find nothing: none of them is missing. */
  readonly isClockMoved?: boolean;
};

export type Audit = {
  readonly at: string;
  readonly from: string;
  readonly plans: readonly { readonly planId: string; readonly days: readonly AuditedDay[] }[];
  readonly findings: readonly Finding[];
};

function gateFindings({ mode, breaker }: Gate, plans: readonly PlanRecord[], at: string): Finding[] {
  const isMailOn = plans.some(({ state }) => state.mailOnSince !== null && !isClosed(state, at));
  return [
    ...(mode === 'off' && isMailOn ? [{ kind: 'gate-shut' } as const] : []),
    ...(breaker === null ? [] : [{ kind: 'breaker-open' } as const]),
  ];
}

/** Since when there has been mail to plan at the latest: mail is on in a plan, the gate is open, and these are its tables. */
function mailSince({ mode, restoreFloor }: Gate, plans: readonly PlanRecord[], at: string): string | null {
  const on = plans.flatMap(({ state }) => (isClosed(state, at) ? [] : (state.mailOnSince ?? [])));
  const [earliest] = on.sort();
  if (mode === 'off' || earliest === undefined) return null;
  return restoreFloor !== null && earliest < restoreFloor ? restoreFloor : earliest;
}

/** What an index listed, as its own row says it; the row's key, or its id, where that cannot be read. */
async function asItIs(ledger: LedgerStore, indexed: Digest | UnreadableRow): Promise<Digest | null | string> {
  if (isUnreadable(indexed)) return indexed.where;
  const one = await unlessUnreadable(() => ledger.digest(indexed.did));
  return one === 'unreadable' ? indexed.did : one;
}

/** Why a plan was not audited: what is wrong with it is in no row this program can read, or may pass by itself. */
function unaudited(planId: string, error: unknown): Finding {
  if (error instanceof UnreadableError) return { kind: 'unreadable', planId };
  return { kind: 'not-audited', planId, error: error instanceof Error ? error.name : 'unknown' };
}

/** Digests that wait for a person, of the plans looked at: those the index names, and those met on the way; and rows nobody can read. */
async function personFindings(ledger: LedgerStore, audited: readonly AuditedPlan[], planId: string | null): Promise<Finding[]> {
  const met = audited.flatMap(({ digests }) => digests).filter(({ state }) => state === 'needs-human');
  const waiting = new Map(met.map((one) => [one.did, one]));
  const unread: Finding[] = [];
  for await (const indexed of ledger.needingPerson()) {
    const one = await asItIs(ledger, indexed);
    if (typeof one === 'string') {
      if (planId === null) unread.push({ kind: 'unreadable-row', key: one });
    } else if (one?.state === 'needs-human' && (await isOf(ledger, one, planId))) waiting.set(one.did, one);
  }
  return [...unread, ...[...waiting.values()].map(({ did, reason }): Finding => ({ kind: 'needs-human', did, reason }))];
}

async function isOf(ledger: LedgerStore, { rids }: Digest, planId: string | null): Promise<boolean> {
  if (planId === null) return true;
  return [...(await knownReminders(ledger, rids)).known.values()].some((one) => one.planId === planId);
}

/**
 * Holds what should have been mailed against what the Ledger says became of it (RELIABILITY 2.2, step 11; I14, I20), by a
 * way of its own: from the logs, never from what is due. Writes nothing.
 */
export async function auditPlans(
  stores: Stores,
  { planId, isFull, isRecent = false, isClockMoved = false }: AuditScope,
  now: Temporal.Instant,
): Promise<Audit> {
  const { record, ledger } = stores;
  const at = instantText(now);
  const gate = await ledger.gate();
  const span = auditedSpan(now, lookBackDays[isFull ? 'full' : isRecent ? 'recent' : 'usual'], graceMinutes);
  const plans: PlanRecord[] = [];
  const audited: AuditedPlan[] = [];
  const untold: Finding[] = [];
  for (const id of planId === null ? await record.planIds() : [planId]) {
    try {
      const plan = await record.plan(id);
      if (plan === null) continue;
      plans.push(plan);
      if (isRecent && !isAuditTurn(plan.state.settings, now)) continue;
      audited.push(await auditPlan(stores, plan, span, gate.restoreFloor, now));
    } catch (error) {
      // The other plans are looked at all the same.
      untold.push(unaudited(id, error));
    }
  }
  const areTicksCounted = planId === null && !isClockMoved;
  const missing = areTicksCounted ? await missingRuns(ledger, now, mailSince(gate, plans, at)) : [];
  return {
    at,
    from: span.from,
    plans: audited.map(({ planId: id, days }) => ({ planId: id, days })),
    findings: [
      ...gateFindings(gate, plans, at),
      ...untold,
      ...missing.map((runs): Finding => ({ kind: 'tick-missing', ...runs })),
      ...audited.flatMap(({ findings }) => findings),
      ...(await personFindings(ledger, audited, planId)),
    ],
  };
}
