import type { SSMClient } from '@aws-sdk/client-ssm';
import { type OpenIdSettings, openIdReturnPath } from '../../domain/openid.ts';
import type { OpenIdProvider } from '../../ports.ts';
import { readSecret } from '../parameters/secret.ts';
import { openIdProvider } from './provider.ts';

/** The provider of a deployment, or null where nobody signs in that way: then no secret is asked for. */
export async function openDeployedProvider(
  told: {
    readonly OPENID: OpenIdSettings | null;
    readonly OPENID_SECRET_PARAMETER: string;
    readonly PUBLIC_URL: string;
  },
  parameters?: SSMClient,
): Promise<OpenIdProvider | null> {
  if (told.OPENID === null) return null;
  const clientSecret = await readSecret(told.OPENID_SECRET_PARAMETER, parameters);
  return openIdProvider({ ...told.OPENID, clientSecret, redirectUri: `${told.PUBLIC_URL}${openIdReturnPath}` });
}
