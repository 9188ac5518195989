import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decidimCommitments, decidimMilestones, progressOf } from '../../shared/showing/decidim.ts';
import { dataWords } from '../../shared/showing/messages/data.ts';
import { planFiles } from '../../shared/showing/plan-files.ts';
import { simpleHtml } from '../../shared/showing/simple-html.ts';
import { aCommitment, aDeclared, andThen, aText } from '../builders.ts';
import { answered, pilot, view } from './health-plan.ts';
import { everyState } from './stages.ts';

const shown = view([answered(), pilot(), everyState()], '2021-11-15');
const rows = (csv: string): { [column: string]: string }[] => parse(csv, { columns: true, record_delimiter: '\r\n' });

test('both files have the columns of Decidim’s accountability component in its order, one for each language', () => {
  const columns = [
    ...['id', 'category/id', 'category/name/fr', 'category/name/en', 'scope/id', 'scope/name/fr', 'scope/name/en', 'parent/id'],
    ...['title/fr', 'title/en', 'description/fr', 'description/en', 'start_date', 'end_date', 'status/id', 'status/key'],
    ...['status/name/fr', 'status/name/en', 'progress', 'created_at', 'url', 'component/id', 'proposal_urls'],
  ];
  for (const csv of [decidimCommitments(shown), decidimMilestones(shown, new Map())]) {
    const [header]: string[][] = parse(csv, { record_delimiter: '\r\n' });
    expect(header).toEqual(columns);
  }
});

test('a commitment has full dates, the share of its milestones that are complete, and nothing the host must assign', () => {
  const [first] = rows(decidimCommitments(shown));
  expect(first).toMatchObject({
    'title/fr': 'Pérenniser la participation citoyenne à la politique du numérique en santé',
    'title/en': '',
    start_date: '2020-01-01',
    end_date: '2023-12-31',
    progress: '50',
    created_at: '2021-09-01',
    url: 'https://jalon.example.org/fr-2021-2023/28/',
  });
  for (const empty of ['id', 'category/id', 'parent/id', 'status/id', 'status/key', 'component/id', 'proposal_urls'])
    expect(first?.[empty], empty).toBe('');
});

test('a milestone ends on the computed deadline in force, is done or not, and has no day where none is certain', () => {
  const milestones = rows(decidimMilestones(shown, new Map()));
  expect(milestones.map((row) => [row['title/fr'], row['end_date'], row['progress']])).toEqual([
    ['Lancement du comité citoyen', '2021-10-31', '100'],
    ['Publication de l’avis de comité citoyen', '2022-02-15', '0'],
    ['Lancement du pilote Haute-Garonne', '2021-09-30', '0'],
    ['Démarrage de généralisation nationale', '2021-12-31', '0'],
    ['En continu', '', '0'],
    ['Retiré', '2021-03-31', '0'],
    ['Sans preuve', '2021-04-30', '100'],
    ['Partiel', '', '0'],
    ['Avancé', '2021-09-30', '0'],
    ['Sans date', '', '0'],
  ]);
  expect(milestones.every((row) => row['parent/id'] === '')).toBe(true);
});

test('what is written in none of the plan’s languages stands in the first one’s columns: Decidim shows no result without a title', () => {
  const text = aText('Zweck.');
  const foreign = aCommitment({
    language: 'de',
    titles: { de: 'Daten öffnen' },
    prose: { description: { de: { sha256: text.sha256 } } },
    texts: [text],
    milestones: [{ titles: { de: 'Katalog' }, due: 'Ende 2022' }],
  });
  const of = view([foreign, pilot()], '2021-11-15');
  const told = (csv: string) =>
    rows(csv).map((row) => [row['title/fr'], row['title/en'], row['description/fr'], row['description/en']]);
  expect(told(decidimCommitments(of))[0]).toEqual(['Daten öffnen', '', '<p>Zweck.</p>', '']);
  expect(told(decidimMilestones(of, new Map()))[0]?.slice(0, 2)).toEqual(['Katalog', '']);
  for (const [french, english] of [...told(decidimCommitments(of)), ...told(decidimMilestones(of, new Map()))])
    expect(`${french}${english}`).not.toBe('');
});

test('milestones stand under the results that the host made of their commitments, once these are known', () => {
  const parents = new Map([['28', '112']]);
  const ids = rows(decidimMilestones(shown, parents)).map((row) => row['parent/id']);
  expect(ids.slice(0, 3)).toEqual(['112', '112', '']);
});

test('progress is rounded down, so that all but one of many is not all', () => {
  const titles = Array.from({ length: 3 }, (_, place) => ({ title: `Jalon ${place}` }));
  const done = (record: ReturnType<typeof aCommitment>, key: string) =>
    andThen(record, aDeclared(`fr-2021-2023/28/${key}`, { status: 'complete', completedOn: '2021-10-01' }));
  const two = done(done(aCommitment({ milestones: titles }), 'm1'), 'm2');
  expect(progressOf(two.commitment.milestones)).toBe(66);
  expect(progressOf(done(two, 'm3').commitment.milestones)).toBe(100);
  expect(progressOf([])).toBe(0);
});

test('S10: cells are as the host is to show them: no apostrophe before a formula, and descriptions as HTML in which nothing is HTML', () => {
  const text = aText('Un <b>enjeu</b> & des moyens.\nSuite\u00A0:\n- premier point\n- "second" point\n\n=SOMME(A1)');
  const record = aCommitment({
    titles: { fr: '=Ouvrir les données' },
    prose: { description: { fr: { sha256: text.sha256 } } },
    texts: [text],
    milestones: [{ title: "'Bilan", due: 'fin <2021>' }],
  });
  const hostile = view([record], '2021-11-15');
  expect(rows(decidimCommitments(hostile))[0]).toMatchObject({
    'title/fr': '=Ouvrir les données',
    'description/fr':
      '<p>Un &lt;b&gt;enjeu&lt;/b&gt; &amp; des moyens.<br>Suite\u00A0:</p><ul><li>premier point</li><li>&quot;second&quot; point</li></ul><p>=SOMME(A1)</p>',
  });
  expect(rows(decidimMilestones(hostile, new Map()))[0]).toMatchObject({
    'title/fr': "'Bilan",
    'description/fr': '<p>fin &lt;2021&gt;</p>',
  });
});

test('any text becomes paragraphs and lists that hold all its words, and nothing that is markup', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom('- ', '\n', '\n\n', '<', '&', '"', "'", '* un', ' '), fc.string({ maxLength: 8 }))),
      (parts) => {
        const html = simpleHtml(parts.join(''));
        expect(html.replace(/<\/?(?:p|ul|li|br)>/g, '')).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
        expect(html.match(/<ul>/g)?.length).toBe(html.match(/<\/ul>/g)?.length);
        const words = (text: string) => text.replace(/[\s\-*•–]/gu, '');
        const shownText = html
          .replace(/<[^>]*>/g, '')
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&quot;/g, '"')
          .replace(/&#39;/g, "'")
          .replace(/&amp;/g, '&');
        expect(words(shownText)).toBe(words(parts.join('')));
      },
    ),
  );
});

test('the page about data says beside the file that nothing guards its cells, and of no other table', () => {
  for (const [{ files }, warning] of [
    [dataWords.fr, 'rien n’y empêche une cellule d’être lue comme une formule'],
    [dataWords.en, 'nothing keeps a cell from being read as a formula'],
  ] as const) {
    const warned = files.list.filter(({ about }) => about.includes(warning));
    expect(warned.map(({ name }) => name)).toEqual(['/<plan>/decidim-commitments.csv']);
  }
});

test('no file of milestones is published whose parents nobody knows: the page about data tells how to make one', () => {
  const paths = planFiles(shown).map(({ path }) => path);
  expect(paths).toContain('fr-2021-2023/decidim-commitments.csv');
  expect(paths.filter((path) => path.includes('milestones.csv'))).toEqual([]);
  for (const { items } of [dataWords.fr.decidim, dataWords.en.decidim])
    expect(items.join(' ')).toContain('jalon decidim --parents');
});
