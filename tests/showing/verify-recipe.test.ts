import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { storeText } from '../../shared/domain/text.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import { logLines } from '../../shared/showing/log-lines.ts';
import { planFiles } from '../../shared/showing/plan-files.ts';
import { assetFiles } from '../../shared/showing/root-files.ts';
import type { PlanView } from '../../shared/showing/view.ts';
import { aDeclared, andThen, aText } from '../builders.ts';
import { aLogOf, aPlanLogOf, commitmentKinds, planKinds } from '../usecases/any-log.ts';
import { answered, committee, pilot, publicUrl, view } from './health-plan.ts';
import { elements, textIn, treeOf } from './page-tree.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** The program as the page shows it, in both languages. */
const [recipe, inEnglish] = ['method/index.html', 'en/method/index.html'].map((path) => {
  const body = assetFiles({ publicUrl }).find((one) => one.path === path)?.body ?? '';
  return elements(treeOf(textOf(body)), 'pre')
    .map(textIn)
    .join();
});

const folder = mkdtempSync(join(tmpdir(), 'jalon-recipe-'));
beforeEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function runOn(...given: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', recipe ?? '', ...given], { encoding: 'utf8' });
  return { status, out: stdout.trim().split('\n'), err: stderr.trim() };
}

const verdictOn = (log: string) => runOn(write('log.jsonl', log));

/** The published logs of a plan, in a folder of their own. */
function published(plan: PlanView): string {
  for (const { path, body } of planFiles(plan)) if (path.endsWith('.jsonl')) write(join('site', path), textOf(body));
  return join(folder, 'site');
}

/** What a log said, with one text in the place of another, its hash recomputed. */
function recomputed(log: string, from: string, to: string): string {
  const stored = /\{"salt":"([0-9a-f]{32})","sha256":"([0-9a-f]{64})","text":("(?:[^"\\]|\\.)*")\}/gu;
  return log.replace(stored, (whole, salt: string, _, text: string) =>
    text.includes(from) ? JSON.stringify(inOrder(storeText(JSON.parse(text).replace(from, to), salt))) : whole,
  );
}
const inOrder = ({ salt, sha256, text }: ReturnType<typeof storeText>) => ({ salt, sha256, text });

const secret = aText('À supprimer.');
const reason = aText('Publié par erreur.');
const said = andThen(
  committee(),
  aDeclared('fr-2021-2023/28/m1', { status: 'limited', difficulties: { sha256: secret.sha256 } }),
  { texts: [secret] },
);
const redacted = andThen(
  said,
  { type: 'redacted', data: { of: 2, texts: [secret.sha256], reason: { sha256: reason.sha256 } } },
  { texts: [reason] },
);
const gone = `{"salt":null,"sha256":"${secret.sha256}","text":null}`;

describe.skipIf(!hasPython)('the program on the page about the method (skipped without python3)', () => {
  test('is the same in both languages', () => {
    expect(recipe).toContain('import hashlib');
    expect(inEnglish).toBe(recipe);
  });

  test('finds a log of every kind of entry intact, redactions included, and prints its head', () => {
    const commitment = aLogOf([...commitmentKinds, ...commitmentKinds].map((kind) => ({ kind, word: 'mot é "\\\u007F\u2028' })));
    const plan = aPlanLogOf([...planKinds, ...planKinds].map((kind) => ({ kind, word: 'mot' })));
    for (const [log, { head, id }] of [
      [commitment, commitment.commitment.state],
      [plan, { head: plan.state.head, id: plan.state.settings.id }],
    ] as const) {
      const { status, out, err } = verdictOn(logLines(log));
      expect([status, out[0], err]).toEqual([0, `${id}: ${head.seq} entries, head ${head.hash}`, '']);
    }
  });

  const log = logLines(answered());
  const [first = '', second = '', third = ''] = log.split('\n');
  const [, extra = ''] = /"texts":\[(\{[^}]*\})/u.exec(third) ?? [];
  test.each([
    { what: 'a text', forged: log.replace('séance supplémentaire', 'séance annulée'), at: 2 },
    { what: 'a text with its hash', forged: recomputed(log, 'séance supplémentaire', 'séance annulée'), at: 2 },
    { what: 'a text that was taken away', forged: log.replace(`${extra},`, '').replace(`[${extra}]`, '[]'), at: 3 },
    {
      what: 'a text that was added',
      forged: [first, second.replace('"texts":[', `"texts":[${extra},`), third, ''].join('\n'),
      at: 2,
    },
    {
      what: 'a text blanked without a redaction',
      forged: log.replace(/"salt":"[^"]*",("sha256":"[^"]*"),"text":"L’avis[^"]*"/u, '"salt":null,$1,"text":null'),
      at: 2,
    },
    { what: 'a text said twice, once otherwise', forged: log.replace('"text":"L’avis', '"text":"Rien","text":"L’avis'), at: 2 },
    { what: 'the whole log', forged: '', at: 1 },
    { what: 'a declaration', forged: log.replace('"status":"complete"', '"status":"limited"'), at: 3 },
    { what: 'the first entry, gone', forged: [second, third, ''].join('\n'), at: 1 },
  ])('finds what was changed, and where: $what', ({ forged, at }) => {
    expect(forged).not.toBe(log);
    const { status, err } = verdictOn(forged);
    expect(status).toBe(1);
    expect(err).toContain(`entry ${at} `);
  });

  test('finds a removed text that is there again, or another in its place', () => {
    const removed = logLines(redacted);
    expect(removed).toContain(gone);
    expect(verdictOn(removed).status).toBe(0);
    for (const again of [JSON.stringify(inOrder(secret)), gone.replace('"text":null', '"text":"Autre chose."')]) {
      expect(verdictOn(removed.replace(gone, again)).status).toBe(1);
    }
  });

  const before = view([answered(), pilot()], '2022-01-15', []);
  const later = () =>
    view(
      [
        andThen(answered(), aDeclared('fr-2021-2023/28/m2'), { at: '2021-12-01T09:00:00Z' }),
        andThen(pilot(), aDeclared('fr-2021-2023/29/m2'), { at: '2021-12-02T09:00:00Z' }),
      ],
      '2022-01-15',
      [],
    );

  test('prints the head of a plan over all its logs, as its page tells it', () => {
    expect(runOn(published(before)).out).toContain(`fr-2021-2023: head over these logs ${before.head}`);
  });

  test('finds a head that was kept of an earlier day, of the plan or of one log', () => {
    const site = published(later());
    expect(runOn(site, before.head.slice(0, 12).toUpperCase())).toMatchObject({
      status: 0,
      out: expect.arrayContaining([expect.stringMatching(/^found: after entry 3 of fr-2021-2023\/28 \(2021-11-12T/u)]),
    });
    const { hash } = answered().log[1] ?? { hash: '' };
    expect(runOn(site, hash)).toMatchObject({
      status: 0,
      out: expect.arrayContaining([expect.stringMatching(/^found: after entry 2 of fr-2021-2023\/28 \(/u)]),
    });
  });

  test('of a head that is not found it says so, and accuses nobody', () => {
    const { status, err } = runOn(published(later()), 'f'.repeat(12));
    expect(status).toBe(1);
    expect(err).toMatch(/^not found: /u);
    expect(runOn(join(folder, 'site'), later().head.slice(0, 3)).status).toBe(1);
  });
});
