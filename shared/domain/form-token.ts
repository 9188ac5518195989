import { keyedHash, sameHash } from './keyed-hash.ts';

/**
 * The token of one form (RELIABILITY S6): bound to the browser that was shown it and to the path it is sent to. Nothing
 * is stored; it dies with the session or pre-session whose hash is `holder`.
 */
export function formToken(secret: string, holder: string, path: string): string {
  return keyedHash(secret, 'form', holder, path);
}

export function isFormToken(secret: string, holder: string, path: string, token: string): boolean {
  return sameHash(formToken(secret, holder, path), token);
}
