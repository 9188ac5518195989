import { createHash, randomBytes } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { Temporal } from 'temporal-polyfill';
import { type Answer, type Asked, openLoopback } from './server.ts';

/** Somebody with an account at the provider, and what it tells about them; `email_verified: true` unless told otherwise. */
export type Account = { readonly sub: string; readonly [claim: string]: unknown };

type Key = { readonly kid: string; readonly alg: 'RS256' | 'ES256'; readonly privateKey: CryptoKey; readonly jwk: JWK };

/** How the provider signs, honestly or not. */
export type Signing = {
  /** As it should be. */
  readonly honest: (claims: JWTPayload) => Promise<string>;
  /** With the right `kid` and a key nobody published. */
  readonly forged: (claims: JWTPayload) => Promise<string>;
  /** With the client's secret in place of a key. */
  readonly hs256: (claims: JWTPayload) => Promise<string>;
  readonly unsigned: (claims: JWTPayload) => string;
  /** Rightly, under the name of a key nobody published. */
  readonly kid: (claims: JWTPayload, kid: string) => Promise<string>;
};

/** Makes a token of the claims that would be right; what the provider says unless a test says otherwise. */
export type Bend = (claims: JWTPayload, sign: Signing) => string | Promise<string>;

export type ProviderFaults = {
  idToken?: Bend;
  userInformation?: Bend;
  /** Answers in place of the endpoint at this path. */
  instead?: { readonly path: string; readonly answer: Answer | 'silence' };
};

type Grant = {
  readonly account: Account;
  readonly nonce: string;
  readonly challenge: string | null;
  readonly redirectUri: string;
};

export const client = { id: 'jalon', secret: 'the secret of this client and of no other' } as const;

/** What the rules of ProConnect allow in a request for sign-in; anything else is refused. */
const allowed = [
  'client_id',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
];

async function makeKey(kid: string, alg: Key['alg']): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { modulusLength: 2048, extractable: true });
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

const made = new Map<string, Promise<Key>>();

/** The key of this name; made once for all providers of a test run, as making one takes a while. */
function aKey(kid: string, alg: Key['alg'], whose: 'provider' | 'nobody' = 'provider'): Promise<Key> {
  const name = `${whose} ${kid} ${alg}`;
  const key = made.get(name) ?? makeKey(kid, alg);
  made.set(name, key);
  return key;
}

const json = (body: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export type ProviderInput = {
  readonly redirectUri: string;
  readonly algorithm?: Key['alg'];
  /** Answers in the name of another issuer, as an impostor would. */
  readonly issuer?: string;
  readonly pkce?: boolean;
  readonly authentication?: 'client_secret_post' | 'client_secret_basic';
  readonly now?: () => Temporal.Instant;
};

/**
 * A provider of OpenID Connect on this machine: it describes itself, asks who somebody is with one link, checks the client
 * and the proof of the code, and signs ID tokens and user information. Codes are good once.
 */
export async function openLoopbackProvider(input: ProviderInput) {
  const { redirectUri, algorithm = 'RS256', pkce = true, authentication = 'client_secret_post' } = input;
  const now = input.now ?? (() => Temporal.Now.instant());
  const grants = new Map<string, Grant>();
  const accessTokens = new Map<string, Account>();
  const asked: string[] = [];
  const faults: ProviderFaults = {};
  let account: Account = { sub: 'subject-1', email: 'lead@example.org' };
  let key = await aKey('first', algorithm);
  const nobodys = await aKey('first', algorithm, 'nobody');
  let issuer = '';

  const seconds = (): number => Math.floor(now().epochMilliseconds / 1_000);
  const sealed = (claims: JWTPayload, kid: string, by: Key): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: by.alg, kid, typ: 'JWT' }).sign(by.privateKey);
  const signing: Signing = {
    honest: (claims) => sealed(claims, key.kid, key),
    forged: (claims) => sealed(claims, key.kid, nobodys),
    hs256: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: key.kid }).sign(Buffer.from(client.secret)),
    unsigned: (claims) => new UnsecuredJWT(claims).encode(),
    kid: (claims, kid) => sealed(claims, kid, key),
  };
  const signed = (claims: JWTPayload, bend: Bend = (right, { honest }) => honest(right)) => bend(claims, signing);
  const named = () => ({ iss: issuer, aud: client.id, iat: seconds(), exp: seconds() + 60 });

  const describe = (): Answer =>
    json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'ES256', 'HS256', 'none'],
      userinfo_signing_alg_values_supported: ['RS256', 'ES256', 'HS256', 'none'],
      token_endpoint_auth_methods_supported: [authentication],
      ...(pkce ? { code_challenge_methods_supported: ['S256'] } : {}),
    });

  const refuseAuthorization = ({ query }: Asked): string | null => {
    const extra = [...query.keys()].filter((name) => !allowed.includes(name));
    if (extra.length > 0) return `unexpected ${extra.join(', ')}`;
    if (query.get('client_id') !== client.id || query.get('redirect_uri') !== redirectUri) return 'unknown client';
    if (query.get('response_type') !== 'code' || !query.get('scope')?.split(' ').includes('openid'))
      return 'not for code and openid';
    if ((query.get('state') ?? '').length < 32 || (query.get('nonce') ?? '').length < 32)
      return 'state and nonce of 32 characters';
    if (pkce !== (query.get('code_challenge_method') === 'S256')) return 'no proof, or one nobody asked for';
    return null;
  };

  /** A page with one link, as a person would meet it; following the link comes back with a code. */
  const authorize = (request: Asked): Answer => {
    const refused = refuseAuthorization(request);
    if (refused !== null) return { status: 400, body: refused };
    const code = randomBytes(24).toString('base64url');
    const { query } = request;
    grants.set(code, { account, nonce: query.get('nonce') ?? '', challenge: query.get('code_challenge'), redirectUri });
    const back = new URL(redirectUri);
    back.search = String(new URLSearchParams({ code, state: query.get('state') ?? '' }));
    return {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: `<!doctype html><title>Provider</title><a href="${back.href.replaceAll('&', '&amp;')}">It is me</a>`,
    };
  };

  const isClient = ({ headers }: Asked, form: URLSearchParams): boolean =>
    authentication === 'client_secret_basic'
      ? headers['authorization'] ===
        `Basic ${Buffer.from([client.id, client.secret].map((part) => encodeURIComponent(part).replaceAll('%20', '+')).join(':')).toString('base64')}`
      : form.get('client_id') === client.id && form.get('client_secret') === client.secret;

  const token = async (request: Asked): Promise<Answer> => {
    const form = new URLSearchParams(request.body.toString('utf8'));
    if (!isClient(request, form)) return json({ error: 'invalid_client' }, 401);
    const code = form.get('code') ?? '';
    const grant = grants.get(code);
    grants.delete(code);
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isProved = grant?.challenge === null ? !form.has('code_verifier') : grant?.challenge === proof;
    if (grant === undefined || !isProved || form.get('redirect_uri') !== grant.redirectUri) {
      return json({ error: 'invalid_grant' }, 400);
    }
    const accessToken = randomBytes(24).toString('base64url');
    accessTokens.set(accessToken, grant.account);
    const idToken = await signed({ ...named(), sub: grant.account.sub, nonce: grant.nonce }, faults.idToken);
    return json({ access_token: accessToken, token_type: 'Bearer', expires_in: 60, id_token: idToken });
  };

  const userInformation = async ({ headers }: Asked): Promise<Answer> => {
    const known = accessTokens.get((headers['authorization'] ?? '').replace(/^Bearer /, ''));
    if (known === undefined) return json({ error: 'invalid_token' }, 401);
    const body = await signed({ ...named(), email_verified: true, ...known }, faults.userInformation);
    return { status: 200, headers: { 'content-type': 'application/jwt' }, body };
  };

  const server = await openLoopback(async (request) => {
    asked.push(request.path);
    const { instead } = faults;
    if (instead?.path === request.path) return instead.answer === 'silence' ? new Promise<never>(() => {}) : instead.answer;
    switch (request.path) {
      case '/.well-known/openid-configuration':
        return describe();
      case '/authorize':
        return authorize(request);
      case '/token':
        return token(request);
      case '/userinfo':
        return userInformation(request);
      case '/jwks':
        return json({ keys: [key.jwk] });
      default:
        return { status: 404, body: '' };
    }
  });
  issuer = input.issuer ?? server.endpoint;

  return {
    endpoint: server.endpoint,
    close: server.close,
    /** Paths that were asked for, in order. */
    asked,
    faults,
    /** Who is at the browser from now on. */
    as: (who: Account): void => {
      account = who;
    },
    /** The key is withdrawn and another one published in its place. */
    rotate: async (): Promise<void> => {
      key = await aKey(`next ${key.kid}`, algorithm);
    },
  };
}
export type LoopbackProvider = Awaited<ReturnType<typeof openLoopbackProvider>>;

/** Where a browser lands that goes to the provider and follows its link. */
export async function throughProvider(url: string): Promise<URL> {
  const shown = await fetch(url);
  const text = await shown.text();
  const href = /href="([^"]+)"/.exec(text)?.[1];
  if (href === undefined) throw new Error(`the provider refused: ${text}`);
  return new URL(href.replaceAll('&amp;', '&'));
}
