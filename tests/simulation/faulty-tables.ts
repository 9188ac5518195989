import { type Action, type Query, type Row, rowsOf, type Tables } from '../../shared/adapters/tables.ts';
import type { CallFault } from './faults.ts';
import type { Process, Scheduler } from './scheduler.ts';

const readFaults: readonly CallFault[] = ['crash-before', 'crash-after', 'throttled', 'slow'];
const writeFaults: readonly CallFault[] = ['crash-before', 'crash-after', 'answer-lost', 'throttled', 'retried', 'slow'];
/** A transaction carries a token: asked again, it is not applied again. */
const transactFaults: readonly CallFault[] = ['crash-before', 'crash-after', 'answer-lost', 'throttled', 'conflict', 'slow'];

/** Who learns late that it is their turn takes it late: no pace holds then, and SES itself throttles. */
const pacing = 'update PACE';

/** What kind of row a key leads to: `DIG`, `COMMITMENT MILESTONE`. */
function kindOf({ pk, sk }: { readonly pk: string; readonly sk: string }): string {
  const first = beginning(pk);
  return first === 'COMMITMENT' || first === 'PLAN' ? `${first} ${beginning(sk)}` : first;
}

/** What stands before the first mark. */
function beginning(key: string): string {
  const end = key.indexOf('#');
  return end < 0 ? key : key.slice(0, end);
}

function labelOf(actions: readonly Action[]): string {
  const kinds = actions.map((action) => `${action.kind} ${kindOf('row' in action ? action.row : action.key)}`);
  return `transact ${[...new Set(kinds)].sort().join(', ')}`;
}

/** Rows of an index as they were a while ago, for one that lags; null while it does not. */
export type LaggingIndex = (query: Query) => readonly Row[] | null;

/** The tables as one process reaches them: every call waits for its turn and may go wrong. */
export function faultyTables(tables: Tables, process: Process, scheduler: Scheduler, lagging: LaggingIndex): Tables {
  const read = <Value>(label: string, run: () => Promise<Value>) => scheduler.io(process, { label, faults: readFaults }, run);
  return {
    identity: tables.identity,
    get: (table, key) => read(`get ${kindOf(key)}`, () => tables.get(table, key)),
    getMany: (table, keys) => {
      const [first] = keys;
      return first === undefined ? Promise.resolve([]) : read(`batch ${kindOf(first)}`, () => tables.getMany(table, keys));
    },
    query: async function* (query) {
      const label = `query ${query.index ?? beginning(query.pk)}`;
      yield await read(label, async () => lagging(query) ?? (await rowsOf(tables.query(query))));
    },
    write: (action) => {
      const label = `${action.kind} ${kindOf('row' in action ? action.row : action.key)}`;
      const faults = label === pacing ? writeFaults.filter((fault) => fault !== 'slow') : writeFaults;
      return scheduler.io(process, { label, faults }, () => tables.write(action));
    },
    transact: (actions) =>
      scheduler.io(process, { label: labelOf(actions), faults: transactFaults }, () => tables.transact(actions)),
  };
}
