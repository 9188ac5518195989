import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startTicking } from '../../../infra/local/ticking.ts';

test('a tick that fails is logged, and the next one comes', { timeout: 20_000 }, async () => {
  const logged: unknown[] = [];
  const log = { info: () => {}, error: (event: string, fields: object = {}) => void logged.push({ event, ...fields }) };
  let ticks = 0;
  const tick = async (): Promise<void> => {
    ticks += 1;
    if (ticks === 1) throw new Error('the engine is away');
  };
  const stop = startTicking({ tick, log }, '* * * * * *');
  for (let waited = 0; waited < 100 && ticks < 2; waited += 1) await sleep(100);
  stop();
  expect(ticks).toBeGreaterThanOrEqual(2);
  expect(logged).toEqual([{ event: 'tick-failed', error: 'the engine is away' }]);
});
