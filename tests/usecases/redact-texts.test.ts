import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { createPlan } from '../../shared/usecases/create-plan.ts';
import { declareStatus } from '../../shared/usecases/declare-status.ts';
import { importSheets } from '../../shared/usecases/import-sheets.ts';
import { commitmentsOfPlan } from '../../shared/usecases/plan-milestones.ts';
import { redactableTexts, redactTexts } from '../../shared/usecases/redact-texts.ts';
import { planSettingsOf } from '../builders.ts';
import { aLogOf, commitmentKinds } from './any-log.ts';
import { aDraft, aDraftCommitment, admin, at, countingRng, lead, septemberFifteenth } from './world.ts';

const id = 'fr-2021-2023/28';
const now = at('2021-10-14T08:00:00Z');
const secret = 'Madame Exemple, du service, a tout fait.';

/** Stores whose every row can be looked at, over a journal or not. */
async function openWorld(journal?: string) {
  const tables = memoryTables(journal === undefined ? {} : { journal });
  const rows = new Map<string, string>();
  tables.onCommit(({ changes }) => {
    for (const { table, before, after } of changes) {
      const { pk, sk } = after ?? before ?? { pk: '', sk: '' };
      rows.set(`${table} ${pk} ${sk}`, JSON.stringify(after));
    }
  });
  const world = { ...storesOver(tables), rng: countingRng() };
  await createPlan(world, { settings: planSettingsOf(), actor: admin, now: septemberFifteenth });
  const drafts = [aDraft([aDraftCommitment({ problem: secret })])];
  const sheets = { planId: 'fr-2021-2023', drafts, actor: admin, now: septemberFifteenth, dryRun: false };
  expect((await importSheets(world, sheets)).ok).toBe(true);
  await declareStatus(world, {
    milestoneId: `${id}/m1`,
    version: null,
    actor: lead,
    now,
    status: 'substantial',
    done: secret,
    evidence: [],
    noEvidenceReason: null,
    difficulties: null,
    completedOn: null,
    expected: null,
  });
  return { world, sheets, rows, close: () => tables.close() };
}

test('S21: text and salt are in no row of any table afterwards: not in the log, not in what an import staged', async () => {
  const { world, rows, sheets } = await openWorld();
  const before = await world.record.commitment(id);
  const found = [1, 2].flatMap((of) => redactableTexts(before ?? { log: [], texts: new Map() }, of) ?? []);
  expect(found.map(({ text, path, sameWordsIn }) => ({ text, path, sameWordsIn }))).toEqual([
    { text: 'référente', path: ['commitment', 'responsible', '0', 'function'], sameWordsIn: [] },
    { text: 'Direction des exemples', path: ['commitment', 'responsible', '0', 'organisation'], sameWordsIn: [] },
    { text: secret, path: ['commitment', 'prose', 'problem', 'fr'], sameWordsIn: [2] },
    { text: secret, path: ['declaration', 'done'], sameWordsIn: [1] },
  ]);
  const salts = found.map(({ sha256 }) => before?.texts.get(sha256)?.salt ?? 'none');
  const holding = (needle: string) => [...rows].filter(([, row]) => row.includes(needle)).map(([key]) => key);
  expect(holding(secret)).toHaveLength(2);
  for (const of of [1, 2]) {
    expect(await redactTexts(world, { subject: id, of, reason: 'Demande.', actor: admin, now })).toMatchObject({ ok: true });
  }
  // The same sheet again does not bring it back.
  await importSheets(world, sheets);
  for (const needle of [secret, ...salts]) expect(holding(needle)).toEqual([]);
  expect((await commitmentsOfPlan(world.record, 'fr-2021-2023'))[0]?.log.map(({ type }) => type)).toEqual([
    'imported',
    'declared',
    'redacted',
    'redacted',
  ]);
});

test('S21: the journal of one machine is written anew, so that no file of the folder holds the words or a salt', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jalon-redact-'));
  try {
    const journal = join(folder, 'tables.jsonl');
    const { world, close } = await openWorld(journal);
    const before = [...((await world.record.commitment(id))?.texts.values() ?? [])].map(({ salt }) => salt ?? 'none');
    expect(readFileSync(journal, 'utf8')).toContain(secret);
    for (const of of [1, 2]) await redactTexts(world, { subject: id, of, reason: 'Demande.', actor: admin, now });
    await close();
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name), 'utf8');
      for (const gone of [secret, ...before]) expect(bytes, name).not.toContain(gone);
    }
    const again = memoryTables({ journal });
    const texts = [...((await storesOver(again).record.commitment(id))?.texts.values() ?? [])].map(({ text }) => text);
    await again.close();
    expect(texts).not.toContain(secret);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('one of several texts can go alone, and a text that is not of this entry cannot', async () => {
  const { world } = await openWorld();
  const command = { subject: id, reason: 'Demande.', actor: admin, now };
  const texts = [1, 2].map(async (of) => {
    const record = await world.record.commitment(id);
    return (redactableTexts(record ?? { log: [], texts: new Map() }, of) ?? []).map(({ sha256 }) => sha256);
  });
  const [first = [], second = []] = await Promise.all(texts);
  expect(await redactTexts(world, { ...command, of: 1, texts: second })).toMatchObject({ problems: [{ field: 'of' }] });
  expect(await redactTexts(world, { ...command, of: 1, texts: [] })).toMatchObject({ problems: [{ field: 'texts' }] });
  expect(await redactTexts(world, { ...command, of: 9 })).toMatchObject({ reason: 'unknown-entry' });
  expect(await redactTexts(world, { ...command, of: 2, texts: second })).toEqual({ ok: true, seq: 3 });
  const left = await world.record.commitment(id);
  expect(first.map((hash) => left?.texts.get(hash)?.text)).toEqual(['référente', 'Direction des exemples', secret]);
});

test('finds every readable text of every kind of entry, its own reason included', () => {
  const record = aLogOf(commitmentKinds.filter((kind) => kind !== 'redacted').map((kind) => ({ kind, word: 'mot' })));
  const told = Object.fromEntries(
    record.log
      .toReversed()
      .map(({ type, seq }) => [type, (redactableTexts(record, seq) ?? []).map(({ path }) => path.join('.'))]),
  );
  const role = (at: string) => [`${at}.function`, `${at}.organisation`];
  expect(told).toMatchObject({
    imported: role('commitment.responsible.0'),
    translated: ['prose.problem'],
    declared: ['declaration.done', 'declaration.evidence.0.title', 'declaration.difficulties'],
    'nothing-to-report': ['note'],
    'deadline-revised': ['reason'],
    withdrawn: ['reason'],
    corrected: ['reason'],
    assessed: ['assessment.source.title'],
    reassigned: role('responsible'),
    'handed-on': ['responsible.function'],
  });
});
