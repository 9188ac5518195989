import type { Problem } from '../domain/errors.ts';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import type { Wording } from '../domain/identifiers.ts';
import { cleanText, publicTextProblems, titleLimit } from '../domain/public-text.ts';
import { readText, type TextRef, type Texts } from '../domain/text.ts';
import type { PlanRecord } from '../ports.ts';

/** What keeps citations from being published: the id of a document that the plan does not cite may be any words at all. */
export function citationProblems(documentIds: readonly string[], { state }: Pick<PlanRecord, 'state'>): Problem[] {
  const known = new Set(state.documents.map(({ id }) => id));
  return documentIds.every((id) => known.has(id)) ? [] : [{ field: 'documentIds', code: 'unknown' }];
}

/** Titles as they will be kept: cleaned, languages without one left out. */
export function cleanTitles(titles: Wording): Wording {
  return Object.fromEntries(
    Object.entries(titles)
      .map(([language, title]) => [language, cleanText(title)] as const)
      .filter(([, title]) => title !== ''),
  );
}

/** What is wrong with {@link cleanTitles}, language by language; one must be there, asked for in the plan's own language. */
export function wordingProblems(field: string, titles: Wording, own: string): Problem[] {
  const given = Object.entries(titles);
  if (given.length === 0) return [{ field: `${field}.${own}`, code: 'required' }];
  return given.flatMap(([language, title]) => publicTextProblems(`${field}.${language}`, title, titleLimit));
}

/** What is wrong with the words of a date: they are published as they were typed. */
export function dateTextProblems(field: string, date: FuzzyDate | null): Problem[] {
  return date === null ? [] : publicTextProblems(field, date.text, titleLimit);
}

/**
 * The reference to write for a typed text: the one of the record where its words are the same, so that unchanged words are
 * kept once and a redaction finds every place they stand in.
 */
export function keptOrWritten(
  text: string,
  known: readonly (TextRef | null)[],
  texts: Texts,
  write: (text: string) => TextRef,
): TextRef {
  return known.find((ref) => ref !== null && readText(texts, ref) === text) ?? write(text);
}

/** Whether a text of the record was redacted: it has a place, and no words any more. */
export function isRedacted(texts: Texts, ref: TextRef | null): boolean {
  return ref !== null && texts.get(ref.sha256)?.text === null;
}
