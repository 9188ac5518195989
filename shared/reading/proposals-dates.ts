import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import { expressionAt } from './date-expression.ts';
import { type DateReading, readWholeDate } from './date-grammar.ts';
import { isAttached } from './date-guards.ts';
import { isMark, isWord, phraseAt, phrases, type Token } from './date-tokens.ts';
import { monthNames, weekdays } from './date-words.ts';

/** A date in a sentence, its year told or not. */
export type DateSpot = {
  /** Tokens of the expression: from the preposition before it to before the token after it. */
  readonly first: number;
  readonly next: number;
  /** Token at which the date itself begins. */
  readonly at: number;
  /** As written, "27 juin dernier". */
  readonly text: string;
  /** What the grammar reads once a year is known: the text without "dernier". */
  readonly core: string;
  /** As the sentence alone tells it. */
  readonly date: FuzzyDate;
  readonly lacksYear: boolean;
  readonly hasSeveral: boolean;
  /** 1 for Monday to 7 for Sunday, where it is named. */
  readonly weekday: number | null;
  readonly day: number | null;
  readonly month: number | null;
  /** "dernier", "prochain", "ce": how it lies to the day of writing. */
  readonly points: 'back' | 'ahead' | 'here' | null;
  /** It dates the noun before it, "les échanges du 27 juin", not the sentence. */
  readonly ofNoun: boolean;
};

/** After a date, in French. */
const backWords = ['dernier', 'derniere', 'derniers', 'dernieres', 'passe'];
const aheadWords = ['prochain', 'prochaine', 'prochains', 'prochaines'];
const hereWords = ['ce', 'cet', 'cette', 'this'];
const nounLinks = ['du', 'de', 'des', 'd', 'of'];

/** The end of a year that is not named: read once it is known. */
const yearEnds = phrases(
  ...["avant la fin de l'année", "d'ici la fin de l'année", "d'ici à la fin de l'année", "à la fin de l'année", "fin de l'année"],
  ...['by the end of the year', 'before the end of the year', 'at the end of the year', 'end of the year'],
);
const otherYears = ['scolaire', 'universitaire', 'prochaine', 'derniere', 'passee', 'budgetaire', 'civile'];

const weekdayNumbers: ReadonlyMap<string, number> = new Map([...weekdays].map((name, index) => [name, (index % 7) + 1]));

function pointing(tokens: readonly Token[], from: number, next: number): DateSpot['points'] {
  const [before, first, after] = [tokens[from - 1], tokens[from], tokens[next]];
  if (isWord(after, ...backWords) || isWord(before, 'last')) return 'back';
  if (isWord(after, ...aheadWords) || isWord(before, 'next')) return 'ahead';
  return isWord(first, ...hereWords) || isWord(before, ...hereWords) ? 'here' : null;
}

/** Whether a preposition before the core makes it the complement of a noun. */
function datesNoun(tokens: readonly Token[], first: number): boolean {
  const before = isMark(tokens[first - 1], "'") ? first - 2 : isWord(tokens[first - 1], 'the') ? first - 2 : first - 1;
  return isWord(tokens[before], ...nounLinks);
}

function spotOf(
  text: string,
  tokens: readonly Token[],
  from: number,
  found: { readonly first: number; readonly next: number; readonly isRange: boolean },
  reading: DateReading,
  core: string,
): DateSpot {
  const { first, next } = found;
  const words = tokens.slice(first, next);
  const points = pointing(tokens, from, next);
  const end = isWord(tokens[next], ...backWords, ...aheadWords) ? next + 1 : next;
  const written = text.slice(tokens[first]?.start ?? 0, tokens[end - 1]?.end ?? 0);
  const lacksYear = reading.warnings.some(({ code }) => code === 'no-year');
  const dayToken = words.find(({ kind, text: digits }) => kind === 'number' && digits.length <= 2);
  const number = (token: Token | undefined) => (token === undefined ? null : Number(token.text));
  return {
    first: from,
    next: end,
    at: first,
    text: written,
    core,
    date: { ...reading.date, text: written },
    lacksYear,
    hasSeveral: reading.warnings.some(({ code }) => code === 'several-dates'),
    weekday: words.map(({ text: word }) => weekdayNumbers.get(word)).find((one) => one !== undefined) ?? null,
    day: number(dayToken),
    month: words.map(({ text: word }) => monthNames.get(word)?.month).find((one) => one !== undefined) ?? null,
    points,
    ofNoun: reading.date.qualifier === undefined && !found.isRange && datesNoun(tokens, first),
  };
}

function yearEndAt(text: string, tokens: readonly Token[], index: number): DateSpot | null {
  const next = phraseAt(tokens, index, yearEnds);
  const after = next === null ? undefined : tokens[next];
  if (next === null || after?.kind === 'number' || isWord(after, ...otherYears)) return null;
  const written = text.slice(tokens[index]?.start ?? 0, tokens[next - 1]?.end ?? 0);
  return {
    first: index,
    next,
    at: index,
    text: written,
    core: written,
    date: { text: written, precision: 'unknown', from: null, to: null },
    lacksYear: true,
    hasSeveral: false,
    weekday: null,
    day: null,
    month: null,
    points: null,
    ofNoun: false,
  };
}

/** Every date of a sentence, in order, past ones and those without a year included. Names of laws are none. */
export function dateSpots(text: string, tokens: readonly Token[], language: string): DateSpot[] {
  const spots: DateSpot[] = [];
  let index = 0;
  while (index < tokens.length) {
    const yearEnd = yearEndAt(text, tokens, index);
    const expression = yearEnd === null ? expressionAt(tokens, index, { language }) : null;
    if (yearEnd !== null) spots.push(yearEnd);
    if (expression === null) {
      index = yearEnd?.next ?? index + 1;
      continue;
    }
    const { first, next } = expression;
    const words = tokens.slice(first, next);
    const named = words.some(({ text: word }) => monthNames.has(word));
    // A day and its month are a date even without a year; a month alone needs a word that announces it.
    const isDay = named && words.some(({ kind }) => kind === 'number');
    const isPointed = named && pointing(tokens, index, next) !== null;
    const core = text.slice(tokens[first]?.start ?? 0, tokens[next - 1]?.end ?? 0);
    const isDate = isAttached(tokens, index, isDay || isPointed ? { ...expression, isStrong: true } : expression, true);
    const reading = isDate ? readWholeDate(core, language) : null;
    if (reading !== null && !('impossible' in reading)) {
      spots.push(spotOf(text, tokens, index, { first, next, isRange: expression.parts !== undefined }, reading, core));
    }
    index = spots.at(-1)?.first === index ? (spots.at(-1)?.next ?? next) : next;
  }
  return spots;
}

/** The date in a given year, or null when the calendar has no such day then. */
export function inYear({ core, text }: DateSpot, year: number, language: string): FuzzyDate | null {
  const isYearEnd = /(?:année|year)$/iu.test(core);
  const reading = readWholeDate(isYearEnd ? `${core} ${year}` : core, language, { year });
  if (reading === null || 'impossible' in reading) return null;
  const { date } = reading;
  return date.from === null && date.to === null ? null : { ...date, text };
}
