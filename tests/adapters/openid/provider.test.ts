import { Temporal } from 'temporal-polyfill';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openIdProvider, type ProviderOptions } from '../../../shared/adapters/openid/provider.ts';
import type { OpenIdAnswer } from '../../../shared/domain/openid.ts';
import type { OpenIdProvider } from '../../../shared/ports.ts';
import {
  type Bend,
  client,
  type LoopbackProvider,
  openLoopbackProvider,
  type ProviderInput,
  throughProvider,
} from '../../loopback/openid-provider.ts';

const redirectUri = 'https://jalon.example.org/app/openid/back';
/** The library reads the machine's clock, which is years later: `now` must be what counts. */
const now = Temporal.Instant.from('2021-10-20T08:00:00Z');
const seconds = now.epochMilliseconds / 1_000;
const person = { sub: 'subject-1', email: 'lead@example.org', siret: '110 002 011 00044' };
const claims = { issuer: '', subject: 'subject-1', email: 'lead@example.org', organisationNumber: '11000201100044' };

const open: LoopbackProvider[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function aProvider(input: Partial<ProviderInput> = {}): Promise<LoopbackProvider> {
  const provider = await openLoopbackProvider({ redirectUri, now: () => now, ...input });
  provider.as(person);
  open.push(provider);
  return provider;
}

function theClient({ endpoint }: LoopbackProvider, input: Partial<ProviderOptions> = {}, elapsed?: () => number): OpenIdProvider {
  const options: ProviderOptions = {
    name: 'ProConnect',
    issuer: endpoint,
    clientId: client.id,
    clientSecret: client.secret,
    scope: 'openid email siret',
    organisationClaim: 'siret',
    verifiedAddresses: 'claimed',
    algorithm: 'RS256',
    redirectUri,
    ...input,
  };
  return elapsed === undefined ? openIdProvider(options) : openIdProvider(options, elapsed);
}

async function departure(from: OpenIdProvider) {
  const begun = await from.begin();
  if (!begun.ok) throw new Error(`no departure: ${begun.why}`);
  return begun;
}

/** One sign-in from end to end, the browser's part played by the test. */
async function signIn(from: OpenIdProvider, at = now): Promise<OpenIdAnswer> {
  const sent = await departure(from);
  return from.finish(await throughProvider(sent.url), sent, at);
}

const refused = (why: string): OpenIdAnswer => ({ ok: false, reason: 'refused', why });
const comparison = refused('OAUTH_JWT_CLAIM_COMPARISON_FAILED');
const late = refused('OAUTH_JWT_TIMESTAMP_CHECK_FAILED');
const invalid = refused('OAUTH_INVALID_RESPONSE');
const missing = refused('claims-missing');
const noKey = refused('OAUTH_KEY_SELECTION_FAILED');

describe('sign-in through a provider', () => {
  test('S1: tells who it is, with PKCE, state and nonce, and nothing in the address that nobody asked for', async () => {
    const provider = await aProvider();
    const from = theClient(provider);
    const { url, state, nonce, verifier } = await departure(from);
    const asked = Object.fromEntries(new URL(url).searchParams);
    expect(asked).toEqual({
      client_id: client.id,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid email siret',
      state,
      nonce,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    expect([state, nonce, verifier].map(({ length }) => length)).toEqual([43, 43, 43]);
    expect(await signIn(from)).toEqual({ ok: true, claims: { ...claims, issuer: provider.endpoint } });
  });

  test.each([
    ['ES256', { algorithm: 'ES256' }, { algorithm: 'ES256' }],
    ['no PKCE', { pkce: false }, {}],
    ['the client’s secret in a header', { authentication: 'client_secret_basic' }, {}],
    ['no claim for the organisation', {}, { organisationClaim: null }],
  ] as const)('S1: works with %s', async (_, input, options) => {
    const told = await signIn(theClient(await aProvider(input), options));
    expect(told).toMatchObject({ ok: true, claims: { subject: 'subject-1' } });
    const number = 'organisationClaim' in options ? null : claims.organisationNumber;
    expect(told.ok && told.claims.organisationNumber).toBe(number);
  });

  const tokens: readonly [what: string, bend: Bend, why: OpenIdAnswer][] = [
    ['is not signed', (right, sign) => sign.unsigned(right), invalid],
    ['is signed with the client’s secret', (right, sign) => sign.hs256(right), invalid],
    ['is signed by a key nobody published', (right, sign) => sign.forged(right), invalid],
    ['names a key nobody published', (right, sign) => sign.kid(right, 'other'), noKey],
    ['expired a second ago', (right, sign) => sign.honest({ ...right, exp: seconds - 1 }), late],
    ['expires this second', (right, sign) => sign.honest({ ...right, exp: seconds }), late],
    ['is not valid yet', (right, sign) => sign.honest({ ...right, nbf: seconds + 300 }), late],
    ['is of another issuer', (right, sign) => sign.honest({ ...right, iss: 'https://other.example.org' }), comparison],
    ['is for another client', (right, sign) => sign.honest({ ...right, aud: 'other' }), comparison],
    ['is no token', () => 'a.b.c', refused('OAUTH_PARSE_ERROR')],
    ['is empty', () => '', invalid],
  ];

  test.each(tokens)('S1: refuses an ID token that %s', async (_, bend, why) => {
    const provider = await aProvider();
    provider.faults.idToken = bend;
    expect(await signIn(theClient(provider))).toEqual(why);
    expect(provider.asked).not.toContain('/userinfo');
  });

  test.each(tokens)('S1: refuses user information that %s', async (_, bend, why) => {
    const provider = await aProvider();
    provider.faults.userInformation = bend;
    expect(await signIn(theClient(provider))).toEqual(why);
  });

  test.each(['iss', 'aud', 'exp', 'sub', 'nonce', 'iat'] as const)('S1: refuses an ID token without %s', async (name) => {
    const provider = await aProvider();
    provider.faults.idToken = ({ [name]: _, ...rest }, sign) => sign.honest(rest);
    expect(await signIn(theClient(provider))).toMatchObject({ ok: false, reason: 'refused' });
  });

  test.each([
    ['iss', missing],
    ['aud', missing],
    ['exp', missing],
    ['siret', missing],
    ['sub', invalid],
  ] as const)('S1: refuses user information without %s', async (name, why) => {
    const provider = await aProvider();
    provider.faults.userInformation = ({ [name]: _, ...rest }, sign) => sign.honest(rest);
    expect(await signIn(theClient(provider))).toEqual(why);
  });

  const vouched: readonly [told: object, claimed: string | null, all: string | null][] = [
    [{ email_verified: true }, person.email, person.email],
    [{ email_verified: undefined }, null, person.email],
    [{ email_verified: false }, null, null],
    [{ email_verified: 'true' }, null, null],
    [{ email_verified: null }, null, null],
    [{ email: 'Lead <lead@example.org>' }, null, null],
    [{ email: undefined }, null, null],
  ];

  test.each(vouched)('S1: of %j tells an address only as far as the provider vouches for it', async (told, claimed, all) => {
    const provider = await aProvider();
    provider.as({ ...person, ...told });
    for (const [verifiedAddresses, email] of [
      ['claimed', claimed],
      ['all', all],
    ] as const) {
      expect(await signIn(theClient(provider, { verifiedAddresses }))).toMatchObject({ ok: true, claims: { email } });
    }
  });

  test.each(['', ' \u00A0', null, 12, ['11000201100044']])('S1: refuses %j as the number of an organisation', async (siret) => {
    const provider = await aProvider();
    provider.as({ ...person, siret });
    expect(await signIn(theClient(provider))).toEqual(refused('claims-missing'));
  });

  test('S1: refuses an ID token that was made for another sign-in of the same person', async () => {
    const provider = await aProvider();
    const from = theClient(provider);
    let earlier = '';
    provider.faults.idToken = async (right, { honest }) => {
      earlier = await honest(right);
      return earlier;
    };
    expect(await signIn(from)).toMatchObject({ ok: true });
    provider.faults.idToken = () => earlier;
    expect(await signIn(from)).toEqual(comparison);
  });

  test('S1: refuses user information about somebody else, and the ID token in its place', async () => {
    const provider = await aProvider();
    const from = theClient(provider);
    provider.faults.userInformation = (right, { honest }) => honest({ ...right, sub: 'subject-2' });
    expect(await signIn(from)).toEqual(refused('OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'));
    let idToken = '';
    provider.faults.idToken = async (right, { honest }) => {
      idToken = await honest(right);
      return idToken;
    };
    provider.faults.userInformation = () => idToken;
    expect(await signIn(from)).toEqual(missing);
  });

  test('S1: refuses user information that is not signed at all', async () => {
    const provider = await aProvider();
    const body = JSON.stringify({ ...person, iss: provider.endpoint, aud: client.id, exp: seconds + 60 });
    const answer = { status: 200, headers: { 'content-type': 'application/json' }, body };
    provider.faults.instead = { path: '/userinfo', answer };
    expect(await signIn(theClient(provider))).toEqual(refused('OAUTH_JWT_USERINFO_EXPECTED'));
  });

  test('S1: refuses RS256 where ES256 was agreed, and the other way round', async () => {
    expect(await signIn(theClient(await aProvider({ algorithm: 'RS256' }), { algorithm: 'ES256' }))).toEqual(invalid);
    expect(await signIn(theClient(await aProvider({ algorithm: 'ES256' }), { algorithm: 'RS256' }))).toEqual(invalid);
  });

  test('S1: refuses another state, another nonce, another verifier, and a code that was used', async () => {
    const from = theClient(await aProvider());
    const wrong = 'x'.repeat(43);
    for (const change of [{ state: wrong }, { nonce: wrong }, { verifier: wrong }]) {
      const sent = await departure(from);
      const answer = await from.finish(await throughProvider(sent.url), { ...sent, ...change }, now);
      expect(answer, Object.keys(change)[0]).toMatchObject({ ok: false, reason: 'refused' });
    }
    const sent = await departure(from);
    const back = await throughProvider(sent.url);
    expect(await from.finish(back, sent, now)).toMatchObject({ ok: true });
    expect(await from.finish(back, sent, now)).toEqual(refused('invalid_grant'));
  });

  test('S1: refuses an answer that names another issuer beside the code', async () => {
    const from = theClient(await aProvider());
    const sent = await departure(from);
    const back = await throughProvider(sent.url);
    back.searchParams.set('iss', 'https://other.example.org');
    expect(await from.finish(back, sent, now)).toMatchObject({ ok: false, reason: 'refused' });
  });

  test('S1: goes nowhere for a provider that describes another issuer', async () => {
    const provider = await aProvider({ issuer: 'https://other.example.org' });
    expect(await theClient(provider).begin()).toMatchObject({ ok: false, reason: 'unreachable' });
  });
});

describe('calls to a provider', () => {
  test('S13: go to its own origin alone, whatever its description says', async () => {
    const [provider, other] = [await aProvider(), await aProvider()];
    for (const name of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri']) {
      const described = await fetch(`${provider.endpoint}/.well-known/openid-configuration`);
      const body = JSON.stringify({ ...z.looseObject({}).parse(await described.json()), [name]: `${other.endpoint}/token` });
      const answer = { status: 200, headers: { 'content-type': 'application/json' }, body };
      provider.faults.instead = { path: '/.well-known/openid-configuration', answer };
      expect(await theClient(provider).begin(), name).toMatchObject({ ok: false });
      delete provider.faults.instead;
    }
    expect(other.asked).toEqual([]);
  });

  test.each(['/.well-known/openid-configuration', '/token', '/jwks', '/userinfo'])(
    'S13: follow no redirect of %s',
    async (path) => {
      const [provider, other] = [await aProvider(), await aProvider()];
      provider.faults.instead = { path, answer: { status: 302, headers: { location: `${other.endpoint}${path}` }, body: '' } };
      const begun = await theClient(provider).begin();
      if (begun.ok) expect(await signIn(theClient(provider))).toMatchObject({ ok: false });
      expect(begun.ok).toBe(!path.startsWith('/.well-known'));
      expect(other.asked).toEqual([]);
    },
  );

  test('S13: take no answer of more than 64 KB', async () => {
    const provider = await aProvider();
    const padded =
      (length: number): Bend =>
      (right, { honest }) =>
        honest({ ...right, padding: 'x'.repeat(length) });
    provider.faults.userInformation = padded(40_000);
    expect(await signIn(theClient(provider))).toMatchObject({ ok: true });
    provider.faults.userInformation = padded(50_000);
    expect(await signIn(theClient(provider))).toMatchObject({ ok: false, reason: 'refused' });
  });

  test('say that it does not answer: gone, broken, or silent for five seconds', { timeout: 15_000 }, async () => {
    const provider = await aProvider();
    const from = theClient(provider);
    provider.faults.instead = { path: '/jwks', answer: { status: 503, body: '' } };
    expect(await signIn(from)).toEqual({ ok: false, reason: 'unreachable', why: 'status-503' });
    provider.faults.instead = { path: '/token', answer: 'silence' };
    const begun = performance.now();
    expect(await signIn(from)).toEqual({ ok: false, reason: 'unreachable', why: 'timeout' });
    expect(performance.now() - begun).toBeLessThan(9_000);
    await provider.close();
    expect(await theClient(provider).begin()).toEqual({ ok: false, reason: 'unreachable', why: 'no-answer' });
  });

  test('ask what the provider is once an hour', async () => {
    const provider = await aProvider();
    let elapsed = 0;
    const from = theClient(provider, {}, () => elapsed);
    const described = () => provider.asked.filter((path) => path.startsWith('/.well-known')).length;
    for (const [at, times] of [
      [0, 1],
      [3_599_999, 1],
      [3_600_000, 2],
    ] as const) {
      elapsed = at;
      await departure(from);
      expect(described()).toBe(times);
    }
  });

  test('see at once that the provider changed its key, and that it withdrew the old one', async () => {
    const provider = await aProvider();
    const from = theClient(provider);
    expect(await signIn(from)).toMatchObject({ ok: true });
    await provider.rotate();
    expect(await signIn(from)).toMatchObject({ ok: true });
    provider.faults.idToken = (right, { kid }) => kid(right, 'first');
    expect(await signIn(from)).toEqual(noKey);
  });

  test('say in one word what the provider has against this client, for whoever has to mend it', async () => {
    const provider = await aProvider();
    const from = theClient(provider, { clientSecret: 'another secret, of nobody at all' });
    expect(await signIn(from)).toEqual(refused('invalid_client'));
  });
});
