import { describe, expect, test } from 'vitest';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Key, Row, TableName, Tables } from '../../shared/adapters/tables.ts';
import { digestId } from '../../shared/domain/ledger.ts';
import { recordMailEvent } from '../../shared/usecases/record-mail-event.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { sendDigest } from '../../shared/usecases/send-digest.ts';
import { aPersonId } from '../builders.ts';
import { b, instant, plan } from './reminder-world.ts';
import { aSpoiltWorld, its, on, other } from './spoilt-world.ts';

type Stored = { readonly table: TableName; readonly row: Row };
type World = Awaited<ReturnType<typeof aSpoiltWorld>>;

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** Two plans that ask the same lead, on tables whose rows can be had as they lie. */
async function aStage() {
  const tables = memoryTables();
  const rows = new Map<string, Stored>();
  tables.onCommit(({ changes }) => {
    for (const { table, before, after } of changes) {
      const row = after ?? before;
      if (row === null) continue;
      if (after === null) rows.delete(`${table} ${nameOf(row)}`);
      else rows.set(`${table} ${nameOf(row)}`, { table, row });
    }
  });
  return { world: await aSpoiltWorld(tables), rows };
}

/** Tables of their own with these rows. */
async function copyOf(rows: Iterable<Stored>): Promise<Tables> {
  const tables = memoryTables();
  for (const { table, row } of rows) await tables.write({ kind: 'put', table, row });
  return tables;
}

/** The tables, and the name of every row that was read through them. */
function watched(tables: Tables) {
  const read = new Set<string>();
  const note = (table: TableName, some: readonly Row[]) => {
    for (const row of some) read.add(`${table} ${nameOf(row)}`);
    return some;
  };
  const through: Tables = {
    ...tables,
    get: async (table, key) => {
      const row = await tables.get(table, key);
      note(table, row === null ? [] : [row]);
      return row;
    },
    getMany: async (table, keys) => note(table, await tables.getMany(table, keys)),
    query: async function* (one) {
      for await (const page of tables.query(one)) yield note(one.table, page);
    },
  };
  return { tables: through, read };
}

/** Offers the job of a digest as the queue does, again and again where it throws, and says what became of it. */
async function offered({ deps }: World, tables: Tables, did: string, from: string) {
  const stores = storesOver(tables);
  let mails = 0;
  const mailer = {
    ...deps.mailer,
    send: async () => {
      mails += 1;
      return { kind: 'accepted', messageId: `m-${mails}` } as const;
    },
  };
  const failed: string[] = [];
  const send = async (minutes: number, repeated: boolean) => {
    const now = instant(from).add({ minutes });
    const account = await sendDigest({ ...deps, ...stores, mailer }, { did }, now, { repeated });
    failed.push(...account.failed.map(({ reason }) => reason));
  };
  const isTaken = (turn: number) =>
    send(turn * 3, turn > 0).then(
      () => true,
      () => false,
    );
  for (let turn = 0; turn < 6 && !(await isTaken(turn)); turn += 1) failed.push('thrown');
  const digest = async () => {
    const found = await stores.ledger.digest(did);
    if (found === null) throw new Error('no digest');
    return found;
  };
  return { failed, digest, stores, again: () => send(30, false), mails: () => mails };
}

/** As other hands would leave it. */
const spoil = (tables: Tables, { table, row: { pk, sk } }: Stored) =>
  tables.write({ kind: 'update', table, key: { pk, sk }, set: { data: {} } });

const mend = (tables: Tables, { table, row }: Stored) => tables.write({ kind: 'put', table, row });

/** Of which of the two plans a row is alone; null where both rest on it. */
function planOfRow({ row }: Stored): string | null {
  const told = `${nameOf(row)} ${JSON.stringify(row.data)}`;
  const plans = [plan, other].filter((id) => told.includes(id));
  return plans.length === 1 ? (plans[0] ?? null) : null;
}

/** The job whose digest tells such a step, with everything as it lies before it is sent. */
async function until(world: World, rows: ReadonlyMap<string, Stored>, from: string, step: RegExp) {
  for (let at = instant(from); at.toString() < '2022-02-01'; at = at.add({ minutes: 60 })) {
    await runTick(world.deps, at);
    for (const { did } of world.jobs) {
      const digest = await world.stores.ledger.digest(did);
      const reminders = await world.stores.ledger.reminders(digest?.rids ?? []);
      if ([...reminders.values()].some((one) => step.test(one.step))) return { did, at: at.toString(), rows: [...rows.values()] };
    }
    await world.drain(at);
  }
  throw new Error(`nothing told ${step}`);
}

/** Everything that the sender of a digest reads, where nothing is wrong. */
async function readFor(world: World, { did, at, rows }: Awaited<ReturnType<typeof until>>): Promise<readonly Stored[]> {
  const { tables, read } = watched(await copyOf(rows));
  const sent = await offered(world, tables, did, at);
  expect([sent.failed, sent.mails(), (await sent.digest()).state]).toEqual([[], 1, 'sent']);
  // As it lay before, whatever was written over it since.
  return rows.filter(({ table, row }) => read.has(`${table} ${nameOf(row)}`));
}

const kindsOf = (some: readonly Stored[]): string[] =>
  [...new Set(some.map(({ row: { pk, sk } }) => `${pk.split('#')[0]} ${sk.split('#')[0]?.split('/')[0]}`))].sort();

describe('any row that sending reads, unreadable', () => {
  test('of one plan: the last day of the other is told in time, in one mail, and nothing waits for a person', async () => {
    const { world, rows } = await aStage();
    await world.run(on, '2021-10-29T06:59:00Z');
    const job = await until(world, rows, '2021-10-29T07:00:00Z', /^-1$/);
    const read = (await readFor(world, job)).filter((one) => planOfRow(one) !== null);
    // One by one, so that a kind nobody thought of is among them, and none is missing by a fault of this test.
    expect(kindsOf(read)).toEqual(
      expect.arrayContaining([
        ...[`ASSIGNMENT ${plan}`, `ASSIGNMENT ${other}`, 'MAILBOX MAILBOX', 'REM REM'],
        ...['PLAN STATE', 'PLAN LOG', 'COMMITMENT STATE', 'COMMITMENT LOG', 'COMMITMENT MILESTONE'],
      ]),
    );
    for (const one of read) {
      const name = nameOf(one.row);
      const tables = await copyOf(job.rows);
      await spoil(tables, one);
      const sent = await offered(world, tables, job.did, job.at);
      const digest = await sent.digest();
      expect([name, digest.state, sent.mails()]).toEqual([name, 'sent', 1]);
      expect([name, sent.failed.filter((reason) => reason !== 'unreadable')]).toEqual([name, []]);
      await mend(tables, one);
      const told = [...(await sent.stores.ledger.reminders(digest.rids)).values()].map(
        ({ subjectId, step }) => `${subjectId} ${step}`,
      );
      expect([name, told]).toEqual([name, expect.arrayContaining([`${planOfRow(one) === plan ? its : b} -1`])]);
    }
  });

  test.each([
    ['the last day', '2021-10-29T07:00:00Z', /^-1$/, false],
    ['an escalation', '2021-10-30T07:00:00Z', /^escalation$/, false],
    ['a stop', '2021-10-01T09:15:00Z', /^stopped-/, true],
  ] as const)(
    'of a mail that tells %s: it leaves without, or waits as it is and leaves once it can be read',
    async (_, from, step, isStopped) => {
      const { world, rows } = await aStage();
      await world.run(on, isStopped ? '2021-10-01T08:00:00Z' : instant(from).subtract({ minutes: 1 }).toString());
      if (isStopped) {
        const timestamp = '2021-10-01T09:00:00.000Z';
        const tags = { digest: [digestId(aPersonId('lead'), '2021-10-01')], attempt: ['1'] };
        const mail = { messageId: 'm', timestamp, destination: ['lead@example.org'], tags };
        await recordMailEvent(world.stores, { eventType: 'Bounce', mail, bounce: { bounceType: 'Permanent', timestamp } });
      }
      const job = await until(world, rows, from, step);
      for (const one of await readFor(world, job)) {
        const name = nameOf(one.row);
        const tables = await copyOf(job.rows);
        await spoil(tables, one);
        const sent = await offered(world, tables, job.did, job.at);
        expect([name, sent.failed.filter((reason) => reason !== 'unreadable')]).toEqual([name, []]);
        await mend(tables, one);
        if (sent.mails() === 0) await sent.again();
        expect([name, (await sent.digest()).state, sent.mails()]).toEqual([name, 'sent', 1]);
      }
    },
  );
});
