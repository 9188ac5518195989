import type { InterfaceLanguage } from '../../domain/identifiers.ts';

/** Titles longer than this are cut in a subject, never in the mail. */
const longest = 140;

/** A title as a subject has room for it: cut between two letters as a reader sees them, never within one. */
export function subjectTitle(title: string, language: InterfaceLanguage): string {
  if (title.length <= longest) return title;
  let short = '';
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'grapheme' }).segment(title)) {
    if (short.length + segment.length > longest) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}
