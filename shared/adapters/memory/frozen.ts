/** Rows of some table in memory: frozen through and through, in the order of their names. */
const kept = new WeakSet<object>();

/** Says of a row made by {@link frozenCopy} or {@link frozenMembers} that a table keeps it: a copy of it is itself. */
export function keepAsItIs(row: object): void {
  kept.add(row);
}

/**
 * A copy of plain JSON that nobody can change: members in the order of their names, without those that are `undefined`. What
 * is kept in memory is such a copy, so that it can be handed out as it is, and put into another table too.
 */
export function frozenCopy<Value extends object>(value: Value): Value {
  return asSame<Value>(frozen(value));
}

/** The same members in the order of their names, the values as they are: for a row whose values are frozen already. */
export function frozenMembers<Value extends object>(value: Value): Value {
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  return asSame<Value>(Object.freeze(Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)))));
}

function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || kept.has(value)) return value;
  if (Array.isArray(value)) return Object.freeze(value.map((item: unknown) => frozen(item)));
  const copy: { [name: string]: unknown } = {};
  for (const name of Object.keys(value).sort()) {
    const item = memberOf(value, name);
    if (item !== undefined) copy[name] = frozen(item);
  }
  return Object.freeze(copy);
}

/** Guarantee: asked only for the names of a value's own members. */
function memberOf(value: object, name: string): unknown {
  return (value as { readonly [name: string]: unknown })[name];
}

/** Guarantee: a copy of plain JSON has the type of what it copies. */
function asSame<Value extends object>(copy: unknown): Value {
  return copy as Value;
}
