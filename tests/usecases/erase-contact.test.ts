import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { type MemoryTables, memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Row } from '../../shared/adapters/tables.ts';
import type { Actor } from '../../shared/domain/plan.ts';
import { addressHashOf } from '../../shared/domain/sign-in.ts';
import { sha256Of } from '../../shared/domain/text.ts';
import type { Stores } from '../../shared/ports.ts';
import { eraseContact } from '../../shared/usecases/erase-contact.ts';
import { purge } from '../../shared/usecases/purge.ts';
import { readPeople } from '../../shared/usecases/read-people.ts';
import { aFolder } from '../adapters/local-tables.ts';
import { aContact, anAssignment, aPersonId, aPlan, aSession, planWritesOf } from '../builders.ts';
import { instant } from './reminder-world.ts';
import { admin, countingRng } from './world.ts';

const plan = 'fr-2021-2023';
const now = instant('2021-10-05T08:00:00Z');
const email = 'Prenom.Zinnober@example.org';

/** A person whose every particular can be looked for. */
const person = aContact({
  as: 'lead',
  email,
  name: 'Zinnober Exemple',
  phone: '+33 0 00 00 00 01',
  function: 'fonction zinnober',
  organisation: 'organisation zinnober',
  organisationNumber: 'ZINNOBER',
});
const identity = sha256Of('identity of zinnober');

let folder: ReturnType<typeof aFolder>;
let tables: MemoryTables;
let stores: Stores;
/** Every row of every table, as it stands. */
const rows = new Map<string, Row>();

beforeEach(async () => {
  folder = aFolder();
  tables = memoryTables({ journal: join(folder.path, 'record.journal') });
  rows.clear();
  tables.onCommit(({ changes }) => {
    for (const { table, before, after } of changes) {
      const { pk, sk } = after ?? before ?? { pk: '', sk: '' };
      if (after === null) rows.delete(`${table} ${pk} ${sk}`);
      else rows.set(`${table} ${pk} ${sk}`, after);
    }
  });
  stores = storesOver(tables);
  for (const id of [plan, 'other-plan']) for (const one of planWritesOf(aPlan({ id }))) await stores.record.appendToPlan(one);
  const { people } = stores;
  await people.addContact({ ...person, function: null, organisation: null });
  for (const as of ['poc', 'second']) {
    await people.addContact(aContact({ as }));
    await people.addAssignment(anAssignment({ as, role: 'poc' }));
  }
  await people.addAssignment(anAssignment({ as: 'lead', role: 'lead' }));
  await people.addAssignment(anAssignment({ as: 'lead', id: 'a-reviewer00000000', planId: 'other-plan', role: 'reviewer' }));
  await people.pinIdentity(identity, person);
  // An earlier version of the row is in the file as well.
  await people.updateContact({ ...person, function: null, organisation: null, name: 'Zinnober Autrement', version: 2 });
  await people.putSession(aSession({ addressHash: addressHashOf(email) }));
  await people.addApproval({
    id: `approval-${'a'.repeat(32)}`,
    planId: plan,
    proposedBy: { role: 'poc', id: aPersonId('poc') },
    at: '2021-10-04T08:00:00Z',
    expiresAt: '2021-11-04T08:00:00Z',
    change: {
      kind: 'edit-contact',
      contactId: person.id,
      version: 2,
      changes: { function: 'fonction zinnober', name: person.name },
    },
  });
});
afterEach(async () => {
  await tables.close();
  folder.remove();
});

/**
 * What of the person is still somewhere in the bytes of the three tables; and, but for hashes in the keys of rows that went,
 * of the file they are kept in.
 */
function traces(): string[] {
  const inClear = ['zinnober', '00 00 00 01', person.stopToken];
  const hashes = [sha256Of(person.stopToken), addressHashOf(email), identity];
  const found = (bytes: string, some: readonly string[]) => some.filter((one) => bytes.toLowerCase().includes(one.toLowerCase()));
  const file = readFileSync(join(folder.path, 'record.journal'), 'utf8');
  return [...found(JSON.stringify([...rows.values()]), [...inClear, ...hashes]), ...found(file, inClear)];
}

const deps = () => ({ ...stores, rng: countingRng() });
const erase = (actor: Actor, planId = plan) => eraseContact(deps(), { planId, contactId: person.id, actor, now });

describe('erasing a person', () => {
  test('leaves nothing of them in any table’s bytes but a pseudonym, dated', async () => {
    expect(traces()).not.toEqual([]);
    expect(await erase(admin)).toEqual({ ok: true, contactId: person.id });
    expect(traces()).toEqual([]);
    const held = await stores.people.assignmentsOf(person.id);
    expect(held.map(({ role, until }) => [role, until]).sort()).toEqual([
      ['lead', '2021-10-05T08:00:00Z'],
      ['reviewer', '2021-10-05T08:00:00Z'],
    ]);
    for (const id of [plan, 'other-plan']) {
      expect((await stores.record.plan(id))?.log.at(-1)).toMatchObject({ type: 'role-ended' });
    }
    expect(await erase(admin)).toMatchObject({ ok: false, reason: 'unknown-contact' });
    expect(JSON.stringify(await readPeople(stores, plan, now))).not.toContain(person.id);
  });

  test('is for themselves, their home plan’s coordination and administrators, and nobody else', async () => {
    await stores.people.addContact(aContact({ as: 'stranger' }));
    const stranger: Actor = { role: 'poc', id: aPersonId('stranger') };
    expect(await erase(stranger, 'other-plan')).toMatchObject({ ok: false, problems: [{ detail: 'other-plan' }] });
    expect(await erase(stranger, 'fr-none')).toMatchObject({ ok: false, reason: 'unknown-contact' });
    expect(await stores.people.contact(person.id)).not.toBeNull();
    expect(await erase({ role: 'lead', id: person.id }, 'other-plan')).toEqual({ ok: true, contactId: person.id });
  });

  test('refuses the last point of contact, who keeps all they had', async () => {
    const first = aPersonId('poc');
    const ask = (contactId: string) =>
      eraseContact(deps(), { planId: plan, contactId, actor: { role: 'poc', id: contactId }, now });
    expect(await ask(first)).toEqual({ ok: true, contactId: first });
    expect(await ask(aPersonId('second'))).toMatchObject({ ok: false, problems: [{ detail: 'last-poc' }] });
    expect(await stores.people.contact(aPersonId('second'))).not.toBeNull();
  });

  test('after a crash half way asking again finishes it', async () => {
    const { people } = stores;
    const failing = { ...people, eraseContact: () => Promise.reject(new Error('the table is out of reach')) };
    const command = { planId: plan, contactId: person.id, actor: admin, now };
    await expect(eraseContact({ ...deps(), people: failing }, command)).rejects.toThrow('out of reach');
    expect(await people.contact(person.id)).not.toBeNull();
    expect(await erase(admin)).toEqual({ ok: true, contactId: person.id });
    expect(traces()).toEqual([]);
  });

  test('comes by itself thirty days after the last role, with as little left', async () => {
    const until = '2021-09-05T08:00:00Z';
    for (const one of await stores.people.assignmentsOf(person.id)) {
      await stores.people.updateAssignment({ ...one, version: one.version + 1, until });
    }
    expect((await purge(stores, now.subtract({ seconds: 1 }))).contacts).toBe(0);
    expect((await purge(stores, now)).contacts).toBe(1);
    expect(traces()).toEqual([]);
  });
});
