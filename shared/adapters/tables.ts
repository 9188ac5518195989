import type { Json } from '../domain/canonical-json.ts';

/** The three tables, split by confidentiality and life span. */
export type TableName = 'record' | 'people' | 'ledger';

export type Key = { readonly pk: string; readonly sk: string };

/** One row: its key, what it says under `data`, and the attributes of the sparse indexes it is in. */
export type Row = Key & { readonly data?: Json; readonly [attribute: string]: Json | undefined };

/**
 * What must hold for a row at the moment of a write. Paths are dotted and start at the row: `data.version`. A null
 * value means the attribute is there and null.
 */
export type Condition =
  | { readonly is: 'absent' }
  | { readonly is: 'present' }
  | { readonly is: 'equal'; readonly values: { readonly [path: string]: Json } }
  | { readonly is: 'below'; readonly path: string; readonly value: string }
  | { readonly is: 'absent-or-below'; readonly path: string; readonly value: string }
  /** The attribute is not there, be the row there or not, or it is above the value. */
  | { readonly is: 'lacking-or-above'; readonly path: string; readonly value: string };

export type Action =
  /**
   * Replaces the whole row. `forgets`: what the row held is to be nowhere any more; a store that keeps a file of its own
   * removes it there too.
   */
  | {
      readonly kind: 'put';
      readonly table: TableName;
      readonly row: Row;
      readonly when?: Condition;
      readonly forgets?: true;
    }
  /** Sets and removes attributes; an absent row is made. */
  | {
      readonly kind: 'update';
      readonly table: TableName;
      readonly key: Key;
      readonly set: { readonly [path: string]: Json };
      readonly remove?: readonly string[];
      readonly when?: Condition;
    }
  /** Writes attributes that the row lacks and leaves those it has: never fails, never overwrites. */
  | { readonly kind: 'ensure'; readonly table: TableName; readonly row: Row }
  | {
      readonly kind: 'delete';
      readonly table: TableName;
      readonly key: Key;
      readonly when?: Condition;
      /** What the row was is to be nowhere afterwards, as for a put. */
      readonly forgets?: true;
    }
  | { readonly kind: 'check'; readonly table: TableName; readonly key: Key; readonly when: Condition };

export type WriteAction = Exclude<Action, { kind: 'check' }>;

export type Range = { readonly begins: string } | { readonly atMost: string };

/** Rows of one partition, of the table or of a named index, in the order of the sort key. */
export type Query = { readonly table: TableName; readonly index?: string; readonly pk: string; readonly range?: Range };

/** Positions of the actions whose condition did not hold; nothing was written. */
export type TransactResult = { readonly ok: true } | { readonly ok: false; readonly failed: readonly number[] };

/**
 * The narrow waist under the stores: what DynamoDB does for us and nothing more. Reads of a table are consistent,
 * reads of an index may lag. Everything it refuses is thrown under DynamoDB's own error names.
 */
export interface Tables {
  /** Identities of the three tables, for the gate: other tables, other text. */
  readonly identity: string;
  get(table: TableName, key: Key): Promise<Row | null>;
  /** Rows that exist among the keys, in no order. */
  getMany(table: TableName, keys: readonly Key[]): Promise<readonly Row[]>;
  /** Pages of at most 1 MB. */
  query(query: Query): AsyncIterable<readonly Row[]>;
  /** One write on its own. False when its condition did not hold. */
  write(action: WriteAction): Promise<boolean>;
  /** All or nothing: 1 to 100 actions on different rows, 4 MB together. */
  transact(actions: readonly Action[]): Promise<TransactResult>;
}

/** Something DynamoDB refuses whatever the data: `name` is DynamoDB's. A bug of the caller. */
export class TablesError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Every row of a query, its pages joined. */
export async function rowsOf(pages: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

/** Runs `work` over the items, at most `width` at a time. */
export async function inParallel<One>(items: readonly One[], width: number, work: (one: One) => Promise<unknown>): Promise<void> {
  const waiting = items.values();
  const run = async (): Promise<void> => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, run));
}

/**
 * The same value with the members of every map in the order of their names. DynamoDB gives maps back in no order at all;
 * what is published from them must be the same bytes each time.
 */
export function inKeyOrder<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: unknown) => inKeyOrder(item)) as Value;
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, item]) => [name, inKeyOrder(item)])) as Value;
}
