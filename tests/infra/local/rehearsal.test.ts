import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { standingClock } from '../../../infra/local/clock.ts';
import { moveClock, moveToNextEvent, type Rehearsal } from '../../../infra/local/rehearsal.ts';
import { maintainStores } from '../../../shared/usecases/maintain.ts';
import { runTick } from '../../../shared/usecases/run-tick.ts';
import { aWorld } from '../../usecases/reminder-world.ts';

const at = (text: string) => Temporal.Instant.from(text);

/** A plan with its mail on and a clock that stands, moved as the tools of one machine move it. */
async function aRehearsal(start = '2021-09-15T12:00:00Z') {
  const world = await aWorld();
  const clock = standingClock(at(start));
  const ticks: string[] = [];
  const maintained: string[] = [];
  const rehearsal: Rehearsal = {
    ...world.stores,
    clock,
    tick: async (now) => {
      ticks.push(String(now));
      expect(String(clock.now())).toBe(String(now));
      return runTick(world.deps, now);
    },
    maintain: async (now) => {
      maintained.push(String(now));
      await maintainStores(world.stores, now);
    },
  };
  return { ...world, rehearsal, clock, ticks, maintained };
}

test('a clock that is moved passes over idle ticks but the last, and then the service tells when it ran', async () => {
  const { rehearsal, stores, clock, ticks, maintained } = await aRehearsal();
  await moveClock(rehearsal, at('2021-09-17T12:07:30Z'));
  expect([ticks, maintained]).toEqual([['2021-09-17T12:00:00Z'], ['2021-09-17T12:07:30Z']]);
  expect(String(clock.now())).toBe('2021-09-17T12:07:30Z');
  expect(await stores.record.serviceTimes()).toEqual({
    checkedAt: '2021-09-17T12:07:30Z',
    lastRunAt: '2021-09-17T12:00:00Z',
    lastSuccessAt: '2021-09-17T12:00:00Z',
    nextRunAt: '2021-09-17T12:15:00Z',
  });
});

test('a move to the next event runs its tick once, and the service tells of it', async () => {
  const { rehearsal, stores, ticks } = await aRehearsal();
  await moveToNextEvent(rehearsal);
  expect(ticks).toEqual(['2021-09-23T07:00:00Z']);
  expect(await stores.record.serviceTimes()).toMatchObject({ lastRunAt: '2021-09-23T07:00:00Z' });
});

test('a move within a quarter of an hour, or to where the clock stands, runs no tick', async () => {
  const { rehearsal, clock, ticks } = await aRehearsal();
  await moveClock(rehearsal, at('2021-09-15T12:10:00Z'));
  await moveClock(rehearsal, at('2021-09-15T12:10:00Z'));
  await moveClock(rehearsal, at('2021-09-15T12:05:00Z'));
  expect([ticks, String(clock.now())]).toEqual([[], '2021-09-15T12:10:00Z']);
});
