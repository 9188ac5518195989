import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { maintain } from '../../../functions/maintain/maintain.ts';
import { contactKey } from '../../../shared/adapters/dynamodb/keys.ts';
import { memoryStores } from '../../../shared/adapters/memory/stores.ts';
import { aContact, aDigest, anAssignment, aPersonId, aPlan, aSession, loseDue, planWritesOf } from '../../builders.ts';
import { aGoneWorld } from '../../usecases/gone-world.ts';
import { aWorld, b } from '../../usecases/reminder-world.ts';

const now = Temporal.Instant.from('2021-10-01T12:00:00Z');
const log = { info: () => {}, error: () => {} };

function aRun(slot: string) {
  return { slot, startedAt: slot, finishedAt: slot, expiresAt: '2022-11-01T00:00:00Z' };
}

/** A part, the lines that are not written where it fails, and what of Ledger and Record fails. */
type Failing = [part: string, untold: string[], ledger: object, record: object];

async function failing(): Promise<never> {
  throw new TypeError('not here');
}

/** A log that keeps its lines. */
function written() {
  const lines: { level: string; event: string; [field: string]: unknown }[] = [];
  const write =
    (level: string) =>
    (event: string, fields: object = {}) =>
      void lines.push({ level, event, ...fields });
  return { lines, log: { info: write('info'), error: write('error') } };
}

describe('maintenance', () => {
  test('F21: names the ticks that never ran since the first that did; one missed long ago is nobody’s alarm', async () => {
    const stores = memoryStores();
    for (const slot of ['10:00', '10:15', '10:45', '11:00', '11:30']) await stores.ledger.putRun(aRun(`2021-10-01T${slot}:00Z`));
    const { audit, toActOn } = await maintain({ ...stores, log }, now);
    expect(audit.findings).toEqual(
      ['2021-10-01T10:30:00Z', '2021-10-01T11:15:00Z'].map((slot) => ({ kind: 'tick-missing', from: slot, to: slot, count: 1 })),
    );
    expect(toActOn).toBe(2);
    for (const slot of ['11:45', '12:00']) await stores.ledger.putRun(aRun(`2021-10-01T${slot}:00Z`));
    const later = await maintain({ ...stores, log }, now.add({ minutes: 31 }));
    expect([later.audit.findings.length, later.toActOn]).toEqual([2, 1]);
  });

  test('where nothing ever ran, nothing is missing', async () => {
    expect((await maintain({ ...memoryStores(), log }, now)).audit.findings).toEqual([]);
  });

  test('F20: logs each finding by its ids, and how many there are even when there is none', async () => {
    const quiet = written();
    await maintain({ ...memoryStores(), log: quiet.log }, now);
    expect(quiet.lines.at(-1)).toEqual({ level: 'info', event: 'audit-done', findings: 0, since: '2021-09-24T12:00:00Z' });
    const world = await aWorld();
    await loseDue(world.stores.record, [b]);
    await world.run('2021-09-15T07:00:00Z', '2021-10-01T08:00:00Z');
    await world.tick('2021-10-01T08:00:00Z');
    const { lines, log: loud } = written();
    const { toActOn } = await maintain({ ...world.stores, log: loud }, Temporal.Instant.from('2021-10-01T08:07:00Z'));
    expect(lines.filter(({ event }) => event === 'audit-finding')).toEqual([
      expect.objectContaining({ level: 'error', kind: 'lost', subjectId: b, step: '-30', effectiveDate: '2021-10-31' }),
    ]);
    const recent = lines.filter(({ event, to }) => event === 'tick-missing' && String(to) >= '2021-10-01T06:07:00Z');
    expect([toActOn, lines.at(-1)]).toEqual([recent.length + 1, expect.objectContaining({ findings: recent.length + 1 })]);
  });

  test.each([
    ['of a Sunday night looks at all that is kept', '2021-10-03T02:07:00Z', '2020-08-30T02:07:00Z'],
    ['of another night looks at every day of which anything may still be sent', '2021-10-01T02:07:00Z', '2021-08-27T02:07:00Z'],
    ['of an hour looks at the last days', '2021-10-01T03:07:00Z', '2021-09-24T03:07:00Z'],
  ])('the audit %s', async (_, at, since) => {
    const { lines, log: kept } = written();
    await maintain({ ...memoryStores(), log: kept }, Temporal.Instant.from(at));
    expect(lines.at(-1)).toMatchObject({ event: 'audit-done', since });
  });

  test.each(['Europe/Paris', 'Asia/Kathmandu', 'Pacific/Kiritimati'])(
    'a day costs three looks at the logs of a plan in %s: after its steps fell due, after its window, and at night',
    async (zone) => {
      const { stores } = await aWorld({ settings: { zone } });
      const looks: string[] = [];
      let at = now;
      const record = {
        ...stores.record,
        commitmentNumbers: async (id: string) => {
          looks.push(at.toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 2));
          return stores.record.commitmentNumbers(id);
        },
      };
      const midnight = Temporal.Instant.from('2021-10-04T00:07:00Z');
      for (let hours = 0; hours < 24; hours += 1) {
        at = midnight.add({ hours });
        await maintain({ ...stores, record, log }, at);
      }
      const night = Temporal.Instant.from('2021-10-04T02:07:00Z').toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 2);
      expect(looks.toSorted()).toEqual(['10', '18', night].sort());
    },
  );

  test('tells in public when the machinery ran, and keeps that when no tick came for a day', async () => {
    const stores = memoryStores();
    await maintain({ ...stores, log }, now);
    expect(await stores.record.serviceTimes()).toEqual({
      checkedAt: '2021-10-01T12:00:00Z',
      lastRunAt: null,
      lastSuccessAt: null,
      nextRunAt: '2021-10-01T12:15:00Z',
    });
    await stores.ledger.putRun({ ...aRun('2021-10-01T11:30:00Z'), startedAt: '2021-10-01T11:30:04Z' });
    await stores.ledger.putRun({ ...aRun('2021-10-01T11:45:00Z'), startedAt: '2021-10-01T11:45:03Z', finishedAt: null });
    for (const hours of [0, 30]) {
      await maintain({ ...stores, log }, now.add({ hours }));
      expect(await stores.record.serviceTimes()).toMatchObject({
        checkedAt: now.add({ hours }).toString(),
        lastRunAt: '2021-10-01T11:45:03Z',
        lastSuccessAt: '2021-10-01T11:30:04Z',
      });
    }
  });

  test('deletes what has expired and keeps the rest', async () => {
    const stores = memoryStores();
    const [old, young] = [aDigest({ localDate: '2020-08-03', expiresAt: '2021-09-30T00:00:00Z' }), aDigest()];
    for (const one of [old, young]) await stores.ledger.saveDigest(one, []);
    const startedAt = '2021-09-29T08:00:00Z';
    await stores.people.putSession(aSession({ startedAt, lastSeenAt: startedAt, expiresAt: '2021-09-29T20:00:00Z' }));
    const done = await maintain({ ...stores, log }, now);
    expect(done.purged).toEqual({ ledger: 1, people: 2, contacts: 0, unread: [] });
    expect(await stores.ledger.digest(young.did)).not.toBeNull();
  });

  test('S5: a remembered browser and what limits codes are kept for a day after their time, and no longer', async () => {
    const stores = memoryStores();
    const startedAt = '2021-07-02T12:00:00Z';
    const expiresAt = '2021-09-30T12:00:00Z';
    const remembered = aSession({ way: 'remembered', startedAt, lastSeenAt: startedAt, expiresAt });
    await stores.people.putSession(remembered);
    await stores.people.spend({ key: 'c'.repeat(64), limit: 5, seconds: 3_600 }, '2021-09-30T11:00:00Z');
    expect((await maintain({ ...stores, log }, now)).purged.people).toBe(0);
    expect(await stores.people.sessionsOf(remembered.contactId)).toEqual([remembered]);
    expect((await maintain({ ...stores, log }, now.add({ seconds: 1 }))).purged.people).toBe(3);
    expect(await stores.people.sessionsOf(remembered.contactId)).toEqual([]);
  });

  test('a person goes thirty days after their last role in any plan ended, and not a second before', async () => {
    const stores = memoryStores();
    for (const id of ['fr-2021-2023', 'other-plan']) {
      for (const write of planWritesOf(aPlan({ id }))) await stores.record.appendToPlan(write);
    }
    for (const as of ['gone', 'elsewhere', 'here']) await stores.people.addContact(aContact({ as }));
    const until = '2021-09-01T12:00:00Z';
    await stores.people.addAssignment(anAssignment({ as: 'gone', until }));
    await stores.people.addAssignment(anAssignment({ as: 'elsewhere', until }));
    await stores.people.addAssignment(anAssignment({ as: 'elsewhere', planId: 'other-plan' }));
    await stores.people.addAssignment(anAssignment({ as: 'here' }));
    expect((await maintain({ ...stores, log }, now.subtract({ seconds: 1 }))).purged.contacts).toBe(0);
    expect((await maintain({ ...stores, log }, now)).purged.contacts).toBe(1);
    expect((await maintain({ ...stores, log }, now)).purged.contacts).toBe(0);
    const kept = ['gone', 'elsewhere', 'here'].map((as) => stores.people.contact(aPersonId(as)));
    expect((await Promise.all(kept)).map((one) => one?.id ?? null)).toEqual([null, aPersonId('elsewhere'), aPersonId('here')]);
    expect(await stores.people.assignmentsOf(aPersonId('gone'))).toHaveLength(1);
  });

  test('400 days after a plan’s closing day its people go, but for those with a role in an open plan and administrators', async () => {
    const stores = memoryStores();
    const plans = {
      'fr-2021-2023': aPlan({ closesOn: '2021-10-31' }),
      'other-plan': aPlan({ id: 'other-plan', closesOn: '2023-12-31' }),
    };
    for (const one of Object.values(plans)) for (const write of planWritesOf(one)) await stores.record.appendToPlan(write);
    for (const as of ['over', 'open', 'admin']) await stores.people.addContact(aContact({ as }));
    await stores.people.addAssignment(anAssignment({ as: 'over' }));
    await stores.people.addAssignment(anAssignment({ as: 'open' }));
    await stores.people.addAssignment(anAssignment({ id: 'a-inopen0000000000', as: 'open', planId: 'other-plan' }));
    await stores.people.addAssignment(anAssignment({ as: 'admin', role: 'admin' }));
    // The plan's day ends at 23:00 UTC in winter.
    const over = Temporal.Instant.from('2021-10-31T23:00:00Z').add({ hours: 24 * 400 });
    expect((await maintain({ ...stores, log }, over.subtract({ seconds: 1 }))).purged.contacts).toBe(0);
    expect((await maintain({ ...stores, log }, over)).purged.contacts).toBe(1);
    const kept = ['over', 'open', 'admin'].map((as) => stores.people.contact(aPersonId(as)));
    expect((await Promise.all(kept)).map((one) => one?.id ?? null)).toEqual([null, aPersonId('open'), aPersonId('admin')]);
  });

  test.each<Failing>([
    ['audit', ['audit-done'], { gate: failing }, {}],
    ['purge', ['purged'], { purge: failing }, {}],
    ['service-times', [], {}, { putServiceTimes: failing }],
  ])('with the %s failing the rest is done and told, and the failure at the end', async (part, untold, ledger, record) => {
    const stores = memoryStores();
    await stores.ledger.saveDigest(aDigest({ localDate: '2020-08-03', expiresAt: '2021-09-30T00:00:00Z' }), []);
    const { lines, log: kept } = written();
    const deps = { ...stores, ledger: { ...stores.ledger, ...ledger }, record: { ...stores.record, ...record }, log: kept };
    await expect(maintain(deps, now)).rejects.toThrow(`failed: ${part}`);
    const told = lines.filter(({ level }) => level === 'info').map(({ event }) => event);
    expect(told.sort()).toEqual(['audit-done', 'purged'].filter((event) => !untold.includes(event)));
    const failed = lines.filter(({ event }) => event === 'maintain-failed');
    expect(failed).toEqual([{ level: 'error', event: 'maintain-failed', part, error: 'TypeError', where: null }]);
    expect((await stores.record.serviceTimes()) === null).toBe(part === 'service-times');
  });

  test('whoever the purge cannot read is named by id alone, and counted for somebody to act on', async () => {
    const { stores, spoil } = await aGoneWorld();
    await spoil(contactKey(aPersonId('gone')));
    const { lines, log: kept } = written();
    const { toActOn } = await maintain({ ...stores, log: kept }, now);
    expect(lines.filter(({ event }) => event === 'purge-unread')).toEqual([
      { level: 'error', event: 'purge-unread', id: aPersonId('gone') },
    ]);
    expect([toActOn, lines.find(({ event }) => event === 'audit-done')?.['findings']]).toEqual([1, 1]);
  });
});
