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

/** Guarantee: under one reader stands what that reader made. */
function asRead<Value>(reading: unknown): Value {
  return reading as Value;
}

function deepFrozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const item of Object.values(value)) deepFrozen(item);
  return Object.freeze(value);
}
