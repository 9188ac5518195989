import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { logLines } from '../../../shared/showing/log-lines.ts';
import { planFiles } from '../../../shared/showing/plan-files.ts';
import { aCommitment } from '../../builders.ts';
import { jalon } from '../../command-line.ts';
import { allAsks, answered, pilot, view } from '../../showing/health-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'jalon-verify-'));
const log = join(folder, 'fr-2021-2023', '28', 'log.jsonl');
const files = planFiles(view([answered(), pilot()], '2021-11-15', allAsks));

beforeEach(() => {
  for (const { path, body } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = (): string[] => readFileSync(log, 'utf8').trimEnd().split('\n');
const write = (all: readonly string[]): void => writeFileSync(log, all.map((line) => `${line}\n`).join(''));

test('an intact folder exits 0 and says how much was verified', async () => {
  expect(await jalon(['verify', folder])).toEqual({ code: 0, out: 'Intact: 3 log(s), 6 entries.\n', err: '' });
});

test.each([
  { what: 'a byte', how: (all: string[]) => all.with(2, (all[2] ?? '').replace('"complete"', '"limited"')), seq: 3 },
  { what: 'a word', how: (all: string[]) => all.with(1, (all[1] ?? '').replace('supplémentaire', 'annulée')), seq: 2 },
  { what: 'an entry that was dropped', how: (all: string[]) => all.toSpliced(1, 1), seq: 2 },
  { what: 'entries that were swapped', how: (all: string[]) => [all[0] ?? '', all[2] ?? '', all[1] ?? ''], seq: 2 },
  { what: 'an end that was cut off', how: (all: string[]) => all.slice(0, 2), seq: 3 },
  { what: 'a space', how: (all: string[]) => all.with(1, (all[1] ?? '').replace('{"entry":', '{ "entry":')), seq: 2 },
])('$what exits 1, names file and entry, and says what is wrong in words', async ({ how, seq }) => {
  const before = lines();
  write(how(before));
  expect(lines()).not.toEqual(before);
  const { code, out } = await jalon(['verify', folder]);
  expect(code).toBe(1);
  expect(out).toMatch(new RegExp(`^fr-2021-2023/28/log\\.jsonl: entry ${seq}: [\\w ,:]+ \\([a-z-]+\\)\\n$`));
});

test('bytes that are no text are found where they are, though a reader would show the same words', async () => {
  // A replacement character written out, then the same broken so that decoding makes it up again.
  const bytes = readFileSync(log);
  const at = bytes.indexOf('é', bytes.indexOf('\n') + 1);
  writeFileSync(log, Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]));
  const { code, out } = await jalon(['verify', folder]);
  expect(code).toBe(1);
  expect(out).toContain('entry 2: the line is no entry of a log (unreadable)');
});

test('as JSON it tells the same to a program', async () => {
  write(lines().toSpliced(1, 1));
  const { code, out } = await jalon(['verify', folder, '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    problems: [{ file: 'fr-2021-2023/28/log.jsonl', seq: 2, problem: 'order' }],
  });
});

test('--head finds the head of an earlier day, and says when it was the newest', async () => {
  const { head } = view([answered(), pilot()], '2021-11-15', allAsks);
  const found = await jalon(['verify', folder, '--head', head.slice(0, 12).toUpperCase()]);
  expect(found.code).toBe(0);
  expect(found.out).toContain('fr-2021-2023 after its entry of 2021-11-12T16:34:00Z, number 6 of 6');
  const other = await jalon(['verify', folder, '--head', 'f'.repeat(12)]);
  expect(other.code).toBe(1);
  expect(other.out).toContain('these logs never had the head you kept');
  expect(await jalon(['verify', folder, '--head', 'abc'])).toMatchObject({ code: 2 });
});

test('--head of one log in a folder of several tells how far that log has come since', async () => {
  const { hash: head } = JSON.parse(lines()[1] ?? '').entry;
  const { code, out } = await jalon(['verify', folder, '--head', head]);
  expect(code).toBe(0);
  expect(out).toMatch(/of fr-2021-2023\/28 after its entry of \S+, number 2 of 3: nothing/u);
});

test('--head that is not found where a plan can have grown in more ways than can be tried exits 2 and accuses nobody', async () => {
  const large = mkdtempSync(join(tmpdir(), 'jalon-large-'));
  try {
    const numbers = Array.from({ length: 17 }, (_, index) => String(index + 1));
    for (const number of numbers) {
      mkdirSync(join(large, number));
      writeFileSync(join(large, number, 'log.jsonl'), logLines(aCommitment({ number })));
    }
    const { code, out } = await jalon(['verify', large, '--head', 'f'.repeat(12)]);
    expect(code).toBe(2);
    expect(out).toContain('the logs are intact, and the head you kept was not found, which proves nothing');
    expect(out).not.toContain('rewritten');
    const json = await jalon(['verify', large, '--head', 'f'.repeat(12), '--json']);
    expect(json.code).toBe(2);
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, kept: null, problems: [{ problem: 'kept-head-unknown' }] });
  } finally {
    rmSync(large, { recursive: true, force: true });
  }
});

test('--older of a whole folder is compared with one log, and refused where it has nothing of that log', async () => {
  const older = mkdtempSync(join(tmpdir(), 'jalon-older-'));
  try {
    expect(await jalon(['verify', log, '--older', folder])).toMatchObject({ code: 0 });
    writeFileSync(join(older, 'log.jsonl'), readFileSync(join(folder, 'fr-2021-2023', '29', 'log.jsonl')));
    const { code, err } = await jalon(['verify', log, '--older', older]);
    expect(code).toBe(2);
    expect(err).toContain('holds no log of fr-2021-2023/28');
  } finally {
    rmSync(older, { recursive: true, force: true });
  }
});

test('--older compares with a copy of an earlier day, and refuses one that is itself broken', async () => {
  const older = mkdtempSync(join(tmpdir(), 'jalon-older-'));
  try {
    expect(await jalon(['verify', folder, '--older', older])).toMatchObject({ code: 2 });
    const kept = join(older, 'log.jsonl');
    writeFileSync(kept, `${lines().slice(0, 2).join('\n')}\n`);
    expect(await jalon(['verify', folder, '--older', kept])).toMatchObject({ code: 0 });
    writeFileSync(kept, lines().slice(0, 2).join('\n'));
    const { code, err } = await jalon(['verify', folder, '--older', kept]);
    expect(code).toBe(1);
    expect(err).toContain('In the older copy');
  } finally {
    rmSync(older, { recursive: true, force: true });
  }
});
