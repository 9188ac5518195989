import { describe, expect, test } from 'vitest';
import type { CommitmentEntry } from '../../shared/domain/change-log.ts';
import { type Actor, actor } from '../../shared/domain/plan.ts';
import { type Correctable, correctablesOf, correctEntry, correctingActor } from '../../shared/usecases/correct-entry.ts';
import { declareStatus } from '../../shared/usecases/declare-status.ts';
import { editPlan } from '../../shared/usecases/edit-plan.ts';
import { nothingToReport } from '../../shared/usecases/nothing-to-report.ts';
import { reviseDeadline } from '../../shared/usecases/revise-deadline.ts';
import { aDate, anActor } from '../builders.ts';
import { aLogOf, commitmentKinds } from './any-log.ts';
import { aDraft, aDraftCommitment, admin, at, aWorld, lead, type World } from './world.ts';

const id = 'fr-2021-2023/28';
const m1 = `${id}/m1`;
const now = at('2021-10-14T08:00:00Z');
const poc = { role: 'poc' as const, id: 'p-poc0000000000000' };
const deputy = { role: 'deputy' as const, id: 'p-deputy0000000000' };

const undo = (corrects: number) => ({
  commitmentId: id,
  corrects,
  change: { field: 'word' as const, milestoneId: m1 },
  reason: 'Erreur.',
  now,
});
const say = (world: World, actor = lead) => nothingToReport(world, { milestoneId: m1, version: null, note: null, actor, now });

describe('who corrects what', () => {
  const correcting = (role: Actor['role'], entry: CommitmentEntry) =>
    correctingActor({ actor: { role, id: 'p-same0000000000000' } }, entry)?.role ?? null;

  test('I17: every role, for every kind of entry by whoever wrote it, as the written rules say', () => {
    const words = ['declared', 'nothing-to-report', 'deadline-revised', 'withdrawn'];
    for (const entry of aLogOf(commitmentKinds.map((kind) => ({ kind, word: 'mot' }))).log)
      for (const said of actor.shape.role.options) {
        const isTheirs = words.includes(entry.type) && ['lead', 'deputy', 'colleague'].includes(said);
        const may = isTheirs ? ['lead', 'deputy', 'poc', 'admin'] : ['poc', 'admin'];
        const told = actor.shape.role.options.filter((role) => correcting(role, { ...entry, actor: anActor(said) }) === role);
        expect(told, `${entry.type} by ${said}`).toEqual(may);
      }
  });

  test('a lead who coordinates too takes back a word as lead, and mends the sheets as coordinator', async () => {
    const world = await aWorld();
    await say(world);
    const both = { actor: lead, otherRoles: ['lead', 'poc'] as const };
    const title = { field: 'title' as const, titles: { fr: 'Autre' } };
    expect(await correctEntry(world, { ...undo(2), ...both })).toMatchObject({ ok: true });
    expect(await correctEntry(world, { ...undo(1), change: title, ...both })).toMatchObject({ ok: true });
    const log = (await world.record.commitment(id))?.log ?? [];
    expect(log.slice(2).map((one) => one.actor)).toEqual([lead, { ...lead, role: 'poc' }]);
    const asReviewer = { actor: lead, otherRoles: ['lead', 'reviewer', 'colleague'] as const };
    expect(await correctEntry(world, { ...undo(1), change: title, ...asReviewer })).toMatchObject({ reason: 'invalid' });
  });

  test('the verb itself refuses a lead who mends a sheet or undoes the coordination, and writes nothing', async () => {
    const world = await aWorld();
    await say(world, poc as typeof lead);
    const title = {
      commitmentId: id,
      corrects: 1,
      change: { field: 'title' as const, titles: { fr: 'Autre' } },
      reason: 'Non.',
      now,
    };
    for (const actor of [lead, deputy, { role: 'reviewer' as const, id: null }]) {
      for (const command of [title, undo(2)]) {
        expect(await correctEntry(world, { ...command, actor })).toMatchObject({
          ok: false,
          problems: [{ field: 'actor', code: 'not-expected' }],
        });
      }
    }
    expect((await world.record.commitment(id))?.log).toHaveLength(2);
    expect(await correctEntry(world, { ...title, actor: poc })).toMatchObject({ ok: true });
    expect(await correctEntry(world, { ...undo(2), actor: admin })).toMatchObject({ ok: true });
  });
});

describe('what can be corrected', () => {
  const names = (all: readonly Correctable[]) => all.map(({ field }) => field);

  test('each kind of entry says what of it can be mended', () => {
    const record = aLogOf(commitmentKinds.map((kind) => ({ kind, word: 'mot' })));
    const told = Object.fromEntries(record.log.toReversed().map((entry) => [entry.type, names(correctablesOf(record, entry))]));
    expect(told).toEqual({
      imported: ['title', 'ogp-id', 'milestone-title', 'published-deadline', 'milestone-title', 'published-deadline'],
      translated: ['title', 'milestone-title'],
      declared: ['word'],
      'nothing-to-report': ['word'],
      'deadline-revised': ['word'],
      withdrawn: ['word'],
      corrected: ['title'],
      redacted: [],
      assessed: [],
      reassigned: [],
      'handed-on': [],
      'taken-back': [],
    });
  });

  test('a published deadline is mended at the entry that told it last, and a correction of it in its turn', async () => {
    const world = await aWorld();
    const due = (corrects: number, text: string) => ({
      commitmentId: id,
      corrects,
      change: { field: 'published-deadline' as const, milestoneId: m1, due: aDate(text) },
      reason: 'Le plan précise le jour.',
      actor: admin,
      now,
    });
    expect(await correctEntry(world, due(1, '2021-10-15'))).toEqual({ ok: true, seq: 2 });
    expect(await correctEntry(world, due(1, '2021-10-16'))).toMatchObject({ ok: false, reason: 'unknown-entry' });
    expect(await correctEntry(world, due(2, '2021-10-16'))).toEqual({ ok: true, seq: 3 });
    expect((await world.record.milestone(m1))?.published.due?.to).toBe('2021-10-16');
  });

  test('a reading without a day is one only where the text says so', async () => {
    const world = await aWorld();
    const due = (reading: ReturnType<typeof aDate>) => ({
      commitmentId: id,
      corrects: 1,
      change: { field: 'published-deadline' as const, milestoneId: m1, due: reading },
      reason: 'Lu de travers.',
      actor: admin,
      now,
    });
    expect(await correctEntry(world, due(aDate('bientôt')))).toMatchObject({ problems: [{ field: 'due', code: 'undated' }] });
    const winter = { ...aDate('2021-12-21'), ambiguity: 'ambiguous-winter' as const };
    expect(await correctEntry(world, due(winter))).toMatchObject({ problems: [{ field: 'due', code: 'undated' }] });
    const spoken = { ...aDate('2021-10-15'), text: 'appeler le 06 12 34 56 78' };
    expect(await correctEntry(world, due(spoken))).toMatchObject({ problems: [{ field: 'due', code: 'personal-data' }] });
    const ongoing = { text: 'en continu', precision: 'ongoing' as const, from: null, to: null };
    expect(await correctEntry(world, due(ongoing))).toMatchObject({ ok: true });
  });

  test('a milestone of another commitment, or a title that the entry did not tell, is no part of it', async () => {
    const world = await aWorld();
    const command = { commitmentId: id, corrects: 1, reason: 'Non.', actor: admin, now };
    const foreign = { field: 'word' as const, milestoneId: 'fr-2021-2023/29/m1' };
    expect(await correctEntry(world, { ...command, change: foreign })).toMatchObject({ reason: 'unknown-milestone' });
    const english = { field: 'title' as const, titles: { en: 'A title' } };
    expect(await correctEntry(world, { ...command, change: english })).toMatchObject({ reason: 'unknown-entry' });
    const both = { field: 'title' as const, titles: { fr: 'Un titre', en: 'A title' } };
    expect(await correctEntry(world, { ...command, change: both })).toMatchObject({ reason: 'unknown-entry' });
  });
});

describe('a correction of what was not seen', () => {
  test('is refused when something about the same milestone came since, and not for another one', async () => {
    const world = await aWorld();
    await say(world);
    await nothingToReport(world, { milestoneId: `${id}/m2`, version: null, note: null, actor: lead, now });
    expect(await correctEntry(world, { ...undo(2), actor: lead, basedOn: 2 })).toMatchObject({ ok: true });
    const declared = await declareStatus(world, {
      milestoneId: m1,
      version: null,
      status: 'substantial',
      done: null,
      evidence: [],
      noEvidenceReason: null,
      difficulties: null,
      completedOn: null,
      expected: null,
      actor: lead,
      now,
    });
    expect(declared).toMatchObject({ ok: true, seq: 5 });
    await say(world);
    expect(await correctEntry(world, { ...undo(5), actor: lead, basedOn: 5 })).toMatchObject({ ok: false, reason: 'stale' });
    expect(await correctEntry(world, { ...undo(5), actor: lead, basedOn: 6 })).toMatchObject({ ok: true });
  });

  test('of two at once exactly one is written', async () => {
    const world = await aWorld();
    await say(world);
    const outcomes = await Promise.all(
      [lead, deputy, admin].map((actor) => correctEntry(world, { ...undo(2), actor, basedOn: 2 })),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.flatMap((one) => (one.ok ? [] : [one.reason]))).toEqual(['stale', 'stale']);
    expect((await world.record.commitment(id))?.log).toHaveLength(3);
  });
});

describe('undoing a moved deadline', () => {
  const move = (world: World, text: string) =>
    reviseDeadline(world, { milestoneId: m1, version: null, due: aDate(text), reason: 'Retard.', actor: poc, now });
  const rule = (world: World, approval: 'none' | 'second-person' | 'openid') =>
    editPlan(world, { planId: 'fr-2021-2023', changes: { approval }, reason: null, actor: admin, now });
  const declared = (world: World) =>
    declareStatus(world, {
      milestoneId: m1,
      version: null,
      status: 'substantial',
      done: null,
      evidence: [],
      noEvidenceReason: null,
      difficulties: null,
      completedOn: null,
      expected: { due: aDate('2021-12-10'), reason: 'Retard.' },
      actor: lead,
      now,
    });
  const second = { ok: false, problems: [{ field: 'corrects', code: 'not-expected', detail: 'second-person' }] };

  test.each([
    ['a moved deadline', (world: World) => move(world, '2021-11-15')],
    ['a declaration with a new date', declared],
  ] as const)('is nobody’s to do alone where the plan asks for a second person: %s', async (_, write) => {
    const world = await aWorld();
    expect(await write(world)).toMatchObject({ ok: true, seq: 2 });
    await rule(world, 'second-person');
    for (const actor of [poc, { role: 'admin' as const, id: 'p-chief00000000000' }]) {
      expect(await correctEntry(world, { ...undo(2), actor })).toMatchObject(second);
    }
    expect((await world.record.commitment(id))?.log).toHaveLength(2);
    expect(await correctEntry(world, { ...undo(2), actor: admin })).toMatchObject({ ok: true });
  });

  test.each(['none', 'openid'] as const)(
    'is a correction like any other in a plan with the rule %s: the gate asks for the rest',
    async (approval) => {
      const world = await aWorld();
      await move(world, '2021-11-15');
      await rule(world, approval);
      expect(await correctEntry(world, { ...undo(2), actor: poc })).toMatchObject({ ok: true });
    },
  );

  test('reading the published date in force otherwise needs the second person too, until another date holds', async () => {
    const world = await aWorld();
    await rule(world, 'second-person');
    const change = { field: 'published-deadline' as const, milestoneId: m1, due: aDate('Décembre 2022') };
    const reread = { ...undo(1), change, actor: poc };
    expect(await correctEntry(world, reread)).toMatchObject(second);
    expect((await world.record.milestone(m1))?.published.due?.to).toBe('2021-10-31');
    expect(await move(world, '2021-11-15')).toMatchObject({ ok: true });
    expect(await correctEntry(world, reread)).toMatchObject({ ok: true });
  });

  test('moved back, the word it came with can be undone; words without a date always can', async () => {
    const world = await aWorld();
    await declared(world);
    await rule(world, 'second-person');
    await say(world);
    expect(await correctEntry(world, { ...undo(3), actor: poc })).toMatchObject({ ok: true });
    expect(await correctEntry(world, { ...undo(2), actor: lead })).toMatchObject(second);
    expect(await move(world, 'Octobre 2021')).toMatchObject({ ok: true });
    expect(await correctEntry(world, { ...undo(2), actor: lead })).toMatchObject({ ok: true });
    expect(await correctEntry(world, { ...undo(5), actor: poc })).toMatchObject(second);
  });
});

describe('the code of the OGP', () => {
  const other = 'fr-2021-2023/29';
  const twoCommitments = () =>
    aWorld([aDraft([aDraftCommitment(), aDraftCommitment({ number: '29', title: 'Un autre engagement' })])]);
  const code = (commitmentId: string, ogpId: { readonly code: string; readonly verified: boolean } | null) => ({
    ...undo(1),
    commitmentId,
    change: { field: 'ogp-id' as const, ogpId },
    actor: poc,
  });
  const taken = { ok: false, reason: 'invalid', problems: [{ field: 'ogpId', code: 'taken', detail: '28' }] };

  test('is refused where another commitment of the plan has it verified, whoever corrects', async () => {
    const world = await twoCommitments();
    expect(await correctEntry(world, code(id, { code: 'FR0078', verified: true }))).toMatchObject({ ok: true });
    for (const actor of [poc, admin]) {
      expect(await correctEntry(world, { ...code(other, { code: 'FR0078', verified: true }), actor })).toEqual(taken);
    }
    expect((await world.record.commitment(other))?.log).toHaveLength(1);
  });

  test('may be guessed twice, and goes to another commitment once the first gave it up', async () => {
    const world = await twoCommitments();
    expect(await correctEntry(world, code(id, { code: 'FR0078', verified: true }))).toMatchObject({ ok: true });
    expect(await correctEntry(world, code(other, { code: 'FR0078', verified: false }))).toMatchObject({ ok: true });
    expect(await correctEntry(world, code(other, { code: 'FR0078', verified: true }))).toEqual(taken);
    expect(await correctEntry(world, code(id, null))).toMatchObject({ ok: true });
    expect(await correctEntry(world, code(other, { code: 'FR0078', verified: true }))).toMatchObject({ ok: true });
  });
});
