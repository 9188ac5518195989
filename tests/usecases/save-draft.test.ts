import { expect, test } from 'vitest';
import { mustDraft } from '../../shared/domain/answer-draft.ts';
import type { Actor } from '../../shared/domain/plan.ts';
import { declareStatus } from '../../shared/usecases/declare-status.ts';
import { endDraft } from '../../shared/usecases/end-draft.ts';
import { nothingToReport } from '../../shared/usecases/nothing-to-report.ts';
import { reviseDeadline } from '../../shared/usecases/revise-deadline.ts';
import { saveDraft } from '../../shared/usecases/save-draft.ts';
import { withdrawMilestone } from '../../shared/usecases/withdraw-milestone.ts';
import { anAssignment, aPersonId } from '../builders.ts';
import { at, aWorld, lead } from './world.ts';

const m1 = 'fr-2021-2023/28/m1';
const now = at('2021-10-20T08:00:00Z');
const sacha: Actor = { role: 'colleague', id: aPersonId('sacha') };
const saving = { milestoneId: m1, actor: sacha, now, version: 1, draft: 0, fields: { kind: 'declaration', done: 'Presque.' } };

test('a draft is kept with who, when and what it was based on; nothing is written to the log', async () => {
  const world = await aWorld();
  expect(await saveDraft(world, saving)).toEqual({
    ok: true,
    draft: {
      ...{ milestoneId: m1, version: 1, by: sacha.id, at: '2021-10-20T08:00:00Z', basedOn: 1 },
      fields: saving.fields,
    },
  });
  expect((await world.record.commitment('fr-2021-2023/28'))?.log).toHaveLength(1);
});

test('F10: a draft of a milestone that was answered meanwhile is refused with the milestone as it stands', async () => {
  const world = await aWorld();
  await nothingToReport(world, { milestoneId: m1, version: 1, note: null, actor: lead, now });
  expect(await saveDraft(world, saving)).toMatchObject({ ok: false, reason: 'stale', current: { version: 2 } });
  expect(await world.people.answerDraft(m1)).toBeNull();
  expect(await saveDraft(world, { ...saving, version: 2 })).toMatchObject({ ok: true, draft: { basedOn: 2 } });
});

test('F10: of eight drafts at once exactly one is kept, and the others are told which', async () => {
  const world = await aWorld();
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, index) => saveDraft(world, { ...saving, fields: { kind: 'declaration', done: `${index}` } })),
  );
  const kept = await world.people.answerDraft(m1);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  for (const one of outcomes) {
    expect(one.ok ? one.draft : one.draft).toEqual(kept);
  }
});

test('a draft replaces the one that was seen, and no other', async () => {
  const world = await aWorld();
  await saveDraft(world, saving);
  expect(await saveDraft(world, saving)).toMatchObject({ ok: false, reason: 'stale', draft: { version: 1 } });
  expect(await saveDraft(world, { ...saving, draft: 1 })).toMatchObject({ ok: true, draft: { version: 2 } });
  expect(await saveDraft(world, { ...saving, draft: 7 })).toMatchObject({ ok: false, reason: 'stale', draft: { version: 2 } });
});

test('a draft is refused for a withdrawn milestone, one nobody knows, nobody’s word, and a form without end', async () => {
  const world = await aWorld();
  expect(await saveDraft(world, { ...saving, milestoneId: `${m1}9` })).toMatchObject({ reason: 'unknown-milestone' });
  expect(await saveDraft(world, { ...saving, actor: { role: 'admin', id: null } })).toMatchObject({ reason: 'invalid' });
  const endless = Object.fromEntries(Array.from({ length: 121 }, (_, index) => [`field${index}`, 'x']));
  expect(await saveDraft(world, { ...saving, fields: endless })).toMatchObject({ reason: 'invalid' });
  expect(await saveDraft(world, { ...saving, fields: { done: 'x'.repeat(60_001) } })).toMatchObject({ reason: 'invalid' });
  await withdrawMilestone(world, { milestoneId: m1, version: null, reason: 'Abandonné.', actor: lead, now });
  expect(await saveDraft(world, { ...saving, version: 2 })).toMatchObject({ reason: 'withdrawn' });
  expect(await world.people.answerDraft(m1)).toBeNull();
});

test('a draft ends once, at the version that was seen', async () => {
  const world = await aWorld();
  await saveDraft(world, saving);
  await saveDraft(world, { ...saving, draft: 1 });
  expect(await endDraft(world, { milestoneId: m1, version: 1 })).toMatchObject({ ok: false, reason: 'stale' });
  expect(await endDraft(world, { milestoneId: m1, version: 2 })).toEqual({ ok: true });
  expect(await endDraft(world, { milestoneId: m1, version: 2 })).toMatchObject({ ok: false });
});

test('only a colleague’s word has to wait, unless this very hand-on lets them publish', () => {
  const held = (mayPublish: boolean, milestoneId = m1) => [
    anAssignment({ as: 'sacha', role: 'colleague', milestoneId, mayPublish }),
  ];
  expect(mustDraft([], { role: 'lead' }, m1)).toBe(false);
  expect(mustDraft(held(false), sacha, m1)).toBe(true);
  expect(mustDraft(held(true), sacha, m1)).toBe(false);
  expect(mustDraft(held(true, 'fr-2021-2023/28/m2'), sacha, m1)).toBe(true);
});

test('the words of a new date are public for ever: none with an address, a number or an invisible character', async () => {
  const world = await aWorld();
  for (const [text, code] of [
    ['novembre 2021, voir nom@example.org', 'personal-data'],
    ['novembre 2021 (06 12 34 56 78)', 'personal-data'],
    ['novembre\u202E 2021', 'forbidden-character'],
    ['novembre 2021'.padEnd(301, ' et après'), 'too-long'],
  ] as const) {
    const due = { text, precision: 'month', from: '2021-11-01', to: '2021-11-30' } as const;
    const moved = await reviseDeadline(world, { milestoneId: m1, version: null, due, reason: 'Retard', actor: lead, now });
    expect(moved, text).toMatchObject({ reason: 'invalid', problems: [{ field: 'due', code }] });
    const declared = await declareStatus(world, {
      ...{ milestoneId: m1, version: null, actor: lead, now, status: 'substantial', done: null, evidence: [] },
      ...{ noEvidenceReason: null, difficulties: null, completedOn: null, expected: { due, reason: 'Retard' } },
    });
    expect(declared, text).toMatchObject({ reason: 'invalid', problems: [{ field: 'expected', code }] });
  }
  expect((await world.record.commitment('fr-2021-2023/28'))?.log).toHaveLength(1);
});
