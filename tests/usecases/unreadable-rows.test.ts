import { describe, expect, test } from 'vitest';
import {
  contactAssignmentKey,
  contactKey,
  digestRowKey,
  dueKey,
  feedKey,
  milestoneKey,
  planStateKey,
  reminderKey,
  runKey,
} from '../../shared/adapters/dynamodb/keys.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Tables } from '../../shared/adapters/tables.ts';
import { digestId } from '../../shared/domain/ledger.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { recordMailEvent } from '../../shared/usecases/record-mail-event.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { sendDigest } from '../../shared/usecases/send-digest.ts';
import { ranBetween } from '../../shared/usecases/tick-runs.ts';
import { aPersonId } from '../builders.ts';
import { a, b, instant, plan } from './reminder-world.ts';
import { aSpoiltWorld, its, on, other } from './spoilt-world.ts';

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
  const failed = [...(await ticks(world, '2021-10-01T09:15:00Z', '2021-10-01T11:00:00Z'))];
  expect(failed.filter((one) => one.includes(other))).toEqual([`unreadable ${other}`]);
  // Its asks are gone through again: on which day the other plan was asked cannot be told.
  expect(failed.filter((one) => !one.includes(other))).toEqual([expect.stringMatching(/^unreadable /)]);
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

/** The digest of the last day before two deadlines is claimed, and nobody knows whether its mail left. */
async function unheard(tables?: Tables) {
  const world = await aSpoiltWorld(tables);
  await world.run(on, '2021-10-29T06:59:00Z');
  await runTick(world.deps, instant('2021-10-29T07:00:00Z'));
  const did = world.jobs[0]?.did ?? '';
  world.answer(() => ({ kind: 'ambiguous', reason: 'timeout' }));
  await world.drain(instant('2021-10-29T07:00:10Z'));
  world.answer(() => ({ kind: 'accepted', messageId: 'm' }));
  return { world, did };
}

/** When each tick put something into the queue, and everything that failed. */
async function queuedAt(world: Spoilt, from: string, until: string) {
  const [at, failed]: [string[], string[]] = [[], []];
  for (let now = instant(from); now.toString() < until; now = now.add({ minutes: 15 })) {
    const ticked = await runTick(world.deps, now);
    if (world.jobs.length > 0) at.push(now.toString().slice(11, 16));
    for (const one of [...ticked.failed, ...(await world.drain(now)).failed]) failed.push(`${one.reason} ${one.id}`);
  }
  return { at, failed };
}

test('a repeat of which a line cannot be read is tried once an hour, and leaves once it can be', async () => {
  const { world, did } = await unheard();
  const [rid = ''] = (await world.stores.ledger.digest(did))?.rids ?? [];
  await world.spoil('ledger', reminderKey(rid));
  await world.stores.ledger.moveFeed('2021-10-29T07:10:00Z');
  const { at, failed } = await queuedAt(world, '2021-10-29T07:15:00Z', '2021-10-29T11:00:00Z');
  expect([at, failed]).toEqual([['08:15', '09:15', '10:15'], [1, 2, 3].map(() => `unreadable ${did}`)]);
  await world.mend('ledger', reminderKey(rid));
  await world.tick('2021-10-29T11:00:00Z');
  expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'sent', attempt: 2 });
});

test('a proof of the event feed that cannot be read is none: after a day a person decides', async () => {
  const tables = memoryTables();
  const { world, did } = await unheard(tables);
  await world.stores.ledger.moveFeed('2021-10-29T07:10:00Z');
  await tables.write({ kind: 'update', table: 'ledger', key: feedKey, set: { data: {} } });
  const { at, failed } = await queuedAt(world, '2021-10-29T07:15:00Z', '2021-10-30T08:00:00Z');
  expect([at, failed]).toEqual([[], [`feed-not-proved ${did}`]]);
});

test('F7: with one of their roles unreadable the other plan hears that mail no longer reaches somebody, and that one later', async () => {
  const world = await aSpoiltWorld();
  await world.run(on, '2021-10-01T08:00:00Z');
  const lead = aPersonId('lead');
  const timestamp = '2021-10-01T09:00:00.000Z';
  const tags = { digest: [digestId(lead, '2021-10-01')], attempt: ['1'] };
  const mail = { messageId: 'm', timestamp, destination: ['lead@example.org'], tags };
  const [held] = (await world.stores.people.assignmentsOf(lead)).filter(({ planId }) => planId === other);
  if (held === undefined) throw new Error('no role');
  await world.spoil('people', contactAssignmentKey(held));
  await recordMailEvent(world.stores, { eventType: 'Bounce', mail, bounce: { bounceType: 'Permanent', timestamp } });
  const { failed } = await queuedAt(world, '2021-10-01T09:15:00Z', '2021-10-01T11:00:00Z');
  expect(told(world, timestamp)).toEqual([['poc@example.org', [`${plan} stopped-${lead}`]]]);
  expect(failed).toEqual([expect.stringMatching(/^unreadable /)]);
  await world.mend('people', contactAssignmentKey(held));
  await ticks(world, '2021-10-01T11:00:00Z', '2021-10-04T10:00:00Z');
  expect(told(world, '2021-10-01T11:00:00Z').flat(2)).toContain(`${other} stopped-${lead}`);
});

test('asks of which one cannot be written are gone through once an hour, and written once they can be', async () => {
  const world = await aSpoiltWorld();
  await world.run(on, '2021-10-29T06:59:00Z');
  await runTick(world.deps, instant('2021-10-29T07:00:00Z'));
  const did = world.jobs[0]?.did ?? '';
  const [rid = ''] = (await world.stores.ledger.digest(did))?.rids ?? [];
  // Its row is written by another hand while the mail is on its way.
  const send = async () => {
    await world.spoil('ledger', reminderKey(rid));
    return { kind: 'accepted', messageId: 'm' } as const;
  };
  world.jobs.splice(0);
  const sent = await sendDigest({ ...world.deps, mailer: { send } }, { did }, instant('2021-10-29T07:00:10Z'));
  expect([sent.sent, sent.failed]).toEqual([[did], [{ id: rid, reason: 'unreadable' }]]);
  expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'sent', pending: true });
  const hours: string[] = [];
  for (let at = instant('2021-10-29T07:15:00Z'); at.toString() < '2021-10-29T11:00'; at = at.add({ minutes: 15 })) {
    await runTick(world.deps, at);
    if (world.jobs.length > 0) hours.push(at.toString().slice(11, 16));
    const { failed } = await world.drain(at);
    const isTurn = hours.at(-1) === at.toString().slice(11, 16);
    expect(failed).toEqual(isTurn ? [{ id: rid, reason: 'unreadable' }] : []);
  }
  expect(hours).toEqual(['08:00', '09:00', '10:00']);
  await world.mend('ledger', reminderKey(rid));
  await world.tick('2021-10-29T11:15:00Z');
  expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'sent', pending: false });
});

test('a step answered before the next tick is lost in no plan whose tick failed, and in the others it is', async () => {
  const runs = {
    runs: async () => new Map([[day, { slot: day, startedAt: day, finishedAt: day, failedIn: [other], expiresAt: day }]]),
  };
  expect(await ranBetween(runs, other, day, evening)).toBe(false);
  expect(await ranBetween(runs, plan, day, evening)).toBe(true);
});
