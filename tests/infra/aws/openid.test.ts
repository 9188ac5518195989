import { beforeAll, describe, expect, it } from 'vitest';
import { environments, readEnvironment } from '../../../functions/environment.ts';
import { permissions } from './permissions.ts';
import { propertiesOf, type Synthesized, synthesized } from './synthesize.ts';
import { openId } from './variants.ts';

describe('a deployment with a provider of OpenID Connect', () => {
  let made: Synthesized;
  let without: Synthesized;
  beforeAll(async () => {
    made = await synthesized('with a provider');
    without = await synthesized();
  });

  const told = (from: Synthesized): unknown => propertiesOf(from.service, 'Api')['Environment'];
  const parameters = (from: Synthesized, name: string): string[] =>
    (permissions(from).get(name) ?? [])
      .filter(({ action }) => action === 'ssm:GetParameter')
      .map(({ resource }) => resource.replace(/^.*:parameter/, ''))
      .sort();

  it('S19: tells api who the provider is and where its secret lies, and nobody the secret', () => {
    expect(told(made)).toMatchObject({
      Variables: { OPENID: JSON.stringify(openId), OPENID_SECRET_PARAMETER: '/Jalon/openid-secret' },
    });
    expect(told(without)).toMatchObject({ Variables: { OPENID: 'null' } });
    const read = readEnvironment(environments.api.pick({ OPENID: true }), { OPENID: JSON.stringify(openId) });
    expect(read).toEqual({ OPENID: openId });
  });

  it('S17: lets api alone read that secret, and nobody where there is no provider', () => {
    expect(parameters(made, 'Api')).toEqual(['/Jalon/openid-secret', '/Jalon/origin-key', '/Jalon/secret']);
    expect(parameters(made, 'Send')).toEqual(['/Jalon/secret']);
    expect(parameters(without, 'Api')).toEqual(['/Jalon/origin-key', '/Jalon/secret']);
  });

  it('differs from one without in nothing else', () => {
    expect(Object.keys(made.service.Resources)).toEqual(Object.keys(without.service.Resources));
    expect(made.data).toEqual(without.data);
  });
});
