import { type FuzzyDate, fuzzyDate } from '../domain/fuzzy-date.ts';
import { type DateReading, readDate } from './date-grammar.ts';
import { pushDateFindings, type SheetContext } from './findings.ts';
import { findingOf } from './messages.ts';
import { startAndDue } from './milestone-text.ts';
import { type DateColumn, dateParts } from './plan-csv-columns.ts';
import type { Row, Table } from './plan-csv-table.ts';

/** A cell with a date as people write one; null where it is empty or cannot be. */
function readCell(row: Row, column: string, context: SheetContext): DateReading | null {
  const text = row.cell(column);
  if (text === '') return null;
  const reading = readDate(text, context.language, context);
  if ('impossible' in reading) {
    context.findings.errors.push(findingOf(row.line, 'impossible-date', context.language, reading.impossible));
    return null;
  }
  return reading;
}

const daysText = ({ from, to }: FuzzyDate): string => `${from ?? '–'} – ${to ?? '–'}`;

/** Days that stand beside the words of a date are taken as they are: somebody may have corrected how it was read. */
function publishedDate(row: Row, column: DateColumn, context: SheetContext): FuzzyDate | null {
  const { findings, language } = context;
  const told = dateParts.map((part) => [part, row.cell(`${column}_${part}`)] as const);
  const cells = Object.fromEntries(told.filter(([, cell]) => cell !== ''));
  const { data: date } = fuzzyDate.safeParse({ from: null, to: null, ...cells });
  if (date === undefined || (date.from !== null && date.to !== null && date.from > date.to)) {
    findings.errors.push(findingOf(row.line, 'out-of-bounds', language, `${column}_*`));
    return null;
  }
  const reading = readDate(date.text, language, context);
  const read = 'impossible' in reading ? null : reading.date;
  if (read !== null && read.to !== null && (read.from !== date.from || read.to !== date.to))
    findings.warnings.push(findingOf(row.line, 'words-and-days-differ', language, date.text, daysText(date)));
  return date;
}

function writtenDate(row: Row, column: string, context: SheetContext): FuzzyDate | null {
  const reading = readCell(row, column, context);
  if (reading !== null) pushDateFindings(context.findings, row.line, reading.warnings);
  return reading?.date ?? null;
}

/** One of a table's dates: its words with the days beside them, or its words alone, which are read. */
export function dateOf(row: Row, column: DateColumn, context: SheetContext, written = `${column}_text`): FuzzyDate | null {
  return row.cell(`${column}_precision`) === '' ? writtenDate(row, written, context) : publishedDate(row, column, context);
}

/** When a milestone starts and is due, as its row tells. */
export function milestoneDates(
  { layout }: Pick<Table, 'layout'>,
  row: Row,
  context: SheetContext,
): { readonly start: FuzzyDate | null; readonly due: FuzzyDate | null } {
  const [startName, dueName] = layout === 'published' ? ['start_text', 'due_text'] : ['start', 'due'];
  const begins = dateOf(row, 'start', context, startName);
  if (row.cell('due_precision') !== '') return { start: begins, due: publishedDate(row, 'due', context) };
  const ends = readCell(row, dueName, context);
  if (ends === null) return { start: begins, due: null };
  const told = startAndDue(ends, context.language);
  pushDateFindings(context.findings, row.line, told.warnings);
  const start = begins ?? told.start;
  if (start?.from != null && told.due?.to != null && start.from > told.due.to && begins !== null) {
    context.findings.warnings.push(findingOf(row.line, 'end-before-start', context.language, `${start.text} – ${told.due.text}`));
  }
  return { start, due: told.due };
}
