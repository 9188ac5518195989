import * as z from 'zod';
import { canonicalJson, type Json } from './canonical-json.ts';
import { assessment, fieldLines, importedCommitment, proseField, sourceRef } from './commitment.ts';
import { fuzzyDate } from './fuzzy-date.ts';
import { commitmentNumber, isoDate, isoInstant, languageCode, milestoneId, subjectId, wording } from './identifiers.ts';
import {
  type Actor,
  actor,
  campaign,
  citedDocument,
  declaration,
  type LogHead,
  meeting,
  participationProcess,
  planSettings,
  responsibleRole,
} from './plan.ts';
import { sha256, sha256Of, type Texts, textRef } from './text.ts';

/** The schema version this code writes. Older entries are read through upcasters; newer ones stop the start. */
export const logVersion = 1;

const entry = <Name extends string, Shape extends z.core.$ZodLooseShape>(type: Name, shape: Shape) =>
  z.strictObject({
    v: z.literal(logVersion),
    subject: subjectId,
    seq: z.int().min(1),
    at: isoInstant,
    actor,
    type: z.literal(type),
    data: z.strictObject(shape),
    prevHash: sha256,
    hash: sha256,
  });

/** Who confirmed it, in a plan where a second person must; absent where one was enough. */
const approvedBy = actor.optional();

const importId = z.string().regex(/^[a-z0-9-]{1,60}$/);

/** Text and salt of these hashes were deleted; the chain still verifies. */
const redacted = entry('redacted', { of: z.int().min(1), texts: z.array(sha256).min(1), reason: textRef });

/** An entry of a commitment's log: everything that can happen to a commitment. One confirmation of a person is one entry. */
export const commitmentEntry = z.discriminatedUnion('type', [
  /** A sheet was read: the whole of it, with ids assigned. Milestones it no longer tells are listed, never deleted. */
  entry('imported', { importId, commitment: importedCommitment, missing: z.array(milestoneId) }),
  /** The government's own text in a second language. */
  entry('translated', {
    importId,
    language: languageCode,
    title: z.string().min(1).max(2_000),
    prose: z.partialRecord(proseField, textRef),
    milestones: z.array(z.strictObject({ id: milestoneId, title: z.string().min(1).max(2_000) })),
    source: sourceRef,
    lines: fieldLines,
  }),
  entry('declared', { milestoneId, declaration, expected: z.strictObject({ due: fuzzyDate, reason: textRef }).nullable() }),
  entry('nothing-to-report', { milestoneId, note: textRef.nullable() }),
  entry('deadline-revised', { milestoneId, due: fuzzyDate, reason: textRef, approvedBy }),
  entry('withdrawn', { milestoneId, reason: textRef }),
  /** Undoes or mends an earlier entry of this log; the earlier entry stays. */
  entry('corrected', {
    corrects: z.int().min(1),
    reason: textRef,
    change: z.discriminatedUnion('field', [
      /** A word no longer counts; the milestone stands as before it. */
      z.strictObject({ field: z.literal('word'), milestoneId }),
      z.strictObject({ field: z.literal('milestone-title'), milestoneId, titles: wording }),
      z.strictObject({ field: z.literal('title'), titles: wording }),
      /** A date that was read wrongly: the reading changes, the published text stays. */
      z.strictObject({ field: z.literal('published-deadline'), milestoneId, due: fuzzyDate }),
      z.strictObject({ field: z.literal('ogp-id'), ogpId: importedCommitment.shape.ogpId }),
    ]),
  }),
  redacted,
  entry('assessed', { milestoneId: milestoneId.nullable(), assessment }),
  /** Who answers changed, from this entry on: the role only. */
  entry('reassigned', {
    role: z.enum(['lead', 'deputy']),
    milestoneId: milestoneId.nullable(),
    responsible: responsibleRole,
    approvedBy,
  }),
  /** A milestone was handed to a colleague from this entry on, who drafts or, if allowed, publishes. The role stays with its holder. */
  entry('handed-on', {
    milestoneId,
    responsible: responsibleRole,
    /** Inclusive, in the plan's zone. */
    lastDay: isoDate,
    mayPublish: z.boolean(),
  }),
  /** Before its time was over. */
  entry('taken-back', { milestoneId }),
]);
export type CommitmentEntry = z.infer<typeof commitmentEntry>;

const confirmedRole = z.enum(['lead', 'deputy', 'poc', 'reviewer', 'admin']);

/** Commitments the role answers for, null being the whole plan: whoever else answers for them is told. */
const concerned = z.array(commitmentNumber).max(500).nullable();

/** An entry of a plan's log: everything that can happen to a plan. */
export const planEntry = z.discriminatedUnion('type', [
  entry('plan-created', { settings: planSettings }),
  entry('plan-edited', { settings: planSettings, reason: textRef.nullable(), approvedBy }),
  entry('mail-switched', { on: z.boolean() }),
  entry('contact-confirmed', { role: confirmedRole, responsible: responsibleRole, commitments: concerned, approvedBy }),
  /** What mails depend on changed for a person in this role; which of it, never the value. */
  entry('contact-edited', {
    role: confirmedRole,
    responsible: responsibleRole,
    changed: z.array(z.enum(['name', 'address', 'function', 'organisation'])).min(1),
    commitments: concerned,
    approvedBy,
  }),
  /** A person no longer has this role. */
  entry('role-ended', { role: confirmedRole, responsible: responsibleRole, commitments: concerned, approvedBy }),
  entry('campaign-planned', { campaign }),
  entry('meeting-recorded', { meeting }),
  entry('process-recorded', { process: participationProcess }),
  entry('document-cited', { document: citedDocument }),
  redacted,
]);
export type PlanEntry = z.infer<typeof planEntry>;

export type LogEntry = CommitmentEntry | PlanEntry;

/** Id of the meeting, process or document a plan's entry records; null for an entry about something else. */
export function recordedIn(entry: PlanEntry): string | null {
  switch (entry.type) {
    case 'meeting-recorded':
      return entry.data.meeting.id;
    case 'process-recorded':
      return entry.data.process.id;
    case 'document-cited':
      return entry.data.document.id;
    default:
      return null;
  }
}

type ChangeOf<Entry> = Entry extends { type: infer Type; data: infer Data } ? { type: Type; data: Data } : never;
/** What a verb asks to be written to a commitment's log. */
export type CommitmentChange = ChangeOf<CommitmentEntry>;
/** What a verb asks to be written to a plan's log. */
export type PlanChange = ChangeOf<PlanEntry>;

/** Before the first entry of a log. */
export const genesis: LogHead = { seq: 0, hash: '0'.repeat(64) };

/** SHA-256 of the canonical JSON of the entry without `hash`; `prevHash` inside it makes the chain. */
export function hashOf(entry: object): string {
  const { hash: _, ...rest } = entry as { readonly [key: string]: Json | undefined };
  return sha256Of(canonicalJson(rest));
}

type Seal = {
  (head: LogHead, envelope: { subject: string; at: string; actor: Actor }, change: CommitmentChange): CommitmentEntry;
  (head: LogHead, envelope: { subject: string; at: string; actor: Actor }, change: PlanChange): PlanEntry;
};

/** Makes the next entry of a log: numbered, chained and hashed, and parsed, so that nothing malformed is ever written. */
export const seal: Seal = (head: LogHead, envelope: { subject: string }, change: CommitmentChange | PlanChange): never => {
  const unsealed = { v: logVersion, ...envelope, ...change, seq: head.seq + 1, prevHash: head.hash };
  const sealed = { ...unsealed, hash: hashOf(unsealed) };
  return asSealed(envelope.subject.includes('/') ? commitmentEntry.parse(sealed) : planEntry.parse(sealed));
};

/** The overloads of {@link seal} promise the entry's kind by the change's kind; the parse above has just checked it. */
function asSealed(entry: LogEntry): never {
  return entry as never;
}

/** Data written by a newer Jalon than this one; reading on would lose what it means. */
export class NewerDataError extends Error {
  readonly version: number;
  constructor(version: number) {
    super(
      `This record holds entries of version ${version}; this Jalon reads up to ${logVersion}. Update Jalon, then start again.`,
    );
    this.version = version;
  }
}

const anyEntry = z.looseObject({ v: z.int().min(1) });

/** Upcasters by the version they read: each turns an entry of version n into one of n + 1, in memory only. */
const upcasters: ReadonlyMap<number, (entry: unknown) => unknown> = new Map();

function current(raw: unknown): unknown {
  const { v } = anyEntry.parse(raw);
  if (v > logVersion) throw new NewerDataError(v);
  let read = raw;
  for (let version = v; version < logVersion; version += 1) read = upcasters.get(version)?.(read) ?? read;
  return read;
}

/** @throws NewerDataError, or a ZodError when it is no entry of a commitment's log */
export function readCommitmentEntry(raw: unknown): CommitmentEntry {
  return commitmentEntry.parse(current(raw));
}

/** @throws NewerDataError, or a ZodError when it is no entry of a plan's log */
export function readPlanEntry(raw: unknown): PlanEntry {
  return planEntry.parse(current(raw));
}

/** Every hash of a text that a value refers to, at any depth. */
export function refsIn(given: unknown): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (value !== null && typeof value === 'object') {
      // Looked at before it is parsed: a log has many objects, and few of them are references.
      const ref = 'sha256' in value ? textRef.safeParse(value) : null;
      if (ref?.success === true) found.push(ref.data.sha256);
      else for (const item of Object.values(value)) walk(item);
    }
  };
  walk(given);
  return found;
}

/** Every hash of a text that an entry refers to, its own reason included. */
export function textsOf(one: LogEntry): string[] {
  return refsIn(one.type === 'redacted' ? one.data.reason : one.data);
}

/** The first thing wrong with a log, in words for its `seq`; null when the log is intact. */
export type Tampering = {
  seq: number;
  problem: 'order' | 'hash' | 'chain' | 'text-changed' | 'text-missing' | 'redaction-undone' | 'foreign' | 'truncated';
};

/**
 * Verifies a log with the texts beside it (RELIABILITY I11): every entry is numbered, chained and hashed, every text
 * matches its hash or was removed by a later public entry. `texts` are those of the whole log, or, as a log is published,
 * those beside each entry. `expected` is a head someone kept: it finds truncation.
 */
export function verifyLog(
  raw: readonly { readonly [key: string]: Json | undefined }[],
  texts: Texts | readonly Texts[],
  subject: string,
  expected: LogHead = genesis,
): Tampering | null {
  const beside = (seq: number): Texts | undefined => ('get' in texts ? texts : texts[seq - 1]);
  const entries: LogEntry[] = [];
  let head = genesis;
  for (const one of raw) {
    const seq = head.seq + 1;
    if (one['seq'] !== seq) return { seq, problem: 'order' };
    if (one['subject'] !== subject) return { seq, problem: 'foreign' };
    if (one['prevHash'] !== head.hash) return { seq, problem: 'chain' };
    const hash = hashOf(one);
    if (one['hash'] !== hash) return { seq, problem: 'hash' };
    if (seq === expected.seq && hash !== expected.hash) return { seq, problem: 'hash' };
    entries.push(subject.includes('/') ? readCommitmentEntry(one) : readPlanEntry(one));
    head = { seq, hash };
  }
  if (head.seq < expected.seq) return { seq: head.seq + 1, problem: 'truncated' };
  const removed = new Set(entries.flatMap((one) => (one.type === 'redacted' ? one.data.texts : [])));
  for (const one of entries) {
    for (const hash of textsOf(one)) {
      const stored = beside(one.seq)?.get(hash);
      const { text = null, salt = null } = stored ?? {};
      if (removed.has(hash)) {
        // Without the other, a text would be whatever somebody writes, and a salt lets it be guessed.
        if (text !== null || salt !== null) return { seq: one.seq, problem: 'redaction-undone' };
      } else if (text === null || salt === null) return { seq: one.seq, problem: 'text-missing' };
      else if (sha256Of(`${salt}${text}`) !== hash) return { seq: one.seq, problem: 'text-changed' };
    }
  }
  return null;
}

/** The head of a plan: one hash over the heads of its own log and of its commitments' logs, sorted by subject. */
export function planHead(heads: ReadonlyMap<string, LogHead>): string {
  const sorted = [...heads].sort(([a], [b]) => (a < b ? -1 : 1)).map(([subject, { seq, hash }]) => [subject, seq, hash]);
  return sha256Of(canonicalJson(sorted));
}
