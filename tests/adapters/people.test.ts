import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { peopleStore } from '../../shared/adapters/dynamodb/people.ts';
import type { Tables } from '../../shared/adapters/tables.ts';
import { assignmentsAtOnce, type PeopleStore } from '../../shared/ports.ts';
import { aContact, anAssignment, aPersonId, aSession, start } from '../builders.ts';
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

    test('a person who is erased is found by nothing any more, and their dated assignments stay', async () => {
      const as = someone();
      const one = aContact({ as, email: `${as}@example.org` });
      await people.addContact(one);
      const held = anAssignment({ as, planId: `plan-of-${as}`, until: '2021-10-01T08:00:00Z' });
      await people.addAssignment(held);
      const identity = 'e'.repeat(62) + String(count).padStart(2, '0');
      expect(await people.pinIdentity(identity, one)).toBe(true);
      const browser = aSession({ as, tokenHash: 'd'.repeat(62) + String(count).padStart(2, '0') });
      await people.putSession(browser);
      expect(await people.eraseContact({ id: one.id, version: 2 })).toBe(false);
      expect(await people.contact(one.id)).toEqual(one);
      expect(await people.eraseContact(one)).toBe(true);
      expect(await people.eraseContact(one)).toBe(false);
      const found = [people.contact(one.id), people.contactByEmail(one.email), people.contactByStopToken(one.stopToken)];
      expect(await Promise.all([...found, people.contactByIdentity(identity)])).toEqual([null, null, null, null]);
      expect([await people.sessionsOf(one.id), await people.session(browser.tokenHash)]).toEqual([[], null]);
      expect(await people.peopleOf(held.planId)).toEqual({ contacts: [], assignments: [held] });
      // The address is free for whoever has it next.
      expect(await people.addContact(aContact({ as: someone(), email: one.email }))).toBe(true);
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
      for (const one of assignments) await people.addAssignment(one);
      await people.addAssignment(anAssignment({ as: lead, planId: `other-${planId}` }));
      const found = await people.peopleOf(planId);
      expect(found.assignments).toHaveLength(2);
      expect(found.assignments).toEqual(expect.arrayContaining(assignments));
      expect(found.contacts.map(({ id }) => id).sort()).toEqual([aPersonId(lead), aPersonId(poc)].sort());
      expect(await people.assignmentsOf(aPersonId(lead))).toHaveLength(2);
      expect(await people.peopleOf('no-plan')).toEqual({ contacts: [], assignments: [] });
    });

    test('an assignment is added once: an id that is taken changes nothing', async () => {
      const one = anAssignment({ as: someone(), planId: `plan-${someone()}` });
      expect(await people.addAssignment(one)).toBe(true);
      expect(await people.addAssignment({ ...one, until: start })).toBe(false);
      expect(await people.addAssignment({ ...one, contactId: aPersonId(someone()) })).toBe(false);
      expect(await people.assignmentsOf(one.contactId)).toEqual([one]);
      expect((await people.peopleOf(one.planId)).assignments).toEqual([one]);
    });

    test('of two updates of an assignment from the same version one wins, under its plan and under its person', async () => {
      const one = anAssignment({ as: someone(), planId: `plan-${someone()}`, confirmedAt: null });
      await people.addAssignment(one);
      const ended = { ...one, version: 2, until: start };
      const confirmed = { ...one, version: 2, confirmedAt: start };
      const results = await Promise.all([people.updateAssignment(ended), people.updateAssignment(confirmed)]);
      expect(results.toSorted()).toEqual([false, true]);
      const winner = results[0] === true ? ended : confirmed;
      expect(await people.assignmentsOf(one.contactId)).toEqual([winner]);
      expect((await people.peopleOf(one.planId)).assignments).toEqual([winner]);
      expect(await people.updateAssignment(confirmed)).toBe(false);
      expect(await people.updateAssignment({ ...winner, version: 3, commitments: ['28'] })).toBe(true);
    });

    test('an assignment that is not there is not updated, nor one handed to another person', async () => {
      const one = anAssignment({ as: someone(), planId: `plan-${someone()}` });
      expect(await people.updateAssignment({ ...one, version: 2 })).toBe(false);
      await people.addAssignment(one);
      const other = aPersonId(someone());
      expect(await people.updateAssignment({ ...one, version: 2, contactId: other })).toBe(false);
      expect(await people.assignmentsOf(other)).toEqual([]);
      expect(await people.assignmentsOf(one.contactId)).toEqual([one]);
    });

    test('assignments change together or not at all, as many as fit into one', async () => {
      const planId = `plan-${someone()}`;
      const held = Array.from({ length: assignmentsAtOnce - 1 }, () => anAssignment({ as: someone(), planId }));
      for (const one of held) await people.addAssignment(one);
      const added = [anAssignment({ as: someone(), planId })];
      const updated = held.map((one) => ({ ...one, version: 2, until: start }));
      const [first] = updated;
      if (first === undefined) throw new Error('an assignment expected');
      await people.updateAssignment({ ...first, confirmedAt: null });
      expect(await people.changeAssignments({ added, updated })).toBe(false);
      const before = (await people.peopleOf(planId)).assignments;
      expect(before).toHaveLength(held.length);
      expect(before.filter(({ until }) => until !== null)).toHaveLength(1);
      expect(await people.changeAssignments({ added, updated: [{ ...first, version: 3 }, ...updated.slice(1)] })).toBe(true);
      const after = (await people.peopleOf(planId)).assignments;
      expect(after.filter(({ until }) => until === null)).toEqual(added);
      expect(await people.changeAssignments({ added, updated: [] })).toBe(false);
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
