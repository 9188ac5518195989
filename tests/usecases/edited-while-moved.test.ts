import { expect, test } from 'vitest';
import { defaultReminderPolicy } from '../../shared/domain/plan.ts';
import type { RecordStore } from '../../shared/ports.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { correctEntry } from '../../shared/usecases/correct-entry.ts';
import { editPlan } from '../../shared/usecases/edit-plan.ts';
import { reviseDeadline } from '../../shared/usecases/revise-deadline.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { stopMail } from '../../shared/usecases/stop-mail.ts';
import { withdrawMilestone } from '../../shared/usecases/withdraw-milestone.ts';
import { aContact, aDate, anActor } from '../builders.ts';
import { aWorld, c, instant, plan } from './reminder-world.ts';

const now = instant('2021-10-04T10:00:00Z');
const actor = anActor('poc');

type World = Awaited<ReturnType<typeof aWorld>>;

/** The same stores, in which something else happens right before the first call of one of these. */
function beforeFirst(world: World, name: 'putDue' | 'appendToCommitment' | 'appendToPlan', happening: () => Promise<unknown>) {
  let isFirst = true;
  const before = async (): Promise<void> => {
    if (!isFirst) return;
    isFirst = false;
    await happening();
  };
  const { record } = world.stores;
  const calls: Pick<RecordStore, 'putDue' | 'appendToCommitment' | 'appendToPlan'> = {
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
  let isFirst = true;
  const advanceDue: RecordStore['advanceDue'] = async (from, next) => {
    if (isFirst) {
      isFirst = false;
      const change = { field: 'word' as const, milestoneId: c };
      const undo = { commitmentId: `${plan}/28`, corrects: entry, change, reason: 'Erreur', actor: lead };
      expect(await correctEntry(world.deps, { ...undo, now: instant('2021-12-24T08:15:00Z') })).toMatchObject({ ok: true });
    }
    return world.stores.record.advanceDue(from, next);
  };
  await runTick({ ...world.deps, record: { ...world.deps.record, advanceDue } }, instant('2021-12-24T08:15:00Z'));
  await world.run('2021-12-24T08:15:01Z', '2021-12-30T12:00:00Z');
  expect(world.sent.flatMap(({ milestones }) => milestones.filter(({ id }) => id === c).map(({ step }) => step))).toContain('-1');
});
