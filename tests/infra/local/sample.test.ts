import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  loadSample,
  sampleAdmin,
  sampleLead,
  samplePeople,
  samplePoc,
  sampleReviewer,
  sampleState,
} from '../../../infra/local/sample.ts';
import { storesOver } from '../../../shared/adapters/dynamodb/stores.ts';
import { memoryTables } from '../../../shared/adapters/memory/tables.ts';
import { systemRng } from '../../../shared/adapters/system/rng.ts';
import type { Tables } from '../../../shared/adapters/tables.ts';
import type { Stores } from '../../../shared/ports.ts';
import { finishImports } from '../../../shared/usecases/finish-imports.ts';
import { aFolder } from '../../adapters/local-tables.ts';

const now = Temporal.Instant.from('2021-09-15T12:00:00Z');
const plan = 'fr-2021-2023';

let folder: ReturnType<typeof aFolder>;
beforeAll(() => {
  folder = aFolder();
});
afterAll(() => folder.remove());

/** The same tables, until the write with that number, which never happens. */
function dyingAt(tables: Tables, dieAt: number): Tables {
  let writes = 0;
  const count = (): void => {
    writes += 1;
    if (writes === dieAt) throw new Error('killed');
  };
  return {
    identity: tables.identity,
    get: (...given) => tables.get(...given),
    getMany: (...given) => tables.getMany(...given),
    query: (...given) => tables.query(...given),
    write: async (...given) => {
      count();
      return tables.write(...given);
    },
    transact: async (...given) => {
      count();
      return tables.transact(...given);
    },
  };
}

const load = (stores: Stores) => loadSample(folder.path, { ...stores, rng: systemRng }, now);

async function whatIsThere({ record, people }: Stores) {
  const everyone = await Promise.all(
    [sampleLead, samplePoc, sampleReviewer, sampleAdmin].map((email) => people.contactByEmail(email)),
  );
  const logs = await Promise.all(['28', '29'].map((number) => record.commitment(`${plan}/${number}`)));
  return {
    confirmed: everyone.map((person) => person?.confirmedAt),
    roles: await Promise.all(
      everyone.map(async (person) => (await people.assignmentsOf(person?.id ?? '')).map(({ role }) => role)),
    ),
    plan: [...new Set((await record.plan(plan))?.log.map(({ type }) => type))],
    commitments: logs.map((one) => one?.log.map(({ type }) => type)),
  };
}

test('the sample killed before any of its writes is whole after it is loaded again', { timeout: 60_000 }, async () => {
  const whole = storesOver(memoryTables());
  await load(whole);
  const expected = await whatIsThere(whole);
  expect(expected).toMatchObject({
    confirmed: [expect.any(String), expect.any(String), expect.any(String), expect.any(String)],
    roles: [['lead', 'lead'], ['poc'], ['reviewer'], ['admin']],
    plan: expect.arrayContaining(['mail-switched']),
    commitments: [['imported'], ['imported']],
  });
  let killed = 0;
  for (let dieAt = 1; ; dieAt += 1) {
    const tables = memoryTables();
    const isWhole = await load(storesOver(dyingAt(tables, dieAt))).then(
      () => true,
      () => false,
    );
    if (isWhole) break;
    killed += 1;
    const stores = storesOver(tables);
    expect(await sampleState(folder.path, stores)).toBe('unfinished');
    await finishImports(stores);
    await load(stores);
    expect(await sampleState(folder.path, stores)).toBe('loaded');
    expect(await whatIsThere(stores), `killed at write ${dieAt}`).toEqual(expected);
  }
  expect(killed).toBeGreaterThan(8);
});

test('names everybody it made, in what they are, the most responsible first', async () => {
  const stores = storesOver(memoryTables());
  await load(stores);
  const people = await samplePeople(stores);
  expect(people.map(({ email, roles }) => [email, roles])).toEqual([
    [sampleLead, ['lead']],
    [samplePoc, ['poc']],
    [sampleReviewer, ['reviewer']],
    [sampleAdmin, ['admin']],
  ]);
  expect((await stores.people.peopleOf(plan)).contacts).toHaveLength(people.length);
});
