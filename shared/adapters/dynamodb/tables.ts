import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Json } from '../../domain/canonical-json.ts';
import {
  type Action,
  inKeyOrder,
  type Key,
  type Query,
  type Row,
  type TableName,
  type Tables,
  type TransactResult,
  type WriteAction,
} from '../tables.ts';
import {
  conditionExpression,
  ensureExpression,
  keyExpression,
  type Placeholders,
  placeholders,
  updateExpression,
} from './expressions.ts';
import { indexSchema, tableNames } from './schema.ts';

/** Names or ARNs of the tables this process may use; a function has only those its role reaches. */
export type TableIds = { readonly [Table in TableName]?: string };

/** A row was being written by someone else this often in a row: broken infrastructure, or a loop. */
const conflictAttempts = 6;
/** Keys DynamoDB takes in one batch read. */
const batchWidth = 100;

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The tables in DynamoDB, or in an engine that speaks its protocol. */
export function dynamoTables(client: DynamoDBClient, ids: TableIds): Tables {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const idOf = (table: TableName): string => {
    const id = ids[table];
    if (id === undefined) throw new RangeError(`the table ${table} is out of reach of this process`);
    return id;
  };

  async function* query({ table, index, pk, range }: Query): AsyncIterable<readonly Row[]> {
    const key = index === undefined ? { pk: 'pk', sk: 'sk' } : indexSchema(table, index);
    const to = placeholders();
    const request = {
      TableName: idOf(table),
      ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
      KeyConditionExpression: keyExpression(key, pk, range, to),
      ...to.maps(),
    };
    let from: { [attribute: string]: unknown } | undefined;
    do {
      const answer = await documents.send(
        new QueryCommand({ ...request, ...(from === undefined ? {} : { ExclusiveStartKey: from }) }),
      );
      yield (answer.Items ?? []).map(asRow);
      from = answer.LastEvaluatedKey;
    } while (from !== undefined);
  }

  async function batch(table: TableName, keys: readonly Key[]): Promise<Row[]> {
    const id = idOf(table);
    const rows: Row[] = [];
    let left: readonly { [attribute: string]: unknown }[] = keys.map(keyOnly);
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (attempt >= conflictAttempts) throw new Error(`${table}: a batch read was left unprocessed ${attempt} times`);
      if (attempt > 0) await pause(attempt);
      const request = { RequestItems: { [id]: { Keys: [...left], ConsistentRead: true } } };
      const answer = await documents.send(new BatchGetCommand(request));
      rows.push(...(answer.Responses?.[id] ?? []).map(asRow));
      left = answer.UnprocessedKeys?.[id]?.Keys ?? [];
    }
    return rows;
  }

  async function write(action: WriteAction): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await writeOnce(action);
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        if (!(error instanceof TransactionConflictException) || attempt >= conflictAttempts) throw error;
        await pause(attempt);
      }
    }
  }

  async function writeOnce(action: WriteAction): Promise<void> {
    const item = transactItem(action, idOf);
    if (item.Put !== undefined) await documents.send(new PutCommand(item.Put));
    else if (item.Update !== undefined) await documents.send(new UpdateCommand(item.Update));
    else if (item.Delete !== undefined) await documents.send(new DeleteCommand(item.Delete));
  }

  async function transact(actions: readonly Action[]): Promise<TransactResult> {
    const TransactItems = actions.map((one) => transactItem(one, idOf));
    // The same token on every attempt: a transaction whose answer was lost is not applied twice.
    const ClientRequestToken = randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      try {
        await documents.send(new TransactWriteCommand({ TransactItems, ClientRequestToken }));
        return { ok: true };
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
        const failed = codes.flatMap((code, position) => (code === 'ConditionalCheckFailed' ? [position] : []));
        if (failed.length > 0) return { ok: false, failed };
        if (!codes.some((code) => passing.includes(code ?? '')) || attempt >= conflictAttempts) throw error;
        await pause(attempt);
      }
    }
  }

  return {
    identity: tableNames.map((table) => ids[table] ?? '-').join(' '),
    get: async (table, key) => {
      const { Item } = await documents.send(new GetCommand({ TableName: idOf(table), Key: keyOnly(key), ConsistentRead: true }));
      return Item === undefined ? null : asRow(Item);
    },
    getMany: async (table, keys) => {
      const chunks = Array.from({ length: Math.ceil(keys.length / batchWidth) }, (_, index) =>
        keys.slice(index * batchWidth, (index + 1) * batchWidth),
      );
      return (await Promise.all(chunks.map((chunk) => batch(table, chunk)))).flat();
    },
    query,
    write,
    transact,
  };
}

/** Reasons for which a cancelled transaction may succeed unchanged. */
const passing: readonly string[] = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

/** Waits longer each time, and not as long as the other side does. */
function pause(attempt: number): Promise<void> {
  return sleep(10 * 2 ** attempt * (0.5 + Math.random()));
}

/** A caller may hand over a whole row where a key is asked for. */
function keyOnly({ pk, sk }: Key): Key {
  return { pk, sk };
}

/** Guarantee: both key attributes are text, as the schema of every table and index says; `data` is parsed by the store. */
function asRow(item: { [attribute: string]: unknown }): Row {
  return inKeyOrder(item) as Row;
}

function transactItem(action: Action, idOf: (table: TableName) => string): TransactItem {
  const to = placeholders();
  const TableName = idOf(action.table);
  switch (action.kind) {
    case 'put':
      return { Put: { TableName, Item: action.row, ...conditional(action, to), ...to.maps() } };
    case 'update': {
      const UpdateExpression = updateExpression(action.set, action.remove ?? [], to);
      return { Update: { TableName, Key: keyOnly(action.key), UpdateExpression, ...conditional(action, to), ...to.maps() } };
    }
    case 'ensure': {
      const { pk, sk, ...rest } = action.row;
      const UpdateExpression = ensureExpression(present(rest), to);
      return { Update: { TableName, Key: { pk, sk }, UpdateExpression, ...to.maps() } };
    }
    case 'delete':
      return { Delete: { TableName, Key: keyOnly(action.key), ...conditional(action, to), ...to.maps() } };
    case 'check': {
      const ConditionExpression = conditionExpression(action.when, to);
      return { ConditionCheck: { TableName, Key: keyOnly(action.key), ConditionExpression, ...to.maps() } };
    }
    default:
      return action satisfies never;
  }
}

function conditional({ when }: { when?: WriteActionCondition }, to: Placeholders): { ConditionExpression?: string } {
  return when === undefined ? {} : { ConditionExpression: conditionExpression(when, to) };
}

type WriteActionCondition = Parameters<typeof conditionExpression>[0];

function present(attributes: { readonly [attribute: string]: Json | undefined }): { [attribute: string]: Json } {
  return Object.fromEntries(Object.entries(attributes).filter((one): one is [string, Json] => one[1] !== undefined));
}
