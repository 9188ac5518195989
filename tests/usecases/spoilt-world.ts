import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Key, TableName, Tables } from '../../shared/adapters/tables.ts';
import type { Json } from '../../shared/domain/canonical-json.ts';
import { nextDueAt } from '../../shared/domain/reminder-policy.ts';
import { aCommitment, anAssignment, aPersonId, aPlan, planWritesOf, writesOf } from '../builders.ts';
import { aWorld, instant } from './reminder-world.ts';

/** The second plan. */
export const other = 'de-2021-2023';
/** Its only milestone. */
export const its = `${other}/1/m1`;
const importedAt = '2021-09-15T06:00:00Z';
/** When the mail of both plans was switched on. */
export const on = '2021-09-15T07:00:00Z';

type Data = { [name: string]: Json };

/** Guarantee: every row of these tables holds an object. */
const asData = (data: Json | undefined): Data => structuredClone(data) as Data;

/** The world of the rehearsals on tables whose rows can be changed by other hands; a second plan asks the same lead. */
export async function aSpoiltWorld(tables: Tables = memoryTables()) {
  const world = await aWorld({ stores: storesOver(tables) });
  const { record, people } = world.stores;
  const second = aPlan({ id: other, at: importedAt, mailOnSince: on });
  for (const write of planWritesOf(second)) await record.appendToPlan(write);
  await people.setMailbox(other, 'second@example.org');
  const only = aCommitment({ plan: other, number: '1', at: importedAt, milestones: [{ due: 'Octobre 2021' }] });
  for (const write of writesOf(only)) await record.appendToCommitment(write);
  await people.addAssignment({
    ...anAssignment({ as: 'third', role: 'poc', since: importedAt }),
    planId: other,
    contactId: aPersonId('poc'),
  });
  for (const one of only.commitment.milestones) {
    await record.putDue([{ subjectId: one.id, nextDueAt: nextDueAt(second.state, one, instant(on)), deadlineVersion: 1 }]);
  }
  await people.addAssignment({
    ...anAssignment({ as: 'second', role: 'lead', since: importedAt }),
    planId: other,
    contactId: aPersonId('lead'),
  });
  const change = async (table: TableName, key: Key, how: (data: Data) => unknown, index: { [name: string]: Json } = {}) => {
    const row = await tables.get(table, key);
    if (row === null) throw new Error(`no row ${key.pk}`);
    const data = asData(row.data);
    how(data);
    await tables.write({ kind: 'update', table, key, set: { data, ...index } });
  };
  /** As a newer program would have written it. */
  const spoil = (table: TableName, key: Key, index: { [name: string]: Json } = {}) =>
    change(table, key, (data) => Object.assign(data, { added: 1 }), index);
  const mend = (table: TableName, key: Key) => change(table, key, (data) => Reflect.deleteProperty(data, 'added'));
  return { ...world, spoil, mend };
}
