import type { Json } from '../../domain/canonical-json.ts';

const known = new WeakMap<object, Map<object, unknown>>();

/**
 * What `read` makes of the content of a row, made once where the content cannot change: tables in memory hand out the same
 * frozen rows again and again. The outcome is then frozen too. Rows of DynamoDB come anew with each answer and are read
 * each time. `reader` names the reading: its schema or function.
 */
export function readOnce<Value>(data: Json | undefined, reader: object, read: () => Value): Value {
  if (typeof data !== 'object' || data === null || !Object.isFrozen(data)) return read();
  const readings = known.get(data) ?? new Map<object, unknown>();
  if (!readings.has(reader)) {
    readings.set(reader, deepFrozen(read()));
    known.set(data, readings);
  }
  return asRead<Value>(readings.get(reader));
}

type Together<Value> = { readonly rows: readonly object[]; readonly value: Value };

/**
 * What `read` makes of several rows together, made once as long as they are the very same rows that cannot change. The
 * outcome of a reading is kept with the first of its rows, the last one only: a row that changes is another row.
 */
export function readTogether<One extends object, Value>(read: (rows: readonly One[]) => Value): (rows: readonly One[]) => Value {
  const kept = new WeakMap<object, Together<Value>>();
  return (rows) => {
    const [first] = rows;
    if (first === undefined) return read(rows);
    const before = kept.get(first);
    if (before?.rows.length === rows.length && rows.every((row, place) => row === before.rows[place])) return before.value;
    const value = read(rows);
    if (rows.every((row) => Object.isFrozen(row))) kept.set(first, { rows, value: deepFrozen(value) });
    return value;
  };
}

/** Guarantee: under one reader stands what that reader made. */
function asRead<Value>(reading: unknown): Value {
  return reading as Value;
}

function deepFrozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const item of Object.values(value)) deepFrozen(item);
  return Object.freeze(value);
}
