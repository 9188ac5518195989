import { expect, test } from 'vitest';
import { streamRecords } from '../../../shared/adapters/memory/stream-records.ts';
import { type Commit, memoryTables } from '../../../shared/adapters/memory/tables.ts';

test('a commit is told as DynamoDB tells it: inserted, modified, removed, and nothing for what stayed the same', async () => {
  const tables = memoryTables();
  const commits: Commit[] = [];
  tables.onCommit((commit) => commits.push(commit));
  const row = { pk: 'PLAN#a', sk: 'STATE', data: { text: 'é', number: 1.5, yes: true, none: null, list: ['x', { deep: 1 }] } };
  await tables.write({ kind: 'put', table: 'record', row });
  await tables.write({ kind: 'put', table: 'record', row });
  await tables.write({ kind: 'update', table: 'record', key: row, set: { data: 'changed' } });
  await tables.write({ kind: 'delete', table: 'record', key: row });
  await tables.write({ kind: 'put', table: 'people', row });
  const records = commits.flatMap(streamRecords);
  expect(records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
  expect(records[0]?.dynamodb).toEqual({
    Keys: { pk: { S: 'PLAN#a' }, sk: { S: 'STATE' } },
    NewImage: {
      pk: { S: 'PLAN#a' },
      sk: { S: 'STATE' },
      data: {
        M: {
          text: { S: 'é' },
          number: { N: '1.5' },
          yes: { BOOL: true },
          none: { NULL: true },
          list: { L: [{ S: 'x' }, { M: { deep: { N: '1' } } }] },
        },
      },
    },
    SequenceNumber: '000000000000000001000',
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  });
  expect(records[1]?.dynamodb?.OldImage).toEqual(records[0]?.dynamodb?.NewImage);
  expect(records[2]?.dynamodb?.NewImage).toBeUndefined();
  expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(3);
});
