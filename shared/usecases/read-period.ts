import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import { readDate } from '../reading/date-grammar.ts';

/** A plan's period as a person types it ("2021-2023"), in a language; null unless it has a last day. */
export function readPeriod(text: string, language: string): FuzzyDate | null {
  const read = readDate(text, language);
  if ('impossible' in read) return null;
  return read.date.to === null || read.date.ambiguity !== undefined ? null : read.date;
}
