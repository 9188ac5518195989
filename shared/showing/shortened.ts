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

/** The same, cut after a word, unless the last one takes up most of the room. */
export function shortenedAtWord(text: string, longest: number, language: InterfaceLanguage): string {
  const short = shortened(text, longest, language);
  const isWhole = short === text || /^\s/u.test(text.slice(short.length - 1));
  const end = short.lastIndexOf(' ');
  return isWhole || end < longest / 2 ? short : `${short.slice(0, end).trimEnd()}…`;
}
