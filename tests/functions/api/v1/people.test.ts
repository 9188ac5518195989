import { describe, expect, test } from 'vitest';
import { aContact, anAssignment, anAssignmentId, aPersonId, aPlan, seenAs } from '../../../builders.ts';
import { aWorld, type WorldInput } from '../world.ts';
import { aClient, said } from './client.ts';

const plan = 'fr-2021-2023';
const newcomer = aPersonId('newcomer');
const silent = {
  suppressed: { reason: 'complained', at: '2021-10-05T08:00:00Z' } as const,
  pausedUntil: '2021-12-24T23:00:00Z',
};

/** A point of contact in front of a lead, a colleague, somebody to be confirmed, and a person of another plan. */
async function aCoordinator(input: WorldInput = {}) {
  const guest = { as: 'guest', phone: '01 98 76 54 32', organisationNumber: '13002526500013' };
  const world = await aWorld({
    contacts: [
      ...['poc', 'lead', 'newcomer', 'sacha'].map((as) => aContact({ as, name: `Personne ${as}` })),
      aContact({ ...guest, ...silent, name: 'Morgan Hôte' }),
    ],
    assignments: [
      anAssignment({ as: 'poc', role: 'poc' }),
      anAssignment({ as: 'lead', commitments: ['28'] }),
      anAssignment({ as: 'newcomer', role: 'deputy', commitments: ['28'], confirmedAt: null }),
      anAssignment({ as: 'sacha', role: 'colleague', commitments: ['28'], milestoneId: `${plan}/28/m1` }),
      anAssignment({ id: 'a-elsewhere0000000', as: 'guest', planId: 'xx-2024' }),
      anAssignment({ as: 'guest', role: 'reviewer', since: '2021-10-01T00:00:00Z' }),
    ],
    ...input,
  });
  return { world, people: world.stores.people, client: await aClient(world, 'poc') };
}

describe('people by the API', () => {
  test('are listed with the ids of their roles, and those of another plan as guests, without number or telephone', async () => {
    const { client } = await aCoordinator();
    const { status, body } = await said(await client.get(`/${plan}/people`));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      people: expect.arrayContaining([
        expect.objectContaining({
          id: aPersonId('lead'),
          isGuest: false,
          roles: [expect.objectContaining({ id: anAssignmentId('lead') })],
        }),
        expect.objectContaining({ id: aPersonId('guest'), isGuest: true, name: 'Morgan Hôte' }),
      ]),
    });
    expect(JSON.stringify(body)).not.toMatch(/98 76 54|13002526500013/);
    const nothing = { language: null, confirmedAt: null, stopped: null, pausedUntil: null };
    expect(body).toMatchObject({
      people: expect.arrayContaining([expect.objectContaining({ id: aPersonId('guest'), ...nothing })]),
    });
  });

  test('are confirmed in the roles that are named, and in no other', async () => {
    const { client, people } = await aCoordinator();
    const path = `/${plan}/people/${newcomer}/confirm`;
    const seen = async () => ({ 'if-match': `"${(await people.contact(newcomer))?.version}"` });
    expect(await said(await client.post(path, {}, await seen()))).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'assignments' }] },
    });
    await people.addAssignment(anAssignment({ id: 'a-later00000000000', as: 'newcomer', role: 'poc', confirmedAt: null }));
    expect((await client.post(path, { assignments: [anAssignmentId('newcomer')] }, await seen())).status).toBe(200);
    const waiting = (await people.assignmentsOf(newcomer)).filter(({ confirmedAt }) => confirmedAt === null);
    expect(waiting.map(({ role }) => role)).toEqual(['poc']);
    const stale = await said(await client.post(path, { assignments: ['a-0123456789abcdef'] }, await seen()));
    expect(stale).toMatchObject({ status: 409, body: { type: 'urn:jalon:problem:stale' } });
  });

  test('of another plan are not edited here, and nothing more is told of them', async () => {
    const { client, people } = await aCoordinator({ plan: aPlan({ approval: 'second-person' }) });
    for (const version of ['"1"', '"7"']) {
      const headers = { 'if-match': version };
      const answer = await said(await client.post(`/${plan}/people/${aPersonId('guest')}`, { organisationNumber: '1' }, headers));
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'plan', detail: 'other-plan' }] } });
      expect(JSON.stringify(answer)).not.toMatch(/98 76 54|13002526500013/);
    }
    expect((await people.contact(aPersonId('guest')))?.organisationNumber).toBe('13002526500013');
    expect(await people.approvalsOf(plan)).toEqual([]);
  });

  test('a colleague’s role ends by taking back what they hold, and a point of contact takes back a milestone', async () => {
    const sacha = { role: 'colleague', assignments: [anAssignmentId('sacha')] };
    const first = await aCoordinator();
    expect((await first.client.post(`/${plan}/people/${aPersonId('sacha')}/end-role`, sacha)).status).toBe(200);
    const second = await aCoordinator();
    expect((await second.client.post(`/${plan}/28/m1/take-back`, {})).status).toBe(201);
    for (const { world, people } of [first, second]) {
      expect((await people.assignmentsOf(aPersonId('sacha')))[0]?.until).toBe('2021-10-20T08:00:00Z');
      const log = (await world.stores.record.commitment(`${plan}/28`))?.log;
      expect(log?.at(-1)).toMatchObject({ type: 'taken-back', actor: { role: 'poc', id: aPersonId('poc') } });
    }
  });

  test('the mailbox is refused under the name of its field', async () => {
    const { client, people } = await aCoordinator();
    const path = `/${plan}/people/mailbox`;
    expect(await said(await client.post(path, { mailbox: 'nulle part' }))).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'mailbox' }] },
    });
    expect((await client.post(path, { mailbox: 'ogp@example.org' })).status).toBe(200);
    expect(await people.mailbox(plan)).toBe('ogp@example.org');
  });

  test('what waits for a second person names what was seen', async () => {
    const { client, people } = await aCoordinator({ plan: aPlan({ approval: 'second-person' }) });
    const reassigned = { person: newcomer, version: 1, role: 'lead', commitments: ['28'] };
    expect((await client.post(`/${plan}/people/reassignment`, reassigned)).status).toBe(202);
    const assignments = [anAssignmentId('newcomer')];
    expect((await client.post(`/${plan}/people/${newcomer}/confirm`, { assignments }, { 'if-match': '"1"' })).status).toBe(202);
    const changes = (await people.approvalsOf(plan)).map(({ change }) => change);
    expect(changes).toContainEqual(expect.objectContaining({ kind: 'reassign-role', holders: [anAssignmentId('lead')] }));
    const particulars = seenAs('newcomer', { name: 'Personne newcomer' });
    expect(changes).toContainEqual({ kind: 'confirm-contact', contactId: newcomer, particulars, assignments });
  });

  test('somebody who was given another address since is neither confirmed nor handed anything', async () => {
    const { client, people } = await aCoordinator();
    await people.updateContact({
      ...aContact({ as: 'newcomer', name: 'Personne newcomer' }),
      version: 2,
      email: 'x@example.org',
    });
    const stale = { status: 409, body: { type: 'urn:jalon:problem:stale', current: { version: 2 } } };
    const assignments = [anAssignmentId('newcomer')];
    const path = `/${plan}/people/${newcomer}/confirm`;
    expect(await said(await client.post(path, { assignments }, { 'if-match': '"1"' }))).toMatchObject(stale);
    const reassigned = { person: newcomer, version: 1, role: 'lead', commitments: ['28'] };
    expect(await said(await client.post(`/${plan}/people/reassignment`, reassigned))).toMatchObject(stale);
    expect((await people.assignmentsOf(newcomer)).map(({ confirmedAt }) => confirmedAt)).toEqual([null]);
    expect((await client.post(path, { assignments }, { 'if-match': '"2"' })).status).toBe(200);
  });
});
