import { indexSchema, tableSchemas } from '../dynamodb/schema.ts';
import type { Key, Query, Row, TableName } from '../tables.ts';

/** One change of one row; null means absent. `forgets`: what it was before is to be nowhere any more. */
export type RowChange = {
  readonly table: TableName;
  readonly before: Row | null;
  readonly after: Row | null;
  readonly forgets?: boolean;
};

type Entry = { readonly order: string; readonly row: Row };
/** Entries of one partition, by sort key and then by primary key. */
type Partition = Entry[];
type Partitions = Map<string, Partition>;

/** Rows of the three tables and of their indexes, in key order. Knows nothing of conditions, limits or files. */
export class TableData {
  readonly #rows = new Map<TableName, Partitions>();
  readonly #indexes = new Map<string, Partitions>();

  get(table: TableName, { pk, sk }: Key): Row | null {
    const partition = this.#rows.get(table)?.get(pk) ?? [];
    return partition[placeOf(partition, sk)]?.order === sk ? (partition[placeOf(partition, sk)]?.row ?? null) : null;
  }

  apply({ table, before, after }: RowChange): void {
    if (before !== null) remove(partitionsOf(this.#rows, table), before.pk, before.sk);
    if (after !== null) insert(partitionsOf(this.#rows, table), after.pk, { order: after.sk, row: after });
    for (const { name, pk, sk } of tableSchemas[table].indexes) {
      const partitions = partitionsOf(this.#indexes, `${table} ${name}`);
      const old = before === null ? null : indexEntry(before, pk, sk);
      if (old !== null) remove(partitions, old.partition, old.entry.order);
      const next = after === null ? null : indexEntry(after, pk, sk);
      if (next !== null) insert(partitions, next.partition, next.entry);
    }
  }

  /** Rows of a query, in order, as the index projects them. */
  *select({ table, index, pk, range }: Query): Iterable<Row> {
    const partitions = index === undefined ? this.#rows.get(table) : this.#indexes.get(`${table} ${index}`);
    const partition = partitions?.get(pk) ?? [];
    const isPartial = index !== undefined && indexSchema(table, index).projection === 'KEYS_ONLY';
    const indexed = index === undefined ? null : indexSchema(table, index);
    const from = range !== undefined && 'begins' in range ? placeOf(partition, range.begins) : 0;
    for (let place = from; place < partition.length; place += 1) {
      const { order, row } = partition[place] ?? missing(table, pk);
      if (range !== undefined && !isWithin(order.split(beyond)[0] ?? '', range)) return;
      yield isPartial && indexed !== null ? keysOnly(row, indexed) : row;
    }
  }
}

function missing(table: TableName, pk: string): never {
  throw new RangeError(`${table} changed while ${pk} was read`);
}

/** Separates the sort key of an index from the primary key that makes its entry unique; below every character of a key. */
const beyond = '\u0000';

function isWithin(order: string, range: NonNullable<Query['range']>): boolean {
  return 'begins' in range ? order.startsWith(range.begins) : order <= range.atMost;
}

function indexEntry(row: Row, pk: string, sk: string): { partition: string; entry: Entry } | null {
  const [partition, order] = [row[pk], row[sk]];
  if (typeof partition !== 'string' || typeof order !== 'string') return null;
  return { partition, entry: { order: [order, row.pk, row.sk].join(beyond), row } };
}

function keysOnly(row: Row, index: { pk: string; sk: string }): Row {
  return { pk: row.pk, sk: row.sk, [index.pk]: row[index.pk], [index.sk]: row[index.sk] };
}

function partitionsOf<Name>(all: Map<Name, Partitions>, name: Name): Partitions {
  const partitions = all.get(name) ?? new Map<string, Partition>();
  all.set(name, partitions);
  return partitions;
}

/** First place whose order is not before `order`. */
function placeOf(partition: Partition, order: string): number {
  let [low, high] = [0, partition.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((partition[middle]?.order ?? '') < order) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(partitions: Partitions, pk: string, entry: Entry): void {
  const partition = partitions.get(pk) ?? [];
  partitions.set(pk, partition);
  partition.splice(placeOf(partition, entry.order), 0, entry);
}

function remove(partitions: Partitions, pk: string, order: string): void {
  const partition = partitions.get(pk) ?? [];
  const place = placeOf(partition, order);
  if (partition[place]?.order === order) partition.splice(place, 1);
  if (partition.length === 0) partitions.delete(pk);
}
