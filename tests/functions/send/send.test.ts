import type { SQSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { send } from '../../../functions/send/send.ts';
import { aDigest, aPersonId } from '../../builders.ts';
import { aWorld, instant } from '../../usecases/reminder-world.ts';

const did = aDigest({ localDate: '2021-10-01' }).did;
const now = instant('2021-10-01T07:00:00Z');

/** Records as the queue gives them; `took` is how often it gave this one. */
function anEvent(...bodies: (string | { body: string; took: number })[]): SQSEvent {
  return {
    Records: bodies.map((one, index) => {
      const { body, took } = typeof one === 'string' ? { body: one, took: 1 } : one;
      return {
        messageId: `job-${index}`,
        receiptHandle: 'r',
        body,
        attributes: {
          ApproximateReceiveCount: String(took),
          SentTimestamp: '0',
          SenderId: 's',
          ApproximateFirstReceiveTimestamp: '0',
        },
        messageAttributes: {},
        md5OfBody: 'm',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:eu-west-3:123456789012:digests',
        awsRegion: 'eu-west-3',
      };
    }),
  };
}

async function ready() {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:59Z');
  await world.stores.ledger.setGate({ mode: 'off', version: 2, restoreFloor: null, breaker: null });
  await world.tick('2021-10-01T07:00:00Z');
  await world.stores.ledger.setGate({ mode: 'live', version: 3, restoreFloor: null, breaker: null });
  const lines: string[] = [];
  const log = {
    info: (event: string, fields?: object) => void lines.push(JSON.stringify({ event, ...fields })),
    error: (event: string, fields?: object) => void lines.push(JSON.stringify({ event, ...fields })),
  };
  return { world, lines, deps: { ...world.deps, secret: 's', clock: { now: () => now }, log } };
}

describe('the function that sends', () => {
  test('F15: one bad record comes back alone, the others are sent', async () => {
    const { world, deps } = await ready();
    const before = world.sent.length;
    const answer = await send(deps, anEvent('no json', JSON.stringify({ did }), JSON.stringify({ did: 'x' })));
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'job-0' }, { itemIdentifier: 'job-2' }]);
    expect(world.sent).toHaveLength(before + 1);
  });

  test('I12: the same batch twice sends once', async () => {
    const { world, deps } = await ready();
    const before = world.sent.length;
    const event = anEvent(JSON.stringify({ did }), JSON.stringify({ did }));
    expect([await send(deps, event), await send(deps, event)]).toEqual([{ batchItemFailures: [] }, { batchItemFailures: [] }]);
    expect(world.sent).toHaveLength(before + 1);
  });

  test('F17: with less than twenty seconds left nothing is begun, and the records come back', async () => {
    const { world, deps } = await ready();
    const before = world.mails.length;
    const answer = await send(deps, anEvent(JSON.stringify({ did })), () => 19_999);
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'job-0' }]);
    expect(world.mails).toHaveLength(before);
  });

  test('F17: a job whose turn comes too late for the function goes back to the queue', async () => {
    const { world, deps } = await ready();
    await world.stores.ledger.takeSlot(now);
    const before = world.mails.length;
    const answer = await send(deps, anEvent(JSON.stringify({ did })), () => 20_500);
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'job-0' }]);
    expect(world.mails).toHaveLength(before);
  });

  test('a job the queue gives again is counted on its row', async () => {
    const { world, deps } = await ready();
    await send(deps, anEvent({ body: JSON.stringify({ did }), took: 2 }));
    expect(await world.stores.ledger.digest(did)).toMatchObject({ takes: 1, state: 'sent' });
  });

  test('I15: no address is in what it logs', async () => {
    const { deps, lines } = await ready();
    await send(deps, anEvent('no json', JSON.stringify({ did }), JSON.stringify({ addressKey: 'a'.repeat(64) })));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('\n')).not.toMatch(/@|example\.org/);
  });

  test('S2: a job for a code that cannot be made is told apart from one for a digest', async () => {
    const { deps, lines } = await ready();
    const people = {
      ...deps.people,
      code: async () => {
        throw new TypeError('the secret is gone');
      },
    };
    const answer = await send(
      { ...deps, people },
      anEvent(JSON.stringify({ addressKey: 'a'.repeat(64) }), JSON.stringify({ did })),
    );
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'job-0' }]);
    const failed = lines.filter((line) => line.includes('job-failed')).map((line): unknown => JSON.parse(line));
    expect(failed).toEqual([{ event: 'job-failed', message: 'job-0', kind: 'code', error: 'TypeError' }]);
  });

  test.each([
    ['is off', { mode: 'off', breaker: null }],
    ['has its breaker open', { mode: 'live', breaker: 'AccountSendingPausedException' }],
  ] as const)('while the gate %s the last mail to a former address goes back to the queue, and leaves later', async (_, gate) => {
    const { world, deps } = await ready();
    const addressKey = 'f'.repeat(64);
    await world.stores.people.putCode({
      ...{ addressKey, browser: addressKey, codeHmac: null, contactId: aPersonId('lead'), tries: 0 },
      farewell: { email: 'former@example.org', planId: 'fr-2021-2023', role: 'lead', by: 'poc' },
      ...{ askedAt: '2021-10-01T06:59:00Z', expiresAt: '2021-10-02T06:59:00Z' },
    });
    const event = anEvent(JSON.stringify({ addressKey }));
    await world.stores.ledger.setGate({ ...gate, version: 4, restoreFloor: null });
    expect(await send(deps, event)).toEqual({ batchItemFailures: [{ itemIdentifier: 'job-0' }] });
    await world.stores.ledger.setGate({ mode: 'live', breaker: null, version: 5, restoreFloor: null });
    expect(await send(deps, event)).toEqual({ batchItemFailures: [] });
    expect(world.mails.map(({ to }) => to)).toContain('former@example.org');
  });
});
