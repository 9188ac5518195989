import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { engineBinary, useEngine } from '../../../infra/local/dynamodb.ts';
import { ensureTables, localTables } from '../../../infra/local/engine-tables.ts';
import { dynamoClient } from '../../../shared/adapters/dynamodb/client.ts';
import { dynamoTables } from '../../../shared/adapters/dynamodb/tables.ts';
import { rowsOf } from '../../../shared/adapters/tables.ts';
import { aFolder } from '../local-tables.ts';

const documents = mockClient(DynamoDBDocumentClient);
const client = new DynamoDBClient({ region: 'eu-west-3', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
const tables = dynamoTables(client, { record: 'RecordTable', ledger: 'LedgerTable' });
const put = { kind: 'put', table: 'record', row: { pk: 'A', sk: 'B', data: 1 }, when: { is: 'absent' } } as const;

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({ $metadata: {}, message: 'cancelled', CancellationReasons: codes.map((Code) => ({ Code })) });

describe('requests to DynamoDB', () => {
  afterEach(() => documents.reset());
  // The mock stands in the class itself: whoever runs after this needs the real one.
  afterAll(() => documents.restore());

  test('reads of a table are consistent, reads of an index name it', async () => {
    documents.on(GetCommand).resolves({});
    documents.on(QueryCommand).resolves({});
    await tables.get('record', { pk: 'A', sk: 'B' });
    await rowsOf(tables.query({ table: 'record', pk: 'A' }));
    await rowsOf(tables.query({ table: 'record', index: 'due', pk: 'DUE', range: { atMost: '2021' } }));
    expect(documents.commandCalls(GetCommand)[0]?.args[0].input).toMatchObject({
      ConsistentRead: true,
      TableName: 'RecordTable',
    });
    const [table, index] = documents.commandCalls(QueryCommand).map(({ args }) => args[0].input);
    expect(table).toMatchObject({ ConsistentRead: true, KeyConditionExpression: '#n0 = :v0' });
    expect(index).toMatchObject({
      IndexName: 'due',
      KeyConditionExpression: '#n0 = :v0 AND #n1 <= :v1',
      ExpressionAttributeNames: { '#n0': 'due', '#n1': 'dueOrder' },
      ExpressionAttributeValues: { ':v0': 'DUE', ':v1': '2021' },
    });
    expect(index).not.toHaveProperty('ConsistentRead');
  });

  test('a query is read to its end', async () => {
    const row = (sk: string) => ({ pk: 'A', sk });
    documents
      .on(QueryCommand)
      .resolvesOnce({ Items: [row('1')], LastEvaluatedKey: row('1') })
      .resolvesOnce({ Items: [], LastEvaluatedKey: row('2') })
      .resolvesOnce({ Items: [row('3')] });
    expect(await rowsOf(tables.query({ table: 'record', pk: 'A' }))).toEqual([row('1'), row('3')]);
    expect(documents.commandCalls(QueryCommand)[2]?.args[0].input.ExclusiveStartKey).toEqual(row('2'));
  });

  test('what a batch read leaves unprocessed is asked for again', async () => {
    documents
      .on(BatchGetCommand)
      .resolvesOnce({
        Responses: { RecordTable: [{ pk: 'A', sk: '1' }] },
        UnprocessedKeys: { RecordTable: { Keys: [{ pk: 'A', sk: '2' }] } },
      })
      .resolvesOnce({ Responses: { RecordTable: [{ pk: 'A', sk: '2' }] } });
    expect(
      await tables.getMany('record', [
        { pk: 'A', sk: '1' },
        { pk: 'A', sk: '2' },
      ]),
    ).toHaveLength(2);
  });

  test('one write on its own is no transaction', async () => {
    documents.on(PutCommand).resolves({});
    documents.on(UpdateCommand).resolves({});
    expect(await tables.write(put)).toBe(true);
    await tables.write({
      kind: 'update',
      table: 'ledger',
      key: { pk: 'A', sk: 'B' },
      set: { 'data.tries': 1 },
      remove: ['work'],
    });
    expect(documents.commandCalls(PutCommand)[0]?.args[0].input.ConditionExpression).toBe('attribute_not_exists(#n0)');
    expect(documents.commandCalls(UpdateCommand)[0]?.args[0].input).toMatchObject({
      TableName: 'LedgerTable',
      UpdateExpression: 'SET #n0.#n1 = :v0 REMOVE #n2',
      ExpressionAttributeNames: { '#n0': 'data', '#n1': 'tries', '#n2': 'work' },
    });
    expect(documents.commandCalls(TransactWriteCommand)).toHaveLength(0);
  });

  test('a transaction in conflict is tried again under the same token', async () => {
    documents
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled('None', 'TransactionConflict'))
      .rejectsOnce(cancelled('ThrottlingError', 'None'))
      .resolvesOnce({});
    expect(await tables.transact([put, { ...put, row: { ...put.row, sk: 'C' } }])).toEqual({ ok: true });
    const tokens = documents.commandCalls(TransactWriteCommand).map(({ args }) => args[0].input.ClientRequestToken);
    expect(tokens).toHaveLength(3);
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('a conflict that does not pass is an error in the end', async () => {
    documents.on(TransactWriteCommand).rejects(cancelled('TransactionConflict'));
    await expect(tables.transact([put])).rejects.toThrow(TransactionCanceledException);
    expect(documents.commandCalls(TransactWriteCommand)).toHaveLength(6);
  });

  test('a failed condition is an answer, beside a conflict too, and is not tried again', async () => {
    documents.on(TransactWriteCommand).rejects(cancelled('TransactionConflict', 'ConditionalCheckFailed', 'None'));
    expect(await tables.transact([put])).toEqual({ ok: false, failed: [1] });
    expect(documents.commandCalls(TransactWriteCommand)).toHaveLength(1);
  });

  test('any other cancellation is an error at once', async () => {
    documents.on(TransactWriteCommand).rejects(cancelled('ValidationError'));
    await expect(tables.transact([put])).rejects.toThrow(TransactionCanceledException);
    expect(documents.commandCalls(TransactWriteCommand)).toHaveLength(1);
  });

  test('a table this process was not given is refused by name', async () => {
    await expect(tables.get('people', { pk: 'A', sk: 'B' })).rejects.toThrow('people');
    expect(tables.identity).toBe('RecordTable - LedgerTable');
  });
});

const binary = engineBinary();

describe.skipIf(binary === null)(`a real engine${binary === null ? ': SKIPPED, no engine binary for this platform' : ''}`, () => {
  test('F9: a transaction whose answer was lost after the commit is applied once and counts as done', async () => {
    const folder = aFolder();
    const engine = await useEngine(folder.path, binary ?? '');
    const real = dynamoClient(engine.endpoint);
    let lost = 0;
    real.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        if (lost > 0 || !(JSON.stringify(args.input) ?? '').includes('"TransactItems"')) return answer;
        lost += 1;
        throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
      },
      { step: 'finalizeRequest', priority: 'low', name: 'loseOneAnswer' },
    );
    try {
      await ensureTables(real);
      const working = dynamoTables(real, localTables);
      expect(await working.transact([put])).toEqual({ ok: true });
      expect(lost).toBe(1);
      expect(await working.get('record', put.row)).toEqual(put.row);
    } finally {
      real.destroy();
      await engine.release();
      folder.remove();
    }
  });
});
