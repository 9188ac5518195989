import * as z from 'zod';
import { contactId, isoInstant } from './identifiers.ts';
import { sha256, sha256Of } from './text.ts';

/** Where a provider sends browsers back to, as it was registered there: the site's address and this path. */
export const openIdReturnPath = '/app/openid/back';

/** How long a browser may stay away at the provider. */
export const openIdLife = { minutes: 10 } as const;

const loopback = ['127.0.0.1', '[::1]', 'localhost'];

function isLoopback(address: string): boolean {
  return URL.canParse(address) && loopback.includes(new URL(address).hostname);
}

/** What is agreed with a provider when Jalon is registered there; its secret is kept elsewhere. */
export const openIdSettings = z.strictObject({
  /** How people know it: the button says this name. */
  name: z.string().min(1).max(60),
  /** Letter for letter as the provider writes it, with or without a closing slash. */
  issuer: z
    .url({ protocol: /^https?$/ })
    .refine((issuer) => issuer.startsWith('https:') || isLoopback(issuer), 'plain http is for this machine only'),
  clientId: z.string().min(1).max(200),
  /** What to ask for, `openid` first, separated by spaces. */
  scope: z.string().regex(/^openid(?: [!#-[\]-~]+)*$/, 'openid, then other scopes'),
  /**
   * Claim that tells the registered number of somebody's organisation; null: the address alone says whom to let in, and
   * whoever is invited with a number is not.
   */
  organisationClaim: z.string().min(1).max(100).nullable(),
  /**
   * `claimed`: an address counts where `email_verified` is true, and an answer that lacks the claim tells no address.
   * `all`: the provider verifies every address it tells and sends no such claim (ProConnect's claims have none); one that is
   * not true still counts.
   */
  verifiedAddresses: z.enum(['claimed', 'all']).default('claimed'),
  /** The one algorithm that ID tokens and user information are signed with (RELIABILITY S1). */
  algorithm: z.enum(['RS256', 'ES256']),
});
export type OpenIdSettings = z.infer<typeof openIdSettings>;

/** A sign-in by OpenID Connect on its way: made when a browser leaves for the provider, taken once when it comes back. */
export const openIdStart = z.strictObject({
  /** Hash of `state`. */
  stateHash: sha256,
  /** Hash of the cookie of the browser that left. */
  browser: sha256,
  nonce: z.string().min(32).max(200),
  verifier: z.string().min(43).max(128),
  /** Local path to come back to. */
  next: z.string().max(500),
  expiresAt: isoInstant,
});
export type OpenIdStart = z.infer<typeof openIdStart>;

/** Who a provider says somebody is, pinned to a contact at the first sign-in. Issuer and subject together are the identity. */
export const pinnedIdentity = z.object({ key: sha256, contactId });

/** What a provider told about a person, every signature checked. */
export type OpenIdClaims = {
  readonly issuer: string;
  readonly subject: string;
  /** Null when none was told, or one that the provider itself does not vouch for. */
  readonly email: string | null;
  /** Null exactly where the settings name no claim for it: an answer that lacks the claim is refused. */
  readonly organisationNumber: string | null;
};

/** The key an identity is pinned by: the same subject at another issuer is somebody else. */
export function identityOf({ issuer, subject }: Pick<OpenIdClaims, 'issuer' | 'subject'>): string {
  return sha256Of(`${issuer}\u001F${subject}`);
}

/** `why` is a short, stable code for the log: nothing in it comes from a person. */
export type OpenIdDeparture =
  | { readonly ok: true; readonly url: string; readonly state: string; readonly nonce: string; readonly verifier: string }
  | { readonly ok: false; readonly reason: 'unreachable'; readonly why: string };

/** `refused`: something about the answer is not as it must be: issuer, audience, expiry, nonce, state, a signature. */
export type OpenIdAnswer =
  | { readonly ok: true; readonly claims: OpenIdClaims }
  | { readonly ok: false; readonly reason: 'unreachable' | 'refused'; readonly why: string };
