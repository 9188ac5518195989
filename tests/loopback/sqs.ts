import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Loopback, openLoopback } from './server.ts';

const batch = z.object({ QueueUrl: z.string(), Entries: z.array(z.object({ Id: z.string(), MessageBody: z.string() })).max(10) });

export type LoopbackSqs = Loopback & {
  /** Bodies of the messages that were taken, in order. */
  readonly taken: string[];
  /** Sizes of the batches that came. */
  readonly batches: number[];
};

/** The part of SQS that putting messages needs; `refuses` says which bodies it will not take, and when. */
export async function openLoopbackSqs(refuses: (body: string, attempt: number) => boolean = () => false): Promise<LoopbackSqs> {
  const taken: string[] = [];
  const batches: number[] = [];
  const seen = new Map<string, number>();
  const server = await openLoopback(({ headers, body }) => {
    if (headers['x-amz-target'] !== 'AmazonSQS.SendMessageBatch')
      return { status: 400, body: '{"__type":"UnsupportedOperation"}' };
    const { Entries } = batch.parse(JSON.parse(body.toString('utf8')));
    batches.push(Entries.length);
    const refused = Entries.filter(({ MessageBody }) => {
      const attempt = (seen.get(MessageBody) ?? 0) + 1;
      seen.set(MessageBody, attempt);
      return refuses(MessageBody, attempt);
    });
    const accepted = Entries.filter((entry) => !refused.includes(entry));
    taken.push(...accepted.map(({ MessageBody }) => MessageBody));
    return {
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify({
        Successful: accepted.map(({ Id, MessageBody }) => ({
          Id,
          MessageId: `m-${Id}`,
          MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
        })),
        Failed: refused.map(({ Id }) => ({ Id, SenderFault: false, Code: 'InternalError' })),
      }),
    };
  });
  return { ...server, taken, batches };
}
