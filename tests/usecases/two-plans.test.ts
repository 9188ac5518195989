import { expect, test } from 'vitest';
import type { Contact } from '../../shared/domain/contact.ts';
import { defaultReminderPolicy, type PlanSettings } from '../../shared/domain/plan.ts';
import { nextDueAt } from '../../shared/domain/reminder-policy.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { putAsks } from '../../shared/usecases/put-asks.ts';
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
  const late = { ...defaultReminderPolicy, plannedHour: 14 };
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
