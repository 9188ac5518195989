import type * as z from 'zod';
import type { AnswerDraft } from '../../../shared/domain/answer-draft.ts';
import type { TypedDeclaration } from '../forms/declaration-form.ts';
import { readDraft } from '../forms/draft-form.ts';
import type { draft, SentDeclaration } from './schemas/declaration.ts';

/** A draft as it is told to whoever answers for the milestone; null for fields that no form of ours has. */
export function draftOf(stored: AnswerDraft, reader: string): z.input<typeof draft> | null {
  const read = readDraft(stored);
  if (read === null) return null;
  const { version, at, basedOn } = stored;
  const told = { version, at, basedOn, isMine: stored.by === reader };
  if (read.kind === 'nothing-to-report') return { ...told, answer: read };
  const { version: _, draft: __, evidence, ...fields } = read.typed;
  return { ...told, answer: { kind: 'declaration', ...fields, evidence: [...evidence] } };
}

/** A declaration that was sent, in the shape of the form: so that the lead finds it filled in on the page, too. */
export function typedFrom(sent: SentDeclaration, version: number): TypedDeclaration {
  const { status, done, evidence, noEvidenceReason, difficulties, completedOn, expected, draft: seen } = sent;
  return {
    version: String(version),
    draft: seen === null ? '' : String(seen),
    status,
    done: done ?? '',
    evidence: evidence.map(({ url, title, kind, date }) => ({ url, title, kind, date: date ?? '' })),
    noEvidenceReason: noEvidenceReason ?? '',
    difficulties: difficulties ?? '',
    completedOn: completedOn ?? '',
    expected: expected?.due ?? '',
    expectedReason: expected?.reason ?? '',
  };
}
