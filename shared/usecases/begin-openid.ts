import type { Temporal } from 'temporal-polyfill';
import { instantText } from '../domain/fuzzy-date.ts';
import { meterKeyOf } from '../domain/keyed-hash.ts';
import { openIdLife } from '../domain/openid.ts';
import { sha256Of } from '../domain/text.ts';
import type { OpenIdProvider, PeopleStore } from '../ports.ts';

/** Departures of one source: each leaves a row for ten minutes, and anyone may ask for one. */
const departures = { limit: 100, seconds: 3_600 } as const;

export type BeginOpenIdCommand = {
  readonly secret: string;
  /** Hash of the cookie of the browser that leaves. */
  readonly browser: string;
  /** Where the request comes from, as the outermost machine we trust says it. */
  readonly source: string;
  /** Local path to come back to. */
  readonly next: string;
  readonly now: Temporal.Instant;
};

export type BeginOpenIdOutcome =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly reason: 'too-many' }
  | { readonly ok: false; readonly reason: 'unreachable'; readonly why: string };

/** A browser leaves for the provider; what it must come back with is kept. */
export async function beginOpenId(
  { people, openId }: { readonly people: PeopleStore; readonly openId: OpenIdProvider },
  { secret, browser, source, next, now }: BeginOpenIdCommand,
): Promise<BeginOpenIdOutcome> {
  const meter = { key: meterKeyOf(secret, 'departures by source', source), ...departures };
  if (!(await people.spend(meter, instantText(now)))) return { ok: false, reason: 'too-many' };
  const departure = await openId.begin();
  if (!departure.ok) return departure;
  const { url, state, nonce, verifier } = departure;
  const expiresAt = instantText(now.add(openIdLife));
  await people.putOpenIdStart({ stateHash: sha256Of(state), browser, nonce, verifier, next, expiresAt });
  return { ok: true, url };
}
