import type * as z from 'zod';
import { dataOf } from '../../shared/adapters/dynamodb/rows.ts';
import { indexSchema } from '../../shared/adapters/dynamodb/schema.ts';
import { type MemoryTables, memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Key, Query, Row, TableName } from '../../shared/adapters/tables.ts';

/** Rows of the three tables at one moment, by table and key. Rows are never changed in place: a copy of the map is a snapshot. */
export type Rows = Map<string, { readonly table: TableName; readonly row: Row }>;

/** The name of a row among {@link Rows}. */
export const nameOf = (table: TableName, { pk, sk }: Key): string => `${table} ${pk} ${sk}`;

/** What a row says, parsed; null when there is none. */
export function contentOf<Schema extends z.ZodType>(
  rows: Rows,
  table: TableName,
  key: Key,
  schema: Schema,
): z.output<Schema> | null {
  const found = rows.get(nameOf(table, key));
  return found === undefined ? null : dataOf(found.row, schema);
}

/** What every row of a kind says: those whose partition begins so, and whose sort key does where that is asked. */
export function contentsOf<Schema extends z.ZodType>(
  rows: Rows,
  table: TableName,
  begins: string,
  schema: Schema,
  sortBegins = '',
): z.output<Schema>[] {
  const name = `${table} ${begins}`;
  const wanted = [...rows].filter(([key, { row }]) => key.startsWith(name) && row.sk.startsWith(sortBegins));
  return wanted.map(([, { row }]) => dataOf(row, schema));
}

/** One write as it became visible. */
export type Change = { readonly table: TableName; readonly before: Row | null; readonly after: Row | null };

/** Tables in memory with every row at hand, and what changed of them lately. */
export type WatchedTables = {
  readonly tables: MemoryTables;
  readonly rows: Rows;
  /** What an index showed `age` milliseconds ago: rows that came are not in it yet, rows that went still are. */
  readonly indexAsOf: (query: Query, age: number) => readonly Row[];
};

type Dated = { readonly at: number; readonly change: Change };

/** How long a change is remembered: longer than any index lags. */
const memory = 20 * 60_000;

/** Tables that begin with these rows. `onChange` hears of every row that changes from now on, all of a transaction at once. */
export async function watchedTables(
  identity: string,
  begin: Rows,
  now: () => number,
  onChange: (changes: readonly Change[]) => void,
): Promise<WatchedTables> {
  const tables = memoryTables({ identity });
  const all = [...begin.values()];
  for (let from = 0; from < all.length; from += 100) {
    await tables.transact(all.slice(from, from + 100).map(({ table, row }) => ({ kind: 'put', table, row })));
  }
  const rows: Rows = new Map(begin);
  let recent: Dated[] = [];
  tables.onCommit(({ changes }) => {
    const at = now();
    recent = recent.filter((one) => one.at > at - memory);
    for (const change of changes) {
      recent.push({ at, change });
      const row = change.after ?? change.before;
      if (row === null) continue;
      if (change.after === null) rows.delete(nameOf(change.table, row));
      else rows.set(nameOf(change.table, row), { table: change.table, row: change.after });
    }
    onChange(changes);
  });
  return { tables, rows, indexAsOf: (query, age) => selectAsOf(rows, recent, query, now() - age) };
}

function selectAsOf(rows: Rows, recent: readonly Dated[], { table, index = '', pk, range }: Query, at: number): readonly Row[] {
  const schema = indexSchema(table, index);
  const then = new Map<string, Row | null>();
  for (const { at: when, change } of recent.toReversed()) {
    const row = change.after ?? change.before;
    if (when > at && change.table === table && row !== null) then.set(nameOf(table, row), change.before);
  }
  const now = [...rows].filter(([name, one]) => one.table === table && !then.has(name)).map(([, { row }]) => row);
  const orderOf = (row: Row): string => String(row[schema.sk]);
  return [...now, ...[...then.values()].filter((row) => row !== null)]
    .filter((row) => row[schema.pk] === pk && typeof row[schema.sk] === 'string')
    .filter(
      (row) => range === undefined || ('begins' in range ? orderOf(row).startsWith(range.begins) : orderOf(row) <= range.atMost),
    )
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}
