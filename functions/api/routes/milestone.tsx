import type { Context } from 'hono';
import { mustDraft } from '../../../shared/domain/answer-draft.ts';
import { standingWords } from '../../../shared/domain/commitment.ts';
import type { Refused } from '../../../shared/domain/errors.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { Actor } from '../../../shared/domain/plan.ts';
import { mayExpect } from '../../../shared/usecases/declare-status.ts';
import { type MilestoneInPlan, readMilestone } from '../../../shared/usecases/my-milestones.ts';
import type { SignedIn } from '../../../shared/usecases/session.ts';
import { busy, notFound } from '../answers.tsx';
import type { ApiDeps, ApiEnv, Permit } from '../dependencies.ts';
import type { Terms } from '../pages/declare.tsx';
import { publicPathOf as publicPathOfId } from './log.ts';

/** The milestone a path names, which the gate let this person ask for. */
export type Allowed = {
  readonly of: MilestoneInPlan;
  readonly actor: Actor & { readonly id: string };
  readonly permit: Permit;
  readonly signedIn: SignedIn;
};

/** Null for a milestone that does not exist: the answer must be that for one that is not theirs. */
export async function allowed(c: Context<ApiEnv>, deps: ApiDeps): Promise<Allowed | null> {
  const [permit, signedIn] = [c.get('permit'), c.get('signedIn')];
  if (permit === null || signedIn === null) return null;
  const of = await readMilestone(deps, permit.resource.id);
  return of === null ? null : { of, actor: permit.actor, permit, signedIn };
}

/** The public page of a milestone, in the reader's language. */
export function publicPathOf({ plan, milestone }: MilestoneInPlan, language: InterfaceLanguage): string {
  return publicPathOfId(milestone.id, plan.state.settings, language);
}

type Answering = () => Response | Promise<Response>;

/** The answer when a word about a milestone was not written: on a page that says why, where the word can still be said. */
export function notWritten(
  c: Context<ApiEnv>,
  deps: ApiDeps,
  { reason }: Refused,
  on: { readonly stale: Answering; readonly invalid: Answering; readonly withdrawn: Answering },
): Response | Promise<Response> {
  switch (reason) {
    case 'stale':
    case 'invalid':
    case 'withdrawn':
      return on[reason]();
    case 'busy':
      return busy(c, deps);
    default:
      return notFound(c, deps);
  }
}

/** On which terms this person answers about this milestone. */
export function termsOf({ of, actor, signedIn }: Allowed): Terms {
  const newDate = mayExpect(of.plan.state.settings, actor) ? 'here' : actor.role === 'colleague' ? 'by-the-lead' : 'elsewhere';
  return { isDraft: mustDraft(signedIn.roles, actor, of.milestone.id), newDate };
}

/** The entry the address of a page says was just made: only a word of this very person counts. */
export function savedBy(c: Context<ApiEnv>, { of, actor }: Allowed): number | null {
  const saved = Number(c.req.query('saved') ?? '0');
  return standingWords(of.milestone).some(({ seq, by }) => seq === saved && by.id === actor.id) ? saved : null;
}
