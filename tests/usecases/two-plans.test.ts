import { expect, test } from 'vitest';
import type { Contact } from '../../shared/domain/contact.ts';
import { defaultReminderPolicy, type PlanSettings } from '../../shared/domain/plan.ts';
import { nextDueAt } from '../../shared/domain/reminder-policy.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { putAsks } from '../../shared/usecases/put-asks.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { sendDigest } from '../../shared/usecases/send-digest.ts';
import { aCommitment, aDigest, anAssignment, aPersonId, aPlan, aReminder, planWritesOf, writesOf } from '../builders.ts';
import { aWorld, instant, plan } from './reminder-world.ts';

const other = 'autre-2021-2023';
const mailOnSince = '2021-09-15T07:00:00Z';
const lead = 'lead@example.org';

type World = Awaited<ReturnType<typeof aWorld>>;

/** A second plan with one milestone due at the end of October, as #28's first is, and the same lead. */
async function andAnotherPlan(settings: Partial<PlanSettings>, reminders?: Contact['reminders']): Promise<World> {
  const world = await aWorld(reminders === undefined ? {} : { people: { lead: { reminders } } });
  const { record, people } = world.stores;
  const second = aPlan({ id: other, at: '2021-09-15T06:00:00Z', mailOnSince, ...settings });
  for (const write of planWritesOf(second)) await record.appendToPlan(write);
  await people.setMailbox(other, 'autre@example.org');
  const commitment = aCommitment({ plan: other, number: '1', at: '2021-09-15T06:00:00Z', milestones: [{ due: 'Octobre 2021' }] });
  for (const write of writesOf(commitment)) await record.appendToCommitment(write);
  for (const milestone of commitment.commitment.milestones) {
    await record.putDue([
      { subjectId: milestone.id, nextDueAt: nextDueAt(second.state, milestone, instant(mailOnSince)), deadlineVersion: 1 },
    ]);
  }
  const held = {
    as: 'second',
    contactId: aPersonId('lead'),
    planId: other,
    role: 'lead',
    since: '2021-09-15T06:00:00Z',
  } as const;
  await people.addAssignment(anAssignment(held));
  return world;
}

/** Mails to the lead that speak of October's deadlines: when, and the plans with their steps. */
async function octoberMails(world: World): Promise<string[]> {
  await world.run(mailOnSince, '2021-11-05T22:00:00Z');
  return world.sent
    .filter(({ to, at }) => to === lead && at > '2021-10-20' && at < '2021-11-01')
    .map(({ at, milestones }) =>
      [
        at,
        ...milestones.map(({ id, step }) => `${id === `${other}/1/m1` ? 'other' : id.replace(`${plan}/`, '')} ${step}`).sort(),
      ].join(' '),
    );
}

const findings = async ({ stores }: World) => {
  const found = (await auditPlans(stores, { planId: null, isFull: false }, instant('2021-11-05T22:00:00Z'))).findings;
  return found.filter(({ kind }) => kind !== 'tick-missing' && kind !== 'plan-unreached');
};

test('a person in two plans with different hours gets both plans’ −1 before the deadlines, in one mail', async () => {
  const world = await andAnotherPlan({ reminderPolicy: { ...defaultReminderPolicy, plannedHour: 14 } });
  expect(await octoberMails(world)).toEqual(['2021-10-22T12:00:00Z 28/m1 -7 other -7', '2021-10-29T12:00:00Z 28/m1 -1 other -1']);
  expect(await findings(world)).toEqual([]);
});

test('and in two zones, at the hours they share', async () => {
  const world = await andAnotherPlan({ zone: 'America/Sao_Paulo', country: 'BR' });
  expect(await octoberMails(world)).toEqual(['2021-10-22T12:00:00Z 28/m1 -7 other -7', '2021-10-29T12:00:00Z 28/m1 -1 other -1']);
  expect(await findings(world)).toEqual([]);
});

test('where the plans share no hours nothing waits, and nobody is mailed at night in the plan that comes first', async () => {
  const world = await andAnotherPlan({ zone: 'Pacific/Kiritimati', country: 'KI' });
  // The day's digest has left when the second plan comes by: its −7 goes a working day later, and its −1 is too late.
  expect(await octoberMails(world)).toEqual([
    '2021-10-21T19:00:00Z other -7',
    '2021-10-25T07:00:00Z 28/m1 -7',
    '2021-10-28T19:00:00Z other -1',
    '2021-10-31T19:00:00Z other +1wd',
  ]);
  expect(await findings(world)).toEqual([]);
});

test('a plan that mails nobody any more has no say in the hours', async () => {
  const closed = await andAnotherPlan({ reminderPolicy: late, closesOn: '2021-10-01' });
  expect(await octoberMails(closed)).toEqual(['2021-10-22T07:00:00Z 28/m1 -7', '2021-10-29T07:00:00Z 28/m1 -1']);
});

test('each plan’s page has the day of its own zone as that on which the ministry was asked', async () => {
  const { stores } = await andAnotherPlan({ zone: 'Pacific/Auckland', country: 'NZ' });
  const at = '2021-10-21T12:00:00Z';
  const reminders = [plan, other].map((planId) =>
    aReminder({ planId, subjectId: `${planId}/${planId === plan ? '28' : '1'}/m1`, step: '-7', plannedAt: at }),
  );
  const digest = aDigest({
    ...{ state: 'sent', attempt: 1, claimedAt: at, acceptedOn: '2021-10-21', rids: reminders.map(({ rid }) => rid) },
    claims: [{ at, on: '2021-10-21', told: 'accepted' }],
  });
  await stores.ledger.saveDigest(
    digest,
    reminders.map((one) => ({ ...one, did: digest.did })),
  );
  await putAsks(stores, digest);
  const days = await Promise.all(
    [`${plan}/28`, `${other}/1`].map(async (id) => (await stores.record.asks(id)).map(({ on }) => on)),
  );
  expect(days).toEqual([['2021-10-21'], ['2021-10-22']]);
});

const late = { ...defaultReminderPolicy, plannedHour: 14 };
const throttled = Object.assign(new Error('throttled'), { name: 'ProvisionedThroughputExceededException' });

test('one throttled read of the other plan costs a tick, and not its −1: both leave in the one mail of the day', async () => {
  const world = await andAnotherPlan({ reminderPolicy: late });
  await world.run(mailOnSince, '2021-10-29T06:59:00Z');
  const { record } = world.deps;
  let isThrottled = true;
  const once = async (id: string) => {
    if (id !== other || !isThrottled) return record.plan(id);
    isThrottled = false;
    throw throttled;
  };
  const { failed } = await runTick({ ...world.deps, record: { ...record, plan: once } }, instant('2021-10-29T07:00:00Z'));
  expect([isThrottled, failed]).toEqual([false, [{ id: aPersonId('lead'), reason: 'error' }]]);
  await world.drain(instant('2021-10-29T07:00:05Z'));
  await world.run('2021-10-29T07:15:00Z', '2021-10-29T16:00:00Z');
  expect(world.sent.filter(({ at }) => at > '2021-10-29').map(({ at, milestones }) => [at, milestones.length])).toEqual([
    ['2021-10-29T12:00:00Z', 2],
  ]);
});

test('a plan without a mailbox leaves its own line to another day, and the other plan’s −1 is told in time', async () => {
  const world = await andAnotherPlan({});
  await world.run(mailOnSince, '2021-10-29T06:59:00Z');
  await runTick(world.deps, instant('2021-10-29T07:00:00Z'));
  const people = { ...world.deps.people, mailbox: async (id: string) => (id === other ? null : 'contact@example.org') };
  const [did = ''] = world.jobs.map((job) => job.did);
  const { failed } = await sendDigest({ ...world.deps, people }, { did }, instant('2021-10-29T07:00:05Z'));
  const [told] = world.sent.slice(-1);
  expect(told?.milestones).toEqual([{ id: `${plan}/28/m1`, step: '-1' }]);
  // The line is named, by its reminder.
  expect(failed).toHaveLength(1);
  expect(failed[0]).toMatchObject({ reason: 'no-mailbox' });
  expect((await world.stores.ledger.digest(did))?.rids).not.toContain(failed[0]?.id);
  expect((await world.stores.ledger.reminders([failed[0]?.id ?? ''])).get(failed[0]?.id ?? '')).toMatchObject({ planId: other });
  await world.run('2021-10-29T07:15:00Z', '2021-11-02T22:00:00Z');
  expect(world.sent.flatMap(({ milestones }) => milestones.map(({ id, step }) => `${id} ${step}`))).toContain(
    `${other}/1/m1 +1wd`,
  );
});

test('what cannot be told today goes on to a day at the hours that all plans of its reader share', async () => {
  const world = await andAnotherPlan({ reminderPolicy: late });
  await world.run(mailOnSince, '2021-10-29T06:59:00Z');
  await runTick(world.deps, instant('2021-10-29T07:00:00Z'));
  await runTick(world.deps, instant('2021-10-29T12:00:00Z'));
  const people = { ...world.deps.people, mailbox: async (id: string) => (id === other ? null : 'contact@example.org') };
  const [did = ''] = world.jobs.map((job) => job.did);
  const { failed } = await sendDigest({ ...world.deps, people }, { did }, instant('2021-10-29T12:00:05Z'));
  const moved = (await world.stores.ledger.reminders([failed[0]?.id ?? ''])).get(failed[0]?.id ?? '');
  expect(await world.stores.ledger.digest(moved?.did ?? '')).toMatchObject({
    localDate: '2021-11-02',
    notBefore: '2021-11-02T13:00:00Z',
  });
});

test('a repeat of two plans is put into the queue only when it may leave, at the hours they share', async () => {
  const world = await andAnotherPlan({ zone: 'America/Sao_Paulo', country: 'BR' });
  await world.run(mailOnSince, '2021-10-22T11:59:00Z');
  world.answer(() => ({ kind: 'ambiguous', reason: 'timeout' }));
  await world.tick('2021-10-22T12:00:00Z');
  await world.stores.ledger.moveFeed('2021-10-22T12:30:00Z');
  const queued: string[] = [];
  // In the evening of a Friday the one has closed and the other is open.
  for (let at = instant('2021-10-22T16:30:00Z'); at.toString() < '2021-10-25T12:00'; at = at.add({ minutes: 15 })) {
    await runTick({ ...world.deps, digests: { put: async (some) => void queued.push(...some.map(() => at.toString())) } }, at);
  }
  expect(queued[0]).toBe('2021-10-25T11:00:00Z');
});
