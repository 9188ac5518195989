import * as z from 'zod';
import type { Assignment } from './contact.ts';
import { contactId, isoInstant, milestoneId } from './identifiers.ts';
import type { Actor } from './plan.ts';

/** Longest draft, in characters of its form. */
const draftLimit = 60_000;

/** A colleague's answer that waits for the lead: the fields of the form as typed. Private until the lead confirms it. */
export const answerDraft = z.strictObject({
  milestoneId,
  /** Raised by one at each saving. */
  version: z.int().min(1),
  by: contactId,
  at: isoInstant,
  /** Version of the milestone the colleague saw. */
  basedOn: z.int().min(1),
  fields: z.record(z.string().max(60), z.string().max(draftLimit)),
});
export type AnswerDraft = z.infer<typeof answerDraft>;

/**
 * Does a word of this actor wait as a draft for whoever handed the milestone on? Only for a colleague, unless the
 * hand-on lets them publish. `roles` are those the person holds now.
 */
export function mustDraft(roles: readonly Assignment[], { role }: Pick<Actor, 'role'>, about: string): boolean {
  return role === 'colleague' && !roles.some((one) => one.role === 'colleague' && one.milestoneId === about && one.mayPublish);
}
