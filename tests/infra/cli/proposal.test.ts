import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { jalon } from '../../command-line.ts';

const release = `COMMUNIQUÉ DE PRESSE

Le Conseil des exemples ouvre ses travaux

Le Conseil des exemples s’est réuni le 27 juin 2021 à Paris. Les inscriptions sont ouvertes jusqu’au 18 octobre.
`;

let folder = '';
const env = (): { [name: string]: string } => ({
  JALON_DATA: join(folder, 'data'),
  JALON_NOW: '2021-09-20T08:00:00Z',
  JALON_STORE: 'memory',
});
const run = (...args: string[]) => jalon(args, env());
const listed = z.array(z.looseObject({ id: z.string(), kind: z.string(), state: z.string(), became: z.string().nullable() }));

async function proposals(...args: string[]) {
  const { code, out } = await run('proposal', 'list', '--json', ...args);
  expect(code).toBe(0);
  return listed.parse(JSON.parse(out));
}

async function idOf(kind: string): Promise<string> {
  const found = (await proposals('--all')).find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`a ${kind} expected`);
  return found.id;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-proposal-'));
  writeFileSync(join(folder, 'communique.txt'), release);
  await run('plan', 'add', 'ville-2021', '--title', 'Plan', '--period', '2021-2023', '--mailbox', 'ogp@example.org');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a rehearsed import prints the proposals of a document: kind, title, date, line, reason, and keeps none', async () => {
  const { code, out } = await run('import', '--dry-run', '--json', join(folder, 'communique.txt'));
  expect(code).toBe(0);
  const [draft] = z.array(z.looseObject({ proposals: z.array(z.record(z.string(), z.unknown())) })).parse(JSON.parse(out));
  expect(draft?.proposals).toEqual([
    {
      kind: 'meeting',
      title: 'Réunion\u00A0: Conseil des exemples, à Paris',
      date: { text: '27 juin 2021', precision: 'day', from: '2021-06-27', to: '2021-06-27' },
      line: 5,
      reason: null,
    },
    {
      kind: 'call',
      title: 'Inscriptions',
      date: { text: 'jusqu’au 18 octobre', precision: 'day', from: '2021-10-18', to: '2021-10-18', qualifier: 'by' },
      line: 5,
      reason: 'année dite ailleurs dans le texte : « 27 juin 2021 », ligne 5',
    },
  ]);
  expect(await proposals()).toEqual([]);
});

test('an import lets them wait, and says where', async () => {
  const { code, out, err } = await run('import', join(folder, 'communique.txt'));
  expect(code).toBe(0);
  expect(out).toContain('? call: Inscriptions (jusqu’au 18 octobre, 2021-10-18; line 5)');
  expect(err).toContain('2 new proposal(s)');
  const { out: shown } = await run('proposal', 'list');
  expect(shown).toContain('communique.txt:5');
  expect(shown).toContain('jusqu’au 18 octobre → 2021-10-18 (année dite ailleurs');
});

test('one is confirmed as a meeting by the beginning of its id, and listed no more', async () => {
  const id = await idOf('meeting');
  const { code, out } = await run(
    'proposal',
    'confirm',
    id.slice('proposal-'.length, 'proposal-'.length + 12),
    '--body',
    'Conseil',
  );
  expect({ code, out }).toEqual({ code: 0, out: `${id}: confirmed as meeting-${id.slice('proposal-'.length)}\n` });
  expect((await proposals()).map(({ kind }) => kind)).toEqual(['call']);
  expect((await run('proposal', 'confirm', id)).code).toBe(1);
});

test('a step needs its process; with it, the date typed by a person is read by the grammar', async () => {
  const id = await idOf('call');
  const refused = await run('proposal', 'confirm', id);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('process is missing');
  const { code, out } = await run('proposal', 'confirm', id, '--new-process', 'Travaux', '--date', '17 octobre 2021', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ state: 'confirmed', became: `step-${id.slice('proposal-'.length)}` });
  await run('publish', '--out', join(folder, 'public'), '--url', 'https://ogp.example.org');
  expect((await proposals('--all')).every(({ state }) => state === 'confirmed')).toBe(true);
});

test('one is rejected, and waits again when that is undone', async () => {
  writeFileSync(join(folder, 'second.txt'), release.replace('ouvre', 'poursuit'));
  await run('import', join(folder, 'second.txt'));
  const [first] = await proposals();
  const { code, out } = await run('proposal', 'reject', first?.id ?? '');
  expect({ code, out }).toEqual({ code: 0, out: `${first?.id}: rejected\n` });
  expect((await run('proposal', 'reject', first?.id ?? '')).code).toBe(1);
  expect((await run('proposal', 'reject', '--undo', first?.id ?? '')).code).toBe(0);
  expect((await proposals()).map(({ id }) => id)).toContain(first?.id);
});

test('one that is the same event adds its document to what stands', async () => {
  const same = (await proposals()).find(({ kind }) => kind === 'meeting');
  const meeting = `meeting-${(await idOf('meeting')).slice('proposal-'.length)}`;
  const { out: shown } = await run('proposal', 'list');
  const standing = /maybe the same as (meeting-[0-9a-f]+)/.exec(shown)?.[1] ?? meeting;
  const { code, out } = await run('proposal', 'confirm', same?.id ?? '', '--same-as', standing);
  expect({ code, out }).toEqual({ code: 0, out: `${same?.id}: confirmed as ${standing}\n` });
});

test.each([
  [['proposal', 'confirm'], 'name one proposal'],
  [['proposal', 'confirm', 'nothing'], 'there is no proposal nothing'],
  [['proposal', 'confirm', 'proposal-'], 'several proposals begin'],
  [['proposal', 'list', '--plan', 'nowhere'], 'there is no plan nowhere'],
])('a wrong call exits 2 and says what to do: %j', async (args, told) => {
  const { code, out, err } = await jalon(args, env());
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(told);
});
