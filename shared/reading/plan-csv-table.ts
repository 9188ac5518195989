import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import type { SheetContext } from './findings.ts';
import { findingOf } from './messages.ts';
import {
  isKnownColumn,
  type Layout,
  layoutOf,
  requiredColumns,
  saidColumns,
  type TranslatedColumn,
  translatedColumn,
} from './plan-csv-columns.ts';

/** One row of a plan's table; a column it lacks is an empty cell. */
export type Row = {
  readonly line: number;
  /** Without white space around it. */
  readonly cell: (column: string) => string;
  /** To the letter. */
  readonly verbatim: (column: string) => string;
};

export type Table = {
  readonly layout: Layout;
  readonly rows: readonly Row[];
  readonly translated: readonly TranslatedColumn[];
};

type TableRecord = { readonly line: number; readonly cells: readonly string[] };

/** As csv-parse tells a record and where it ends. */
const parsedRecord = z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) });

function delimiterOf(text: string): ',' | ';' {
  const [header = ''] = text.trimStart().split(/\r\n|\n|\r/u);
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

/** Line of a record's first cell: csv-parse tells the line on which a record ends. */
function firstLine(endLine: number, cells: readonly string[]): number {
  return endLine - cells.reduce((count, cell) => count + cell.split(/\r\n|\n|\r/u).length - 1, 0);
}

/** Removes the one `'` that an export puts before a cell a spreadsheet would run (RELIABILITY S10), and no other. */
function unguarded(cell: string): string {
  return /^'\s*[=+\-@＝＋－＠'\t\r\n]/u.test(cell) ? cell.slice(1) : cell;
}

function recordsOf(text: string): TableRecord[] {
  const parsed: unknown = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  return z
    .array(parsedRecord)
    .parse(parsed)
    .map(({ record, info }) => ({ line: firstLine(info.lines, record), cells: record.map(unguarded) }));
}

function rowsOf(records: readonly TableRecord[], names: readonly string[]): Row[] {
  const places = new Map(names.map((name, place) => [name, place] as const).reverse());
  return records
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells }) => {
      const verbatim = (column: string): string => cells[places.get(column) ?? -1] ?? '';
      return { line, verbatim, cell: (column) => verbatim(column).trim() };
    });
}

/** What stands in columns that no import reads, and would be missed by whoever filled them in. */
function warnOfSaid({ layout, rows }: Pick<Table, 'layout' | 'rows'>, line: number, { findings, language }: SheetContext): void {
  if (layout === 'written') return;
  // A count of nothing says nothing.
  const said = saidColumns.filter((name) => rows.some(({ cell }) => cell(name) !== '' && cell(name) !== '0'));
  if (said.length > 0) findings.warnings.push(findingOf(line, 'not-read-back', language, said.join(', ')));
}

/** One table holds one plan: two plans may use the same number. */
function isOnePlan({ rows }: Pick<Table, 'rows'>, { findings, language }: SheetContext): boolean {
  const [first] = rows;
  const other = rows.find(({ cell }) => cell('plan') !== first?.cell('plan'));
  if (first === undefined || other === undefined) return true;
  findings.errors.push(findingOf(other.line, 'several-plans', language, first.cell('plan'), other.cell('plan')));
  return false;
}

/** The table in a CSV file, or null with what it lacks. @throws CsvError for what is no CSV */
export function readTable(text: string, context: SheetContext): Table | null {
  const { findings, language } = context;
  const [header, ...rest] = recordsOf(text);
  const names = (header?.cells ?? []).map((name) => name.trim().toLowerCase());
  const layout = layoutOf(names);
  const missing = requiredColumns[layout].filter((name) => !names.includes(name));
  if (header === undefined || missing.length > 0) {
    findings.errors.push(findingOf(header?.line ?? 1, 'missing-column', language, missing.join(', ')));
    return null;
  }
  for (const name of names.filter((one) => one !== '' && !isKnownColumn(one, layout))) {
    findings.warnings.push(findingOf(header.line, 'unknown-column', language, name));
  }
  const table = { layout, rows: rowsOf(rest, names) };
  if (!isOnePlan(table, context)) return null;
  warnOfSaid(table, header.line, context);
  return { ...table, translated: names.flatMap((name) => translatedColumn(name) ?? []) };
}
