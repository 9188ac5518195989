import * as z from 'zod';
import { assignment, type Contact, contact, planMailbox } from '../../domain/contact.ts';
import { contactId } from '../../domain/identifiers.ts';
import type { PeopleStore } from '../../ports.ts';
import { type Action, type Key, type Row, rowsOf, type Tables } from '../tables.ts';
import {
  contactAssignmentKey,
  contactAssignmentsPartition,
  contactKey,
  emailKey,
  mailboxKey,
  planAssignmentKey,
  planAssignmentsPartition,
  stopKey,
} from './keys.ts';
import { purgeExpired } from './purge.ts';
import { dataOf, rowOf } from './rows.ts';
import { signInStore } from './sign-ins.ts';
import { waitingStore } from './waiting.ts';

/** What leads from an address or a stop token to its person. */
const pointer = z.strictObject({ contactId });

/** The contact with the names of the rows that point at it, so that a change of address moves them. */
const contactRow = z.strictObject({
  contact,
  emailRow: z.string().startsWith('EMAIL#'),
  stopRow: z.string().startsWith('STOP#'),
});

/** A person nobody is: read in place of an unknown one, so that known and unknown addresses cost the same. */
const nobody = 'nobody';

/** People over its table. */
export function peopleStore(tables: Tables): PeopleStore {
  const contactOf = async (id: string): Promise<Contact | null> => {
    const row = await tables.get('people', contactKey(id));
    return row === null ? null : dataOf(row, contactRow).contact;
  };
  const pointedAt = async (key: Key): Promise<Contact | null> => {
    const row = await tables.get('people', key);
    return contactOf(row === null ? nobody : dataOf(row, pointer).contactId);
  };

  return {
    ...signInStore(tables, contactOf),
    ...waitingStore(tables),
    contact: contactOf,
    contactByEmail: (email) => pointedAt(emailKey(email)),
    contactByStopToken: (token) => pointedAt(stopKey(token)),
    peopleOf: async (planId) => {
      const rows = await rowsOf(tables.query({ table: 'people', pk: planAssignmentsPartition(planId) }));
      const assignments = rows.map((row) => dataOf(row, assignment));
      const ids = [...new Set(assignments.map((one) => one.contactId))].sort();
      const contacts = (await tables.getMany('people', ids.map(contactKey))).map((row) => dataOf(row, contactRow).contact);
      return { contacts: contacts.sort((a, b) => (a.id < b.id ? -1 : 1)), assignments };
    },
    assignmentsOf: async (id) => {
      const rows = await rowsOf(tables.query({ table: 'people', pk: contactAssignmentsPartition(id) }));
      return rows.map((row) => dataOf(row, assignment));
    },
    addContact: async (one) => {
      const result = await tables.transact([
        { kind: 'put', table: 'people', row: rowOfContact(one), when: { is: 'absent' } },
        { kind: 'put', table: 'people', row: pointerRow(emailKey(one.email), one.id), when: { is: 'absent' } },
        { kind: 'put', table: 'people', row: pointerRow(stopKey(one.stopToken), one.id), when: { is: 'absent' } },
      ]);
      return result.ok;
    },
    updateContact: async (one) => {
      const { data } = rowOfContact(one);
      // Where address and token stay, one update of the contact's own row does it: all that mail events may write.
      const version = { 'data.contact.version': one.version - 1 };
      const sameRows = { 'data.emailRow': emailKey(one.email).pk, 'data.stopRow': stopKey(one.stopToken).pk };
      const update = { kind: 'update', table: 'people', key: contactKey(one.id), set: { data } } as const;
      if (await tables.write({ ...update, when: { is: 'equal', values: { ...version, ...sameRows } } })) return true;
      const row = await tables.get('people', contactKey(one.id));
      const before = row === null ? null : dataOf(row, contactRow);
      if (before === null || before.contact.version !== one.version - 1) return false;
      const result = await tables.transact([
        { ...update, when: { is: 'equal', values: version } },
        ...moved(emailKey(before.contact.email), emailKey(one.email), one.id),
        ...moved(stopKey(before.contact.stopToken), stopKey(one.stopToken), one.id),
      ]);
      return result.ok;
    },
    putAssignment: async (one) => {
      const row = await tables.get('people', planAssignmentKey(one));
      const before = row === null ? null : dataOf(row, assignment);
      const put = (key: Key): Action => ({ kind: 'put', table: 'people', row: rowOf(key, assignment, one) });
      const stale: Action[] =
        before === null || before.contactId === one.contactId
          ? []
          : [{ kind: 'delete', table: 'people', key: contactAssignmentKey(before) }];
      await tables.transact([put(planAssignmentKey(one)), put(contactAssignmentKey(one)), ...stale]);
    },
    mailbox: async (planId) => {
      const row = await tables.get('people', mailboxKey(planId));
      return row === null ? null : dataOf(row, planMailbox).address;
    },
    setMailbox: async (planId, address) => {
      await tables.write({ kind: 'put', table: 'people', row: rowOf(mailboxKey(planId), planMailbox, { planId, address }) });
    },

    purge: (before) => purgeExpired(tables, 'people', before),
  };
}

function rowOfContact(one: Contact) {
  const rows = { emailRow: emailKey(one.email).pk, stopRow: stopKey(one.stopToken).pk };
  return rowOf(contactKey(one.id), contactRow, { contact: one, ...rows });
}

const pointerRow = (key: Key, id: string): Row => rowOf(key, pointer, { contactId: id });

/** Takes the new key if it is free and gives the old one up; nothing when they are one. */
function moved(from: Key, to: Key, id: string): Action[] {
  if (from.pk === to.pk) return [];
  return [
    { kind: 'put', table: 'people', row: pointerRow(to, id), when: { is: 'absent' } },
    { kind: 'delete', table: 'people', key: from },
  ];
}
