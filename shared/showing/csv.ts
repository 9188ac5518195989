import { stringify } from 'csv-stringify/sync';
import { withoutControls } from './plain-text.ts';

export type Cell = string | number | null;

const formula = /^\s*[=+\-@＝＋－＠']|^[\t\r\n]\s*\S/u;

/**
 * A text cell that a spreadsheet would run gets one apostrophe in front, after white space as well, and in the full width of
 * East Asian keyboards; a text that begins with one gets another, so that removing exactly one gives the text back (RELIABILITY
 * S10). White space alone runs nothing: a list of nothing but gaps stays one.
 */
export function guarded(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** Most cells: codes, days, numbers, addresses. Nothing in them is taken away, and there are thousands. */
const ordinary = /^[\x20-\x7e]*$/u;

const cleanCell = (cell: string): string => (ordinary.test(cell) ? cell : withoutControls(cell));

type Rows = readonly (readonly Cell[])[];

/** CSV as RFC 4180 says: comma, CRLF, every text in quotes because csv-stringify leaves a lone line feed bare. */
function written(rows: Rows, textCell: (text: string) => string): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? textCell(cleanCell(cell)) : cell)));
  return stringify(cells, { record_delimiter: '\r\n', quoted_string: true });
}

/** A table for people and their spreadsheets. */
export function csv(rows: Rows): string {
  return written(rows, guarded);
}

/** A table for a program that takes each cell as it is: an apostrophe would stand in its titles (docs/adr/0015). */
export function csvForPrograms(rows: Rows): string {
  return written(rows, (text) => text);
}

const quotedOrComma = /"(?:[^"]|"")*"|,/gu;

/**
 * The same table for spreadsheets set to French, where a comma parts the decimals: semicolons, and a byte-order mark so that accents
 * are read as UTF-8. Of a table as {@link csv} writes it.
 */
export function excelCsv(table: string): string {
  return `\uFEFF${table.replace(quotedOrComma, (found) => (found === ',' ? ';' : found))}`;
}
