import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { benchPublishOne, sizesOf } from '../../bench/publish.ts';
import { onEveryStore } from '../../bench/stores.ts';
import { argumentsFor } from '../programs.ts';

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

const published = z.strictObject({
  ...{ bench: z.literal('publish'), n: z.int(), machine, store: z.literal('memory'), plans: z.int(), milestones: z.int() },
  ...{ seconds: z.number().positive(), files: z.int(), pages: z.int(), bytes: z.int() },
  hugo: z.strictObject({ version: z.string(), pages: z.int(), seconds: z.number().positive() }).nullable(),
});
const publishedOne = z.strictObject({
  ...{ bench: z.literal('publish-one'), n: z.int(), machine },
  changes: z.array(
    z.strictObject({
      ...{ store: z.string(), plans: z.int(), milliseconds: z.number().positive(), written: z.int(), different: z.int() },
      ...measured,
      site: z.strictObject({ lists: z.int(), reads: z.int(), puts: z.int(), removes: z.int() }),
    }),
  ),
  ratios: z.array(z.strictObject({ store: z.string(), plans: z.int(), ratio: z.number().positive() })),
});

const bench = (...words: string[]) => run(process.execPath, [...argumentsFor('bench/main.ts'), ...words]);

describe('the bench', () => {
  test('tells mails, seconds and transactions of a morning, the same on every store', async () => {
    const { stores } = reminded.parse(JSON.parse((await bench('remind', '--n', '3', '--json')).stdout));
    expect(stores.length).toBeGreaterThan(0);
    for (const one of stores) expect([one.mails, one.transactions]).toEqual([3, stores[0]?.transactions]);
    // Planned; claimed, sent and done with. And what was due of the one plan moved on, all at once.
    expect(stores[0]?.transactions).toBe(3 * 4 + 1);
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

  test('tells what a rebuild makes, and how Hugo does where it is installed', async () => {
    const result = published.parse(JSON.parse((await bench('publish', '--n', '5', '--json')).stdout));
    expect([result.n, result.plans, result.milestones]).toEqual([5, 1, 8]);
    expect(result.pages).toBeGreaterThan(2 * 8);
    expect(result.files).toBeGreaterThan(result.pages);
    expect(result.hugo?.pages ?? result.pages).toBe(result.pages);
  });

  test('F23: one change reads the same and writes the files that differ, alone and among other plans', async () => {
    const changes = (await onEveryStore((measured) => benchPublishOne(measured, [2, 1, 1]), 'first')).flat();
    expect(changes.map(({ plans }) => plans)).toEqual([1, 3]);
    for (const one of changes) {
      expect(one.written).toBe(one.different);
      expect([one.calls, one.site]).toEqual([changes[0]?.calls, changes[0]?.site]);
    }
  });

  test('tells what one change costs on every store', async () => {
    const { changes } = publishedOne.parse(JSON.parse((await bench('publish-one', '--n', '4', '--json')).stdout));
    for (const one of changes) expect([one.plans, one.written]).toEqual([1, changes[0]?.written]);
    expect(sizesOf(500)).toEqual([60, 60, 5]);
  });

  test('in words, it says on which machine', async () => {
    expect((await bench('remind', '--n', '1')).stdout).toContain(`Node ${process.version}`);
  });

  test('refuses what it cannot measure, with its usage', async () => {
    const refusal = { code: 2, stderr: expect.stringContaining('npm run -s bench -- remind') };
    await expect(bench('remind', '--n', 'many')).rejects.toMatchObject(refusal);
  });
});
