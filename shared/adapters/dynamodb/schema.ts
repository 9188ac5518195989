import type { TableName } from '../tables.ts';

/** A sparse index: rows without its attributes are not in it. Read it by name, and read the row again before acting. */
export type IndexSchema = {
  readonly name: string;
  readonly pk: string;
  readonly sk: string;
  readonly projection: 'ALL' | 'KEYS_ONLY';
};

/** Keys, indexes and stream of one table. All key attributes are strings. */
export type TableSchema = {
  readonly pk: 'pk';
  readonly sk: 'sk';
  readonly indexes: readonly IndexSchema[];
  readonly stream: 'NEW_AND_OLD_IMAGES' | null;
};

const expiry = { name: 'expiry', pk: 'expiry', sk: 'expiresAt', projection: 'KEYS_ONLY' } as const satisfies IndexSchema;

/** The tables as they exist everywhere: on AWS, on the embedded engine and in memory. */
export const tableSchemas = {
  record: {
    pk: 'pk',
    sk: 'sk',
    indexes: [{ name: 'due', pk: 'due', sk: 'dueOrder', projection: 'ALL' }],
    stream: 'NEW_AND_OLD_IMAGES',
  },
  people: { pk: 'pk', sk: 'sk', indexes: [expiry], stream: null },
  ledger: {
    pk: 'pk',
    sk: 'sk',
    indexes: [{ name: 'pending', pk: 'work', sk: 'workOrder', projection: 'ALL' }, expiry],
    stream: null,
  },
} as const satisfies { readonly [Table in TableName]: TableSchema };

export const tableNames = ['record', 'people', 'ledger'] as const satisfies readonly TableName[];

/** @throws RangeError when the table has no index of that name */
export function indexSchema(table: TableName, name: string): IndexSchema {
  const schema: TableSchema = tableSchemas[table];
  const index = schema.indexes.find((one) => one.name === name);
  if (index === undefined) throw new RangeError(`${table} has no index ${name}`);
  return index;
}
