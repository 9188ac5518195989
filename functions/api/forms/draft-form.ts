import * as z from 'zod';
import type { AnswerDraft } from '../../../shared/domain/answer-draft.ts';
import { draftText, fieldsOf, readDeclaration, type TypedDeclaration } from './declaration-form.ts';

/** A colleague's draft as a person reads it: a filled-in form, or that there is nothing to report. */
export type ReadDraft =
  | { readonly kind: 'declaration'; readonly typed: TypedDeclaration }
  | { readonly kind: 'nothing-to-report'; readonly note: string };

/** The fields a draft keeps; `kind` says which form they are of. */
export function draftOfDeclaration(typed: TypedDeclaration): AnswerDraft['fields'] {
  return { kind: 'declaration', ...fieldsOf(typed) };
}

export function draftOfNothing(note: string): AnswerDraft['fields'] {
  return { kind: 'nothing-to-report', note };
}

/**
 * A draft in the shape of its form, its own version in it and that of the milestone left to the page; null for fields that
 * no form of ours has.
 */
export function readDraft({ fields, version }: AnswerDraft): ReadDraft | null {
  const { kind, ...rest } = fields;
  if (kind === 'nothing-to-report') return { kind, note: rest['note'] ?? '' };
  const form = new Map(Object.entries({ ...rest, token: '', step: 'edit', version: '1', draft: String(version) }));
  const read = readDeclaration(form);
  return read === null ? null : { kind: 'declaration', typed: read.typed };
}

const discardForm = z.strictObject({ token: z.string(), step: z.literal('discard'), draft: draftText });

/** The version of the draft a lead does not want; null for any other form. */
export function readDiscard(form: ReadonlyMap<string, string>): number | null {
  const read = discardForm.safeParse(Object.fromEntries(form));
  return read.success ? Number(read.data.draft) : null;
}
