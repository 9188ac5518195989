import { expect, test } from 'vitest';
import type { Actor } from '../../shared/domain/plan.ts';
import { changePerson } from '../../shared/usecases/change-person.ts';
import { judgeApproval } from '../../shared/usecases/judge-approval.ts';
import { aContact, anAssignment, aPersonId } from '../builders.ts';
import { at, aWorld, type World } from './world.ts';

const planId = 'fr-2021-2023';
const now = at('2021-09-16T08:00:00Z');
const poc: Actor = { role: 'poc', id: aPersonId('poc') };
const second: Actor = { role: 'poc', id: aPersonId('second') };
const contactId = aPersonId('answering');

async function aPeopledWorld(): Promise<World> {
  const world = await aWorld();
  for (const as of ['poc', 'second', 'answering']) await world.people.addContact(aContact({ as }));
  for (const as of ['poc', 'second']) await world.people.addAssignment(anAssignment({ as, role: 'poc' }));
  await world.people.addAssignment(anAssignment({ as: 'answering', role: 'deputy' }));
  return world;
}

const about = { planId, contactId, version: 1, actor: poc, now };
const both = { name: 'Dominique Modèle', language: 'en' } as const;
const known = (world: World) => world.people.contact(contactId);

test('where one person may, everything is changed at once and in one write', async () => {
  const world = await aPeopledWorld();
  expect(await changePerson(world, { ...about, changes: both, approval: 'none' })).toEqual({
    ok: true,
    version: 2,
    approval: null,
  });
  expect(await known(world)).toMatchObject({ ...both, version: 2 });
});

test('where two must, the language is changed at once and the rest can still be confirmed', async () => {
  const world = await aPeopledWorld();
  const outcome = await changePerson(world, { ...about, changes: both, approval: 'second-person' });
  expect(outcome).toMatchObject({
    ok: true,
    version: 2,
    approval: { change: { kind: 'edit-contact', changes: { name: both.name } } },
  });
  expect(await known(world)).toMatchObject({ name: 'Camille Exemple', language: 'en' });
  const id = outcome.ok ? (outcome.approval?.id ?? '') : '';
  expect(await judgeApproval(world, { planId, id, verdict: 'approve', actor: second, now })).toMatchObject({ ok: true });
  expect(await known(world)).toMatchObject({ ...both, version: 3 });
});

test('nothing is changed when something cannot be, or when the person is other than they were seen', async () => {
  const world = await aPeopledWorld();
  for (const approval of ['none', 'second-person'] as const) {
    const wrong = { ...about, changes: { ...both, email: 'no address' }, approval };
    expect(await changePerson(world, wrong), approval).toMatchObject({ reason: 'invalid', problems: [{ field: 'email' }] });
    const old = { ...about, version: 7, changes: both, approval };
    expect(await changePerson(world, old), approval).toMatchObject({ reason: 'stale' });
    const stranger = { ...about, contactId: 'p-0123456789abcdef', changes: both, approval };
    expect(await changePerson(world, stranger), approval).toMatchObject({ reason: 'unknown-contact' });
  }
  expect(await known(world)).toMatchObject({ language: 'fr', version: 1 });
});
