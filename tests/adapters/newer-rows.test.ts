import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  contactKey,
  contactSessionKey,
  emailKey,
  feedKey,
  gateKey,
  identityKey,
  meterKey,
  paceKey,
  planStateKey,
  sessionKey,
  stopKey,
} from '../../shared/adapters/dynamodb/keys.ts';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Key, Row, TableName } from '../../shared/adapters/tables.ts';
import type { Json } from '../../shared/domain/canonical-json.ts';
import { meterKeyOf } from '../../shared/domain/keyed-hash.ts';
import { sha256Of } from '../../shared/domain/text.ts';
import { UnreadableError } from '../../shared/domain/unreadable.ts';
import { whoIs } from '../../shared/usecases/session.ts';
import { startSession } from '../../shared/usecases/start-session.ts';
import { aCommitment, aContact, anAssignment, aPlan, aSession, planWritesOf, writesOf } from '../builders.ts';

const moment = Temporal.Instant.from('2021-10-01T07:00:00Z');
const at = moment.toString();

/** Guarantee: every row spoilt here holds an object. */
const objectIn = (row: Row): { [name: string]: Json } => row.data as { [name: string]: Json };

/** Stores over tables whose rows can be changed as a newer program, before a rollback, would have written them. */
function afterRollback() {
  const tables = memoryTables();
  const set = async (table: TableName, key: Key, how: (data: { [name: string]: Json }) => Json) => {
    const row = await tables.get(table, key);
    if (row === null) throw new Error(`no row ${key.pk}`);
    await tables.write({ kind: 'update', table, key, set: { data: how(objectIn(row)) } });
  };
  const add = (table: TableName, key: Key) => set(table, key, (data) => ({ ...data, added: 1 }));
  const garble = (table: TableName, key: Key) => set(table, key, () => 'nothing known');
  return { tables, stores: storesOver(tables), add, garble };
}

describe('a row that is one for everybody, with what a newer program added', () => {
  test('The gate: it stands as it did, and can be shut.', async () => {
    const { stores, add } = afterRollback();
    const gate = { mode: 'live', version: 1, restoreFloor: null, breaker: null } as const;
    await stores.ledger.setGate(gate);
    await add('ledger', gateKey);
    expect(await stores.ledger.gate()).toMatchObject(gate);
    expect((await stores.ledger.binding()).stored).not.toBeNull();
    expect(await stores.ledger.setGate({ ...gate, mode: 'off', version: 2 })).toBe(true);
  });

  test('The pace: turns are taken as before.', async () => {
    const { stores, add } = afterRollback();
    await stores.ledger.setSendRate(10, 3);
    await stores.ledger.takeSlot(moment, 'digest');
    await add('ledger', paceKey);
    expect([await stores.ledger.takeSlot(moment, 'digest'), await stores.ledger.takeSlot(moment, 'code')]).toEqual([125, 250]);
    await add('ledger', paceKey);
    await stores.ledger.setSendRate(20, 3);
    expect(await stores.ledger.takeSlot(moment, 'code')).toBe(375);
  });

  test('The proof of the feed, the public line on the service, and what limits all codes.', async () => {
    const { stores, add } = afterRollback();
    await stores.ledger.moveFeed(at);
    await add('ledger', feedKey);
    expect(await stores.ledger.feedSeenAt()).toBe(at);
    const times = { checkedAt: at, lastRunAt: at, lastSuccessAt: at, nextRunAt: at };
    await stores.record.putServiceTimes(times);
    await add('record', { pk: 'HEARTBEAT#service', sk: 'HEARTBEAT' });
    expect(await stores.record.serviceTimes()).toEqual(times);
    const meter = { key: meterKeyOf('a secret', 'test', ''), limit: 2, seconds: 3_600 };
    const spent: boolean[] = [await stores.people.spend(meter, at)];
    await add('people', meterKey(meter.key));
    for (let use = 0; use < 2; use += 1) spent.push(await stores.people.spend(meter, at));
    expect(spent).toEqual([true, true, false]);
  });
});

describe('a pace that nobody can read', () => {
  test('is said anew by the next tick, and then holds', async () => {
    const { stores, garble } = afterRollback();
    await stores.ledger.setSendRate(1);
    await garble('ledger', paceKey);
    await stores.ledger.setSendRate(10, 1);
    expect([await stores.ledger.takeSlot(moment, 'digest'), await stores.ledger.takeSlot(moment, 'digest')]).toEqual([
      0,
      'quota',
    ]);
  });

  test('keeps no code from leaving until then; a digest waits, and nobody writes over it but the tick', async () => {
    const { tables, stores, garble } = afterRollback();
    await stores.ledger.setSendRate(1);
    await garble('ledger', paceKey);
    expect(await stores.ledger.takeSlot(moment, 'code')).toBe(0);
    await expect(stores.ledger.takeSlot(moment, 'digest')).rejects.toThrow(UnreadableError);
    expect((await tables.get('ledger', paceKey))?.data).toBe('nothing known');
  });
});

test('A row that only leads to another leads there whatever a newer program added.', async () => {
  const { tables, stores, add } = afterRollback();
  for (const write of planWritesOf(aPlan())) await stores.record.appendToPlan(write);
  for (const write of writesOf(aCommitment())) await stores.record.appendToCommitment(write);
  const contact = aContact();
  await stores.people.addContact(contact);
  const identity = sha256Of('an identity');
  await stores.people.pinIdentity(identity, contact);
  for (const key of [emailKey(contact.email), stopKey(contact.stopToken), identityKey(identity)]) await add('people', key);
  const [plan] = await stores.record.planIds();
  for await (const page of tables.query({ table: 'record', pk: 'PLANS' })) for (const row of page) await add('record', row);
  const [number] = await stores.record.commitmentNumbers(plan ?? '');
  await add('record', { pk: planStateKey(plan ?? '').pk, sk: `COMMITMENT#${number}` });
  expect([await stores.record.planIds(), await stores.record.commitmentNumbers(plan ?? '')]).toEqual([[plan], [number]]);
  const { contactByEmail, contactByStopToken, contactByIdentity } = stores.people;
  const found = [
    await contactByEmail(contact.email),
    await contactByStopToken(contact.stopToken),
    await contactByIdentity(identity),
  ];
  expect(found.map((one) => one?.id)).toEqual([contact.id, contact.id, contact.id]);
});

describe('a browser that a newer program opened', () => {
  async function aBrowser() {
    const world = afterRollback();
    const person = aContact({ confirmedAt: at });
    await world.stores.people.addContact(person);
    await world.stores.people.addAssignment(anAssignment());
    const token = 'a token';
    const session = aSession({ tokenHash: sha256Of(token), startedAt: at, lastSeenAt: at });
    await world.stores.people.putSession(session);
    for (const key of [sessionKey(session.tokenHash), contactSessionKey(session)]) await world.add('people', key);
    const isThere = async () => (await world.tables.get('people', sessionKey(session.tokenHash))) !== null;
    return { ...world, person, token, session, isThere };
  }

  test('is nobody’s, on terms this program does not know, and ends with the next sign-in there', async () => {
    const { stores, person, token, isThere } = await aBrowser();
    expect(await whoIs(stores, { token, now: moment })).toBeNull();
    const begun = await startSession(
      { ...stores, rng: { bytes: (count: number) => new Uint8Array(count) } },
      { person, way: 'openid', held: [token], now: moment },
    );
    expect([begun.ok, await isThere()]).toEqual([true, false]);
  });

  test('is ended with all others of its person, and keeps nobody from being erased', async () => {
    const one = await aBrowser();
    await one.stores.people.endSessionsOf(one.person.id);
    expect(await one.isThere()).toBe(false);
    const another = await aBrowser();
    expect(await another.stores.people.eraseContact(another.person)).toBe(true);
    expect([await another.isThere(), await another.tables.get('people', contactKey(another.person.id))]).toEqual([false, null]);
  });
});
