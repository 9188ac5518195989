import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { maintain } from '../../../functions/maintain/maintain.ts';
import { memoryStores } from '../../../shared/adapters/memory/stores.ts';
import { aDigest } from '../../builders.ts';

const now = Temporal.Instant.from('2021-10-01T12:00:00Z');
const log = { info: () => {}, error: () => {} };

function aRun(slot: string) {
  return { slot, startedAt: slot, finishedAt: slot, expiresAt: '2022-11-01T00:00:00Z' };
}

describe('maintenance', () => {
  test('F21: names the ticks that never ran since the first that did', async () => {
    const stores = memoryStores();
    for (const slot of ['10:00', '10:15', '10:45', '11:00', '11:30']) await stores.ledger.putRun(aRun(`2021-10-01T${slot}:00Z`));
    expect((await maintain({ ...stores, log }, now)).missingRuns).toEqual(['2021-10-01T10:30:00Z', '2021-10-01T11:15:00Z']);
  });

  test('where nothing ever ran, nothing is missing', async () => {
    expect((await maintain({ ...memoryStores(), log }, now)).missingRuns).toEqual([]);
  });

  test('deletes what has expired and keeps the rest', async () => {
    const stores = memoryStores();
    const [old, young] = [aDigest({ localDate: '2020-08-03', expiresAt: '2021-09-30T00:00:00Z' }), aDigest()];
    for (const one of [old, young]) await stores.ledger.saveDigest(one, []);
    const session = {
      tokenHash: 'a'.repeat(64),
      contactId: 'p-lead000000000000',
      startedAt: '2021-09-29T08:00:00Z',
      way: 'code' as const,
    };
    await stores.people.putSession({ ...session, lastSeenAt: '2021-09-29T08:00:00Z', expiresAt: '2021-09-29T20:00:00Z' });
    const done = await maintain({ ...stores, log }, now);
    expect(done.purged).toEqual({ ledger: 1, people: 2 });
    expect(await stores.ledger.digest(young.did)).not.toBeNull();
  });

  test('S5: a remembered browser and what limits codes are kept for a day after their time, and no longer', async () => {
    const stores = memoryStores();
    const remembered = {
      ...{ way: 'remembered' as const, tokenHash: 'b'.repeat(64), contactId: 'p-lead000000000000' },
      ...{ startedAt: '2021-07-02T12:00:00Z', lastSeenAt: '2021-07-02T12:00:00Z', expiresAt: '2021-09-30T12:00:00Z' },
    };
    await stores.people.putSession(remembered);
    await stores.people.spend({ key: 'c'.repeat(64), limit: 5, seconds: 3_600 }, '2021-09-30T11:00:00Z');
    expect((await maintain({ ...stores, log }, now)).purged.people).toBe(0);
    expect(await stores.people.sessionsOf(remembered.contactId)).toEqual([remembered]);
    expect((await maintain({ ...stores, log }, now.add({ seconds: 1 }))).purged.people).toBe(3);
    expect(await stores.people.sessionsOf(remembered.contactId)).toEqual([]);
  });
});
