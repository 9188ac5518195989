import type { InterfaceLanguage } from '../domain/identifiers.ts';

/** A text as there is room for it: cut between two letters as a reader sees them, never within one. */
export function shortened(text: string, longest: number, language: InterfaceLanguage): string {
  if (text.length <= longest) return text;
  let short = '';
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'grapheme' }).segment(text)) {
    if (short.length + segment.length > longest) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}
