import * as z from 'zod';

/** Steps of every form about an entry: nothing is written before the last. */
const logStep = z.enum(['edit', 'preview', 'confirm']);

/** The number of an entry, as addresses and forms carry it. */
const entryText = z.string().regex(/^[1-9]\d{0,8}$/);

/** What every form about a log sends. `basedOn` is the newest entry the page showed. */
export const logFields = { token: z.string(), step: logStep, basedOn: entryText, reason: z.string() };

/** The entry a path names; null for what is no number. */
export function entryNumber(text: string | undefined): number | null {
  const read = entryText.safeParse(text);
  return read.success ? Number(read.data) : null;
}
