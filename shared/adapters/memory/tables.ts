import * as z from 'zod';
import { tableNames } from '../dynamodb/schema.ts';
import type { Action, Key, Query, Row, Tables, TransactResult } from '../tables.ts';
import { copyOf, plan } from './apply-actions.ts';
import { openJournal } from './journal.ts';
import { checkKey, maxPageBytes, rowBytes } from './limits.ts';
import { type RowChange, TableData } from './table-data.ts';

/** One committed transaction, numbered from 1 in the order in which it was committed. */
export type Commit = { readonly number: number; readonly changes: readonly RowChange[] };

export type MemoryTables = Tables & {
  /** Called with every transaction committed from now on, in order; those of other processes when they are caught up. */
  readonly onCommit: (listener: (commit: Commit) => void) => () => void;
  /** Reads what other processes have committed to the journal since; nothing without a journal. */
  readonly catchUp: () => void;
  readonly close: () => Promise<void>;
};

export type MemoryOptions = {
  /** File every committed transaction is appended to and read back from. Nothing is kept without it. */
  readonly journal?: string;
  /** @default "memory" */
  readonly identity?: string;
};

/** The tables in memory, refusing what DynamoDB refuses, with a journal file or without one. */
export function memoryTables({ journal: path, identity = 'memory' }: MemoryOptions = {}): MemoryTables {
  const data = new TableData();
  const listeners = new Set<(commit: Commit) => void>();
  let committed = 0;
  const commit = (changes: readonly RowChange[]): void => {
    for (const change of changes) data.apply(change);
    committed += 1;
    for (const listener of listeners) listener({ number: committed, changes });
  };
  /** A line of the journal: what each row became. What it was is known from the lines before. */
  const replay = (changes: readonly JournalChange[]): void =>
    commit(changes.map(({ table, key, after }) => ({ table, before: data.get(table, key), after })));

  const journal = path === undefined ? null : openJournal(path, (line): readonly JournalChange[] => journalLine.parse(line));
  const catchUp = (): void => {
    for (const one of journal?.readNew() ?? []) replay(one);
  };
  catchUp();

  async function commitAll(actions: readonly Action[], way: 'alone' | 'together'): Promise<TransactResult> {
    const mine = actions.map(copyAction);
    if (journal === null) return run(mine, way, () => undefined);
    return journal.exclusively((news, append) => {
      for (const one of news) replay(one);
      return run(mine, way, (changes) => append(changes.map(asLine)));
    });
  }

  function run(
    actions: readonly Action[],
    way: 'alone' | 'together',
    keep: (changes: readonly RowChange[]) => void,
  ): TransactResult {
    const { result, changes } = plan(data, actions, way);
    if (changes.length === 0) return result;
    keep(changes);
    commit(changes);
    return result;
  }

  async function* query(one: Query): AsyncIterable<readonly Row[]> {
    catchUp();
    let page: Row[] = [];
    let bytes = 0;
    // Taken at once: what is written while the caller works through the pages does not move its place.
    for (const row of [...data.select(one)]) {
      const size = rowBytes(row);
      if (bytes + size > maxPageBytes) {
        yield page;
        [page, bytes] = [[], 0];
      }
      page.push(copyOf(row));
      bytes += size;
    }
    yield page;
  }

  return {
    identity,
    get: async (table, key) => {
      checkKey(key);
      catchUp();
      const row = data.get(table, key);
      return row === null ? null : copyOf(row);
    },
    getMany: async (table, keys) => {
      catchUp();
      return keys.flatMap((key) => data.get(table, key) ?? []).map(copyOf);
    },
    query,
    write: async (action) => (await commitAll([action], 'alone')).ok,
    transact: (actions) => commitAll(actions, 'together'),
    catchUp,
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      listeners.clear();
      await journal?.close();
    },
  };
}

/** What is written of a change: the row as it became, or only its key when it went. */
const journalChange = z.strictObject({
  table: z.enum(tableNames),
  key: z.strictObject({ pk: z.string(), sk: z.string() }),
  after: z.object({ pk: z.string(), sk: z.string() }).catchall(z.json()).nullable(),
});
const journalLine = z.array(journalChange);
type JournalChange = Pick<RowChange, 'table' | 'after'> & { readonly key: Key };

function asLine({ table, before, after }: RowChange): JournalChange {
  const { pk, sk } = after ?? before ?? { pk: '', sk: '' };
  return { table, key: { pk, sk }, after };
}

/** Taken before the first wait: what the caller changes afterwards is not written. */
function copyAction(action: Action): Action {
  return JSON.parse(JSON.stringify(action));
}
