import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type EngineUse, engineBinary, useEngine } from '../../../infra/local/dynamodb.ts';
import { ensureTables, localTables } from '../../../infra/local/engine-tables.ts';
import { FolderInUseError, holdFolder } from '../../../infra/local/server-lock.ts';
import { type LocalStores, OtherStoreError, openStores } from '../../../infra/local/stores.ts';
import { dynamoClient } from '../../../shared/adapters/dynamodb/client.ts';
import { recordStore } from '../../../shared/adapters/dynamodb/record.ts';
import { storesOver } from '../../../shared/adapters/dynamodb/stores.ts';
import { dynamoTables } from '../../../shared/adapters/dynamodb/tables.ts';
import { identityOf, isAlive } from '../../../shared/adapters/memory/process-identity.ts';
import { readable } from '../../../shared/domain/unreadable.ts';
import { aFolder } from '../../adapters/local-tables.ts';
import { aCommitment, aDeclared, aDigest, andThen, aPlan, planWritesOf, writesOf } from '../../builders.ts';

const binary = engineBinary();
const noEngine = binary === null ? ': SKIPPED, no engine binary for this platform' : '';
const state = z.object({
  engine: z.object({ pid: z.int(), started: z.string().nullable() }),
  port: z.int(),
  users: z.array(z.unknown()),
});

const capacity = z.object({ ConsumedCapacity: z.object({ CapacityUnits: z.number() }) });

let folder: ReturnType<typeof aFolder>;
let opened: LocalStores[];
let uses: EngineUse[];
beforeEach(() => {
  folder = aFolder();
  opened = [];
  uses = [];
});
afterEach(async () => {
  for (const one of opened) await one.close();
  for (const one of uses) await one.release();
  folder.remove();
});

const open = async (env: { [name: string]: string } = {}): Promise<LocalStores> => {
  const stores = await openStores(folder.path, env);
  opened.push(stores);
  return stores;
};
const use = async (dataFolder = folder.path): Promise<EngineUse> => {
  const engine = await useEngine(dataFolder, binary ?? '');
  uses.push(engine);
  return engine;
};
const engineNow = () => state.parse(JSON.parse(readFileSync(join(folder.path, 'engine.json'), 'utf8')));
const addPlan = async ({ stores }: LocalStores, id: string): Promise<void> => {
  for (const write of planWritesOf(aPlan({ id }))) await stores.record.appendToPlan(write);
};
const until = async (holds: () => boolean): Promise<void> => {
  for (let waited = 0; waited < 300 && !holds(); waited += 1) await sleep(10);
};

describe.each(['memory', 'dynamodb'])(`the %s store on a data folder${noEngine}`, (kind) => {
  const env = { JALON_STORE: kind };

  test.skipIf(kind === 'dynamodb' && binary === null)(
    'what one process wrote another reads, together and afterwards',
    async () => {
      const [server, cli] = [await open(env), await open(env)];
      expect([server.kind, cli.kind]).toEqual([kind, kind]);
      await addPlan(server, 'plan-1');
      await addPlan(cli, 'plan-2');
      expect(await server.stores.record.planIds()).toEqual(['plan-1', 'plan-2']);
      for (const one of opened.splice(0)) await one.close();
      expect(await (await open(env)).stores.record.planIds()).toEqual(['plan-1', 'plan-2']);
    },
  );

  test.skipIf(kind === 'dynamodb' && binary === null)(
    'following tells every change once, in order, whoever made it',
    async () => {
      const [server, cli] = [await open(env), await open(env)];
      await addPlan(cli, 'before');
      const told: DynamoDBRecord[] = [];
      let fails = 1;
      const stop = await server.follow(async (records) => {
        fails -= 1;
        if (fails >= 0) throw new Error('the first try fails');
        told.push(...records);
      });
      const commitment = andThen(aCommitment({ plan: 'plan-1' }), aDeclared('plan-1/28/m1'));
      for (const [index, write] of writesOf(commitment).entries()) {
        await (index === 0 ? cli : server).stores.record.appendToCommitment(write);
      }
      const keysTold = () => told.map(({ dynamodb }) => `${dynamodb?.Keys?.['pk']?.S} ${dynamodb?.Keys?.['sk']?.S}`);
      await until(() => keysTold().filter((key) => key.endsWith('STATE')).length === 2);
      await stop();
      await addPlan(cli, 'after');
      expect(keysTold().filter((key) => /PLAN#(?:before|after)/.test(key))).toEqual([]);
      expect(keysTold().filter((key) => key.includes('LOG#'))).toEqual([
        'COMMITMENT#plan-1/28 LOG#0000000001',
        'COMMITMENT#plan-1/28 LOG#0000000002',
      ]);
      const states = told.filter(({ dynamodb }) => dynamodb?.Keys?.['sk']?.S === 'STATE');
      expect(states.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY']);
      expect(states[1]?.dynamodb?.OldImage).toEqual(states[0]?.dynamodb?.NewImage);
      expect(states[1]?.dynamodb?.NewImage?.['data']?.M?.['head']?.M?.['seq']).toEqual({ N: '2' });
    },
  );
});

describe('which store a folder has', () => {
  test('a folder keeps the store it began with, and another one is refused rather than started empty', async () => {
    await (await open({ JALON_STORE: 'memory' })).stores.people.setMailbox('plan', 'poc@example.org');
    const again = await open({});
    expect(again.kind).toBe('memory');
    expect(await again.stores.people.mailbox('plan')).toBe('poc@example.org');
    await expect(openStores(folder.path, { JALON_STORE: 'dynamodb' })).rejects.toThrow(OtherStoreError);
  });

  test('a setting that is not understood is refused by its name', async () => {
    await expect(openStores(folder.path, { JALON_STORE: 'paper' })).rejects.toThrow('JALON_STORE');
    await expect(openStores(folder.path, { JALON_DYNAMODB_ENDPOINT: 'file:///x' })).rejects.toThrow('JALON_DYNAMODB_ENDPOINT');
  });

  test.skipIf(binary === null)(`any other engine can be named${noEngine}`, async () => {
    const elsewhere = aFolder();
    const engine = await use(elsewhere.path);
    const stores = await openStores(folder.path, { JALON_DYNAMODB_ENDPOINT: engine.endpoint, JALON_STORE: '' });
    await addPlan(stores, 'plan-1');
    await stores.close();
    expect(existsSync(join(folder.path, 'engine.json'))).toBe(false);
    const client = dynamoClient(engine.endpoint);
    expect(await recordStore(dynamoTables(client, localTables)).planIds()).toEqual(['plan-1']);
    client.destroy();
    await engine.release();
    elsewhere.remove();
  });
});

describe.skipIf(binary === null)(`the embedded engine${noEngine}`, () => {
  test('is shared by all users and ends with the last', async () => {
    const [first, second] = [await open(), await open()];
    const { engine, port, users } = engineNow();
    expect(users).toHaveLength(2);
    expect(engineNow().port).toBe(port);
    await first.close();
    opened.splice(0, 1);
    expect(isAlive(engine)).toBe(true);
    await addPlan(second, 'plan-1');
    await second.close();
    opened.splice(0);
    expect(isAlive(engine)).toBe(false);
    expect(existsSync(join(folder.path, 'engine.json'))).toBe(false);
  });

  test('an orphan whose users were killed is used again, and ends with its new user', async () => {
    const orphan = await use();
    const before = engineNow();
    writeFileSync(
      join(folder.path, 'engine.json'),
      JSON.stringify({ ...before, users: [{ ...identityOf(process.pid), started: '1', use: 1 }] }),
    );
    const again = await use();
    expect(again.endpoint).toBe(orphan.endpoint);
    expect(engineNow().users).toHaveLength(1);
    await again.release();
    expect(isAlive(before.engine)).toBe(false);
  });

  test('one that was killed is started again on the same data', async () => {
    const stores = await open();
    await addPlan(stores, 'plan-1');
    process.kill(engineNow().engine.pid, 'SIGKILL');
    const next = await open();
    expect(await next.stores.record.planIds()).toEqual(['plan-1']);
  });

  test('a process that now has the number of a dead engine is left alone', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 30_000)'], { stdio: 'ignore' });
    const stale = { engine: { pid: stranger.pid, started: '1' }, port: 1, users: [] };
    writeFileSync(join(folder.path, 'engine.json'), JSON.stringify(stale));
    await addPlan(await open(), 'plan-1');
    expect(engineNow().engine.pid).not.toBe(stranger.pid);
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
  });

  test('the engine of another folder is not used, though a stale file names its port', async () => {
    const elsewhere = aFolder();
    const other = await use(elsewhere.path);
    const stale = { engine: { pid: process.pid, started: '1' }, port: Number(new URL(other.endpoint).port), users: [] };
    writeFileSync(join(folder.path, 'engine.json'), JSON.stringify(stale));
    await addPlan(await open(), 'plan-1');
    expect(engineNow().port).not.toBe(stale.port);
    await other.release();
    elsewhere.remove();
  });

  test('ends when its data folder is gone', async () => {
    const engine = await use();
    const running = engineNow().engine;
    folder.remove();
    await engine.release();
    expect(isAlive(running)).toBe(false);
  });

  test('starting at once from several sides starts one engine', async () => {
    const uses = await Promise.all(Array.from({ length: 4 }, () => use()));
    expect(new Set(uses.map(({ endpoint }) => endpoint)).size).toBe(1);
    for (const one of uses) await one.release();
  });

  test('making the tables twice, or at once, changes nothing', async () => {
    const engine = await use();
    const client = dynamoClient(engine.endpoint);
    await Promise.all([ensureTables(client), ensureTables(client)]);
    await expect(ensureTables(client)).resolves.toBeUndefined();
    client.destroy();
    await engine.release();
  });

  test('a tick with nothing due costs two round trips and one read unit, however much lies ahead', async () => {
    const engine = await use();
    const client = dynamoClient(engine.endpoint);
    await ensureTables(client);
    const spent: number[] = [];
    client.middlewareStack.add((next) => (args) => next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } }), {
      step: 'initialize',
      name: 'askForCapacity',
    });
    client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        const told = capacity.safeParse(answer.output);
        if (told.success) spent.push(told.data.ConsumedCapacity.CapacityUnits);
        return answer;
      },
      { step: 'initialize', name: 'countCalls', priority: 'low' },
    );
    const { record, ledger } = storesOver(dynamoTables(client, localTables));
    const cost = async (): Promise<number[]> => {
      spent.splice(0);
      for await (const due of readable(record.dueSubjects('2021-10-01T07:00:00Z')))
        throw new Error(`${due.subjectId} is not due`);
      for await (const digest of readable(ledger.pendingDigests('2021-10-01T07:00:00Z')))
        throw new Error(`${digest.did} is not pending`);
      return [...spent];
    };
    const idle = await cost();
    await record.putDue(
      Array.from({ length: 1_000 }, (_, index) => ({
        subjectId: `plan/${index + 1}/m1`,
        nextDueAt: '2021-10-01T07:00:01Z',
        deadlineVersion: 1,
      })),
    );
    await ledger.saveDigest(aDigest({ localDate: '2021-10-04' }), []);
    expect(idle).toEqual([0.5, 0.5]);
    expect(await cost()).toEqual(idle);
    client.destroy();
    await engine.release();
  });
});

describe('one server for a data folder', () => {
  test('a second one is refused with the process that has it, until that one lets go', async () => {
    const release = await holdFolder(folder.path);
    await expect(holdFolder(folder.path)).rejects.toThrow(FolderInUseError);
    await expect(holdFolder(folder.path)).rejects.toThrow(`process ${process.pid}`);
    await release();
    await (await holdFolder(folder.path))();
    expect(existsSync(join(folder.path, 'server.json'))).toBe(false);
  });

  test('a server that was killed holds nothing', async () => {
    for (const left of ['', JSON.stringify({ ...identityOf(process.pid), started: '1' })]) {
      writeFileSync(join(folder.path, 'server.json'), left);
      await (await holdFolder(folder.path))();
    }
    expect(existsSync(join(folder.path, 'server.json'))).toBe(false);
  });
});
