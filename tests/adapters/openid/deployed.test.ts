import { SSMClient } from '@aws-sdk/client-ssm';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDeployedProvider } from '../../../shared/adapters/openid/deployed.ts';
import { client, type LoopbackProvider, openLoopbackProvider, throughProvider } from '../../loopback/openid-provider.ts';
import type { Loopback } from '../../loopback/server.ts';
import { openLoopbackParameters } from '../../loopback/ssm.ts';

const PUBLIC_URL = 'https://jalon.example.org';

describe('the provider of a deployment', () => {
  let provider: LoopbackProvider;
  let parameters: Loopback;
  let ssm: SSMClient;
  beforeAll(async () => {
    provider = await openLoopbackProvider({ redirectUri: `${PUBLIC_URL}/app/openid/back` });
    parameters = await openLoopbackParameters({ '/Jalon/openid-secret': { Type: 'SecureString', Value: client.secret } });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    ssm = new SSMClient({ region: 'eu-west-3', endpoint: parameters.endpoint, credentials });
  });
  afterAll(async () => {
    ssm.destroy();
    await parameters.close();
    await provider.close();
  });

  const settings = () => ({
    ...{ name: 'ProConnect', issuer: provider.endpoint, clientId: client.id },
    ...{ scope: 'openid email', organisationClaim: null, algorithm: 'RS256' as const },
    verifiedAddresses: 'claimed' as const,
  });

  test('S19: is asked with the secret of its parameter, and sends browsers back to the site', async () => {
    const told = { OPENID: settings(), OPENID_SECRET_PARAMETER: '/Jalon/openid-secret', PUBLIC_URL };
    const openId = await openDeployedProvider(told, ssm);
    const sent = await openId?.begin();
    if (openId === null || sent === undefined || !sent.ok) throw new Error('no departure');
    const back = await throughProvider(sent.url);
    expect(back.origin + back.pathname).toBe(`${PUBLIC_URL}/app/openid/back`);
    expect(await openId.finish(back, sent, Temporal.Now.instant())).toMatchObject({ ok: true });
  });

  test('S19: is missed aloud without its secret, and no secret is asked for where there is none', async () => {
    const without = { OPENID: settings(), OPENID_SECRET_PARAMETER: '/Jalon/none', PUBLIC_URL };
    await expect(openDeployedProvider(without, ssm)).rejects.toMatchObject({ name: 'ParameterNotFound' });
    expect(await openDeployedProvider({ ...without, OPENID: null }, ssm)).toBeNull();
  });
});
