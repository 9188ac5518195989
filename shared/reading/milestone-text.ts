import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import {
  chosenDate,
  type DateOptions,
  type DateReading,
  type DateWarning,
  findDates,
  findRecurring,
  type ImpossibleDate,
  readDate,
  readUndated,
  readWholeDate,
} from './date-grammar.ts';
import { isMark, phraseAt, phrases, type Token, tokensOf } from './date-tokens.ts';
import { byWords, leads, links, rangeOpeners } from './date-words.ts';
import { messageOf } from './messages.ts';

/** Start and due date of a milestone, as one field or one bullet tells them. */
export type MilestoneDates = {
  readonly start: FuzzyDate | null;
  readonly due: FuzzyDate | null;
  readonly warnings: readonly DateWarning[];
};

export type MilestoneText = MilestoneDates & { readonly title: string };

const startLabels = phrases('début', 'date de début', 'début prévu', 'start', 'start date', 'starts', 'begin');
const endLabels = phrases(
  ...[
    'fin',
    'date de fin',
    'fin prévue',
    'échéance',
    "date d'échéance",
    'livraison',
    'date limite',
    'end',
    'end date',
    'due',
    'due date',
    'deadline',
  ],
);

/** A reading as start and due: a range has both, "à partir de" is a start and never a deadline. */
export function startAndDue(reading: DateReading, language: string): MilestoneDates {
  const { date, parts, warnings } = reading;
  if (parts !== undefined && date.precision !== 'unknown') {
    const due = date.ambiguity === undefined ? parts.end : { ...parts.end, ambiguity: date.ambiguity };
    return { start: parts.start, due, warnings };
  }
  if (date.qualifier !== 'from') return { start: null, due: date, warnings };
  return {
    start: date,
    due: null,
    warnings: [...warnings, { code: 'start-only', message: messageOf('start-only', language, date.text) }],
  };
}

type Label = { readonly kind: 'start' | 'end'; readonly first: number; readonly after: number };

/** `Début :`, `Fin :`, at the start or after a separator. A colon is required: "fin 2026" is a date. */
function labelsIn(tokens: readonly Token[]): Label[] {
  return tokens.flatMap((_, index): Label[] => {
    if (index > 0 && !isSeparator(tokens, index - 1)) return [];
    const start = phraseAt(tokens, index, startLabels);
    const end = phraseAt(tokens, index, endLabels);
    const after = start ?? end;
    if (after === null || !isMark(tokens[after], ':')) return [];
    return [{ kind: start === null ? 'end' : 'start', first: index, after: after + 1 }];
  });
}

/** `Début : A → Fin : B`: the words decide, not the arrow. Null when the text has no such words. */
function labelledDates(text: string, language: string, options: DateOptions): (MilestoneText | ImpossibleDate) | null {
  const tokens = tokensOf(text);
  const labels = labelsIn(tokens);
  const [first] = labels;
  if (first === undefined) return null;
  const dates: { start: FuzzyDate | null; end: FuzzyDate | null } = { start: null, end: null };
  const warnings: DateWarning[] = [];
  for (const [index, label] of labels.entries()) {
    const stop = labels[index + 1]?.first ?? tokens.length;
    const slice = trimmed(text.slice(tokens[label.after]?.start ?? text.length, tokens[stop - 1]?.end ?? text.length));
    if (slice === '') continue;
    const reading = readDate(slice, language, options);
    if ('impossible' in reading) return reading;
    dates[label.kind] ??= reading.date;
    warnings.push(...reading.warnings);
  }
  if (dates.start === null && dates.end === null) return null;
  const title = trimmed(text.slice(0, tokens[first.first]?.start ?? 0));
  return { title, start: dates.start, due: dates.end, warnings };
}

const separators = ['>', ':', '(', '[', ',', ';', '|'];

function isSeparator(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (isMark(token, ...separators)) return true;
  // A hyphen inside a word never separates.
  return isMark(token, '-') && (token?.glued === false || tokens[index + 1]?.glued === false);
}

function isStrongSeparator(tokens: readonly Token[], index: number): boolean {
  return isMark(tokens[index], '>', '(', '[', '|') || (isMark(tokens[index], '-') && isSeparator(tokens, index));
}

/** Titles in the record hold no more (RELIABILITY S14 asks for 300 in forms; sources are wordier). */
const longestBullet = 2_000;

const directions = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const edges = /^[\s\u00A0\u202F:;,>|*_→⇒➔–—\-([]+|[\s\u00A0\u202F:;,>|*_→⇒➔–—\-([]+$/gu;
const endEdges = /[\s\u00A0\u202F:;,>|→⇒➔–—\-([]+$/gu;
const cellEdges = /[\s\u00A0\u202F:;,|→⇒➔–—-]+$/gu;
const breakingPoints = /[\u00AD\u200B]/gu;

function trimmed(text: string): string {
  return text.replace(edges, '').trim();
}

/** A title: one kind of space, no closing separator; an opening bracket or quotation mark stays. */
export function cleanTitle(text: string): string {
  return cleaned(text, endEdges);
}

/** {@link cleanTitle} of a cell of a table: nothing was cut off behind it, so a bracket it ends with is its own. */
export function cleanCell(text: string): string {
  return cleaned(text, cellEdges);
}

function cleaned(text: string, closing: RegExp): string {
  return text
    .normalize('NFC')
    .replace(directions, '')
    .replace(breakingPoints, '')
    .replace(/[\s\u00A0\u202F\u2009]+/gu, ' ')
    .replace(/^[\s:>|→⇒➔–—-]+(?=\s|\p{L})/u, '')
    .replace(closing, '')
    .trim();
}

/** No date is longer; what is need not be tried. */
const longestDate = 200;

type Cut = { readonly title: string; readonly reading: DateReading | ImpossibleDate };

function cutAt(
  text: string,
  title: string,
  rest: string,
  tokens: readonly Token[],
  separator: number,
  language: string,
  options: DateOptions,
): Cut | null {
  if (rest.length > longestDate || rest.trim() === '' || cleanTitle(title) === '') return null;
  const isClear = isStrongSeparator(tokens, separator) || (tokens[separator + 1]?.newLine ?? false);
  const whole = readWholeDate(rest, language, options);
  if (whole !== null) return { title: cleanTitle(title), reading: whole };
  const undated = isClear && tokensOf(rest).length <= 8 ? readUndated(rest, language) : null;
  return undated === null || text.trim() === rest.trim() ? null : { title: cleanTitle(title), reading: undated };
}

/** The longest separable date at the end: after an arrow, a dash, a colon, a comma, a bracket, a line end. */
function suffixCut(text: string, tokens: readonly Token[], language: string, options: DateOptions): Cut | null {
  for (let index = 0; index < tokens.length - 1; index += 1) {
    const next = tokens[index + 1];
    const isBreak = next?.newLine ?? false;
    if (!isSeparator(tokens, index) && !isBreak) continue;
    const cutFrom = isBreak && !isSeparator(tokens, index) ? (next?.start ?? 0) : (tokens[index]?.end ?? 0);
    const titleEnd = isBreak && !isSeparator(tokens, index) ? (tokens[index]?.end ?? 0) : (tokens[index]?.start ?? 0);
    const cut = cutAt(text, text.slice(0, titleEnd), text.slice(cutFrom), tokens, index, language, options);
    if (cut !== null) return cut;
  }
  return juxtaposed(text, tokens, language, options);
}

/** "Publication de l'avis décembre 2021": no separator, and no preposition that makes it part of the sentence. */
function juxtaposed(text: string, tokens: readonly Token[], language: string, options: DateOptions): Cut | null {
  const last = findDates(text, language, options).at(-1);
  if (last === undefined || 'impossible' in last.reading || !/^[\s.;)\]*_]*$/u.test(text.slice(last.end))) return null;
  const first = tokens.findIndex(({ start }) => start >= last.start);
  const isLed = first > 0 && [leads, links, byWords].some((list) => endsWithPhrase(tokens, first, list));
  const isSentence = isLed || last.reading.date.qualifier !== undefined || last.reading.date.from === null;
  const isOpened = last.reading.parts !== undefined && phraseAt(tokens, first, rangeOpeners) !== null;
  if (first < 1 || isSentence || isOpened || isMark(tokens[first - 1], "'")) return null;
  return { title: cleanTitle(text.slice(0, last.start)), reading: last.reading };
}

function endsWithPhrase(tokens: readonly Token[], end: number, list: readonly (readonly string[])[]): boolean {
  return list.some(
    (phrase) => phrase.length <= end && phrase.every((text, step) => tokens[end - phrase.length + step]?.text === text),
  );
}

/** `Mars 2016 : …`, `2e semestre 2017 – …`, a date alone on the first line. */
function prefixCut(text: string, tokens: readonly Token[], language: string, options: DateOptions): Cut | null {
  let best: Cut | null = null;
  for (let index = 1; index < Math.min(tokens.length, 24); index += 1) {
    const isBreak = tokens[index]?.newLine ?? false;
    const isDivider =
      isMark(tokens[index], ':', '>', ')', ']', '|') || (isMark(tokens[index], '-') && isSeparator(tokens, index));
    if (!isBreak && !isDivider) continue;
    const head = text.slice(0, tokens[index]?.start ?? 0);
    const rest = text.slice(isDivider ? (tokens[index]?.end ?? 0) : (tokens[index]?.start ?? 0));
    if (head.length > longestDate || cleanTitle(rest) === '') continue;
    const reading = readWholeDate(head, language, options);
    if (reading !== null) best = { title: cleanTitle(rest), reading };
  }
  return best;
}

function fromCut(cut: Cut, language: string): MilestoneText | ImpossibleDate {
  if ('impossible' in cut.reading) return cut.reading;
  return { title: cut.title, ...startAndDue(cut.reading, language) };
}

/**
 * A bullet as title and dates. A date at the front or the end is cut off; inside a sentence the title stays whole
 * (DOMAIN, "date position").
 */
export function splitMilestone(text: string, language: string, options: DateOptions = {}): MilestoneText | ImpossibleDate {
  // Longer than any title may be: a paragraph that fell into a list, kept whole and undated.
  if (text.length > longestBullet)
    return { title: cleanTitle(text.slice(0, longestBullet)), start: null, due: null, warnings: [tooLong(language)] };
  const labelled = labelledDates(text, language, options);
  if (labelled !== null) return labelled;
  const tokens = tokensOf(text);
  const cut = suffixCut(text, tokens, language, options) ?? prefixCut(text, tokens, language, options);
  if (cut !== null) return fromCut(cut, language);
  const found = findDates(text, language, options);
  const impossible = found.find(({ reading }) => 'impossible' in reading);
  if (impossible !== undefined && 'impossible' in impossible.reading) return impossible.reading;
  const title = cleanTitle(text);
  const chosen = chosenDate(text, found) ?? findRecurring(text, language);
  if (chosen === null || 'impossible' in chosen.reading) return { title, start: null, due: null, warnings: [] };
  const dates = startAndDue(chosen.reading, language);
  const code = found.length > 1 ? 'several-dates' : 'date-in-sentence';
  const listed = found.length > 1 ? found.map(({ start, end }) => text.slice(start, end)).join(' / ') : chosen.reading.date.text;
  return { title, ...dates, warnings: [...dates.warnings, { code, message: messageOf(code, language, listed) }] };
}

/** A date field of its own: a column, a cell. Reads `Début : A → Fin : B` as well. */
export function readMilestoneDates(text: string, language: string, options: DateOptions = {}): MilestoneDates | ImpossibleDate {
  const labelled = labelledDates(text, language, options);
  if (labelled !== null && ('impossible' in labelled || labelled.title === '')) return labelled;
  const reading = readDate(text, language, options);
  return 'impossible' in reading ? reading : startAndDue(reading, language);
}

function tooLong(language: string): DateWarning {
  return { code: 'long-bullet', message: messageOf('long-bullet', language) };
}

/** Two bullets run together: parts between semicolons or line ends that each carry a separable date. */
export function partsOfMilestone(text: string, language: string, options: DateOptions = {}): readonly string[] {
  if (text.length > longestBullet) return [text];
  for (const separator of [/\s*;\s*/u, /\s*\n\s*/u]) {
    const parts = text.split(separator).filter((part) => part.trim() !== '');
    if (parts.length > 1 && parts.every((part) => isDatedPart(part, language, options))) return parts;
  }
  return [text];
}

function isDatedPart(text: string, language: string, options: DateOptions): boolean {
  if (readWholeDate(text, language, options) !== null) return false;
  const labelled = labelledDates(text, language, options);
  if (labelled !== null) return 'impossible' in labelled || labelled.title !== '';
  const tokens = tokensOf(text);
  const cut = suffixCut(text, tokens, language, options) ?? prefixCut(text, tokens, language, options);
  return cut !== null && ('impossible' in cut.reading || cut.reading.date.to !== null);
}
