import { describe, expect, test } from 'vitest';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Tables } from '../../shared/adapters/tables.ts';
import { sha256Of } from '../../shared/domain/text.ts';
import { editContact } from '../../shared/usecases/edit-contact.ts';
import { rememberBrowser } from '../../shared/usecases/remember-browser.ts';
import { whoIs } from '../../shared/usecases/session.ts';
import { startSession } from '../../shared/usecases/start-session.ts';
import { stopMail } from '../../shared/usecases/stop-mail.ts';
import { aContact, anActor, anAssignment, aPersonId, aPlan, planWritesOf } from '../builders.ts';
import { at, countingRng } from './world.ts';

const planId = 'fr-2021-2023';
const now = at('2021-10-20T08:00:00Z');
const lead = aContact({ as: 'lead' });
const identity = sha256Of('identity of the lead');
const rng = countingRng();

/** A lead who is signed in by code and by OpenID Connect and remembered, in three browsers; the point of contact. */
async function aPlace() {
  const tables = memoryTables();
  const stores = storesOver(tables);
  for (const write of planWritesOf(aPlan())) await stores.record.appendToPlan(write);
  for (const one of [lead, aContact({ as: 'poc' })]) await stores.people.addContact(one);
  await stores.people.addAssignment(anAssignment({ as: 'lead' }));
  await stores.people.addAssignment(anAssignment({ as: 'poc', role: 'poc' }));
  await stores.people.pinIdentity(identity, lead);
  const deps = { people: stores.people, rng };
  const tokens = [await rememberBrowser(deps, { person: lead, now })];
  for (const way of ['code', 'openid'] as const) {
    const started = await startSession(deps, { person: lead, way, held: [], now });
    if (started.ok) tokens.push(started.token);
  }
  /** How many of the three browsers are let in. */
  const letIn = async (): Promise<number> =>
    (await Promise.all(tokens.map((token) => whoIs(stores, { token, now })))).filter((one) => one !== null).length;
  return { tables, stores, letIn };
}

/** The same tables for a process that is killed at its n-th call: before it happens, or before its answer arrives. */
function dyingAt(tables: Tables, call: number, when: 'before' | 'after'): Tables {
  let calls = 0;
  const die = (): never => {
    throw new Error('the process was killed');
  };
  const dying =
    <Input extends unknown[], Output>(one: (...input: Input) => Promise<Output>) =>
    async (...input: Input): Promise<Output> => {
      calls += 1;
      if (calls > call || (calls === call && when === 'before')) die();
      const output = await one(...input);
      return calls === call ? die() : output;
    };
  const get = dying(tables.get);
  return {
    identity: tables.identity,
    get,
    getMany: dying(tables.getMany),
    query: async function* (query) {
      calls += 1;
      if (calls >= call) die();
      yield* tables.query(query);
    },
    write: dying(tables.write),
    transact: dying(tables.transact),
  };
}

const editing = (stores: ReturnType<typeof storesOver>, email: string) =>
  editContact({ ...stores, rng }, { planId, contactId: lead.id, changes: { email }, actor: anActor('poc'), now });

describe('a new address', () => {
  test('takes the stop links of the former mailbox away: who reads there stops and tunes nothing any more', async () => {
    const { stores } = await aPlace();
    const command = { planId, contactId: lead.id, actor: anActor('poc'), now };
    const renamed = await editContact(
      { ...stores, rng },
      { ...command, changes: { name: 'Un autre nom', email: lead.email.toUpperCase() } },
    );
    expect(renamed).toMatchObject({ ok: true, contact: { stopToken: lead.stopToken } });
    const moved = await editContact({ ...stores, rng }, { ...command, changes: { email: 'autre@example.org' } });
    expect(await stopMail(stores, { token: lead.stopToken, now })).toMatchObject({ ok: false });
    expect(await stores.people.contactByStopToken(lead.stopToken)).toBeNull();
    const token = moved.ok ? moved.contact.stopToken : '';
    expect(await stores.people.contactByStopToken(token)).toMatchObject({ id: lead.id, suppressed: null });
  });

  test('S5: shuts every browser and the identity of the old one in the same moment, wherever the process is killed', async () => {
    const reached = { old: 0, new: 0 };
    for (const when of ['before', 'after'] as const) {
      for (let call = 1; ; call += 1) {
        const { tables, stores, letIn } = await aPlace();
        expect(await letIn()).toBe(3);
        const outcome = await editing(storesOver(dyingAt(tables, call, when)), 'new@example.org').catch(() => null);
        const isNew = (await stores.people.contact(lead.id))?.email === 'new@example.org';
        reached[isNew ? 'new' : 'old'] += 1;
        const pinned = await stores.people.contactByIdentity(identity);
        expect([await letIn(), pinned?.id ?? null], `killed ${when} call ${call}`).toEqual(isNew ? [0, null] : [3, lead.id]);
        if (outcome?.ok === true) break;
        expect((await editing(stores, 'new@example.org')).ok).toBe(!isNew);
        expect(await letIn()).toBe(0);
        expect(await stores.people.contactByIdentity(identity)).toBeNull();
      }
    }
    expect(reached.old).toBeGreaterThan(5);
    expect(reached.new).toBeGreaterThan(5);
  });

  test('tidies up the browsers of the old one', async () => {
    const { stores } = await aPlace();
    expect((await editing(stores, 'new@example.org')).ok).toBe(true);
    expect(await stores.people.sessionsOf(aPersonId('lead'))).toEqual([]);
  });

  test('that differs in its capitals alone is the same one', async () => {
    const { stores, letIn } = await aPlace();
    expect((await editing(stores, 'LEAD@example.org')).ok).toBe(true);
    expect(await letIn()).toBe(3);
    expect(await stores.people.contactByIdentity(identity)).toMatchObject({ email: 'LEAD@example.org' });
  });
});
