import type { Action, Query, Row, Tables, TransactResult } from '../tables.ts';
import { plan } from './apply-actions.ts';
import { frozenCopy, keepAsItIs } from './frozen.ts';
import { openJournal } from './journal.ts';
import { type JournalChange, journalLine, latestOnly } from './journal-lines.ts';
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
  /**
   * File every committed transaction is appended to and read back from. Nothing is kept without it. A change that forgets
   * what a row was has the file written anew.
   */
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
    for (const change of changes) {
      data.apply(change);
      if (change.after !== null) keepAsItIs(change.after);
    }
    committed += 1;
    for (const listener of listeners) listener({ number: committed, changes });
  };
  /** A line of the journal: what each row became. What it was is known from the lines before. */
  const replay = (changes: readonly JournalChange[]): void =>
    commit(changes.map(({ table, key, after }) => ({ table, before: data.get(table, key), after: after && frozenCopy(after) })));

  const journal = path === undefined ? null : openJournal(path, (line): readonly JournalChange[] => journalLine.parse(line));
  const catchUp = (): void => {
    for (const one of journal?.readNew() ?? []) replay(one);
  };
  /** Killed between a line that forgets and the rewriting it asks for: the next write makes up for it. */
  let owesRewriting = false;
  for (const line of journal?.readNew() ?? []) {
    owesRewriting ||= line.some(({ forgets, table, key }) => forgets === true && data.get(table, key) !== null);
    replay(line);
  }

  async function commitAll(actions: readonly Action[], way: 'alone' | 'together'): Promise<TransactResult> {
    // Taken before the first wait: what the caller changes afterwards is not written.
    const mine = actions.map(frozenCopy);
    if (journal === null) return run(mine, way, () => undefined);
    return journal.exclusively((news, { append, rewrite }) => {
      for (const one of news) replay(one);
      return run(mine, way, (changes) => {
        append(changes.map(asLine));
        if (owesRewriting || changes.some(({ forgets }) => forgets)) rewrite(latestOnly);
        owesRewriting = false;
      });
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
      page.push(row);
      bytes += size;
    }
    yield page;
  }

  return {
    identity,
    get: async (table, key) => {
      checkKey(key);
      catchUp();
      return data.get(table, key);
    },
    getMany: async (table, keys) => {
      catchUp();
      return keys.flatMap((key) => data.get(table, key) ?? []);
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

function asLine({ table, before, after, forgets }: RowChange): JournalChange {
  const { pk, sk } = after ?? before ?? { pk: '', sk: '' };
  return { table, key: { pk, sk }, after, ...(forgets === true ? { forgets } : {}) };
}
