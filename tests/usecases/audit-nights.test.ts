import { expect, test } from 'vitest';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { aWorld, instant } from './reminder-world.ts';

test('the full audit is empty on each night on which rows of the Ledger expire, for a weekly lead', {
  timeout: 120_000,
}, async () => {
  const world = await aWorld({ people: { lead: { reminders: { daysBefore: null, frequency: 'weekly' } } } });
  await world.run('2021-09-15T07:00:00Z', '2022-08-01T00:00:00Z');
  const found: string[] = [];
  // 400 days after the first and after the last of them were planned; the nights between are all alike.
  for (const [from, nights] of [
    ['2022-10-20T02:07:00Z', 35],
    ['2023-07-01T02:07:00Z', 50],
  ] as const) {
    for (let night = 0; night < nights; night += 1) {
      const now = instant(from).add({ hours: 24 * night });
      await world.stores.ledger.purge(now.toString());
      const { findings } = await auditPlans(world.stores, { planId: null, isFull: true }, now);
      found.push(...findings.filter(({ kind }) => kind !== 'tick-missing').map((one) => `${now} ${JSON.stringify(one)}`));
    }
  }
  expect(found).toEqual([]);
  expect(world.sent.length).toBeGreaterThan(10);
});
