import type * as z from 'zod';
import { commitmentEntry, planEntry } from '../../domain/change-log.ts';
import { type Commitment, commitmentState, type MilestoneState, milestoneState } from '../../domain/commitment.ts';
import { planOf } from '../../domain/identifiers.ts';
import { planState } from '../../domain/plan.ts';
import { type StoredText, storedText } from '../../domain/text.ts';
import type { AppendResult, CommitmentWrite, PlanWrite } from '../../ports.ts';
import type { Action, Key, Tables } from '../tables.ts';
import { dueAction, planAsRead, stateAsRead } from './due-items.ts';
import {
  commitmentPartition,
  commitmentStateKey,
  logKey,
  memberKey,
  milestoneKey,
  planListKey,
  planPartition,
  planStateKey,
  textKey,
} from './keys.ts';
import { dataOf, rowOf } from './rows.ts';

/** One transaction: the entry, the state, the texts beside it, what becomes due and, for the first entry, the plan's place in the list. */
export async function appendToPlan(tables: Tables, write: PlanWrite): Promise<AppendResult> {
  const { entry, before, after, texts, redacted, due } = write;
  inOrder(entry, before?.head.seq ?? 0, after.head);
  const partition = planPartition(entry.subject);
  const { id } = after.settings;
  return append(tables, entry, planEntry, [
    { kind: 'put', table: 'record', row: rowOf(logKey(partition, entry.seq), planEntry, entry), when: { is: 'absent' } },
    { kind: 'put', table: 'record', row: rowOf(planStateKey(id), planState, after), when: stateAsRead(before?.head.seq ?? null) },
    ...textActions(partition, texts, redacted),
    ...due.map(dueAction),
    ...(before === null ? [{ kind: 'ensure', table: 'record', row: { ...planListKey(id), data: { id } } } as const] : []),
  ]);
}

/** One transaction: as for a plan, and every milestone that changed, if its version is the one that was read. */
export async function appendToCommitment(tables: Tables, write: CommitmentWrite): Promise<AppendResult> {
  const { entry, before, after, texts, redacted, due, planSeq } = write;
  inOrder(entry, before?.state.head.seq ?? 0, after.state.head);
  const { id, number } = after.state;
  const partition = commitmentPartition(id);
  const milestones = touched(before, after).map(
    ({ milestone, was }): Action => ({
      kind: 'put',
      table: 'record',
      row: rowOf(milestoneKey(milestone.id), milestoneState, milestone),
      when: was === null ? { is: 'absent' } : { is: 'equal', values: { 'data.version': was } },
    }),
  );
  return append(
    tables,
    entry,
    commitmentEntry,
    [
      { kind: 'put', table: 'record', row: rowOf(logKey(partition, entry.seq), commitmentEntry, entry), when: { is: 'absent' } },
      {
        kind: 'put',
        table: 'record',
        row: rowOf(commitmentStateKey(id), commitmentState, after.state),
        when: stateAsRead(before?.state.head.seq ?? null),
      },
      ...textActions(partition, texts, redacted),
      ...due.map(dueAction),
      ...(before === null ? [{ kind: 'ensure', table: 'record', row: { ...memberKey(id), data: { number } } } as const] : []),
      ...(planSeq === undefined ? [] : [planAsRead(planOf(id), planSeq)]),
    ],
    milestones,
  );
}

/** Milestones of `after` that `before` lacks or holds in another version, with the version they had. */
function touched(before: Commitment | null, after: Commitment): { milestone: MilestoneState; was: number | null }[] {
  const versions = new Map(before?.milestones.map(({ id, version }) => [id, version]));
  return after.milestones
    .map((milestone) => ({ milestone, was: versions.get(milestone.id) ?? null }))
    .filter(({ milestone, was }) => milestone.version !== was);
}

/** The first action is the entry. Writing the very same entry again is not a conflict: its first answer was lost. */
async function append(
  tables: Tables,
  entry: { readonly hash: string },
  schema: typeof commitmentEntry | typeof planEntry,
  actions: readonly [Extract<Action, { kind: 'put' }>, ...Action[]],
  milestones: readonly Action[] = [],
): Promise<AppendResult> {
  const result = await tables.transact([...actions, ...milestones]);
  if (result.ok) return result;
  const { pk, sk } = actions[0].row;
  if (result.failed.includes(0) && (await isThere(tables, { pk, sk }, schema, entry.hash))) return { ok: true };
  const moved = result.failed.some((position) => position >= actions.length);
  return { ok: false, reason: moved ? 'version-moved' : 'seq-taken' };
}

async function isThere(tables: Tables, key: Key, schema: z.ZodType<{ hash: string }>, hash: string): Promise<boolean> {
  const row = await tables.get('record', key);
  return row !== null && dataOf(row, schema).hash === hash;
}

/**
 * A text is written if absent: one that was redacted meanwhile stays redacted. A redacted one is overwritten by
 * nothing; its row stays, so that a reader can tell "removed" from "missing".
 */
function textActions(partition: string, texts: readonly StoredText[], redacted: readonly string[]): Action[] {
  const removed = new Set(redacted);
  const added = new Map(texts.filter(({ sha256 }) => !removed.has(sha256)).map((one) => [one.sha256, one]));
  return [
    ...[...added.values()].map((one): Action => ({ kind: 'ensure', table: 'record', row: textRow(partition, one) })),
    ...[...removed].map((sha256): Action => {
      return { kind: 'put', table: 'record', row: textRow(partition, { sha256, salt: null, text: null }), forgets: true };
    }),
  ];
}

const textRow = (partition: string, one: StoredText) => rowOf(textKey(partition, one.sha256), storedText, one);

function inOrder(
  entry: { subject: string; seq: number; hash: string },
  before: number,
  after: { seq: number; hash: string },
): void {
  if (entry.seq !== before + 1 || after.seq !== entry.seq || after.hash !== entry.hash) {
    throw new RangeError(`${entry.subject}: entry ${entry.seq} does not lead from ${before} to ${after.seq}`);
  }
}
