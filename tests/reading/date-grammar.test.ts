import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  type DateOptions,
  type DateReading,
  findDates,
  type ImpossibleDate,
  readDate,
} from '../../shared/reading/date-grammar.ts';
import { hasSources, sourceText, whySkipped } from './shared-files.ts';

/** `precision from..to qualifier +warnings`, short enough for a table. */
function told(reading: DateReading | ImpossibleDate): string {
  if ('impossible' in reading) return 'impossible';
  const { date, warnings } = reading;
  const days = date.from === null && date.to === null ? '' : `${date.from ?? ''}..${date.to ?? ''}`;
  return [date.precision, days, date.qualifier ?? '', ...warnings.map(({ code }) => `+${code}`)]
    .filter((part) => part !== '')
    .join(' ');
}

type Row = readonly [text: string, expected: string];

const french: readonly Row[] = [
  ['31 décembre 2022', 'day 2022-12-31..2022-12-31'],
  ['1er septembre 2021', 'day 2021-09-01..2021-09-01'],
  ['31/12/2022', 'day 2022-12-31..2022-12-31'],
  ['31.12.2022', 'day 2022-12-31..2022-12-31'],
  ['2022-12-31', 'day 2022-12-31..2022-12-31'],
  ['lundi 31 octobre 2022', 'day 2022-10-31..2022-10-31'],
  ['03/04/2024', 'day 2024-04-03..2024-04-03'],
  ['Octobre 2021', 'month 2021-10-01..2021-10-31'],
  ['OCTOBRE 2021', 'month 2021-10-01..2021-10-31'],
  ['oct. 2021', 'month 2021-10-01..2021-10-31'],
  ['févr. 2024', 'month 2024-02-01..2024-02-29'],
  ['10/2021', 'month 2021-10-01..2021-10-31'],
  ['2021-10', 'month 2021-10-01..2021-10-31'],
  ['fin juin 2019', 'month 2019-06-01..2019-06-30'],
  ['début juin 2019', 'month 2019-06-01..2019-06-30'],
  ['mois de juin 2022', 'month 2022-06-01..2022-06-30'],
  ['courant juin 2023', 'month 2023-06-01..2023-06-30 during'],
  ['January 2021', 'month 2021-01-01..2021-01-31'],
  ['T2 2022', 'quarter 2022-04-01..2022-06-30'],
  ['2022-T2', 'quarter 2022-04-01..2022-06-30'],
  ['2e trimestre 2022', 'quarter 2022-04-01..2022-06-30'],
  ['fin du premier trimestre 2022', 'quarter 2022-01-01..2022-03-31'],
  ['S1 2022', 'semester 2022-01-01..2022-06-30'],
  ['1er semestre 2022', 'semester 2022-01-01..2022-06-30'],
  ['deuxième semestre de 2022', 'semester 2022-07-01..2022-12-31'],
  ['printemps 2024', 'season 2024-03-01..2024-05-31'],
  ["à l'été 2024", 'season 2024-06-01..2024-08-31'],
  ['automne 2024', 'season 2024-09-01..2024-11-30'],
  ['hiver 2024', 'season 2024-12-01..2025-02-28 +ambiguous-winter'],
  ['hiver 2023-2024', 'season 2023-12-01..2024-02-29'],
  ['début 2026', 'part-of-year 2026-01-01..2026-03-31'],
  ['mi-2026', 'part-of-year 2026-06-01..2026-07-31'],
  ['fin 2026', 'part-of-year 2026-10-01..2026-12-31'],
  ['la fin de 2026', 'part-of-year 2026-10-01..2026-12-31'],
  ["fin de l'année 2026", 'part-of-year 2026-10-01..2026-12-31'],
  ['rentrée 2026', 'part-of-year 2026-09-01..2026-09-30'],
  ['2023', 'year 2023-01-01..2023-12-31'],
  ['courant 2023', 'year 2023-01-01..2023-12-31 during'],
  ["au cours de l'année 2023", 'year 2023-01-01..2023-12-31 during'],
  ["d'ici 2023", 'year 2023-01-01..2023-12-31 by'],
  ['d’ici à avril 2016', 'month 2016-04-01..2016-04-30 by'],
  ['au plus tard fin 2022', 'part-of-year 2022-10-01..2022-12-31 by'],
  ['fin 2022 au plus tard', 'part-of-year 2022-10-01..2022-12-31 by'],
  ["jusqu'au 18 octobre 2019", 'day 2019-10-18..2019-10-18 by'],
  ['avant décembre 2026', 'month ..2026-11-30 before'],
  ["avant la fin de l'année 2019", 'part-of-year 2019-10-01..2019-12-31 by'],
  ['à partir de juin 2022', 'month 2022-06-01.. from'],
  ['à compter du 1er janvier 2022', 'day 2022-01-01.. from'],
  ['dès septembre 2021', 'month 2021-09-01.. from'],
  ['de juillet 2017 à janvier 2018', 'range 2017-07-01..2018-01-31'],
  ['entre juin et novembre 2025', 'range 2025-06-01..2025-11-30'],
  ['du 3 au 5 mars 2022', 'range 2022-03-03..2022-03-05'],
  ['2025 à 2028', 'range 2025-01-01..2028-12-31'],
  ['octobre ou novembre 2025', 'range 2025-10-01..2025-11-30'],
  ['1er janvier 2020 – décembre 2023', 'range 2020-01-01..2023-12-31'],
  ['2026-2027', 'range 2026-01-01..2027-12-31 +maybe-fiscal-year'],
  ['2026‑2027', 'range 2026-01-01..2027-12-31 +maybe-fiscal-year'],
  ['2021-2023', 'range 2021-01-01..2023-12-31'],
  ['juin et novembre 2025', 'month 2025-06-01..2025-06-30 +several-dates'],
  ['février 2024 et février 2025', 'month 2024-02-01..2024-02-29 +several-dates'],
  ['mai 2025 et en cours', 'month 2025-05-01..2025-05-31 +ongoing-after'],
  ["achèvement d'ici mars 2025 ; rapport d'ici 2024", 'month 2025-03-01..2025-03-31 by +several-dates'],
  ["rapport d'ici 2024 ; achèvement d'ici mars 2025", 'month 2025-03-01..2025-03-31 by +several-dates'],
  ['1er janvier 2022 – 31 décembre 2021', 'range 2022-01-01..2021-12-31 +end-before-start'],
];

const english: readonly Row[] = [
  ['31 December 2022', 'day 2022-12-31..2022-12-31'],
  ['December 31, 2022', 'day 2022-12-31..2022-12-31'],
  ['Sept. 3rd, 2022', 'day 2022-09-03..2022-09-03'],
  ['13/04/2024', 'day 2024-04-13..2024-04-13'],
  ['04/13/2024', 'day 2024-04-13..2024-04-13'],
  ['03/04/2024', 'unknown +day-or-month'],
  ['October 2021', 'month 2021-10-01..2021-10-31'],
  ['mid-June 2022', 'month 2022-06-01..2022-06-30'],
  ['Q2 2022', 'quarter 2022-04-01..2022-06-30'],
  ['second quarter of 2022', 'quarter 2022-04-01..2022-06-30'],
  ['H1 2022', 'semester 2022-01-01..2022-06-30'],
  ['1st half-year 2022', 'semester 2022-01-01..2022-06-30'],
  ['fall 2024', 'season 2024-09-01..2024-11-30'],
  ['winter 2024', 'season 2024-12-01..2025-02-28 +ambiguous-winter'],
  ['early 2026', 'part-of-year 2026-01-01..2026-03-31'],
  ['mid-2026', 'part-of-year 2026-06-01..2026-07-31'],
  ['end of 2026', 'part-of-year 2026-10-01..2026-12-31'],
  ['start of the school year 2026', 'part-of-year 2026-09-01..2026-09-30'],
  ['during 2023', 'year 2023-01-01..2023-12-31 during'],
  ['no later than March 2023', 'month 2023-03-01..2023-03-31 by'],
  ['by the end of June 2022', 'month 2022-06-01..2022-06-30 by'],
  ['before December 2026', 'month ..2026-11-30 before'],
  ['from June 2022', 'month 2022-06-01.. from'],
  ['starting in 2023', 'year 2023-01-01.. from'],
  ['July 2017 to January 2018', 'range 2017-07-01..2018-01-31'],
  ['October or November 2025', 'range 2025-10-01..2025-11-30'],
  ['2026-27', 'range 2026-01-01..2027-12-31 +maybe-fiscal-year'],
  ['June and November 2025', 'month 2025-06-01..2025-06-30 +several-dates'],
  ['May 2025 and ongoing', 'month 2025-05-01..2025-05-31 +ongoing-after'],
];

const undated: readonly (readonly [text: string, language: string, expected: string])[] = [
  ...['En cours', 'En continu', 'Permanent', 'CONT'].map((text) => [text, 'fr', 'ongoing +undated'] as const),
  ['Ongoing', 'en', 'ongoing +undated'],
  ...[
    'Chaque année',
    'annuel',
    "deux fois par an jusqu'en 2029",
    'Chaque année, au plus tard le 31 mars',
    'Permanent, chaque année',
  ].map((text) => [text, 'fr', 'recurring +undated'] as const),
  ['Biannually until 2029', 'en', 'recurring +undated'],
  ...["à l'occasion de la COP", 'après les élections', 'avant la COP 2025'].map(
    (text) => [text, 'fr', 'event +undated'] as const,
  ),
  ...['bientôt', 'prochainement', 'à terme', 'dans les six mois', 'COP 21', '???', ''].map(
    (text) => [text, 'fr', 'unknown +unreadable-date'] as const,
  ),
  ...['over the next year', 'within a year', 'soon'].map((text) => [text, 'en', 'unknown +unreadable-date'] as const),
  ...['juin', '12 mars', 'deuxième semestre', 'été'].map((text) => [text, 'fr', 'unknown +no-year'] as const),
  ['octobre 12 2021', 'fr', 'unknown +broken-date'],
  ['2011-12', 'fr', 'unknown +month-or-years'],
];

describe('dates as written', () => {
  it.each(french)('reads the French "%s"', (text, expected) => {
    expect(told(readDate(text, 'fr'))).toBe(expected);
  });

  it.each(english)('reads the English "%s"', (text, expected) => {
    expect(told(readDate(text, 'en'))).toBe(expected);
  });

  it.each(undated)('never gives "%s" (%s) a day', (text, language, expected) => {
    expect(told(readDate(text, language))).toBe(expected);
  });

  it.each([
    ...[
      '31 septembre 2021',
      '29 février 2023',
      '0 mars 2022',
      '45 mars 2022',
      '31/09/2021',
      '13/2022',
      '2021-13',
      '2021-13-01',
      'T5 2022',
    ],
    ...["d'ici le 31 novembre 2022", 'de janvier 2021 au 31 juin 2021', 'juin 2022 et 31 septembre 2022'],
  ])('refuses the impossible date in "%s"', (text) => {
    expect(told(readDate(text, 'fr'))).toBe('impossible');
  });

  it('marks a winter that a person must choose on the date itself, so that no mail can count from it', () => {
    expect(readDate("d'ici l'hiver 2028", 'fr')).toMatchObject({
      date: { from: '2028-12-01', to: '2029-02-28', qualifier: 'by', ambiguity: 'ambiguous-winter' },
    });
  });

  it('keeps the text as written', () => {
    expect(readDate('  D’ici\u00A0l’Automne 2022. ', 'fr')).toMatchObject({ date: { text: 'D’ici\u00A0l’Automne 2022' } });
  });

  it('gives the two ends of a range their own precision', () => {
    expect(readDate('1er janvier 2020 – décembre 2023', 'fr')).toMatchObject({
      parts: {
        start: { text: '1er janvier 2020', precision: 'day', from: '2020-01-01', to: '2020-01-01' },
        end: { text: 'décembre 2023', precision: 'month', from: '2023-12-01', to: '2023-12-31' },
      },
    });
  });

  it.each<readonly [string, string, DateOptions, string]>([
    ['exercice 2023-2024', 'fr', { fiscalYearStartsInMonth: 4 }, 'range 2023-04-01..2024-03-31'],
    ['fiscal year 2023-24', 'en', { fiscalYearStartsInMonth: 4 }, 'range 2023-04-01..2024-03-31'],
    ['exercice 2023', 'fr', { fiscalYearStartsInMonth: 1 }, 'range 2023-01-01..2023-12-31'],
    ['exercice 2023', 'fr', { fiscalYearStartsInMonth: 4 }, 'unknown +fiscal-calendar-unknown'],
    ['exercice 2023-2024', 'fr', {}, 'range 2023-01-01..2024-12-31 +fiscal-calendar-unknown'],
    ['juin', 'fr', { year: 2015 }, 'month 2015-06-01..2015-06-30 +inherited-year'],
    ['deuxième semestre', 'fr', { year: 2015 }, 'semester 2015-07-01..2015-12-31 +inherited-year'],
    ["fin d'année", 'fr', { year: 2015 }, 'part-of-year 2015-10-01..2015-12-31 +inherited-year'],
    ['29 février', 'fr', { year: 2023 }, 'impossible'],
  ])('reads "%s" (%s) by what surrounds it', (text, language, options, expected) => {
    expect(told(readDate(text, language, options))).toBe(expected);
  });
});

describe('dates inside a sentence', () => {
  const found = (text: string, language = 'fr', options: DateOptions = {}) =>
    findDates(text, language, options).map(({ start, end }) => text.slice(start, end));

  it.each<readonly [string, string[]]>([
    ['Le registre sera ouvert, courant 2016, à tous', ['courant 2016']],
    ['Publication du bilan en décembre 2021 puis en 2023', ['décembre 2021', '2023']],
    ['À titre expérimental en 2022', ['2022']],
    ['Ouverture d’ici à l’été 2024 des archives', ['d’ici à l’été 2024']],
  ])('finds the dates of "%s"', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    'La plateforme a été lancée en 2015',
    'Le service a publié son bilan en 2015',
    'Les comptes ont été rendus en juin 2015',
    'Appliquer la loi n° 2014-1662 du 30 décembre 2014',
    'Appliquer les articles 26 et 40, dès l’art. 1er',
    "Suivre le plan d'action 2021-2023, Ma Santé 2022 et la COP 21",
    'Former 2000 agents, soit 26 actions et 75 %',
    'En service depuis 2006',
  ])('finds none in "%s"', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('gives a month without year no day when no year is inherited', () => {
    const [only] = findDates("Ouverture en juin par l'agence", 'fr');
    expect(only === undefined ? null : told(only.reading)).toBe('unknown +no-year');
  });

  it('finds a month without year only where a word announces it', () => {
    expect(found("Ouverture en juin par l'agence", 'fr', { year: 2015 })).toEqual(['juin']);
    expect(found('The agency may publish the march of time in May', 'en', { year: 2015 })).toEqual(['May']);
  });

  it('takes past events where the past is what is told', () => {
    const text = 'Une restitution a été organisée le 8 février 2018';
    expect(findDates(text, 'fr', {}, { past: true }).map(({ start, end }) => text.slice(start, end))).toEqual(['8 février 2018']);
  });
});

const rows = z.object({
  rows: z.array(
    z.looseObject({
      row: z.number(),
      fr: z.string(),
      en: z.string(),
      expected: z.object({
        precision: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        qualifier: z.string().optional(),
      }),
    }),
  ),
});

describe.skipIf(!hasSources)(`deadline wordings of two plans${whySkipped}`, () => {
  it.each(['fr', 'en'] as const)('all read as expected in %s', (language) => {
    const { rows: list } = rows.parse(JSON.parse(sourceText('samples/deadline-expressions.json')));
    expect(list.length).toBeGreaterThan(80);
    for (const row of list) {
      const reading = readDate(row[language], language);
      const { precision, from, to, qualifier } =
        'impossible' in reading ? { ...row.expected, precision: 'impossible' } : reading.date;
      expect({ row: row.row, precision, from, to, qualifier }).toEqual({ row: row.row, qualifier: undefined, ...row.expected });
    }
  });
});
