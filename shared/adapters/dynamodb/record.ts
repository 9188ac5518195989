import * as z from 'zod';
import { milestoneState } from '../../domain/commitment.ts';
import { commitmentId, commitmentIdOf, commitmentNumber, compareNumbers, planId, planOf } from '../../domain/identifiers.ts';
import { type Ask, ask, type DueItem, dueItem } from '../../domain/ledger.ts';
import { logHead, planState } from '../../domain/plan.ts';
import { serviceTimes } from '../../domain/service-times.ts';
import { isUnreadable, UnreadableRow } from '../../domain/unreadable.ts';
import type { RecordStore } from '../../ports.ts';
import { type Query, type Row, rowsOf, type Tables } from '../tables.ts';
import { appendToCommitment, appendToPlan } from './appending.ts';
import { advance, putNoLater, renew } from './due-items.ts';
import { importsIn } from './imports.ts';
import {
  askKey,
  asksPartition,
  asksPrefix,
  commitmentPartition,
  commitmentStateKey,
  dueKey,
  dueUntil,
  heartbeatKey,
  membersPrefix,
  milestoneKey,
  planPartition,
  planStateKey,
  plansPartition,
  serviceKey,
} from './keys.ts';
import { commitmentFrom, planFrom, readWhole } from './log-reading.ts';
import { dataOf, dataOrName, heartbeat, jsonOf, rowOf } from './rows.ts';

/** What leads to a plan or a commitment. Whatever else a newer program says there is passed over. */
const listedPlan = z.object({ id: planId });
const member = z.object({ number: commitmentNumber });

/** All that is read of a commitment's state where only the end of its log counts: what else it says may be of a newer program. */
const headOfState = z.object({ id: commitmentId, head: logHead });

/** What a due item is about, whatever else it says. */
const itsSubject = dueItem.pick({ subjectId: true }).strip();

function dueOrName(row: Row): DueItem | UnreadableRow {
  const item = dataOrName(row, dueItem);
  if (!isUnreadable(item)) return item;
  return new UnreadableRow(item.where, itsSubject.safeParse(row.data).data?.subjectId ?? null);
}

/** Due items written in one transaction; DynamoDB takes 100 actions. */
const dueWidth = 100;

/** The Record over its table. */
export function recordStore(tables: Tables): RecordStore {
  const partition = (pk: string) => rowsOf(tables.query({ table: 'record', pk }));

  const planIds = async (): Promise<readonly string[]> => {
    const rows = await partition(plansPartition);
    return rows.map((row) => dataOf(row, listedPlan).id).sort();
  };

  const commitmentNumbers = async (id: string): Promise<readonly string[]> => {
    const rows = await rowsOf(tables.query({ table: 'record', pk: planPartition(id), range: { begins: membersPrefix } }));
    return rows.map((row) => dataOf(row, member).number).sort(compareNumbers);
  };

  const asksIn = async (pk: string, range?: Query['range']): Promise<readonly Ask[]> => {
    const rows = await rowsOf(tables.query({ table: 'record', pk, ...(range === undefined ? {} : { range }) }));
    const asks = rows.map((row) => dataOf(row, ask));
    return asks.sort((a, b) => (a.at === b.at ? (a.rid < b.rid ? -1 : 1) : a.at < b.at ? -1 : 1));
  };

  return {
    planIds,
    planStates: async () => {
      const rows = await tables.getMany('record', (await planIds()).map(planStateKey));
      return rows.map((row) => dataOf(row, planState)).sort((a, b) => (a.settings.id < b.settings.id ? -1 : 1));
    },
    plan: (id) => readWhole(id, () => partition(planPartition(id)), planFrom),
    commitmentNumbers,
    commitmentHeads: async (id) => {
      const keys = (await commitmentNumbers(id)).map((number) => commitmentStateKey(commitmentIdOf(id, number)));
      const states = (await tables.getMany('record', keys)).map((row) => dataOf(row, headOfState));
      return new Map(states.map((state) => [state.id, state.head]));
    },
    commitment: (id) => readWhole(id, () => partition(commitmentPartition(id)), commitmentFrom),
    milestone: async (id) => {
      const row = await tables.get('record', milestoneKey(id));
      return row === null ? null : dataOf(row, milestoneState);
    },
    asks: (commitmentId) => asksIn(asksPartition(planOf(commitmentId)), { begins: asksPrefix(commitmentId) }),
    planAsks: (id) => asksIn(asksPartition(id)),
    heartbeat: async (id) => {
      const row = await tables.get('record', heartbeatKey(id));
      return row === null ? null : dataOf(row, heartbeat);
    },

    appendToPlan: (write) => appendToPlan(tables, write),
    appendToCommitment: (write) => appendToCommitment(tables, write),
    ...importsIn(tables),

    dueSubjects: async function* (until) {
      for await (const page of tables.query(dueUntil(until))) for (const row of page) yield dueOrName(row);
    },
    due: async (subjectId) => {
      const row = await tables.get('record', dueKey(subjectId));
      return row === null ? null : dataOf(row, dueItem);
    },
    putDue: async (items) => {
      const latest = [...new Map(items.map((one) => [one.subjectId, one])).values()];
      for (let first = 0; first < latest.length; first += dueWidth) {
        await putNoLater(tables, latest.slice(first, first + dueWidth));
      }
    },
    advanceDue: (moves, planSeq) => advance(tables, moves, planSeq),
    lookAgain: (item) => renew(tables, item),
    putAsk: async (one) => {
      await tables.write({ kind: 'put', table: 'record', row: rowOf(askKey(one), ask, one), when: { is: 'absent' } });
    },
    putHeartbeat: async (one) => {
      const data = jsonOf(heartbeat.parse(one));
      await tables.write({ kind: 'update', table: 'record', key: heartbeatKey(one.planId), set: { data } });
    },
    serviceTimes: async () => {
      const row = await tables.get('record', serviceKey);
      return row === null ? null : dataOf(row, serviceTimes);
    },
    putServiceTimes: async (times) => {
      const data = jsonOf(serviceTimes.parse(times));
      await tables.write({ kind: 'update', table: 'record', key: serviceKey, set: { data } });
    },
  };
}
