import type { Problem } from '../domain/errors.ts';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import type { Wording } from '../domain/identifiers.ts';
import { cleanText, publicTextProblems, titleLimit, typed } from '../domain/public-text.ts';
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

/**
 * What is wrong with {@link cleanTitles}, language by language; one must be there, asked for in the plan's own language.
 * `isKept`: the record's was redacted and stays so.
 */
export function wordingProblems(field: string, titles: Wording, own: string, isKept = false): Problem[] {
  const given = Object.entries(titles);
  if (given.length === 0) return isKept ? [] : [{ field: `${field}.${own}`, code: 'required' }];
  return given.flatMap(([language, title]) => publicTextProblems(`${field}.${language}`, title, titleLimit));
}

/** What is wrong with the words of a date: they are published as they were typed. */
export function dateTextProblems(field: string, date: FuzzyDate | null): Problem[] {
  if (date === null) return [];
  return typed(date.text) === null ? [{ field, code: 'required' }] : publicTextProblems(field, date.text, titleLimit);
}

/**
 * The reference to write for a typed text: the one of the record where its words are the same, so that unchanged words are
 * kept once and a redaction finds every place they stand in.
 */
export function keptOrWritten(
  text: string,
  known: readonly (TextRef | null | undefined)[],
  texts: Texts,
  write: (text: string) => TextRef,
): TextRef {
  return known.find((ref) => ref != null && readText(texts, ref) === text) ?? write(text);
}

/** Whether a text of the record was redacted: it has a place, and no words any more. */
export function isRedacted(texts: Texts, ref: TextRef | null | undefined): boolean {
  return ref != null && texts.get(ref.sha256)?.text === null;
}

export type Titles = Readonly<{ [language: string]: TextRef }>;

/** Languages in which a title was redacted. */
export function redactedIn(texts: Texts, titles: Titles | undefined): string[] {
  return Object.entries(titles ?? {}).flatMap(([language, ref]) => (isRedacted(texts, ref) ? [language] : []));
}

/** Whether one of these titles was redacted: then none has to be typed. */
export function hasRedacted(texts: Texts, titles: Titles | undefined): boolean {
  return redactedIn(texts, titles).length > 0;
}

/**
 * Turns typed words into references, place by place: unchanged words keep the one they have, and where nothing is typed over
 * a text that was redacted it stays redacted.
 */
export type TextKeeper = {
  /** `known` are the references that may hold these very words already. */
  readonly text: (words: string, known: readonly (TextRef | null | undefined)[]) => TextRef;
  readonly maybe: (words: string | null, known: TextRef | null | undefined) => TextRef | null;
  readonly titles: (titles: Wording, known: Titles | undefined) => { [language: string]: TextRef };
  /** Lines that were redacted keep their place among those typed. */
  readonly lines: (lines: readonly string[], known: readonly TextRef[] | undefined) => TextRef[];
};

export function textKeeper(texts: Texts, write: (text: string) => TextRef): TextKeeper {
  const text: TextKeeper['text'] = (words, known) => keptOrWritten(words, known, texts, write);
  return {
    text,
    maybe: (words, known) => {
      if (words !== null && words !== '') return text(words, [known]);
      return isRedacted(texts, known) ? (known ?? null) : null;
    },
    titles: (titles, known = {}) => ({
      ...Object.fromEntries(Object.entries(known).filter(([, ref]) => isRedacted(texts, ref))),
      ...Object.fromEntries(Object.entries(titles).map(([language, title]) => [language, text(title, [known[language]])])),
    }),
    lines: (lines, known = []) => {
      const kept = lines.map((line) => text(line, known));
      for (const [place, ref] of known.entries()) if (isRedacted(texts, ref)) kept.splice(place, 0, ref);
      return kept;
    },
  };
}
