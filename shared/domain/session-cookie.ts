import { Temporal } from 'temporal-polyfill';
import { keyedHash, sameHash } from './keyed-hash.ts';

/** A session dies after 30 minutes without a request, and 12 hours after sign-in at the latest (RELIABILITY S5). */
const idleLimit = Temporal.Duration.from({ minutes: 30 });
export const absoluteLimit = Temporal.Duration.from({ hours: 12 });
/** The cookie is stamped anew at most this often. */
const stampEvery = Temporal.Duration.from({ minutes: 1 });

const shape = /^([A-Za-z0-9_-]{43})\.(\d{1,12})\.([0-9a-f]{64})$/;

/**
 * Token, second at which the browser was last seen, and a keyed hash over both. The stamp travels with the browser, so
 * that idle sessions end without any write on a GET; a stolen older value dies 30 minutes after its own stamp.
 */
export function stampedCookie(secret: string, token: string, now: Temporal.Instant): string {
  const seconds = String(Math.floor(now.epochMilliseconds / 1000));
  return `${token}.${seconds}.${keyedHash(secret, 'seen', token, seconds)}`;
}

/** The token of a cookie that is ours and was not idle for too long, and whether it is time to stamp it again. */
export function readStampedCookie(
  secret: string,
  value: string | undefined,
  now: Temporal.Instant,
): { token: string; isDueForStamp: boolean } | null {
  const [, token = '', seconds = '', mac = ''] = shape.exec(value ?? '') ?? [];
  if (token === '' || !sameHash(keyedHash(secret, 'seen', token, seconds), mac)) return null;
  const seenAt = Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000);
  if (Temporal.Instant.compare(now, seenAt.add(idleLimit)) >= 0) return null;
  return { token, isDueForStamp: Temporal.Instant.compare(now, seenAt.add(stampEvery)) >= 0 };
}
