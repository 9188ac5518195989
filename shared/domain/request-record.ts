import * as z from 'zod';
import { isoInstant } from './identifiers.ts';
import { sha256 } from './text.ts';

/** What became of a request that was sent with an idempotency key: the same key again gets the same answer. */
export const requestRecord = z.strictObject({
  /** Hash of who asks and of the key they chose. */
  key: sha256,
  /** Hash of what was asked: the same key for something else is refused. */
  asked: sha256,
  /** Null while the first request is still at work. */
  answer: z.strictObject({ status: z.int().min(100).max(599), body: z.string().max(100_000) }).nullable(),
  expiresAt: isoInstant,
});
export type RequestRecord = z.infer<typeof requestRecord>;
