import { Temporal } from 'temporal-polyfill';
import type { Qualifier } from '../domain/fuzzy-date.ts';
import { type Context, daysOf, type Spot, type SpotDays } from './date-spot.ts';
import { bareDayAt, spotAt } from './date-spot-reader.ts';
import { type At, isMark, isWord, type Phrases, phraseAt, type Token } from './date-tokens.ts';
import {
  andWords,
  articles,
  beforeWords,
  byWords,
  conjunctions,
  duringWords,
  earliestSuffixes,
  fromWords,
  latestSuffixes,
  leads,
  ongoingWords,
  orWords,
  rangeConnectors,
  rangeOpeners,
  recurringWords,
} from './date-words.ts';

export type GrammarWarning =
  | NonNullable<SpotDays['warning']>
  | 'several-dates'
  | 'ongoing-after'
  | 'recurring-after'
  | 'inherited-year'
  | 'end-before-start';

/** Days of a part, with its place in the tokens. */
type Part = { readonly days: SpotDays; readonly first: number; readonly next: number };

export type Expression = {
  readonly days: SpotDays | 'impossible';
  readonly qualifier?: Qualifier;
  /** Two ends of a range, for a start and a due date. */
  readonly parts?: { readonly start: Part; readonly end: Part };
  readonly warnings: readonly GrammarWarning[];
  /** First token of the text: prepositions before it are left out, qualifiers are not. */
  readonly first: number;
  readonly next: number;
  /** A preposition or a qualifier attaches it to a sentence. */
  readonly isMarked: boolean;
  /** More than a bare year or a date that lacks one: a date even without a preposition. */
  readonly isStrong: boolean;
};

type Place = { readonly spot: Spot; readonly first: number; readonly next: number };

function placeAt(tokens: readonly Token[], index: number, language: string): Place | null {
  const at = phraseAt(tokens, index, articles) ?? index;
  const found = spotAt(tokens, at, language);
  const plain = at === index ? null : spotAt(tokens, index, language);
  // "la fin de 2022" keeps its article; "l'automne 2022" does not need it.
  if (plain !== null && (found === null || plain.next >= found.next))
    return { spot: plain.value, first: index, next: plain.next };
  return found === null ? null : { spot: found.value, first: at, next: found.next };
}

/** A year, or a month for a bare day, that the second date lends to the first. */
function completed(spot: Spot, by: Spot): Spot {
  if (spot.year !== null || spot.unit === 'unclear') return spot;
  if (spot.unit !== 'day' || spot.month !== null) return { ...spot, year: by.year };
  if (by.unit === 'day') return { ...spot, month: by.month, year: by.year };
  return by.unit === 'month' ? { ...spot, month: by.month, year: by.year } : spot;
}

function warningsOf(...days: readonly SpotDays[]): GrammarWarning[] {
  const found = days.flatMap((one): GrammarWarning[] => [
    ...(one.warning === undefined ? [] : [one.warning]),
    ...(one.inherited === true ? (['inherited-year'] as const) : []),
  ]);
  return [...new Set(found)];
}

type Core = {
  readonly days: SpotDays | 'impossible';
  readonly parts?: Expression['parts'];
  readonly warnings: readonly GrammarWarning[];
  readonly spot: Spot;
  readonly first: number;
  readonly next: number;
};

function single(place: Place, context: Context): Core {
  const days = daysOf(place.spot, context);
  return { days, warnings: days === 'impossible' ? [] : warningsOf(days), ...place };
}

function ranged(from: Place, to: Place, context: Context): Core {
  const lent = completed(from.spot, to.spot);
  const [a, b] = [daysOf(lent, context), daysOf(to.spot, context)];
  const place = { spot: lent, first: from.first, next: to.next };
  if (a === 'impossible' || b === 'impossible') return { ...place, days: 'impossible', warnings: [] };
  const start: Part = { days: a, first: from.first, next: from.next };
  const end: Part = { days: b, first: to.first, next: to.next };
  const isReversed = a.from !== null && b.to !== null && a.from > b.to;
  // "novembre à janvier 2018": the borrowed year is wrong, and nothing says which is right.
  const isBorrowed = isReversed && from.spot.year === null;
  const known = isBorrowed ? ({ precision: 'unknown', from: null, to: null } as const) : a;
  const isYears = lent.unit === 'year' && to.spot.unit === 'year' && (to.spot.year ?? 0) === (lent.year ?? 0) + 1;
  const hasNoDays = b.to === null;
  return {
    ...place,
    days: hasNoDays
      ? { precision: 'unknown', from: null, to: null }
      : { precision: 'range', from: known.from, to: b.to, ...(b.ambiguity === undefined ? {} : { ambiguity: b.ambiguity }) },
    parts: { start: { ...start, days: known }, end },
    warnings: [
      ...warningsOf(a, b),
      ...(isReversed ? (['end-before-start'] as const) : []),
      ...(isYears ? (['maybe-fiscal-year'] as const) : []),
    ],
  };
}

/** How a range began: "de", "entre", or without a word. */
type Opening = 'from' | 'between' | 'none';

/** A range `A to B`, alternatives `A or B`, a list `A and B`, or one date. */
function coreAt(tokens: readonly Token[], index: number, context: Context, opening: Opening): Core | null {
  const connectors = opening === 'between' ? [rangeConnectors, andWords] : [rangeConnectors];
  const first = placeAt(tokens, index, context.language);
  const days = bareDaysAt(tokens, index, context, opening, connectors);
  if (days !== null && (first === null || days.next >= first.next)) return days;
  if (first === null) return null;
  if (first.spot.unit === 'unclear') return single(first, context);
  const last = connected(tokens, first.next, context, [...connectors, orWords]);
  return last === null ? listAt(tokens, first, context) : ranged(first, last.place, context);
}

/** "3 au 5 mars 2022", "3 et 5 mars 2022": the first day is a bare number. */
function bareDaysAt(
  tokens: readonly Token[],
  index: number,
  context: Context,
  opening: Opening,
  connectors: readonly Phrases[],
): Core | null {
  const day = bareDayAt(tokens, index);
  const second = day === null ? null : connected(tokens, day.next, context, [...connectors, andWords, orWords]);
  if (day === null || second === null || second.place.spot.unit !== 'day') return null;
  const first: Place = { spot: completed(day.value, second.place.spot), first: index, next: day.next };
  const isList = second.list === andWords && opening !== 'between';
  return isList ? listed(first, [second.place], context) : ranged(first, second.place, context);
}

function connected(
  tokens: readonly Token[],
  index: number,
  context: Context,
  lists: readonly Phrases[],
): { place: Place; list: Phrases } | null {
  for (const list of lists) {
    const after = phraseAt(tokens, index, list);
    const place = after === null ? null : placeAt(tokens, after, context.language);
    if (place !== null) return { place, list };
  }
  return null;
}

function listed(first: Place, others: readonly Place[], context: Context): Core {
  const core = single(first, context);
  const last = others.at(-1) ?? first;
  // An impossible date is impossible wherever it stands in a list.
  const isImpossible = others.some(({ spot }) => daysOf(spot, context) === 'impossible');
  return {
    ...core,
    days: isImpossible ? 'impossible' : core.days,
    next: last.next,
    warnings: others.length === 0 ? core.warnings : [...core.warnings, 'several-dates'],
  };
}

function listAt(tokens: readonly Token[], first: Place, context: Context): Core {
  const others: Place[] = [];
  let index = first.next;
  for (
    let more = connected(tokens, index, context, [andWords]);
    more !== null;
    more = connected(tokens, index, context, [andWords])
  ) {
    // A bare year after a comma or "et" belongs to the sentence, unless the first date is a year too.
    if (more.place.spot.unit === 'year' && first.spot.unit !== 'year') break;
    others.push(more.place);
    index = more.place.next;
  }
  const lender = others.find(({ spot }) => spot.year !== null);
  const core = listed(lender === undefined ? first : { ...first, spot: completed(first.spot, lender.spot) }, others, context);
  // Not the longest "et en": "et en cours" begins with the bare conjunction.
  const and = phraseAt(tokens, index, conjunctions);
  if (and === null) return core;
  const recurring = phraseAt(tokens, and, recurringWords);
  if (recurring !== null) return { ...core, next: recurring, warnings: [...core.warnings, 'recurring-after'] };
  const ongoing = phraseAt(tokens, and, ongoingWords);
  return ongoing === null ? core : { ...core, next: ongoing, warnings: [...core.warnings, 'ongoing-after'] };
}

function qualifierAt(tokens: readonly Token[], index: number): At<Qualifier> | null {
  const lists = [
    ['by', byWords],
    ['before', beforeWords],
    ['from', fromWords],
    ['during', duringWords],
  ] as const;
  let best: At<Qualifier> | null = null;
  for (const [value, list] of lists) {
    const next = phraseAt(tokens, index, list);
    if (next !== null && (best === null || next > best.next)) best = { value, next };
  }
  return best;
}

function isEndOfSomething(spot: Spot): boolean {
  return (spot.unit === 'month' && spot.atEnd) || (spot.unit === 'part' && spot.part === 'late');
}

function eve(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

function qualified(core: Core, qualifier: Qualifier): Pick<Expression, 'days' | 'qualifier'> {
  const { days } = core;
  if (days === 'impossible' || days.from === null) return { days };
  if (qualifier === 'from') return { days: { ...days, to: null }, qualifier };
  if (qualifier !== 'before') return { days, qualifier };
  // "avant la fin de l'année" asks for it by the end, not before the last quarter begins.
  if (isEndOfSomething(core.spot)) return { days, qualifier: 'by' };
  return { days: { ...days, from: null, to: eve(days.from) }, qualifier };
}

function suffixAt(tokens: readonly Token[], index: number): At<Qualifier> | null {
  const start = isMark(tokens[index], ',') ? index + 1 : index;
  const latest = phraseAt(tokens, start, latestSuffixes);
  if (latest !== null) return { value: 'by', next: latest };
  const earliest = phraseAt(tokens, start, earliestSuffixes);
  return earliest === null ? null : { value: 'from', next: earliest };
}

/** The date expression that begins at `index`, prepositions included, or null. */
export function expressionAt(tokens: readonly Token[], index: number, context: Context): Expression | null {
  const lead = phraseAt(tokens, index, leads);
  const direct = expressionFrom(tokens, index, context, false);
  const led = lead === null ? null : expressionFrom(tokens, lead, context, true);
  if (direct === null || led === null) return direct ?? led;
  const isWhole = direct.qualifier !== undefined || direct.parts !== undefined;
  return led.next > direct.next || (led.next === direct.next && !isWhole) ? led : direct;
}

function expressionFrom(tokens: readonly Token[], index: number, context: Context, isLed: boolean): Expression | null {
  const opener = phraseAt(tokens, index, rangeOpeners);
  if (opener !== null) {
    const opening = isWord(tokens[index], 'entre', 'between') ? 'between' : 'from';
    const range = coreAt(tokens, opener, context, opening);
    if (range?.parts !== undefined) return expressionOf(range, index, true);
  }
  const qualifier = qualifierAt(tokens, index);
  const from = qualifier === null ? index : qualifier.next;
  const core = coreAt(tokens, from, context, 'none') ?? (qualifier === null ? null : afterArticle(tokens, from, context));
  if (core === null) return null;
  const isOwnDuring = qualifier === null && core.spot.unit === 'month' && core.spot.during;
  const suffix = qualifier === null ? suffixAt(tokens, core.next) : null;
  const chosen = qualifier?.value ?? suffix?.value ?? (isOwnDuring ? 'during' : undefined);
  const plain = expressionOf(core, qualifier === null ? core.first : index, isLed || chosen !== undefined);
  return { ...plain, ...(chosen === undefined ? {} : qualified(core, chosen)), next: suffix?.next ?? core.next };
}

/** "à partir du mois de juin 2022": two articles in a row. */
function afterArticle(tokens: readonly Token[], index: number, context: Context): Core | null {
  const article = phraseAt(tokens, index, articles);
  return article === null ? null : coreAt(tokens, article, context, 'none');
}

function expressionOf(core: Core, first: number, isMarked: boolean): Expression {
  const hasYear = core.spot.year !== null;
  const isBare = core.spot.unit === 'year' || core.spot.unit === 'years';
  return {
    days: core.days,
    ...(core.parts === undefined ? {} : { parts: core.parts }),
    warnings: core.warnings,
    first,
    next: core.next,
    isMarked,
    isStrong: hasYear && !isBare,
  };
}
