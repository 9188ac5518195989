import * as z from 'zod';
import { isoInstant } from './identifiers.ts';

/** When the machinery itself ran: public, on a page of its own, and in nothing else that is published. */
export const serviceTimes = z.object({
  /** When this was looked at: once an hour. */
  checkedAt: isoInstant,
  /** The latest tick that began, and the latest that came to its end; null where none is known. */
  lastRunAt: isoInstant.nullable(),
  lastSuccessAt: isoInstant.nullable(),
  nextRunAt: isoInstant,
});
export type ServiceTimes = z.infer<typeof serviceTimes>;
