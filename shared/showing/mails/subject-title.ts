import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { shortened } from '../shortened.ts';

/** Titles longer than this are cut in a subject, never in the mail. */
const longest = 140;

/** A title as a subject has room for it. */
export function subjectTitle(title: string, language: InterfaceLanguage): string {
  return shortened(title, longest, language);
}
