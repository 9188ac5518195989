import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import { commitmentNumber } from '../domain/identifiers.ts';
import { type DateReading, readDate } from './date-grammar.ts';
import type { DraftCommitment, DraftMilestone } from './draft.ts';
import { pushDateFindings, type SheetContext } from './findings.ts';
import { findingOf } from './messages.ts';
import { cleanTitle, startAndDue } from './milestone-text.ts';

const required = ['number', 'title', 'milestone', 'start', 'due', 'institution'] as const;
const optional = ['title_en', 'milestone_en'] as const;
type Column = (typeof required)[number] | (typeof optional)[number];

type Record = { readonly line: number; readonly cells: readonly string[] };

const parsedRecord = z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) });

/** Does the first line look like the header of a plan table? */
export function isPlanCsv(text: string): boolean {
  const [header = ''] = text
    .replace(/^\uFEFF/u, '')
    .trimStart()
    .split(/\r\n|\n|\r/u);
  const names = header.split(/[,;]/u).map((name) => name.replace(/"/gu, '').trim().toLowerCase());
  return names.includes('number') && names.includes('milestone');
}

function delimiterOf(text: string): ',' | ';' {
  const [header = ''] = text.trimStart().split(/\r\n|\n|\r/u);
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

/** Line of a record's first cell: csv-parse tells the line on which a record ends. */
function firstLine(endLine: number, cells: readonly string[]): number {
  return endLine - cells.reduce((count, cell) => count + cell.split(/\r\n|\n|\r/u).length - 1, 0);
}

function recordsOf(text: string): Record[] {
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
    .map(({ record, info }) => ({ line: firstLine(info.lines, record), cells: record.map((cell) => unguarded(cell).trim()) }));
}

/** Removes the one `'` that an export puts before a cell a spreadsheet would run (RELIABILITY S10), and no other. */
function unguarded(cell: string): string {
  return /^'\s*[=+\-@'\t\r\n]/u.test(cell) ? cell.slice(1) : cell;
}

type Row = { readonly line: number; readonly cell: (column: Column) => string };

function rowsOf(records: readonly Record[], context: SheetContext): Row[] | null {
  const [header, ...rest] = records;
  const { findings, language } = context;
  const names = (header?.cells ?? []).map((name) => name.toLowerCase());
  const missing = required.filter((name) => !names.includes(name));
  if (header === undefined || missing.length > 0) {
    findings.errors.push(findingOf(header?.line ?? 1, 'missing-column', language, missing.join(', ')));
    return null;
  }
  const known: readonly string[] = [...required, ...optional];
  for (const name of names.filter((one) => one !== '' && !known.includes(one))) {
    findings.warnings.push(findingOf(header.line, 'unknown-column', language, name));
  }
  return rest
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map(({ line, cells }) => ({ line, cell: (column) => cells[names.indexOf(column)] ?? '' }));
}

function readCell(row: Row, column: 'start' | 'due', context: SheetContext): DateReading | null {
  const text = row.cell(column);
  if (text === '') return null;
  const reading = readDate(text, context.language, context);
  if ('impossible' in reading) {
    context.findings.errors.push(findingOf(row.line, 'impossible-date', context.language, reading.impossible));
    return null;
  }
  return reading;
}

function datesOf(row: Row, context: SheetContext): { start: FuzzyDate | null; due: FuzzyDate | null } {
  const [begins, ends] = [readCell(row, 'start', context), readCell(row, 'due', context)];
  if (begins !== null) pushDateFindings(context.findings, row.line, begins.warnings);
  if (ends === null) return { start: begins?.date ?? null, due: null };
  const told = startAndDue(ends, context.language);
  pushDateFindings(context.findings, row.line, told.warnings);
  const start = begins?.date ?? told.start;
  if (start?.from != null && told.due?.to != null && start.from > told.due.to && begins !== null) {
    context.findings.warnings.push(findingOf(row.line, 'end-before-start', context.language, `${start.text} – ${told.due.text}`));
  }
  return { start, due: told.due };
}

function milestoneOf(row: Row, context: SheetContext): DraftMilestone[] {
  const title = cleanTitle(row.cell('milestone'));
  const dates = datesOf(row, context);
  if (title === '') return [];
  return [{ title, translations: english(row.cell('milestone_en'), context), group: null, ...dates, line: row.line }];
}

function english(text: string, context: SheetContext): { [language: string]: string } {
  return text === '' || context.language === 'en' ? {} : { en: cleanTitle(text) };
}

function numberOf(row: Row): string {
  return row.cell('number').replace(/^#\s*/u, '').toUpperCase();
}

function sameTitle(row: Row, commitment: DraftCommitment): boolean {
  const title = cleanTitle(row.cell('title'));
  return title === '' || title === commitment.title;
}

function added(
  commitment: DraftCommitment,
  row: Row,
  milestones: readonly DraftMilestone[],
  context: SheetContext,
): DraftCommitment {
  const fresh = milestones.filter((one) => !commitment.milestones.some((known) => isSame(known, one)));
  for (const one of fresh) {
    const same = commitment.milestones.find((known) => known.title === one.title);
    if (same !== undefined)
      context.findings.warnings.push(findingOf(same.line, 'told-twice', context.language, one.title, String(one.line)));
  }
  const unknown = fresh.filter((one) => !commitment.milestones.some((known) => known.title === one.title));
  return {
    ...commitment,
    translations: { ...english(row.cell('title_en'), context), ...commitment.translations },
    leadInstitutions: [...new Set([...commitment.leadInstitutions, ...institutionsOf(row)])],
    milestones: [...commitment.milestones, ...unknown],
  };
}

function isSame(a: DraftMilestone, b: DraftMilestone): boolean {
  const days = (one: DraftMilestone) =>
    [one.title, one.start?.from, one.start?.to, one.due?.from, one.due?.to, one.due?.precision].join('|');
  return days(a) === days(b);
}

function institutionsOf(row: Row): string[] {
  return row
    .cell('institution')
    .split(/\s*[;|\n]\s*/u)
    .map((name) => cleanTitle(name))
    .filter((name) => name !== '');
}

function begun(number: string, row: Row, context: SheetContext): DraftCommitment {
  return {
    number,
    title: cleanTitle(row.cell('title')),
    translations: english(row.cell('title_en'), context),
    language: context.language,
    period: { start: null, end: null },
    leadInstitutions: [],
    supportingInstitutions: [],
    contacts: [],
    objective: null,
    problem: null,
    description: null,
    contribution: null,
    relevance: null,
    milestones: [],
    lines: { number: row.line, title: row.line, leadInstitutions: row.line, milestones: row.line },
  };
}

/** A plan as a table, one row per milestone: rows of one number make one commitment. */
export function readPlanCsv(text: string, context: SheetContext): DraftCommitment[] {
  const { findings, language } = context;
  let rows: Row[] | null;
  try {
    rows = rowsOf(recordsOf(text), context);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines'] ?? 1);
    findings.errors.push(findingOf(Number.isInteger(line) && line > 0 ? line : 1, 'bad-csv', language, error.message));
    return [];
  }
  const commitments = new Map<string, DraftCommitment>();
  for (const row of rows ?? []) {
    const number = numberOf(row);
    if (!commitmentNumber.safeParse(number).success) {
      findings.errors.push(findingOf(row.line, 'bad-number', language, row.cell('number')));
      continue;
    }
    const known = commitments.get(number);
    if (known === undefined && row.cell('title') === '') findings.errors.push(findingOf(row.line, 'no-title', language, number));
    if (known !== undefined && !sameTitle(row, known)) {
      findings.errors.push(findingOf(row.line, 'title-differs', language, number, String(known.lines['title'])));
    }
    commitments.set(number, added(known ?? begun(number, row, context), row, milestoneOf(row, context), context));
  }
  if (rows !== null && commitments.size === 0 && findings.errors.length === 0) {
    findings.errors.push(findingOf(1, 'empty', language));
  }
  return [...commitments.values()];
}
