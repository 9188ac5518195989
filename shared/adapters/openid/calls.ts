import type { CustomFetch } from 'openid-client';

/** For one call, and for all calls of one sign-in together. */
export const limits = { callSeconds: 5, allSeconds: 10 } as const;

/** A discovery document, a set of keys, a token: none comes near it. */
const longestAnswer = 64 * 1024;

/** The issuer gave no answer, or none of its own making: it may by itself another time. */
export class IssuerUnreachable extends Error {
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(`the issuer gave no answer: ${code}`, options);
    this.name = 'IssuerUnreachable';
    this.code = code;
  }
}

async function boundedBody(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    // Leaving the loop ends the download.
    if (size > longestAnswer) return null;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/**
 * The only way out: to the issuer's own origin, following no redirect, bounded in time and size. What the discovery
 * document or a token says leads nowhere else (RELIABILITY S13).
 */
export function callsTo(issuer: string): CustomFetch {
  const { origin } = new URL(issuer);
  const all = AbortSignal.timeout(limits.allSeconds * 1_000);
  return async (url, { signal, ...options }) => {
    if (new URL(url).origin !== origin) throw new RangeError('a call to another origin than the issuer’s');
    const until = AbortSignal.any(signal === undefined ? [all] : [all, signal]);
    let answer: Response;
    let body: Uint8Array<ArrayBuffer> | null;
    try {
      answer = await fetch(url, { ...options, signal: until, redirect: 'manual' });
      body = await boundedBody(answer);
    } catch (cause) {
      throw new IssuerUnreachable(until.aborted ? 'timeout' : 'no-answer', { cause });
    }
    const { status, headers } = answer;
    if (status >= 500 || status === 429) throw new IssuerUnreachable(`status-${status}`);
    if (body === null) throw new RangeError('an answer longer than any should be');
    return new Response(body.byteLength === 0 ? null : body, { status, headers });
  };
}
