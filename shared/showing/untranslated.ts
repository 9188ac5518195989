import type { Messages } from './messages/fr.ts';

/**
 * What is said of words in another language than the page's: that they were never published in it, where the plan lists it among
 * its own languages; else only which one they are in.
 */
export function untranslatedText(
  what: keyof Messages['site']['untranslated'],
  { language, planLanguages, m }: { readonly language: string; readonly planLanguages: readonly string[]; readonly m: Messages },
): string {
  const words = planLanguages.includes(m.language) ? m.site.untranslated : m.site.isIn;
  return words[what](m.languages[language] ?? language);
}
