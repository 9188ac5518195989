import { type AnswerDraft, answerDraft } from '../domain/answer-draft.ts';
import type { MilestoneState } from '../domain/commitment.ts';
import { declaredStatusOf } from '../domain/commitment.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { isoInstant } from '../domain/identifiers.ts';
import type { PeopleStore, RecordStore } from '../ports.ts';
import type { Envelope } from './append-change.ts';

/** Refused as stale, what stands comes with it: the milestone when it was changed, else the draft somebody saved meanwhile. */
export type DraftOutcome =
  | { readonly ok: true; readonly draft: AnswerDraft }
  | (Refused & { readonly current?: MilestoneState; readonly draft?: AnswerDraft | null });

/** A form has no more fields than this. */
const fieldLimit = 120;

/**
 * A colleague's answer, kept for the lead. Nothing of it is public; everything in it is checked again when the lead confirms
 * it. A milestone has one draft: the newest.
 */
export async function saveDraft(
  { record, people }: { readonly record: RecordStore; readonly people: PeopleStore },
  command: Envelope & {
    readonly milestoneId: string;
    /** Version of the milestone the colleague saw. */
    readonly version: number;
    /** Version of the draft the colleague saw; 0 for none. */
    readonly draft: number;
    readonly fields: AnswerDraft['fields'];
  },
): Promise<DraftOutcome> {
  const { milestoneId, actor, fields } = command;
  const milestone = await record.milestone(milestoneId);
  if (milestone === null) return refused('unknown-milestone');
  if (declaredStatusOf(milestone) === 'withdrawn') return refused('withdrawn');
  if (milestone.version !== command.version) return { ...refused('stale'), current: milestone };
  const read = answerDraft.safeParse({
    milestoneId,
    version: command.draft + 1,
    by: actor.id,
    at: isoInstant.parse(instantText(command.now)),
    basedOn: milestone.version,
    fields,
  });
  if (!read.success || Object.keys(fields).length > fieldLimit)
    return refused('invalid', [{ field: 'fields', code: 'malformed' }]);
  const isKept = await people.saveAnswerDraft(read.data);
  if (!isKept) return { ...refused('stale'), draft: await people.answerDraft(milestoneId) };
  return { ok: true, draft: read.data };
}
