/** Where the articles live that alarms link to. */
const operations = 'docs/operations.md';

/** Articles of the operator's manual. A test compares this list with the headings of the file. */
export type Article =
  | 'api-failing'
  | 'audit-findings'
  | 'bounces'
  | 'codes-failing'
  | 'codes-refused'
  | 'complaints'
  | 'dead-letters'
  | 'digests-late'
  | 'doubled'
  | 'function-failing'
  | 'mail-stopped'
  | 'needs-a-person'
  | 'publishing-late'
  | 'ticks-failing'
  | 'ticks-missing';

/** The text of an alarm: what it means, and where to read what to do. */
export function describeAlarm(what: string, article: Article): string {
  return `${what} ${operations}#${article}`;
}
