import * as z from 'zod';
import { type Assignment, assignment, type Contact, contact, planMailbox } from '../../domain/contact.ts';
import { contactId } from '../../domain/identifiers.ts';
import { isUnreadable } from '../../domain/unreadable.ts';
import type { PeopleStore } from '../../ports.ts';
import { type Action, type Condition, type Key, type Row, rowsOf, type Tables } from '../tables.ts';
import {
  contactAssignmentKey,
  contactAssignmentsPartition,
  contactKey,
  emailKey,
  identityRowKey,
  mailboxKey,
  planAssignmentKey,
  planAssignmentsPartition,
  planOfAssignmentRow,
  stopKey,
} from './keys.ts';
import { purgeExpired } from './purge.ts';
import { dataOf, dataOrName, jsonOf, rowOf } from './rows.ts';
import { signInStore } from './sign-ins.ts';
import { waitingStore } from './waiting.ts';

/** What leads from an address or a stop token to its person. Whatever else a newer program says there is passed over. */
const pointer = z.object({ contactId });

/** The contact with the names of the rows that point at it, so that a change of address moves or ends them. */
const contactRow = z.strictObject({
  contact,
  emailRow: z.string().startsWith('EMAIL#'),
  stopRow: z.string().startsWith('STOP#'),
  /** The identity that signs in as this person; null for none yet. */
  identityRow: z.string().startsWith('IDENTITY#').nullable(),
});

/** A person nobody is: read in place of an unknown one, so that known and unknown addresses cost the same. */
const nobody = 'nobody';

/** People over its table. */
export function peopleStore(tables: Tables): PeopleStore {
  const readContact = async (id: string): Promise<z.infer<typeof contactRow> | null> => {
    const row = await tables.get('people', contactKey(id));
    return row === null ? null : dataOf(row, contactRow);
  };
  const contactOf = async (id: string): Promise<Contact | null> => (await readContact(id))?.contact ?? null;
  const pointedAt = async (key: Key): Promise<Contact | null> => {
    const row = await tables.get('people', key);
    return contactOf(row === null ? nobody : dataOf(row, pointer).contactId);
  };
  const rowsOfPeople = async (planId: string) => {
    const held = await rowsOf(tables.query({ table: 'people', pk: planAssignmentsPartition(planId) }));
    const assignments = held.map((row) => dataOf(row, assignment));
    const ids = [...new Set(assignments.map((one) => one.contactId))].sort();
    return { assignments, ids, rows: await tables.getMany('people', ids.map(contactKey)) };
  };
  const signIns = signInStore(tables, readContact);

  return {
    contact: contactOf,
    contactByEmail: (email) => pointedAt(emailKey(email)),
    contactByStopToken: (token) => pointedAt(stopKey(token)),
    peopleOf: async (planId) => {
      const { rows, assignments } = await rowsOfPeople(planId);
      return { contacts: inOrder(rows.map((row) => dataOf(row, contactRow).contact)), assignments };
    },
    readablePeopleOf: async (planId) => {
      const { rows, ids, assignments } = await rowsOfPeople(planId);
      const read = rows.map((row) => [row.pk, dataOrName(row, contactRow)] as const);
      const named = new Set(read.flatMap(([pk, one]) => (isUnreadable(one) ? [pk] : [])));
      const contacts = read.flatMap(([, one]) => (isUnreadable(one) ? [] : [one.contact]));
      return { contacts: inOrder(contacts), assignments, unreadIds: ids.filter((id) => named.has(contactKey(id).pk)) };
    },
    assignmentsOf: async (id) => {
      const rows = await rowsOf(tables.query({ table: 'people', pk: contactAssignmentsPartition(id) }));
      return rows.map((row) => dataOf(row, assignment));
    },
    readableAssignmentsOf: async (id) => {
      const rows = await rowsOf(tables.query({ table: 'people', pk: contactAssignmentsPartition(id) }));
      const read = rows.map((row) => ({ planId: planOfAssignmentRow(row.sk), one: dataOrName(row, assignment) }));
      return {
        assignments: read.flatMap(({ one }) => (isUnreadable(one) ? [] : [one])),
        unreadableIn: [...new Set(read.flatMap(({ planId, one }) => (isUnreadable(one) ? [planId] : [])))],
      };
    },
    addContact: async (one) => {
      const result = await tables.transact([
        { kind: 'put', table: 'people', row: rowOfContact(one, null), when: { is: 'absent' } },
        { kind: 'put', table: 'people', row: pointerRow(emailKey(one.email), one.id), when: { is: 'absent' } },
        { kind: 'put', table: 'people', row: pointerRow(stopKey(one.stopToken), one.id), when: { is: 'absent' } },
      ]);
      return result.ok;
    },
    updateContact: async (one) => {
      // Where address and token stay, one update of the contact's own row does it: all that mail events may write.
      const version = { 'data.contact.version': one.version - 1 };
      const sameRows = { 'data.emailRow': emailKey(one.email).pk, 'data.stopRow': stopKey(one.stopToken).pk };
      const update = { kind: 'update', table: 'people', key: contactKey(one.id) } as const;
      const set = { 'data.contact': jsonOf(contact.parse(one)) };
      if (await tables.write({ ...update, set, when: { is: 'equal', values: { ...version, ...sameRows } } })) return true;
      const before = await readContact(one.id);
      if (before === null || before.contact.version !== one.version - 1) return false;
      const { identityRow } = before;
      const isPinEnded = identityRow !== null && before.emailRow !== emailKey(one.email).pk;
      const { data } = rowOfContact(one, isPinEnded ? null : identityRow);
      const result = await tables.transact([
        { ...update, set: { data }, when: { is: 'equal', values: { ...version, 'data.identityRow': identityRow } } },
        ...moved(emailKey(before.contact.email), emailKey(one.email), one.id),
        ...moved(stopKey(before.contact.stopToken), stopKey(one.stopToken), one.id),
        ...(isPinEnded ? [{ kind: 'delete', table: 'people', key: identityRowKey(identityRow) } as const] : []),
      ]);
      return result.ok;
    },
    addAssignment: async (one) => (await tables.transact(assignmentRows(one, { is: 'absent' }))).ok,
    updateAssignment: async (one, beside) => {
      const standing = beside === undefined ? [] : [stillAs(beside)];
      return (await tables.transact([...assignmentRows(one, asRead(one)), ...standing])).ok;
    },
    changeAssignments: async ({ added, updated }) => {
      const result = await tables.transact([
        ...added.flatMap((one) => assignmentRows(one, { is: 'absent' })),
        ...updated.flatMap((one) => assignmentRows(one, asRead(one))),
      ]);
      return result.ok;
    },
    mailbox: async (planId) => {
      const row = await tables.get('people', mailboxKey(planId));
      return row === null ? null : dataOf(row, planMailbox).address;
    },
    setMailbox: async (planId, address) => {
      await tables.write({ kind: 'put', table: 'people', row: rowOf(mailboxKey(planId), planMailbox, { planId, address }) });
    },

    eraseContact: async ({ id, version }) => {
      const row = await readContact(id);
      if (row === null || row.contact.version !== version) return false;
      await signIns.endSessionsOf(id);
      const { emailRow, stopRow, identityRow } = row;
      const asRead = { 'data.contact.version': version, 'data.identityRow': identityRow };
      const pointers = [
        { pk: emailRow, sk: 'EMAIL' },
        { pk: stopRow, sk: 'STOP' },
      ];
      const pinned = identityRow === null ? [] : [identityRowKey(identityRow)];
      const result = await tables.transact([
        { kind: 'delete', table: 'people', key: contactKey(id), when: { is: 'equal', values: asRead }, forgets: true },
        ...[...pointers, ...pinned].map((key): Action => ({ kind: 'delete', table: 'people', key })),
      ]);
      return result.ok;
    },

    purge: (before) => purgeExpired(tables, 'people', before),
    // Spread last: what is written after a spread makes an object a hundred times slower to make, once for every request.
    ...signIns,
    ...waitingStore(tables),
  };
}

const inOrder = (contacts: readonly Contact[]): Contact[] => [...contacts].sort((a, b) => (a.id < b.id ? -1 : 1));

function rowOfContact(one: Contact, identityRow: string | null) {
  const rows = { emailRow: emailKey(one.email).pk, stopRow: stopKey(one.stopToken).pk, identityRow };
  return rowOf(contactKey(one.id), contactRow, { contact: one, ...rows });
}

/** An assignment is two rows that change as one: under its plan, and under its person. */
function assignmentRows(one: Assignment, when: Condition): Action[] {
  return [planAssignmentKey(one), contactAssignmentKey(one)].map((key) => {
    return { kind: 'put', table: 'people', row: rowOf(key, assignment, one), when };
  });
}

/** Still the version that was read, of the same person. */
function asRead({ version, contactId }: Assignment): Condition {
  return { is: 'equal', values: { 'data.version': version - 1, 'data.contactId': contactId } };
}

/** An assignment that must not have changed since it was read. */
function stillAs(one: Assignment): Action {
  return {
    kind: 'check',
    table: 'people',
    key: planAssignmentKey(one),
    when: { is: 'equal', values: { 'data.version': one.version } },
  };
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
