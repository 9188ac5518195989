import { describe, expect, test } from 'vitest';
import { roleThatMay } from '../../shared/domain/authority.ts';
import type { Actor } from '../../shared/domain/plan.ts';
import { createPlan } from '../../shared/usecases/create-plan.ts';
import { editContact } from '../../shared/usecases/edit-contact.ts';
import { handOn } from '../../shared/usecases/hand-on.ts';
import { rolesInForce } from '../../shared/usecases/session.ts';
import { aContact, anAssignment, anAssignmentId, aPersonId, planSettingsOf } from '../builders.ts';
import { confirmAsSeen } from './as-seen.ts';
import { aDraft, aDraftCommitment, admin, at, aWorld, type World } from './world.ts';

const here = 'fr-2021-2023';
const home = 'zz-2022';
const now = at('2021-10-20T08:00:00Z');
const later = at('2021-10-21T08:00:00Z');
const poc: Actor = { role: 'poc', id: aPersonId('poc') };
const lea = aContact({ as: 'lea', organisationNumber: '13002526500013' });
const milestone = { kind: 'milestone', id: `${here}/28/m1` } as const;

/** A lead of this plan whose particulars another one keeps, where they were vouched for first. */
async function aSharedLead(input: { readonly closesOn?: string } = {}): Promise<World> {
  const world = await aWorld([aDraft([aDraftCommitment({ contacts: [] })])]);
  await createPlan(world, { settings: planSettingsOf({ id: home, ...input }), actor: admin, now: at('2021-09-01T08:00:00Z') });
  await world.people.addContact(aContact({ as: 'poc' }));
  await world.people.addContact(lea);
  for (const planId of [here, home]) {
    await world.people.addAssignment(
      anAssignment({ id: `a-poc${planId.replace(/\W/g, '').padEnd(16, '0')}`, as: 'poc', role: 'poc', planId }),
    );
  }
  await world.people.addAssignment(
    anAssignment({ id: 'a-home000000000000', as: 'lea', planId: home, since: '2021-08-01T00:00:00Z' }),
  );
  await world.people.addAssignment(anAssignment({ as: 'lea', commitments: ['28'] }));
  return world;
}

const edit = (world: World, planId: string, changes: Parameters<typeof editContact>[1]['changes']) =>
  editContact(world, { planId, contactId: lea.id, changes, actor: poc, now });
const mayDeclare = async (world: World, when = now) =>
  roleThatMay(rolesInForce(await world.people.assignmentsOf(lea.id), when), { action: 'declare', resource: milestone });
const lastOf = async (world: World, planId: string) => (await world.record.plan(planId))?.log.at(-1);

describe('what decides who signs in as a person, changed in one plan', () => {
  test.each([
    ['a new address', { email: 'evil@example.org' }, 'address'],
    ['another number of the organisation', { organisationNumber: '99999999900013' }, 'organisation'],
  ] as const)(
    'leaves no say in any other until that one’s own rule has confirmed it, and both logs tell: %s',
    async (_, changes, told) => {
      const world = await aSharedLead();
      expect(await mayDeclare(world)).toBe('lead');
      expect(await edit(world, home, changes)).toMatchObject({ ok: true });
      expect(await mayDeclare(world)).toBeNull();
      expect(await lastOf(world, home)).toMatchObject({
        type: 'contact-edited',
        actor: poc,
        data: { role: 'lead', changed: [told] },
      });
      expect(await lastOf(world, here)).toMatchObject({
        type: 'contact-edited',
        actor: { role: 'system', id: null },
        data: { role: 'lead', changed: [told], commitments: ['28'] },
      });
      // Where it was changed nothing is taken from them.
      expect((await world.people.assignmentsOf(lea.id)).find(({ planId }) => planId === home)?.confirmedAt).not.toBeNull();
      expect(await confirmAsSeen(world, { planId: here, contactId: lea.id, actor: poc, now: later })).toMatchObject({ ok: true });
      expect(await mayDeclare(world, later)).toBe('lead');
    },
  );

  test('what tells only who they are, and not who signs in, takes nothing from them', async () => {
    const world = await aSharedLead();
    const before = (await world.record.plan(here))?.log.length;
    expect(await edit(world, home, { name: 'Autre Exemple', function: 'directrice adjointe', language: 'en' })).toMatchObject({
      ok: true,
    });
    expect(await mayDeclare(world)).toBe('lead');
    expect((await world.record.plan(here))?.log).toHaveLength(before ?? -1);
  });

  test('what was handed to them as a colleague in another plan goes back, and its log tells', async () => {
    const world = await aSharedLead();
    const [own] = (await world.people.assignmentsOf(lea.id)).filter(({ planId }) => planId === here);
    if (own === undefined) throw new Error('an assignment expected');
    await world.people.updateAssignment({ ...own, version: own.version + 1, until: '2021-10-01T00:00:00Z' });
    await world.people.addContact(aContact({ as: 'lead', email: 'responsible@example.org' }));
    await world.people.addAssignment(anAssignment({ as: 'lead', commitments: ['28'] }));
    const who = { email: lea.email, name: lea.name, until: '2021-11-19', mayPublish: true };
    const lead: Actor = { role: 'lead', id: aPersonId('lead') };
    expect(await handOn(world, { milestoneId: milestone.id, ...who, actor: lead, now })).toMatchObject({ ok: true });
    expect(await mayDeclare(world)).toBe('colleague');
    expect(await edit(world, home, { email: 'new@example.org' })).toMatchObject({ ok: true });
    expect(await mayDeclare(world)).toBeNull();
    expect((await world.record.commitment(`${here}/28`))?.log.at(-1)).toMatchObject({ type: 'taken-back' });
  });

  test('somebody who was vouched for while it was being written has no say either', async () => {
    const world = await aSharedLead();
    const racing: World = {
      ...world,
      people: {
        ...world.people,
        updateContact: async (next) => {
          await confirmAsSeen(world, { planId: here, contactId: lea.id, actor: poc, now });
          return world.people.updateContact(next);
        },
      },
    };
    expect(await edit(racing, home, { email: 'evil@example.org' })).toMatchObject({ ok: true });
    expect(await mayDeclare(world)).toBeNull();
  });

  test('whoever is vouched for while another plan gives them a new address is not', async () => {
    const world = await aSharedLead();
    const [held] = (await world.people.assignmentsOf(lea.id)).filter(({ id }) => id === anAssignmentId('lea'));
    if (held === undefined) throw new Error('an assignment expected');
    await world.people.updateAssignment({ ...held, version: held.version + 1, confirmedAt: null });
    const racing: World = {
      ...world,
      people: {
        ...world.people,
        updateAssignment: async (next) => {
          const isWritten = await world.people.updateAssignment(next);
          const known = await world.people.contact(lea.id);
          if (known !== null && known.email === lea.email) {
            await world.people.updateContact({ ...known, version: known.version + 1, email: 'evil@example.org' });
          }
          return isWritten;
        },
      },
    };
    const answer = await confirmAsSeen(racing, { planId: here, contactId: lea.id, actor: poc, now });
    expect(answer).toMatchObject({ ok: false, reason: 'stale' });
    expect(await mayDeclare(world)).toBeNull();
  });
});

test('once the plan that kept a person is over, the open one they are vouched for in does', async () => {
  const world = await aSharedLead({ closesOn: '2021-10-01' });
  expect(await edit(world, home, { name: 'Ancienne Coordination' })).toMatchObject({
    ok: false,
    problems: [{ detail: 'other-plan' }],
  });
  expect(await edit(world, here, { email: 'mended@example.org' })).toMatchObject({ ok: true });
  const open = await aSharedLead();
  expect(await edit(open, here, { email: 'mended@example.org' })).toMatchObject({
    ok: false,
    problems: [{ detail: 'other-plan' }],
  });
});
