import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foundEvent } from '../../shared/domain/proposal.ts';
import { personalDataIn } from '../../shared/domain/text.ts';
import { proposedEvents, tellEvents } from '../../shared/reading/proposals.ts';
import type { SourceLine } from '../../shared/reading/proposals-text.ts';

const linesOf = (text: string): SourceLine[] => text.split('\n').map((line, index) => ({ text: line, line: index + 1 }));
const options = { title: null, isPage: false, language: 'fr', published: null, read: new Set<number>() };
const proposalsIn = (text: string, more: Partial<Parameters<typeof tellEvents>[1]> = {}) =>
  proposedEvents(tellEvents(linesOf(text), { ...options, ...more }));

const words = fc.constantFrom(
  ...[
    'La',
    'prochaine',
    'réunion',
    'du',
    'Conseil',
    'des',
    'exemples',
    'se',
    'tiendra',
    'le',
    '3 mars 2024',
    '27 juin dernier',
    'ce mardi 1er octobre',
  ],
  ...[
    'jusqu’au 18 octobre',
    'avant la fin de l’année',
    'de mai à juin 2024',
    'ateliers',
    'Deux',
    'ont eu lieu',
    'inscriptions',
    'ouvertes',
    ',',
    '.',
    ':',
    ';',
    '(',
    ')',
  ],
  ...[
    '«',
    '»',
    '“',
    '”',
    '- ',
    '\n',
    '\n\n',
    'x@example.org',
    '01 23 45 67 89',
    'Jean',
    'Exemple',
    'Mme',
    'feuille de route',
    'dévoilée',
    'en',
    'octobre',
    'Ils',
    'seront',
    'constitués',
  ],
  ...[
    'groupes de travail',
    '31 février 2024',
    'rentrée 2019',
    'meeting',
    'held on',
    '12/03/2024',
    '[…]',
    '#',
    '*',
    '](http://example.org)',
    '<p>',
  ],
);
const texts = fc.array(words, { maxLength: 60 }).map((list) => list.join(' '));

it('any text yields what the schema holds, in the order of its lines, each event on a line that exists', () => {
  fc.assert(
    fc.property(texts, fc.boolean(), fc.constantFrom('fr', 'en'), (text, isPage, language) => {
      const found = proposalsIn(text, { isPage, language });
      for (const one of found) expect(foundEvent.safeParse(one)).toMatchObject({ success: true });
      const lines = found.map(({ line }) => line);
      expect(lines).toEqual(lines.toSorted((a, b) => a - b));
      for (const line of lines) expect(text.split('\n')[line - 1]?.trim()).not.toBe('');
    }),
    { numRuns: 300 },
  );
});

it('no address, number or two names in a row come into a title or a quote', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const { title, quote } of proposalsIn(text)) {
        expect(personalDataIn(`${title}\n${quote}`)).toEqual([]);
        expect(title).not.toMatch(/Jean Exemple|Mme \p{Lu}/u);
      }
    }),
    { numRuns: 300 },
  );
});

it('a day without a year is proposed with days only where there is a reason, and never for another day of the year', () => {
  const day = fc.integer({ min: 1, max: 28 });
  const month = fc.constantFrom('janvier', 'avril', 'juin', 'octobre', 'décembre');
  fc.assert(
    fc.property(day, month, fc.option(fc.integer({ min: 2015, max: 2030 }), { nil: undefined }), (number, name, year) => {
      const other = year === undefined ? '' : `\n\nLa rentrée ${year} est riche.`;
      const [found, ...more] = proposalsIn(`Un atelier se tiendra le ${number} ${name} à Lyon.${other}`);
      expect(more).toEqual([]);
      expect(found?.reason).not.toBeNull();
      expect(found?.date?.text).toBe(`${number} ${name}`);
      if (year === undefined) expect(found?.date).toMatchObject({ precision: 'unknown', from: null, to: null });
      else expect(found?.date?.from?.slice(0, 4)).toBe(String(year));
      if (found?.date?.from != null) expect(Number(found.date.from.slice(8))).toBe(number);
    }),
    { numRuns: 100 },
  );
});

it.each([
  ['one sentence without an end', 'la réunion du 3 mars et '],
  ['sentence after sentence', 'Un atelier se tiendra le 3 mars 2024. '],
  ['open brackets', '(la réunion (du 3 mars '],
  ['quotation marks that never close', '“la réunion « du 3 mars '],
  ['bare words', 'de la de la de l’ en '],
  ['links and tags', '[a](b <p <https://x '],
  ['paragraphs', 'Un atelier se tiendra le 3 mars à Bron.\n\n'],
])('reads %s in a time that grows with its length', (_, piece) => {
  const timed = (length: number): number => {
    const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
    const from = performance.now();
    proposalsIn(text);
    return performance.now() - from;
  };
  timed(5_000);
  const short = Math.min(...[1, 2, 3].map(() => timed(20_000)));
  // Eight times the text: linear is 8, quadratic 64; a floor against the noise of short times.
  const bound = 24 * Math.max(short, 25);
  // The quickest of three, but no second one after one in time: what else the machine does only ever adds.
  let long = timed(160_000);
  for (let tries = 1; tries < 3 && long >= bound; tries += 1) long = Math.min(long, timed(160_000));
  expect(long).toBeLessThan(bound);
});
