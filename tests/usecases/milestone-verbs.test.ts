import { expect, test } from 'vitest';
import { deadlineOf, declaredStatusOf } from '../../shared/domain/commitment.ts';
import { assessCommitment } from '../../shared/usecases/assess-commitment.ts';
import { correctEntry } from '../../shared/usecases/correct-entry.ts';
import { type DeclareCommand, declareStatus } from '../../shared/usecases/declare-status.ts';
import { nothingToReport } from '../../shared/usecases/nothing-to-report.ts';
import { redactTexts } from '../../shared/usecases/redact-texts.ts';
import { reviseDeadline } from '../../shared/usecases/revise-deadline.ts';
import { withdrawMilestone } from '../../shared/usecases/withdraw-milestone.ts';
import { aDate } from '../builders.ts';
import { admin, at, aWorld, lead, milestoneIn } from './world.ts';

const id = 'fr-2021-2023/28';
const m1 = `${id}/m1`;
const m2 = `${id}/m2`;
const now = at('2021-10-14T08:00:00Z');

function declaration(input: Partial<DeclareCommand> = {}): DeclareCommand {
  return {
    milestoneId: m1,
    version: null,
    actor: lead,
    now,
    status: 'substantial',
    done: 'Le recrutement est terminé.',
    evidence: [],
    noEvidenceReason: null,
    difficulties: null,
    completedOn: null,
    expected: null,
    ...input,
  };
}

test('a declaration is one entry, and its free text lies beside the log', async () => {
  const world = await aWorld();
  expect(await declareStatus(world, declaration())).toEqual({ ok: true, seq: 2 });
  const record = await world.record.commitment(id);
  expect(JSON.stringify(record?.log)).not.toContain('recrutement');
  expect([...(record?.texts.values() ?? [])].map(({ text }) => text)).toContain('Le recrutement est terminé.');
});

test('"complete" asks for evidence or a reason, "not started" and "limited" for difficulties', async () => {
  const world = await aWorld();
  expect(await declareStatus(world, declaration({ status: 'complete' }))).toMatchObject({
    ok: false,
    reason: 'invalid',
    problems: [{ field: 'evidence', code: 'required' }],
  });
  for (const status of ['not-started', 'limited'] as const) {
    expect(await declareStatus(world, declaration({ status }))).toMatchObject({
      problems: [{ field: 'difficulties', code: 'required' }],
    });
  }
  const reasoned = declaration({ status: 'complete', noEvidenceReason: 'Le rapport est confidentiel.' });
  expect(await declareStatus(world, reasoned)).toMatchObject({ ok: true });
});

test('a completion without a day counts as delivered today in the plan’s zone, and never in the future', async () => {
  const world = await aWorld();
  const evidence = [{ url: 'https://example.org/compte-rendu', title: 'Compte rendu', kind: 'minutes' as const, date: null }];
  const late = at('2021-10-14T22:30:00Z');
  expect(await declareStatus(world, declaration({ status: 'complete', evidence, now: late }))).toMatchObject({ ok: true });
  const said = (await milestoneIn(world)).words.at(-1)?.said;
  expect(said?.kind === 'declared' && said.declaration.completedOn).toBe('2021-10-15');
  const future = declaration({ milestoneId: m2, status: 'complete', evidence, completedOn: '2021-10-16' });
  expect(await declareStatus(world, future)).toMatchObject({ problems: [{ field: 'completedOn', code: 'in-the-future' }] });
});

test('text with an address, a number or an invisible character is refused with its field, and nothing is written', async () => {
  const world = await aWorld();
  const evidence = [{ url: 'javascript:alert(1)', title: 'appeler le 06 12 34 56 78', kind: 'page' as const, date: null }];
  const outcome = await declareStatus(
    world,
    declaration({ done: 'Écrire à quelqu.un@example.org', difficulties: 'a\u202Eb', evidence }),
  );
  expect(outcome).toMatchObject({
    reason: 'invalid',
    problems: [
      { field: 'done', code: 'personal-data' },
      { field: 'difficulties', code: 'forbidden-character' },
      { field: 'evidence.0.url', code: 'not-a-web-address' },
      { field: 'evidence.0.title', code: 'personal-data' },
    ],
  });
  expect((await world.record.commitment(id))?.log).toHaveLength(1);
});

test('evidence whose address holds a mail address or a number is refused', async () => {
  const world = await aWorld();
  for (const url of ['https://example.org/?to=quelqu.un%40example.org', 'https://example.org/0612345678/page']) {
    const evidence = [{ url, title: 'Page', kind: 'page' as const, date: null }];
    expect(await declareStatus(world, declaration({ evidence })), url).toMatchObject({
      problems: [{ field: 'evidence.0.url', code: 'personal-data' }],
    });
  }
});

test('evidence at an address with a password is refused', async () => {
  const world = await aWorld();
  const evidence = [{ url: 'https://user:secret@example.org/', title: 'Page', kind: 'page' as const, date: null }];
  expect(await declareStatus(world, declaration({ evidence }))).toMatchObject({
    problems: [{ field: 'evidence.0.url', code: 'not-a-web-address' }],
  });
});

test('F10: of two answers to one milestone the second is refused as stale, with the milestone as it now stands', async () => {
  const world = await aWorld();
  const { version } = await milestoneIn(world);
  expect(await declareStatus(world, declaration({ version }))).toMatchObject({ ok: true });
  const second = await declareStatus(world, declaration({ version, status: 'limited', difficulties: 'Retard.' }));
  expect(second).toMatchObject({ ok: false, reason: 'stale', current: { version: version + 1 } });
});

test('F10: of eight answers to one milestone at once exactly one wins; answers to two milestones both win', async () => {
  const world = await aWorld();
  const { version } = await milestoneIn(world);
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => declareStatus(world, declaration({ version }))));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.filter((one) => !one.ok && one.reason === 'stale')).toHaveLength(7);
  const both = await Promise.all([
    nothingToReport(world, { milestoneId: m1, version: version + 1, note: null, actor: lead, now }),
    nothingToReport(world, { milestoneId: m2, version: 1, note: null, actor: lead, now }),
  ]);
  expect(both.map(({ ok }) => ok)).toEqual([true, true]);
});

test('H14: a deadline moves with a reason and a day, or not at all', async () => {
  const world = await aWorld();
  const move = (due: string, reason: string | null) =>
    reviseDeadline(world, { milestoneId: m1, version: null, due: aDate(due), reason, actor: admin, now });
  expect(await move('Novembre 2021', null)).toMatchObject({ problems: [{ field: 'reason', code: 'required' }] });
  expect(await move('bientôt', 'Retard')).toMatchObject({ problems: [{ field: 'due', code: 'undated' }] });
  expect(await move('Octobre 2021', 'Retard')).toMatchObject({ problems: [{ field: 'due', code: 'unchanged' }] });
  expect(await move('Novembre 2021', 'Retard du recrutement')).toEqual({ ok: true, seq: 2 });
  expect(deadlineOf(await milestoneIn(world)).due?.to).toBe('2021-11-30');
});

test('refuses an update to a milestone that was withdrawn, until the withdrawal is corrected', async () => {
  const world = await aWorld();
  await withdrawMilestone(world, { milestoneId: m1, version: null, reason: 'Abandonné.', actor: lead, now });
  expect(await declareStatus(world, declaration())).toMatchObject({ ok: false, reason: 'withdrawn' });
  expect(await nothingToReport(world, { milestoneId: m1, version: null, note: null, actor: lead, now })).toMatchObject({
    reason: 'withdrawn',
  });
  const undo = { commitmentId: id, corrects: 2, change: { field: 'word' as const, milestoneId: m1 }, actor: admin, now };
  expect(await correctEntry(world, { ...undo, reason: 'Erreur de saisie.' })).toMatchObject({ ok: true });
  expect(await correctEntry(world, { ...undo, reason: 'Encore.' })).toMatchObject({ problems: [{ code: 'unchanged' }] });
  expect(declaredStatusOf(await milestoneIn(world))).toBeNull();
  expect(await declareStatus(world, declaration())).toMatchObject({ ok: true });
});

test('a correction names an entry that exists and can be corrected so', async () => {
  const world = await aWorld();
  const undo = { commitmentId: id, change: { field: 'word' as const, milestoneId: m1 }, reason: 'Erreur.', actor: admin, now };
  expect(await correctEntry(world, { ...undo, corrects: 9 })).toMatchObject({ reason: 'unknown-entry' });
  expect(await correctEntry(world, { ...undo, corrects: 1 })).toMatchObject({ reason: 'unknown-entry' });
});

test('a redaction deletes text and salt, is public, and cannot be repeated', async () => {
  const world = await aWorld();
  await declareStatus(world, declaration());
  const command = { subject: id, of: 2, reason: 'Donnée personnelle.', actor: admin, now };
  expect(await redactTexts(world, command)).toEqual({ ok: true, seq: 3 });
  const record = await world.record.commitment(id);
  expect(record?.log.at(-1)?.type).toBe('redacted');
  expect([...(record?.texts.values() ?? [])].map(({ text }) => text)).not.toContain('Le recrutement est terminé.');
  expect(await redactTexts(world, command)).toMatchObject({ problems: [{ code: 'unchanged' }] });
});

test('a lead can never write the assessment of the IRM', async () => {
  const world = await aWorld();
  const assessment = {
    completion: 'limited' as const,
    verifiable: 'yes' as const,
    relevant: 'yes' as const,
    ambition: 'low' as const,
    earlyResults: null,
    source: { title: 'Results Report', url: 'https://example.org/irm', date: '2021-10-01' },
  };
  const command = { commitmentId: id, milestoneId: null, assessment, now };
  expect(await assessCommitment(world, { ...command, actor: lead })).toMatchObject({ ok: false, reason: 'invalid' });
  expect(await assessCommitment(world, { ...command, actor: { role: 'reviewer', id: null } })).toMatchObject({ ok: true });
  expect((await world.record.commitment(id))?.commitment.state.assessment?.completion).toBe('limited');
});

test('an unknown plan, commitment or milestone is named as such', async () => {
  const world = await aWorld();
  expect(await declareStatus(world, declaration({ milestoneId: 'xx-2000/1/m1' }))).toMatchObject({ reason: 'unknown-plan' });
  expect(await declareStatus(world, declaration({ milestoneId: 'fr-2021-2023/99/m1' }))).toMatchObject({
    reason: 'unknown-commitment',
  });
  expect(await declareStatus(world, declaration({ milestoneId: `${id}/m9` }))).toMatchObject({ reason: 'unknown-milestone' });
});
