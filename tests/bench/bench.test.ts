import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';

const run = promisify(execFile);

const capacity = z.strictObject({ read: z.number(), write: z.number() }).nullable();
const measured = { calls: z.record(z.string(), z.int()), transactions: z.int(), capacity };
const part = z.strictObject({ seconds: z.number().positive(), ...measured });
const machine = z.strictObject({
  processor: z.string().min(1),
  cores: z.int().min(1),
  memoryGigabytes: z.int().min(1),
  platform: z.string().min(1),
  node: z.string().min(1),
});
const reminded = z.strictObject({
  bench: z.literal('remind'),
  n: z.int(),
  machine,
  stores: z.array(
    z.strictObject({
      ...{ store: z.string(), mails: z.int(), seconds: z.number().positive(), transactions: z.int(), capacity },
      ...{ tick: part, send: part },
    }),
  ),
});
const ticked = z.strictObject({
  bench: z.literal('tick'),
  machine,
  ticks: z.array(z.strictObject({ store: z.string(), open: z.int(), milliseconds: z.number().positive(), ...measured })),
});

const bench = (...words: string[]) => run(process.execPath, ['--import', 'tsx', 'bench/main.ts', ...words]);

describe('the bench', () => {
  test('tells mails, seconds and transactions of a morning, the same on every store', async () => {
    const { stores } = reminded.parse(JSON.parse((await bench('remind', '--n', '3', '--json')).stdout));
    expect(stores.length).toBeGreaterThan(0);
    for (const one of stores) expect([one.mails, one.transactions]).toEqual([3, stores[0]?.transactions]);
    // Planned; claimed, sent and done with.
    expect(stores[0]?.transactions).toBe(3 * 4);
    expect(stores[0]?.capacity).toBeNull();
    for (const one of stores.slice(1)) expect(one.capacity?.write).toBeGreaterThan(0);
  });

  test('F23: an idle tick makes two queries and consumes the same, however many milestones are open', async () => {
    const { ticks } = ticked.parse(JSON.parse((await bench('tick', '--open', '1200', '--json')).stdout));
    expect(ticks.map(({ open }) => open)).toEqual(ticks.flatMap((_, index) => [1, 1_000, 1_200][index % 3] ?? []));
    for (const { calls } of ticks) expect(calls).toEqual({ get: 0, getMany: 0, query: 2, write: 1, transact: 0 });
    for (const store of new Set(ticks.map((one) => one.store))) {
      expect(new Set(ticks.filter((one) => one.store === store).map((one) => JSON.stringify(one.capacity))).size).toBe(1);
    }
  });

  test('in words, it says on which machine', async () => {
    expect((await bench('remind', '--n', '1')).stdout).toContain(`Node ${process.version}`);
  });

  test('refuses what it cannot measure, with its usage', async () => {
    const refusal = { code: 2, stderr: expect.stringContaining('npm run -s bench -- remind') };
    await expect(bench('remind', '--n', 'many')).rejects.toMatchObject(refusal);
  });
});
