import * as z from 'zod';
import { isoInstant } from '../../../../shared/domain/identifiers.ts';
import { declarableStatus, evidenceKind } from '../../../../shared/domain/plan.ts';
import { day, note, reason, title, typedDate, webAddress } from './common.ts';

/** Pieces of evidence a declaration may carry (RELIABILITY S14). */
const evidenceLimit = 20;

const evidence = z
  .strictObject({ url: webAddress, title, kind: evidenceKind, date: day.nullable().default(null) })
  .meta({ id: 'Evidence', description: 'A link that lets anyone check the deliverable.' });

/** The draft that was read, by its version; null for none. */
export const draftVersion = z.int().min(1).nullable().default(null);

/** What a ministry says of a milestone, as it is sent. */
export const declaration = z
  .strictObject({
    status: declarableStatus,
    done: note.nullable().default(null),
    evidence: z.array(evidence).max(evidenceLimit).default([]),
    noEvidenceReason: note.nullable().default(null),
    difficulties: note.nullable().default(null),
    completedOn: day.nullable().default(null),
    expected: z.strictObject({ due: typedDate, reason }).nullable().default(null),
    draft: draftVersion,
  })
  .meta({
    id: 'Declaration',
    description:
      'Where a milestone stands. “complete” needs evidence or a reason why there is none; “not-started” and “limited” need a word on difficulties; a new expected date needs its reason. `draft`: the version of the colleague’s draft that was read, if there is one; it ends with this answer.',
  });
export type SentDeclaration = z.infer<typeof declaration>;

/** What was last declared, ready to be sent again. */
export const lastDeclaration = z
  .strictObject({
    status: declarableStatus,
    done: z.string().nullable(),
    evidence: z.array(z.strictObject({ url: z.string(), title: z.string(), kind: evidenceKind, date: day.nullable() })),
    noEvidenceReason: z.string().nullable(),
    difficulties: z.string().nullable(),
    completedOn: day.nullable(),
  })
  .meta({ id: 'LastDeclaration', description: 'What was last declared, ready to be sent again.' });

/** A colleague's answer that waits for the lead, as its fields were filled in. */
export const draft = z
  .strictObject({
    version: z.int().min(1),
    isMine: z.boolean(),
    at: isoInstant,
    basedOn: z.int().min(1),
    answer: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('nothing-to-report'), note: z.string() }),
      z.strictObject({
        kind: z.literal('declaration'),
        status: z.string(),
        done: z.string(),
        evidence: z.array(z.strictObject({ url: z.string(), title: z.string(), kind: z.string(), date: z.string() })),
        noEvidenceReason: z.string(),
        difficulties: z.string(),
        completedOn: z.string(),
        expected: z.string(),
        expectedReason: z.string(),
      }),
    ]),
  })
  .meta({
    id: 'Draft',
    description: 'A colleague’s answer that waits for the lead: the fields as typed, empty where nothing was.',
  });
