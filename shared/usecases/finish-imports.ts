import { Temporal } from 'temporal-polyfill';
import { canonicalJson } from '../domain/canonical-json.ts';
import { refused } from '../domain/errors.ts';
import type { ImportRow, PlanRecord, RecordStore, StagedChange } from '../ports.ts';
import { changeCommitment, changePlan } from './append-change.ts';

type Deps = { readonly record: RecordStore };

/** Everything but the salted hashes of texts, which differ at each writing. */
function isWritten(
  plan: PlanRecord,
  change: Extract<StagedChange['change'], { type: 'process-recorded' | 'document-cited' }>,
): boolean {
  return plan.log.some((one) => one.type === change.type && canonicalJson(one.data) === canonicalJson(change.data));
}

async function writeStaged(deps: Deps, row: ImportRow, { change, subject, texts, actor }: StagedChange): Promise<void> {
  const envelope = { actor, now: Temporal.Instant.from(row.at) };
  const outcome =
    change.type === 'imported' || change.type === 'translated'
      ? await changeCommitment(deps, subject, envelope, (current) => {
          const done = current?.log.some(
            (one) => one.type === change.type && one.data.importId === row.id && sameSource(one.data, change.data),
          );
          return done ? refused('exists-already') : { ok: true, change, texts };
        })
      : await changePlan(deps, subject, envelope, (current) => {
          if (current === null) return refused('unknown-plan');
          return isWritten(current, change) ? refused('exists-already') : { ok: true, change, texts };
        });
  if (!outcome.ok && outcome.reason !== 'exists-already') throw new Error(`import ${row.id}: ${subject} is ${outcome.reason}`);
}

type Sourced = Extract<StagedChange['change'], { type: 'imported' | 'translated' }>['data'];

/** One import can write several sheets of one commitment: its original and its translation, each from its own source. */
function sameSource(a: Sourced, b: Sourced): boolean {
  const sourceOf = (data: Sourced) => ('commitment' in data ? data.commitment.source : data.source);
  return canonicalJson(sourceOf(a)) === canonicalJson(sourceOf(b));
}

/** Writes what an import has staged and is not in its log yet, then closes the import. Safe to run twice and after a crash. */
export async function finishImport(deps: Deps, row: ImportRow): Promise<void> {
  for (const staged of await deps.record.stagedChanges(row)) await writeStaged(deps, row, staged);
  await deps.record.finishImport(row);
}

/** Rolls forward every import that a crash left half written. Run at each start. Returns how many there were. */
export async function finishImports(deps: Deps): Promise<number> {
  const planIds = await deps.record.planIds();
  const rows = (await Promise.all(planIds.map((planId) => deps.record.unfinishedImports(planId)))).flat();
  for (const row of rows) await finishImport(deps, row);
  return rows.length;
}
