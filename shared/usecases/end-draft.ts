import type { AnswerDraft } from '../domain/answer-draft.ts';
import { type Refused, refused } from '../domain/errors.ts';
import type { PeopleStore } from '../ports.ts';

/** Ends a colleague's draft: it was confirmed, or the lead does not want it. Refused as stale when a newer one was saved. */
export async function endDraft(
  { people }: { readonly people: PeopleStore },
  draft: Pick<AnswerDraft, 'milestoneId' | 'version'>,
): Promise<{ readonly ok: true } | Refused> {
  return (await people.endAnswerDraft(draft)) ? { ok: true } : refused('stale');
}
