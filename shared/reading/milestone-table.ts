import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import { fold } from '../domain/text.ts';
import { type Row, textOfLines } from './blocks.ts';
import type { DraftMilestone } from './draft.ts';
import { pushDateFindings, type SheetContext } from './findings.ts';
import { findingOf } from './messages.ts';
import { cleanTitle, readMilestoneDates, splitMilestone } from './milestone-text.ts';

type Column = 'title' | 'deliverable' | 'start' | 'due';

const headers: readonly (readonly [Column, RegExp])[] = [
  ['start', /\b(?:debut|demarrage|start|begin)/u],
  ['due', /\b(?:fin|echeances?|end|due|deadline|dates?|delais?|calendrier|completion|timeline)\b/u],
  ['title', /\b(?:jalons?|milestones?|activites?|activity|activities|actions?|etapes?|steps?|taches?)\b/u],
  ['deliverable', /\b(?:livrables?|deliverables?|resultats?|outputs?)\b/u],
];

function cellText(row: Row, index: number): string {
  return cleanTitle((row.cells[index]?.lines ?? []).map((line) => line.text).join(' '));
}

/** Columns by the words of the header; a column keeps its first fitting meaning. */
function columnsOf(row: Row): ReadonlyMap<Column, number> {
  const columns = new Map<Column, number>();
  for (const [index] of row.cells.entries()) {
    const text = fold(cellText(row, index));
    const isTitle = /\b(?:jalons?|milestones?)\b/u.test(text);
    const column = isTitle ? 'title' : headers.find(([, pattern]) => pattern.test(text))?.[0];
    if (column !== undefined && !columns.has(column)) columns.set(column, index);
  }
  return columns;
}

/** A table's rows as milestones: columns by header words, broken cells joined, a row with one filled cell is a group. */
export function readMilestoneTable(rows: readonly Row[], context: SheetContext): DraftMilestone[] {
  const headerAt = rows.findIndex((row) => {
    const columns = columnsOf(row);
    return (columns.has('title') || columns.has('deliverable')) && (columns.has('due') || columns.has('start') || row.isHeader);
  });
  const header = rows[headerAt];
  if (header === undefined) {
    context.findings.errors.push(findingOf(rows[0]?.line ?? 1, 'unreadable-table', context.language));
    return [];
  }
  const columns = columnsOf(header);
  let group: string | null = null;
  return rows.slice(headerAt + 1).flatMap((row) => {
    const filled = row.cells.flatMap((_, index) => (cellText(row, index) === '' ? [] : [index]));
    const [only] = filled;
    if (only === undefined) return [];
    if (only === 0 && filled.length === 1 && isGroupRow(row, header)) {
      group = cellText(row, only);
      return [];
    }
    return milestoneOf(row, columns, group, context);
  });
}

/** One cell for the whole row; or one filled cell of three or more, since Markdown pads its rows. */
function isGroupRow(row: Row, header: Row): boolean {
  const isWide = row.cells.length === 1 || (row.cells[0]?.span ?? 1) > 1;
  return header.cells.length > 2 || (isWide && header.cells.length > 1);
}

function milestoneOf(
  row: Row,
  columns: ReadonlyMap<Column, number>,
  group: string | null,
  context: SheetContext,
): DraftMilestone[] {
  const { language, findings } = context;
  const text = (column: Column) => {
    const index = columns.get(column);
    return index === undefined ? '' : cellText(row, index);
  };
  const line = row.cells.flatMap((cell) => cell.lines.map((one) => one.line)).find((one) => one > 0) ?? row.line;
  const titleText = text('title') === '' ? text('deliverable') : text('title');
  if (titleText === '') {
    findings.warnings.push(
      findingOf(line, 'unread-line', language, row.cells.map((cell) => textOfLines(cell.lines)).join(' | ')),
    );
    return [];
  }
  const dates: { start: FuzzyDate | null; due: FuzzyDate | null } = { start: null, due: null };
  let title = titleText;
  for (const column of ['start', 'due'] as const) {
    if (isBlankCell(text(column))) continue;
    const reading = readMilestoneDates(text(column), language, context);
    if ('impossible' in reading) {
      findings.errors.push(findingOf(line, 'impossible-date', language, reading.impossible));
      continue;
    }
    pushDateFindings(
      findings,
      line,
      column === 'due' ? reading.warnings : reading.warnings.filter(({ code }) => code !== 'start-only'),
    );
    if (column === 'start') dates.start = reading.start ?? reading.due;
    else {
      dates.due = reading.due;
      dates.start ??= reading.start;
    }
  }
  if (dates.start === null && dates.due === null) {
    const split = splitMilestone(titleText, language, context);
    if ('impossible' in split) findings.errors.push(findingOf(line, 'impossible-date', language, split.impossible));
    else {
      title = split.title;
      dates.start = split.start;
      dates.due = split.due;
      pushDateFindings(findings, line, split.warnings);
    }
  }
  return [{ title, translations: {}, group, ...dates, line }];
}

function isBlankCell(text: string): boolean {
  return /^[\s–—.\-/]*$/u.test(text);
}
