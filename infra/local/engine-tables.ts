import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { type TableSchema, tableNames, tableSchemas } from '../../shared/adapters/dynamodb/schema.ts';

/** Names of the tables on an engine of this machine. */
export const localTables = { record: 'jalon-record', people: 'jalon-people', ledger: 'jalon-ledger' } as const;

/**
 * Makes the tables an engine lacks. Safe to run by several processes at once.
 * @param options.isFollowed whether anybody reads what changes: the engine takes the longer for each row, the more its stream holds
 */
export async function ensureTables(client: DynamoDBClient, { isFollowed = true } = {}): Promise<void> {
  await Promise.all(
    tableNames.map(async (table) => {
      if (await exists(client, localTables[table])) return;
      try {
        const schema = isFollowed ? tableSchemas[table] : { ...tableSchemas[table], stream: null };
        await client.send(new CreateTableCommand(definition(localTables[table], schema)));
      } catch (error) {
        if (!(error instanceof ResourceInUseException)) throw error;
      }
    }),
  );
}

async function exists(client: DynamoDBClient, name: string): Promise<boolean> {
  try {
    await client.send(new DescribeTableCommand({ TableName: name }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}

function definition(TableName: string, { pk, sk, indexes, stream }: TableSchema): CreateTableCommandInput {
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  const attributes = new Set([pk, sk, ...indexes.flatMap((index) => [index.pk, index.sk])]);
  return {
    TableName,
    KeySchema: keys(pk, sk),
    AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keys(index.pk, index.sk),
      Projection: { ProjectionType: index.projection },
    })),
    BillingMode: 'PAY_PER_REQUEST',
    ...(stream === null ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType: stream } }),
  };
}
