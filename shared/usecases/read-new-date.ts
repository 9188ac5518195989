import type { Problem } from '../domain/errors.ts';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { cleanText } from '../domain/public-text.ts';
import { readWholeDate } from '../reading/date-grammar.ts';

/** Longest text of a date. */
const longest = 200;

type ReadDate = { readonly ok: true; readonly due: FuzzyDate } | { readonly ok: false; readonly problem: Problem };

/**
 * A new date as a person types it, in the language of the plan. Its words are published as they are, so the text must be a
 * date and nothing else; what has no day is left to the verb, which says so.
 */
export function readNewDate(field: string, typed: string, settings: PlanSettings): ReadDate {
  const text = cleanText(typed).replace(/\s+/gu, ' ');
  if (text === '') return { ok: false, problem: { field, code: 'required' } };
  if (text.length > longest) return { ok: false, problem: { field, code: 'too-long', detail: String(longest) } };
  const { languages, fiscalYearStartsInMonth } = settings;
  const read = readWholeDate(text, languages[0] ?? 'fr', { fiscalYearStartsInMonth });
  if (read === null) return { ok: false, problem: { field, code: 'undated' } };
  if ('impossible' in read) return { ok: false, problem: { field, code: 'malformed', detail: read.impossible } };
  return { ok: true, due: { ...read.date, text } };
}
