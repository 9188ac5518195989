import { describe, expect, test } from 'vitest';
import { contactAssignmentKey, dueKey } from '../../shared/adapters/dynamodb/keys.ts';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Stores } from '../../shared/ports.ts';
import { stopMail } from '../../shared/usecases/stop-mail.ts';
import { aContact, anAssignment, aPersonId } from '../builders.ts';
import { aWorld, instant, plan } from './reminder-world.ts';

const token = aContact().stopToken;
const now = instant('2021-10-20T10:00:00Z');
const stop = `stopped-${aPersonId('lead')}`;

async function aQuietWorld() {
  const world = await aWorld({ people: { lead: {}, deputy: {}, poc: {} } });
  await world.run('2021-09-15T07:00:00Z', '2021-10-20T09:59:59Z');
  world.sent.length = 0;
  const told = () =>
    world.sent
      .filter(({ milestones }) => milestones.some(({ step }) => step.startsWith('stopped-')))
      .map(({ to, at }) => `${to} ${at}`);
  return { ...world, told };
}
type World = Awaited<ReturnType<typeof aQuietWorld>>;

const both = (at: string) => ['deputy@example.org', 'poc@example.org'].map((who) => `${who} ${at}`);

async function lift({ stores }: World, at: string, again: string | null = null) {
  const lead = await stores.people.contact(aPersonId('lead'));
  if (lead === null) throw new Error('no lead');
  const suppressed = again === null ? null : ({ reason: 'unsubscribed', at: again } as const);
  await stores.people.updateContact({ ...lead, version: lead.version + 1, suppressed });
  return at;
}

describe('a person who stops their mail', () => {
  test('S4: deputy and point of contact hear of it with the mail of that day, once; the role stays', async () => {
    const world = await aQuietWorld();
    expect(await stopMail(world.stores, { token, now })).toMatchObject({
      ok: true,
      contact: { suppressed: { reason: 'unsubscribed' } },
    });
    for (const at of ['2021-10-20T10:15:00Z', '2021-10-20T10:15:00Z', '2021-10-20T10:30:00Z', '2021-10-21T07:00:00Z'])
      await world.tick(at);
    expect(world.told()).toEqual(both('2021-10-20T10:15:00Z'));
    expect((await world.stores.record.due(plan))?.nextDueAt).toBeNull();
    expect((await world.stores.people.assignmentsOf(aPersonId('lead')))[0]?.until).toBeNull();
    expect(await world.stores.record.asks(plan)).toEqual([]);
  });

  test('stopping twice is stopping once, and an unknown token stops nobody', async () => {
    const world = await aQuietWorld();
    await stopMail(world.stores, { token, now });
    expect(await stopMail(world.stores, { token, now: now.add({ minutes: 5 }) })).toMatchObject({
      ok: true,
      contact: { version: 2 },
    });
    expect(await stopMail(world.stores, { token: 'x'.repeat(43), now })).toEqual({ ok: false, reason: 'unknown' });
    await world.run('2021-10-20T10:15:00Z', '2021-10-21T12:00:00Z');
    expect(world.told()).toEqual(both('2021-10-20T10:15:00Z'));
  });

  test('H11: lifted before it is told, it is told to nobody; stopped again later it is told again', async () => {
    const world = await aQuietWorld();
    const evening = instant('2021-10-20T17:00:00Z');
    await stopMail(world.stores, { token, now: evening });
    await world.tick('2021-10-20T17:15:00Z');
    await lift(world, '2021-10-20T18:00:00Z');
    const account = await world.tick('2021-10-21T07:00:00Z');
    expect(account.skipped.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['superseded', 'empty']));
    expect(world.told()).toEqual([]);
    await stopMail(world.stores, { token, now: instant('2021-10-21T09:00:00Z') });
    await world.run('2021-10-21T09:15:00Z', '2021-10-22T08:00:00Z');
    expect(
      world
        .told()
        .map((line) => line.split(' ')[0])
        .sort(),
    ).toEqual(['deputy@example.org', 'poc@example.org']);
  });

  test('in every plan they have a role in, and in no other', async () => {
    const world = await aQuietWorld();
    await world.stores.people.addAssignment(anAssignment({ planId: 'other-plan', id: 'a-otherplan0000000' }));
    await world.stores.people.addAssignment(
      anAssignment({ planId: 'past-plan', id: 'a-pastplan00000000', until: '2021-10-01T00:00:00Z' }),
    );
    await stopMail(world.stores, { token, now });
    const due = await Promise.all([plan, 'other-plan', 'past-plan'].map((id) => world.stores.record.due(id)));
    expect(due.map((one) => one?.nextDueAt ?? null)).toEqual(['2021-10-20T10:15:00Z', '2021-10-20T10:15:00Z', null]);
  });

  test('what is due sooner stays so, and no tick that read it before moves it on', async () => {
    const world = await aQuietWorld();
    await world.stores.record.putDue([{ subjectId: plan, nextDueAt: '2021-10-20T10:05:00Z', deadlineVersion: 4 }]);
    await stopMail(world.stores, { token, now });
    const item = await world.stores.record.due(plan);
    expect(item?.nextDueAt).toBe('2021-10-20T10:05:00Z');
    expect(item?.deadlineVersion).toBeGreaterThan(4);
  });

  test('F3: killed before or after any of its writes, a stop that is written is told and one that is not is not', async () => {
    let points = 0;
    for (let killedAt = 1; ; killedAt += 1) {
      const world = await aQuietWorld();
      let calls = 0;
      const dying = <Arguments extends unknown[], Result>(call: (...given: Arguments) => Promise<Result>) => {
        return async (...given: Arguments): Promise<Result> => {
          calls += 1;
          // Whoever is killed makes no call after it.
          if (calls >= killedAt) throw new Error('killed before');
          const result = await call(...given);
          calls += 1;
          if (calls >= killedAt) throw new Error('killed after');
          return result;
        };
      };
      const { record, people } = world.stores;
      const deps: Pick<Stores, 'record' | 'people'> = {
        record: { ...record, due: dying(record.due), putDue: dying(record.putDue) },
        people: {
          ...people,
          contactByStopToken: dying(people.contactByStopToken),
          readableAssignmentsOf: dying(people.readableAssignmentsOf),
          updateContact: dying(people.updateContact),
        },
      };
      await stopMail(deps, { token, now }).catch(() => null);
      await world.run('2021-10-20T10:00:00Z', '2021-10-21T12:00:00Z');
      const isStopped = (await people.contact(aPersonId('lead')))?.suppressed !== null;
      expect(world.told().length).toBe(isStopped ? 2 : 0);
      if (calls < killedAt) break;
      points += 1;
    }
    expect(points).toBeGreaterThan(10);
  });

  test.each([
    ['a due item of their plan', dueKey(plan), 'record'],
    ['one of their roles', contactAssignmentKey(anAssignment()), 'people'],
  ] as const)('with %s unreadable the stop is written, and every plan that can be told is', async (_, key, table) => {
    const tables = memoryTables();
    const world = await aWorld({ stores: storesOver(tables), people: { lead: {}, deputy: {}, poc: {} } });
    const { people, record } = world.stores;
    await people.addAssignment(anAssignment({ planId: 'other-plan', id: 'a-otherplan0000000' }));
    await record.putDue([{ subjectId: plan, nextDueAt: '2022-01-01T00:00:00Z', deadlineVersion: 1 }]);
    await tables.write({ kind: 'update', table, key, set: { data: 'nothing known' } });
    const where = `${key.pk} ${key.sk}`;
    expect(await stopMail(world.stores, { token, now })).toMatchObject({
      ok: true,
      untold: table === 'record' ? [{ where }] : [],
    });
    expect((await people.contact(aPersonId('lead')))?.suppressed).toEqual({ reason: 'unsubscribed', at: now.toString() });
    expect(await stopMail(world.stores, { token, now })).toMatchObject({ ok: true });
    expect((await record.due('other-plan'))?.nextDueAt).toBe('2021-10-20T10:15:00Z');
    if (table === 'people') expect((await record.due(plan))?.nextDueAt).toBe('2021-10-20T10:15:00Z');
  });

  test('a fault before it that has passed when it is written is nobody’s', async () => {
    const world = await aQuietWorld();
    const { record } = world.stores;
    let faults = 0;
    const due: typeof record.due = async (id) => {
      faults += 1;
      if (faults === 1) throw new Error('throttled');
      return record.due(id);
    };
    expect(await stopMail({ ...world.stores, record: { ...record, due } }, { token, now })).toMatchObject({ ok: true });
    await world.run('2021-10-20T10:15:00Z', '2021-10-20T10:30:00Z');
    expect(world.told()).toEqual(both('2021-10-20T10:15:00Z'));
  });

  test('F20: the due item of the plan lost, whatever else of the plan falls due tells it', async () => {
    const world = await aQuietWorld();
    await lift(world, '', '2021-10-20T10:00:00Z');
    await world.run('2021-10-20T10:00:00Z', '2021-10-22T08:00:00Z');
    expect(world.told()).toEqual(both('2021-10-22T07:00:00Z'));
    const steps = world.sent.flatMap(({ milestones }) => milestones.map(({ step }) => step));
    expect(steps.filter((step) => step === stop)).toHaveLength(2);
  });

  test('F7: from then on the deputy is asked, and inherits nothing of what the lead was asked before', async () => {
    const world = await aQuietWorld();
    await stopMail(world.stores, { token, now });
    await world.run('2021-10-20T10:00:00Z', '2021-10-30T00:00:00Z');
    const asked = world.sent.flatMap(({ to, milestones }) => milestones.map(({ step }) => `${to} ${step}`));
    expect(asked.filter((line) => !line.includes('stopped'))).toEqual(['deputy@example.org -7', 'deputy@example.org -1']);
  });
});
