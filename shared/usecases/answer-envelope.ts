import type { Envelope } from './append-change.ts';

/**
 * Who answers about a milestone, and when. `mayPublish` matters for a colleague only: whether the hand-on lets them
 * publish, as `mustDraft` of `domain/answer-draft.ts` tells from the roles they hold.
 */
export type AnswerEnvelope = Envelope & { readonly mayPublish?: boolean };

/** Does this word have to wait for the lead? Denied by default: that a colleague may publish must be said. */
export function isForTheLead({ actor, mayPublish }: AnswerEnvelope): boolean {
  return actor.role === 'colleague' && mayPublish !== true;
}
