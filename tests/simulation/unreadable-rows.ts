import type { Key, Row, TableName, Tables } from '../../shared/adapters/tables.ts';
import { textOf } from './clock.ts';
import type { Counters } from './counters.ts';
import type { Random } from './random.ts';
import { nameOf, type Rows } from './rows.ts';

type Candidate = { readonly table: TableName; readonly row: Row };

/** Rows of each kind by the beginnings of their keys, and which of them somebody is about to read. */
const kinds: readonly {
  readonly kind: string;
  readonly begins: string;
  readonly isAtWork: (row: Row, now: string) => boolean;
}[] = [
  { kind: 'digest', begins: 'ledger DIG#', isAtWork: (row) => row['work'] === 'WORK' },
  { kind: 'reminder', begins: 'ledger REM#', isAtWork: () => true },
  { kind: 'contact', begins: 'people CONTACT#', isAtWork: () => true },
  { kind: 'assignment', begins: 'people ASSIGNMENT#', isAtWork: () => true },
  { kind: 'due item', begins: 'record DUE#', isAtWork: (row, now) => String(row['dueOrder'] ?? '~') <= now },
  { kind: 'mailbox', begins: 'people MAILBOX#', isAtWork: () => true },
  { kind: 'plan', begins: 'record PLAN#', isAtWork: ({ sk }) => sk === 'STATE' },
];

/** What a run must have met: each kind of row, read while it was unreadable. */
export const everyUnreadable: readonly string[] = kinds.map(({ kind }) => `met an unreadable ${kind}`);

/** Rows that the program cannot read for a while, as when a newer one wrote them. They lie there unharmed, and can still be written. */
export class UnreadableRows {
  /** Whether any row of this world will be unreadable: where none is, nothing stands between. */
  isExpected = false;
  readonly #kindOf = new Map<string, string>();
  readonly #counters: Counters;

  constructor(counters: Counters) {
    this.#counters = counters;
  }

  get isAny(): boolean {
    return this.#kindOf.size > 0;
  }

  /**
   * Makes a row of some kind unreadable, one that somebody is about to read.
   * @returns makes it readable again; null where there is no such row
   */
  spoil(rows: Rows, at: number, random: Random): (() => void) | null {
    const { kind, begins, isAtWork } = random.pick(kinds);
    const now = textOf(at);
    const found: Candidate[] = [...rows].flatMap(([name, one]) =>
      name.startsWith(begins) && isAtWork(one.row, now) ? [one] : [],
    );
    if (found.length === 0) return null;
    // The latest of many are those that are still at work.
    const { table, row } = random.pick(found.slice(-8));
    const name = nameOf(table, row);
    this.#kindOf.set(name, kind);
    return () => this.#kindOf.delete(name);
  }

  /** The tables as whoever cannot read these rows sees them. */
  hidden(tables: Tables): Tables {
    if (!this.isExpected) return tables;
    const seen = (table: TableName, row: Row): Row => this.#seen(table, row);
    return {
      ...tables,
      get: async (table, key: Key) => {
        const row = await tables.get(table, key);
        return row === null ? null : seen(table, row);
      },
      getMany: async (table, keys) => (await tables.getMany(table, keys)).map((row) => seen(table, row)),
      query: async function* (query) {
        for await (const page of tables.query(query)) yield page.map((row) => seen(query.table, row));
      },
    };
  }

  #seen(table: TableName, row: Row): Row {
    const kind = this.isAny ? this.#kindOf.get(nameOf(table, row)) : undefined;
    if (kind === undefined) return row;
    this.#counters.add(`met an unreadable ${kind}`);
    return { ...row, data: {} };
  }
}
