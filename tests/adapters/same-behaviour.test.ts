import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { type Action, type Condition, rowsOf, type Tables } from '../../shared/adapters/tables.ts';
import { backends, type OpenTables, titleOf } from './local-tables.ts';

const engine = backends.find(({ name }) => name.includes('engine'));
if (engine === undefined) throw new Error('the engine is one of the backends');

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant<Condition>({ is: 'absent' }),
  fc.constant<Condition>({ is: 'present' }),
  fc.record({ is: fc.constant('equal' as const), values: fc.record({ 'data.version': fc.nat(2) }) }),
  fc.constant<Condition>({ is: 'equal', values: { 'data.none': null } }),
  fc.record({
    is: fc.constantFrom('below' as const, 'absent-or-below' as const),
    path: fc.constant('data.text'),
    value: fc.constantFrom('a', 'b', 'é'),
  }),
);
const data = fc.record({ version: fc.nat(2), text: fc.constantFrom('a', 'b', ''), none: fc.constantFrom(null, 0) });
const sk = fc.constantFrom('A', 'B', 'C');
const indexed = fc.option(fc.constantFrom('1', '2'), { nil: undefined });

/** Actions on three rows of one partition of the Record, made for a partition when they are run. */
const action: fc.Arbitrary<(pk: string) => Action> = fc.oneof(
  fc
    .record({ sk, data, indexed, when: fc.option(condition, { nil: undefined }) })
    .map(({ sk, data, indexed, when }) => (pk: string): Action => {
      const order = indexed === undefined ? {} : { due: pk, dueOrder: indexed };
      return { kind: 'put', table: 'record', row: { pk, sk, data, ...order }, ...(when === undefined ? {} : { when }) };
    }),
  fc.record({ sk, data }).map(
    ({ sk, data }) =>
      (pk: string): Action => ({ kind: 'ensure', table: 'record', row: { pk, sk, data } }),
  ),
  fc.record({ sk, text: fc.constantFrom('a', 'c'), when: condition }).map(
    ({ sk, text, when }) =>
      (pk: string): Action => ({
        kind: 'update',
        table: 'record',
        key: { pk, sk },
        set: { 'data.text': text, due: pk, dueOrder: text },
        when,
      }),
  ),
  fc.record({ sk, when: condition }).map(
    ({ sk, when }) =>
      (pk: string): Action => ({
        kind: 'update',
        table: 'record',
        key: { pk, sk },
        set: { data: { version: 0 } },
        remove: ['due', 'dueOrder'],
        when,
      }),
  ),
  fc.record({ sk, when: condition }).map(
    ({ sk, when }) =>
      (pk: string): Action => ({ kind: 'delete', table: 'record', key: { pk, sk }, when }),
  ),
  fc.record({ sk, when: condition }).map(
    ({ sk, when }) =>
      (pk: string): Action => ({ kind: 'check', table: 'record', key: { pk, sk }, when }),
  ),
);

/** What a transaction came to: its result, or the name of the error. */
async function outcome(tables: Tables, actions: readonly Action[]): Promise<unknown> {
  try {
    return await tables.transact(actions);
  } catch (error) {
    return error instanceof Error ? error.name : error;
  }
}

describe.skipIf(engine.missing !== null)(`memory and engine, ${titleOf(engine)}`, () => {
  let open: OpenTables;
  let runs = 0;
  beforeAll(async () => {
    open = await engine.open();
  });
  afterAll(() => open.close());

  test('any sequence of transactions has the same results and leaves the same rows', async () => {
    const memory = memoryTables();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(action, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        async (sequence) => {
          runs += 1;
          const pk = `RUN#${runs}`;
          for (const transaction of sequence) {
            const actions = transaction.map((one) => one(pk));
            expect(await outcome(memory, actions)).toEqual(await outcome(open.tables, actions));
          }
          for (const query of [
            { table: 'record', pk } as const,
            { table: 'record', index: 'due', pk, range: { atMost: 'b' } } as const,
          ]) {
            const [mine, theirs] = await Promise.all([memory, open.tables].map((tables) => rowsOf(tables.query(query))));
            expect(mine).toEqual(expect.arrayContaining(theirs ?? []));
            expect(mine).toHaveLength(theirs?.length ?? 0);
          }
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
