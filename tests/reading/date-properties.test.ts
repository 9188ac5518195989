import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { fuzzyDate } from '../../shared/domain/fuzzy-date.ts';
import { findDates, readDate } from '../../shared/reading/date-grammar.ts';
import { splitMilestone } from '../../shared/reading/milestone-text.ts';
import { anyText } from '../any-text.ts';
import { isFull } from '../full.ts';

const runs = { numRuns: isFull ? 5_000 : 1_500 };

const months = {
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};
const short = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'];

type Written = { readonly text: string; readonly language: 'fr' | 'en'; readonly from: string; readonly to: string };

const pad = (value: number) => String(value).padStart(2, '0');
const name = (list: readonly string[], month: number) => list[month - 1] ?? '';
const anyDay = fc
  .integer({ min: 0, max: 80_000 })
  .map((days) => Temporal.PlainDate.from('1990-01-01').add({ days }).toString())
  .map((text) => ({ text, date: Temporal.PlainDate.from(text) }))
  .filter(({ date }) => date.year < 2200);

const dayForms: readonly ((date: Temporal.PlainDate) => Pick<Written, 'text' | 'language'>)[] = [
  (date) => ({ language: 'fr', text: `${date.day === 1 ? '1er' : date.day} ${name(months.fr, date.month)} ${date.year}` }),
  (date) => ({ language: 'fr', text: `${date.day} ${name(short, date.month)} ${date.year}` }),
  (date) => ({ language: 'fr', text: `le ${pad(date.day)}/${pad(date.month)}/${date.year}` }),
  (date) => ({ language: 'fr', text: date.toString() }),
  (date) => ({ language: 'en', text: `${date.day} ${name(months.en, date.month)} ${date.year}` }),
  (date) => ({ language: 'en', text: `${name(months.en, date.month)} ${date.day}, ${date.year}` }),
  (date) => ({ language: 'en', text: date.toString() }),
];

const aDay: fc.Arbitrary<Written> = fc
  .tuple(anyDay, fc.constantFrom(...dayForms))
  .map(([{ text, date }, form]) => ({ ...form(date), from: text, to: text }));

function span(year: number, month: number, count: number): Pick<Written, 'from' | 'to'> {
  const from = Temporal.PlainDate.from({ year, month, day: 1 });
  return { from: from.toString(), to: from.add({ months: count }).subtract({ days: 1 }).toString() };
}

const periodForms: readonly ((year: number, nth: number) => Written)[] = [
  (year, nth) => ({ language: 'fr', text: `${name(months.fr, nth)} ${year}`, ...span(year, nth, 1) }),
  (year, nth) => ({ language: 'fr', text: `${pad(nth)}/${year}`, ...span(year, nth, 1) }),
  (year, nth) => ({ language: 'en', text: `${name(months.en, nth)} ${year}`, ...span(year, nth, 1) }),
  (year, nth) => ({ language: 'fr', text: `T${((nth - 1) % 4) + 1} ${year}`, ...span(year, ((nth - 1) % 4) * 3 + 1, 3) }),
  (year, nth) => ({ language: 'en', text: `Q${((nth - 1) % 4) + 1} ${year}`, ...span(year, ((nth - 1) % 4) * 3 + 1, 3) }),
  (year, nth) => ({
    language: 'fr',
    text: `${nth % 2 === 1 ? '1er' : '2e'} semestre ${year}`,
    ...span(year, nth % 2 === 1 ? 1 : 7, 6),
  }),
  (year, nth) => ({
    language: 'fr',
    text: `${['printemps', 'été', 'automne'][nth % 3]} ${year}`,
    ...span(year, (nth % 3) * 3 + 3, 3),
  }),
  (year) => ({ language: 'fr', text: `début ${year}`, ...span(year, 1, 3) }),
  (year) => ({ language: 'en', text: `mid-${year}`, ...span(year, 6, 2) }),
  (year) => ({ language: 'fr', text: `fin ${year}`, ...span(year, 10, 3) }),
  (year) => ({ language: 'fr', text: `${year}`, ...span(year, 1, 12) }),
];

const aPeriod: fc.Arbitrary<Written> = fc
  .tuple(fc.integer({ min: 1990, max: 2199 }), fc.integer({ min: 1, max: 12 }), fc.constantFrom(...periodForms))
  .map(([year, nth, form]) => form(year, nth));

const aWritten = fc.oneof(aDay, aPeriod);

/** The same words as another editor would have typed them. */
const aTyping = fc.record({
  case: fc.constantFrom(
    (text: string) => text,
    (text: string) => text.toUpperCase(),
    (text: string) => text.toLowerCase(),
  ),
  space: fc.constantFrom(' ', '\u00A0', '\u202F', '  ', '\u2009', '\n'),
  form: fc.constantFrom('NFC', 'NFD'),
  dash: fc.constantFrom('-', '\u2011', '\u2010', '–'),
  accents: fc.boolean(),
});

function typed(text: string, how: typeof aTyping extends fc.Arbitrary<infer T> ? T : never): string {
  const cased = how.case(text).replaceAll('-', how.dash).replaceAll(' ', how.space);
  return how.accents ? cased.normalize(how.form) : cased.normalize('NFD').replace(/\p{Mn}/gu, '');
}

function daysOf(text: string, language: string) {
  const reading = readDate(text, language);
  return 'impossible' in reading ? 'impossible' : { from: reading.date.from, to: reading.date.to };
}

describe('the date grammar', () => {
  it('reads every date it can be told back to its days, however it is typed', () => {
    fc.assert(
      fc.property(aWritten, aTyping, ({ text, language, from, to }, how) => {
        expect(daysOf(typed(text, how), language)).toEqual({ from, to });
      }),
      runs,
    );
  });

  it('reads "by" as the date itself and "before" as its eve', () => {
    fc.assert(
      fc.property(aPeriod, ({ text, language, from, to }) => {
        const [by, before] = language === 'fr' ? ["d'ici", 'avant'] : ['by', 'before'];
        const isEnd = /^(?:fin|late)/u.test(text);
        const eve = Temporal.PlainDate.from(from).subtract({ days: 1 }).toString();
        expect(daysOf(`${by} ${text}`, language)).toEqual({ from, to });
        expect(daysOf(`${before} ${text}`, language)).toEqual(isEnd ? { from, to } : { from: null, to: eve });
      }),
      runs,
    );
  });

  it('reads a range from the first day of its first date to the last day of its second', () => {
    const ordered = fc.tuple(aDay, aDay).filter(([a, b]) => a.language === b.language && a.from <= b.from);
    fc.assert(
      fc.property(ordered, ([a, b]) => {
        const joined = a.language === 'fr' ? `du ${a.text} au ${b.text}` : `from ${a.text} to ${b.text}`;
        expect(daysOf(joined.replaceAll('du le ', 'du ').replaceAll('au le ', 'au '), a.language)).toEqual({
          from: a.from,
          to: b.to,
        });
      }),
      runs,
    );
  });

  it('finds a date in a sentence at its own place', () => {
    fc.assert(
      fc.property(aDay, fc.constantFrom('Publier le rapport', 'Ouvrir'), ({ text, language, to }, head) => {
        const sentence = `${head} (${text}) pour tous`;
        const found = findDates(sentence, language).map(({ start, end, reading }) => ({
          text: sentence.slice(start, end),
          to: 'impossible' in reading ? null : reading.date.to,
        }));
        expect(found).toEqual([{ text: text.replace(/^le /u, ''), to }]);
      }),
      runs,
    );
  });

  const vocabulary = fc.constantFrom(
    ...[
      '31',
      '30',
      '29',
      '1er',
      '2',
      '12',
      '2021',
      '2024',
      '0',
      '99',
      'février',
      'juin',
      'May',
      'été',
      'hiver',
      'T2',
      'S1',
      'Q4',
      'fin',
    ],
    ...[
      'début',
      "d'ici",
      'avant',
      'à',
      'de',
      'et',
      'ou',
      '-',
      '–',
      '/',
      '.',
      ':',
      '→',
      '(',
      ')',
      ';',
      'le',
      'en',
      'cours',
      'année',
      'exercice',
    ],
    ...['from', 'to', 'by', 'Début', 'Fin', '\n', '\u00A0', 'a', 'trimestre', 'semestre', 'chaque', 'mi-'],
  );
  const someText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    anyText({ maxLength: 80 }),
    fc.array(vocabulary, { maxLength: 14 }).map((words) => words.join(' ')),
    fc.array(vocabulary, { maxLength: 14 }).map((words) => words.join('')),
  );

  it('never throws and never gives a day that no calendar has, whatever it is given', () => {
    fc.assert(
      fc.property(
        someText,
        fc.constantFrom('fr', 'en'),
        fc.option(fc.integer({ min: 1990, max: 2099 }), { nil: undefined }),
        (text, language, year) => {
          const reading = readDate(text, language, { year });
          const dates =
            'impossible' in reading
              ? []
              : [reading.date, ...(reading.parts === undefined ? [] : [reading.parts.start, reading.parts.end])];
          for (const date of dates) expect(fuzzyDate.parse(date)).toEqual(date);
          for (const { start, end } of findDates(text, language, { year }))
            expect(0 <= start && start < end && end <= text.length).toBe(true);
          const split = splitMilestone(text, language, { year });
          expect('impossible' in split || fuzzyDate.nullable().safeParse(split.due).success).toBe(true);
        },
      ),
      runs,
    );
  });

  it('gives ongoing, recurring, event and unknown texts no day', () => {
    fc.assert(
      fc.property(someText, fc.constantFrom('fr', 'en'), (text, language) => {
        const reading = readDate(text, language);
        const date = 'impossible' in reading ? null : reading.date;
        const isUndated = date !== null && ['ongoing', 'recurring', 'event', 'unknown'].includes(date.precision);
        expect(!isUndated || (date.from === null && date.to === null)).toBe(true);
      }),
      runs,
    );
  });
});
