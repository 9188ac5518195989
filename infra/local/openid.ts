import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { openIdProvider } from '../../shared/adapters/openid/provider.ts';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { openIdReturnPath, openIdSettings } from '../../shared/domain/openid.ts';
import type { OpenIdProvider } from '../../shared/ports.ts';

const environment = z.object({
  JALON_OPENID_ISSUER: z.string(),
  JALON_OPENID_CLIENT_ID: z.string(),
  /** The client's secret, in a file of its own. */
  JALON_OPENID_SECRET_FILE: z.string(),
  JALON_OPENID_NAME: z.string().default('OpenID Connect'),
  JALON_OPENID_SCOPE: z.string().default('openid email'),
  JALON_OPENID_ORGANISATION_CLAIM: z.string().nullable().default(null),
  JALON_OPENID_VERIFIED_ADDRESSES: z.string().default('claimed'),
  JALON_OPENID_ALGORITHM: z.string().default('RS256'),
});

/**
 * The provider that the variables of this machine name; null where they name none.
 * @throws when they name half of one
 */
export function localOpenId(env: { readonly [name: string]: string | undefined }, publicUrl: string): OpenIdProvider | null {
  const given = Object.entries(env).filter(([name, value]) => name.startsWith('JALON_OPENID_') && (value ?? '') !== '');
  if (given.length === 0) return null;
  const told = readTold(Object.fromEntries(given));
  const provider = openIdProvider({ ...told, redirectUri: `${publicUrl}${openIdReturnPath}` });
  // A provider lives in real time, whatever moment a rehearsal stands at.
  return { ...provider, finish: (answer, sent) => provider.finish(answer, sent, systemClock.now()) };
}

function readTold(given: { readonly [name: string]: unknown }) {
  const read = environment.safeParse(given);
  if (!read.success) {
    const names = [...new Set(read.error.issues.map(({ path }) => path.join('.')))].sort();
    throw new Error(`sign-in by OpenID Connect also needs ${names.join(', ')}`);
  }
  const { data } = read;
  const settings = openIdSettings.safeParse({
    name: data.JALON_OPENID_NAME,
    issuer: data.JALON_OPENID_ISSUER,
    clientId: data.JALON_OPENID_CLIENT_ID,
    scope: data.JALON_OPENID_SCOPE,
    organisationClaim: data.JALON_OPENID_ORGANISATION_CLAIM,
    verifiedAddresses: data.JALON_OPENID_VERIFIED_ADDRESSES,
    algorithm: data.JALON_OPENID_ALGORITHM,
  });
  if (!settings.success) {
    const wrong = settings.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`the JALON_OPENID_ variables do not fit: ${wrong.join('; ')}`);
  }
  return { ...settings.data, clientSecret: readFileSync(data.JALON_OPENID_SECRET_FILE, 'utf8').trim() };
}
