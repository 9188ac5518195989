import { expect, test } from 'vitest';
import { holdersOf } from '../../shared/domain/contact.ts';
import { addContact } from '../../shared/usecases/add-contact.ts';
import { editContact } from '../../shared/usecases/edit-contact.ts';
import { editPlan } from '../../shared/usecases/edit-plan.ts';
import { setMailbox } from '../../shared/usecases/set-mailbox.ts';
import { switchMailOff, switchMailOn } from '../../shared/usecases/switch-mail.ts';
import { confirmAsSeen, reassignAsSeen } from './as-seen.ts';
import { aDraft, aDraftCommitment, admin, at, aWorld, type World } from './world.ts';

const planId = 'fr-2021-2023';
const now = at('2021-09-16T08:00:00Z');
const person = { phone: null, function: 'référente', organisation: 'Direction des exemples', language: 'fr' as const };
const envelope = { planId, actor: admin, now };

function add(world: World, email: string, role: 'lead' | 'deputy' | 'poc', commitments: string[] | null = null) {
  return addContact(world, { ...person, planId, now, name: 'Camille Exemple', email, role, commitments });
}

test('a person known by another plan’s role keeps one contact and gains the role, once', async () => {
  const world = await aWorld();
  const first = await add(world, 'Lead@Example.org', 'deputy');
  expect(first).toMatchObject({ ok: true, isNew: false });
  await add(world, 'lead@example.org', 'deputy');
  const { contacts, assignments } = await world.people.peopleOf(planId);
  expect(contacts).toHaveLength(1);
  expect(assignments.map(({ role }) => role).sort()).toEqual(['deputy', 'lead']);
});

test('a malformed address or an unknown commitment is refused with its field', async () => {
  const world = await aWorld();
  expect(await add(world, 'not an address', 'lead', ['99'])).toMatchObject({
    ok: false,
    problems: [
      { field: 'email', code: 'malformed' },
      { field: 'commitments', code: 'unknown', detail: '99' },
    ],
  });
});

test('each role of one person is confirmed and told on its own: a lead of one commitment is no lead of the plan', async () => {
  const world = await aWorld();
  const lead = await add(world, 'both@example.org', 'lead', ['28']);
  await add(world, 'both@example.org', 'poc', null);
  expect(await confirmAsSeen(world, { ...envelope, email: 'both@example.org' })).toMatchObject({ ok: true });
  const told = ((await world.record.plan(planId))?.log ?? []).flatMap((one) =>
    one.type === 'contact-confirmed' ? [one.data] : [],
  );
  expect(told).toMatchObject([
    { role: 'lead', commitments: ['28'] },
    { role: 'poc', commitments: null },
  ]);
  const held = await world.people.assignmentsOf(lead.ok ? lead.contact.id : '');
  expect(held.map(({ confirmedAt }) => confirmedAt === null)).toEqual([false, false]);
});

test('a confirmation is told in public by role, and not by name or address', async () => {
  const world = await aWorld();
  expect(await confirmAsSeen(world, { ...envelope, email: 'lead@example.org' })).toMatchObject({ ok: true });
  const plan = await world.record.plan(planId);
  expect(plan?.log.at(-1)).toMatchObject({ type: 'contact-confirmed', data: { role: 'lead' } });
  expect(JSON.stringify(plan?.log)).not.toMatch(/@|Camille/);
  expect(await confirmAsSeen(world, { ...envelope, email: 'lead@example.org' })).toMatchObject({
    problems: [{ code: 'unchanged' }],
  });
  expect(await confirmAsSeen(world, { ...envelope, email: 'nobody@example.org' })).toMatchObject({ reason: 'unknown-contact' });
});

test('H10: a successor answers from now on, the predecessor until now, and other commitments stay where they were', async () => {
  const world = await aWorld([aDraft([aDraftCommitment(), aDraftCommitment({ number: '29', contacts: [] })])]);
  await add(world, 'first@example.org', 'lead', ['28', '29']);
  await add(world, 'second@example.org', 'deputy');
  const later = at('2021-10-05T08:00:00Z');
  const command = { ...envelope, now: later, role: 'lead' as const, commitments: ['28'], email: 'second@example.org' };
  expect(await reassignAsSeen(world, command)).toMatchObject({ ok: true });
  const people = await world.people.peopleOf(planId);
  const emailOf = (id: string) => people.contacts.find((one) => one.id === id)?.email;
  const holders = (number: string, when: string) =>
    holdersOf(people, planId, number, 'lead', when).map((one) => [emailOf(one.contactId), one.since]);
  expect(holders('28', '2021-10-05T08:00:00Z')).toEqual([['second@example.org', '2021-10-05T08:00:00Z']]);
  expect(holders('29', '2021-10-05T08:00:00Z')).toEqual([['first@example.org', '2021-09-16T08:00:00Z']]);
  const log = (await world.record.commitment(`${planId}/28`))?.log.at(-1);
  expect(log).toMatchObject({ type: 'reassigned', data: { role: 'lead' }, at: '2021-10-05T08:00:00Z' });
});

test('a crash while commitments change hands leaves somebody who answers, and doing it again ends as if it had not happened', async () => {
  const sheets = ['28', '29'].map((number) => aDraftCommitment({ number, contacts: [] }));
  for (let writes = 0; writes < 2; writes += 1) {
    const world = await aWorld([aDraft(sheets)]);
    await add(world, 'first@example.org', 'lead', ['28', '29']);
    await add(world, 'second@example.org', 'deputy');
    const command = { ...envelope, role: 'lead' as const, commitments: ['28'], email: 'second@example.org' };
    let left = writes;
    const changeAssignments: typeof world.people.changeAssignments = (change) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('the process was killed')) : world.people.changeAssignments(change);
    };
    const endSessionsOf = () => Promise.reject(new Error('the process was killed'));
    const holders = async (number: string, when: string) => {
      const people = await world.people.peopleOf(planId);
      return holdersOf(people, planId, number, 'lead', when).map(
        ({ contactId }) => people.contacts.find(({ id }) => id === contactId)?.email,
      );
    };
    await reassignAsSeen({ ...world, people: { ...world.people, changeAssignments, endSessionsOf } }, command).catch(() => null);
    for (const number of ['28', '29']) expect(await holders(number, '2021-09-16T08:00:00Z')).not.toEqual([]);
    await reassignAsSeen(world, { ...command, now: at('2021-09-16T08:00:01Z') });
    expect(await holders('28', '2021-09-16T08:00:01Z')).toEqual(['second@example.org']);
    expect(await holders('29', '2021-09-16T08:00:01Z')).toEqual(['first@example.org']);
    const { assignments } = await world.people.peopleOf(planId);
    expect(assignments.filter(({ commitments }) => commitments?.length === 0)).toEqual([]);
  }
});

test('who hands everything over keeps nothing, not even a role for no commitment', async () => {
  const world = await aWorld();
  await add(world, 'second@example.org', 'deputy');
  expect(
    await reassignAsSeen(world, { ...envelope, role: 'lead', commitments: ['28'], email: 'second@example.org' }),
  ).toMatchObject({
    ok: true,
  });
  const { assignments } = await world.people.peopleOf(planId);
  expect(
    assignments.filter(({ role }) => role === 'lead').map(({ commitments, until }) => [commitments, until === null]),
  ).toEqual(
    expect.arrayContaining([
      [['28'], false],
      [['28'], true],
    ]),
  );
  expect(assignments.filter(({ role }) => role === 'lead')).toHaveLength(2);
});

async function aReadyWorld(): Promise<World> {
  const world = await aWorld();
  await add(world, 'poc@example.org', 'poc');
  for (const email of ['lead@example.org', 'poc@example.org']) await confirmAsSeen(world, { ...envelope, email });
  await setMailbox(world, { planId, address: 'ogp@example.org' });
  return world;
}

test('mail stays off until every commitment has a confirmed lead, the plan a point of contact and a mailbox', async () => {
  const world = await aWorld();
  expect(await switchMailOn(world, envelope)).toEqual({
    ok: false,
    reason: 'not-ready',
    problems: [
      { field: 'lead.28', code: 'required' },
      { field: 'poc', code: 'required' },
      { field: 'mailbox', code: 'required' },
    ],
  });
  expect((await world.record.plan(planId))?.state.mailOnSince).toBeNull();
});

test('switching mail on counts from that moment, and makes due at once only what is already past', async () => {
  const world = await aReadyWorld();
  const november = { ...envelope, now: at('2021-11-10T09:00:00Z') };
  expect(await switchMailOn(world, november)).toMatchObject({ ok: true });
  expect((await world.record.plan(planId))?.state.mailOnSince).toBe('2021-11-10T09:00:00Z');
  // Due since it was past: no later than now.
  expect((await world.record.due(`${planId}/28/m1`))?.nextDueAt).toBe('2021-09-30T22:00:00Z');
  expect((await world.record.due(`${planId}/28/m2`))?.nextDueAt).toBe('2021-11-30T23:00:00Z');
  expect(await switchMailOn(world, november)).toMatchObject({ problems: [{ field: 'mail', code: 'unchanged' }] });
  expect(await switchMailOff(world, november)).toMatchObject({ ok: true });
  expect((await world.record.plan(planId))?.state.mailOnSince).toBeNull();
});

test('the mail of a plan that is over cannot be switched on', async () => {
  const world = await aReadyWorld();
  expect(await switchMailOn(world, { ...envelope, now: at('2024-01-01T08:00:00Z') })).toMatchObject({ reason: 'closed' });
});

test('another reminder policy moves the due items of the whole plan', async () => {
  const world = await aWorld();
  const due = async () => (await world.record.due(`${planId}/28/m2`))?.nextDueAt;
  expect(await due()).toBe('2021-11-30T23:00:00Z');
  const plan = await world.record.plan(planId);
  if (plan === null) throw new Error('a plan expected');
  const reminderPolicy = { ...plan.state.settings.reminderPolicy, daysBefore: [90] };
  expect(await editPlan(world, { ...envelope, changes: { reminderPolicy }, reason: null })).toMatchObject({ ok: true });
  expect(await due()).toBe('2021-10-01T07:00:00Z');
});

test('a title or a reason with an address never enters the log of a plan', async () => {
  const world = await aWorld();
  const changes = { titles: { fr: 'Plan (écrire à ogp@example.org)' } };
  expect(await editPlan(world, { ...envelope, changes, reason: null })).toMatchObject({ problems: [{ code: 'personal-data' }] });
  expect(
    await editPlan(world, { ...envelope, changes: { announcedCommitments: 59 }, reason: 'voir ogp@example.org' }),
  ).toMatchObject({
    problems: [{ field: 'reason', code: 'personal-data' }],
  });
});

test('a stop is lifted and a pause is set only on the contact it is meant for, and told nobody', async () => {
  const world = await aWorld();
  const changes = { pausedUntil: '2021-10-01T08:00:00Z' };
  const paused = await editContact(world, { ...envelope, email: 'lead@example.org', changes });
  expect(paused).toMatchObject({ ok: true, contact: { pausedUntil: '2021-10-01T08:00:00Z', version: 2 } });
  expect((await world.record.plan(planId))?.log).toHaveLength(1);
  expect(await editContact(world, { ...envelope, email: 'lead@example.org', changes })).toMatchObject({
    problems: [{ code: 'unchanged' }],
  });
  expect(await editContact(world, { ...envelope, email: 'nobody@example.org', changes })).toMatchObject({
    reason: 'unknown-contact',
  });
});
