import { fold } from '../domain/text.ts';

const emptyWords = new Set([
  ...['le', 'la', 'les', 'l', 'un', 'une', 'des', 'du', 'de', 'd', 'au', 'aux', 'a', 'et', 'en', 'pour', 'par', 'sur', 'dans'],
  ...['the', 'an', 'of', 'and', 'to', 'for', 'in', 'on', 'by', 'with'],
]);

/** Words that carry a title, without plural marks: "comité citoyens" and "comité citoyen" are one. */
function wordsOf(title: string): Set<string> {
  const words = fold(title).match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(
    words.filter((word) => !emptyWords.has(word)).map((word) => (word.length > 3 ? word.replace(/[sx]$/u, '') : word)),
  );
}

/** Two titles for one deliverable: nearly the same words. */
export function tellsTheSame(a: string, b: string): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  if (one.size === 0 || other.size === 0) return fold(a) === fold(b);
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / (one.size + other.size - shared) >= 0.7;
}
