import type { Context } from 'hono';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { ApiEnv } from '../dependencies.ts';

/** What went wrong, as a stable name; `type` of the problem is this name under our own address space. */
export type ProblemName =
  | 'not-found'
  | 'not-signed-in'
  | 'sign-in-again'
  | 'openid-required'
  | 'forbidden'
  | 'malformed'
  | 'too-large'
  | 'unsupported-type'
  | 'too-many-requests'
  | 'invalid'
  | 'stale'
  | 'version-required'
  | 'conflict'
  | 'key-reused'
  | 'busy'
  | 'broken';

/** The status of each problem. */
export const problemStatuses = {
  'not-found': 404,
  'not-signed-in': 401,
  'sign-in-again': 401,
  'openid-required': 403,
  forbidden: 403,
  malformed: 400,
  'too-large': 413,
  'unsupported-type': 415,
  'too-many-requests': 429,
  invalid: 422,
  stale: 409,
  'version-required': 428,
  conflict: 409,
  'key-reused': 422,
  busy: 503,
  broken: 500,
} as const satisfies { readonly [name in ProblemName]: number };

/** A fact of a milestone that changed, by its name in the published data. */
export type Difference = { readonly field: string; readonly was: unknown; readonly is: unknown };

export type ProblemDetails = {
  readonly detail?: string;
  /** Fields at fault, with a stable code each. */
  readonly errors?: readonly Problem[];
  /** For `stale`: what stands now, and what is other than in the version that was seen. */
  readonly current?: unknown;
  readonly difference?: readonly Difference[];
  readonly retryAfterSeconds?: number;
};

/** A problem as text: `{ type, title, status, detail?, errors?, current?, difference? }` (RFC 9457). */
export function problemText(name: ProblemName, { retryAfterSeconds: _, ...told }: ProblemDetails = {}): string {
  return JSON.stringify({
    type: `urn:jalon:problem:${name}`,
    title: name.replaceAll('-', ' '),
    status: problemStatuses[name],
    ...told,
  });
}

/** {@link problemText} as an answer. */
export function problem(c: Context<ApiEnv>, name: ProblemName, details: ProblemDetails = {}): Response {
  if (details.retryAfterSeconds !== undefined) c.header('Retry-After', String(details.retryAfterSeconds));
  c.header('Content-Type', 'application/problem+json');
  return c.body(problemText(name, details), problemStatuses[name]);
}
