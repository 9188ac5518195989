const frequent = {
  fr: new Set([
    'le',
    'la',
    'les',
    'des',
    'du',
    'de',
    'et',
    'une',
    'pour',
    'dans',
    'est',
    'sur',
    'par',
    'aux',
    'avec',
    'qui',
    'que',
    'au',
    "d'ici",
  ]),
  en: new Set(['the', 'of', 'and', 'to', 'for', 'with', 'is', 'by', 'that', 'are', 'will', 'this', 'from', 'be', 'as', 'an']),
} as const;

/** French or English by its most frequent words, or null when the text does not show it. */
export function guessLanguage(text: string): 'fr' | 'en' | null {
  const words =
    text
      .slice(0, 20_000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const count = (language: 'fr' | 'en') => words.filter((word) => frequent[language].has(word)).length;
  const [french, english] = [count('fr'), count('en')];
  if (Math.abs(french - english) < 2) return null;
  return french > english ? 'fr' : 'en';
}
