import { inLanguage } from '../../domain/commitment.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { plainLine } from '../plain-text.ts';

/** A text with the language it is in, where that is not the mail's own. */
export type Passage = { readonly text: string; readonly lang: string | undefined };

/** One item of a section. */
export type ShownLine = {
  /** Of the commitment; null for what concerns the plan as a whole. */
  readonly number: string | null;
  /** Null where the title is the commitment's own, or the plan's. */
  readonly commitment: Passage | null;
  readonly title: Passage;
  /** Verbatim, then the day it was read as: `Octobre 2021`, `, soit le 31 octobre 2021 inclus`. */
  readonly due: { readonly text: string; readonly day: string } | null;
  readonly facts: readonly string[];
};

export function passage(texts: Readonly<{ [language: string]: string }>, language: InterfaceLanguage, original: string): Passage {
  const found = inLanguage(texts, language, original);
  return {
    text: plainLine(found?.value ?? ''),
    lang: found === null || found.language === language ? undefined : found.language,
  };
}
