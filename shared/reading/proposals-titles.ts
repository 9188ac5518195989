import { isMark, isWord, type Token } from './date-tokens.ts';
import { monthNames, ordinalEndings, ordinals, seasons } from './date-words.ts';
import { bodyNouns, happeningAt, wordSet } from './proposals-words.ts';

type Tokens = readonly Token[];

/** A noun with what belongs to it: "premier Atelier Citoyens", "réunion du Conseil du numérique en santé". */
export type Phrase = {
  /** Tokens from its first modifier to after its last word; articles are left out. */
  readonly first: number;
  readonly next: number;
  /** Something says which one it is: a complement, an adjective, a name. */
  readonly isNamed: boolean;
  /** "un", "cinq", "deux nouveaux": told for the first time. */
  readonly isNew: boolean;
  /** "cette session": told just before. */
  readonly isThis: boolean;
  /** "la consultation": may have been told before. */
  readonly isDefinite: boolean;
};

const counts = wordSet(
  'deux trois quatre cinq six sept huit neuf dix onze douze vingt plusieurs quelques two three four five six',
  'seven eight nine ten eleven twelve twenty several some',
);
const modifiers = wordSet(
  'prochain prochaine prochains prochaines dernier derniere dernieres derniers nouveau nouvelle nouveaux',
  'nouvelles nouvel grand grande grands grandes autre autres double seconde second next last new another public',
  'online annual national regional local open final joint',
);
const indefinite = new Set(['un', 'une', 'des', 'a', 'an']);
const definite = new Set(['le', 'la', 'les', 'l', 'the', 'du', 'au']);
const demonstrative = new Set(['ce', 'cet', 'cette', 'ces', 'this', 'these', 'that', 'those']);

/** Written with a capital. */
export const isCapital = (token: Token | undefined): boolean => token?.kind === 'word' && /^\p{Lu}/u.test(token.written);
const isCount = (token: Token | undefined): boolean =>
  counts.has(token?.text ?? '') || (token?.kind === 'number' && token.text.length <= 2 && token.text !== '1');

/** "prochaine", "premier", "deux": it says which or how many. */
export function isModifier(token: Token): boolean {
  return modifiers.has(token.text) || ordinals.has(token.text) || isCount(token);
}

/** Back over "deux nouveaux", "premier", "1er", "next public". */
function startOf(tokens: Tokens, noun: number): number {
  let first = noun;
  for (let steps = 0; steps < 4; steps += 1) {
    const token = tokens[first - 1];
    if (token === undefined) break;
    const isOrdinalEnd =
      token.kind === 'word' && ordinalEndings.has(token.text) && token.glued && tokens[first - 2]?.kind === 'number';
    if (isOrdinalEnd) first -= 2;
    else if (isModifier(token)) first -= 1;
    else break;
  }
  return first;
}

const adjective =
  /(?:al|ale|ales|aux|ique|iques|el|elle|els|elles|if|ive|ifs|ives|aire|aires|ien|ienne|iens|iennes|oyen|oyenne|oyens|oyennes|eur|eure)$/u;
const fixedAdjectives = wordSet('public publique publics plenier pleniere ouvert commun commune conjointe public');
const notAdjectives = wordSet('explique indique applique communique implique pour leur quel quelle tel telle');

function isAdjective(token: Token | undefined, language: string): boolean {
  if (language !== 'fr' || token?.kind !== 'word' || notAdjectives.has(token.text)) return false;
  return fixedAdjectives.has(token.text) || (token.text.length > 4 && adjective.test(token.text));
}

const links = wordSet('de du des d sur pour aux en of on for');
const determiners = wordSet('la le les l un une son sa ses leur leurs notre nos the a an its our their');
const stops = wordSet(
  'qui que qu dont ou se s ne n y est sont a ont sera seront aura auront etait etaient avait avaient ayant lors',
  'dans avec par avant apres jusqu depuis des chez sous will was were is are has have had be been to in at by',
  'from and which that who with until before after since during where when',
);

const isNumberWord = (token: Token | undefined): boolean =>
  token?.kind === 'number' || monthNames.has(token?.text ?? '') || seasons.has(token?.text ?? '');

/** A word of a complement with its hyphens: "e-santé", "Haute-Garonne"; null where no complement goes on. */
function wordAt(tokens: Tokens, index: number, language: string): number | null {
  const token = tokens[index];
  if (token?.kind !== 'word' || isNumberWord(token)) return null;
  if (stops.has(token.text) && !isCapital(token)) return null;
  if (language === 'fr' && /(?:er|ir)$/u.test(token.text) && isWord(tokens[index - 1], 'pour')) return null;
  let next = index + 1;
  while (
    isMark(tokens[next], '-') &&
    tokens[next]?.glued === true &&
    tokens[next + 1]?.glued === true &&
    tokens[next + 1]?.kind === 'word'
  )
    next += 2;
  return next;
}

function determined(tokens: Tokens, index: number): number {
  if (!determiners.has(tokens[index]?.text ?? '')) return index;
  return isMark(tokens[index + 1], "'") ? index + 2 : index + 1;
}

/** After a link and its article: one word, and in English every word up to the end of the name. */
function complementAt(tokens: Tokens, index: number, language: string): number | null {
  const link = tokens[index];
  if (link?.kind !== 'word' || !links.has(link.text)) return null;
  const afterLink = isMark(tokens[index + 1], "'") ? index + 2 : index + 1;
  const at = determined(tokens, afterLink);
  // "en Bretagne" is where, not what; "Numérique en Santé" is a name.
  if (link.text === 'en' && isCapital(tokens[at]) && !isCapital(tokens[index - 1])) return null;
  let next = wordAt(tokens, at, language);
  if (next === null || language === 'fr') return next;
  for (let more = wordAt(tokens, next, language); more !== null; more = wordAt(tokens, next, language)) {
    if (links.has(tokens[next]?.text ?? '') || happeningAt(tokens, next, language) !== null) break;
    next = more;
  }
  return next;
}

const longestPhrase = 24;

/** « Éthique et santé » in quotation marks, or null. */
function quotedAt(tokens: Tokens, index: number): number | null {
  if (!isMark(tokens[index], '«', '“', '"')) return null;
  for (let next = index + 1; next < Math.min(tokens.length, index + longestPhrase); next += 1)
    if (isMark(tokens[next], '»', '”', '"')) return next + 1;
  return null;
}

/** From after the noun over adjectives, names and complements. */
function endOf(tokens: Tokens, noun: number, after: number, language: string): number {
  let next = after;
  while (next - after < longestPhrase) {
    const token = tokens[next];
    const wasCapital = isCapital(tokens[next - 1]) && (next - 1 > 0 || isCapital(token));
    const isName = wasCapital && isCapital(token) && !stops.has(token?.text ?? '') && !isNumberWord(token);
    const isAnd = isWord(token, 'et', 'and') && links.has(tokens[next + 1]?.text ?? '') && next > noun + 1;
    const step =
      (isName || isAdjective(token, language) ? wordAt(tokens, next, language) : null) ??
      complementAt(tokens, isAnd ? next + 1 : next, language) ??
      quotedAt(tokens, next);
    if (step === null) break;
    next = step;
  }
  return next;
}

/** The phrase around a noun that stands from `noun` to before `after`. */
export function phraseAround(tokens: Tokens, noun: number, after: number, language: string): Phrase {
  const first = startOf(tokens, noun);
  const next = endOf(tokens, noun, after, language);
  const before = isMark(tokens[first - 1], "'") ? tokens[first - 2] : tokens[first - 1];
  const counted = tokens.slice(first, noun).some(isCount);
  return {
    first,
    next,
    isNamed: next > after,
    isNew: counted || indefinite.has(before?.text ?? ''),
    isThis: demonstrative.has(before?.text ?? ''),
    isDefinite: first === noun && definite.has(before?.text ?? ''),
  };
}

/** "Haut Conseil", "Open Data Council". */
function isBeforeBody(token: Token | undefined, language: string): boolean {
  if (!isCapital(token) || determiners.has(token?.text ?? '')) return false;
  return language !== 'fr' || ['haut', 'haute', 'grand', 'grande'].includes(token?.text ?? '');
}

/** The last body or series that a stretch of tokens names with a capital: "Conseil du numérique en santé". */
export function lastBody(tokens: Tokens, language: string): { readonly first: number; readonly next: number } | null {
  let found: { first: number; next: number } | null = null;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!isCapital(token) || !bodyNouns.has(token?.text ?? '')) continue;
    let first = index;
    while (isBeforeBody(tokens[first - 1], language) && index - first < 6) first -= 1;
    const next = endOf(tokens, index, index + 1, language);
    if (next > index + 1 || first < index) found = { first, next };
    index = next - 1;
  }
  return found;
}
