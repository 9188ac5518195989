import { expect, test } from 'vitest';
import { everyPair } from './enumerate.ts';
import { type Action, aStage, minusSeven, rowsUntil } from './stage.ts';

const tickAndSend: Action = { name: 'tick and send', kinds: ['tick', 'send'], at: minusSeven, begin: () => {} };

test('F3: tick and send may die twice, at any two of their calls', { timeout: 240_000 }, async () => {
  const { calls, points, broken } = await everyPair(await rowsUntil(aStage(['ana']), minusSeven), tickAndSend);
  console.info(`tick and send: ${calls} calls, ${points} pairs of crash points`);
  expect(broken).toEqual([]);
  expect(points).toBeGreaterThan(calls * calls);
});
