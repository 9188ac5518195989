import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import type { ProposalKind } from '../domain/proposal.ts';
import { fold } from '../domain/text.ts';
import type { DateSpot } from './proposals-dates.ts';
import type { Dated, Tense } from './proposals-years.ts';

/** An event as one sentence tells it, its year still open. */
export type Told = {
  readonly kind: ProposalKind;
  readonly title: string;
  readonly isNamed: boolean;
  /** "deux nouveaux ateliers": none that was spoken of before. */
  readonly isNew: boolean;
  readonly place: string | null;
  readonly spot: DateSpot | null;
  readonly tense: Tense;
  readonly isUncertain: boolean;
  readonly line: number;
  readonly quote: string;
  readonly followUpOwed: boolean;
  /** The sentence and the place of the date in it: two dates of one sentence may be one period. */
  readonly stretch: { readonly sentence: string; readonly from: number; readonly to: number };
};

/** An event whose date is as exact as it will be. */
export type Resolved = Told & Dated;
const firstDay = ({ date }: { date: FuzzyDate | null }): string | null => date?.from ?? date?.to ?? null;
export const lastDay = ({ date }: { date: FuzzyDate | null }): string | null => date?.to ?? date?.from ?? null;

/** The inner period is a closer word for the outer one: "fin juin", "le 27 juin". "Deux ateliers avant la fin" is no word for one. */
function within(inner: Resolved, outer: Resolved): boolean {
  const [fromA, toA, fromB, toB] = [firstDay(inner), lastDay(inner), firstDay(outer), lastDay(outer)];
  if (fromA === null || toA === null || fromB === null || toB === null) return false;
  if (fromA === fromB && toA === toB) return true;
  return fromA >= fromB && toA <= toB && outer.date.qualifier === undefined && !outer.isNew;
}

function agree(a: Resolved, b: Resolved): boolean {
  if (firstDay(a) === null || firstDay(b) === null) return fold(a.date.text) === fold(b.date.text);
  return within(a, b) || within(b, a);
}

/** The same event told twice in one text. Two places are two events. */
export function isSame(a: Resolved, b: Resolved): boolean {
  if (a.kind !== b.kind || (a.spot === null) !== (b.spot === null)) return false;
  if (a.spot === null) return fold(a.title) === fold(b.title);
  return agree(a, b) && (a.place === null || b.place === null || a.place === b.place);
}

/** "Opened on 4 March and closes on 30 April": one call, from its first day to its last. */
function asPeriod(first: Resolved, second: Resolved): Resolved | null {
  const isOpen = first.kind === second.kind && (first.kind === 'call' || first.kind === 'consultation');
  const { sentence, from } = first.stretch;
  const [start, end] = [firstDay(first), lastDay(second)];
  if (!isOpen || sentence !== second.stretch.sentence || first.line !== second.line || start === null || end === null)
    return null;
  if (first.date.qualifier === 'by' || second.date.qualifier === 'from' || start >= end) return null;
  const text = sentence.slice(sentence.indexOf(first.date.text, from), second.stretch.to);
  if (text.length > 200) return null;
  const title = first.isNamed ? first.title : second.title;
  const date: FuzzyDate = { text, precision: 'range', from: start, to: end };
  return { ...second, title, date, reason: first.reason ?? second.reason, tense: null };
}

/** Dates of one sentence that are the two ends of one period, as one. */
export function withPeriods(events: readonly Resolved[]): Resolved[] {
  return events.reduce<Resolved[]>((kept, one) => {
    const last = kept.at(-1);
    const period = last === undefined ? null : asPeriod(last, one);
    if (period === null) kept.push(one);
    else kept[kept.length - 1] = period;
    return kept;
  }, []);
}

const precisions = ['day', 'month', 'quarter', 'range'];

/** 0 is a day; what has no day at all comes last. */
function vagueness({ date }: Resolved): number {
  const place = precisions.indexOf(date.precision);
  if (place >= 0) return place;
  return date.precision === 'unknown' ? precisions.length + 1 : precisions.length;
}

/** The better told of two: the more exact date, then the title that says which event it is, then the earlier. */
function better(a: Resolved, b: Resolved): Resolved {
  const difference = vagueness(b) - vagueness(a);
  if (difference !== 0) return difference < 0 ? b : a;
  return b.isNamed && !a.isNamed ? b : a;
}

/** Mentions of one event as one: the most exact date, and a title that says which event it is. */
export function merged(first: Resolved, others: readonly Resolved[]): Resolved {
  const all = [first, ...others];
  const exact = others.reduce(better, first);
  const named = exact.isNamed ? exact : (all.find(({ isNamed }) => isNamed) ?? exact);
  return {
    ...exact,
    title: named.title,
    tense: exact.tense ?? all.find(({ tense }) => tense !== null)?.tense ?? null,
    followUpOwed: all.some(({ followUpOwed }) => followUpOwed),
  };
}
