import { describe, expect, it } from 'vitest';
import { BadEnvironment, environments, readEnvironment } from '../../functions/environment.ts';

const given = {
  RECORD_TABLE: 'record',
  PEOPLE_TABLE: 'people',
  LEDGER_TABLE: 'ledger',
  CODES_QUEUE_URL: 'https://sqs.eu-west-3.amazonaws.com/111122223333/codes',
  PUBLIC_URL: 'https://jalon.example.org',
  HOME_LANGUAGE: 'en',
  CONTACT_URL: '"https://www.example.org/contact"',
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
    expect(readEnvironment(environments.api, { ...given, PATH: '/bin' })).toEqual({
      ...given,
      CONTACT_URL: 'https://www.example.org/contact',
      OPENID: null,
    });
    const ofPublish = ['CONTACT_URL', 'HOME_LANGUAGE', 'PUBLIC_URL', 'RECORD_TABLE', 'SITE_BUCKET'];
    expect(Object.keys(environments.publish.shape).sort()).toEqual(ofPublish);
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

  it.each(['', 'de', 'EN', 'en-GB'])('refuses %j as the language of the home page', (language) => {
    for (const schema of [environments.api, environments.publish, environments.send]) {
      expect(outcomeOf(() => readEnvironment(schema, { ...given, HOME_LANGUAGE: language }))).toMatchObject({
        names: expect.arrayContaining(['HOME_LANGUAGE']),
      });
    }
  });

  it.each(['', 'https://www.example.org/', '"http://www.example.org/"', '"https://www.example.org/?a=quelquun@example.org"'])(
    'refuses %j as the contact page',
    (page) => {
      for (const schema of [environments.api, environments.publish])
        expect(outcomeOf(() => readEnvironment(schema, { ...given, CONTACT_URL: page }))).toMatchObject({
          names: expect.arrayContaining(['CONTACT_URL']),
        });
    },
  );

  it('may know no contact page', () => {
    expect(readEnvironment(environments.api, { ...given, CONTACT_URL: 'null' }).CONTACT_URL).toBeNull();
  });

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
