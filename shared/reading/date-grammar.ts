import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import { type Expression, expressionAt, type GrammarWarning } from './date-expression.ts';
import { isAttached } from './date-guards.ts';
import type { Context, SpotDays } from './date-spot.ts';
import { isMark, isWord, type Phrases, phraseAt, phrases, type Token, tokensOf } from './date-tokens.ts';
import { eventWords, ongoingWords, recurringAdjectives, recurringWords, unknownWords } from './date-words.ts';
import { type FindingCode, messageOf } from './messages.ts';

export type DateOptions = {
  /** The year of a parent bullet, for a month or a day without one. */
  readonly year?: number | undefined;
  readonly fiscalYearStartsInMonth?: number | undefined;
};

export type DateWarning = { readonly code: FindingCode; readonly message: string };

/** The two ends of a range, each with its own precision: a milestone's start and due date. */
type DateParts = { readonly start: FuzzyDate; readonly end: FuzzyDate };

export type DateReading = {
  readonly date: FuzzyDate;
  readonly parts?: DateParts;
  readonly warnings: readonly DateWarning[];
};

/** The text names a date that no calendar has. */
export type ImpossibleDate = { readonly impossible: string };

export type FoundDate = {
  /** Offsets of the date's text in the sentence. */
  readonly start: number;
  readonly end: number;
  readonly reading: DateReading | ImpossibleDate;
};

const longestText = 500;
/** A field that is longer holds a page, not a date. */
const longestField = 2_000;

function verbatim(text: string): string {
  const plain = text.trim();
  return (/[\r\n]/u.test(plain) ? plain.replace(/\s+/gu, ' ') : plain).slice(0, longestText).trim();
}

function contextOf(language: string, options: DateOptions): Context {
  return { language, year: options.year, fiscalYearStartsInMonth: options.fiscalYearStartsInMonth };
}

function dateOf(text: string, days: SpotDays, qualifier?: FuzzyDate['qualifier']): FuzzyDate {
  return {
    text: verbatim(text),
    precision: days.precision,
    from: days.from,
    to: days.to,
    ...(qualifier === undefined ? {} : { qualifier }),
    ...(days.ambiguity === undefined ? {} : { ambiguity: days.ambiguity }),
  };
}

function readingOf(
  text: string,
  source: string,
  tokens: readonly Token[],
  found: Expression,
  language: string,
): DateReading | ImpossibleDate {
  if (found.days === 'impossible') return { impossible: verbatim(text) };
  const slice = (first: number, next: number) => source.slice(tokens[first]?.start ?? 0, tokens[next - 1]?.end ?? 0);
  const warnings = found.warnings.map((code: GrammarWarning) => ({ code, message: messageOf(code, language, text) }));
  const { parts } = found;
  return {
    date: dateOf(text, found.days, found.qualifier),
    ...(parts === undefined
      ? {}
      : {
          parts: {
            start: dateOf(slice(parts.start.first, parts.start.next), parts.start.days),
            end: dateOf(slice(parts.end.first, parts.end.next), parts.end.days),
          },
        }),
    warnings,
  };
}

const closers = ['.', ';', ',', ':', '!', ')', ']', '»', '"', '*', '_'];
const openers = ['(', '[', '«', '"', '*', '_'];

/** Tokens without brackets, quotes and closing punctuation around them. */
function bounds(tokens: readonly Token[]): readonly [number, number] {
  let [first, last] = [0, tokens.length];
  while (first < last && isMark(tokens[first], ...openers)) first += 1;
  while (last > first && isMark(tokens[last - 1], ...closers)) {
    // The full stop of "déc." belongs to it and does no harm when left out.
    last -= 1;
  }
  return [first, last];
}

const fieldNames = phrases(
  ...[
    'échéance',
    'date',
    'fin',
    'date de fin',
    'date limite',
    'délai',
    'livraison',
    'calendrier',
    'date prévue',
    'échéance prévue',
  ],
  ...['due', 'due date', 'deadline', 'end', 'end date', 'by', 'timeline', 'completion date', 'expected'],
);

function afterFieldName(tokens: readonly Token[], index: number): number {
  const after = phraseAt(tokens, index, fieldNames);
  return after !== null && isMark(tokens[after], ':') ? after + 1 : index;
}

/**
 * Reads a text that is a date expression and nothing else; null when it is not. Offsets of its tokens are those of
 * `text`.
 */
export function readWholeDate(text: string, language: string, options: DateOptions = {}): DateReading | ImpossibleDate | null {
  const [first, last] = bounds(tokensOf(text));
  const tokens = tokensOf(text).slice(0, last);
  const start = afterFieldName(tokens, first);
  const found = expressionAt(tokens, start, contextOf(language, options));
  if (found === null || found.next < last) return null;
  return readingOf(text.slice(tokens[start]?.start, tokens[last - 1]?.end), text, tokens, found, language);
}

/** Place of the first phrase of a list, or -1. */
function placeOf(tokens: readonly Token[], list: Phrases): number {
  return tokens.findIndex((_, index) => phraseAt(tokens, index, list) !== null);
}

function undatedReading(text: string, precision: 'ongoing' | 'recurring' | 'event' | 'unknown', language: string): DateReading {
  const code = precision === 'unknown' ? 'unreadable-date' : 'undated';
  return {
    date: { text: verbatim(text), precision, from: null, to: null },
    warnings: [{ code, message: messageOf(code, language, text) }],
  };
}

function undatedPrecision(tokens: readonly Token[], firstDate: number): 'ongoing' | 'recurring' | 'event' | 'unknown' | null {
  const [first] = bounds(tokens);
  const start = afterFieldName(tokens, first);
  const recurring = [placeOf(tokens, recurringWords), placeOf(tokens, recurringAdjectives)].filter((at) => at >= 0);
  if (recurring.some((at) => at < firstDate)) return 'recurring';
  if (phraseAt(tokens, start, ongoingWords) !== null) return 'ongoing';
  const ongoing = placeOf(tokens, ongoingWords);
  if (ongoing >= 0 && firstDate === Number.POSITIVE_INFINITY) return 'ongoing';
  if (phraseAt(tokens, start, eventWords) !== null) return 'event';
  const lead = isWord(tokens[start], 'a', 'au', 'en', 'at', 'on') ? start + 1 : start;
  if (phraseAt(tokens, lead, eventWords) !== null) return 'event';
  return phraseAt(tokens, start, unknownWords) !== null ? 'unknown' : null;
}

/** A wording with no end in the calendar that fills the whole text: "en continu", "chaque année", "bientôt". */
export function readUndated(text: string, language: string): DateReading | null {
  const precision = undatedPrecision(tokensOf(text), Number.POSITIVE_INFINITY);
  return precision === null ? null : undatedReading(text, precision, language);
}

/** "Chaque année" inside a sentence, as found; adjectives ("rapport annuel") say nothing. */
export function findRecurring(text: string, language: string): FoundDate | null {
  const tokens = tokensOf(text);
  const at = placeOf(tokens, recurringWords);
  const next = at < 0 ? null : phraseAt(tokens, at, recurringWords);
  if (next === null) return null;
  const [start, end] = [tokens[at]?.start ?? 0, tokens[next - 1]?.end ?? 0];
  return { start, end, reading: undatedReading(text.slice(start, end), 'recurring', language) };
}

const completionWords = phrases('achèvement', 'achevé', 'finalisation', 'livraison', 'completion', 'completed', 'complete');

/** The date that counts among several: the one of the completion, else the first. */
export function chosenDate(text: string, found: readonly FoundDate[]): FoundDate | undefined {
  const tokens = tokensOf(text);
  const completion = placeOf(tokens, completionWords);
  const from = completion < 0 ? null : (tokens[completion]?.start ?? 0);
  return (from === null ? undefined : found.find(({ start }) => start > from)) ?? found[0];
}

/**
 * Reads a text that stands where a date is expected: a column, a field, what follows an arrow. Whatever cannot be dated
 * comes back with precision ongoing, recurring, event or unknown and no day.
 */
export function readDate(text: string, language: string, options: DateOptions = {}): DateReading | ImpossibleDate {
  if (text.length > longestField) return undatedReading(text, 'unknown', language);
  const whole = readWholeDate(text, language, options);
  if (whole !== null) return whole;
  const tokens = tokensOf(text);
  const found = findDates(text, language, options);
  const firstDate =
    found[0] === undefined ? Number.POSITIVE_INFINITY : tokens.findIndex(({ end }) => end > (found[0]?.start ?? 0));
  const undated = undatedPrecision(tokens, firstDate);
  if (undated !== null) return undatedReading(text.trim() === '' ? '?' : text, undated, language);
  const impossible = found.find(({ reading }) => 'impossible' in reading);
  if (impossible !== undefined) return impossible.reading;
  const chosen = chosenDate(text, found);
  if (chosen === undefined || 'impossible' in chosen.reading)
    return undatedReading(text.trim() === '' ? '?' : text, 'unknown', language);
  const code = found.length > 1 ? 'several-dates' : 'date-in-sentence';
  return {
    ...chosen.reading,
    date: { ...chosen.reading.date, text: verbatim(text) },
    warnings: [...chosen.reading.warnings, { code, message: messageOf(code, language, text) }],
  };
}

/**
 * Date expressions inside a sentence, in order. Names of plans, laws and past events are none (DOMAIN, "Not dates"): a
 * bare year needs a preposition, a month without year a word that announces it. `include.past` takes past events too.
 */
export function findDates(
  text: string,
  language: string,
  options: DateOptions = {},
  include: { readonly past?: boolean } = {},
): FoundDate[] {
  const tokens = tokensOf(text);
  const context = contextOf(language, options);
  const found: FoundDate[] = [];
  let index = 0;
  while (index < tokens.length) {
    const expression = expressionAt(tokens, index, context);
    if (expression === null) {
      index += 1;
      continue;
    }
    if (isAttached(tokens, index, expression, include.past === true)) {
      const start = tokens[expression.first]?.start ?? 0;
      const end = tokens[expression.next - 1]?.end ?? start;
      found.push({ start, end, reading: readingOf(text.slice(start, end), text, tokens, expression, language) });
    }
    index = expression.next;
  }
  return found;
}
