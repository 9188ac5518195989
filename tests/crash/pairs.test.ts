import { expect, test } from 'vitest';
import { isFull } from '../full.ts';
import { everyPair } from './enumerate.ts';
import { type Action, aStage, minusSeven, rowsUntil } from './stage.ts';

/** A prime, so that the share that is taken falls on every call and both sides of it. */
const nth = isFull ? 1 : 11;

const tickAndSend: Action = { name: 'tick and send', kinds: ['tick', 'send'], at: minusSeven, begin: () => {} };

test('F3: tick and send may die twice, at any two of their calls', { timeout: 240_000 }, async () => {
  const { calls, points, broken } = await everyPair(await rowsUntil(aStage(['ana']), minusSeven), tickAndSend, nth);
  console.info(`tick and send: ${calls} calls, ${points} pairs of crash points, one in ${nth} judged`);
  expect(broken).toEqual([]);
  expect(points).toBeGreaterThan(calls * calls);
});
