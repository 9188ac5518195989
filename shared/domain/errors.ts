import type * as z from 'zod';

/** What is wrong with one field of a command. Codes are stable; pages and the command line give them words. */
export type Problem = {
  /** The field as the form and the command line name it: `difficulties`, `evidence.0.url`. */
  readonly field: string;
  readonly code: ProblemCode;
  /** What was found, where it helps and is not personal: a length, a rule. */
  readonly detail?: string;
};

export type ProblemCode =
  | 'required'
  | 'too-long'
  | 'too-many'
  | 'malformed'
  | 'personal-data'
  | 'forbidden-character'
  | 'not-a-web-address'
  | 'in-the-future'
  | 'in-the-past'
  | 'not-expected'
  | 'undated'
  | 'unchanged'
  | 'taken'
  | 'unknown';

/** Why a verb did nothing. */
export type Refusal =
  | 'unknown-plan'
  | 'unknown-commitment'
  | 'unknown-milestone'
  | 'unknown-contact'
  | 'unknown-entry'
  | 'exists-already'
  | 'stale'
  | 'withdrawn'
  | 'closed'
  | 'not-ready'
  | 'invalid'
  | 'busy';

/** The outcome of a verb that was not carried out. Nothing was written. */
export type Refused = { readonly ok: false; readonly reason: Refusal; readonly problems: readonly Problem[] };

export function refused(reason: Refusal, problems: readonly Problem[] = []): Refused {
  return { ok: false, reason, problems };
}

/** What a schema refused, field by field. */
export function schemaRefusal(error: z.ZodError): Refused {
  return refused(
    'invalid',
    error.issues.map(({ path, message }) => ({ field: path.join('.'), code: 'malformed', detail: message })),
  );
}
