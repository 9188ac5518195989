import { describe, expect, test } from 'vitest';
import { remind } from '../../../functions/remind/remind.ts';
import { aDigest } from '../../builders.ts';
import { a, aWorld, instant } from '../../usecases/reminder-world.ts';

describe('the function that reminds', () => {
  test('puts a job without personal data into the queue, and moves what was due on', async () => {
    const world = await aWorld();
    const log = { info: () => {}, error: () => {} };
    const account = await remind({ ...world.deps, log }, instant('2021-09-23T07:00:00Z'));
    expect(world.jobs).toEqual([{ did: aDigest({ localDate: '2021-09-23' }).did }]);
    expect(account.failed).toEqual([]);
    expect((await world.stores.record.due(a))?.nextDueAt).toBe('2021-09-29T07:00:00Z');
  });

  test('tells for how many minutes the digest that waits longest has been due, though it is in no queue', async () => {
    const world = await aWorld({ gate: 'off' });
    const told: unknown[] = [];
    const log = { info: (_: string, fields: unknown) => void told.push(fields), error: () => {} };
    for (const at of ['07:00', '07:15', '09:30']) await remind({ ...world.deps, log }, instant(`2021-09-23T${at}:00Z`));
    expect(world.jobs).toEqual([]);
    expect(told).toMatchObject([{ waited: 0 }, { waited: 0 }, { waited: 150 }]);
  });

  test('F3: a crash before the queue leaves everything due, and the next tick finds it', async () => {
    const world = await aWorld();
    const log = { info: () => {}, error: () => {} };
    const broken = { ...world.deps, log, digests: { put: () => Promise.reject(new Error('the queue is gone')) } };
    await expect(remind(broken, instant('2021-09-23T07:00:00Z'))).rejects.toThrow('the queue is gone');
    expect((await world.stores.record.due(a))?.nextDueAt).toBe('2021-09-23T07:00:00Z');
    await world.tick('2021-09-23T07:15:00Z');
    expect(world.sent).toMatchObject([{ milestones: [{ id: a, step: '-7' }] }]);
  });
});
