import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  clockSkew,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type ServerMetadata,
} from 'openid-client';
import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { emailAddress } from '../../domain/contact.ts';
import type { OpenIdClaims, OpenIdSettings } from '../../domain/openid.ts';
import type { OpenIdProvider } from '../../ports.ts';
import { callsTo, IssuerUnreachable, limits } from './calls.ts';

export type ProviderOptions = OpenIdSettings & {
  readonly clientSecret: string;
  /** Where browsers come back to, as registered with the provider. */
  readonly redirectUri: string;
};

/** How long the provider's description of itself is believed. Its keys are asked for at each sign-in. */
const descriptionLife = 3_600_000;

/** What the library's own checks leave to us: it would take user information that names neither issuer nor audience nor end. */
const userInformation = z.looseObject({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  sub: z.string().min(1).max(255),
  email: z.string().optional(),
  email_verified: z.unknown().optional(),
});

/** A signed answer lacks something, or says it in another form than agreed. */
class ClaimsMissing extends Error {
  readonly code = 'claims-missing';
}

/** Milliseconds that only ever grow, for the age of what is kept. */
const elapsedTime = (): number => performance.now();

/**
 * Sign-in through one provider of OpenID Connect: authorization code, PKCE where the provider knows it, ID token and user
 * information both signed and both checked. Creating it calls nobody.
 */
export function openIdProvider(options: ProviderOptions, elapsed: () => number = elapsedTime): OpenIdProvider {
  let kept: { readonly at: number; readonly server: ServerMetadata } | null = null;

  const describe = async (): Promise<ServerMetadata> => {
    if (kept !== null && elapsed() - kept.at < descriptionLife) return kept.server;
    const found = await discovery(new URL(options.issuer), options.clientId, undefined, undefined, {
      timeout: limits.callSeconds,
      [customFetch]: callsTo(options.issuer),
      ...(isPlain(options) ? { execute: [allowInsecureRequests] } : {}),
    });
    const server = checkedDescription(found.serverMetadata(), options.issuer);
    kept = { at: elapsed(), server };
    return server;
  };

  return {
    name: options.name,
    begin: async () => {
      try {
        const server = await describe();
        const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
        const url = buildAuthorizationUrl(clientOf(options, server, null), {
          redirect_uri: options.redirectUri,
          scope: options.scope,
          state,
          nonce,
          ...(knowsPkce(server)
            ? { code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }
            : {}),
        });
        return { ok: true, url: url.href, state, nonce, verifier };
      } catch (error) {
        return { ok: false, reason: 'unreachable', why: codeOf(error) };
      }
    },
    finish: async (answer, sent, now) => {
      try {
        const server = await describe();
        const client = clientOf(options, server, now);
        const back = new URL(options.redirectUri);
        back.search = answer.search;
        const tokens = await authorizationCodeGrant(client, back, {
          expectedState: sent.state,
          expectedNonce: sent.nonce,
          idTokenExpected: true,
          ...(knowsPkce(server) ? { pkceCodeVerifier: sent.verifier } : {}),
        });
        const subject = tokens.claims()?.sub ?? '';
        const told = await fetchUserInfo(client, tokens.access_token, subject);
        return { ok: true, claims: claimsIn(told, options) };
      } catch (error) {
        // Whatever else it was, nobody is let in.
        return { ok: false, reason: isUnreachable(error) ? 'unreachable' : 'refused', why: codeOf(error) };
      }
    },
  };
}

function isPlain({ issuer }: ProviderOptions): boolean {
  return issuer.startsWith('http:');
}

function knowsPkce({ code_challenge_methods_supported: methods }: ServerMetadata): boolean {
  return methods?.includes('S256') === true;
}

/** The description of the issuer that was configured, letter for letter, and of endpoints at its own origin. */
function checkedDescription(server: ServerMetadata, issuer: string): ServerMetadata {
  const { origin } = new URL(issuer);
  const atOrigin = z.url().refine((address) => new URL(address).origin === origin);
  const isIt = z
    .looseObject({
      issuer: z.literal(issuer),
      authorization_endpoint: atOrigin,
      token_endpoint: atOrigin,
      userinfo_endpoint: atOrigin,
      jwks_uri: atOrigin,
    })
    .safeParse(server).success;
  if (!isIt) throw new RangeError('the issuer describes another, or endpoints elsewhere');
  return server;
}

/** The library reads the machine's clock: it is told by how many seconds `now` differs. */
function skewOf(now: Temporal.Instant): number {
  return Math.floor(now.epochMilliseconds / 1_000) - Math.floor(Date.now() / 1_000);
}

/**
 * The client for one sign-in. It begins without keys, so that one the provider withdrew counts no longer and a new one
 * counts at once, at the price of one call. Where nothing is dated, `now` is null.
 */
function clientOf(options: ProviderOptions, server: ServerMetadata, now: Temporal.Instant | null): Configuration {
  const { clientId, clientSecret, algorithm } = options;
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const authentication = methods.includes('client_secret_post')
    ? ClientSecretPost(clientSecret)
    : ClientSecretBasic(clientSecret);
  const metadata = {
    id_token_signed_response_alg: algorithm,
    userinfo_signed_response_alg: algorithm,
    [clockSkew]: now === null ? 0 : skewOf(now),
    [clockTolerance]: 0,
  };
  const client = new Configuration(server, clientId, metadata, authentication);
  client.timeout = limits.callSeconds;
  client[customFetch] = callsTo(options.issuer);
  if (isPlain(options)) allowInsecureRequests(client);
  // Without it the library trusts whoever answers, and no signature is looked at.
  enableNonRepudiationChecks(client);
  return client;
}

/** Does the provider vouch for the address? What it leaves unsaid counts only where that was agreed with it. */
function isVerified(claim: unknown, { verifiedAddresses }: ProviderOptions): boolean {
  return claim === true || (claim === undefined && verifiedAddresses === 'all');
}

function claimsIn(told: unknown, options: ProviderOptions): OpenIdClaims {
  const { organisationClaim } = options;
  const read = userInformation.safeParse(told);
  if (!read.success) throw new ClaimsMissing();
  const { iss: issuer, sub: subject, email, email_verified: verified } = read.data;
  const address = isVerified(verified, options) ? emailAddress.safeParse(email).data : undefined;
  return {
    issuer,
    subject,
    email: address ?? null,
    organisationNumber: organisationClaim === null ? null : numberIn(read.data[organisationClaim]),
  };
}

/** A registered number as contacts have it: without the spaces people put into it. */
function numberIn(claim: unknown): string {
  const number = z.string().safeParse(claim).data?.replace(/\s/gu, '').toUpperCase() ?? '';
  if (number === '') throw new ClaimsMissing();
  return number;
}

/** The library wraps what a call threw, once or twice. */
function isUnreachable(error: unknown): boolean {
  return error instanceof Error && (error instanceof IssuerUnreachable || isUnreachable(error.cause));
}

const code = z.object({ code: z.string().regex(/^[\w-]{1,60}$/) });
const oauthError = /^[a-z_]{1,40}$/;

/** A stable word for the log: of what an issuer says, its registered error codes alone. */
function codeOf(error: unknown): string {
  if (error instanceof ResponseBodyError && oauthError.test(error.error)) return error.error;
  if (error instanceof Error && error.cause instanceof IssuerUnreachable) return error.cause.code;
  const read = code.safeParse(error);
  if (read.success) return read.data.code;
  return error instanceof Error ? error.name : 'unknown';
}
