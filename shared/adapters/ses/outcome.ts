import * as z from 'zod';
import type { MailOutcome } from '../../ports.ts';

/** What matters of an error of the SDK, of Node's sockets, or of anything else that was thrown. */
const failure = z.looseObject({
  name: z.string().catch('Error'),
  message: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  $metadata: z.looseObject({ httpStatusCode: z.number().optional() }).optional().catch(undefined),
});

/** The request never left this machine. */
const neverLeft: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

const stopping: readonly string[] = [
  'AccountSendingPausedException',
  'ConfigurationSetSendingPausedException',
  'ConfigurationSetDoesNotExistException',
  'ConfigurationSetDoesNotExist',
  'MailFromDomainNotVerifiedException',
  'AccessDenied',
  'AccessDeniedException',
];

/** The request was refused unread, or never left: its signature is too old, or its credentials have run out or could not be had. */
const ofThisSender: readonly string[] = [
  'RequestExpired',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'ExpiredToken',
  'ExpiredTokenException',
  'CredentialsProviderError',
];

const throttling: readonly string[] = ['Throttling', 'ThrottlingException'];
const rejecting: readonly string[] = ['MessageRejected', 'InvalidParameterValue'];

/** Which class of RELIABILITY 2.3 an error belongs to. What cannot be told is ambiguous: it may have been sent. */
export function outcomeOf(error: unknown): Exclude<MailOutcome, { kind: 'accepted' }> {
  const read = failure.safeParse(error);
  if (!read.success) return { kind: 'ambiguous', reason: 'unknown' };
  const { name, message, code, $metadata } = read.data;
  if (throttling.includes(name)) return /daily/i.test(message) ? { kind: 'quota' } : { kind: 'passing', reason: name };
  // Of one sender alone, whose clock or credentials may be mended: alone no reason to stop everybody's mail.
  if (ofThisSender.includes(name)) return { kind: 'unsigned', reason: name };
  if (stopping.includes(name) || $metadata?.httpStatusCode === 403) return { kind: 'stopped', reason: name };
  // What is about the account comes under the name of a rejected message, too: an identity that is not verified, the sandbox's
  // recipients included, and a pause or an end of all sending by AWS itself.
  if (name === 'MessageRejected' && /not verified/i.test(message)) return { kind: 'stopped', reason: 'identity not verified' };
  if (name === 'MessageRejected' && /sending paused|paused|suspended|shut ?down/i.test(message))
    return { kind: 'stopped', reason: 'sending paused' };
  if (rejecting.includes(name)) return { kind: 'rejected', reason: name };
  if (code !== undefined && neverLeft.includes(code)) return { kind: 'passing', reason: code };
  return { kind: 'ambiguous', reason: code ?? name };
}
