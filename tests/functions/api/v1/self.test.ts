import { describe, expect, test } from 'vitest';
import { defaultReminderPolicy } from '../../../../shared/domain/plan.ts';
import { aContact, anAssignment, aPersonId, aPlan, planWritesOf } from '../../../builders.ts';
import { aWorld, type WorldInput } from '../world.ts';
import { aClient, said } from './client.ts';

const path = '/session/reminders';
const lead = aPersonId('lead');
const asPlanned = { offered: [30, 7, 1], daysBefore: null, frequency: 'as-due', language: 'fr', pauseUntil: null, stopped: null };

async function aLead(input: WorldInput = {}) {
  const world = await aWorld(input);
  return { world, client: await aClient(world, 'lead'), contact: () => world.stores.people.contact(lead) };
}

describe('one’s own reminders by the API', () => {
  test('are told as they hold', async () => {
    const { client } = await aLead();
    expect(await said(await client.get(path))).toEqual({ status: 200, body: asPlanned });
  });

  test('are tuned by the rules of the page; what is absent stays as it is', async () => {
    const { client, contact } = await aLead();
    const tuned = { ...asPlanned, daysBefore: [7, 1], frequency: 'weekly' };
    expect(await said(await client.post(path, { daysBefore: [1, 7], frequency: 'weekly' }))).toEqual({
      status: 200,
      body: tuned,
    });
    const paused = await said(await client.post(path, { pauseUntil: '2021-11-10', language: 'en' }));
    expect(paused).toEqual({ status: 200, body: { ...tuned, pauseUntil: '2021-11-10', language: 'en' } });
    expect(await contact()).toMatchObject({
      ...{ reminders: { daysBefore: [7, 1], frequency: 'weekly' }, language: 'en', pausedUntil: '2021-11-10T23:00:00Z' },
    });
    const again = await said(
      await client.post(path, { daysBefore: null, pauseUntil: null, frequency: 'as-due', language: 'fr' }),
    );
    expect(again).toEqual({ status: 200, body: asPlanned });
  });

  test.each([
    ['a day no plan has', { daysBefore: [30, 12] }, [{ field: 'daysBefore', code: 'unknown' }]],
    ['a pause in the past', { pauseUntil: '2021-10-19' }, [{ field: 'pauseUntil', code: 'in-the-past' }]],
    [
      'a pause of more than a year',
      { pauseUntil: '2022-10-22' },
      [{ field: 'pauseUntil', code: 'not-expected', detail: '2022-10-21' }],
    ],
    ['another frequency', { frequency: 'never' }, [{ field: 'frequency', code: 'malformed', detail: 'one of as-due, weekly' }]],
  ])('refuse %s, and name the field', async (_, body, errors) => {
    const { client, contact } = await aLead();
    expect(await said(await client.post(path, body))).toMatchObject({ status: 422, body: { errors } });
    expect(await contact()).toEqual(aContact());
  });

  test('refuse more than six days, with the field and the limit; all of eight are fine', async () => {
    const daysBefore = [60, 45, 30, 21, 14, 7, 3, 1];
    const policyOf = (days: readonly number[]) => ({ reminderPolicy: { ...defaultReminderPolicy, daysBefore: [...days] } });
    const { world, client, contact } = await aLead({ plan: aPlan(policyOf(daysBefore.slice(2))) });
    const other = aPlan({ id: 'other-plan', ...policyOf(daysBefore.slice(0, 2)) });
    for (const write of planWritesOf(other)) await world.stores.record.appendToPlan(write);
    await world.stores.people.addAssignment(anAssignment({ id: 'a-inanotherplan000', planId: 'other-plan' }));
    const many = await said(await client.post(path, { daysBefore: daysBefore.slice(0, 7) }));
    expect(many).toMatchObject({ status: 422, body: { errors: [{ field: 'daysBefore', code: 'too-many', detail: '6' }] } });
    expect((await contact())?.version).toBe(1);
    expect(await said(await client.post(path, { daysBefore }))).toMatchObject({ status: 200, body: { daysBefore: null } });
    expect((await client.post(path, { daysBefore: daysBefore.slice(2) })).status).toBe(200);
  });

  test('are stopped, twice as once, and sent again at their word; a failing address is for a point of contact', async () => {
    const { world, client, contact } = await aLead();
    for (let time = 0; time < 2; time += 1) {
      const stopped = { reason: 'unsubscribed', at: '2021-10-20T08:00:00Z' };
      expect(await said(await client.post(`${path}/stop`, {}))).toEqual({ status: 200, body: { ...asPlanned, stopped } });
    }
    expect(await said(await client.post(`${path}/resume`, {}))).toEqual({ status: 200, body: asPlanned });
    const known = await contact();
    if (known === null) throw new Error('no lead');
    const bounced = { reason: 'bounced', at: '2021-10-19T08:00:00Z' } as const;
    await world.stores.people.updateContact({ ...known, version: known.version + 1, suppressed: bounced });
    expect(await said(await client.post(`${path}/resume`, {}))).toMatchObject({ status: 409, body: { detail: 'not-ready' } });
  });

  test('S2: are out of reach of a remembered browser', async () => {
    const { world } = await aLead();
    const remembered = await aClient(world, 'lead', 'remembered');
    for (const one of [
      await remembered.get(path),
      await remembered.post(path, {}),
      await remembered.post('/session/erase', { forGood: true }),
    ]) {
      expect(one.status).toBe(401);
    }
  });
});

describe('being erased by the API', () => {
  test('takes the word that it is for good, and leaves a pseudonym', async () => {
    const { client, contact } = await aLead();
    expect((await client.post('/session/erase', {})).status).toBe(422);
    expect((await client.post('/session/erase', { forGood: false })).status).toBe(422);
    expect(await contact()).not.toBeNull();
    expect(await said(await client.post('/session/erase', { forGood: true }))).toEqual({
      status: 200,
      body: { ok: true, person: lead },
    });
    expect(await contact()).toBeNull();
    expect((await client.get('/session')).status).toBe(401);
  });

  test('is refused to the only point of contact, and by code where a plan asks for OpenID Connect', async () => {
    const poc = { contacts: [aContact({ as: 'lead' })], assignments: [anAssignment({ as: 'lead', role: 'poc' as const })] };
    const only = await aLead(poc);
    expect(await said(await only.client.post('/session/erase', { forGood: true }))).toMatchObject({
      ...{ status: 422, body: { errors: [{ field: 'role', detail: 'last-poc' }] } },
    });
    const strict = await aLead({ plan: aPlan({ signIn: 'openid' }) });
    expect(await said(await strict.client.post('/session/erase', { forGood: true }))).toMatchObject({
      ...{ status: 403, body: { type: 'urn:jalon:problem:openid-required' } },
    });
    for (const { contact } of [only, strict]) expect(await contact()).not.toBeNull();
  });
});
