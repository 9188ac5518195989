import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planExport } from '../../../shared/domain/plan-export.ts';
import { jalon } from '../../command-line.ts';

let folder = '';
const env = (): { [name: string]: string } => ({
  JALON_DATA: join(folder, 'data'),
  JALON_NOW: '2022-05-01T08:00:00Z',
  JALON_STORE: 'memory',
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-export-'));
  await jalon(['plan', 'add', 'essai-2022', '--title', 'Essai', '--period', '2021-2023', '--mailbox', 'ogp@example.org'], env());
  await jalon(['contact', 'add', '--role', 'poc', '--name', 'Maxime Modèle', '--email', 'poc@example.org'], env());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('prints everything of the only plan, in the documented shape', async () => {
  const { code, out, err } = await jalon(['export'], env());
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const all = planExport.parse(JSON.parse(out));
  expect(all).toMatchObject({
    jalonExport: 1,
    exportedAt: '2022-05-01T08:00:00Z',
    plan: { state: { settings: { id: 'essai-2022' } } },
    people: { mailbox: 'ogp@example.org', contacts: [{ name: 'Maxime Modèle' }], assignments: [{ role: 'poc' }] },
  });
  expect(out).not.toContain('stopToken');
});

test('writes a file that only its owner can read, and says how large it is', async () => {
  const file = join(folder, 'essai.json');
  const { code, out } = await jalon(['export', '--plan', 'essai-2022', '--out', file, '--json'], env());
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    plan: 'essai-2022',
    file,
    bytes: statSync(file).size,
    commitments: 0,
    people: 1,
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(planExport.parse(JSON.parse(readFileSync(file, 'utf8'))).jalonExport).toBe(1);
  const told = await jalon(['export', '--out', file], env());
  expect(told).toMatchObject({ code: 0, err: '' });
  expect(told.out).toContain('essai-2022: 0 commitments, 1 people');
});

test('a plan that is none, a path that cannot be written and words too many exit 2 and write nothing', async () => {
  const calls = [
    { args: ['--plan', 'autre-2024'], told: 'essai-2022' },
    { args: ['--out', join(folder, 'nowhere', 'file.json')], told: 'cannot be written' },
    { args: ['essai-2022'], told: '--plan' },
    { args: ['--file', 'x'], told: '--file' },
  ];
  for (const { args, told } of calls) {
    const { code, out, err } = await jalon(['export', ...args], env());
    expect({ code, out }, args.join(' ')).toEqual({ code: 2, out: '' });
    expect(err, args.join(' ')).toContain(told);
  }
  expect(existsSync(join(folder, 'nowhere'))).toBe(false);
});

test('is in the list of commands, with what it holds and what it does not', async () => {
  expect((await jalon(['--help'])).out).toMatch(/^ {2}export /m);
  const { code, out } = await jalon(['export', '--help']);
  expect(code).toBe(0);
  expect(out).toContain('jalon export [--plan ID] [--out FILE]');
  expect(out).toContain('no codes, sessions or keys');
});
