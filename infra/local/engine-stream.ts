import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord, StreamRecord as Images } from 'aws-lambda';
import { localEngine } from '../../shared/adapters/dynamodb/client.ts';

/** Where reading stands in one shard. A null iterator: all of it was read and the shard is closed. */
type Place = { iterator: string | null; last: string | null };

/**
 * Reads the stream of the Record table from now on. Each call of the function it returns brings what came since, in
 * order; a shard that was opened later is read from its beginning.
 */
export async function readStream(
  client: DynamoDBClient,
  endpoint: string,
  table: string,
): Promise<{ next: () => Promise<DynamoDBRecord[]>; close: () => void }> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  const arn = Table?.LatestStreamArn;
  if (arn === undefined) throw new Error(`${table} at ${endpoint} has no stream: changes cannot be followed`);
  const streams = new DynamoDBStreamsClient({ ...localEngine, endpoint, maxAttempts: 3 });
  const places = new Map<string, Place>();

  async function iteratorOf(shard: string, type: 'LATEST' | 'TRIM_HORIZON' | 'AFTER_SEQUENCE_NUMBER', after: string | null) {
    const request = { StreamArn: arn, ShardId: shard, ShardIteratorType: type };
    const answer = await streams.send(
      new GetShardIteratorCommand({ ...request, ...(after === null ? {} : { SequenceNumber: after }) }),
    );
    return answer.ShardIterator ?? null;
  }

  async function findShards(type: 'LATEST' | 'TRIM_HORIZON'): Promise<void> {
    let from: string | undefined;
    do {
      const page = { StreamArn: arn, ...(from === undefined ? {} : { ExclusiveStartShardId: from }) };
      const { StreamDescription } = await streams.send(new DescribeStreamCommand(page));
      for (const { ShardId } of StreamDescription?.Shards ?? []) {
        if (ShardId === undefined || places.has(ShardId)) continue;
        places.set(ShardId, { iterator: await iteratorOf(ShardId, type, null), last: null });
      }
      from = StreamDescription?.LastEvaluatedShardId;
    } while (from !== undefined);
  }

  async function recordsAt(shard: string, place: Place): Promise<StreamRecord[]> {
    if (place.iterator === null) return [];
    try {
      const { Records = [], NextShardIterator } = await streams.send(new GetRecordsCommand({ ShardIterator: place.iterator }));
      place.iterator = NextShardIterator ?? null;
      place.last = Records.at(-1)?.dynamodb?.SequenceNumber ?? place.last;
      return Records;
    } catch (error) {
      if (!(error instanceof ExpiredIteratorException)) throw error;
      place.iterator = await iteratorOf(shard, place.last === null ? 'TRIM_HORIZON' : 'AFTER_SEQUENCE_NUMBER', place.last);
      return [];
    }
  }

  await findShards('LATEST');
  return {
    next: async () => {
      const records: StreamRecord[] = [];
      for (const [shard, place] of places) records.push(...(await recordsAt(shard, place)));
      if ([...places.values()].some(({ iterator }) => iterator === null)) await findShards('TRIM_HORIZON');
      return records.map((one) => lambdaRecord(one, arn));
    },
    close: () => streams.destroy(),
  };
}

function lambdaRecord({ eventID, eventName, dynamodb }: StreamRecord, arn: string): DynamoDBRecord {
  return {
    ...(eventID === undefined ? {} : { eventID }),
    ...(eventName === undefined ? {} : { eventName }),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    eventSourceARN: arn,
    dynamodb: images(dynamodb),
  };
}

/** Guarantee: the SDK and Lambda name the same wire format; only the time is a Date here and seconds there. */
function images(told: StreamRecord['dynamodb'] = {}): Images {
  const { ApproximateCreationDateTime: at, ...rest } = told;
  return { ...rest, ...(at === undefined ? {} : { ApproximateCreationDateTime: at.getTime() / 1_000 }) } as Images;
}
