import { describe, expect, test } from 'vitest';
import { deadlineOf } from '../../shared/domain/commitment.ts';
import { nextDueAt } from '../../shared/domain/reminder-policy.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { aCommitment, aDeclared, anActor, andThen, writesOf } from '../builders.ts';
import { aWorld, instant, plan } from './reminder-world.ts';

const importedAt = '2021-10-20T06:00:00Z';
const on = '2021-10-20T07:00:00Z';
const lead = 'lead@example.org';

/** A plan whose lead answers for thirty commitments of four milestones each, all of them due at the end of October. */
async function aCity() {
  const world = await aWorld({ importedAt, mailOnSince: on });
  const state = (await world.stores.record.plan(plan))?.state;
  if (state === undefined) throw new Error('no plan');
  const all: CommitmentRecord[] = [];
  for (let number = 101; number <= 130; number += 1) {
    const milestones = Array.from({ length: 4 }, () => ({ due: 'Octobre 2021' }));
    const one = aCommitment({ number: String(number), at: importedAt, milestones });
    for (const write of writesOf(one)) await world.stores.record.appendToCommitment(write);
    const items = one.commitment.milestones.map((milestone) => ({
      subjectId: milestone.id,
      nextDueAt: nextDueAt(state, milestone, instant(on)),
      deadlineVersion: deadlineOf(milestone).seq,
    }));
    await world.stores.record.putDue(items);
    all.push(one);
  }
  const complete = async (one: CommitmentRecord, at: string) => {
    let record = one;
    for (const { id } of one.commitment.milestones) {
      record = andThen(record, aDeclared(id, { status: 'complete' }), { at, actor: anActor('lead'), texts: [] });
      const last = writesOf(record).at(-1);
      if (last === undefined) throw new Error('nothing was said');
      expect((await world.stores.record.appendToCommitment({ ...last, due: [] })).ok).toBe(true);
    }
  };
  const steps = (at: string) =>
    world.sent.filter((one) => one.at === at && one.to === lead).map(({ milestones }) => milestones.map(({ step }) => step));
  const asked = async () => {
    const ids = all.map(({ commitment: { state: own } }) => own.id);
    return (await Promise.all(ids.map((id) => world.stores.record.asks(id)))).flat();
  };
  return { world, all, complete, steps, asked };
}

const eve = '2021-10-29T07:00:00Z';

describe('a lead of more milestones than one claim has room for', () => {
  test('is told of all of them the working day before their deadline, in one mail, and each is shown as asked', async () => {
    const { world, steps, asked } = await aCity();
    await world.run(on, '2021-10-29T12:00:00Z');
    expect(steps(eve)).toHaveLength(1);
    // With that of commitment 28.
    expect(steps(eve)[0]?.filter((step) => step === '-1')).toHaveLength(121);
    expect((await asked()).filter(({ step }) => step === '-1')).toHaveLength(120);
    const { findings } = await auditPlans(world.stores, { planId: null, isFull: false }, instant('2021-10-29T12:00:00Z'));
    expect(findings.filter(({ kind }) => kind !== 'tick-missing')).toEqual([]);
  });

  test('is told of what is left where most of it was answered before the mail left', async () => {
    const { world, all, complete, asked } = await aCity();
    await world.run(on, '2021-10-29T06:59:00Z');
    await runTick(world.deps, instant(eve));
    for (const one of all.slice(0, 28)) await complete(one, '2021-10-29T07:01:00Z');
    const { failed } = await world.drain(instant('2021-10-29T07:02:00Z'));
    expect(failed).toEqual([]);
    expect((await asked()).filter(({ step }) => step === '-1')).toHaveLength(8);
    const { findings } = await auditPlans(world.stores, { planId: null, isFull: false }, instant('2021-10-29T12:00:00Z'));
    expect(findings.filter(({ kind }) => kind !== 'tick-missing')).toEqual([]);
  });

  test('hears of all of them the next day where nobody took the mail of one', async () => {
    const { world } = await aCity();
    await world.run(on, '2021-10-22T06:59:00Z');
    for (let at = instant('2021-10-22T07:00:00Z'); at.toString() < '2021-10-22T20:00:00Z'; at = at.add({ hours: 1 })) {
      await runTick(world.deps, at);
      world.jobs.splice(0);
    }
    await world.run('2021-10-25T06:00:00Z', '2021-10-25T12:00:00Z');
    const told = world.sent.filter((one) => one.at >= '2021-10-25' && one.to === lead).flatMap(({ milestones }) => milestones);
    expect(new Set(told.map(({ id }) => id)).size).toBe(121);
    const { findings } = await auditPlans(world.stores, { planId: null, isFull: false }, instant('2021-10-25T12:00:00Z'));
    expect(findings.filter(({ kind }) => kind !== 'tick-missing')).toEqual([]);
  });
});
