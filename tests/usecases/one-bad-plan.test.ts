import { expect, it } from 'vitest';
import { readable, UnreadableError } from '../../shared/domain/unreadable.ts';
import type { RecordStore } from '../../shared/ports.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { aDeclared } from '../builders.ts';
import { aWorld, b, instant } from './reminder-world.ts';

const bad = 'de-2021-2023';

/** A record that holds one more plan, written by a newer program, about which something is due. */
async function withBadPlan(fault: Error = new UnreadableError(bad)) {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:59Z');
  await world.stores.record.putDue([{ subjectId: bad, nextDueAt: '2021-09-30T07:00:00Z', deadlineVersion: 1 }]);
  const plan: RecordStore['plan'] = async (id) => {
    if (id === bad) throw fault;
    return world.stores.record.plan(id);
  };
  const planIds: RecordStore['planIds'] = async () => [...(await world.stores.record.planIds()), bad];
  return { world, record: { ...world.deps.record, plan, planIds } };
}

it('F15: with one plan unreadable the others are planned, queued and sent, and the tick names that plan', async () => {
  const { world, record } = await withBadPlan();
  const before = world.mails.length;
  const account = await runTick({ ...world.deps, record }, instant('2021-10-01T07:00:00Z'));
  await world.drain(instant('2021-10-01T07:00:00Z'));
  expect(world.mails.length).toBeGreaterThan(before);
  expect(account.failed).toEqual([{ id: bad, reason: 'unreadable' }]);
});

it('F15: with one plan unreadable the others are audited, and the audit names that plan', async () => {
  const { world, record } = await withBadPlan();
  const audit = await auditPlans({ ...world.stores, record }, { planId: null, isFull: false }, instant('2021-10-01T06:30:00Z'));
  expect(audit.plans.map(({ planId }) => planId)).toEqual(['fr-2021-2023']);
  expect(audit.findings).toContainEqual({ kind: 'unreadable', planId: bad });
});

it('F15: a plan whose reading failed in a way that may pass is not audited, and not taken for an unreadable one', async () => {
  const { world, record } = await withBadPlan(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));
  const audit = await auditPlans({ ...world.stores, record }, { planId: null, isFull: false }, instant('2021-10-01T06:30:00Z'));
  expect(audit.plans.map(({ planId }) => planId)).toEqual(['fr-2021-2023']);
  const kinds = audit.findings.filter((one) => 'planId' in one && one.planId === bad);
  expect(kinds).toEqual([{ kind: 'not-audited', planId: bad, error: 'ThrottlingException' }]);
});

it('a step whose tick failed and that was answered before the next one is not reported as lost', async () => {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-22T06:59:59Z');
  const broken = {
    ...world.deps.ledger,
    saveDigest: async () => {
      throw new Error('throttled');
    },
  };
  const slot = '2021-10-22T07:00:00Z';
  const account = await runTick({ ...world.deps, ledger: broken }, instant(slot));
  expect(account.failed).toHaveLength(1);
  expect((await world.stores.ledger.run(slot))?.finishedAt).toBeNull();
  await world.say(b, aDeclared(b, { status: 'complete' }), '2021-10-22T07:10:00Z');
  await world.tick('2021-10-22T07:15:00Z');
  const { findings } = await auditPlans(world.stores, { planId: null, isFull: false }, instant('2021-10-22T10:00:00Z'));
  expect(findings.filter(({ kind }) => kind === 'lost')).toEqual([]);
});

it('F15: with due items of one plan that cannot be moved on, those of the others are, and the tick names that plan', async () => {
  const world = await aWorld();
  const slot = '2021-10-01T07:00:00Z';
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:59Z');
  await world.stores.record.putDue([{ subjectId: bad, nextDueAt: '2021-09-30T07:00:00Z', deadlineVersion: 1 }]);
  const advanceDue: RecordStore['advanceDue'] = async (moves, planSeq) => {
    if (moves.some(({ from }) => from.subjectId === bad)) throw new Error('throttled');
    return world.stores.record.advanceDue(moves, planSeq);
  };
  const account = await runTick({ ...world.deps, record: { ...world.deps.record, advanceDue } }, instant(slot));
  expect(account.failed).toEqual([{ id: bad, reason: 'error' }]);
  // All of it was planned: the next tick need not look at everybody's mail again.
  expect((await world.stores.ledger.run(slot))?.finishedAt).toBe(slot);
  const due: string[] = [];
  for await (const { subjectId } of readable(world.stores.record.dueSubjects(slot))) due.push(subjectId);
  expect(due).toEqual([bad]);
});

it('a subject the index shows twice, where it was and where it is, is planned once and moves on', async () => {
  const world = await aWorld();
  const slot = '2021-10-01T07:00:00Z';
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:59Z');
  const dueSubjects: RecordStore['dueSubjects'] = async function* (until) {
    for await (const one of world.stores.record.dueSubjects(until)) {
      yield { ...one, nextDueAt: '2021-09-30T07:00:00Z' };
      yield one;
    }
  };
  const account = await runTick({ ...world.deps, record: { ...world.deps.record, dueSubjects } }, instant(slot));
  expect([account.failed, account.skipped.filter(({ reason }) => reason === 'changing')]).toEqual([[], []]);
  for await (const { subjectId } of readable(world.stores.record.dueSubjects(slot))) expect(subjectId).toBe('moved on');
  expect(world.jobs).toHaveLength(1);
});
