import { canonicalJson, type Json } from '../../domain/canonical-json.ts';
import { type Action, type Condition, type Row, TablesError, type TransactResult } from '../tables.ts';
import { frozenMembers } from './frozen.ts';
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
    if (action.kind === 'check' || (before === null && after === null)) return [];
    const forgets = (action.kind === 'put' || action.kind === 'delete') && action.forgets === true;
    return [{ table: action.table, before, after, ...(forgets ? { forgets } : {}) }];
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
    case 'lacking-or-above': {
      const found = valueAt(row, condition.path);
      return found === undefined || (typeof found === 'string' && found > condition.value);
    }
    default:
      return condition satisfies never;
  }
}

function isSame(found: Json | undefined, expected: Json): boolean {
  if (found === undefined || typeof found !== 'object' || typeof expected !== 'object') return found === expected;
  return canonicalJson(found) === canonicalJson(expected);
}

const isBelow = (found: Json | undefined, limit: string): boolean => typeof found === 'string' && found < limit;

/** The row as it becomes; what an action says is frozen already, and so is what it leads to. */
function afterOf(action: Action, before: Row | null, refusal: string): Row | null {
  switch (action.kind) {
    case 'put':
      return action.row;
    case 'ensure':
      return frozenMembers({ ...action.row, ...before });
    case 'update': {
      const removed = new Set(action.remove ?? []);
      const kept = Object.entries(before ?? keyOf(action)).filter(([name]) => !removed.has(name));
      const row: Row = { ...keyOf(action), ...Object.fromEntries(kept) };
      return Object.entries(action.set).reduce((found, [path, value]) => withValue(found, path.split('.'), value, refusal), row);
    }
    case 'delete':
      return null;
    case 'check':
      return before;
    default:
      return action satisfies never;
  }
}

type Members = { [name: string]: Json | undefined };

/** Guarantee: asked only of JSON, where an object that is no list has named members. */
function membersOf(value: Json | undefined): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined;
}

function valueAt(row: Row | null, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, name) => membersOf(value)?.[name], row ?? undefined);
}

function withValue<Parent extends object>(
  parent: Parent,
  [name = '', ...inside]: string[],
  value: Json,
  refusal: string,
): Parent {
  if (inside.length === 0) return frozenMembers({ ...parent, [name]: value });
  const child = membersOf(asMembers(parent)[name]);
  if (child === undefined) {
    throw new TablesError(refusal, 'The document path provided in the update expression is invalid for update');
  }
  return frozenMembers({ ...parent, [name]: withValue(child, inside, value, refusal) });
}

/** Guarantee: asked only of rows and what they hold. */
function asMembers(parent: object): Members {
  return parent as Members;
}
