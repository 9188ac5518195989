import { expect, test } from 'vitest';
import { defaultReminderPolicy } from '../../shared/domain/plan.ts';
import type { RecordStore } from '../../shared/ports.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { correctEntry } from '../../shared/usecases/correct-entry.ts';
import { editPlan } from '../../shared/usecases/edit-plan.ts';
import { reviseDeadline } from '../../shared/usecases/revise-deadline.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { stopMail } from '../../shared/usecases/stop-mail.ts';
import { switchMailOn } from '../../shared/usecases/switch-mail.ts';
import { withdrawMilestone } from '../../shared/usecases/withdraw-milestone.ts';
import { aContact, aDate, anActor } from '../builders.ts';
import { a, aWorld, b, c, instant, plan } from './reminder-world.ts';

const now = instant('2021-10-04T10:00:00Z');
const actor = anActor('poc');

type World = Awaited<ReturnType<typeof aWorld>>;

type Happened = Pick<RecordStore, 'putDue' | 'appendToCommitment' | 'appendToPlan' | 'advanceDue'>;

/** The same stores, in which something else happens right before the first call of one of these. */
function beforeFirst(world: World, name: keyof Happened, happening: () => Promise<unknown>) {
  let isFirst = true;
  const before = async (): Promise<void> => {
    if (!isFirst) return;
    isFirst = false;
    await happening();
  };
  const { record } = world.stores;
  const calls: Happened = {
    putDue: async (items) => {
      if (name === 'putDue') await before();
      return record.putDue(items);
    },
    appendToCommitment: async (write) => {
      if (name === 'appendToCommitment') await before();
      return record.appendToCommitment(write);
    },
    appendToPlan: async (write) => {
      if (name === 'appendToPlan') await before();
      return record.appendToPlan(write);
    },
    advanceDue: async (moves, planSeq) => {
      if (name === 'advanceDue') await before();
      return record.advanceDue(moves, planSeq);
    },
  };
  return { ...world.deps, record: { ...record, ...calls } };
}

/** Two days more before deadlines: 26 days before the new one is 5 October, 60 before the former one 29 October. */
const moreDays = { reminderPolicy: { ...defaultReminderPolicy, daysBefore: [60, 30, 26, 7, 1] } };
const edit = (deps: World['deps']) => editPlan(deps, { planId: plan, changes: moreDays, reason: null, actor, now });
/** From December to the end of October. */
const move = (deps: World['deps']) =>
  reviseDeadline(deps, { milestoneId: c, due: aDate('Octobre 2021'), reason: 'Avancé', version: null, actor, now });

test.each<[string, (world: World) => Promise<unknown>]>([
  ['the deadline first', (world) => edit(beforeFirst(world, 'putDue', () => move(world.deps)))],
  ['the offsets first', (world) => move(beforeFirst(world, 'appendToCommitment', () => edit(world.deps)))],
])(
  'two points of contact change offsets and a deadline at the same instant, %s: every step of the new date goes out',
  async (_, change) => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-04T09:59:59Z');
    expect(await change(world)).toMatchObject({ ok: true });
    await world.run('2021-10-04T10:00:01Z', '2021-10-29T12:00:00Z');
    const steps = world.sent.flatMap(({ to, milestones }) =>
      milestones.filter(({ id }) => id === c && to.startsWith('lead')).map(({ step }) => step),
    );
    // The −26 of the very day on which the change is told stands for both.
    expect(steps).toEqual(['-26', '-7', '-1']);
    const { findings } = await auditPlans(world.stores, { planId: plan, isFull: false }, instant('2021-10-29T14:00:00Z'));
    expect(findings).toEqual([]);
  },
);

test('a step that a new policy plans for the very second of the change is owed, though a tick of that second passed it', async () => {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-05T06:59:59Z');
  const at = instant('2021-10-05T07:00:00Z');
  await runTick(world.deps, at);
  const changes = { reminderPolicy: { ...defaultReminderPolicy, daysBefore: [30, 26, 7, 1] } };
  expect(await editPlan(world.deps, { planId: plan, changes, reason: null, actor, now: at })).toMatchObject({ ok: true });
  await world.run('2021-10-05T07:15:00Z', '2021-10-06T12:00:00Z');
  expect(world.sent.flatMap(({ milestones }) => milestones.map(({ step }) => step))).toContain('-26');
});

test('a step of the very second in which mail is switched on is owed, though a tick of that second passed it', async () => {
  const world = await aWorld({ mailOnSince: null });
  await world.run('2021-09-15T07:00:00Z', '2021-10-22T06:59:59Z');
  const at = instant('2021-10-22T07:00:00Z');
  await runTick(world.deps, at);
  expect(await switchMailOn(world.deps, { planId: plan, actor, now: at })).toMatchObject({ ok: true });
  await world.run('2021-10-22T07:15:00Z', '2021-10-23T12:00:00Z');
  expect(world.sent.flatMap(({ milestones }) => milestones.map(({ id, step }) => `${id} ${step}`))).toContain(`${b} -7`);
});

test('a stop that comes while a plan is changed keeps its look', async () => {
  const world = await aWorld();
  const { stopToken } = aContact({ as: 'lead' });
  await world.stores.record.putDue([{ subjectId: plan, nextDueAt: '2021-11-08T08:00:00Z', deadlineVersion: 1 }]);
  const deps = beforeFirst(world, 'appendToPlan', () => stopMail(world.stores, { token: stopToken, now }));
  expect(await editPlan(deps, { planId: plan, changes: moreDays, reason: null, actor, now })).toMatchObject({ ok: true });
  expect((await world.stores.record.due(plan))?.nextDueAt).toBe('2021-10-04T10:15:00Z');
});

test('a withdrawal that is corrected while a tick moves the milestone on: what is still to come is not forgotten', async () => {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-12-24T07:59:59Z');
  const lead = anActor('lead');
  const withdrawn = { milestoneId: c, version: null, reason: 'Abandonné', actor: lead, now: instant('2021-12-24T08:00:01Z') };
  expect(await withdrawMilestone(world.deps, withdrawn)).toMatchObject({ ok: true });
  const entry = (await world.stores.record.commitment(`${plan}/28`))?.log.at(-1)?.seq ?? 0;
  const change = { field: 'word' as const, milestoneId: c };
  const undo = { commitmentId: `${plan}/28`, corrects: entry, change, reason: 'Erreur', actor: lead };
  const deps = beforeFirst(world, 'advanceDue', async () => {
    expect(await correctEntry(world.deps, { ...undo, now: instant('2021-12-24T08:15:00Z') })).toMatchObject({ ok: true });
  });
  const { skipped } = await runTick(deps, instant('2021-12-24T08:15:00Z'));
  expect(skipped).toContainEqual({ id: c, reason: 'changing' });
  await world.run('2021-12-24T08:15:01Z', '2021-12-30T12:00:00Z');
  expect(world.sent.flatMap(({ milestones }) => milestones.filter(({ id }) => id === c).map(({ step }) => step))).toContain('-1');
});

test('mail that is switched on while a tick moves milestones on by the plan as it was: what is past is asked after all', async () => {
  const world = await aWorld({ mailOnSince: null });
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:59Z');
  const at = instant('2021-10-01T07:00:00Z');
  const on = { planId: plan, actor, now: instant('2021-10-01T07:00:05Z') };
  const deps = beforeFirst(world, 'advanceDue', async () => {
    expect(await switchMailOn(world.deps, on)).toMatchObject({ ok: true });
  });
  const { skipped } = await runTick(deps, at);
  expect(skipped).toContainEqual({ id: a, reason: 'changing' });
  await world.run('2021-10-01T07:00:05Z', '2021-10-01T21:59:59Z');
  expect(world.sent.flatMap(({ milestones }) => milestones.filter(({ id }) => id === a).map(({ step }) => step))).toContain(
    'catch-up',
  );
});

test('a stop that comes while a tick moves its plan on is told by the next tick', async () => {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-04T09:59:59Z');
  await world.stores.record.putDue([{ subjectId: plan, nextDueAt: '2021-10-04T10:00:00Z', deadlineVersion: 1 }]);
  const { stopToken } = aContact({ as: 'lead' });
  const deps = beforeFirst(world, 'advanceDue', () => stopMail(world.stores, { token: stopToken, now }));
  await runTick(deps, now);
  await world.tick('2021-10-04T10:15:00Z');
  const told = world.sent.filter(({ milestones }) => milestones.some(({ step }) => step.startsWith('stopped-')));
  expect(told.map(({ to, at }) => [to, at])).toEqual([['poc@example.org', '2021-10-04T10:15:00Z']]);
  expect((await world.stores.record.due(plan))?.nextDueAt).toBeNull();
});
