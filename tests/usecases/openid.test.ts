import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import { identityOf, type OpenIdAnswer } from '../../shared/domain/openid.ts';
import { sha256Of } from '../../shared/domain/text.ts';
import type { OpenIdProvider, Rng } from '../../shared/ports.ts';
import { beginOpenId } from '../../shared/usecases/begin-openid.ts';
import { finishOpenId } from '../../shared/usecases/finish-openid.ts';
import { whoIs } from '../../shared/usecases/session.ts';
import { aContact, anAssignment, aPersonId } from '../builders.ts';

const now = Temporal.Instant.from('2021-10-20T08:00:00Z');
const browser = sha256Of('browser');
const [state, nonce, verifier] = ['s', 'n', 'v'].map((one) => one.repeat(43)) as [string, string, string];
const answer = new URL(`https://jalon.example.org/app/openid/back?code=code&state=${state}`);
const organisationNumber = '12345678900011';
const claims = { issuer: 'https://issuer.example.org', subject: 'one', email: 'lead@example.org', organisationNumber };

/** People with one lead, and a provider that says what the test wants. */
async function aWorld(told: OpenIdAnswer = { ok: true, claims }, invited: string | null = organisationNumber) {
  const { people } = memoryStores();
  await people.addContact(aContact({ as: 'lead', organisationNumber: invited }));
  await people.addAssignment(anAssignment({ as: 'lead' }));
  const asked: unknown[] = [];
  const openId: OpenIdProvider = {
    name: 'ProConnect',
    begin: async () => ({ ok: true, url: 'https://issuer.example.org/authorize', state, nonce, verifier }),
    finish: async (...given) => {
      asked.push(given);
      return told;
    },
  };
  const rng: Rng = { bytes: (count) => new Uint8Array(count).fill(7) };
  const begin = (at = now) =>
    beginOpenId({ people, openId }, { secret: 'a secret', browser, source: '192.0.2.1', next: '/app/plans/', now: at });
  const finish = (change: Partial<Parameters<typeof finishOpenId>[1]> = {}) =>
    finishOpenId({ people, rng, openId }, { answer, browser, held: [], now, ...change });
  return { people, openId, rng, asked, begin, finish };
}

describe('leaving for the provider', () => {
  test('S1: keeps a hash of the state, bound to the browser, for ten minutes', async () => {
    const { people, begin } = await aWorld();
    expect(await begin()).toEqual({ ok: true, url: 'https://issuer.example.org/authorize' });
    expect(await people.takeOpenIdStart(sha256Of(state))).toEqual({
      ...{ stateHash: sha256Of(state), browser, nonce, verifier, next: '/app/plans/', expiresAt: '2021-10-20T08:10:00Z' },
    });
  });

  test('S15: is counted by source, and keeps nothing once the limit is reached', async () => {
    const { people, begin } = await aWorld();
    for (let times = 0; times < 100; times += 1) expect((await begin()).ok).toBe(true);
    await people.takeOpenIdStart(sha256Of(state));
    expect(await begin()).toEqual({ ok: false, reason: 'too-many' });
    expect(await people.takeOpenIdStart(sha256Of(state))).toBeNull();
    expect((await begin(now.add({ hours: 1 }))).ok).toBe(true);
  });
});

describe('coming back', () => {
  test('S1: asks the provider with what the browser left with, and says where to go on', async () => {
    const { asked, begin, finish } = await aWorld();
    await begin();
    expect(await finish()).toMatchObject({ ok: true, contactId: aPersonId('lead'), next: '/app/plans/' });
    expect(asked).toEqual([[answer, { state, nonce, verifier }, now]]);
  });

  test.each([
    ['without having left', {}, false],
    ['in another browser', { browser: sha256Of('another') }, true],
    ['after exactly ten minutes', { now: now.add({ minutes: 10 }) }, true],
    ['with another state', { answer: new URL(`?code=code&state=${'x'.repeat(43)}`, answer) }, true],
    ['with none', { answer: new URL('?code=code', answer) }, true],
  ] as const)('S1: asks the provider nothing for a browser that comes back %s', async (_, change, hasLeft) => {
    const { asked, begin, finish } = await aWorld();
    if (hasLeft) await begin();
    expect(await finish(change)).toEqual({ ok: false, reason: 'no-start', why: null });
    expect(asked).toEqual([]);
  });

  test('is good until a second before ten minutes are over', async () => {
    const { begin, finish } = await aWorld();
    await begin();
    expect(await finish({ now: now.add({ minutes: 9, seconds: 59 }) })).toMatchObject({ ok: true });
  });

  test('S1: is told what the provider had against it, and is good only once', async () => {
    const { begin, finish } = await aWorld({ ok: false, reason: 'refused', why: 'invalid_grant' });
    await begin();
    expect(await finish()).toEqual({ ok: false, reason: 'refused', why: 'invalid_grant' });
    expect(await finish()).toEqual({ ok: false, reason: 'no-start', why: null });
  });

  test.each([
    [organisationNumber, organisationNumber, true],
    [organisationNumber, '12345678900029', false],
    [organisationNumber, '', false],
    [organisationNumber, null, false],
    [null, organisationNumber, false],
    [null, null, true],
  ])('S1: invited with the number %j and told %j, lets in: %j', async (invited, told, ok) => {
    const { people, begin, finish } = await aWorld({ ok: true, claims: { ...claims, organisationNumber: told } }, invited);
    await begin();
    expect((await finish()).ok).toBe(ok);
    expect(await people.contactByIdentity(identityOf(claims))).toEqual(ok ? await people.contact(aPersonId('lead')) : null);
  });

  test('S1: a new address ends the pin: the old identity is nobody, whoever reads the new one pins theirs', async () => {
    let told: OpenIdAnswer = { ok: true, claims };
    const { people, openId, rng, begin } = await aWorld();
    const changing: OpenIdProvider = { ...openId, finish: async () => told };
    const finish = () => finishOpenId({ people, rng, openId: changing }, { answer, browser, held: [], now });
    await begin();
    const first = await finish();
    const token = first.ok ? first.token : '';
    expect(await whoIs({ people }, { token, now })).not.toBeNull();

    const lead = await people.contact(aPersonId('lead'));
    if (lead === null) throw new Error('the lead is gone');
    await people.updateContact({ ...lead, version: lead.version + 1, email: 'new@example.org' });
    expect(await whoIs({ people }, { token, now })).toBeNull();
    await begin();
    expect(await finish()).toEqual({ ok: false, reason: 'unknown-person', why: null });

    told = { ok: true, claims: { ...claims, subject: 'two', email: 'new@example.org' } };
    await begin();
    const next = await finish();
    expect(next).toMatchObject({ ok: true, contactId: lead.id });
    expect(await whoIs({ people }, { token: next.ok ? next.token : '', now })).toMatchObject({ way: 'openid' });

    told = { ok: true, claims };
    await begin();
    expect(await finish()).toEqual({ ok: false, reason: 'unknown-person', why: null });
  });

  test('S1: an address that moves while somebody comes back by it lets nobody in under the new one', async () => {
    const { people, openId, rng, begin } = await aWorld();
    const moving = (): Promise<boolean> =>
      people.updateContact({ ...aContact({ as: 'lead', organisationNumber }), version: 2, email: 'new@example.org' });
    const overtaken: typeof people = {
      ...people,
      pinIdentity: async (...given) => {
        await moving();
        return people.pinIdentity(...given);
      },
    };
    await begin();
    const outcome = await finishOpenId({ people: overtaken, rng, openId }, { answer, browser, held: [], now });
    expect(outcome).toEqual({ ok: false, reason: 'unknown-person', why: null });
    expect(
      await people.pinIdentity(identityOf({ ...claims, subject: 'two' }), { id: aPersonId('lead'), email: 'new@example.org' }),
    ).toBe(true);
  });

  test('S1: pins nobody to two identities, and no identity to two people', async () => {
    const { people, begin, finish } = await aWorld();
    expect(await people.pinIdentity(identityOf({ ...claims, subject: 'earlier' }), aContact({ as: 'lead' }))).toBe(true);
    await begin();
    expect(await finish()).toEqual({ ok: false, reason: 'unknown-person', why: null });
    expect(await people.contactByIdentity(identityOf(claims))).toBeNull();
  });

  test('S1: lets in whose identity was pinned to the same person a moment before, by another first sign-in', async () => {
    const { people, openId, rng, begin } = await aWorld();
    await begin();
    const overtaken: typeof people = {
      ...people,
      pinIdentity: async (...given) => {
        await people.pinIdentity(...given);
        return people.pinIdentity(...given);
      },
    };
    const outcome = await finishOpenId({ people: overtaken, rng, openId }, { answer, browser, held: [], now });
    expect(outcome).toMatchObject({ ok: true, contactId: aPersonId('lead') });
  });

  test('S1: knows a pinned person without any address, until they are no longer confirmed', async () => {
    const { people, begin, finish } = await aWorld({ ok: true, claims: { ...claims, email: null } });
    await people.pinIdentity(identityOf(claims), aContact({ as: 'lead' }));
    await begin();
    expect(await finish()).toMatchObject({ ok: true });
    const lead = await people.contact(aPersonId('lead'));
    if (lead === null) throw new Error('the lead is gone');
    await people.updateContact({ ...lead, confirmedAt: null, version: lead.version + 1 });
    await begin();
    expect(await finish()).toEqual({ ok: false, reason: 'unknown-person', why: null });
  });
});
