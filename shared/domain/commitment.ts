import * as z from 'zod';
import { fuzzyDate } from './fuzzy-date.ts';
import {
  commitmentId,
  commitmentNumber,
  isoDate,
  isoInstant,
  languageCode,
  milestoneId,
  planId,
  wording,
} from './identifiers.ts';
import { actor, type DeclaredStatus, declaration, logHead, responsibleRole } from './plan.ts';
import { sha256, textRef } from './text.ts';

export const proseField = z.enum(['objective', 'problem', 'description', 'contribution', 'relevance']);
export type ProseField = z.infer<typeof proseField>;

/** Prose of a sheet in its languages: `{ problem: { fr: <ref> } }`. Fields a sheet lacks are absent. */
export const prose = z.partialRecord(proseField, z.record(languageCode, textRef));
export type Prose = z.infer<typeof prose>;

/** Which document a value was read from; a file's name stands in clear, without personal data, to be recognised again. */
export const sourceRef = z.strictObject({ name: z.string().max(255), sha256, language: languageCode });
export type SourceRef = z.infer<typeof sourceRef>;

/** Source line (1-based) of each field that was read: `{ title: 2, problem: 10 }`. */
export const fieldLines = z.record(z.string().regex(/^[A-Za-z0-9.-]{1,60}$/), z.int().min(1));

/**
 * A milestone as an import writes it; its id is already assigned. Its titles and group stay in clear: they are the promise
 * itself, which is corrected in public and never taken away.
 */
export const importedMilestone = z.strictObject({
  id: milestoneId,
  titles: wording,
  group: z.string().max(2_000).nullable(),
  start: fuzzyDate.nullable(),
  due: fuzzyDate.nullable(),
  line: z.int().min(1).nullable(),
});
export type ImportedMilestone = z.infer<typeof importedMilestone>;

/** How the Open Government Partnership numbers commitments, per country and across plans: `FR0078`. */
export const ogpCode = z.string().regex(/^[A-Z]{2}\d{4}$/);

/**
 * A commitment as an import writes it: everything its sheet says, addresses removed. Its titles and the names of institutions
 * stay in clear, as its milestones' titles do: they are the plan's facts. What else people wrote there is a text.
 */
export const importedCommitment = z.strictObject({
  number: commitmentNumber,
  language: languageCode,
  titles: wording,
  ogpId: z.strictObject({ code: ogpCode, verified: z.boolean() }).nullable(),
  period: z.strictObject({ start: fuzzyDate.nullable(), end: fuzzyDate.nullable() }),
  leadInstitutions: z.array(z.string().min(1).max(500)).max(30),
  supportingInstitutions: z.array(z.string().min(1).max(1_000)).max(60),
  responsible: z.array(responsibleRole).max(20),
  prose,
  milestones: z.array(importedMilestone).max(40),
  source: sourceRef,
  lines: fieldLines,
});
export type ImportedCommitment = z.infer<typeof importedCommitment>;

/** A deadline as it was published, and since when we know it. */
export const publishedDeadline = z.strictObject({
  due: fuzzyDate.nullable(),
  seq: z.int().min(1),
  at: isoInstant,
});

/** A new expected date. The published one is never overwritten. */
export const revision = z.strictObject({
  due: fuzzyDate,
  reason: textRef,
  seq: z.int().min(1),
  at: isoInstant,
  /** Entry that undid it; it stays in the list and no longer holds. */
  retractedBy: z.int().min(1).nullable(),
});

/** One dated word of the ministry about a milestone. A retracted word stays in the list and no longer counts. */
export const word = z.strictObject({
  seq: z.int().min(1),
  at: isoInstant,
  by: actor,
  retractedBy: z.int().min(1).nullable(),
  said: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('declared'), declaration }),
    z.strictObject({ kind: z.literal('nothing-to-report'), note: textRef.nullable() }),
    z.strictObject({ kind: z.literal('withdrawn'), reason: textRef }),
    z.strictObject({ kind: z.literal('deadline-revised') }),
  ]),
});
export type Word = z.infer<typeof word>;

/** IRM values, verbatim with the scheme they belong to. A lead can never write them; nothing computes them. */
export const assessment = z.strictObject({
  completion: z.enum(['no-evidence', 'not-started', 'limited', 'substantial', 'complete', 'pending', 'no-data']).nullable(),
  verifiable: z.enum(['yes', 'no']).nullable(),
  relevant: z.enum(['yes', 'no']).nullable(),
  ambition: z.enum(['unclear', 'modest', 'substantial', 'low']).nullable(),
  earlyResults: z.enum(['no-notable', 'moderate', 'significant', 'no-data']).nullable(),
  /** Name of the report and its date, where anyone can read it. */
  source: z.strictObject({ title: textRef, url: z.url({ protocol: /^https?$/ }).max(2_048), date: isoDate }),
});
export type Assessment = z.infer<typeof assessment>;

/** A milestone as it stands. Its own `version` lets answers about two milestones both win. */
export const milestoneState = z.strictObject({
  id: milestoneId,
  version: z.int().min(1),
  titles: wording,
  group: z.string().max(2_000).nullable(),
  start: fuzzyDate.nullable(),
  /** The deadline as published now; a changed publication keeps the older ones in `earlierPublished`. */
  published: publishedDeadline,
  earlierPublished: z.array(publishedDeadline),
  /** What the sheets themselves said last: a person's correction stands until a sheet says something new. */
  told: z.strictObject({ titles: wording, due: fuzzyDate.nullable() }),
  revisions: z.array(revision),
  words: z.array(word),
  assessment: assessment.nullable(),
  /** Sequence of the import that no longer tells this milestone; it is flagged, never deleted. */
  missingSince: z.int().min(1).nullable(),
  line: z.int().min(1).nullable(),
});
export type MilestoneState = z.infer<typeof milestoneState>;

/** A commitment as it stands: the fold of its log, milestones apart. `head.seq` is its version. */
export const commitmentState = z.strictObject({
  id: commitmentId,
  planId,
  number: commitmentNumber,
  language: languageCode,
  titles: wording,
  ogpId: importedCommitment.shape.ogpId,
  period: importedCommitment.shape.period,
  leadInstitutions: importedCommitment.shape.leadInstitutions,
  supportingInstitutions: importedCommitment.shape.supportingInstitutions,
  responsible: importedCommitment.shape.responsible,
  prose,
  assessment: assessment.nullable(),
  sources: z.array(sourceRef),
  lines: fieldLines,
  /** What the sheets themselves said last; see {@link milestoneState}. */
  told: z.strictObject({ titles: wording, responsible: importedCommitment.shape.responsible }),
  head: logHead,
});
export type CommitmentState = z.infer<typeof commitmentState>;

/** A commitment with its milestones, in the order of their ids. */
export type Commitment = { readonly state: CommitmentState; readonly milestones: readonly MilestoneState[] };

/** The deadline in force: the newest revision made since the last publication, else the published one. */
export function deadlineOf(milestone: MilestoneState): { due: z.infer<typeof fuzzyDate> | null; seq: number; at: string } {
  const last = milestone.revisions.findLast(({ retractedBy }) => retractedBy === null);
  return last !== undefined && last.seq > milestone.published.seq ? last : milestone.published;
}

/** Words that still count, oldest first. */
export function standingWords(milestone: MilestoneState): readonly Word[] {
  return milestone.words.filter((one) => one.retractedBy === null);
}

/** The last standing declaration or withdrawal, or null while nothing is declared (which is not "not started"). */
export function lastDeclared(milestone: MilestoneState): Word | null {
  return standingWords(milestone).findLast(({ said }) => said.kind === 'declared' || said.kind === 'withdrawn') ?? null;
}

export function declaredStatusOf(milestone: MilestoneState): DeclaredStatus | null {
  const said = lastDeclared(milestone)?.said;
  if (said?.kind === 'declared') return said.declaration.status;
  return said?.kind === 'withdrawn' ? 'withdrawn' : null;
}

/** When the ministry last said what still counts of this milestone, "nothing to report" included. */
export function lastWordAt(milestone: MilestoneState): string | null {
  return standingWords(milestone).at(-1)?.at ?? null;
}

/**
 * The last time the ministry spoke of this milestone. A word that was undone since counts no longer for what is declared or
 * still to be asked, and yet nobody may say that the ministry was silent.
 */
export function lastSpoken(milestone: MilestoneState): Word | null {
  return milestone.words.at(-1) ?? null;
}

/** Open: neither complete nor withdrawn. */
export function isOpen(milestone: MilestoneState): boolean {
  const status = declaredStatusOf(milestone);
  return status !== 'complete' && status !== 'withdrawn';
}

/** A text in the wanted language, else in its original one, with the language it is really written in. */
export function inLanguage<T>(
  texts: Readonly<{ [language: string]: T }>,
  wanted: string,
  original: string,
): { value: T; language: string } | null {
  const language = texts[wanted] !== undefined ? wanted : texts[original] !== undefined ? original : Object.keys(texts).sort()[0];
  const value = language === undefined ? undefined : texts[language];
  return language === undefined || value === undefined ? null : { value, language };
}
