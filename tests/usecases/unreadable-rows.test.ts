import { describe, expect, test } from 'vitest';
import {
  contactKey,
  digestRowKey,
  dueKey,
  milestoneKey,
  planStateKey,
  reminderKey,
  runKey,
} from '../../shared/adapters/dynamodb/keys.ts';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Key, TableName } from '../../shared/adapters/tables.ts';
import type { Json } from '../../shared/domain/canonical-json.ts';
import { digestId } from '../../shared/domain/ledger.ts';
import { nextDueAt } from '../../shared/domain/reminder-policy.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { recordMailEvent } from '../../shared/usecases/record-mail-event.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { ranBetween } from '../../shared/usecases/tick-runs.ts';
import { aCommitment, anAssignment, aPersonId, aPlan, planWritesOf, writesOf } from '../builders.ts';
import { a, aWorld, b, instant, plan } from './reminder-world.ts';

const other = 'de-2021-2023';
const its = `${other}/1/m1`;
const importedAt = '2021-09-15T06:00:00Z';
const on = '2021-09-15T07:00:00Z';

type Data = { [name: string]: Json };

/** Guarantee: every row of these tables holds an object. */
const asData = (data: Json | undefined): Data => structuredClone(data) as Data;

/** The world of the rehearsals on tables whose rows can be changed by other hands; a second plan asks the same lead. */
async function aSpoiltWorld() {
  const tables = memoryTables();
  const world = await aWorld({ stores: storesOver(tables) });
  const { record, people } = world.stores;
  const second = aPlan({ id: other, at: importedAt, mailOnSince: on });
  for (const write of planWritesOf(second)) await record.appendToPlan(write);
  await people.setMailbox(other, 'second@example.org');
  const only = aCommitment({ plan: other, number: '1', at: importedAt, milestones: [{ due: 'Octobre 2021' }] });
  for (const write of writesOf(only)) await record.appendToCommitment(write);
  await people.addAssignment({
    ...anAssignment({ as: 'third', role: 'poc', since: importedAt }),
    planId: other,
    contactId: aPersonId('poc'),
  });
  for (const one of only.commitment.milestones) {
    await record.putDue([{ subjectId: one.id, nextDueAt: nextDueAt(second.state, one, instant(on)), deadlineVersion: 1 }]);
  }
  await people.addAssignment({
    ...anAssignment({ as: 'second', role: 'lead', since: importedAt }),
    planId: other,
    contactId: aPersonId('lead'),
  });
  const change = async (table: TableName, key: Key, how: (data: Data) => unknown, index: { [name: string]: Json } = {}) => {
    const row = await tables.get(table, key);
    if (row === null) throw new Error(`no row ${key.pk}`);
    const data = asData(row.data);
    how(data);
    await tables.write({ kind: 'update', table, key, set: { data, ...index } });
  };
  /** As a newer program would have written it. */
  const spoil = (table: TableName, key: Key, index: { [name: string]: Json } = {}) =>
    change(table, key, (data) => Object.assign(data, { added: 1 }), index);
  const mend = (table: TableName, key: Key) => change(table, key, (data) => Reflect.deleteProperty(data, 'added'));
  return { ...world, spoil, mend };
}

type Spoilt = Awaited<ReturnType<typeof aSpoiltWorld>>;

/** Ticks of a quarter of an hour, and what they failed in. */
async function ticks(world: Spoilt, from: string, until: string): Promise<ReadonlySet<string>> {
  const failed = new Set<string>();
  for (let at = instant(from); at.toString() < until; at = at.add({ minutes: 15 })) {
    const account = await world.tick(at.toString());
    for (const { id, reason } of account.failed) failed.add(`${reason} ${id}`);
  }
  return failed;
}

const told = (world: Spoilt, from: string) =>
  world.sent
    .filter(({ at }) => at >= from)
    .map(({ to, milestones }) => [to, milestones.map(({ id, step }) => `${id} ${step}`).sort()]);

const day = '2021-10-22T07:00:00Z';
const evening = '2021-10-22T16:00:00Z';

describe('a row that cannot be read', () => {
  test('A due item: it is named, and everybody else hears of what is due.', async () => {
    const world = await aSpoiltWorld();
    await world.run(on, '2021-10-22T06:59:00Z');
    await world.spoil('record', dueKey(its));
    expect([...(await ticks(world, day, evening))]).toEqual([`unreadable DUE#${its} DUE`]);
    expect(told(world, day)).toEqual([['lead@example.org', [`${b} -7`]]]);
    expect(await world.stores.ledger.run(day)).toMatchObject({ finishedAt: day, failedIn: [other] });
    await world.mend('record', dueKey(its));
    await world.tick('2021-10-25T07:00:00Z');
    expect(told(world, evening)).toEqual([['lead@example.org', [`${its} -7`]]]);
  });

  test('An old digest that still waits: it is named, and everybody hears of what is due.', async () => {
    const world = await aSpoiltWorld();
    await world.run(on, '2021-10-22T06:59:00Z');
    const did = digestId(aPersonId('lead'), '2021-10-01');
    await world.spoil('ledger', digestRowKey(did), { work: 'WORK', workOrder: `2021-10-01T07:00:00Z#${did}` });
    expect([...(await ticks(world, day, evening))]).toEqual([`unreadable DIG#${did} DIG`]);
    expect(told(world, day)).toEqual([['lead@example.org', [`${its} -7`, `${b} -7`]]]);
  });

  test('A digest of this very day: what is due then is told on the next.', async () => {
    const world = await aSpoiltWorld();
    await world.run(on, '2021-10-22T06:59:00Z');
    const did = digestId(aPersonId('lead'), '2021-10-22');
    const past = digestId(aPersonId('lead'), '2021-10-01');
    const found = await world.stores.ledger.digest(past);
    if (found === null) throw new Error('no digest');
    await world.stores.ledger.saveDigest({ ...found, did, localDate: '2021-10-22', version: 1, pending: false }, []);
    await world.spoil('ledger', digestRowKey(did));
    await ticks(world, day, evening);
    expect(told(world, day)).toEqual([]);
    await world.run('2021-10-25T06:00:00Z', '2021-10-25T08:00:00Z');
    expect(told(world, day)).toEqual([['lead@example.org', [`${its} -7`, `${b} -7`]]]);
  });

  test('A milestone: the others of its plan are reminded of, and it is once it can be read.', async () => {
    const world = await aSpoiltWorld();
    await world.run(on, '2021-10-22T06:59:00Z');
    await world.stores.record.putDue([{ subjectId: a, nextDueAt: '2021-10-21T00:00:00Z', deadlineVersion: 99 }]);
    await world.spoil('record', milestoneKey(a));
    expect([...(await ticks(world, day, evening))]).toEqual([`unreadable ${a}`]);
    expect(told(world, day)).toEqual([['lead@example.org', [`${its} -7`, `${b} -7`]]]);
    expect((await world.stores.record.due(a))?.nextDueAt).toBe('2021-10-21T00:00:00Z');
  });

  test('A point of contact: the lead is reminded all the same.', async () => {
    const world = await aSpoiltWorld();
    await world.run(on, '2021-10-22T06:59:00Z');
    await world.spoil('people', contactKey(aPersonId('poc')));
    await ticks(world, day, evening);
    expect(told(world, day)).toEqual([['lead@example.org', [`${its} -7`, `${b} -7`]]]);
  });

  test('A lead: nobody is asked in their place for that, and they are once they can be read.', async () => {
    const world = await aSpoiltWorld();
    await world.run(on, '2021-10-22T06:59:00Z');
    const lead = contactKey(aPersonId('lead'));
    await world.spoil('people', lead);
    expect([...(await ticks(world, day, evening))]).toEqual([`unreadable ${aPersonId('lead')}`]);
    expect(told(world, day)).toEqual([]);
    await world.mend('people', lead);
    await world.tick('2021-10-25T07:00:00Z');
    expect(told(world, evening)).toEqual([['lead@example.org', [`${its} -7`, `${b} -7`]]]);
  });

  test('The row of the tick before: the next one runs all the same.', async () => {
    const world = await aSpoiltWorld();
    await world.run(on, '2021-10-22T06:59:00Z');
    await world.tick('2021-10-22T06:45:00Z');
    const key = runKey('2021-10-22T06:45:00Z');
    await world.spoil('ledger', key);
    expect([...(await ticks(world, day, '2021-10-22T07:10:00Z'))]).toEqual([]);
    expect(told(world, day)).toHaveLength(1);
  });

  test('A digest that waits for a person: the audit names it and looks at all the rest.', async () => {
    const world = await aSpoiltWorld();
    await world.run(on, '2021-10-22T06:59:00Z');
    const did = digestId(aPersonId('lead'), '2021-10-01');
    await world.spoil('ledger', digestRowKey(did), { work: 'PERSON', workOrder: `2021-10-01T07:00:00Z#${did}` });
    const { findings } = await auditPlans(world.stores, { planId: null, isFull: false, isRecent: true }, instant(day));
    expect(findings).toContainEqual({ kind: 'unreadable-row', key: `DIG#${did} DIG` });
  });
});

describe('a mail whose lines cannot all be read', () => {
  /** The digest of the last working day before two deadlines is planned; then something of it is written by a newer program. */
  async function planned() {
    const world = await aSpoiltWorld();
    await world.run(on, '2021-10-29T06:59:00Z');
    await runTick(world.deps, instant('2021-10-29T07:00:00Z'));
    expect(world.jobs).toHaveLength(1);
    return world;
  }
  const rest = '2021-10-29T07:00:10Z';

  test.each([
    ['its plan', 'record', planStateKey(other)],
    ['its milestone', 'record', milestoneKey(its)],
  ] as const)('With %s unreadable a line is left to the next day, and the others are told in time.', async (_, table, key) => {
    const world = await planned();
    await world.spoil(table, key);
    await world.drain(instant(rest));
    expect(told(world, rest)).toEqual([['lead@example.org', [`${b} -1`]]]);
    await world.mend(table, key);
    await ticks(world, '2021-10-29T07:15:00Z', '2021-11-02T12:00:00Z');
    const later = world.sent
      .filter(({ at }) => at > rest)
      .flatMap(({ milestones }) => milestones.map(({ id, step }) => `${id} ${step}`));
    expect(later).toContain(`${its} +1wd`);
    expect(later.filter((one) => one === `${b} -1`)).toEqual([]);
    const { findings } = await auditPlans(world.stores, { planId: null, isFull: false }, instant('2021-11-02T12:00:00Z'));
    expect(findings.filter(({ kind }) => kind !== 'tick-missing')).toEqual([]);
  });

  test('With its own row in the Ledger unreadable a line is left to the next day, and the others are told in time.', async () => {
    const world = await planned();
    const digest = await world.stores.ledger.digest(world.jobs[0]?.did ?? '');
    const reminders = await world.stores.ledger.reminders(digest?.rids ?? []);
    const [rid = ''] = [...reminders.values()].flatMap((one) => (one.subjectId === its ? [one.rid] : []));
    await world.spoil('ledger', reminderKey(rid));
    await world.drain(instant(rest));
    expect(world.mails.filter(({ to }) => to === 'lead@example.org').at(-1)?.tags['digest']).toBe(digest?.did);
    expect((await world.stores.ledger.digest(digest?.did ?? ''))?.state).toBe('sent');
    await world.mend('ledger', reminderKey(rid));
    const moved = (await world.stores.ledger.reminders([rid])).get(rid);
    expect((await world.stores.ledger.digest(moved?.did ?? ''))?.localDate).toBe('2021-11-02');
  });

  test('With nothing of it readable it waits as it is, costs no attempt, and leaves once it can be read.', async () => {
    const world = await aSpoiltWorld();
    await world.run(on, '2021-10-29T06:59:00Z');
    const keys = [planStateKey(other), planStateKey(plan)];
    await runTick(world.deps, instant('2021-10-29T07:00:00Z'));
    for (const key of keys) await world.spoil('record', key);
    const did = world.jobs[0]?.did ?? '';
    const account = await world.drain(instant(rest));
    expect(account.failed).toEqual([{ id: did, reason: 'unreadable' }]);
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'planned', takes: 0, attempt: 0 });
    await ticks(world, '2021-10-29T07:15:00Z', '2021-10-29T09:00:00Z');
    for (const key of keys) await world.mend('record', key);
    await ticks(world, '2021-10-29T09:00:00Z', '2021-10-29T12:00:00Z');
    expect(told(world, rest)).toEqual([['lead@example.org', [`${its} -1`, `${b} -1`]]]);
  });

  test('With its reader unreadable it waits as it is.', async () => {
    const world = await planned();
    const did = world.jobs[0]?.did ?? '';
    await world.spoil('people', contactKey(aPersonId('lead')));
    expect((await world.drain(instant(rest))).failed).toEqual([{ id: did, reason: 'unreadable' }]);
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'planned', pending: true });
  });
});

test('F7: with one of their plans unreadable the point of contact of another hears that mail no longer reaches somebody', async () => {
  const world = await aSpoiltWorld();
  await world.run(on, '2021-10-01T08:00:00Z');
  const digest = digestId(aPersonId('lead'), '2021-10-01');
  const timestamp = '2021-10-01T09:00:00.000Z';
  const mail = { messageId: 'm', timestamp, destination: ['lead@example.org'], tags: { digest: [digest], attempt: ['1'] } };
  await recordMailEvent(world.stores, { eventType: 'Bounce', mail, bounce: { bounceType: 'Permanent', timestamp } });
  await world.spoil('record', planStateKey(other));
  const stop = `${plan} stopped-${aPersonId('lead')}`;
  expect([...(await ticks(world, '2021-10-01T09:15:00Z', '2021-10-01T11:00:00Z'))]).toEqual([`unreadable ${other}`]);
  expect(told(world, timestamp)).toEqual([['poc@example.org', [stop]]]);
  expect(await world.stores.ledger.digest(digest)).toMatchObject({ tellStop: true });
  await world.mend('record', planStateKey(other));
  await ticks(world, '2021-10-01T11:00:00Z', '2021-10-04T10:00:00Z');
  expect(told(world, '2021-10-01T11:00:00Z').flat(2)).toContain(`${other} stopped-${aPersonId('lead')}`);
  expect(await world.stores.ledger.digest(digest)).toMatchObject({ tellStop: false });
});

test('B8: with one plan unreadable a digest that waits is put into the queue once an hour, and the tick came to its end.', async () => {
  const count = async (isSpoilt: boolean): Promise<number> => {
    const world = await aSpoiltWorld();
    await world.run(on, '2021-10-29T06:59:00Z');
    if (isSpoilt) {
      await world.spoil('record', planStateKey(other));
      await world.stores.record.putDue([{ subjectId: other, nextDueAt: '2021-09-30T07:00:00Z', deadlineVersion: 1 }]);
    }
    for (let at = instant('2021-10-29T07:00:00Z'), turn = 0; turn < 8; at = at.add({ minutes: 15 }), turn += 1) {
      await runTick(world.deps, at);
      if (isSpoilt)
        expect(await world.stores.ledger.run(at.toString())).toMatchObject({ finishedAt: at.toString(), failedIn: [other] });
    }
    return world.jobs.length;
  };
  expect(await count(true)).toBe(await count(false));
});

test('a step answered before the next tick is lost in no plan whose tick failed, and in the others it is', async () => {
  const runs = {
    runs: async () => new Map([[day, { slot: day, startedAt: day, finishedAt: day, failedIn: [other], expiresAt: day }]]),
  };
  expect(await ranBetween(runs, other, day, evening)).toBe(false);
  expect(await ranBetween(runs, plan, day, evening)).toBe(true);
});
