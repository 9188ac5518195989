import * as z from 'zod';
import { fuzzyDate } from '../domain/fuzzy-date.ts';
import { commitmentNumber, isoInstant, languageCode } from '../domain/identifiers.ts';
import { foundEvent } from '../domain/proposal.ts';
import { sha256 } from '../domain/text.ts';

/** Something in a source that a person should look at; nothing was guessed. `line` is 1-based. */
export const finding = z.strictObject({
  line: z.int().min(1),
  /** kebab-case, stable: tests and pages rely on it. */
  code: z.string().regex(/^[a-z0-9-]+$/),
  message: z.string(),
});
export type Finding = z.infer<typeof finding>;

/** A person as a sheet names one. Unconfirmed until a point of contact says otherwise. */
export const draftContact = z.strictObject({
  name: z.string().nullable(),
  role: z.string().nullable(),
  organisation: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});
export type DraftContact = z.infer<typeof draftContact>;

export const draftMilestone = z.strictObject({
  title: z.string(),
  /** The same title in other languages, where the source gives one. */
  translations: z.record(languageCode, z.string()),
  group: z.string().nullable(),
  start: fuzzyDate.nullable(),
  due: fuzzyDate.nullable(),
  line: z.int().min(1),
});
export type DraftMilestone = z.infer<typeof draftMilestone>;

/** A commitment as a source tells it, personal data included: it is private until an import has cleaned it. */
export const draftCommitment = z.strictObject({
  number: commitmentNumber,
  title: z.string(),
  translations: z.record(languageCode, z.string()),
  language: languageCode,
  period: z.strictObject({ start: fuzzyDate.nullable(), end: fuzzyDate.nullable() }),
  leadInstitutions: z.array(z.string()),
  supportingInstitutions: z.array(z.string()),
  /** A code of the OGP that a table tells; who imports it has not verified it. */
  ogpCode: z.string().optional(),
  contacts: z.array(draftContact),
  objective: z.string().nullable(),
  problem: z.string().nullable(),
  description: z.string().nullable(),
  contribution: z.string().nullable(),
  relevance: z.string().nullable(),
  milestones: z.array(draftMilestone),
  /** Source line of every field that was read: `{ title: 2, problem: 10 }`. */
  lines: z.record(z.string(), z.int().min(1)),
});
export type DraftCommitment = z.infer<typeof draftCommitment>;

/** An entry of a register of participation processes. Values nobody explained (notes, order) are kept raw. */
export const draftParticipation = z.strictObject({
  title: z.string(),
  organiser: z.string().nullable(),
  language: languageCode,
  date: isoInstant.nullable(),
  inProgress: z.boolean().nullable(),
  citizenNote: z.number().nullable(),
  decisionNote: z.number().nullable(),
  order: z.number().nullable(),
  period: z.strictObject({ start: fuzzyDate.nullable(), end: fuzzyDate.nullable() }),
  context: z.string().nullable(),
  purpose: z.string().nullable(),
  methods: z.array(z.string()),
  participationMethods: z.array(z.string()),
  participants: z.string().nullable(),
  deliverables: z.array(z.string()),
  followUp: z.array(
    z.strictObject({ text: z.string(), url: z.string().nullable(), date: fuzzyDate.nullable(), line: z.int().min(1) }),
  ),
  links: z.array(z.strictObject({ title: z.string(), url: z.string() })),
  /** Front matter keys nobody asked for, as text. */
  other: z.record(z.string(), z.string()),
});
export type DraftParticipation = z.infer<typeof draftParticipation>;

/** A source that is cited and never becomes a commitment. */
export const draftDocument = z.strictObject({
  title: z.string(),
  kind: z.enum(['press-release', 'article', 'plan', 'report', 'other']),
  publisher: z.string().nullable(),
  author: z.string().nullable(),
  date: fuzzyDate.nullable(),
  url: z.string().nullable(),
});
export type DraftDocument = z.infer<typeof draftDocument>;

/** One file as read: an entry of what `jalon import --json` prints. A refused file has `errors` and kind "document". */
export const draft = z.strictObject({
  source: z.string(),
  sha256,
  kind: z.enum(['commitments', 'participation', 'document']),
  commitments: z.array(draftCommitment),
  participation: draftParticipation.nullable(),
  document: draftDocument.nullable(),
  /** Dated events that a document or an entry of a register tells of, in the order of their lines; none in a fact sheet. */
  proposals: z.array(foundEvent),
  warnings: z.array(finding),
  errors: z.array(finding),
});
export type Draft = z.infer<typeof draft>;
