import { describe, expect, test } from 'vitest';
import type { Actor } from '../../shared/domain/plan.ts';
import { addContact } from '../../shared/usecases/add-contact.ts';
import { createPlan } from '../../shared/usecases/create-plan.ts';
import { editContact } from '../../shared/usecases/edit-contact.ts';
import { exportPlan } from '../../shared/usecases/export-plan.ts';
import { readPeople } from '../../shared/usecases/read-people.ts';
import { aContact, anAssignment, aPersonId, aSession, planSettingsOf } from '../builders.ts';
import { confirmAsSeen, endAsSeen } from './as-seen.ts';
import { aDraft, aDraftCommitment, admin, at, aWorld, type World } from './world.ts';

const here = 'fr-2021-2023';
const elsewhere = 'xx-2024';
const now = at('2021-10-20T08:00:00Z');
const poc: Actor = { role: 'poc', id: aPersonId('poc') };
const stranger: Actor = { role: 'poc', id: aPersonId('stranger') };
const chief: Actor = { role: 'admin', id: aPersonId('chief') };
const person = { ...aContact({ as: 'lead', phone: '01 98 76 54 32', organisationNumber: '13002526500013' }) };
const suppressed = { reason: 'complained', at: '2021-10-05T08:00:00Z' } as const;

/** A lead vouched for here, whom the point of contact of another plan adds by address, and vouches for there. */
async function aTakenWorld(): Promise<World> {
  const world = await aWorld([aDraft([aDraftCommitment({ contacts: [] })])]);
  await createPlan(world, { settings: planSettingsOf({ id: elsewhere }), actor: admin, now });
  for (const as of ['poc', 'stranger', 'chief']) await world.people.addContact(aContact({ as }));
  await world.people.addContact({ ...person, suppressed });
  await world.people.addAssignment(anAssignment({ as: 'poc', role: 'poc' }));
  await world.people.addAssignment(anAssignment({ as: 'lead', commitments: ['28'] }));
  await world.people.addAssignment(anAssignment({ as: 'stranger', role: 'poc', planId: elsewhere }));
  await world.people.addAssignment(anAssignment({ as: 'chief', role: 'admin', planId: elsewhere }));
  const { name, email, language } = person;
  const given = { name, email, language, phone: null, function: null, organisation: null };
  const added = { ...given, planId: elsewhere, role: 'reviewer', commitments: null, now, actor: stranger } as const;
  expect(await addContact(world, added)).toMatchObject({ ok: true, isNew: false });
  expect(await confirmAsSeen(world, { planId: elsewhere, actor: stranger, now, email })).toMatchObject({ ok: true });
  return world;
}

describe('whoever adds a known address gains no power over the person', () => {
  test.each([
    ['their address', { email: 'taken-over@example.org' }],
    ['their number', { organisationNumber: null }],
    ['what they were stopped for', { suppressed: null }],
    ['their language', { language: 'en' as const }],
    ['what is so already, so that nobody learns that it is', { organisationNumber: person.organisationNumber }],
  ])('the other plan’s point of contact changes nothing: %s', async (_, changes) => {
    const world = await aTakenWorld();
    const command = { planId: elsewhere, contactId: person.id, changes, now };
    expect(await editContact(world, { ...command, actor: stranger })).toMatchObject({
      ok: false,
      problems: [{ field: 'plan', code: 'not-expected', detail: 'other-plan' }],
    });
    expect(await world.people.contact(person.id)).toEqual({ ...person, suppressed });
  });

  test('their own plan’s point of contact goes on editing them, and an administrator may from either plan', async () => {
    const world = await aTakenWorld();
    const change = (actor: Actor, planId: string, email: string) =>
      editContact(world, { planId, contactId: person.id, changes: { email, suppressed: null }, actor, now });
    expect(await change(poc, here, 'new@example.org')).toMatchObject({ ok: true, contact: { suppressed: null } });
    expect(await change(chief, elsewhere, 'newer@example.org')).toMatchObject({ ok: true });
    expect(await change(chief, here, 'newest@example.org')).toMatchObject({ ok: true });
  });

  test('what the other plan is told of them is the name, the function and the address', async () => {
    const world = await aTakenWorld();
    const told = JSON.stringify(await exportPlan(world, { planId: elsewhere, now }));
    expect(told).toContain(person.email);
    expect(told).not.toMatch(/98 76 54|13002526500013/);
    expect(JSON.stringify(await exportPlan(world, { planId: here, now }))).toMatch(
      /98 76 54.*13002526500013|13002526500013.*98 76 54/,
    );
    const guestIn = async (planId: string) =>
      (await readPeople(world, planId, now)).groups.flatMap(({ held }) => held).find(({ contact }) => contact.id === person.id);
    expect([(await guestIn(here))?.isGuest, (await guestIn(elsewhere))?.isGuest]).toEqual([false, true]);
  });

  test('ending a role that nobody vouched for signs nobody out; ending one that somebody did, everywhere', async () => {
    const world = await aTakenWorld();
    await world.people.putSession(aSession({ contactId: person.id }));
    await world.people.addAssignment(
      anAssignment({ id: 'a-added00000000000', as: 'lead', role: 'deputy', planId: elsewhere, confirmedAt: null }),
    );
    const end = (role: 'deputy' | 'reviewer') =>
      endAsSeen(world, { planId: elsewhere, contactId: person.id, role, actor: stranger, now });
    expect(await end('deputy')).toMatchObject({ ok: true });
    expect(await world.people.sessionsOf(person.id)).toHaveLength(1);
    expect(await end('reviewer')).toMatchObject({ ok: true });
    expect(await world.people.sessionsOf(person.id)).toEqual([]);
  });

  test('once their last role here has ended, they are the other plan’s', async () => {
    const world = await aTakenWorld();
    const [held] = (await world.people.assignmentsOf(person.id)).filter(({ planId }) => planId === here);
    if (held === undefined) throw new Error('an assignment expected');
    await world.people.updateAssignment({ ...held, version: 2, until: '2021-10-20T08:00:00Z' });
    const command = { contactId: person.id, changes: { email: 'moved@example.org' }, now };
    expect(await editContact(world, { ...command, planId: here, actor: poc })).toMatchObject({ ok: false });
    expect(await editContact(world, { ...command, planId: elsewhere, actor: stranger })).toMatchObject({ ok: true });
  });
});
