import type { DateWarning } from './date-grammar.ts';
import type { Finding } from './draft.ts';

/** What reading has to say about one source, gathered on the way. */
export type Findings = { readonly warnings: Finding[]; readonly errors: Finding[] };

export function noFindings(): Findings {
  return { warnings: [], errors: [] };
}

export function pushDateFindings(findings: Findings, line: number, warnings: readonly DateWarning[]): void {
  findings.warnings.push(...warnings.map((warning) => ({ line, ...warning })));
}

/** How the texts of one sheet are to be read, and where findings about it go. */
export type SheetContext = {
  readonly language: string;
  readonly fiscalYearStartsInMonth?: number | undefined;
  readonly findings: Findings;
};
