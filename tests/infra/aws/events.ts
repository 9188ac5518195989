import { readFileSync } from 'node:fs';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';

/** An event as AWS sends it, recorded from its documentation, with names of our own. */
export function recorded(name: string): string {
  return readFileSync(new URL(`./events/${name}.json`, import.meta.url), 'utf8');
}

/** A batch of messages, as SQS hands it to a function. */
export function sqsEvent(bodies: readonly string[]): SQSEvent {
  const { Records } = readEvent<SQSEvent>('sqs');
  const [record] = Records;
  if (record === undefined) throw new Error('the recorded SQS event is empty');
  return { Records: bodies.map((body, index) => ({ ...record, body, messageId: `${record.messageId}-${index}` })) };
}

/** Changes of the Record, one per partition key, as the stream hands them to a function. */
export function streamEvent(keys: readonly string[]): DynamoDBStreamEvent {
  const [record] = readEvent<DynamoDBStreamEvent>('dynamodb-stream').Records;
  if (record === undefined) throw new Error('the recorded stream event is empty');
  return {
    Records: keys.map((pk, index) => {
      const Keys = { pk: { S: pk }, sk: { S: 'STATE' } };
      const image = { ...Keys, data: { M: {} } };
      return {
        ...record,
        eventID: `${record.eventID}-${index}`,
        dynamodb: { ...record.dynamodb, Keys, NewImage: image, SequenceNumber: String(100 + index) },
      };
    }),
  };
}

/** What SES tells about a digest, in the envelope SNS puts around it. */
export function sesEvent(kind: 'Bounce' | 'Delivery', did: string): string {
  const message = recorded(`ses-${kind.toLowerCase()}`).replaceAll('DIGEST', did);
  return JSON.stringify({ ...JSON.parse(recorded('sns')), Message: message });
}

/** Guarantee: the files in `events/` have the form their names say, as AWS documents it. */
function readEvent<Event>(name: string): Event {
  return JSON.parse(recorded(name)) as Event;
}
