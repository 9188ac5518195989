import { Temporal } from 'temporal-polyfill';
import { canonicalJson } from '../domain/canonical-json.ts';
import { refused } from '../domain/errors.ts';
import type { PlanState } from '../domain/plan.ts';
import type { CommitmentRecord, ImportRow, RecordStore, StagedChange } from '../ports.ts';
import { changeCommitment, changePlan } from './append-change.ts';
import { withKeptSteps } from './kept-steps.ts';
import { rebased } from './sheet.ts';

type Deps = { readonly record: RecordStore };
type SheetChange = Extract<StagedChange['change'], { type: 'imported' | 'translated' }>;
type SourceChange = Exclude<StagedChange['change'], SheetChange>;

/** The process or document stands in the plan as this change would have it. */
function stands({ processes, documents }: PlanState, change: SourceChange): boolean {
  const told = change.type === 'process-recorded' ? change.data.process : change.data.document;
  return [...processes, ...documents].some((one) => one.id === told.id && canonicalJson(one) === canonicalJson(told));
}

/** A process as it applies to the plan as it stands: a step may have been confirmed between planning and writing. */
function currentSource(change: SourceChange, { processes }: PlanState): SourceChange {
  if (change.type !== 'process-recorded') return change;
  const known = processes.find(({ id }) => id === change.data.process.id);
  return { ...change, data: { process: withKeptSteps(change.data.process, known) } };
}

const sourceOf = (data: SheetChange['data']) => ('commitment' in data ? data.commitment.source : data.source);

/** One import can write several sheets of one commitment: its original and its translation, each from its own source. */
function isWritten(current: CommitmentRecord, row: ImportRow, change: SheetChange): boolean {
  return current.log.some(
    (one) =>
      one.type === change.type &&
      one.data.importId === row.id &&
      canonicalJson(sourceOf(one.data)) === canonicalJson(sourceOf(change.data)),
  );
}

/** The change as it applies to the commitment as it stands: another import may have come between planning and writing. */
function current(change: SheetChange, basedOn: number, record: CommitmentRecord | null): SheetChange {
  if (change.type !== 'imported' || record === null) return change;
  const hasMoved = record.log.some(({ seq, type }) => seq > basedOn && type === 'imported');
  return hasMoved ? { ...change, data: { ...change.data, ...rebased(change.data.commitment, record) } } : change;
}

async function writeStaged(deps: Deps, row: ImportRow, { change, subject, texts, actor, basedOn }: StagedChange): Promise<void> {
  const envelope = { actor, now: Temporal.Instant.from(row.at) };
  const outcome =
    change.type === 'imported' || change.type === 'translated'
      ? await changeCommitment(deps, subject, envelope, (record) =>
          record !== null && isWritten(record, row, change)
            ? refused('exists-already')
            : { ok: true, change: current(change, basedOn, record), texts },
        )
      : await changePlan(deps, subject, envelope, (plan) => {
          if (plan === null) return refused('unknown-plan');
          const now = currentSource(change, plan.state);
          return stands(plan.state, now) ? refused('exists-already') : { ok: true, change: now, texts };
        });
  if (!outcome.ok && outcome.reason !== 'exists-already') throw new Error(`import ${row.id}: ${subject} is ${outcome.reason}`);
}

/** Writes what an import has staged and is not in its log yet, then closes the import. Safe to run twice and after a crash. */
export async function finishImport(deps: Deps, row: ImportRow): Promise<void> {
  for (const staged of await deps.record.stagedChanges(row)) await writeStaged(deps, row, staged);
  await deps.record.finishImport(row);
}

/** Rolls forward the imports of one plan that a crash left half written. Returns how many there were. */
export async function finishImportsOf(deps: Deps, planId: string): Promise<number> {
  const rows = await deps.record.unfinishedImports(planId);
  for (const row of rows) await finishImport(deps, row);
  return rows.length;
}

/** Rolls forward every import that a crash left half written. Run at each start. Returns how many there were. */
export async function finishImports(deps: Deps): Promise<number> {
  const planIds = await deps.record.planIds();
  const finished = await Promise.all(planIds.map((planId) => finishImportsOf(deps, planId)));
  return finished.reduce((sum, one) => sum + one, 0);
}
