import { afterEach, describe, expect, test } from 'vitest';
import type { ApiDeps } from '../../../functions/api/dependencies.ts';
import { openIdProvider } from '../../../shared/adapters/openid/provider.ts';
import { formToken } from '../../../shared/domain/form-token.ts';
import { identityOf } from '../../../shared/domain/openid.ts';
import { sha256Of } from '../../../shared/domain/text.ts';
import { aContact, anAssignment, aPersonId, aPlan } from '../../builders.ts';
import {
  type Bend,
  client,
  type LoopbackProvider,
  openLoopbackProvider,
  throughProvider,
} from '../../loopback/openid-provider.ts';
import { readPage } from './page.ts';
import { aBrowser, aWorld, type Browser, origin, signIn, type World, type WorldInput } from './world.ts';

const back = '/app/openid/back';
const siret = '11000201100044';
const lead = { sub: 'subject-1', email: 'lead@example.org', siret };
const contacts = [
  aContact({ as: 'lead', organisationNumber: siret }),
  aContact({ as: 'other', organisationNumber: siret }),
  aContact({ as: 'nobody', organisationNumber: siret }),
  aContact({ as: 'unconfirmed', organisationNumber: siret, confirmedAt: null }),
  aContact({ as: 'elsewhere' }),
];
const assignments = [
  anAssignment({ as: 'lead', commitments: ['28'] }),
  anAssignment({ as: 'other', commitments: ['29'] }),
  anAssignment({ as: 'unconfirmed' }),
  anAssignment({ as: 'elsewhere' }),
];

const open: LoopbackProvider[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

type There = { readonly world: World; readonly provider: LoopbackProvider };

/** The private side with a provider of this machine. */
async function aPlace(input: WorldInput = {}): Promise<There> {
  let now = () => world.now();
  const provider = await openLoopbackProvider({ redirectUri: `${origin}${back}`, now: () => now() });
  provider.as(lead);
  open.push(provider);
  const openId = openIdProvider({
    ...{ name: 'ProConnect', issuer: provider.endpoint, clientId: client.id, clientSecret: client.secret },
    ...{ scope: 'openid email siret', organisationClaim: 'siret', algorithm: 'RS256', redirectUri: `${origin}${back}` },
    verifiedAddresses: 'claimed',
  });
  const change = (deps: ApiDeps): ApiDeps => input.change?.({ ...deps, openId }) ?? { ...deps, openId };
  const world = await aWorld({ contacts, assignments, ...input, change });
  now = world.now;
  return { world, provider };
}

/** Leaves for the provider and comes back; where the browser lands, not yet opened. */
async function away(browser: Browser, next = '/app/'): Promise<string> {
  const shown = await browser.submit('/app/sign-in', '/app/openid', { next });
  const link = readPage(await shown.text()).hrefs.find((href) => href.includes('/authorize?'));
  if (link === undefined) throw new Error(`no way out: ${shown.status}`);
  const { pathname, search } = await throughProvider(link);
  return pathname + search;
}

const finish = (browser: Browser, landed: string) => browser.submit(landed, back, {});

/** One sign-in from end to end. */
async function through({ world }: There, browser = aBrowser(world)): Promise<Response> {
  return finish(browser, await away(browser));
}

const reasons = ({ world }: There): unknown[] =>
  world.lines.map((line) => JSON.parse(line)).filter(({ event }) => String(event).startsWith('openid'));

/** Refused with the one page there is, and nobody is signed in by it. */
async function expectRefused(there: There, answer: Response, logged: object): Promise<void> {
  expect(answer.status).toBe(401);
  expect(readPage(await answer.text()).text).toContain('La connexion avec ProConnect n’a pas abouti');
  expect(answer.headers.getSetCookie().filter((line) => line.includes('session'))).toEqual([]);
  expect(reasons(there).at(-1)).toMatchObject({ event: 'openid-refused', ...logged });
  expect(there.world.lines.join()).not.toMatch(/@|subject-|11000201100044/);
}

describe('sign-in by OpenID Connect', () => {
  test('S1: lets the invited person in, to the page they wanted, and pins their identity', async () => {
    const there = await aPlace();
    const { world, provider } = there;
    const browser = aBrowser(world);
    const answer = await finish(browser, await away(browser, '/app/fr-2021-2023/28/m1/'));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/app/fr-2021-2023/28/m1/']);
    expect([...browser.cookies.keys()]).toEqual(['__Host-jalon-session']);
    expect((await browser.get('/app/fr-2021-2023/28/m1/')).status).toBe(200);
    expect((await world.stores.people.sessionsOf(aPersonId('lead'))).map(({ way }) => way)).toEqual(['openid']);
    const identity = identityOf({ issuer: provider.endpoint, subject: 'subject-1' });
    expect(await world.stores.people.contactByIdentity(identity)).toMatchObject({ id: aPersonId('lead') });
    expect(world.lines).toContain(JSON.stringify({ event: 'signed-in', contactId: aPersonId('lead'), way: 'openid' }));
  });

  test('leaves by a page that leads on, as form-action lets no form be redirected to another site', async () => {
    const { world, provider } = await aPlace();
    const shown = await aBrowser(world).submit('/app/sign-in', '/app/openid', {});
    expect([shown.status, shown.headers.get('location')]).toEqual([200, null]);
    const url = /^0;url=(.+)$/.exec(shown.headers.get('refresh') ?? '')?.[1] ?? '';
    expect(url).toMatch(new RegExp(`^${provider.endpoint}/authorize\\?`));
    expect(readPage(await shown.text()).hrefs).toContain(url);
    expect(shown.headers.get('content-security-policy')).toContain("form-action 'self'");
  });

  test('S3: opening the way back changes nothing, however often and by whomever; the button signs in', async () => {
    const { world } = await aPlace();
    const browser = aBrowser(world);
    const landed = await away(browser);
    const { writes } = world.traffic;
    for (let times = 0; times < 50; times += 1) {
      await browser.get(landed);
      await browser.request(landed, { method: 'HEAD' });
      await aBrowser(world).get(landed);
    }
    expect(world.traffic.writes).toBe(writes);
    expect((await finish(browser, landed)).status).toBe(303);
  });

  test('speaks the other language on the way back, without losing the way', async () => {
    const { world } = await aPlace();
    const browser = aBrowser(world);
    const english = readPage(await (await browser.get(await away(browser))).text()).hrefs.find((href) =>
      href.includes('lang=en'),
    );
    const page = readPage(await (await browser.get(english ?? '')).text());
    expect(page.text).toContain('Finish signing in');
    expect((await finish(browser, english ?? '')).status).toBe(303);
  });

  test('S5: gives a new session in place of the one by code, and opens what asks for OpenID Connect', async () => {
    const { world } = await aPlace({ plan: aPlan({ signIn: 'openid' }) });
    const browser = await signIn(world);
    const before = browser.cookies.get('__Host-jalon-session');
    expect((await browser.get('/app/fr-2021-2023/28/m1/')).status).toBe(403);
    const page = readPage(await (await browser.get('/app/sign-in?next=/app/fr-2021-2023/28/m1/')).text());
    expect(page.text).toContain('Se connecter avec ProConnect');
    const answer = await finish(browser, await away(browser, '/app/fr-2021-2023/28/m1/'));
    expect(answer.status).toBe(303);
    expect((await browser.get('/app/fr-2021-2023/28/m1/')).status).toBe(200);
    expect(browser.cookies.get('__Host-jalon-session')).not.toBe(before);
    expect((await world.stores.people.sessionsOf(aPersonId('lead'))).map(({ way }) => way)).toEqual(['openid']);
  });

  test('comes back to pages of ours only', async () => {
    const { world } = await aPlace();
    for (const next of ['https://evil.example/app/', '//evil.example/app/', '/elsewhere', '/app/sign-in']) {
      const browser = aBrowser(world);
      const answer = await finish(browser, await away(browser, next));
      expect(answer.headers.get('location')).toBe('/app/');
    }
  });
});

const seconds = (world: World): number => world.now().epochMilliseconds / 1_000;
const forgeries: readonly [what: string, bend: (there: There) => Bend][] = [
  ['without a signature', () => (right, sign) => sign.unsigned(right)],
  ['signed with the shared secret (HS256)', () => (right, sign) => sign.hs256(right)],
  ['signed by a key nobody published', () => (right, sign) => sign.forged(right)],
  ['under an unknown kid', () => (right, sign) => sign.kid(right, 'other')],
  [
    'expired by a second',
    ({ world }) =>
      (right, sign) =>
        sign.honest({ ...right, exp: seconds(world) - 1 }),
  ],
  ['for another audience', () => (right, sign) => sign.honest({ ...right, aud: 'other' })],
  ['of another issuer', () => (right, sign) => sign.honest({ ...right, iss: 'https://other.example.org' })],
  ['about somebody else', () => (right, sign) => sign.honest({ ...right, sub: 'subject-2' })],
];

describe('S1: nobody is let in', () => {
  test.each(forgeries)('by an ID token %s', async (_, bend) => {
    const there = await aPlace();
    there.provider.faults.idToken = bend(there);
    await expectRefused(there, await through(there), { reason: 'refused', why: expect.any(String) });
  });

  test.each(forgeries)('by user information %s', async (_, bend) => {
    const there = await aPlace();
    there.provider.faults.userInformation = bend(there);
    await expectRefused(there, await through(there), { reason: 'refused', why: expect.any(String) });
  });

  test('by an ID token with another nonce', async () => {
    const there = await aPlace();
    there.provider.faults.idToken = (right, sign) => sign.honest({ ...right, nonce: 'n'.repeat(43) });
    await expectRefused(there, await through(there), { reason: 'refused' });
  });

  test.each(['email', 'siret', 'sub'] as const)('by user information without %s', async (name) => {
    const there = await aPlace();
    there.provider.faults.userInformation = ({ [name]: _, ...rest }, sign) => sign.honest(rest);
    await expectRefused(there, await through(there), { reason: name === 'email' ? 'unknown-person' : 'refused' });
  });

  test('with a state nobody left with', async () => {
    const there = await aPlace();
    const browser = aBrowser(there.world);
    const landed = new URL(await away(browser), origin);
    landed.searchParams.set('state', 's'.repeat(43));
    await expectRefused(there, await finish(browser, landed.pathname + landed.search), { reason: 'no-start' });
  });

  test('in another browser than the one that left, which burns the start', async () => {
    const there = await aPlace();
    const [mine, theirs] = [aBrowser(there.world), aBrowser(there.world)];
    const landed = await away(mine);
    await theirs.get('/app/sign-in');
    await expectRefused(there, await finish(theirs, landed), { reason: 'no-start' });
    await expectRefused(there, await finish(mine, landed), { reason: 'no-start' });
  });

  test('in a browser without any cookie of ours', async () => {
    const there = await aPlace();
    const answer = await aBrowser(there.world).get(await away(aBrowser(there.world)));
    await expectRefused(there, answer, { reason: 'no-browser' });
  });

  test('twice by one start: of five returns at once exactly one signs in', async () => {
    const there = await aPlace();
    const browser = aBrowser(there.world);
    const landed = await away(browser);
    const { formFor } = readPage(await (await browser.get(landed)).text());
    const fields = Object.fromEntries(formFor(back).fields);
    const headers = { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '), origin };
    const send = () => there.world.app.request(back, { method: 'POST', headers, body: new URLSearchParams(fields) });
    const statuses = (await Promise.all(Array.from({ length: 5 }, send))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([303, 401, 401, 401, 401]);
  });

  test('ten minutes after leaving', async () => {
    const there = await aPlace();
    const browser = aBrowser(there.world);
    const landed = await away(browser);
    there.world.wait({ minutes: 10 });
    await expectRefused(there, await finish(browser, landed), { reason: 'no-start' });
  });

  test('by an answer that is a refusal, is no answer, or says something twice', async () => {
    const there = await aPlace();
    const browser = aBrowser(there.world);
    const landed = await away(browser);
    const state = new URL(landed, origin).searchParams.get('state') ?? '';
    for (const wrong of [
      `${back}?error=access_denied&state=${state}`,
      `${back}?code=x&state=short`,
      back,
      `${landed}&code=another`,
    ]) {
      await expectRefused(there, await browser.get(wrong), { reason: 'no-answer' });
    }
    expect((await finish(browser, landed)).status).toBe(303);
  });

  test.each([
    ['at an address nobody was invited at', { email: 'stranger@example.org' }],
    ['of another organisation', { siret: '11000201100045' }],
    ['whose invitation names no organisation', { email: 'elsewhere@example.org' }],
    ['who was never confirmed', { email: 'unconfirmed@example.org' }],
    ['who has no role', { email: 'nobody@example.org' }],
    ['whose address the provider does not vouch for', { email_verified: false }],
    ['of whose address the provider does not say that it verified it', { email_verified: undefined }],
  ])('%s', async (_, told) => {
    const there = await aPlace();
    const account = { ...lead, ...told };
    there.provider.as(account);
    await expectRefused(there, await through(there), { reason: 'unknown-person' });
    const identity = identityOf({ issuer: there.provider.endpoint, subject: account.sub });
    expect(await there.world.stores.people.contactByIdentity(identity)).toBeNull();
  });

  test('whose last role has ended, pinned or not', async () => {
    const there = await aPlace();
    expect((await through(there)).status).toBe(303);
    await there.world.stores.people.updateAssignment(anAssignment({ as: 'lead', until: '2021-10-20T08:00:00Z', version: 2 }));
    await expectRefused(there, await through(there), { reason: 'no-role' });
  });

  test('by the same subject at a second issuer, with whatever address', async () => {
    const first = await aPlace();
    expect((await through(first)).status).toBe(303);
    for (const email of ['lead@example.org', 'stranger@example.org']) {
      const second = await aPlace({ change: (deps) => ({ ...deps, people: first.world.stores.people }) });
      second.provider.as({ ...lead, email });
      await expectRefused(second, await through(second), { reason: 'unknown-person' });
    }
  });
});

describe('a pinned identity', () => {
  test('S1: signs in the same person whatever the address says later, and nobody else takes their place', async () => {
    const there = await aPlace();
    expect((await through(there)).status).toBe(303);
    there.provider.as({ ...lead, email: 'other@example.org', siret: '999' });
    expect((await through(there)).status).toBe(303);
    expect(await there.world.stores.people.sessionsOf(aPersonId('lead'))).toHaveLength(2);
    expect(await there.world.stores.people.sessionsOf(aPersonId('other'))).toEqual([]);
    there.provider.as({ ...lead, sub: 'subject-2' });
    await expectRefused(there, await through(there), { reason: 'unknown-person' });
  });

  test('of two first sign-ins of one person at once both come in, and one identity is pinned', async () => {
    const there = await aPlace();
    const browsers = [aBrowser(there.world), aBrowser(there.world)];
    const landed = await Promise.all(browsers.map((browser) => away(browser)));
    const answers = await Promise.all(browsers.map((browser, index) => finish(browser, landed[index] ?? '')));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  });
});

describe('a provider', () => {
  test('that does not answer is told so, and the code is offered', async () => {
    const there = await aPlace();
    const browser = aBrowser(there.world);
    const landed = await away(browser);
    await there.provider.close();
    const answer = await finish(browser, landed);
    const page = readPage(await answer.text());
    expect([answer.status, page.title]).toEqual([503, 'ProConnect ne répond pas – Jalon']);
    expect(page.hrefs).toContain('/app/sign-in?lang=fr&next=%2Fapp%2F');
    expect(reasons(there).at(-1)).toEqual({ event: 'openid-unreachable', why: 'no-answer' });
    await signIn(there.world, 'lead@example.org', browser);
  });

  test('that does not answer is told so before anybody leaves', async () => {
    const there = await aPlace();
    await there.provider.close();
    const answer = await aBrowser(there.world).submit('/app/sign-in', '/app/openid', {});
    expect([answer.status, readPage(await answer.text()).title]).toEqual([503, 'ProConnect ne répond pas – Jalon']);
  });

  test('S15: is left for at most a hundred times an hour from one source', async () => {
    const { world } = await aPlace();
    const browser = aBrowser(world);
    await browser.get('/app/sign-in');
    const { formFor } = readPage(await (await browser.get('/app/sign-in')).text());
    const fields = Object.fromEntries(formFor('/app/openid').fields);
    for (let times = 0; times < 100; times += 1) expect((await browser.post('/app/openid', fields)).status).toBe(200);
    expect((await browser.post('/app/openid', fields)).status).toBe(429);
    world.wait({ hours: 1 });
    expect((await browser.post('/app/openid', fields)).status).toBe(200);
  });

  test('S6: is left for, and come back from, by forms of ours alone', async () => {
    const { world } = await aPlace();
    const browser = aBrowser(world);
    await browser.get('/app/sign-in');
    for (const path of ['/app/openid', back]) {
      const token = formToken(world.config.secret, sha256Of(browser.cookies.get('__Host-jalon-browser') ?? ''), path);
      expect((await browser.post(path, { token, lang: 'fr' }, { origin: 'https://evil.example' })).status).toBe(403);
      expect((await browser.post(path, { token: 'x', lang: 'fr' })).status).toBe(403);
      expect((await browser.post(path, { token, lang: 'fr', more: 'x' })).status).toBe(400);
    }
  });

  test('that is not there is offered nowhere, and its routes answer 404', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    expect(await (await browser.get('/app/sign-in')).text()).not.toContain('openid');
    for (const path of ['/app/openid', back]) {
      const token = formToken(world.config.secret, sha256Of(browser.cookies.get('__Host-jalon-browser') ?? ''), path);
      expect((await browser.post(path, { token, lang: 'fr' })).status).toBe(404);
    }
    expect((await browser.get(`${back}?code=x&state=${'s'.repeat(43)}`)).status).toBe(404);
  });
});
