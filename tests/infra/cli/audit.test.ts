import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeRehearsalClock } from '../../../infra/local/clock.ts';
import { openStores } from '../../../infra/local/stores.ts';
import { storesOver } from '../../../shared/adapters/dynamodb/stores.ts';
import { memoryTables } from '../../../shared/adapters/memory/tables.ts';
import type { Stores } from '../../../shared/ports.ts';
import { aFolder } from '../../adapters/local-tables.ts';
import { anAsk, aPersonId, loseDue } from '../../builders.ts';
import { jalon } from '../../command-line.ts';
import { aWorld, b, plan } from '../../usecases/reminder-world.ts';

let folder: ReturnType<typeof aFolder>;
const env = (now: string) => ({ JALON_DATA: folder.path, JALON_NOW: now, JALON_STORE: 'memory' });
const noon = '2021-10-01T12:00:00Z';

/** Works on the stores of the data folder, and closes them. */
async function inFolder<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> {
  const { stores, close } = await openStores(folder.path, { JALON_STORE: 'memory' });
  try {
    return await work(stores);
  } finally {
    await close();
  }
}

beforeEach(() => {
  folder = aFolder();
});
afterEach(() => folder.remove());

describe('jalon audit', () => {
  test('adds up, exits with 0 when it found nothing, and tells a lost step with what to do', async () => {
    await inFolder(async (stores) => {
      const world = await aWorld({ stores });
      await world.run('2021-09-15T07:00:00Z', noon);
    });
    const clean = await jalon(['audit', '--plan', plan], env(noon));
    expect(clean).toMatchObject({ code: 0, err: 'Nothing found.\n' });
    expect(clean.out).toBe(
      [
        `${plan}, since 2021-08-27T12:00:00Z`,
        '  2021-09-23  1 planned = 1 sent + 0 pending + 0 need a person + 0 dropped',
        '  2021-09-29  1 planned = 1 sent + 0 pending + 0 need a person + 0 dropped',
        '  2021-10-01  2 planned = 2 sent + 0 pending + 0 need a person + 0 dropped',
        '',
      ].join('\n'),
    );
    await inFolder((stores) => loseDue(stores.record, [b]));
    const later = '2021-10-22T12:00:00Z';
    const found = await jalon(['audit', '--plan', plan], env(later));
    expect(found.code).toBe(1);
    expect(found.out).toContain(`- lost: ${b} (7 days before, for 2021-10-31) was due at 2021-10-22T07:00:00Z`);
    expect(found.out).toContain('  2021-10-22  1 planned = 0 sent + 0 pending + 0 need a person + 0 dropped + 1 LOST');
    expect((await jalon(['audit', '--plan', plan, '--mend'], env(later))).err).toContain(`Due again, for the next tick: ${b}`);
    expect(await inFolder((stores) => stores.record.due(b))).toMatchObject({ nextDueAt: '2021-10-22T07:00:00Z' });
  });

  test('prints JSON alone, looks at ticks and every plan, and names nobody', async () => {
    await inFolder(async (stores) => {
      const world = await aWorld({ stores });
      await world.run('2021-09-15T07:00:00Z', noon);
      await stores.record.putAsk(anAsk({ rid: 'x'.repeat(43), at: '2021-10-01T08:00:00Z' }));
    });
    const { code, out, err } = await jalon(['audit', '--full', '--json'], env(noon));
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      from: '2020-08-28T12:00:00Z',
      plans: [{ planId: plan, days: [{ day: '2021-09-23' }, { day: '2021-09-29' }, { day: '2021-10-01' }] }],
      findings: expect.arrayContaining([
        { kind: 'ask-unfounded', planId: plan, subjectId: b, rid: 'x'.repeat(43) },
        { kind: 'tick-missing', from: expect.any(String), to: '2021-10-01T11:30:00Z', count: expect.any(Number) },
      ]),
    });
    const told = await jalon(['audit'], env(noon));
    expect(told.out).toMatch(/- ticks missing: \S+ to 2021-10-01T11:30:00Z, \d+ of them/);
    expect(told.err).not.toContain('rehearsal');
    writeRehearsalClock(folder.path, Temporal.Instant.from(noon));
    const moved = await jalon(['audit', '--json'], env(''));
    expect(moved.out).not.toContain('tick-missing');
    expect((await jalon(['audit'], env(''))).err).toContain('Ticks are not counted');
    for (const text of [out, told.out]) expect(text).not.toMatch(/@|p-lead/);
    expect(await jalon(['audit', 'now'], env(noon))).toMatchObject({ code: 2 });
    expect(await jalon(['audit', '--plan', 'nowhere'], env(noon))).toMatchObject({ code: 2 });
  });
});

describe('jalon restore', () => {
  test('F14: on tables that were restored the gate is off, and opens only after somebody looked', async () => {
    const tables = memoryTables({ journal: join(folder.path, 'record.journal'), identity: 'before before before' });
    const world = await aWorld({ stores: storesOver(tables) });
    await world.run('2021-09-15T07:00:00Z', '2021-09-30T12:00:00Z');
    await tables.close();
    const status = await jalon(['gate'], env(noon));
    expect(status).toMatchObject({ code: 0 });
    expect(status.out).toContain('The gate is off.\nThese tables were restored or copied. Look first: jalon restore\n');
    const refused = await jalon(['gate', 'live'], env(noon));
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('look first: jalon restore');
    const looked = await jalon(['restore'], env(noon));
    expect(looked).toMatchObject({ code: 0 });
    expect(looked.out).toContain('record, people, ledger');
    expect(looked.out).toContain(`  dropped: ${b} (30 days before, for 2021-10-31), due at 2021-10-01T07:00:00Z\n`);
    expect(looked.out).toContain('Nothing was changed.');
    const restored = await jalon(['restore', '--yes', '--json'], env(noon));
    expect(JSON.parse(restored.out)).toMatchObject({ isDone: true, gate: { mode: 'off', restoreFloor: noon } });
    const opened = await jalon(['gate', 'live', '--json'], env(noon));
    expect(JSON.parse(opened.out)).toEqual({ mode: 'live', breaker: null, restoreFloor: noon, binding: 'bound' });
    expect((await jalon(['restore'], env(noon))).out).toContain('nothing was restored');
    expect(await jalon(['restore', 'now'], env(noon))).toMatchObject({ code: 2 });
  });
});

describe('jalon contact erase', () => {
  test('asks to be told yes, and leaves nobody behind', async () => {
    await inFolder((stores) => aWorld({ stores }));
    const asked = await jalon(['contact', 'erase', 'lead@example.org'], env(noon));
    expect(asked).toMatchObject({ code: 2 });
    expect(asked.err).toContain('--yes');
    const erased = await jalon(['contact', 'erase', 'lead@example.org', '--yes'], env(noon));
    expect(erased).toMatchObject({ code: 0, out: 'Erased.\n' });
    expect(await inFolder((stores) => stores.people.contact(aPersonId('lead')))).toBeNull();
    expect(await jalon(['contact', 'erase', 'lead@example.org', '--yes'], env(noon))).toMatchObject({ code: 1 });
    expect((await jalon(['contact', 'list'], env(noon))).out).not.toContain('lead@example.org');
  });
});
