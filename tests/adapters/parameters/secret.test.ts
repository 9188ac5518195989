import { SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOriginKey, readSecret } from '../../../shared/adapters/parameters/secret.ts';
import type { Loopback } from '../../loopback/server.ts';
import { openLoopbackParameters } from '../../loopback/ssm.ts';

const secret = '0123456789abcdef0123456789abcdef';

describe('the secret of a deployment', () => {
  let parameters: Loopback;
  let client: SSMClient;
  beforeAll(async () => {
    parameters = await openLoopbackParameters({
      '/Jalon/secret': { Type: 'SecureString', Value: secret },
      '/Jalon/plain': { Type: 'String', Value: secret },
      '/Jalon/short': { Type: 'SecureString', Value: 'short' },
    });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    client = new SSMClient({ region: 'eu-west-3', endpoint: parameters.endpoint, credentials });
  });
  afterAll(() => parameters.close());

  it('is read in clear from an encrypted parameter', async () => {
    expect(await readSecret('/Jalon/secret', client)).toBe(secret);
  });

  it.each(['/Jalon/plain', '/Jalon/short'])('S19: is refused from %s, by name and without its value', async (name) => {
    const outcome = await readSecret(name, client).catch((error: unknown) => String(error));
    expect(outcome).toBe(`Error: the parameter ${name} must be a SecureString of 32 characters or more`);
  });

  it('is missed aloud where nobody made one', async () => {
    await expect(readSecret('/Jalon/none', client)).rejects.toMatchObject({ name: 'ParameterNotFound' });
  });
});

describe('the origin key of a deployment', () => {
  let parameters: Loopback;
  let client: SSMClient;
  beforeAll(async () => {
    parameters = await openLoopbackParameters({
      '/Jalon/origin-key:2': { Type: 'String', Value: secret },
      '/Jalon/secret': { Type: 'SecureString', Value: secret },
      '/Jalon/short': { Type: 'String', Value: 'short' },
    });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    client = new SSMClient({ region: 'eu-west-3', endpoint: parameters.endpoint, credentials });
  });
  afterAll(() => parameters.close());

  it('is read by its version from a plain parameter', async () => {
    expect(await readOriginKey('/Jalon/origin-key:2', client)).toBe(secret);
  });

  it.each(['/Jalon/secret', '/Jalon/short'])('S19: is refused from %s, by name and without its value', async (name) => {
    const outcome = await readOriginKey(name, client).catch((error: unknown) => String(error));
    expect(outcome).toBe(`Error: the parameter ${name} must be a String of 32 characters or more`);
  });
});
