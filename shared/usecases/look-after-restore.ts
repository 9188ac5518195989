import type { Temporal } from 'temporal-polyfill';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { type Gate, type GateBinding, reminderId } from '../domain/ledger.ts';
import { auditedSpan, type OwedStep, owedSteps } from '../domain/owed-steps.ts';
import type { LedgerStore, RecordStore, Stores } from '../ports.ts';
import { commitmentsOfPlan } from './plan-milestones.ts';

/** Older steps would be dropped as stale in any case. */
const lookBackDays = 31;

const tables = ['record', 'people', 'ledger'] as const;

/**
 * How the gate stands to these tables. `bound`: it was opened on them. `moved`: at least one of them is another than it was
 * opened on, as after a restore, and `isLedgerLost` tells whether what was sent may be unknown. `new`: there is no gate,
 * and nothing was ever sent.
 */
export type Binding =
  | { readonly kind: 'bound' | 'new' }
  | { readonly kind: 'moved'; readonly others: readonly (typeof tables)[number][]; readonly isLedgerLost: boolean };

/** Tables that are not those the gate was opened on; all of them where its names say nothing. */
function othersIn({ stored, here }: GateBinding): readonly (typeof tables)[number][] {
  const [then, now] = [stored, here].map((names) => names?.split(' ') ?? []);
  return then?.length === tables.length ? tables.filter((_, index) => then[index] !== now?.[index]) : tables;
}

/** Did the ministry of any plan ever get mail, as the Record tells it? */
async function wasAnythingAsked(record: RecordStore): Promise<boolean> {
  for (const planId of await record.planIds()) {
    if ((await record.planAsks(planId)).length > 0) return true;
  }
  return false;
}

/** Looks whether these are the tables the gate was opened on (RELIABILITY F14). */
export async function bindingOf({
  record,
  ledger,
}: {
  readonly record: RecordStore;
  readonly ledger: Pick<LedgerStore, 'binding'>;
}): Promise<Binding> {
  const binding = await ledger.binding();
  if (binding.stored === binding.here) return { kind: 'bound' };
  if (binding.stored === null) {
    // A new installation, or a Ledger that came back empty: the Record tells whether mail was ever sent.
    return (await wasAnythingAsked(record)) ? { kind: 'moved', others: ['ledger'], isLedgerLost: true } : { kind: 'new' };
  }
  const others = othersIn(binding);
  return { kind: 'moved', others, isLedgerLost: others.includes('ledger') };
}

/** A step that a lost Ledger no longer knows of and that no ask proves to have been sent: it will not be. */
export type DroppedStep = Omit<OwedStep, 'until'> & { readonly planId: string };

async function droppedSteps(
  { record, people }: Pick<Stores, 'record' | 'people'>,
  now: Temporal.Instant,
  floor: string | null,
): Promise<readonly DroppedStep[]> {
  const dropped: DroppedStep[] = [];
  for (const planId of await record.planIds()) {
    const plan = await record.plan(planId);
    if (plan === null) continue;
    const [commitments, known] = await Promise.all([commitmentsOfPlan(record, planId), people.peopleOf(planId)]);
    const history = { log: plan.log, commitments: commitments.map(({ log }) => log), people: known, restoreFloor: floor };
    const asked = new Set((await record.planAsks(planId)).map(({ rid }) => rid));
    const ids = [...new Set(known.assignments.map(({ contactId }) => contactId))];
    for (const { until, ...one } of owedSteps(history, auditedSpan(now, lookBackDays, 0))) {
      const isProved = ids.some((recipientId) => asked.has(reminderId({ ...one, recipientId })));
      if (until === null && !isProved) dropped.push({ planId, ...one });
    }
  }
  return dropped.sort((a, b) => (a.plannedAt < b.plannedAt ? -1 : a.plannedAt > b.plannedAt ? 1 : 0));
}

export type AfterRestore = {
  readonly binding: Binding;
  /** What is dropped because nobody knows whether it was sent; none where the Ledger is intact: it already knows. */
  readonly dropped: readonly DroppedStep[];
  readonly gate: Pick<Gate, 'mode' | 'restoreFloor'>;
};

/**
 * What a person looks at, and does, after a table was restored, copied or lost. Done, the gate belongs to these tables and
 * is still off: opening it is a step of its own. With the Ledger lost nothing that was planned before now is ever sent: we
 * prefer missing to repeating.
 */
export async function lookAfterRestore(
  stores: Stores,
  { isLedgerLost, isDone }: { readonly isLedgerLost: boolean; readonly isDone: boolean },
  now: Temporal.Instant,
): Promise<({ readonly ok: true } & AfterRestore) | Refused> {
  const { ledger } = stores;
  const [binding, before] = await Promise.all([bindingOf(stores), ledger.gate()]);
  const isLost = isLedgerLost || (binding.kind === 'moved' && binding.isLedgerLost);
  const dropped = isLost ? await droppedSteps(stores, now, before.restoreFloor) : [];
  if (binding.kind !== 'moved' && !isLedgerLost) return { ok: true, binding, dropped, gate: before };
  const restoreFloor = isLost ? instantText(now) : before.restoreFloor;
  const { breaker, version } = before;
  const after = { mode: 'off', restoreFloor, breaker, version: version + 1 } as const;
  if (isDone && !(await ledger.setGate(after))) return refused('busy');
  return { ok: true, binding, dropped, gate: isDone ? after : before };
}
