import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CommitmentRecord, PlanRecord } from '../../shared/ports.ts';
import { jsonFeed } from '../../shared/showing/feeds/json-feed.ts';
import { commitmentFeed } from '../../shared/showing/feeds/subject.ts';
import { logLines } from '../../shared/showing/log-lines.ts';
import { statusJson } from '../../shared/showing/status-json.ts';
import { planView } from '../../shared/showing/view.ts';
import type { PublishedFile } from '../../shared/usecases/published-heads.ts';
import { verifySite } from '../../shared/usecases/verify-site.ts';
import { publicUrl } from '../showing/health-plan.ts';
import { aLogOf, anyLogs, aPlanLogOf, commitmentKinds, planKinds } from './any-log.ts';

type Logs = { readonly plan: PlanRecord; readonly commitment: CommitmentRecord };

/** Logs and heads as they are published. */
function published({ plan, commitment }: Logs): PublishedFile[] {
  const view = planView({ plan, commitments: [commitment], asks: [], positionsOn: null, asOf: '2022-01-01', publicUrl });
  if (view === null) throw new Error('a plan without a log');
  return [
    { path: 'fr-2021-2023/log.jsonl', text: logLines(view) },
    { path: 'fr-2021-2023/28/log.jsonl', text: view.commitments.map(logLines).join('') },
    { path: 'fr-2021-2023/status.json', text: statusJson(view) },
    {
      path: 'fr-2021-2023/28/feed.json',
      text: view.commitments.map((one) => jsonFeed(commitmentFeed(view, one, 'fr'))).join(''),
    },
  ];
}

const logs = ['fr-2021-2023/28/log.jsonl', 'fr-2021-2023/log.jsonl'];
const everyKind: Logs = {
  commitment: aLogOf([...commitmentKinds, ...commitmentKinds].map((kind) => ({ kind, word: 'mot' }))),
  plan: aPlanLogOf([...planKinds, ...planKinds].map((kind) => ({ kind, word: 'mot' }))),
};

const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);
const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

type Tampered = { readonly file: string; readonly text: string };
function verdict(files: readonly PublishedFile[], { file, text }: Tampered) {
  return verifySite(files.map((one) => (one.path === file ? { ...one, text } : one)));
}

/** Made once: one with every kind of entry, and others of any. */
const sites = [everyKind, ...fc.sample(anyLogs, { numRuns: 12, seed: 28 })].map(published);

/** A published log, and a place in it. */
const anyPlace = fc.tuple(fc.constantFrom(...sites), fc.constantFrom(...logs), fc.nat(), fc.nat()).map(([files, file, a, b]) => {
  const text = files.find(({ path }) => path === file)?.text ?? '';
  return { files, file, text, lines: linesOf(text), a, b };
});

const runs = { numRuns: 100 };

describe('I11: a published log of any entries', () => {
  test('holds every kind of entry there is', () => {
    const { commitment, plan } = everyKind;
    expect(new Set(commitment.log.map(({ type }) => type))).toEqual(new Set(commitmentKinds));
    expect(new Set(plan.log.map(({ type }) => type))).toEqual(new Set(planKinds));
    const approved = [...commitment.log, ...plan.log].filter(({ data }) => 'approvedBy' in data).map(({ type }) => type);
    expect(new Set(approved)).toEqual(
      new Set(['deadline-revised', 'reassigned', 'plan-edited', 'contact-confirmed', 'contact-edited', 'role-ended']),
    );
  });

  test('verifies, redactions included', async () => {
    await fc.assert(
      fc.property(anyLogs, (of) => {
        expect(verifySite(published(of))).toMatchObject({ ok: true, logs: 2, problems: [] });
      }),
      { numRuns: 60 },
    );
  });

  test('betrays any changed byte, in the entry where it is', async () => {
    await fc.assert(
      fc.property(anyPlace, fc.constantFrom(...'01x é"}{,:\\\n'), ({ files, file, text, a }, other) => {
        const at = a % text.length;
        fc.pre(text[at] !== other && (text.charCodeAt(at) & 0xf800) !== 0xd800);
        const seq = text.slice(0, at).split('\n').length;
        const found = verdict(files, { file, text: text.slice(0, at) + other + text.slice(at + 1) });
        expect(found.problems).toEqual([{ file, seq, problem: expect.any(String) }]);
      }),
      { numRuns: 300 },
    );
  });

  test('betrays any byte put in or taken out, in the entry where it is', async () => {
    await fc.assert(
      fc.property(anyPlace, fc.constantFrom(...'0 x\n', ''), ({ files, file, text, a }, extra) => {
        const at = a % text.length;
        const isHalf = (text.charCodeAt(at) & 0xf800) === 0xd800;
        fc.pre(extra !== '' || !isHalf);
        fc.pre(extra === '' || (text.charCodeAt(at) & 0xfc00) !== 0xdc00);
        const forged = text.slice(0, at) + extra + text.slice(extra === '' ? at + 1 : at);
        fc.pre(forged !== text);
        // Of two line ends the second makes a line of its own.
        const isNewLine = extra === '\n' && text[at] === '\n';
        const seq = text.slice(0, at).split('\n').length + (isNewLine ? 1 : 0);
        expect(verdict(files, { file, text: forged }).problems).toEqual([{ file, seq, problem: expect.any(String) }]);
      }),
      { numRuns: 300 },
    );
  });

  test('betrays a dropped entry where it is missing', async () => {
    await fc.assert(
      fc.property(anyPlace, ({ files, file, lines, a }) => {
        const index = a % lines.length;
        const { problems } = verdict(files, { file, text: joined(lines.toSpliced(index, 1)) });
        const isLast = index === lines.length - 1;
        expect(problems).toEqual([{ file, seq: index + 1, problem: isLast ? 'truncated' : 'order' }]);
      }),
      runs,
    );
  });

  test('betrays swapped entries at the first of them', async () => {
    await fc.assert(
      fc.property(anyPlace, ({ files, file, lines, a, b }) => {
        const [i, j] = [a % lines.length, b % lines.length].sort((one, other) => one - other);
        fc.pre(i !== undefined && j !== undefined && i !== j);
        const swapped = lines.with(i ?? 0, lines[j ?? 0] ?? '').with(j ?? 0, lines[i ?? 0] ?? '');
        expect(verdict(files, { file, text: joined(swapped) }).problems).toEqual([{ file, seq: (i ?? 0) + 1, problem: 'order' }]);
      }),
      runs,
    );
  });

  test('betrays an entry told twice', async () => {
    await fc.assert(
      fc.property(anyPlace, ({ files, file, lines, a }) => {
        const index = a % lines.length;
        const { problems } = verdict(files, { file, text: joined(lines.toSpliced(index, 0, lines[index] ?? '')) });
        expect(problems).toEqual([{ file, seq: index + 2, problem: 'order' }]);
      }),
      runs,
    );
  });

  test('betrays a cut at any byte, by the head that other files tell', async () => {
    await fc.assert(
      fc.property(anyPlace, ({ files, file, text, a }) => {
        const kept = text.slice(0, a % text.length);
        const seq = kept.split('\n').length;
        expect(verdict(files, { file, text: kept }).problems).toEqual([{ file, seq, problem: expect.any(String) }]);
      }),
      runs,
    );
  });
});

describe('I11: a text that stands beside several entries', () => {
  /** The second import repeats the words of the first, so that their text is published twice. */
  const repeated: Logs = {
    ...everyKind,
    commitment: aLogOf([
      { kind: 'imported', word: 'mot' },
      { kind: 'imported', word: 'mot' },
    ]),
  };
  const file = logs[0] ?? '';
  const files = published(repeated);
  const lines = linesOf(files.find(({ path }) => path === file)?.text ?? '');
  const words = '"text":"Problème mot 0"';

  test('is published beside each', () => {
    expect(lines.map((line) => line.includes(words))).toEqual([false, true, true]);
  });

  test.each([2, 3])('is verified beside entry %i', (seq) => {
    const forge = (how: (line: string) => string) => joined(lines.map((line, index) => (index === seq - 1 ? how(line) : line)));
    const changed = forge((line) => line.replace(words, '"text":"Problème mot 1"'));
    expect(verdict(files, { file, text: changed }).problems).toEqual([{ file, seq, problem: 'text-changed' }]);
    const emptied = forge((line) => line.replace(/"salt":"[0-9a-f]{32}"/, '"salt":null').replace(words, '"text":null'));
    expect(verdict(files, { file, text: emptied }).problems).toEqual([{ file, seq, problem: 'text-missing' }]);
  });

  test('may not be joined by one that no entry refers to', () => {
    const [, second = ''] = lines;
    const beside = /"texts":\[(\{.*?\})\]/.exec(second)?.[1] ?? '';
    const third = (lines[2] ?? '').replace(
      '"texts":[',
      `"texts":[{"salt":"${'0'.repeat(32)}","sha256":"${'0'.repeat(64)}","text":"Ajouté"},`,
    );
    expect(beside).toContain('Problème');
    expect(verdict(files, { file, text: joined([lines[0] ?? '', second, third]) }).problems).toEqual([
      { file, seq: 3, problem: 'text-added' },
    ]);
    const twice = second.replace('"texts":[', `"texts":[${beside.replace('mot 0', 'mot 9')},`);
    expect(verdict(files, { file, text: joined([lines[0] ?? '', twice, lines[2] ?? '']) }).problems).toEqual([
      { file, seq: 2, problem: 'text-added' },
    ]);
  });
});

describe('I11: heads', () => {
  test('that two files tell differently betray a log rewritten to fit only one of them', () => {
    const forged = published({ ...everyKind, commitment: aLogOf(commitmentKinds.map((kind) => ({ kind, word: 'autre' }))) });
    const kept = published({ ...everyKind, commitment: aLogOf(commitmentKinds.map((kind) => ({ kind, word: 'mot' }))) });
    const feed = 'fr-2021-2023/28/feed.json';
    const old = kept.find(({ path }) => path === feed)?.text ?? '';
    expect(verdict(forged, { file: feed, text: old }).problems).toContainEqual({
      file: logs[0],
      seq: forged
        .find(({ path }) => path === logs[0])
        ?.text.split('\n')
        .slice(0, -1).length,
      problem: 'hash',
    });
  });
});
