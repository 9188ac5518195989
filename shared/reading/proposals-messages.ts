import { Temporal } from 'temporal-polyfill';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import type { ProposalKind } from '../domain/proposal.ts';
import type { DateSpot } from './proposals-dates.ts';

/** Why a proposal has the date it has, in the words of the document's language. Source texts are cut: a reason is short. */
export type YearWords = {
  day(day: string): string;
  published(day: string): string;
  publishedIn(text: string): string;
  told(text: string, line: number): string;
  elsewhere(text: string, line: number): string;
  weekday(spot: DateSpot, year: number): string;
  other(date: FuzzyDate, name: string): string;
  readonly noYear: string;
  readonly undated: string;
  readonly several: string;
  readonly oneForAll: string;
};

function dayIn(day: string, language: 'fr' | 'en', parts: Intl.DateTimeFormatOptions): string {
  const date = Temporal.PlainDate.from(day);
  const text = date.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', parts);
  return language === 'fr' && date.day === 1 ? text.replace(/(?<!\d)1(?!\d)/u, '1er') : text;
}

const whole = { day: 'numeric', month: 'long', year: 'numeric' } as const;
/** Any year with 29 February: only the day and the month are told. */
const someDay = ({ day, month }: DateSpot): string =>
  Temporal.PlainDate.from({ year: 2000, month: month ?? 1, day: day ?? 1 }).toString();
/** Monday, 3 January 2000. */
const someWeekday = ({ weekday }: DateSpot): string =>
  Temporal.PlainDate.from('2000-01-02')
    .add({ days: weekday ?? 1 })
    .toString();

const cut = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);

const dictionary: Readonly<Record<'fr' | 'en', YearWords>> = {
  fr: {
    day: (day) => dayIn(day, 'fr', whole),
    published: (day) => `année comptée depuis la date du document, le ${dayIn(day, 'fr', whole)}`,
    publishedIn: (text) => `année de la date du document, « ${cut(text)} »`,
    told: (text, line) => `année comptée depuis le ${cut(text)}, jour du texte (ligne ${line})`,
    elsewhere: (text, line) => `année dite ailleurs dans le texte : « ${cut(text)} », ligne ${line}`,
    weekday: (spot, year) =>
      `le ${dayIn(someDay(spot), 'fr', { day: 'numeric', month: 'long' })} est un ${dayIn(someWeekday(spot), 'fr', { weekday: 'long' })} en ${year}`,
    other: ({ text, from }, name) => `le ${from === null ? cut(text) : dayIn(from, 'fr', whole)}, selon ${cut(name)}`,
    noYear: 'rien dans le texte ne dit l’année',
    undated: 'le texte ne donne pas de date',
    several: 'plusieurs dates sur cette ligne : la première est proposée, les autres sont à séparer',
    oneForAll: 'une seule période pour l’ensemble, aucune date pour chacun',
  },
  en: {
    day: (day) => dayIn(day, 'en', whole),
    published: (day) => `year counted from the document’s date, ${dayIn(day, 'en', whole)}`,
    publishedIn: (text) => `year of the document’s date, “${cut(text)}”`,
    told: (text, line) => `year counted from ${cut(text)}, the day of the text (line ${line})`,
    elsewhere: (text, line) => `year told elsewhere in the text: “${cut(text)}”, line ${line}`,
    weekday: (spot, year) =>
      `${dayIn(someDay(spot), 'en', { day: 'numeric', month: 'long' })} is a ${dayIn(someWeekday(spot), 'en', { weekday: 'long' })} in ${year}`,
    other: ({ text, from }, name) => `${from === null ? cut(text) : dayIn(from, 'en', whole)}, according to ${cut(name)}`,
    noYear: 'nothing in the text tells the year',
    undated: 'the text gives no date',
    several: 'several dates on this line: the first is proposed, the others are to be split off',
    oneForAll: 'one period for all of them, no date for each',
  },
};

const kindNames: Readonly<Record<'fr' | 'en', Readonly<Record<ProposalKind, string>>>> = {
  fr: {
    meeting: 'Réunion',
    call: 'Appel',
    consultation: 'Concertation',
    workshop: 'Atelier',
    'working-group': 'Groupe de travail',
    deliverable: 'Livrable',
    roadmap: 'Feuille de route',
  },
  en: {
    meeting: 'Meeting',
    call: 'Call',
    consultation: 'Consultation',
    workshop: 'Workshop',
    'working-group': 'Working group',
    deliverable: 'Deliverable',
    roadmap: 'Roadmap',
  },
};

const known = (language: string): 'fr' | 'en' => (language === 'fr' ? 'fr' : 'en');

export function yearWords(language: string): YearWords {
  return dictionary[known(language)];
}

/** A title of last resort: the kind's own name. */
export function kindName(kind: ProposalKind, language: string): string {
  return kindNames[known(language)][kind];
}
