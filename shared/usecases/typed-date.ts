import type { Problem } from '../domain/errors.ts';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { cleanText } from '../domain/public-text.ts';
import { readDate } from '../reading/date-grammar.ts';

/** Longest text of a date: a field that is longer holds a sentence. */
const longest = 300;

const oneLine = (text: string): string => cleanText(text).replace(/\s+/gu, ' ');

type ReadDate =
  | { readonly ok: true; readonly date: FuzzyDate | null }
  | { readonly ok: false; readonly problem: Problem; readonly date: null };

/**
 * A date as people write it, read as the fact sheets of this plan are. The words of a date that is known already keep the
 * days it has: a document may have told the year that the words leave out.
 */
export function readTypedDate(
  field: string,
  text: string,
  known: readonly (FuzzyDate | null)[],
  settings: Pick<PlanSettings, 'languages' | 'fiscalYearStartsInMonth'>,
): ReadDate {
  const clean = oneLine(text);
  if (clean === '') return { ok: true, date: null };
  if (clean.length > longest) return { ok: false, problem: { field, code: 'too-long', detail: String(longest) }, date: null };
  const same = known.find((date) => date !== null && oneLine(date.text) === clean);
  if (same !== undefined) return { ok: true, date: same };
  const read = readDate(clean, settings.languages[0] ?? 'fr', { fiscalYearStartsInMonth: settings.fiscalYearStartsInMonth });
  return 'impossible' in read
    ? { ok: false, problem: { field, code: 'malformed', detail: read.impossible }, date: null }
    : { ok: true, date: read.date };
}

/** The texts of dates whose reading a person has seen, in one field: they are published only then. */
export function datesAsRead(texts: readonly string[]): string {
  return texts
    .map(oneLine)
    .filter((text) => text !== '')
    .join('\n');
}
