import { beforeAll, expect, test } from 'vitest';
import type { Rows } from '../simulation/rows.ts';
import { everyPair, sidesDiffer } from './enumerate.ts';
import { type Action, aStage, minusSeven, rowsUntil } from './stage.ts';

const tickAndSend: Action = { name: 'tick and send', kinds: ['tick', 'send'], at: minusSeven, begin: () => {} };

let rows: Rows = new Map();

beforeAll(async () => {
  rows = await rowsUntil(aStage(['ana']), minusSeven);
});

test('whoever dies at a call that only reads leaves the same behind before it and after it', { timeout: 60_000 }, async () => {
  const { reads, differ } = await sidesDiffer(rows, tickAndSend);
  expect(differ).toEqual([]);
  expect(reads).toBeGreaterThan(15);
});

test('F3: tick and send may die twice, at any two of their calls', { timeout: 240_000 }, async () => {
  const { calls, points, played, broken } = await everyPair(rows, tickAndSend);
  console.info(`tick and send: ${calls} calls, ${points} pairs of crash points, ${played} of them different`);
  expect(broken).toEqual([]);
  expect(points).toBeGreaterThan(calls * calls);
});
