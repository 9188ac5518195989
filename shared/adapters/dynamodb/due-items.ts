import { planOf } from '../../domain/identifiers.ts';
import { type DueItem, dueItem } from '../../domain/ledger.ts';
import type { DueMove, DueWrite } from '../../ports.ts';
import type { Action, Condition, Tables } from '../tables.ts';
import { dueKey, dueOrder, planStateKey } from './keys.ts';
import { jsonOf } from './rows.ts';

/** Sets a due item, where one was read over that alone. An update, so that IAM can confine the tick to updates of these keys. */
export function dueAction({ asRead, ...item }: DueWrite): Extract<Action, { kind: 'update' }> {
  const order = dueOrder(item);
  const update = {
    kind: 'update',
    table: 'record',
    key: dueKey(item.subjectId),
    set: { data: jsonOf(dueItem.parse(item)), ...order },
    remove: order === null ? ['due', 'dueOrder'] : [],
  } as const;
  return asRead === undefined ? update : { ...update, when: dueAsRead(asRead) };
}

function dueAsRead(item: DueItem | null): Condition {
  if (item === null) return { is: 'absent' };
  return { is: 'equal', values: { 'data.nextDueAt': item.nextDueAt, 'data.deadlineVersion': item.deadlineVersion } };
}

/** The state of a log still is at the entry it was read at; null: there was none. */
export function stateAsRead(seq: number | null): Condition {
  return seq === null ? { is: 'absent' } : { is: 'equal', values: { 'data.head.seq': seq } };
}

/** What becomes due was worked out by the plan's settings as they were read. */
export function planAsRead(id: string, seq: number | null): Action {
  return { kind: 'check', table: 'record', key: planStateKey(id), when: stateAsRead(seq) };
}

/** Up to a hundred due items, each where nothing is due as soon: those that are due sooner are left, the others written together. */
export async function putNoLater(tables: Tables, items: readonly DueItem[]): Promise<void> {
  let left = items.flatMap((item): Action[] => {
    const value = dueOrder(item)?.dueOrder;
    return value === undefined ? [] : [{ ...dueAction(item), when: { is: 'lacking-or-above', path: 'dueOrder', value } }];
  });
  while (left.length > 0) {
    const result = await tables.transact(left);
    if (result.ok) return;
    left = left.filter((_, position) => !result.failed.includes(position));
  }
}

/** The same item under another version: nobody who read it before moves it on. In a transaction, as its callers write to this table only so. */
export async function renew(tables: Tables, item: DueItem): Promise<boolean> {
  return (await tables.transact([dueAction({ ...item, deadlineVersion: item.deadlineVersion + 1, asRead: item })])).ok;
}

/** Due items of one plan together, on the condition of that plan: those that are not as read are left, the others written. */
export async function advance(tables: Tables, moves: readonly DueMove[], planSeq: number | null): Promise<ReadonlySet<string>> {
  const [first] = moves;
  if (first === undefined) return new Set();
  const check = planAsRead(planOf(first.from.subjectId), planSeq);
  let left = moves.map(({ from, nextDueAt }) => dueAction({ ...from, nextDueAt, asRead: from }));
  let subjects = moves.map(({ from }) => from.subjectId);
  while (left.length > 0) {
    const result = await tables.transact([check, ...left]);
    if (result.ok) return new Set(subjects);
    if (result.failed.includes(0)) break;
    const isStill = (_: unknown, position: number): boolean => !result.failed.includes(position + 1);
    [left, subjects] = [left.filter(isStill), subjects.filter(isStill)];
  }
  return new Set();
}
