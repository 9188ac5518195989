import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { localTables } from '../infra/local/engine-tables.ts';
import { tableNames } from '../shared/adapters/dynamodb/schema.ts';
import { storesOver } from '../shared/adapters/dynamodb/stores.ts';
import { memoryTables } from '../shared/adapters/memory/tables.ts';
import { inParallel, type Row, type TableName } from '../shared/adapters/tables.ts';
import type { Stores } from '../shared/ports.ts';

/** What DynamoDB takes in one batch of writes. */
const batchWidth = 25;

/** The rows that some work leaves in empty tables, by table. */
async function rowsLeftBy(work: (stores: Stores) => Promise<void>): Promise<ReadonlyMap<TableName, readonly Row[]>> {
  const tables = memoryTables();
  const rows = new Map<string, { readonly table: TableName; readonly row: Row | null }>();
  tables.onCommit(({ changes }) => {
    for (const { table, before, after } of changes) {
      const { pk, sk } = after ?? before ?? { pk: '', sk: '' };
      rows.set(JSON.stringify([table, pk, sk]), { table, row: after });
    }
  });
  await work(storesOver(tables));
  await tables.close();
  const left = [...rows.values()].flatMap(({ table, row }) => (row === null ? [] : [{ table, row }]));
  const rowsOf = (table: TableName): Row[] => left.flatMap((one) => (one.table === table ? [one.row] : []));
  return new Map(tableNames.map((table) => [table, rowsOf(table)]));
}

/**
 * Puts into an engine what some work would leave there, in batches: a country written entry by entry, as people write it, takes the engine
 * most of an hour.
 */
export async function fillInBulk(client: DynamoDBClient, width: number, work: (stores: Stores) => Promise<void>): Promise<void> {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  for (const [table, rows] of await rowsLeftBy(work)) {
    const name = localTables[table];
    const batches = Array.from({ length: Math.ceil(rows.length / batchWidth) }, (_, index) =>
      rows.slice(index * batchWidth, (index + 1) * batchWidth),
    );
    await inParallel(batches, width, async (batch) => {
      const { UnprocessedItems } = await documents.send(
        new BatchWriteCommand({ RequestItems: { [name]: batch.map((Item) => ({ PutRequest: { Item } })) } }),
      );
      if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error(`the engine left rows of ${name} unwritten`);
    });
  }
}
