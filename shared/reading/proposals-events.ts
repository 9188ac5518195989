import type { ProposalKind } from '../domain/proposal.ts';
import { isMark, isWord, type Token } from './date-tokens.ts';
import type { DateSpot } from './proposals-dates.ts';
import { isDenied, isGivenUp, isNoEvent, tenseOf } from './proposals-tense.ts';
import { isCapital, type Phrase, phraseAround } from './proposals-titles.ts';
import { type HappeningAt, happeningAt, happensTo, type NounAt, nounAt, wordSet } from './proposals-words.ts';
import type { Tense } from './proposals-years.ts';

type Tokens = readonly Token[];

/** An event's noun in a clause, with its phrase. */
export type NamedEvent = { readonly kind: ProposalKind; readonly noun: number; readonly phrase: Phrase };

/** Who or what an event is called after, in tokens of its clause. */
export type Named =
  | { readonly by: 'noun'; readonly event: NamedEvent; readonly isSubject: boolean }
  /** "Le Conseil s'est réuni": tokens of the subject. */
  | { readonly by: 'subject'; readonly first: number; readonly next: number }
  /** "Ils devaient être constitués": what was spoken of before. */
  | { readonly by: 'pronoun'; readonly kinds: readonly ProposalKind[] };

/** An event that a clause tells, with its date or without. */
export type Mention = {
  readonly kind: ProposalKind | null;
  readonly named: Named;
  readonly spot: DateSpot | null;
  readonly tense: Tense;
  /** Neither over nor to come: "devaient être constitués". */
  readonly isUncertain: boolean;
  /** "à Toulouse", tokens of the clause. */
  readonly place: { readonly first: number; readonly next: number } | null;
};

/** What a clause holds, looked up once. */
type Clause = {
  readonly tokens: Tokens;
  readonly language: string;
  readonly nouns: readonly NounAt[];
  readonly happenings: readonly HappeningAt[];
};

function clauseOf(tokens: Tokens, language: string): Clause {
  const nouns: NounAt[] = [];
  const happenings: HappeningAt[] = [];
  let covered = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const happening = happeningAt(tokens, index, language);
    if (happening !== null) happenings.push(happening);
    const noun = nounAt(tokens, index, language);
    // "rapport de synthèse" is one event, told by its first noun.
    if (noun !== null && index >= covered) {
      nouns.push(noun);
      covered = phraseAround(tokens, noun.first, noun.next, language).next;
    }
  }
  return { tokens, language, nouns, happenings };
}

const breaks = wordSet(
  'que qu mais car dont alors tandis lorsque si afin puisque parce that but because while although if whose',
);

/** The first token after the last break before `index`: a noun beyond it is of another statement. */
function breakBefore(tokens: Tokens, index: number): number {
  for (let at = index - 1; at >= 0; at -= 1) if (breaks.has(tokens[at]?.text ?? '')) return at + 1;
  return 0;
}

const pronouns = wordSet('il elle ils elles celui celle ceux celles it they');
const reflexives = new Set(['s', 'se']);
const conveningEn = new Set(['meet', 'meets', 'met', 'convene', 'convened', 'convenes']);

/** "s'est réuni", "se réunira", "will meet": it needs no noun of an event. */
function isConvening({ tokens, language }: Clause, { first }: HappeningAt): boolean {
  const token = tokens[first];
  if (language !== 'fr') return conveningEn.has(token?.text ?? '');
  if (!/^réuni/iu.test(token?.written.normalize('NFC') ?? '')) return false;
  return [1, 2, 3, 4].some((back) => reflexives.has(tokens[first - back]?.text ?? ''));
}

const between = wordSet(
  'a ont est sont sera seront ete etait etaient avait avaient aura auront ayant etre qui doit doivent devait',
  'devaient devrait devraient va vont se s y egalement aussi donc ainsi is are was were will be been has have',
  'had which also to being',
);

/** Only helping words, commas and what is in brackets between a phrase and its verb. */
function isClose(tokens: Tokens, from: number, to: number): boolean {
  return tokens.slice(from, to).every((token) => between.has(token.text) || isMark(token, ',', "'", '’', '(', ')'));
}

/** Documents and roadmaps are spoken of all the time: theirs is only the verb right beside them. */
const strict: ReadonlySet<ProposalKind> = new Set(['roadmap', 'deliverable']);

/** The verb whose noun this may be stands in the same statement, and for documents right after it. */
function belongs(clause: Clause, noun: NounAt, happening: HappeningAt): boolean {
  if (!happensTo[noun.kind].some((one) => happening.kinds.has(one))) return false;
  if (noun.first >= happening.first && noun.next <= happening.next) return true;
  if (!strict.has(noun.kind)) return true;
  const { next } = phraseAround(clause.tokens, noun.first, noun.next, clause.language);
  return isClose(clause.tokens, Math.min(next, happening.first), happening.first);
}

function named({ tokens, language }: Clause, noun: NounAt, isSubject: boolean): Named {
  const phrase = phraseAround(tokens, noun.first, noun.next, language);
  return { by: 'noun', event: { kind: noun.kind, noun: noun.first, phrase }, isSubject };
}

type Found = { readonly kind: ProposalKind | null; readonly named: Named; readonly happening: HappeningAt | null };

/** Where the subject of a verb begins: after the last comma that has words behind it, or at the clause's beginning. */
function subjectOf(tokens: Tokens, from: number, verb: number): { first: number; next: number } {
  let next = verb;
  while (next > from && (between.has(tokens[next - 1]?.text ?? '') || isMark(tokens[next - 1], "'", ','))) next -= 1;
  let first = next;
  while (first > from && !isMark(tokens[first - 1], ',', ':')) first -= 1;
  return { first, next };
}

/** What a verb tells: its own noun, its subject, or something spoken of before. */
function toldBy(clause: Clause, happening: HappeningAt, reach: { from: number; to: number }): Found | null {
  const { tokens, nouns } = clause;
  const from = Math.max(reach.from, breakBefore(tokens, happening.first));
  const own = nouns.filter((noun) => belongs(clause, noun, happening));
  const before = own.findLast(({ first }) => first >= from && first < happening.next);
  const after = own.find(({ first }) => first >= happening.next && first < Math.min(reach.to, happening.next + 9));
  if (isConvening(clause, happening)) {
    const subject = subjectOf(tokens, from, happening.first);
    return { kind: 'meeting', named: { by: 'subject', ...subject }, happening };
  }
  // "rendez-vous a été donné pour la prochaine réunion": the second one says which.
  const isVague = before !== undefined && before.first === happening.first;
  const noun = isVague ? (after ?? before) : (before ?? after);
  if (noun !== undefined) return { kind: noun.kind, named: named(clause, noun, noun === before), happening };
  const subject = tokens.slice(Math.max(from, happening.first - 5), happening.first);
  if (!subject.some(({ text }) => pronouns.has(text))) return null;
  const kinds = (Object.keys(happensTo) as ProposalKind[]).filter((kind) =>
    happensTo[kind].some((one) => happening.kinds.has(one)),
  );
  return { kind: null, named: { by: 'pronoun', kinds }, happening };
}

const placeWords = ['a', 'au', 'aux', 'in', 'at'];

/** "à Paris", "au Havre", "in New York", as tokens; null where none stands. */
function placeAt(tokens: Tokens, index: number): { readonly first: number; readonly next: number } | null {
  if (!isWord(tokens[index], ...placeWords)) return null;
  let next = index + 1;
  while (isCapital(tokens[next]) || (isMark(tokens[next], '-') && tokens[next]?.glued === true) || isHyphenated(tokens, next))
    next += 1;
  return next === index + 1 || next - index > 8 ? null : { first: index, next };
}

const isHyphenated = (tokens: Tokens, index: number): boolean =>
  tokens[index]?.glued === true && isMark(tokens[index - 1], '-') && tokens[index]?.kind === 'word';

/** The place beside a date: right after it, or between the event and it. */
function placeBeside(tokens: Tokens, spot: DateSpot, from: number): Mention['place'] {
  const after = placeAt(tokens, isMark(tokens[spot.next], ',') ? spot.next + 1 : spot.next);
  if (after !== null) return after;
  for (let index = spot.first - 1; index >= Math.max(from, spot.first - 6); index -= 1) {
    const place = placeAt(tokens, index);
    if (place !== null && place.next >= spot.first - 1) return place;
  }
  return null;
}

/** Directly before the date, its place and punctuation aside: "réunion du 3 mars 2020", "Atelier à Lyon : 3 mars 2020". */
function adjacentBefore({ tokens, nouns, language }: Clause, spot: DateSpot, from: number): NounAt | null {
  const noun = nouns.findLast(({ first, next }) => first >= from && next <= spot.first);
  if (noun === undefined) return null;
  let { next } = phraseAround(tokens, noun.first, noun.next, language);
  const place = placeAt(tokens, isMark(tokens[next], ',') ? next + 1 : next);
  if (place !== null) next = place.next;
  const isGap = (token: Token) =>
    isMark(token, ':', ',', '-', "'") || isWord(token, 'le', 'la', 'les', 'du', 'de', 'd', 'on', 'of', 'the', 'en', 'in');
  return tokens.slice(next, spot.first).every(isGap) ? noun : null;
}

/** Directly after the date: "14 mars 2024 : atelier citoyen", "3 March 2024, public meeting". */
function adjacentAfter({ tokens, nouns }: Clause, spot: DateSpot, to: number): NounAt | null {
  const isOpen = isMark(tokens[spot.next], ':', ',', '-') || spot.next >= to;
  const noun = nouns.find(({ first }) => first >= spot.next);
  return isOpen && noun !== undefined && noun.first <= Math.min(spot.next + 4, to) ? noun : null;
}

/** The event a date belongs to, or null: DOMAIN wants few proposals that are none. */
function eventOf(clause: Clause, spot: DateSpot, reach: { from: number; to: number }, isEntry: boolean): Found | null {
  const { nouns, happenings } = clause;
  const isExact = spot.date.precision === 'day' || spot.lacksYear;
  if (spot.ofNoun) {
    const noun = adjacentBefore(clause, spot, 0);
    const isEvent = noun !== null && !strict.has(noun.kind) && noun.kind !== 'working-group';
    return !isEvent || !isExact ? null : { kind: noun.kind, named: named(clause, noun, true), happening: null };
  }
  const before = happenings.filter(({ first, next }) => first >= reach.from && next <= spot.first);
  for (const happening of before.toReversed()) {
    // A noun that names an event is no verb of its own: "la réunion" says nothing about "tenir".
    const found = toldBy(clause, happening, { from: 0, to: spot.first });
    if (found !== null) return found;
    if (!nouns.some(({ first, next }) => happening.first >= first && happening.next <= next)) break;
  }
  const near = adjacentBefore(clause, spot, reach.from);
  if (near !== null && (isExact || isEntry) && !strict.has(near.kind) && (near.kind !== 'working-group' || isEntry))
    return { kind: near.kind, named: named(clause, near, true), happening: null };
  if (before.length > 0) return toldAfter(clause, spot, reach, before.at(-1) ?? null);
  if (isEntry) {
    const after = adjacentAfter(clause, spot, reach.to);
    if (after !== null && !strict.has(after.kind))
      return { kind: after.kind, named: named(clause, after, true), happening: null };
  }
  const [first] = happenings.filter((one) => one.first >= spot.next && one.first < reach.to);
  const isFronted = !nouns.some(({ next }) => next > reach.from && next <= spot.first) && spot.first - reach.from <= 6;
  return first === undefined || !isFronted ? null : toldBy(clause, first, { from: spot.next, to: reach.to });
}

/** "la ministre a lancé le 3 mars une consultation": verb, date, object. */
function toldAfter(clause: Clause, spot: DateSpot, reach: { to: number }, happening: HappeningAt | null): Found | null {
  if (happening === null) return null;
  const after = clause.nouns.find(({ first }) => first >= spot.next && first < Math.min(reach.to, spot.next + 5));
  if (after === undefined || !happensTo[after.kind].some((one) => happening.kinds.has(one))) return null;
  return { kind: after.kind, named: named(clause, after, false), happening };
}

/** Every event that a clause tells, date by date; without a date, what took place for the first time. */
export function mentionsIn(tokens: Tokens, spots: readonly DateSpot[], language: string, isEntry: boolean): Mention[] {
  if (isNoEvent(tokens)) return [];
  const clause = clauseOf(tokens, language);
  if (spots.length === 0) return undatedIn(clause);
  return spots.flatMap((spot, index): Mention[] => {
    const from = spots[index - 1]?.next ?? 0;
    const to = spots[index + 1]?.first ?? tokens.length;
    const found = isGivenUp(tokens, Math.max(from, spot.first - 8), spot.first)
      ? null
      : eventOf(clause, spot, { from, to }, isEntry);
    if (found === null) return [];
    const { happening } = found;
    const near = { first: Math.min(happening?.first ?? spot.first, spot.first), next: Math.max(happening?.next ?? 0, spot.next) };
    if (isDenied(tokens, Math.max(from, near.first - 6), Math.min(to, near.next + 3))) return [];
    const start = found.named.by === 'noun' ? Math.min(found.named.event.phrase.first, near.first) : Math.max(0, near.first - 5);
    return [
      {
        kind: found.kind,
        named: found.named,
        spot,
        ...tenseOf(tokens.slice(start, Math.max(near.next, found.named.by === 'noun' ? found.named.event.phrase.next : 0))),
        place: placeBeside(tokens, spot, from),
      },
    ];
  });
}

/** "cinq rencontres ont eu lieu": told for the first time, over, and without a date. */
function undatedIn(clause: Clause): Mention[] {
  const { tokens, nouns, happenings, language } = clause;
  return nouns.flatMap((noun): Mention[] => {
    if (noun.kind !== 'meeting' && noun.kind !== 'workshop') return [];
    const phrase = phraseAround(tokens, noun.first, noun.next, language);
    const verb = happenings.find(({ first }) => first >= phrase.next);
    if (!phrase.isNew || verb === undefined || !verb.kinds.has('held') || !isClose(tokens, phrase.next, verb.first)) return [];
    const told = tenseOf(tokens.slice(phrase.first, verb.next));
    if (told.tense !== 'past' || isDenied(tokens, phrase.first, verb.next + 2)) return [];
    const event: NamedEvent = { kind: noun.kind, noun: noun.first, phrase };
    return [
      { kind: noun.kind, named: { by: 'noun', event, isSubject: true }, spot: null, ...told, place: placeAt(tokens, verb.next) },
    ];
  });
}

/** The nouns of events in a clause, for what is spoken of again later. */
export function namedEventsIn(tokens: Tokens, language: string): NamedEvent[] {
  const events: NamedEvent[] = [];
  let index = 0;
  while (index < tokens.length) {
    const noun = nounAt(tokens, index, language);
    if (noun !== null)
      events.push({ kind: noun.kind, noun: noun.first, phrase: phraseAround(tokens, noun.first, noun.next, language) });
    index = noun?.next ?? index + 1;
  }
  return events;
}
