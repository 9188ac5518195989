import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import type { Queue } from '../../ports.ts';
import { createSqsClient } from './client.ts';

/** SQS takes ten messages a call. */
const batchSize = 10;
/** Rounds in which the refused messages of a batch are offered again. */
const rounds = 3;

/** A queue refused messages for good. Whoever put them repeats the work: jobs are idempotent. */
export class QueueRefused extends Error {
  readonly refused: number;
  readonly code: string;

  constructor(refused: number, code: string) {
    super(`the queue refused ${refused} messages (${code})`);
    this.name = 'QueueRefused';
    this.refused = refused;
    this.code = code;
  }
}

/** Puts messages into an SQS queue, as JSON. */
export class SqsQueue<Message> implements Queue<Message> {
  private readonly client: SQSClient;
  private readonly url: string;

  constructor(client: SQSClient, url: string) {
    this.client = client;
    this.url = url;
  }

  async put(messages: readonly Message[]): Promise<void> {
    for (let from = 0; from < messages.length; from += batchSize) {
      const batch = messages.slice(from, from + batchSize);
      await this.putBatch(batch.map((message, index) => ({ Id: String(index), MessageBody: JSON.stringify(message) })));
    }
  }

  private async putBatch(entries: readonly SendMessageBatchRequestEntry[]): Promise<void> {
    let left = entries;
    let code = '';
    for (let round = 0; round < rounds && left.length > 0; round += 1) {
      const answer = await this.client.send(new SendMessageBatchCommand({ QueueUrl: this.url, Entries: [...left] }));
      const failed = new Map((answer.Failed ?? []).map((one) => [one.Id, one.Code ?? 'unknown']));
      left = left.filter((entry) => failed.has(entry.Id));
      code = failed.values().next().value ?? '';
    }
    if (left.length > 0) throw new QueueRefused(left.length, code);
  }
}

/** The queue at this address, with a client of its own. */
export function openSqsQueue<Message>(url: string): Queue<Message> {
  return new SqsQueue(createSqsClient(), url);
}
