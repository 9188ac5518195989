import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../../../shared/adapters/ses/outcome.ts';

const refused = (name: string, httpStatusCode: number) =>
  outcomeOf(Object.assign(new Error('refused'), { name, $metadata: { httpStatusCode } }));

describe('what an error of the mail service means', () => {
  test.each([
    'Sending paused for this account. For more information, please check the inbox of the email address associated with your AWS account.',
    'Sending suspended for this account.',
    'Email address is not verified. The following identities failed the check in region EU-WEST-3',
  ])('F6: a message that was “rejected: %s” is about every mail', (why) => {
    const error = Object.assign(new Error(why), { name: 'MessageRejected', $metadata: { httpStatusCode: 400 } });
    expect(outcomeOf(error)).toMatchObject({ kind: 'stopped' });
  });

  test('a message that was rejected for what it is, is that message alone', () => {
    const error = Object.assign(new Error('Illegal address'), { name: 'MessageRejected', $metadata: { httpStatusCode: 400 } });
    expect(outcomeOf(error)).toEqual({ kind: 'rejected', reason: 'MessageRejected' });
  });

  test.each(['RequestExpired', 'SignatureDoesNotMatch', 'InvalidSignatureException', 'ExpiredTokenException'])(
    'F18: %s is the clock or the credentials of one sender, and alone stops nobody else',
    (name) => {
      expect(refused(name, 403)).toEqual({ kind: 'unsigned', reason: name });
    },
  );

  test.each(['AccessDenied', 'AccessDeniedException', 'SomethingForbiddenThatAWSAddsLater'])(
    'F6: %s is about every mail',
    (name) => {
      expect(refused(name, 403)).toEqual({ kind: 'stopped', reason: name });
    },
  );
});
