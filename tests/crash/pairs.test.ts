import { beforeAll, expect, test } from 'vitest';
import type { Rows } from '../simulation/rows.ts';
import { everyPair, standInsDiffer } from './enumerate.ts';
import { type Action, aStage, minusSeven, rowsUntil } from './stage.ts';

const tickAndSend: Action = { name: 'tick and send', kinds: ['tick', 'send'], at: minusSeven, begin: () => {} };

let rows: Rows = new Map();

beforeAll(async () => {
  rows = await rowsUntil(aStage(['ana']), minusSeven);
});

test('whoever dies between two of its writes leaves the same behind, wherever between', { timeout: 60_000 }, async () => {
  const { stoodIn, differ } = await standInsDiffer(rows, tickAndSend);
  expect(differ).toEqual([]);
  expect(stoodIn).toBeGreaterThan(40);
});

test('F3: tick and send may die twice, at any two of their calls', { timeout: 240_000 }, async () => {
  const { calls, points, played, broken } = await everyPair(rows, tickAndSend);
  console.info(`tick and send: ${calls} calls, ${points} pairs of crash points, ${played} of them different`);
  expect(broken).toEqual([]);
  expect(points).toBeGreaterThan(calls * calls);
});
