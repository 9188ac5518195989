import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

/** One thing that was asked of DynamoDB, in the words of IAM. */
export type Call = {
  readonly action: string;
  /** Table as named on the wire. */
  readonly table: string;
  readonly index: string | null;
  /** Partition keys it names. */
  readonly keys: readonly string[];
  readonly inTransaction: boolean;
};

export type Recorder = {
  /** Takes what was asked since the last time. */
  readonly take: () => Call[];
};

const text = z.object({ S: z.string() });
const key = z.object({ pk: text }).transform(({ pk }) => pk.S);
const write = z.object({ TableName: z.string(), Key: key.optional(), Item: key.optional() });
const items = z.object({
  TransactItems: z.array(z.record(z.string(), write)),
});
const batch = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: z.array(key) })) });
const query = z.object({
  TableName: z.string(),
  IndexName: z.string().optional(),
  ExpressionAttributeValues: z.record(z.string(), z.object({ S: z.string().optional() })),
});

const transacted: { readonly [part: string]: string } = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** The SDK keeps the body as bytes that know their text. */
const request = z.object({
  headers: z.record(z.string(), z.string()),
  body: z.instanceof(Uint8Array).transform((bytes) => new TextDecoder().decode(bytes)),
});

/** Notes everything a client asks for, as it goes out on the wire. */
export function record(client: DynamoDBClient): Recorder {
  let calls: Call[] = [];
  client.middlewareStack.add(
    (next) => (args) => {
      const { headers, body } = request.parse('request' in args ? args.request : null);
      calls.push(...callsIn(headers['x-amz-target']?.split('.').at(-1) ?? '', JSON.parse(body)));
      return next(args);
    },
    { step: 'build', name: 'recorder' },
  );
  return {
    take: () => {
      const taken = calls;
      calls = [];
      return taken;
    },
  };
}

/** A request taken apart as DynamoDB does before it asks IAM. */
function callsIn(operation: string, request: unknown): Call[] {
  const alone = { index: null, inTransaction: false };
  switch (operation) {
    case 'GetItem':
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem': {
      const { TableName: table, Key, Item } = write.parse(request);
      return [{ action: operation, table, keys: [Key ?? Item ?? ''], ...alone }];
    }
    case 'BatchGetItem':
      return Object.entries(batch.parse(request).RequestItems).map(([table, { Keys }]) => {
        return { action: operation, table, keys: Keys, ...alone };
      });
    case 'Query': {
      const { TableName: table, IndexName, ExpressionAttributeValues } = query.parse(request);
      const [first] = Object.values(ExpressionAttributeValues);
      return [{ action: operation, table, index: IndexName ?? null, keys: [first?.S ?? ''], inTransaction: false }];
    }
    case 'TransactWriteItems':
      return items.parse(request).TransactItems.flatMap((parts) =>
        Object.entries(parts).map(([part, one]) => ({
          action: transacted[part] ?? part,
          table: one.TableName,
          keys: [one.Key ?? one.Item ?? ''],
          index: null,
          inTransaction: true,
        })),
      );
    default:
      return [{ action: operation, table: '', keys: [], ...alone }];
  }
}
