import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../../infra/cli/commands.ts';
import { jalon, startJalon } from '../../command-line.ts';

let folder = '';
const env = (): { [name: string]: string } => ({ JALON_DATA: join(folder, 'data'), JALON_NOW: '2022-05-01T08:00:00Z' });
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const good = `number,title,milestone,start,due,institution
1,Ouvrir les données,Publication du catalogue,janvier 2022,juin 2022,Ville d’Exemple
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every command has help that names how it is called', async () => {
  const overview = await jalon(['--help']);
  expect(overview.code).toBe(0);
  for (const { name, usage, options } of commands) {
    expect(overview.out).toContain(name);
    for (const option of Object.keys(options))
      expect(`${usage} ${commands.find((one) => one.name === name)?.help.join(' ')}`, name).toContain(option);
  }
  const help = await jalon(['contact', 'add', '--help']);
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(help.out).toContain('--role');
});

test('it says which Jalon it is', async () => {
  expect(await jalon(['--version'])).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
});

test('the help of a family names its commands, and a setting that is none is told in words', async () => {
  const family = await jalon(['contact', '--help']);
  expect(family.code).toBe(0);
  expect(family.out).toContain('jalon contact reassign ADDRESS');
  const bogus = await jalon(['plan', 'list'], { ...env(), JALON_STORE: 'bogus' });
  expect(bogus.code).toBe(1);
  expect(bogus.err).toContain('JALON_STORE');
  expect(bogus.err).not.toContain('[');
});

test.each([
  [['nonsense'], 'there is no command'],
  [['contact'], 'contact add'],
  [['publish', '--to', 'x'], "Unknown option '--to': jalon publish --help lists what it takes"],
  [['import'], 'at least one file'],
  [['import', 'nowhere.md'], 'cannot be opened'],
  [['rehearse', '--from', 'soon', '--to', '2022-01-01'], 'is a day'],
  [['declare', 'fr-2021-2023/28/m1', '--at', 'yesterday'], 'is no time'],
  [['outbox', '--stack', 'Jalon'], 'this machine'],
  [['sample', '--stack', 'Jalon'], 'this machine'],
  [['plan', 'add', 'Not an id', '--title', 'x', '--period', '2021'], 'cannot be an id'],
])('a wrong call exits 2 and says what to do: %j', async (args, told) => {
  const { code, out, err } = await jalon(args, env());
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(told);
});

test('as a process of its own it prints JSON alone on standard output and ends with its exit code', async () => {
  const { code, out, err } = await startJalon(['import', '--json', '--dry-run', file('bad.csv', 'nothing\n')], env()).done;
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject([{ source: 'bad.csv', kind: 'document', errors: [{ line: 1 }] }]);
  expect(err).toContain('bad.csv:1:');
});

test('a dry run needs no plan and makes no data folder', async () => {
  const dry = await jalon(['import', '--dry-run', '--json', file('plan.csv', good)], env());
  expect(dry.code).toBe(0);
  expect(JSON.parse(dry.out)).toMatchObject([
    { source: 'plan.csv', kind: 'commitments', commitments: [{ number: '1' }], errors: [] },
  ]);
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test('a broken file among good ones writes nothing, exits 1 and names its line; the good ones are printed in full', async () => {
  await jalon(['plan', 'add', 'essai-2022', '--title', 'Essai', '--period', '2021-2023'], env());
  const broken = file('broken.csv', `${good}2,Autre,Étape,,31 septembre 2022,Ville d’Exemple\n`);
  const { code, out, err } = await jalon(['import', '--json', file('plan.csv', good), broken], env());
  expect(code).toBe(1);
  expect(err).toContain('broken.csv:3:');
  const [first, second] = JSON.parse(out);
  expect(first).toMatchObject({
    source: 'plan.csv',
    errors: [],
    commitments: [{ milestones: [{ title: 'Publication du catalogue' }] }],
  });
  expect(second).toMatchObject({ source: 'broken.csv', kind: 'document', errors: [{ line: 3 }] });
  const shown = await jalon(['plan', 'show', '--json'], env());
  expect(JSON.parse(shown.out).commitments).toEqual([]);
});

test('an import is needed once: the same file again changes nothing, an edited one shows its difference', async () => {
  const first = await jalon(['import', file('plan.csv', good)], env());
  expect(first).toMatchObject({ code: 0 });
  const again = await jalon(['import', '--json', file('plan.csv', good)], env());
  expect(JSON.parse(again.out)[0].changes).toMatchObject([{ outcome: 'unchanged', differences: [] }]);
  const edited = file('plan.csv', good.replace('juin 2022', 'septembre 2022'));
  const dry = await jalon(['import', '--dry-run', edited], env());
  expect(dry.out).toContain('milestone m1 due: juin 2022 → septembre 2022');
});

test('without --plan and with several plans a command exits 2 and lists them', async () => {
  await jalon(['plan', 'add', 'autre-2024', '--title', 'Autre', '--period', '2024-2025'], env());
  const { code, err } = await jalon(['import', file('plan.csv', good)], env());
  expect(code).toBe(2);
  expect(err).toContain('autre-2024, essai-2022');
});

test('a table whose texts show no language is read in that of its plan, unless another one is named', async () => {
  const own = { ...env(), JALON_DATA: join(folder, 'english') };
  await jalon(['plan', 'add', 'us-2022', '--title', 'Fifth plan', '--period', '2022', '--language', 'en'], own);
  const table = file(
    'portal.csv',
    'number,title,milestone,start,due,institution\n1,Open budget portal,Grant data,,2022-06-30,Office\n',
  );
  const languageOf = async (...more: string[]) =>
    JSON.parse((await jalon(['import', '--dry-run', '--json', ...more, table], own)).out)[0].commitments[0].language;
  expect([await languageOf(), await languageOf('--language', 'fr')]).toEqual(['en', 'fr']);
  await jalon(['import', table], own);
  const mended = await jalon(['correct', 'us-2022/1', '--entry', '1', '--title', 'Open budgets', '--reason', 'Misread.'], own);
  expect(mended).toMatchObject({ code: 0 });
});

test('a second commitment with a code, and the other language for published pages, are refused in clear words', async () => {
  const own = { ...env(), JALON_DATA: join(folder, 'refusals') };
  await jalon(['plan', 'add', 'essai-2022', '--title', 'Essai', '--period', '2021-2023'], own);
  await jalon(['import', file('two.csv', `${good}2,Autre,Étape,,juin 2022,Ville d’Exemple\n`)], own);
  const verify = (number: number) =>
    jalon(['correct', `essai-2022/${number}`, '--entry', '1', '--ogp-id', 'FR0078', '--reason', 'Lu au PGO.'], own);
  expect(await verify(1)).toMatchObject({ code: 0 });
  const taken = await verify(2);
  expect([taken.code, taken.err]).toEqual([1, expect.stringContaining('#1 of this plan has this code already')]);
  const turned = await jalon(['plan', 'edit', '--language', 'en', '--language', 'fr'], own);
  expect([turned.code, turned.err]).toEqual([1, expect.stringContaining('every address of theirs rests on their language')]);
});

test('a verb writes one entry, a refused one says why and exits 1, and verify finds the published log intact', async () => {
  await jalon(
    ['contact', 'add', '--plan', 'essai-2022', '--role', 'lead', '--name', 'Camille', '--email', 'lead@example.org'],
    env(),
  );
  const id = 'essai-2022/1/m1';
  const at = ['--at', '2022-05-01T10:00:00+02:00'];
  expect(await jalon(['declare', id, '--status', 'limited', ...at], env())).toMatchObject({ code: 1, out: '' });
  const said = await jalon(['declare', id, '--status', 'limited', '--difficulties', 'Retard.', '--json', ...at], env());
  expect(JSON.parse(said.out)).toEqual({ ok: true, id, seq: 2 });
  expect(await jalon(['revise', id, '--due', 'décembre 2022', '--reason', 'Appel d’offres', ...at], env())).toMatchObject({
    code: 0,
  });
  expect(await jalon(['correct', id, '--entry', '2', '--reason', 'Erreur', ...at], env())).toMatchObject({ code: 0 });
  expect(await jalon(['redact', 'essai-2022/1', '--entry', '3', ...at], env())).toMatchObject({
    code: 0,
    out: 'reason\n  Appel d’offres\n',
  });
  const redaction = ['redact', 'essai-2022/1', '--entry', '3', '--reason', 'Demande', ...at];
  expect(await jalon([...redaction, '--text', 'note'], env())).toMatchObject({ code: 2 });
  expect(await jalon([...redaction, '--text', 'reason'], env())).toMatchObject({ code: 0 });
  expect(await jalon(['redact', 'essai-2022/1', '--entry', '3', ...at], env())).toMatchObject({ code: 0, out: '' });
  const out = join(folder, 'public');
  expect(await jalon(['publish', '--out', out, ...at], env())).toMatchObject({ code: 0 });
  expect(await jalon(['verify', out], env())).toMatchObject({ code: 0 });
  expect(readdirSync(out)).toContain('index.html');
});

test('a declaration that drops the evidence of the one before says so', async () => {
  const declare = (more: readonly string[]) =>
    jalon(['declare', 'essai-2022/1/m1', '--status', 'substantial', '--at', '2022-05-02T10:00:00+02:00', ...more], env());
  expect(await declare(['--evidence', 'https://example.org/catalogue|Catalogue'])).toMatchObject({ code: 0, err: '' });
  expect(await declare(['--done', 'Publié'])).toMatchObject({
    code: 0,
    err: expect.stringContaining('gave evidence (1) and this one gives none'),
  });
  expect(await declare(['--done', 'Publié partout'])).toMatchObject({ code: 0, err: '' });
});

test('a site of a day before every plan says that it is empty', async () => {
  const { code, err } = await jalon(['publish', '--out', join(folder, 'before'), '--as-of', '2001-01-01'], env());
  expect({ code, err }).toMatchObject({
    code: 0,
    err: expect.stringMatching(/^No plan was there on 2001-01-01: the first is of /),
  });
});

test.each([
  'https://example.org/ogp',
  'https://example.org/?plan=1',
  'https://someone:word@example.org',
  'https://example.org/#top',
  'example.org',
])('publish refuses the address %s: links begin at the root of a host', async (url) => {
  const out = join(folder, 'never');
  const { code, err } = await jalon(['publish', '--out', out, '--url', url], env());
  expect(code).toBe(2);
  expect(err).toContain('--url');
  expect(readdirSync(folder)).not.toContain('never');
});

test('publish takes the address of a host, with a port and a slash or without', async () => {
  const out = join(folder, 'elsewhere');
  expect(await jalon(['publish', '--out', out, '--url', 'https://OGP.example.org:8443/'], env())).toMatchObject({ code: 0 });
  expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('href="https://ogp.example.org:8443/"');
});

test('publish takes the language of the home page, before the one of the environment, and none Jalon has no pages in', async () => {
  const out = join(folder, 'front-door');
  const homeIn = async (args: readonly string[], more: { readonly [name: string]: string } = {}) => {
    expect(await jalon(['publish', '--out', out, ...args], { ...env(), ...more })).toMatchObject({ code: 0 });
    return /<html lang="(..)">/.exec(readFileSync(join(out, 'index.html'), 'utf8'))?.[1];
  };
  expect(await homeIn(['--language', 'en'])).toBe('en');
  expect(readdirSync(join(out, 'en'))).not.toContain('index.html');
  expect(await homeIn([])).toBe('fr');
  expect(await homeIn([], { JALON_LANGUAGE: 'en' })).toBe('en');
  expect(await homeIn(['--language', 'fr'], { JALON_LANGUAGE: 'en' })).toBe('fr');
  expect(await jalon(['publish', '--out', out, '--language', 'de'], env())).toMatchObject({ code: 2 });
  const { code, err } = await jalon(['publish', '--out', out], { ...env(), JALON_LANGUAGE: 'de' });
  expect(code).toBe(1);
  expect(err).toContain('JALON_LANGUAGE');
});

test('publish links the contact page of the environment, and refuses one that is none', async () => {
  const out = join(folder, 'reachable');
  const page = 'https://www.example.org/contact';
  expect(await jalon(['publish', '--out', out], { ...env(), JALON_CONTACT_URL: page })).toMatchObject({ code: 0 });
  for (const path of ['index.html', '404.html', 'accessibility/index.html'])
    expect(readFileSync(join(out, path), 'utf8'), path).toContain(`<a href="${page}">Contact</a>`);
  const { code, err } = await jalon(['publish', '--out', out], { ...env(), JALON_CONTACT_URL: 'http://www.example.org/' });
  expect(code).toBe(1);
  expect(err).toContain('JALON_CONTACT_URL');
});

test('publish refuses a day that is still to come where the plan is, and takes today', async () => {
  const out = join(folder, 'as-of');
  const on = (day: string) => jalon(['publish', '--out', out, '--as-of', day, '--at', '2022-05-01T23:30:00+02:00'], env());
  const { code, err } = await on('2022-05-02');
  expect(code).toBe(2);
  expect(err).toContain('still to come');
  expect(readdirSync(folder)).not.toContain('as-of');
  expect(await on('2022-05-01')).toMatchObject({ code: 0 });
});

test('verify exits 1 and names the file and the entry when one byte was changed', async () => {
  const log = join(folder, 'public', 'essai-2022', '1', 'log.jsonl');
  writeFileSync(log, readFileSync(log, 'utf8').replace('Publication du catalogue', 'Publication du Catalogue'));
  const { code, out } = await jalon(['verify', log], env());
  expect(code).toBe(1);
  expect(out).toContain('entry 1');
});

test('the sample is refused where there are plans of its own, which stay in real time', async () => {
  const { code, out, err } = await jalon(['sample'], { ...env(), JALON_NOW: '' });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('plans of its own');
  expect(existsSync(join(folder, 'data', 'clock.json'))).toBe(false);
  expect(JSON.parse((await jalon(['plan', 'list', '--json'], env())).out)).toHaveLength(2);
});

test('the sample is refused over a real plan that has its id', async () => {
  const own = { JALON_DATA: join(folder, 'own'), JALON_NOW: '' };
  const added = await jalon(['plan', 'add', 'fr-2021-2023', '--title', 'Plan', '--period', '2021-2023'], own);
  expect(added).toMatchObject({ code: 0 });
  expect(await jalon(['sample'], own)).toMatchObject({ code: 1 });
  expect(existsSync(join(folder, 'own', 'clock.json'))).toBe(false);
});

test('a plan that asks for a second person is not relaxed in the name of one, and the command says what to do', async () => {
  const own = { ...env(), JALON_DATA: join(folder, 'two') };
  const at = ['--at', '2022-05-01T10:00:00+02:00'];
  await jalon(['plan', 'add', 'essai-2022', '--title', 'Essai', '--period', '2022-2023', '--approval', 'second-person'], own);
  await jalon(['contact', 'add', '--role', 'poc', '--name', 'Maxime', '--email', 'poc@example.org', ...at], own);
  await jalon(['contact', 'confirm', 'poc@example.org', ...at], own);
  await jalon(['import', file('plan.csv', good), ...at], own);
  const id = 'essai-2022/1/m1';
  await jalon(['revise', id, '--due', 'décembre 2022', '--reason', 'Appel d’offres', '--as', 'poc', ...at], own);

  const relaxed = await jalon(['plan', 'edit', '--approval', 'none', ...at], own);
  expect(relaxed.code).toBe(1);
  expect(relaxed.err).toContain('propose it on the settings page of the plan, or act with --as admin');
  const undone = await jalon(['correct', id, '--entry', '2', '--reason', 'Erreur', ...at], own);
  expect(undone.code).toBe(1);
  expect(undone.err).toContain('move it back on the deadline page, where a second person confirms');
  expect(await jalon(['plan', 'edit', '--approval', 'none', '--as', 'admin', ...at], own)).toMatchObject({ code: 0 });

  // Maxime holds the role in which all of this was done, and did none of it.
  const { out } = await jalon(['export', ...at], own);
  const actors = [...out.matchAll(/"actor":\s*\{[^}]*"id":\s*([^,}\s]+)/g)].map(([, id]) => id);
  expect(actors.length).toBeGreaterThan(4);
  expect(new Set(actors)).toEqual(new Set(['null']));
});
