import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { canonicalJson, type Json } from '../../domain/canonical-json.ts';
import type { Row } from '../tables.ts';
import type { Commit } from './tables.ts';

/** A committed transaction as the stream of the Record table would tell it: nothing for a row that stayed the same. */
export function streamRecords({ number, changes }: Commit): DynamoDBRecord[] {
  return changes.flatMap(({ table, before, after }, position) => {
    const row = after ?? before;
    if (table !== 'record' || row === null || isSame(before, after)) return [];
    const id = `${number}.${position}`;
    return {
      eventID: id,
      eventName: before === null ? 'INSERT' : after === null ? 'REMOVE' : 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      dynamodb: {
        Keys: { pk: { S: row.pk }, sk: { S: row.sk } },
        ...(after === null ? {} : { NewImage: imageOf(after) }),
        ...(before === null ? {} : { OldImage: imageOf(before) }),
        SequenceNumber: String(number * 1_000 + position).padStart(21, '0'),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    } satisfies DynamoDBRecord;
  });
}

function isSame(before: Row | null, after: Row | null): boolean {
  return before !== null && after !== null && canonicalJson(before) === canonicalJson(after);
}

function imageOf(members: { readonly [name: string]: Json | undefined }): { [name: string]: AttributeValue } {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, attributeOf(value)]])),
  );
}

function attributeOf(value: Json): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === 'boolean') return { BOOL: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'string') return { S: value };
  if (Array.isArray(value)) return { L: value.map((one: Json) => attributeOf(one)) };
  return { M: imageOf(membersOf(value)) };
}

/** Guarantee: asked only after every other kind of JSON value; a list is no longer possible, which TypeScript cannot see. */
function membersOf(value: object): { readonly [name: string]: Json | undefined } {
  return value as { readonly [name: string]: Json | undefined };
}
