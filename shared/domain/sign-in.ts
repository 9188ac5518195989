import { createHmac } from 'node:crypto';
import type { Contact, Session } from './contact.ts';
import { sha256Of } from './text.ts';

/** 32 capitals and digits; I, O, 0 and 1 are left out because people take them for one another. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const codeLength = 8;

/** How long a sign-in code lives, and how many wrong tries it survives (RELIABILITY S2). */
export const codeLife = { minutes: 10, tries: 5 } as const;

/**
 * An 8-character sign-in code from 8 random bytes: 40 bits, every character equally likely because 32 divides 256.
 * @throws RangeError when fewer bytes are given
 */
export function newCode(bytes: Uint8Array): string {
  if (bytes.length < codeLength) throw new RangeError(`a code needs ${codeLength} random bytes`);
  return Array.from(bytes.subarray(0, codeLength), (byte) => alphabet[byte % alphabet.length]).join('');
}

/** A code as typed: capitals, without the spaces and hyphens people add. Null when it cannot be a code. */
export function typedCode(text: string): string | null {
  const code = text.replace(/[\s\u00A0\u202F-]/gu, '').toUpperCase();
  return code.length === codeLength && [...code].every((one) => alphabet.includes(one)) ? code : null;
}

const separator = '\u001F';

/** What is kept of a code: HMAC-SHA-256 in lower-case hexadecimal, bound to the address it was made for. */
export function codeHmac(secret: string, addressKey: string, code: string): string {
  return createHmac('sha256', secret).update(['code', addressKey, code].join(separator)).digest('hex');
}

/** SHA-256 of an address, whatever its letter case: what rows say of an address they belong to. */
export function addressHashOf(address: string): string {
  return sha256Of(address.normalize('NFC').toLowerCase());
}

/**
 * Was this browser let in under the address that its owner has now? Whoever read another one proved nothing about who
 * they are today, however they came in and whether or not the browser was ended.
 */
export function isOpenedFor({ addressHash }: Pick<Session, 'addressHash'>, { email }: Pick<Contact, 'email'>): boolean {
  return addressHash === addressHashOf(email);
}

/** Keyed hash of an address, whatever its letter case: the key of the row of its code. */
export function addressKeyOf(secret: string, address: string): string {
  return createHmac('sha256', secret).update(['address', address.trim().toLowerCase()].join(separator)).digest('hex');
}
