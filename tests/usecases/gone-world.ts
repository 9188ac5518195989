import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Key, Row, TableName } from '../../shared/adapters/tables.ts';
import { aContact, anAssignment, aPlan, planWritesOf } from '../builders.ts';

/** Guarantee: every row spoilt here holds an object. */
const objectIn = (row: Row | null): object => row?.data as object;

/** Two plans, and in each somebody whose only role ended on 1 September 2021; rows can be changed as a newer program would. */
export async function aGoneWorld() {
  const tables = memoryTables();
  const stores = storesOver(tables);
  const people = { 'fr-2021-2023': 'gone', 'other-plan': 'other' };
  for (const [planId, as] of Object.entries(people)) {
    for (const write of planWritesOf(aPlan({ id: planId }))) await stores.record.appendToPlan(write);
    await stores.people.addContact(aContact({ as }));
    await stores.people.addAssignment(anAssignment({ as, planId, until: '2021-09-01T12:00:00Z' }));
  }
  const change = async (table: TableName, key: Key, how: (data: object) => object) => {
    const data = how(objectIn(await tables.get(table, key)));
    await tables.write({ kind: 'update', table, key, set: { data: JSON.parse(JSON.stringify(data)) } });
  };
  const spoil = (key: Key, table: TableName = 'people') => change(table, key, (data) => ({ ...data, added: 1 }));
  const mend = (key: Key, table: TableName = 'people') => change(table, key, (data) => ({ ...data, added: undefined }));
  return { tables, stores, spoil, mend };
}
