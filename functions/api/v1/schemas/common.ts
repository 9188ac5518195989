import * as z from 'zod';
import { isoDate, languageCode } from '../../../../shared/domain/identifiers.ts';
import { noteLimit, titleLimit } from '../../../../shared/domain/public-text.ts';

/** Words by language: `{ "fr": "…", "en": "…" }`. */
export const titles = z
  .record(z.string().regex(/^[a-z]{2,3}$/), z.string())
  .meta({ id: 'Titles', description: 'The same text in one or several languages, by ISO 639 code.' });

/** Titles as they are sent: one for each language. */
export const sentTitles = z.record(languageCode, z.string().min(1).max(titleLimit));

/** A date as a person writes one; the plan's own language decides how it is read. */
export const typedDate = z.string().min(1).max(200).meta({
  id: 'TypedDate',
  description: 'A date as people write it in the plan’s language: “15 novembre 2021”, “novembre 2021”, “2021-11-15”.',
});

export const note = z.string().max(noteLimit);
export const reason = z.string().min(1).max(noteLimit);
export const title = z.string().min(1).max(titleLimit);
export const day = isoDate.meta({ id: 'Day', description: 'A calendar day, YYYY-MM-DD, in the plan’s time zone.' });
export const webAddress = z.string().min(1).max(2_048);

/** A change that is in the log. `seq` is the number of its entry. */
export const accepted = z.strictObject({ ok: z.literal(true), log: z.string(), seq: z.int().min(1) }).meta({
  id: 'Accepted',
  description: 'In the log: `log` is the plan’s or the commitment’s id, `seq` the number of the entry.',
});

/** A change to a milestone that is in the log. */
export const acceptedOnMilestone = accepted
  .extend({ version: z.int().min(1) })
  .meta({ id: 'AcceptedOnMilestone', description: 'In the log; `version` is the milestone’s own from now on.' });

/** A change that waits for a second person. */
export const waiting = z
  .strictObject({ ok: z.literal(true), approval: z.strictObject({ id: z.string(), expiresAt: z.string() }) })
  .meta({ id: 'Waiting', description: 'Nothing has changed yet: a second person must confirm it before it expires.' });

/** Done, and nothing more to tell. */
export const done = z.strictObject({ ok: z.literal(true) }).meta({ id: 'Done' });

/** A body for what needs no words. */
export const nothing = z.strictObject({}).meta({ id: 'Nothing' });

/** What went wrong (RFC 9457). */
export const problemBody = z
  .strictObject({
    type: z.string().regex(/^urn:jalon:problem:[a-z-]+$/),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().optional(),
    errors: z
      .array(z.strictObject({ field: z.string(), code: z.string().regex(/^[a-z-]+$/), detail: z.string().optional() }))
      .optional(),
    current: z.unknown().optional(),
    difference: z.array(z.strictObject({ field: z.string(), was: z.unknown(), is: z.unknown() })).optional(),
  })
  .meta({
    id: 'Problem',
    description:
      'What went wrong (RFC 9457). `errors` names each field at fault with a stable code; `current` and `difference` come with a stale version.',
  });
