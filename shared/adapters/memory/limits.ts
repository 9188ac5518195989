import type { Json } from '../../domain/canonical-json.ts';
import { type Action, type Key, type Row, TablesError } from '../tables.ts';

/** What DynamoDB takes at most; see its "Service, account, and table quotas". */
const maxItemBytes = 400 * 1024;
const maxTransactionBytes = 4 * 1024 * 1024;
const maxActions = 100;
const maxPartitionKeyBytes = 2048;
const maxSortKeyBytes = 1024;
export const maxPageBytes = 1024 * 1024;

const refuse = (message: string): never => {
  throw new TablesError('ValidationException', message);
};

/** Size of a value as DynamoDB counts it: UTF-8 text, digits by pairs, three bytes and one per member around a container. */
function valueBytes(value: Json): number {
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).replace(/\D/g, '').length / 2) + 1;
  if (Array.isArray(value)) return value.reduce((sum: number, one: Json) => sum + 1 + valueBytes(one), 3);
  return Object.entries(value).reduce((sum, [name, one]) => sum + 1 + attributeBytes(name, one), 3);
}

const attributeBytes = (name: string, value: Json | undefined): number =>
  value === undefined ? 0 : Buffer.byteLength(name) + valueBytes(value);

const knownBytes = new WeakMap<Row, number>();

/** Rows are measured again with every page they are read in: a row that cannot change is measured once. */
export function rowBytes(row: Row): number {
  const known = knownBytes.get(row);
  if (known !== undefined) return known;
  const bytes = Object.entries(row).reduce((sum, [name, value]) => sum + attributeBytes(name, value), 0);
  if (Object.isFrozen(row)) knownBytes.set(row, bytes);
  return bytes;
}

/** The row an action is about. */
export function keyOf(action: Action): Key {
  return 'row' in action ? { pk: action.row.pk, sk: action.row.sk } : action.key;
}

/** Bytes are counted only where they may be too many: a character takes three at most, one of two code units four. */
const isLonger = (text: string, bytes: number): boolean => 3 * text.length > bytes && Buffer.byteLength(text) > bytes;

export function checkKey({ pk, sk }: Key): void {
  if (pk === '' || sk === '') refuse('a key attribute holds an empty string');
  if (isLonger(pk, maxPartitionKeyBytes)) refuse(`a partition key is longer than ${maxPartitionKeyBytes} bytes`);
  if (isLonger(sk, maxSortKeyBytes)) refuse(`a sort key is longer than ${maxSortKeyBytes} bytes`);
}

/** @throws TablesError where DynamoDB would refuse the transaction whatever the rows hold */
export function checkTransaction(actions: readonly Action[]): void {
  if (actions.length === 0 || actions.length > maxActions) refuse(`a transaction takes 1 to ${maxActions} actions`);
  const rows = new Set<string>();
  for (const action of actions) {
    const key = keyOf(action);
    checkKey(key);
    const id = `${action.table} ${key.pk}\u0000${key.sk}`;
    if (rows.has(id)) refuse('a transaction cannot hold two actions on one item');
    rows.add(id);
  }
}

/** @throws TablesError when a row, or all rows together, are larger than DynamoDB takes */
export function checkSizes(rows: readonly Row[]): void {
  const sizes = rows.map(rowBytes);
  if (sizes.some((size) => size > maxItemBytes)) refuse('Item size has exceeded the maximum allowed size');
  if (sizes.reduce((sum, size) => sum + size, 0) > maxTransactionBytes) refuse('a transaction takes 4 MB at most');
}
