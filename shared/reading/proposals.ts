import { Temporal } from 'temporal-polyfill';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import type { FoundEvent, ProposalKind } from '../domain/proposal.ts';
import { fold, withoutPersonalData } from '../domain/text.ts';
import { isMark, type Token, tokensOf } from './date-tokens.ts';
import { type DateSpot, dateSpots } from './proposals-dates.ts';
import { type Mention, mentionsIn, namedEventsIn } from './proposals-events.ts';
import { isSame, lastDay, merged, type Resolved, type Told, withPeriods } from './proposals-merge.ts';
import { yearWords } from './proposals-messages.ts';
import { type Memory, noMemory, remembering, titleOf } from './proposals-naming.ts';
import { tenseOf } from './proposals-tense.ts';
import { type BodyOptions, lineAt, type Sentence, type SourceLine, sentencesIn } from './proposals-text.ts';
import { anchorOf, type Dated, dated, type OtherFrame, type TimeFrame, type ToldDate } from './proposals-years.ts';

/** Everything a document tells that may become proposals: years are found when all documents of an import are read. */
export type ToldEvents = {
  readonly language: string;
  readonly frame: TimeFrame;
  readonly events: readonly Told[];
  /** Dates without a year, for the weekdays that tell one. */
  readonly yearless: readonly { readonly spot: DateSpot; readonly line: number }[];
  /** The line at which reading stopped, in a text that tells too many; null when all was read. */
  readonly stoppedAt: number | null;
};

export type TellOptions = BodyOptions & {
  readonly language: string;
  /** When the document says it was published. */
  readonly published: FuzzyDate | null;
  /** Lines that were read as fields of an entry: what they tell is in the record already. */
  readonly read: ReadonlySet<number>;
};

/** Statements of a sentence: what is in brackets stands for itself. */
function clausesOf(tokens: readonly Token[]): Token[][] {
  const inside: Token[][] = [];
  const clauses: Token[][] = [[]];
  for (const token of tokens) {
    const open = inside.at(-1);
    if (isMark(token, '(')) inside.push([]);
    else if (isMark(token, ')') && open !== undefined) clauses.unshift(inside.pop() ?? []);
    else if (isMark(token, ';') && open === undefined) clauses.push([]);
    else (open ?? clauses.at(-1) ?? []).push(token);
  }
  return [...clauses, ...inside].filter(({ length }) => length > 0).sort((a, b) => (a[0]?.start ?? 0) - (b[0]?.start ?? 0));
}

const promises: Readonly<{ [language: string]: RegExp }> = {
  fr: /\b(?:resultats|synthese|compte-rendu|restitution|bilan|conclusions)\b[^.]{0,80}?\b(?:seront?|bientot|prochainement)\b/u,
  en: /\b(?:results|summary|minutes|conclusions|outcomes)\b[^.]{0,80}?\b(?:will be|soon|shortly)\b/u,
};
const owing: ReadonlySet<ProposalKind> = new Set(['call', 'consultation', 'workshop', 'working-group']);

/** Where a clause comes to an event: at its date, else at its name. */
function placeOf({ spot, named }: Mention): number {
  return spot?.at ?? (named.by === 'noun' ? named.event.phrase.first : 0);
}

const longestQuote = 2_000;
/** More dated events than any release or article tells: what follows is left to people. */
const mostEvents = 500;
const mostDates = 2_000;

/** Reads sentence by sentence and keeps what later sentences point back at. */
class Teller {
  private readonly events: Told[] = [];
  private readonly told: ToldDate[] = [];
  private readonly yearless: { spot: DateSpot; line: number }[] = [];
  private memory: Memory = noMemory;
  private paragraph = -1;
  private readonly language: string;
  private readonly quotes: ReadonlyMap<number, readonly string[]>;

  constructor(language: string, quotes: ReadonlyMap<number, readonly string[]>) {
    this.language = language;
    this.quotes = quotes;
  }

  finish(published: FuzzyDate | null, stoppedAt: number | null): ToldEvents {
    const { language, told, events, yearless } = this;
    return { language, frame: { told, published }, events, yearless, stoppedAt };
  }

  isFull(): boolean {
    return this.events.length >= mostEvents || this.told.length + this.yearless.length >= mostDates;
  }

  read(sentence: Sentence): void {
    if (sentence.paragraph !== this.paragraph) this.memory = { ...this.memory, spoken: [] };
    this.paragraph = sentence.paragraph;
    this.memory = { ...this.memory, heading: sentence.heading };
    const promise = promises[this.language];
    if (promise?.test(fold(sentence.text)) === true) this.owe(sentence);
    const before = this.events.length;
    for (const tokens of clausesOf(tokensOf(sentence.text))) this.readClause(sentence, tokens);
    if (this.events.length === before && sentence.isEntry && sentence.opening !== null) this.readItem(sentence, sentence.opening);
  }

  /** "Les résultats seront bientôt disponibles" speaks of the last event of its paragraph. */
  private owe(sentence: Sentence): void {
    const last = this.events.at(-1);
    const isNear = last !== undefined && sentence.places.some(({ line }) => line === last.line || line === last.line + 1);
    if (last !== undefined && isNear && owing.has(last.kind))
      this.events[this.events.length - 1] = { ...last, followUpOwed: true };
  }

  private readClause(sentence: Sentence, tokens: readonly Token[]): void {
    const { text } = sentence;
    const spots = dateSpots(text, tokens, this.language);
    for (const spot of spots) this.note(spot, lineAt(sentence, tokens[spot.at]?.start ?? 0));
    const before = this.memory;
    const named = namedEventsIn(tokens, this.language);
    for (const mention of mentionsIn(tokens, spots, this.language, sentence.isEntry)) {
      // A body named earlier in the same clause is what a bare noun is about, too.
      const memory = remembering(before, text, tokens.slice(0, placeOf(mention)), [], this.language);
      this.add(sentence, tokens, mention, memory);
    }
    this.memory = remembering(before, text, tokens, named, this.language);
  }

  /** The source line; of a page written on one line, the part that tells it. */
  private quoteOf(line: number, { text }: Sentence): string {
    const parts = this.quotes.get(line) ?? [];
    const beginning = fold(text.slice(0, 40));
    const part = parts.length === 1 ? parts[0] : parts.find((one) => fold(one).includes(beginning));
    return part !== undefined && part.length <= longestQuote ? part : text.slice(0, longestQuote);
  }

  private note(spot: DateSpot, line: number): void {
    if (spot.lacksYear) this.yearless.push({ spot, line });
    else if (spot.date.from !== null || spot.date.to !== null) {
      const isDay = spot.date.precision === 'day' && !spot.hasSeveral;
      this.told.push({
        date: spot.date,
        day: isDay ? spot.day : null,
        month: isDay ? spot.month : null,
        isHere: spot.points === 'here',
        line,
      });
    }
  }

  private add(sentence: Sentence, tokens: readonly Token[], mention: Mention, memory: Memory): void {
    const title = titleOf(mention, sentence.text, tokens, memory, this.language);
    if (title === null) return;
    const { place, spot, tense, isUncertain } = mention;
    const first = placeOf(mention);
    const line = lineAt(sentence, tokens[first]?.start ?? 0);
    this.events.push({
      kind: title.kind,
      title: title.text,
      isNamed: title.isNamed,
      isNew: mention.named.by === 'noun' && mention.named.event.phrase.isNew,
      place: place === null ? null : fold(sentence.text.slice(tokens[place.first]?.start, tokens[place.next - 1]?.end)),
      spot,
      tense,
      isUncertain,
      line,
      quote: this.quoteOf(line, sentence),
      followUpOwed: false,
      stretch: { sentence: sentence.text, from: tokens[first]?.start ?? 0, to: tokens[(spot?.next ?? 0) - 1]?.end ?? 0 },
    });
  }

  /** An item that is only a date and a place is one of what its list announces: "Trois ateliers sont prévus :". */
  private readItem(sentence: Sentence, opening: string): void {
    const tokens = tokensOf(sentence.text);
    const [spot] = dateSpots(sentence.text, tokens, this.language);
    const openingTokens = tokensOf(opening);
    const [event] = namedEventsIn(openingTokens, this.language).filter(
      ({ kind }) => kind !== 'deliverable' && kind !== 'roadmap',
    );
    if (spot === undefined || event === undefined || spot.first > 2) return;
    const told = tenseOf(openingTokens);
    const mention: Mention = {
      kind: event.kind,
      named: { by: 'noun', event, isSubject: true },
      spot: null,
      place: null,
      ...told,
    };
    const memory: Memory = { ...this.memory, heading: null, body: null };
    const title = titleOf(mention, opening, openingTokens, memory, this.language);
    if (title === null) return;
    const rest = sentence.text.slice(tokens[spot.next - 1]?.end ?? 0).replace(/^[\s,:;–-]+|[\s.;]+$/gu, '');
    const line = lineAt(sentence, tokens[spot.at]?.start ?? 0);
    this.events.push({
      kind: event.kind,
      title: rest === '' || rest.length > 120 ? title.text : `${title.text}, ${rest}`,
      isNamed: title.isNamed,
      isNew: true,
      place: rest === '' ? null : fold(rest),
      spot,
      ...told,
      line,
      quote: this.quoteOf(line, sentence),
      followUpOwed: false,
      stretch: { sentence: sentence.text, from: 0, to: 0 },
    });
  }
}

/** What a document tells, sentence by sentence. It never becomes a commitment, a milestone or a reminder. */
export function tellEvents(lines: readonly SourceLine[], options: TellOptions): ToldEvents {
  const quotes = new Map<number, string[]>();
  for (const { text, line } of lines) {
    const plain = withoutPersonalData(text.trim());
    const known = quotes.get(line);
    if (known === undefined) quotes.set(line, [plain]);
    else known.push(plain);
  }
  const teller = new Teller(options.language, quotes);
  const unread = lines.filter(({ line }) => !options.read.has(line));
  for (const sentence of sentencesIn(unread, options)) {
    if (teller.isFull()) return teller.finish(options.published, lineAt(sentence, 0));
    teller.read(sentence);
  }
  return teller.finish(options.published, null);
}

/** What lies longer before the text than this is history it recalls. */
const recalledAfterYears = 2;

function toldState({ tense, isUncertain, date }: Resolved, writtenFrom: string | null): FoundEvent['told'] {
  if (isUncertain) return 'unknown';
  if (tense !== null) return tense === 'past' ? 'held' : 'announced';
  const last = lastDay({ date });
  if (last === null || writtenFrom === null) return 'unknown';
  return last >= writtenFrom && !(date.qualifier === 'from' && last <= writtenFrom) ? 'announced' : 'held';
}

/**
 * The proposals of a document: each event once, with its line, and a reason wherever the date says more than the line. `others`
 * are the documents read with it, which may tell the year of the same day.
 */
export function proposedEvents(
  { language, frame, events, yearless }: ToldEvents,
  others: readonly OtherFrame[] = [],
): FoundEvent[] {
  const anchor = anchorOf(frame, yearless, language);
  const words = yearWords(language);
  const oldest = anchor === null ? null : Temporal.PlainDate.from(anchor.from).subtract({ years: recalledAfterYears }).toString();
  const groups: { readonly first: Resolved; readonly others: Resolved[] }[] = [];
  const undated: Dated = { date: { text: '?', precision: 'unknown', from: null, to: null }, reason: words.undated };
  const resolved = events.map((told): Resolved => {
    const { spot, tense } = told;
    return { ...told, ...(spot === null ? undated : dated(spot, tense, { frame, anchor, others, language })) };
  });
  for (const one of withPeriods(resolved)) {
    const last = lastDay(one);
    if (oldest !== null && last !== null && last < oldest) continue;
    const group = groups.find(({ first, others: more }) => [first, ...more].some((other) => isSame(other, one)));
    if (group === undefined) groups.push({ first: one, others: [] });
    else group.others.push(one);
  }
  return groups
    .map((group) => merged(group.first, group.others))
    .map((one): FoundEvent => {
      const { kind, title, line, quote, followUpOwed, spot, date } = one;
      const isSet = kind === 'deliverable' && date.precision === 'range';
      const reason = one.reason ?? (isSet ? words.oneForAll : null);
      return {
        kind,
        title,
        date: spot === null ? null : date,
        line,
        reason,
        quote,
        told: toldState(one, anchor?.from ?? null),
        followUpOwed,
      };
    })
    .sort((a, b) => a.line - b.line);
}
