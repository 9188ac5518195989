import * as z from 'zod';

/** One world that was played, as its player tells it. */
export const playedWorld = z.strictObject({
  seed: z.int(),
  fingerprint: z.string(),
  violations: z.array(z.strictObject({ invariant: z.string(), told: z.string() })),
  /** What broke, with the lines of the trace about it, in words; null where nothing did. */
  told: z.string().nullable(),
  counters: z.record(z.string(), z.int()),
});
export type PlayedWorld = z.infer<typeof playedWorld>;

/** Seeds of the worlds a player is to play next. */
export const seedsToPlay = z.array(z.int()).min(1);
