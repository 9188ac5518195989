import type { Json } from '../../domain/canonical-json.ts';
import type { Condition, Range } from '../tables.ts';

/** Placeholders of one request: no attribute name or value is ever pasted into an expression. */
export type Placeholders = {
  readonly name: (path: string) => string;
  readonly value: (value: Json) => string;
  /** The maps to send, each only when something is in it: DynamoDB refuses empty ones. */
  readonly maps: () => {
    ExpressionAttributeNames?: { [placeholder: string]: string };
    ExpressionAttributeValues?: { [placeholder: string]: Json };
  };
};

export function placeholders(): Placeholders {
  const names = new Map<string, string>();
  const values: { [placeholder: string]: Json } = {};
  const nameOf = (part: string): string => {
    const known = names.get(part) ?? `#n${names.size}`;
    names.set(part, known);
    return known;
  };
  return {
    name: (path) => path.split('.').map(nameOf).join('.'),
    value: (value) => {
      const placeholder = `:v${Object.keys(values).length}`;
      values[placeholder] = value;
      return placeholder;
    },
    maps: () => ({
      ...(names.size === 0
        ? {}
        : { ExpressionAttributeNames: Object.fromEntries([...names].map(([part, placeholder]) => [placeholder, part])) }),
      ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
    }),
  };
}

export function conditionExpression(condition: Condition, { name, value }: Placeholders): string {
  switch (condition.is) {
    case 'absent':
      return `attribute_not_exists(${name('pk')})`;
    case 'present':
      return `attribute_exists(${name('pk')})`;
    case 'equal':
      return Object.entries(condition.values)
        .map(([path, expected]) => `${name(path)} = ${value(expected)}`)
        .join(' AND ');
    case 'below':
      return `${name(condition.path)} < ${value(condition.value)}`;
    case 'absent-or-below':
      return `attribute_not_exists(${name('pk')}) OR ${name(condition.path)} < ${value(condition.value)}`;
    case 'lacking-or-above':
      return `attribute_not_exists(${name(condition.path)}) OR ${name(condition.path)} > ${value(condition.value)}`;
    default:
      return condition satisfies never;
  }
}

export function keyExpression(key: { pk: string; sk: string }, pk: string, range: Range | undefined, to: Placeholders): string {
  const partition = `${to.name(key.pk)} = ${to.value(pk)}`;
  if (range === undefined) return partition;
  return 'begins' in range
    ? `${partition} AND begins_with(${to.name(key.sk)}, ${to.value(range.begins)})`
    : `${partition} AND ${to.name(key.sk)} <= ${to.value(range.atMost)}`;
}

export function updateExpression(
  set: { readonly [path: string]: Json },
  remove: readonly string[],
  { name, value }: Placeholders,
): string {
  const sets = Object.entries(set).map(([path, one]) => `${name(path)} = ${value(one)}`);
  return clauses(sets, remove.map(name));
}

/** Sets what is missing and keeps what is there. */
export function ensureExpression(set: { readonly [path: string]: Json }, { name, value }: Placeholders): string {
  return clauses(
    Object.entries(set).map(([path, one]) => `${name(path)} = if_not_exists(${name(path)}, ${value(one)})`),
    [],
  );
}

function clauses(sets: readonly string[], removes: readonly string[]): string {
  return [
    ...(sets.length === 0 ? [] : [`SET ${sets.join(', ')}`]),
    ...(removes.length === 0 ? [] : [`REMOVE ${removes.join(', ')}`]),
  ].join(' ');
}
