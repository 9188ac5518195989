import { canonicalJson, type Json } from '../../domain/canonical-json.ts';
import { type Action, type Condition, inKeyOrder, type Row, TablesError, type TransactResult } from '../tables.ts';
import { checkSizes, checkTransaction, keyOf } from './limits.ts';
import type { RowChange, TableData } from './table-data.ts';

/** How DynamoDB calls the refusal of an update that leads into nothing, alone and in a transaction. */
const invalidPath = { alone: 'ValidationException', together: 'TransactionCanceledException' } as const;

/** What a write or a transaction would change, or which of its conditions do not hold. Changes nothing itself. */
export function plan(
  data: TableData,
  actions: readonly Action[],
  way: keyof typeof invalidPath,
): { result: TransactResult; changes: RowChange[] } {
  checkTransaction(actions);
  const befores = actions.map((action) => data.get(action.table, keyOf(action)));
  const failed = actions.flatMap((action, position) => (holds(action, befores[position] ?? null) ? [] : [position]));
  if (failed.length > 0) return { result: { ok: false, failed }, changes: [] };
  const changes = actions.flatMap((action, position): RowChange[] => {
    const before = befores[position] ?? null;
    const after = afterOf(action, before, invalidPath[way]);
    return action.kind === 'check' || (before === null && after === null) ? [] : [{ table: action.table, before, after }];
  });
  checkSizes(changes.flatMap(({ after }) => after ?? []));
  return { result: { ok: true }, changes };
}

function holds(action: Action, row: Row | null): boolean {
  const when = 'when' in action ? action.when : undefined;
  return when === undefined || meets(when, row);
}

function meets(condition: Condition, row: Row | null): boolean {
  switch (condition.is) {
    case 'absent':
      return row === null;
    case 'present':
      return row !== null;
    case 'equal':
      return Object.entries(condition.values).every(([path, expected]) => isSame(valueAt(row, path), expected));
    case 'below':
      return isBelow(valueAt(row, condition.path), condition.value);
    case 'absent-or-below':
      return row === null || isBelow(valueAt(row, condition.path), condition.value);
    default:
      return condition satisfies never;
  }
}

const isSame = (found: Json | undefined, expected: Json): boolean =>
  found !== undefined && canonicalJson(found) === canonicalJson(expected);

const isBelow = (found: Json | undefined, limit: string): boolean => typeof found === 'string' && found < limit;

function afterOf(action: Action, before: Row | null, refusal: string): Row | null {
  switch (action.kind) {
    case 'put':
      return copyOf(action.row);
    case 'ensure':
      return { ...copyOf(action.row), ...before };
    case 'update': {
      const row: Row = copyOf(before ?? keyOf(action));
      for (const [path, value] of Object.entries(action.set)) setAt(row, path, value, refusal);
      const removed = new Set(action.remove ?? []);
      return copyOf(Object.fromEntries(Object.entries(row).filter(([name]) => !removed.has(name))));
    }
    case 'delete':
      return null;
    case 'check':
      return before;
    default:
      return action satisfies never;
  }
}

/**
 * Nothing a caller holds is ever shared with what is stored. Guarantee: rows are plain JSON, so the copy is the same
 * row without its `undefined` members.
 */
export function copyOf(row: object): Row {
  return inKeyOrder(JSON.parse(JSON.stringify(row)));
}

type Members = { [name: string]: Json | undefined };

/** Guarantee: asked only of JSON, where an object that is no list has named members. */
function membersOf(value: Json | undefined): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined;
}

function valueAt(row: Row | null, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, name) => membersOf(value)?.[name], row ?? undefined);
}

function setAt(row: Row, path: string, value: Json, refusal: string): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  const parent = membersOf(names.reduce<Json | undefined>((found, name) => membersOf(found)?.[name], row));
  if (parent === undefined) {
    throw new TablesError(refusal, 'The document path provided in the update expression is invalid for update');
  }
  parent[last] = JSON.parse(JSON.stringify(value));
}
