import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { peopleStore } from '../../shared/adapters/dynamodb/people.ts';
import type { Tables } from '../../shared/adapters/tables.ts';
import type { PeopleStore } from '../../shared/ports.ts';
import { aContact, anAssignment, aPersonId, start } from '../builders.ts';
import { backends, type OpenTables, titleOf } from './local-tables.ts';

/** The tables with every call counted, by kind. */
function counted(tables: Tables): { tables: Tables; calls: string[] } {
  const calls: string[] = [];
  const told = <Name extends 'get' | 'getMany' | 'write' | 'transact'>(name: Name): Tables[Name] => {
    const call: (...args: never[]) => unknown = tables[name];
    return ((...args: never[]) => {
      calls.push(name);
      return call(...args);
    }) as Tables[Name];
  };
  return {
    tables: { ...tables, get: told('get'), getMany: told('getMany'), write: told('write'), transact: told('transact') },
    calls,
  };
}

for (const backend of backends) {
  describe.skipIf(backend.missing !== null)(`People ${titleOf(backend)}`, () => {
    let open: OpenTables;
    let people: PeopleStore;
    let count = 0;
    /** A person no other test uses. */
    const someone = (): string => {
      count += 1;
      return `person${count}`;
    };
    beforeAll(async () => {
      open = await backend.open();
      people = peopleStore(open.tables);
    });
    afterAll(() => open.close());

    test('a person is found by id, by address in any letter case, and by stop token', async () => {
      const one = aContact({ as: someone(), email: 'Prenom.Exemple@example.org' });
      expect(await people.addContact(one)).toBe(true);
      expect(await people.contact(one.id)).toEqual(one);
      expect(await people.contactByEmail('PRENOM.exemple@EXAMPLE.org')).toEqual(one);
      expect(await people.contactByStopToken(one.stopToken)).toEqual(one);
      expect(await people.contactByEmail('someone.else@example.org')).toBeNull();
      expect(await people.contactByStopToken(aContact({ as: 'nobody' }).stopToken)).toBeNull();
      expect(await people.contact(aPersonId('nobody'))).toBeNull();
    });

    test('an address belongs to one person', async () => {
      const email = `${someone()}@example.org`;
      const [first, second] = [aContact({ as: someone(), email }), aContact({ as: someone(), email: email.toUpperCase() })];
      expect(await people.addContact(first)).toBe(true);
      expect(await people.addContact(second)).toBe(false);
      expect(await people.contact(second.id)).toBeNull();
      expect(await people.contactByEmail(email)).toEqual(first);
    });

    test('of two updates from the same version one wins', async () => {
      const one = aContact({ as: someone() });
      await people.addContact(one);
      const results = await Promise.all(
        ['bounced', 'complained'].map((reason) =>
          people.updateContact({
            ...one,
            version: 2,
            suppressed: { reason: reason === 'bounced' ? 'bounced' : 'complained', at: start },
          }),
        ),
      );
      expect(results.sort()).toEqual([false, true]);
      expect((await people.contact(one.id))?.version).toBe(2);
      expect(await people.updateContact({ ...aContact({ as: someone() }), version: 2 })).toBe(false);
    });

    test('a suppression touches nothing but the row of the contact', async () => {
      const { tables, calls } = counted(open.tables);
      const one = aContact({ as: someone() });
      await people.addContact(one);
      expect(await peopleStore(tables).updateContact({ ...one, version: 2, pausedUntil: start })).toBe(true);
      expect(calls).toEqual(['write']);
    });

    test('a new address leads to the person, the old one is free again', async () => {
      const as = someone();
      const one = aContact({ as });
      await people.addContact(one);
      const moved = { ...one, version: 2, email: `new-${as}@example.org` };
      expect(await people.updateContact(moved)).toBe(true);
      expect(await people.contactByEmail(moved.email)).toEqual(moved);
      expect(await people.contactByEmail(one.email)).toBeNull();
      expect(await people.addContact(aContact({ as: someone(), email: one.email }))).toBe(true);
    });

    test('an address of someone else cannot be taken over', async () => {
      const [one, other] = [aContact({ as: someone() }), aContact({ as: someone() })];
      await people.addContact(one);
      await people.addContact(other);
      expect(await people.updateContact({ ...one, version: 2, email: other.email })).toBe(false);
      expect(await people.contactByEmail(other.email)).toEqual(other);
      expect(await people.contact(one.id)).toEqual(one);
    });

    test('a new stop token ends the old one', async () => {
      const one = aContact({ as: someone() });
      await people.addContact(one);
      const renewed = { ...one, version: 2, stopToken: aContact({ as: `renewed ${one.id}`, email: one.email }).stopToken };
      expect(await people.updateContact(renewed)).toBe(true);
      expect(await people.contactByStopToken(one.stopToken)).toBeNull();
      expect(await people.contactByStopToken(renewed.stopToken)).toEqual(renewed);
    });

    test('the people of a plan are its assignments and whom they name, past ones included', async () => {
      const planId = `plan-${someone()}`;
      const [lead, poc] = [someone(), someone()];
      for (const as of [lead, poc]) await people.addContact(aContact({ as }));
      const assignments = [
        anAssignment({ as: lead, planId, until: '2021-10-01T00:00:00Z' }),
        anAssignment({ as: poc, planId, role: 'poc' }),
      ];
      for (const one of assignments) await people.putAssignment(one);
      await people.putAssignment(anAssignment({ as: lead, planId: `other-${planId}` }));
      const found = await people.peopleOf(planId);
      expect(found.assignments).toHaveLength(2);
      expect(found.assignments).toEqual(expect.arrayContaining(assignments));
      expect(found.contacts.map(({ id }) => id).sort()).toEqual([aPersonId(lead), aPersonId(poc)].sort());
      expect(await people.assignmentsOf(aPersonId(lead))).toHaveLength(2);
      expect(await people.peopleOf('no-plan')).toEqual({ contacts: [], assignments: [] });
    });

    test('an assignment that is put again is replaced, and follows its person', async () => {
      const planId = `plan-${someone()}`;
      const [before, after] = [someone(), someone()];
      const one = anAssignment({ as: before, planId });
      await people.putAssignment(one);
      await people.putAssignment({ ...one, until: start });
      expect(await people.assignmentsOf(one.contactId)).toEqual([{ ...one, until: start }]);
      await people.putAssignment({ ...one, contactId: aPersonId(after) });
      expect(await people.assignmentsOf(one.contactId)).toEqual([]);
      expect(await people.assignmentsOf(aPersonId(after))).toHaveLength(1);
      expect((await people.peopleOf(planId)).assignments).toHaveLength(1);
    });

    test('a plan has one mailbox, the last one set', async () => {
      const planId = `plan-${someone()}`;
      expect(await people.mailbox(planId)).toBeNull();
      await people.setMailbox(planId, 'first@example.org');
      await people.setMailbox(planId, 'second@example.org');
      expect(await people.mailbox(planId)).toBe('second@example.org');
      await expect(people.setMailbox(planId, 'not an address')).rejects.toThrow();
    });

    test('S2: a known and an unknown address cost the same calls', async () => {
      const one = aContact({ as: someone() });
      await people.addContact(one);
      const [known, unknown] = [counted(open.tables), counted(open.tables)];
      expect(await peopleStore(known.tables).contactByEmail(one.email)).not.toBeNull();
      expect(await peopleStore(unknown.tables).contactByEmail('unknown@example.org')).toBeNull();
      expect(unknown.calls).toEqual(known.calls);
    });
  });
}
