import type { Problem } from './errors.ts';
import { personalDataIn } from './text.ts';

/** Longest free text a person may publish at once. */
export const noteLimit = 4_000;
/** What an import or a participation process may hold of one text, of one line of a list, and of a name or a function. */
export const longTextLimit = 20_000;
export const lineLimit = 1_000;
export const shortLimit = 500;
/** Longest title of a piece of evidence. */
export const titleLimit = 300;

// Controls, direction overrides and invisible separators can make a page say something else than its text; halves of characters and
// what is none cannot be written at all.
const forbidden = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u061C\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]/u;
const lineEnds = /\r\n?|\u2028|\u2029|\u0085/gu;

/** Text as it will be kept: NFC, one kind of line end, no space around. */
export function cleanText(text: string): string {
  return text.normalize('NFC').replace(lineEnds, '\n').trim();
}

/**
 * What keeps a text a person typed from being published (RELIABILITY S14 and "Personal data"): too long, forbidden
 * characters, an address or a telephone number. Call it on {@link cleanText}'s result.
 */
export function publicTextProblems(field: string, text: string, limit: number): Problem[] {
  const problems: Problem[] = [];
  if (text.length > limit) problems.push({ field, code: 'too-long', detail: String(limit) });
  if (forbidden.test(text.replaceAll('\n', ' ').replaceAll('\t', ' '))) problems.push({ field, code: 'forbidden-character' });
  if (personalDataIn(text).length > 0) problems.push({ field, code: 'personal-data' });
  return problems;
}

/** Typed text, cleaned; null when nothing was typed. */
export function typed(text: string | null | undefined): string | null {
  const clean = cleanText(text ?? '');
  return clean === '' ? null : clean;
}

/** A text that must be there: cleaned, with everything that is wrong with it. */
export function requiredText(field: string, text: string | null): { text: string; problems: Problem[] } {
  const clean = typed(text);
  return clean === null
    ? { text: '', problems: [{ field, code: 'required' }] }
    : { text: clean, problems: publicTextProblems(field, clean, noteLimit) };
}

/** What keeps titles from being published, in every language they are given in. */
export function titleProblems(field: string, titles: Readonly<{ [language: string]: string }>): Problem[] {
  return Object.values(titles).flatMap((title) => publicTextProblems(field, title, titleLimit));
}
