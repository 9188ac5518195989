import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jalon } from '../../command-line.ts';

let folder = '';
const env = (): { [name: string]: string } => ({
  JALON_DATA: join(folder, 'data'),
  JALON_NOW: '2022-05-01T08:00:00Z',
  JALON_STORE: 'memory',
});
const file = (name: string): string => join(folder, name);
const rows = (name: string): { [column: string]: string }[] => parse(readFileSync(file(name), 'utf8'), { columns: true });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-decidim-'));
  const table = [
    'number,title,milestone,start,due,institution',
    '1,Ouvrir les données,Publication du catalogue,,juin 2022,Ville d’Exemple',
    '2,Associer les habitants,,,,Ville d’Exemple',
  ];
  writeFileSync(file('plan.csv'), `${table.join('\n')}\n`);
  await jalon(['plan', 'add', 'essai-2022', '--title', 'Essai', '--period', '2021-2023', '--mailbox', 'ogp@example.org'], env());
  await jalon(['import', file('plan.csv')], env());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('writes commitments first, then milestones under the ids that the host gave', async () => {
  const first = await jalon(['decidim', '--out', file('commitments.csv'), '--json'], env());
  expect([first.code, JSON.parse(first.out)]).toEqual([0, { plan: 'essai-2022', file: file('commitments.csv'), rows: 2 }]);
  expect(rows('commitments.csv').map((row) => [row['title/fr'], row['parent/id']])).toEqual([
    ['Ouvrir les données', ''],
    ['Associer les habitants', ''],
  ]);
  writeFileSync(file('ids.csv'), 'number,id\n1,112\n');
  const second = await jalon(['decidim', '--out', file('milestones.csv'), '--parents', file('ids.csv')], env());
  expect(second).toMatchObject({ code: 0, err: '' });
  expect(rows('milestones.csv').map((row) => [row['title/fr'], row['parent/id'], row['end_date']])).toEqual([
    ['Publication du catalogue', '112', '2022-06-30'],
  ]);
});

test('writes no milestone whose parent is unknown: Decidim would destroy it', async () => {
  writeFileSync(file('none.csv'), '2,113\n');
  const { code, err } = await jalon(['decidim', '--out', file('orphans.csv'), '--parents', file('none.csv')], env());
  expect([code, err, existsSync(file('orphans.csv'))]).toEqual([1, 'No id for 1; nothing was written.\n', false]);
});

test('a file that is no table of ids, is not there or cannot be written exits 2', async () => {
  writeFileSync(file('broken.csv'), 'number,id\n1,abc\n');
  for (const [args, told] of [
    [['--parents', file('broken.csv')], 'broken.csv:2'],
    [['--parents', file('gone.csv')], 'cannot be read'],
  ] as const) {
    const { code, err } = await jalon(['decidim', '--out', file('x.csv'), ...args], env());
    expect([code, err.includes(told)], err).toEqual([2, true]);
  }
  const { code, err } = await jalon(['decidim', '--out', join(folder, 'nowhere', 'x.csv')], env());
  expect([code, err.includes('cannot be written')]).toEqual([2, true]);
});
