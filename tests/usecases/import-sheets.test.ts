import { expect, test } from 'vitest';
import { verifyLog } from '../../shared/domain/change-log.ts';
import type { RecordStore } from '../../shared/ports.ts';
import type { Draft } from '../../shared/reading/draft.ts';
import { correctEntry } from '../../shared/usecases/correct-entry.ts';
import { declareStatus } from '../../shared/usecases/declare-status.ts';
import { finishImports } from '../../shared/usecases/finish-imports.ts';
import { importSheets } from '../../shared/usecases/import-sheets.ts';
import { redactTexts } from '../../shared/usecases/redact-texts.ts';
import { reviewImport } from '../../shared/usecases/review-import.ts';
import { aDate } from '../builders.ts';
import { aDraft, aDraftCommitment, aDraftMilestone, admin, at, aWorld, lead, septemberFifteenth, type World } from './world.ts';

const planId = 'fr-2021-2023';
const id = `${planId}/28`;

function importInto(world: World, drafts: readonly Draft[], dryRun = false) {
  return importSheets(world, { planId, drafts, actor: admin, now: at('2021-09-20T08:00:00Z'), dryRun });
}

async function commitment(world: World, commitmentId = id) {
  const found = await world.record.commitment(commitmentId);
  if (found === null) throw new Error(`${commitmentId} expected`);
  return found;
}

test('an imported sheet is one entry, with ids assigned and every address gone from the Record', async () => {
  const sheet = aDraftCommitment({
    description: 'Écrire à lead@example.org ou au 01 23 45 67 89.',
    supportingInstitutions: ['CNDP (cndp@example.org)'],
  });
  const world = await aWorld([aDraft([sheet])]);
  const found = await commitment(world);
  expect(found.log.map(({ type }) => type)).toEqual(['imported']);
  expect(found.commitment.milestones.map((one) => one.id)).toEqual([`${id}/m1`, `${id}/m2`]);
  expect(JSON.stringify([found.log, [...found.texts.values()]])).not.toMatch(/@|01 23/);
  expect(verifyLog(JSON.parse(JSON.stringify(found.log)), found.texts, id, found.commitment.state.head)).toBeNull();
});

test('a person named in a sheet becomes an unconfirmed contact, once', async () => {
  const world = await aWorld();
  await importInto(world, [aDraft([aDraftCommitment({ problem: 'Autre.' })])]);
  const { contacts, assignments } = await world.people.peopleOf(planId);
  expect(contacts.map(({ email, confirmedAt }) => [email, confirmedAt])).toEqual([['lead@example.org', null]]);
  expect(assignments).toHaveLength(1);
});

test('H8: the same sheet again changes nothing and writes no entry, whatever the bytes of its file', async () => {
  const world = await aWorld();
  const outcome = await importInto(world, [aDraft([aDraftCommitment()], { sha256: 'f'.repeat(64) })]);
  expect(outcome.ok && outcome.items.map((item) => item.outcome)).toEqual(['unchanged']);
  expect((await commitment(world)).log).toHaveLength(1);
});

test('an edited sheet is shown as a difference by a dry run, which writes nothing', async () => {
  const world = await aWorld();
  const edited = aDraftCommitment({
    problem: 'Un autre problème.',
    milestones: [aDraftMilestone('Lancement du comité', 'Novembre 2021'), aDraftMilestone('Bilan', '2022')],
  });
  const outcome = await importInto(world, [aDraft([edited])], true);
  expect(outcome.ok && outcome.items[0]?.differences).toEqual([
    { field: 'problem', before: 'Un problème public.', after: 'Un autre problème.' },
    { field: 'milestone m1 due', before: 'Octobre 2021', after: 'Novembre 2021' },
    { field: 'milestone', before: null, after: 'Bilan' },
    { field: 'milestone m2', before: 'Publication de l’avis', after: null },
  ]);
  expect((await commitment(world)).log).toHaveLength(1);
});

test('a milestone keeps its id under another title at the same place and date, a new one gets a number never used', async () => {
  const world = await aWorld();
  const retitled = aDraftCommitment({
    milestones: [aDraftMilestone('Installation du comité', 'Octobre 2021'), aDraftMilestone('Bilan', '2022')],
  });
  await importInto(world, [aDraft([retitled])]);
  const { milestones } = (await commitment(world)).commitment;
  expect(milestones.map(({ id: one, titles, missingSince }) => [one, titles['fr'], missingSince])).toEqual([
    [`${id}/m1`, 'Installation du comité', null],
    [`${id}/m2`, 'Publication de l’avis', 2],
    [`${id}/m3`, 'Bilan', null],
  ]);
});

test('what a person corrected is no difference at the next import of the same sheet', async () => {
  const world = await aWorld();
  const outcome = await correctEntry(world, {
    commitmentId: id,
    corrects: 1,
    change: { field: 'published-deadline', milestoneId: `${id}/m1`, due: { ...aDate('Octobre 2021'), to: '2021-10-15' } },
    reason: 'Le plan précise le jour.',
    actor: admin,
    now: septemberFifteenth,
  });
  expect(outcome.ok).toBe(true);
  const again = await importInto(world, [aDraft([aDraftCommitment()])]);
  expect(again.ok && again.items.map((item) => item.outcome)).toEqual(['unchanged']);
});

test('S21: a redacted text does not come back with the next import', async () => {
  const world = await aWorld();
  await redactTexts(world, {
    subject: id,
    of: 1,
    reason: 'Demande d’une personne citée.',
    actor: admin,
    now: septemberFifteenth,
  });
  const same = await importInto(world, [aDraft([aDraftCommitment()])]);
  expect(same.ok && same.items.map((item) => item.outcome)).toEqual(['unchanged']);
  await importInto(world, [aDraft([aDraftCommitment({ title: 'Autre titre' })])]);
  const found = await commitment(world);
  expect([...found.texts.values()].map(({ text }) => text)).not.toContain('Un problème public.');
  expect(verifyLog(JSON.parse(JSON.stringify(found.log)), found.texts, id)).toBeNull();
});

test('a sheet in a second language translates the first and adds nothing else, also within one import', async () => {
  const english = aDraftCommitment({
    language: 'en',
    title: 'Sustain citizen participation',
    problem: 'A public problem.',
    milestones: [aDraftMilestone('Launch of the committee', 'October 2021'), aDraftMilestone('Publication', 'December 2021')],
  });
  const world = await aWorld([aDraft([english], { source: 'en.md' }), aDraft([aDraftCommitment()])]);
  const found = await commitment(world);
  expect(found.log.map(({ type }) => type)).toEqual(['imported', 'translated']);
  expect(found.commitment.state.titles).toEqual({
    fr: 'Pérenniser la participation citoyenne',
    en: 'Sustain citizen participation',
  });
  expect(found.commitment.milestones.map(({ titles }) => titles['en'])).toEqual(['Launch of the committee', 'Publication']);
  const again = await importInto(world, [aDraft([english], { source: 'en.md' }), aDraft([aDraftCommitment()])]);
  expect(again.ok && again.items.map((item) => item.outcome)).toEqual(['unchanged', 'unchanged']);
});

test('one refused file among good ones writes nothing at all', async () => {
  const world = await aWorld([]);
  const broken = aDraft([], {
    kind: 'document',
    source: 'broken.md',
    errors: [{ line: 7, code: 'impossible-date', message: '31 septembre' }],
  });
  const outcome = await importInto(world, [aDraft([aDraftCommitment()]), broken]);
  expect(outcome).toMatchObject({ ok: false, reason: 'invalid', problems: [{ field: 'broken.md:7' }] });
  expect(await world.record.commitment(id)).toBeNull();
  expect((await world.people.peopleOf(planId)).contacts).toEqual([]);
});

test('a declaration made between two imports survives the second', async () => {
  const world = await aWorld();
  await declareStatus(world, {
    milestoneId: `${id}/m1`,
    version: null,
    actor: lead,
    now: septemberFifteenth,
    status: 'substantial',
    done: 'Le recrutement est terminé.',
    evidence: [],
    noEvidenceReason: null,
    difficulties: null,
    completedOn: null,
    expected: null,
  });
  await importInto(world, [aDraft([aDraftCommitment({ title: 'Autre titre' })])]);
  const [first] = (await commitment(world)).commitment.milestones;
  expect(first?.words).toHaveLength(1);
});

/** A record that dies before or after its n-th writing call, as a killed process would. */
function dying(record: RecordStore, dieAt: number, when: 'before' | 'after'): RecordStore {
  let calls = 0;
  const writes = ['appendToCommitment', 'appendToPlan', 'stageImport', 'finishImport'] as const;
  const wrapped = { ...record };
  for (const name of writes) {
    const call = record[name].bind(record) as (...given: unknown[]) => Promise<never>;
    Object.assign(wrapped, {
      [name]: async (...given: unknown[]) => {
        calls += 1;
        if (calls === dieAt && when === 'before') throw new Error('killed');
        const result = await call(...given);
        if (calls === dieAt) throw new Error('killed');
        return result;
      },
    });
  }
  return wrapped;
}

test('F3: an import killed before or after any of its writes is nothing or, after the next start, whole and written once', async () => {
  const drafts = [aDraft([aDraftCommitment(), aDraftCommitment({ number: '29', title: 'Coopération', contacts: [] })])];
  for (const when of ['before', 'after'] as const) {
    for (let dieAt = 1; dieAt <= 4; dieAt += 1) {
      const world = await aWorld([]);
      await expect(importInto({ ...world, record: dying(world.record, dieAt, when) }, drafts)).rejects.toThrow('killed');
      await finishImports(world);
      const numbers = await world.record.commitmentNumbers(planId);
      const isNothing = dieAt === 1 && when === 'before';
      expect(numbers, `killed ${when} write ${dieAt}`).toEqual(isNothing ? [] : ['28', '29']);
      for (const number of numbers) expect((await commitment(world, `${planId}/${number}`)).log).toHaveLength(1);
      expect(await finishImports(world)).toBe(0);
    }
  }
});

test('F3: an import that was cut short in a function is rolled forward when the next one is read, even if that one is refused', async () => {
  const world = await aWorld([]);
  const drafts = [aDraft([aDraftCommitment(), aDraftCommitment({ number: '29', title: 'Coopération', contacts: [] })])];
  await expect(importInto({ ...world, record: dying(world.record, 2, 'after') }, drafts)).rejects.toThrow('killed');
  expect(await world.record.unfinishedImports(planId)).toHaveLength(1);
  const sources = [{ name: 'x.md', bytes: new TextEncoder().encode('rien') }];
  await reviewImport(world, { planId, sources, actor: admin, now: septemberFifteenth });
  expect(await world.record.unfinishedImports(planId)).toEqual([]);
  expect(await world.record.commitmentNumbers(planId)).toEqual(['28', '29']);
});
