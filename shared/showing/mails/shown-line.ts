import { inLanguage } from '../../domain/commitment.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { plainLine } from '../plain-text.ts';

/** A text with the language it is in, where that is not the mail's own. */
export type Passage = { readonly text: string; readonly lang: string | undefined };

/** Words of ours, with what others wrote in between. */
export type Sentence = string | readonly (string | Passage)[];

/** Something listed below an item: an open milestone of a commitment, with its deadline. */
export type ShownPart = { readonly title: Passage; readonly due: Sentence | null };

/** One item of a section. */
export type ShownLine = {
  /** Of the commitment; null for what concerns the plan as a whole, or several commitments. */
  readonly number: string | null;
  /** Null where the title is the commitment's own, or the plan's. */
  readonly commitment: Passage | null;
  readonly title: Passage;
  /** Verbatim, then the day it was read as: `Octobre 2021`, `, soit le 31 octobre 2021 inclus`. */
  readonly due: { readonly text: Passage; readonly day: string } | null;
  readonly facts: readonly Sentence[];
  /** Why this reader; empty where the item only tells. */
  readonly why: string;
  readonly parts: readonly ShownPart[];
};

export function passage(texts: Readonly<{ [language: string]: string }>, language: InterfaceLanguage, original: string): Passage {
  const found = inLanguage(texts, language, original);
  return {
    text: plainLine(found?.value ?? ''),
    lang: found === null || found.language === language ? undefined : found.language,
  };
}

/** A text that was written in `original`, read by somebody who reads `language`. */
export function written(text: string, language: InterfaceLanguage, original: string): Passage {
  return { text: plainLine(text), lang: original === language ? undefined : original };
}

/** Stands for a text while the words around it are asked for: no text that is shown holds it. */
const hole = '\uFFFC';

/** What `say` says around a text; where that is in another language, it stays apart and can be marked. */
export function around(say: (text: string) => string, quoted: Passage): Sentence {
  if (quoted.lang === undefined) return say(quoted.text);
  return say(hole)
    .split(hole)
    .flatMap((words, index) => (index === 0 ? [words] : [quoted, words]))
    .filter((part) => part !== '');
}

/** The same in plain text. */
export function sentenceText(sentence: Sentence): string {
  if (typeof sentence === 'string') return sentence;
  return sentence.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}
