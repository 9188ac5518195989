import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a keyed hash is for: a value made for one purpose never passes for another. */
export type Purpose = 'form' | 'seen' | 'meter' | 'identity';

/** HMAC-SHA-256 over a purpose and its fields, each with its length so that fields cannot run into each other. Hexadecimal. */
export function keyedHash(secret: string, purpose: Purpose, ...fields: readonly string[]): string {
  const hash = createHmac('sha256', secret);
  for (const field of [purpose, ...fields]) hash.update(`${Buffer.byteLength(field)}:${field}`);
  return hash.digest('hex');
}

/** Key of what is counted: whom or what it is about cannot be read from it. */
export function meterKeyOf(secret: string, what: string, whom: string): string {
  return keyedHash(secret, 'meter', what, whom);
}

/** Compares two hashes in a time that does not tell where they differ. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
