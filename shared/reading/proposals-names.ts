import { fold } from '../domain/text.ts';
import { isMark, type Token, tokensOf } from './date-tokens.ts';
import { isCapital, isModifier } from './proposals-titles.ts';
import { bodyNouns, nounAt, wordSet } from './proposals-words.ts';

type Tokens = readonly Token[];

/** Words that mark a run of capitalised words as something else than a person. */
const institutions = wordSet(
  'atelier ateliers ministere direction delegation agence institut universite ville region departement',
  'metropole mairie maison haute haut union federation association fondation ecole hotel palais ministry office',
  'agency department university city institute foundation union open government house cabinet parliament senate',
  'senat parlement plan charte semaine printemps etats generaux groupe',
);
const particles = wordSet('de du des d van von der la le da di el ben');
const honorifics = wordSet('m mm mme mmes mlle dr pr mr mrs ms sir prof professeur docteur maitre');
const placeStarts = new Set(['la', 'le', 'les', 'los', 'new', 'san', 'saint', 'sainte', 'st']);

/** Where a run of capitalised words ends, particles within it included. */
function runEnd(tokens: Tokens, index: number): number {
  let next = index + 1;
  for (;;) {
    const dash = isMark(tokens[next], '-', "'", '.') && tokens[next]?.glued === true ? next + 1 : next;
    if (isCapital(tokens[dash])) next = dash + 1;
    else if (particles.has(tokens[dash]?.text ?? '') && dash === next && isCapital(tokens[next + 1])) next += 2;
    else return next;
  }
}

/**
 * A title without anybody's name: it ends before a form of address, and before two capitalised words in a row that name no
 * institution. What is cut for nothing can be typed again; a name that is left cannot be taken back.
 */
function withoutPeople(title: string, tokens: Tokens, isEvent: (index: number) => boolean): string {
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (honorifics.has(token.text) && isCapital(token)) return title.slice(0, token.start);
    if (!isCapital(token)) continue;
    const next = runEnd(tokens, index);
    const words = tokens.slice(index, next);
    // "Clermont-Ferrand" is one name.
    const capitals = words.filter((one, at) => isCapital(one) && !(one.glued && isMark(words[at - 1], '-')));
    const isPlace = placeStarts.has(token.text);
    const isKnown = words.some(({ text }, at) => institutions.has(text) || bodyNouns.has(text) || isEvent(index + at));
    // The first word of a title has a capital without being a name.
    const isFirst = index === 0 && capitals.length <= 2 && isModifier(token);
    if (capitals.length >= 2 && !isPlace && !isKnown && !isFirst) return title.slice(0, token.start);
    index = next - 1;
  }
  return title;
}

const longestTitle = 300;
const danglingWords =
  /(?:[\s,;:(«"“-]|\s(?:de|du|des|d['’]|à|au|aux|et|en|le|la|les|l['’]|un|une|par|pour|sur|avec|dans|autour|the|of|a|an|and|by|with|for|on|in))+$/iu;

/** French sets its apostrophes curved and keeps its high signs beside their words. */
function typeset(title: string, language: string): string {
  if (language !== 'fr') return title;
  return title.replaceAll("'", '’').replace(/ (?=[:;?!»])|(?<=«) /gu, '\u00A0');
}

/** Tidy, with a capital, without names, links that lead nowhere and half a bracket; empty when nothing is left. */
export function tidyTitle(text: string, language: string): string {
  const [told = ''] = text.split('[…]');
  const tokens = tokensOf(told);
  let title = withoutPeople(told, tokens, (index) => nounAt(tokens, index, language) !== null);
  if (title.length > longestTitle) title = title.slice(0, longestTitle).replace(/[\s,;][^\s,;]*$/u, '');
  for (let before = ''; before !== title; ) {
    before = title;
    title = title.replace(danglingWords, '');
  }
  const open = title.lastIndexOf('(');
  if (open >= 0 && !title.includes(')', open)) title = title.slice(0, open).trimEnd();
  const clean = title.replace(/^[\s,;:.–-]+/u, '').replace(/\s+/gu, ' ');
  return fold(clean).length < 3 ? '' : typeset(`${clean.charAt(0).toUpperCase()}${clean.slice(1)}`, language);
}
