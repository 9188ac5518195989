import { beforeAll, expect, test } from 'vitest';
import type { Rows } from '../simulation/rows.ts';
import { everyPoint } from './enumerate.ts';
import { type Action, aStage, crashAndJudge, minusSeven, rowsUntil } from './stage.ts';

const timeout = 180_000;

const tick = { at: minusSeven, begin: () => {} };
const tickAlone: Action = { ...tick, name: 'tick', kinds: ['tick'] };
const sendAlone: Action = { ...tick, name: 'send', kinds: ['send'] };
const eventsAlone: Action = { ...tick, name: 'mail-events', kinds: ['mail-events'] };
const tickAndSend: Action = { ...tick, name: 'tick and send', kinds: ['tick', 'send'] };

let alone: Rows = new Map();
let both: Rows = new Map();

beforeAll(async () => {
  alone = await rowsUntil(aStage(['ana']), minusSeven);
  both = await rowsUntil(aStage(['ana', 'boris']), minusSeven);
});

test('without a crash the tick has one mail sent, delivered and asked', async () => {
  const { machines, broken, made } = await crashAndJudge(alone, tickAndSend, []);
  expect(broken).toEqual([]);
  expect(machines.ses.accepted.length).toBe(1);
  expect(made.length).toBeGreaterThan(20);
});

test.each([tickAlone, sendAlone, eventsAlone])(
  'F3: $name may die before and after each of its calls',
  { timeout },
  async (action) => {
    const { calls, points, broken } = await everyPoint(both, action);
    console.info(`${action.name}: ${calls} calls, ${points} crash points`);
    expect(broken).toEqual([]);
    expect(points).toBe(2 * calls);
    expect(calls).toBeGreaterThan(3);
  },
);
