import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { engineBinary, useEngine } from '../../../infra/local/dynamodb.ts';
import { ensureTables, localTables } from '../../../infra/local/engine-tables.ts';
import { dynamoClient } from '../../../shared/adapters/dynamodb/client.ts';
import { storesOver } from '../../../shared/adapters/dynamodb/stores.ts';
import { dynamoTables } from '../../../shared/adapters/dynamodb/tables.ts';
import { readable } from '../../../shared/domain/unreadable.ts';
import { movesAtOnce, type Stores } from '../../../shared/ports.ts';
import { type JobAccount, nothingDone } from '../../../shared/usecases/account.ts';
import { runTick } from '../../../shared/usecases/run-tick.ts';
import { aCommitment, aContact, anAssignment, aPlan, planWritesOf, writesOf } from '../../builders.ts';
import { instant } from '../../usecases/reminder-world.ts';
import { aFolder } from '../local-tables.ts';

const binary = engineBinary();
const title = 'an idle tick on the embedded DynamoDB engine';

const units = z.object({ CapacityUnits: z.number() });
/** A transaction and a batch tell it of each table. */
const consumed = z.object({ ConsumedCapacity: z.union([units, z.array(units)]).optional() });

/** A request to the engine: what was asked, and the capacity it consumed. */
type Asked = { readonly name: string; readonly capacity: number };

describe.skipIf(binary === null)(binary === null ? `${title}: SKIPPED, no engine binary for this platform` : title, () => {
  const folder = aFolder();
  let stores: Stores;
  let asked: Asked[] = [];
  let close: () => Promise<void>;

  beforeAll(async () => {
    const engine = await useEngine(folder.path, binary ?? '');
    const client = dynamoClient(engine.endpoint);
    await ensureTables(client);
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
        const { ConsumedCapacity } = consumed.parse(answer.output);
        const used = [ConsumedCapacity ?? []].flat().map(({ CapacityUnits }) => CapacityUnits);
        asked.push({ name: String(context.commandName), capacity: used.reduce((sum, one) => sum + one, 0) });
        return answer;
      },
      { step: 'initialize', name: 'measure' },
    );
    stores = storesOver(dynamoTables(client, localTables));
    close = async () => {
      client.destroy();
      await engine.release();
      folder.remove();
    };
  });
  afterAll(() => close());

  const digests = { put: async () => {} };
  const mailer = { quota: async () => ({ max24Hours: -1, sentLast24Hours: 0, perSecond: 14 }) };
  const open = async (from: number, to: number): Promise<void> => {
    const items = Array.from({ length: to - from }, (_, index) => {
      return { subjectId: `plan/${from + index + 1}/m1`, nextDueAt: '2031-10-02T07:00:00Z', deadlineVersion: 1 };
    });
    await stores.record.putDue(items);
  };
  /** What one tick asked for, in the order of the requests' names. */
  const measure = async (at: string): Promise<{ account: JobAccount; requests: readonly Asked[] }> => {
    asked = [];
    const account = await runTick({ ...stores, digests, mailer }, instant(at));
    return {
      account,
      requests: [...asked].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.capacity - b.capacity)),
    };
  };
  /** A plan of its own whose one milestone is due on 1 October 2021, with a lead to ask. */
  const aDuePlan = async (id: string): Promise<void> => {
    const at = '2021-09-15T06:00:00Z';
    for (const write of planWritesOf(aPlan({ id, at, mailOnSince: at }))) await stores.record.appendToPlan(write);
    for (const write of writesOf(aCommitment({ plan: id, at, milestones: [{ due: 'Octobre 2021' }] }))) {
      await stores.record.appendToCommitment(write);
    }
    await stores.people.addContact(aContact({ as: id, confirmedAt: at }));
    await stores.people.addAssignment(anAssignment({ as: id, planId: id, role: 'lead', since: at }));
    await stores.record.putDue([{ subjectId: `${id}/28/m1`, nextDueAt: '2021-10-01T07:00:00Z', deadlineVersion: 1 }]);
  };

  test('asks two queries and consumes the same with 1, 1,000 and 5,000 open milestones; one with work reads what its work needs', async () => {
    await stores.ledger.setGate({ mode: 'live', version: 1, restoreFloor: null, breaker: null });
    await stores.ledger.setSendRate(14);
    await open(0, 1);
    const one = await measure('2021-09-20T07:00:00Z');
    expect(one.account).toEqual(nothingDone);
    expect(one.requests.map(({ name }) => name)).toEqual(['PutItemCommand', 'QueryCommand', 'QueryCommand']);
    const capacity = one.requests.reduce((sum, each) => sum + each.capacity, 0);
    expect(capacity).toBeGreaterThan(0);
    expect(capacity).toBeLessThan(5);
    await aDuePlan('first-plan');
    const working = await measure('2021-10-01T07:00:00Z');
    expect(working.requests.length).toBeGreaterThan(one.requests.length);

    await open(1, 1_000);
    await settle();
    // A slot of its own each time: writing a row again costs less than writing it anew.
    expect((await measure('2021-09-21T07:00:00Z')).requests).toEqual(one.requests);
    await open(1_000, 5_000);
    expect((await measure('2021-09-22T07:00:00Z')).requests).toEqual(one.requests);
    await aDuePlan('other-plan');
    const names = (some: readonly Asked[]) => some.map(({ name }) => name);
    expect(names((await measure('2021-10-01T07:00:00Z')).requests)).toEqual(names(working.requests));
  }, 60_000);

  test('moves ninety-nine due items of a plan on in one transaction, at four write units each and two for the plan', async () => {
    await aDuePlan('busy-plan');
    await measure('2021-10-01T07:15:00Z');
    const items = Array.from({ length: 2 * movesAtOnce }, (_, index) => {
      return { subjectId: `busy-plan/28/m${index + 2}`, nextDueAt: '2021-10-01T07:30:00Z', deadlineVersion: 1 };
    });
    await stores.record.putDue(items);
    const later = items.map((from) => ({ from, nextDueAt: '2021-10-01T07:35:00Z' }));
    const { length: log } = (await stores.record.plan('busy-plan'))?.log ?? [];
    asked = [];
    expect((await stores.record.advanceDue(later.slice(0, movesAtOnce), log)).size).toBe(movesAtOnce);
    expect(asked).toEqual([{ name: 'TransactWriteItemsCommand', capacity: 4 * movesAtOnce + 2 }]);
    // None of these milestones is there any more: their items leave the index, which is one unit less.
    const { requests } = await measure('2021-10-01T07:45:00Z');
    const moves = requests.filter(({ name }) => name === 'TransactWriteItemsCommand');
    expect(moves.map(({ capacity }) => capacity)).toEqual([3 * movesAtOnce + 2, 3 * movesAtOnce + 2]);
    expect(requests.filter(({ name }) => name === 'UpdateItemCommand').length).toBeLessThan(5);
  });

  /** Takes planned digests out of the tick's way. */
  async function settle(): Promise<void> {
    for await (const one of readable(stores.ledger.pendingDigests('2031-01-01T00:00:00Z'))) {
      await stores.ledger.saveDigest({ ...one, version: one.version + 1, state: 'dropped', reason: 'empty', pending: false }, []);
    }
  }
});
