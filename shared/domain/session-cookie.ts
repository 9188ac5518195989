import { Temporal } from 'temporal-polyfill';
import { keyedHash, sameHash } from './keyed-hash.ts';

/** A session dies after 30 minutes without a request, and 12 hours after sign-in at the latest (RELIABILITY S5). */
const idleLimit = Temporal.Duration.from({ minutes: 30 });
export const absoluteLimit = Temporal.Duration.from({ hours: 12 });
/** The cookie is stamped anew at most this often. */
const stampEvery = Temporal.Duration.from({ minutes: 1 });

/** A remembered browser is forgotten 90 days after the code that made it one, however often it comes (RELIABILITY S5). */
export const rememberedLimit = Temporal.Duration.from({ hours: 90 * 24 });

const shape = /^([A-Za-z0-9_-]{43})\.(\d{1,12})\.([0-9a-f]{64})$/;

/**
 * Token, second at which the browser was last seen, and a keyed hash over both. The stamp travels with the browser, so
 * that idle sessions end without any write on a GET; a stolen older value dies 30 minutes after its own stamp.
 */
export function stampedCookie(secret: string, token: string, now: Temporal.Instant): string {
  const seconds = String(Math.floor(now.epochMilliseconds / 1000));
  return `${token}.${seconds}.${keyedHash(secret, 'seen', token, seconds)}`;
}

/** Token and stamp of a cookie that is ours, however long ago it was stamped. */
function stampOf(secret: string, value: string | undefined): { token: string; seenAt: Temporal.Instant } | null {
  const [, token = '', seconds = '', mac = ''] = shape.exec(value ?? '') ?? [];
  if (token === '' || !sameHash(keyedHash(secret, 'seen', token, seconds), mac)) return null;
  return { token, seenAt: Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000) };
}

/** The token of a cookie that is ours, idle or not: for ending its session, never for letting anyone in. */
export function tokenInCookie(secret: string, value: string | undefined): string | null {
  return stampOf(secret, value)?.token ?? null;
}

/** The token of a cookie that is ours and was not idle for too long, and whether it is time to stamp it again. */
export function readStampedCookie(
  secret: string,
  value: string | undefined,
  now: Temporal.Instant,
): { token: string; isDueForStamp: boolean } | null {
  const stamp = stampOf(secret, value);
  if (stamp === null || Temporal.Instant.compare(now, stamp.seenAt.add(idleLimit)) >= 0) return null;
  return { token: stamp.token, isDueForStamp: Temporal.Instant.compare(now, stamp.seenAt.add(stampEvery)) >= 0 };
}
