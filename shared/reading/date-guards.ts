import type { Expression } from './date-expression.ts';
import { isMark, isWord, phraseAt, phrases, type Token } from './date-tokens.ts';
import { fromWords, monthNames, seasons } from './date-words.ts';

const legalNouns = new Set([
  ...[
    'loi',
    'lois',
    'decret',
    'decrets',
    'ordonnance',
    'ordonnances',
    'arrete',
    'arretes',
    'directive',
    'directives',
    'circulaire',
  ],
  ...['reglement', 'decision', 'deliberation', 'convention', 'accord', 'article', 'articles', 'art', 'conseil'],
  ...['law', 'laws', 'act', 'decree', 'order', 'regulation', 'regulations', 'decision', 'agreement', 'section'],
]);
const betweenLawAndDate = new Set([
  'du',
  'de',
  'des',
  'of',
  'n',
  'no',
  'le',
  'la',
  'the',
  'd',
  'l',
  'ue',
  'eu',
  'ce',
  'dc',
  'et',
  'and',
]);

/** "loi n° 2014-1662 du 30 décembre 2014" names a text, not a deadline. */
function namesALaw(tokens: readonly Token[], start: number): boolean {
  for (let index = start - 1; index >= Math.max(0, start - 10); index -= 1) {
    const token = tokens[index];
    if (token?.kind === 'word' && legalNouns.has(token.text)) return true;
    const isBetween =
      token?.kind === 'number' ||
      isMark(token, '°', '-', '/', "'", '.') ||
      (token?.kind === 'word' && (betweenLawAndDate.has(token.text) || monthNames.has(token.text)));
    if (!isBetween) return false;
  }
  return false;
}

const clauseEnds = [',', ';', '.', ':', '(', ')', '>'];
const pastAuxiliaries = phrases(
  ...[
    'a été',
    'ont été',
    'avait été',
    'avaient été',
    'fut',
    'furent',
    'était',
    'étaient',
    "s'est",
    'se sont',
    'est entré',
    'est entrée',
  ],
  ...['was', 'were', 'has been', 'have been', 'had been', 'has', 'had'],
);
const sinceWords = phrases('depuis', 'since');

/** "a été lancée en 2015": an event that is over. */
function tellsThePast(tokens: readonly Token[], start: number): boolean {
  let first = start;
  while (first > 0 && !isMark(tokens[first - 1], ...clauseEnds)) first -= 1;
  for (let index = first; index < start; index += 1) {
    if (phraseAt(tokens, index, pastAuxiliaries) !== null) return true;
    // "l'État a publié en 2015"; "à titre d'essai" folds to the same letter.
    const auxiliary = tokens[index];
    if (auxiliary !== undefined && ['a', 'ont'].includes(auxiliary.written.toLowerCase()) && isParticiple(tokens[index + 1]))
      return true;
  }
  return false;
}

function isParticiple(token: Token | undefined): boolean {
  return token?.kind === 'word' && /..(?:é|ée|és|ées|i|is|ise|it|u|ue|us)$/u.test(token.written.normalize('NFC').toLowerCase());
}

const yearlessLeads = new Set([
  'en',
  'in',
  'by',
  'fin',
  'debut',
  'mi',
  'courant',
  'ici',
  'avant',
  'au',
  'end',
  'early',
  'late',
  'mid',
  'during',
  'tard',
]);

/** A month or part of a year without its year needs a word before it that can only announce a date. */
function isAnnounced(tokens: readonly Token[], at: number, expression: Expression): boolean {
  const words = tokens.slice(at, expression.next);
  const season = words.findIndex((token) => seasons.has(token.text));
  const first = words[0]?.text ?? '';
  // "a été": the season of a sentence without a year is announced by "en" or an article, never by "à" alone.
  if (season > 0) return isWord(words[season - 1], 'en', 'in', 'by', 'the') || isMark(words[season - 1], "'");
  return season < 0 && yearlessLeads.has(first === 'd' ? 'ici' : first);
}

function isInsideNumber(tokens: readonly Token[], expression: Expression): boolean {
  const [before, first, after] = [tokens[expression.first - 1], tokens[expression.first], tokens[expression.next]];
  const isNumber = first?.kind === 'number';
  if (isNumber && isMark(before, '/', '-', '#', '°', '.') && first.glued) return true;
  const glued = after?.glued === true && tokens[expression.next + 1]?.glued === true;
  return (
    tokens[expression.next - 1]?.kind === 'number' &&
    glued &&
    isMark(after, '/', '-') &&
    tokens[expression.next + 1]?.kind === 'number'
  );
}

/** Does an expression found inside a sentence date what the sentence promises? `at` includes its prepositions. */
export function isAttached(tokens: readonly Token[], at: number, expression: Expression, includesPast: boolean): boolean {
  if (isInsideNumber(tokens, expression)) return false;
  if (namesALaw(tokens, at)) return false;
  if (!includesPast && (phraseAt(tokens, expression.first, sinceWords) !== null || tellsThePast(tokens, at))) return false;
  if (expression.isStrong)
    return expression.days !== 'impossible' || hasMonthName(tokens, expression) || isFullNumeric(tokens, expression);
  const hasYear = tokens
    .slice(expression.first, expression.next)
    .some(({ kind, text }) => kind === 'number' && text.length === 4);
  if (hasYear) return expression.isMarked || phraseAt(tokens, expression.first, fromWords) !== null;
  return expression.days !== 'impossible' && isAnnounced(tokens, at, expression);
}

function hasMonthName(tokens: readonly Token[], expression: Expression): boolean {
  return tokens.slice(expression.first, expression.next).some(({ text }) => monthNames.has(text));
}

/** `31/09/2021`: three numbers are meant as a date, two may be anything. */
function isFullNumeric(tokens: readonly Token[], expression: Expression): boolean {
  return tokens.slice(expression.first, expression.next).filter(({ kind }) => kind === 'number').length >= 3;
}
