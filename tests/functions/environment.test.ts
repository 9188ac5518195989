import { describe, expect, it } from 'vitest';
import { BadEnvironment, environments, readEnvironment } from '../../functions/environment.ts';

const given = {
  RECORD_TABLE: 'record',
  PEOPLE_TABLE: 'people',
  LEDGER_TABLE: 'ledger',
  CODES_QUEUE_URL: 'https://sqs.eu-west-3.amazonaws.com/111122223333/codes',
  PUBLIC_URL: 'https://jalon.example.org',
  SECRET_PARAMETER: '/Jalon/secret',
};

describe('the environment of a function', () => {
  it('is what the function asks for and nothing more', () => {
    expect(readEnvironment(environments.api, { ...given, PATH: '/bin' })).toEqual(given);
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
});

function outcomeOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
