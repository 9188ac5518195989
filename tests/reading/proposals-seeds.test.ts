import { describe, expect, it } from 'vitest';
import { readSources } from '../../shared/reading/read-sources.ts';
import { hasSources, sourceBytes, whySkipped } from './shared-files.ts';

const release = 'communique-masante2022.txt';
const article = 'article-conseil-numerique-sante.txt';
const others = [
  ...['seeds/engagement-28.txt', 'seeds/engagement-29.txt', 'seeds/participation-cns-debat-public.txt'],
  ...['02', '03', '06', '08'].map((number) => `samples/france-2015-2017-engagement-${number}.md`),
  'samples/usa-plan-5-US0113.md',
];

const read = (...paths: string[]) =>
  readSources(paths.map((path) => ({ name: path.split('/').at(-1) ?? '', bytes: sourceBytes(path) }))).drafts;

/** Kind, line, precision, first and last day: what the table of DOMAIN, "Proposals", tells. */
const rowsOf = (paths: readonly string[], name: string) =>
  read(...paths)
    .find(({ source }) => source === name)
    ?.proposals.map(({ kind, line, date }) => [kind, line, date?.precision ?? null, date?.from ?? null, date?.to ?? null]) ?? [];

describe.skipIf(!hasSources)(`the proposals of the press release and the article${whySkipped}`, () => {
  const both = hasSources ? [`seeds/${release}`, `seeds/${article}`] : [];
  const proposalsOf = (name: string) => read(...both).find(({ source }) => source === name)?.proposals ?? [];

  it('are every row of the table and nothing else, in the press release', () => {
    expect(rowsOf(both, release)).toEqual([
      ['consultation', 9, 'day', '2019-09-30', null],
      ['meeting', 12, null, null, null],
      ['meeting', 16, 'day', '2019-06-27', '2019-06-27'],
      ['call', 16, 'day', '2019-10-18', '2019-10-18'],
      ['meeting', 20, 'day', '2020-02-20', '2020-02-20'],
      ['workshop', 24, 'day', '2019-10-01', '2019-10-01'],
      ['workshop', 24, 'part-of-year', '2019-10-01', '2019-12-31'],
    ]);
  });

  it('are every row of the table and nothing else, in the article', () => {
    expect(rowsOf(both, article)).toEqual([
      ['meeting', 25, 'day', '2020-02-20', '2020-02-20'],
      ['meeting', 32, 'day', '2019-06-27', '2019-06-27'],
      ['roadmap', 32, 'month', '2019-04-01', '2019-04-30'],
      ['working-group', 42, 'month', '2019-10-01', '2019-10-31'],
      ['call', 42, 'day', '2019-10-18', '2019-10-18'],
      ['deliverable', 47, 'range', '2019-12-01', '2020-07-31'],
    ]);
  });

  it('keep the words of each date and say in words where its year comes from', () => {
    const told = proposalsOf(release).map(({ date, reason }) => [date?.text ?? null, reason]);
    expect(told).toEqual([
      ['Depuis le lundi 30 septembre', 'le 30 septembre est un lundi en 2019'],
      [null, 'le texte ne donne pas de date'],
      ['27 juin dernier', `le 27 juin 2019, selon ${article}`],
      ['jusqu\u0027au 18 octobre', 'année comptée depuis le 1er octobre 2019, jour du texte (ligne 24)'],
      ['20 février 2020', null],
      ['mardi 1er octobre', 'le 1er octobre est un mardi en 2019'],
      ['avant la fin de l\u0027année', 'année comptée depuis le 1er octobre 2019, jour du texte (ligne 24)'],
    ]);
  });

  it('give the same days when each is read alone', () => {
    for (const name of [release, article]) expect(rowsOf([`seeds/${name}`], name)).toEqual(rowsOf(both, name));
  });

  it('say who met, for what one registers, where it was, and that results are owed', () => {
    const titles = [...proposalsOf(release), ...proposalsOf(article)].map(({ title }) => title);
    for (const word of [
      'Conseil du Numérique en Santé',
      'Tour de France de la e-santé',
      'Toulouse',
      'Paris',
      'fracture numérique',
      'Ma Santé',
    ]) {
      expect(
        titles.some((title) => title.includes(word)),
        word,
      ).toBe(word !== 'Ma Santé');
    }
    expect(proposalsOf(release).filter(({ followUpOwed }) => followUpOwed)).toMatchObject([{ kind: 'workshop', line: 24 }]);
  });

  it('tell what was held, what is announced and what nobody says', () => {
    expect(proposalsOf(release).map(({ told }) => told)).toEqual([
      ...['held', 'held', 'held', 'announced', 'announced', 'held', 'announced'],
    ]);
    expect(proposalsOf(article).map(({ told }) => told)).toEqual(['announced', 'held', 'held', 'unknown', 'held', 'announced']);
  });

  it('name nobody and hold no address or number, in the quoted line neither', () => {
    for (const { title, quote } of [...proposalsOf(release), ...proposalsOf(article)]) {
      expect(title).not.toMatch(/Dominique|Laura|Pon\b|Létourneau|Seroussi|Dureuil/u);
      expect(`${title} ${quote}`).not.toMatch(/@|\d{2} \d{2} \d{2}/u);
    }
  });

  it('are none in the fact sheets, the register entry and the samples', () => {
    expect(read(...others).flatMap(({ proposals }) => proposals)).toEqual([]);
  });
});
