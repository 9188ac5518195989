import { type Form, firstYear, lastYear, numeric, type SpotAt, slashedYears, yearAt } from './date-numbers.ts';
import { type At, isMark, isWord, type Phrases, phraseAt, type Token } from './date-tokens.ts';
import {
  duringWords,
  earlyWords,
  fiscalNames,
  lateWords,
  links,
  midWords,
  monthNames,
  ordinalEndings,
  ordinals,
  quarterNames,
  rentreeWords,
  seasons,
  semesterNames,
  weekdays,
  yearNames,
} from './date-words.ts';

type Tokens = readonly Token[];

function skip(tokens: Tokens, index: number, list: Phrases): number {
  return phraseAt(tokens, index, list) ?? index;
}

function skipDot(tokens: Tokens, index: number): number {
  const dot = tokens[index];
  return isMark(dot, '.') && dot?.glued === true ? index + 1 : index;
}

/** A year that follows, with or without "de", "of" or a comma; else no year and the index unchanged. */
function optionalYear(tokens: Tokens, index: number): At<number | null> {
  const direct = yearAt(tokens, index);
  if (direct !== null) return direct;
  const linked = phraseAt(tokens, index, links);
  const after = linked === null ? null : yearAt(tokens, skip(tokens, linked, yearNames));
  return after ?? { value: null, next: index };
}

function smallNumber(token: Token | undefined, digits = 2): number | null {
  return token?.kind === 'number' && token.text.length <= digits ? Number(token.text) : null;
}

/** `mardi 31 décembre 2022`, `1er septembre 2021`, `31st of December, 2022`. */
const dayMonth: Form = (tokens, start) => {
  let index = start;
  if (weekdays.has(tokens[index]?.text ?? '')) index += isMark(tokens[index + 1], ',') ? 2 : 1;
  if (index > start && isWord(tokens[index], 'le', 'the')) index += 1;
  const day = smallNumber(tokens[index]);
  if (day === null) return null;
  index += 1;
  const ending = tokens[index];
  if (ending?.kind === 'word' && ordinalEndings.has(ending.text)) index += 1;
  else if (isMark(ending, '°')) index += 1;
  index = skip(tokens, index, links);
  const month = monthNames.get(tokens[index]?.text ?? '');
  if (month === undefined) return null;
  const year = optionalYear(tokens, skipDot(tokens, index + 1));
  const next = year.value === null ? (month.short ? skipDot(tokens, index + 1) : index + 1) : year.next;
  return { value: { unit: 'day', day, month: month.month, year: year.value }, next };
};

/** `December 31, 2022`. In French, a number between month and year broke the date. */
const monthDay: Form = (tokens, start) => {
  let index = start;
  if (weekdays.has(tokens[index]?.text ?? '')) index += isMark(tokens[index + 1], ',') ? 2 : 1;
  const month = monthNames.get(tokens[index]?.text ?? '');
  const numberAt = skipDot(tokens, index + 1);
  const token = tokens[numberAt];
  if (month === undefined || token?.kind !== 'number' || token.text.length > 3) return null;
  const afterDay = tokens[numberAt + 1];
  const after = afterDay?.kind === 'word' && afterDay.glued && ordinalEndings.has(afterDay.text) ? numberAt + 2 : numberAt + 1;
  const year = yearAt(tokens, isMark(tokens[after], ',') ? after + 1 : after);
  const day = Number(token.text);
  const isEnglish = !month.french && token.text.length <= 2;
  if (year === null) {
    if (!isEnglish || month.short) return null;
    return { value: { unit: 'day', day, month: month.month, year: null }, next: after };
  }
  if (!isEnglish || day > 31) return { value: { unit: 'unclear', code: 'broken-date', year: year.value }, next: year.next };
  return { value: { unit: 'day', day, month: month.month, year: year.value }, next: year.next };
};

const monthOf: Phrases = [
  ['mois', 'de'],
  ['mois', 'd', "'"],
  ['le', 'mois', 'de'],
  ['month', 'of'],
  ['the', 'month', 'of'],
];

/** `octobre 2021`, `fin juin 2019`, `courant juin`, `month of October 2021`. */
const monthYear: Form = (tokens, start) => {
  const during = phraseAt(tokens, start, duringWords);
  const late = phraseAt(tokens, start, lateWords);
  const modified = during ?? late ?? phraseAt(tokens, start, earlyWords) ?? phraseAt(tokens, start, midWords);
  let index = start;
  if (modified !== null) index = isMark(tokens[modified], '-') ? modified + 1 : skip(tokens, modified, links);
  index = skip(tokens, index, monthOf);
  const month = monthNames.get(tokens[index]?.text ?? '');
  if (month === undefined) return null;
  const flags = { atEnd: late !== null, during: during !== null };
  const year = optionalYear(tokens, skipDot(tokens, index + 1));
  const next = year.value === null ? (month.short ? skipDot(tokens, index + 1) : index + 1) : year.next;
  return { value: { unit: 'month', month: month.month, ...flags, year: year.value }, next };
};

const shortNames: ReadonlyMap<string, 'quarter' | 'semester'> = new Map([
  ['t', 'quarter'],
  ['q', 'quarter'],
  ['s', 'semester'],
  ['h', 'semester'],
]);

function withYear(tokens: Tokens, index: number): At<number | null> {
  const after = isMark(tokens[index], '-', '/') ? yearAt(tokens, index + 1) : null;
  return after ?? optionalYear(tokens, index);
}

/** `T2 2022`, `2022-Q2`, `2e trimestre 2022`, `first half of 2022`. */
const partOfYearByNumber: Form = (tokens, start) => {
  const yearFirst = yearAt(tokens, start);
  let index = yearFirst === null ? start : isMark(tokens[start + 1], '-', '/') ? start + 2 : start + 1;
  const short = shortNames.get(tokens[index]?.text ?? '');
  const digit = tokens[index + 1];
  if (short !== undefined && digit?.kind === 'number' && digit.glued && digit.text.length === 1) {
    const after = yearFirst === null ? withYear(tokens, index + 2) : { value: yearFirst.value, next: index + 2 };
    return { value: { unit: short, nth: Number(digit.text), year: after.value }, next: after.next };
  }
  if (yearFirst !== null) return null;
  index = afterModifier(tokens, index);
  const nth = nthAt(tokens, index);
  if (nth === null) return null;
  index = nth.next;
  const quarter = phraseAt(tokens, index, quarterNames);
  const end = quarter ?? phraseAt(tokens, index, semesterNames);
  if (end === null) return null;
  const year = optionalYear(tokens, end);
  const unit = quarter === null ? 'semester' : 'quarter';
  const value = nth.value === 'last' ? (unit === 'quarter' ? 4 : 2) : nth.value;
  return { value: { unit, nth: value, year: year.value }, next: year.next };
};

/** "fin du premier trimestre" is the whole quarter, as "fin juin" is the whole of June. */
function afterModifier(tokens: Tokens, index: number): number {
  const after = phraseAt(tokens, index, earlyWords) ?? phraseAt(tokens, index, midWords) ?? phraseAt(tokens, index, lateWords);
  const linked = after === null ? null : phraseAt(tokens, after, modifierLinks);
  return linked ?? index;
}

const modifierLinks: Phrases = [['de', 'l', "'"], ['of', 'the'], ['du'], ['of'], ['de'], ['d', "'"]];

function nthAt(tokens: Tokens, index: number): At<number | 'last'> | null {
  const token = tokens[index];
  if (isWord(token, 'dernier', 'last')) return { value: 'last', next: index + 1 };
  const word = ordinals.get(token?.text ?? '');
  if (word !== undefined) return { value: word, next: index + 1 };
  const value = smallNumber(token, 1);
  const ending = tokens[index + 1];
  if (value === null || ending?.kind !== 'word' || !ordinalEndings.has(ending.text)) return null;
  return { value, next: index + 2 };
}

/** `été 2024`: a season is followed at once by its year, else it is "a été lancée" (the caller asks for more). */
const season: Form = (tokens, start) => {
  const modified = phraseAt(tokens, start, earlyWords) ?? phraseAt(tokens, start, midWords) ?? phraseAt(tokens, start, lateWords);
  const index = modified === null ? start : isMark(tokens[modified], '-') ? modified + 1 : skip(tokens, modified, modifierLinks);
  const name = seasons.get(tokens[index]?.text ?? '');
  if (name === undefined) return null;
  const isOf = isWord(tokens[index + 1], 'of', 'de');
  const year = yearAt(tokens, isOf ? index + 2 : index + 1);
  if (year === null) return { value: { unit: 'season', season: name, nextYear: false, year: null }, next: index + 1 };
  const last = name === 'winter' ? winterEnd(tokens, year) : null;
  const next = last ?? year.next;
  return { value: { unit: 'season', season: name, nextYear: last !== null, year: year.value }, next };
};

/** "hiver 2023-2024" says which winter it is. */
function winterEnd(tokens: Tokens, year: At<number>): number | null {
  if (!isMark(tokens[year.next], '-', '/')) return null;
  const text = tokens[year.next + 1]?.text ?? '';
  const follows = String(year.value + 1);
  return text === follows || text === follows.slice(2) ? year.next + 2 : null;
}

const partNames = [
  ['rentree', rentreeWords],
  ['early', earlyWords],
  ['mid', midWords],
  ['late', lateWords],
] as const;

/** `début 2026`, `mi-2026`, `la fin de l'année 2026`, `rentrée 2026`; "fin d'année" waits for a year. */
const partOfYear: Form = (tokens, start) => {
  for (const [part, list] of partNames) {
    const after = phraseAt(tokens, start, list);
    if (after === null) continue;
    const dashed = isMark(tokens[after], '-') ? after + 1 : after;
    const named = phraseAt(tokens, skip(tokens, dashed, links), yearNames) ?? phraseAt(tokens, dashed, yearNames);
    const year = named === null ? optionalYear(tokens, dashed) : optionalYear(tokens, named);
    if (year.value === null && named === null && part !== 'rentree') continue;
    return { value: { unit: 'part', part, year: year.value }, next: year.value === null ? (named ?? after) : year.next };
  }
  return null;
};

/** `2023`, `l'année 2023`. */
const wholeYear: Form = (tokens, start) => {
  const year = yearAt(tokens, skip(tokens, start, yearNames));
  return year === null ? null : { value: { unit: 'year', year: year.value }, next: year.next };
};

/** `exercice 2023-2024`, `fiscal year 2023-24`, `FY 2023`. */
const fiscalYear: Form = (tokens, start) => {
  const named = phraseAt(tokens, start, fiscalNames);
  if (named === null) return null;
  const first = tokens[named];
  if (first?.kind !== 'number' || first.text.length !== 4) return null;
  const year = Number(first.text);
  if (year < firstYear || year > lastYear) return null;
  const second = isMark(tokens[named + 1], '-', '/') ? tokens[named + 2] : undefined;
  const isNext = second !== undefined && [String(year + 1), String(year + 1).slice(2)].includes(second.text);
  return { value: { unit: 'fiscal', last: isNext ? year + 1 : null, year }, next: isNext ? named + 3 : named + 1 };
};

const forms: readonly Form[] = [
  numeric,
  slashedYears,
  dayMonth,
  monthDay,
  monthYear,
  partOfYearByNumber,
  season,
  partOfYear,
  fiscalYear,
  wholeYear,
];

/** The longest single date that begins at `index`. */
export function spotAt(tokens: Tokens, index: number, language: string): SpotAt | null {
  let best: SpotAt | null = null;
  for (const form of forms) {
    const found = form(tokens, index, language);
    if (found !== null && (best === null || found.next > best.next)) best = found;
  }
  return best;
}

/** A day of the month alone, "3" in "du 3 au 5 mars 2022": only the caller knows that another date follows. */
export function bareDayAt(tokens: Tokens, index: number): SpotAt | null {
  const day = smallNumber(tokens[index]);
  if (day === null) return null;
  const ending = tokens[index + 1];
  const next = ending?.kind === 'word' && ending.glued && ordinalEndings.has(ending.text) ? index + 2 : index + 1;
  return { value: { unit: 'day', day, month: null, year: null }, next };
}
