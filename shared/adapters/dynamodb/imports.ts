import type { ImportRow, RecordStore, StagedChange } from '../../ports.ts';
import { inParallel, rowsOf, type Tables } from '../tables.ts';
import { importKey, importsPartition, stagedKey, stagedPartition } from './keys.ts';
import { dataOf, importRow, rowOf, stagedChange } from './rows.ts';

type Imports = Pick<RecordStore, 'stageImport' | 'unfinishedImports' | 'stagedChanges' | 'finishImport'>;

/** Transactions of one action each: the only writes `api` may make to the Record are those inside a transaction. */
export function importsIn(tables: Tables): Imports {
  async function stagedIn(row: ImportRow): Promise<StagedChange[]> {
    const rows = await rowsOf(tables.query({ table: 'record', pk: stagedPartition(row.planId, row.id) }));
    return rows.filter(({ data }) => data !== undefined).map((one) => dataOf(one, stagedChange));
  }

  return {
    stageImport: async (row, staged) => {
      await inParallel(staged, 4, (one) => {
        const staging = rowOf(stagedKey(row.planId, row.id, one.order), stagedChange, { ...one, texts: [...one.texts] });
        return tables.transact([{ kind: 'put', table: 'record', row: staging }]);
      });
      // Last: an import without its row was never begun, one with its row can be finished.
      await tables.transact([{ kind: 'put', table: 'record', row: rowOf(importKey(row.planId, row.id), importRow, row) }]);
    },
    unfinishedImports: async (planId) => {
      const rows = await rowsOf(tables.query({ table: 'record', pk: importsPartition(planId) }));
      return rows.map((row) => dataOf(row, importRow)).filter(({ state }) => state === 'writing');
    },
    stagedChanges: stagedIn,
    finishImport: async (row) => {
      // A copy of a text must not outlive its redaction, so nothing staged is kept.
      await inParallel(await stagedIn(row), 4, ({ order }) =>
        tables.transact([
          { kind: 'update', table: 'record', key: stagedKey(row.planId, row.id, order), set: {}, remove: ['data'] },
        ]),
      );
      // Last: until the row says so, the next start empties what is left.
      const finished: ImportRow = { ...row, state: 'finished' };
      await tables.transact([{ kind: 'put', table: 'record', row: rowOf(importKey(row.planId, row.id), importRow, finished) }]);
    },
  };
}
