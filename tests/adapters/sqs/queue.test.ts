import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { QueueRefused, SqsQueue } from '../../../shared/adapters/sqs/queue.ts';
import { type LoopbackSqs, openLoopbackSqs } from '../../loopback/sqs.ts';

const here = { region: 'eu-west-3', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

describe('the SQS queue', () => {
  let sqs: LoopbackSqs;
  afterEach(() => sqs.close());

  const queueOn = (endpoint: string) =>
    new SqsQueue<{ did: string }>(new SQSClient({ ...here, endpoint }), `${endpoint}/1/digests`);
  const jobs = (count: number) => Array.from({ length: count }, (_, index) => ({ did: `d${index}` }));

  it('puts every message once, in batches of ten', async () => {
    sqs = await openLoopbackSqs();
    await queueOn(sqs.endpoint).put(jobs(23));
    expect(sqs.taken.map((body) => JSON.parse(body))).toEqual(jobs(23));
    expect(sqs.batches).toEqual([10, 10, 3]);
  });

  it('asks nothing of SQS when there is nothing to put', async () => {
    sqs = await openLoopbackSqs();
    await queueOn(sqs.endpoint).put([]);
    expect(sqs.batches).toEqual([]);
  });

  it('offers again only what was refused', async () => {
    sqs = await openLoopbackSqs((body, attempt) => body.includes('"d3"') && attempt === 1);
    await queueOn(sqs.endpoint).put(jobs(5));
    expect(sqs.batches).toEqual([5, 1]);
    expect(sqs.taken).toHaveLength(5);
  });

  it('says so when a message is refused for good, and has put its neighbours', async () => {
    sqs = await openLoopbackSqs((body) => body.includes('"d3"'));
    const outcome = await queueOn(sqs.endpoint)
      .put(jobs(5))
      .catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(QueueRefused);
    expect(outcome).toMatchObject({ refused: 1, code: 'InternalError' });
    expect(sqs.taken).toHaveLength(4);
    expect(sqs.batches).toEqual([5, 1, 1]);
  });
});
