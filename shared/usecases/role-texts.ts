import type { CommitmentChange, PlanChange } from '../domain/change-log.ts';
import type { ResponsibleRole, RoleWords } from '../domain/plan.ts';
import type { StoredText, TextRef, Texts } from '../domain/text.ts';
import type { Rng } from '../ports.ts';
import { textWriter } from './append-change.ts';

/** A change of who answers as a verb tells it: the role still stands in words. */
type Told<Change> = Change extends { type: infer Type; data: { responsible: ResponsibleRole } & infer Data }
  ? { readonly type: Type; readonly data: Omit<Data, 'responsible'> & { readonly responsible: RoleWords } }
  : never;
export type ToldRoleChange = Told<CommitmentChange | PlanChange>;

/** The change of the log that a told one becomes. */
type Logged<Change extends ToldRoleChange> = Extract<CommitmentChange | PlanChange, { type: Change['type'] }>;

/**
 * A change of who answers, decided and ready for the log: the words of its role are texts of the log. Words that a text of the
 * log has already keep that text, so that a redaction finds every place they stand in.
 */
export function withRole<Change extends ToldRoleChange>(
  rng: Rng,
  { texts }: { readonly texts: Texts },
  { type, data }: Change,
): { readonly ok: true; readonly change: Logged<Change>; readonly texts: readonly StoredText[] } {
  const { write, texts: written } = textWriter(rng);
  const known = new Map([...texts.values()].map(({ text, sha256 }) => [text, { sha256 }]));
  const ref = (words: string | null): TextRef | null => (words === null ? null : (known.get(words) ?? write(words)));
  const { responsible } = data;
  const role: ResponsibleRole = { function: ref(responsible.function), organisation: ref(responsible.organisation) };
  return { ok: true, change: asLogged({ type, data: { ...data, responsible: role } }), texts: written };
}

/** A told change differs from the logged one in its role alone, which has just become one of the log. */
function asLogged<Change>(change: { type: string; data: { responsible: ResponsibleRole } }): Change {
  return change as Change;
}
