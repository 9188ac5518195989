import * as z from 'zod';
import { isoInstant } from './identifiers.ts';
import { sha256 } from './text.ts';

/**
 * How long a request is believed to be at work, in seconds. Longer than any request can take: the function that serves the
 * API is stopped before.
 */
export const requestLeaseSeconds = 60;

/** What became of a request that was sent with an idempotency key: the same key again gets the same answer. */
export const requestRecord = z.strictObject({
  /** Hash of who asks and of the key they chose. */
  key: sha256,
  /** Hash of what was asked: the same key for something else is refused. */
  asked: sha256,
  /** Null while the first request is still at work. */
  answer: z.strictObject({ status: z.int().min(100).max(599), body: z.string().max(100_000) }).nullable(),
  /** Until when whoever began it is believed to be at work. After that nobody is: the same request may be carried out anew. */
  leaseUntil: isoInstant,
  expiresAt: isoInstant,
});
export type RequestRecord = z.infer<typeof requestRecord>;
