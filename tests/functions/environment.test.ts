import { describe, expect, it } from 'vitest';
import { BadEnvironment, environments, readEnvironment } from '../../functions/environment.ts';

const given = {
  RECORD_TABLE: 'record',
  PEOPLE_TABLE: 'people',
  LEDGER_TABLE: 'ledger',
  CODES_QUEUE_URL: 'https://sqs.eu-west-3.amazonaws.com/111122223333/codes',
  PUBLIC_URL: 'https://jalon.example.org',
  MAIL_FROM: 'jalon@example.org',
  MAIL_NAME: 'Jalon',
  STAGE: 'live',
  SECRET_PARAMETER: '/Jalon/secret',
  ORIGIN_KEY_PARAMETER: '/Jalon/origin-key:1',
  OPENID: 'null',
  OPENID_SECRET_PARAMETER: '/Jalon/openid-secret',
};
const provider = {
  name: 'ProConnect',
  issuer: 'https://issuer.example.org/api/v2',
  clientId: 'jalon',
  scope: 'openid email siret',
  organisationClaim: 'siret',
  verifiedAddresses: 'all',
  algorithm: 'RS256',
};

describe('the environment of a function', () => {
  it('is what the function asks for and nothing more', () => {
    expect(readEnvironment(environments.api, { ...given, PATH: '/bin' })).toEqual({ ...given, OPENID: null });
    expect(Object.keys(environments.publish.shape).sort()).toEqual(['PUBLIC_URL', 'RECORD_TABLE', 'SITE_BUCKET']);
  });

  it('names everything that is missing or malformed in one error, and shows no value', () => {
    const { RECORD_TABLE: _, ...rest } = given;
    const wrong = { ...rest, LEDGER_TABLE: '', PUBLIC_URL: 'http://jalon.example.org' };
    const error = outcomeOf(() => readEnvironment(environments.api, wrong));
    expect(error).toBeInstanceOf(BadEnvironment);
    expect(error).toMatchObject({ names: ['LEDGER_TABLE', 'PUBLIC_URL', 'RECORD_TABLE'] });
    expect(String(error)).not.toContain('jalon.example.org');
  });

  it.each(['https://jalon.example.org/', 'jalon.example.org', 'ftp://jalon.example.org'])(
    'refuses %s as public address',
    (url) => {
      expect(outcomeOf(() => readEnvironment(environments.api, { ...given, PUBLIC_URL: url }))).toMatchObject({
        names: ['PUBLIC_URL'],
      });
    },
  );

  it('names the provider of OpenID Connect in JSON', () => {
    const told = readEnvironment(environments.api, { ...given, OPENID: JSON.stringify(provider) });
    expect(told.OPENID).toEqual(provider);
  });

  it.each([
    ['no JSON', 'OPENID', 'ProConnect'],
    ['nothing', 'OPENID', ''],
    ['plain http', 'OPENID', JSON.stringify({ ...provider, issuer: 'http://127.0.0.1:8080' })],
    ['a shared key', 'OPENID.algorithm', JSON.stringify({ ...provider, algorithm: 'HS256' })],
    ['another scope', 'OPENID.scope', JSON.stringify({ ...provider, scope: 'email' })],
    ['its secret', 'OPENID', JSON.stringify({ ...provider, clientSecret: 'never here' })],
  ])('S19: refuses a provider that comes with %s, naming %s', (_, name, OPENID) => {
    expect(outcomeOf(() => readEnvironment(environments.api, { ...given, OPENID }))).toMatchObject({ names: [name] });
  });
});

function outcomeOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
