import { canonicalJson, type Json } from '../../../shared/domain/canonical-json.ts';
import { foldCommitment } from '../../../shared/domain/reduce.ts';
import type { CommitmentView, PlanView } from '../../../shared/showing/view.ts';
import type { Asked, Refusing } from './operation.ts';
import { commitmentIn, milestoneIn, shownPlan } from './plan-view.ts';
import type { Difference } from './problem.ts';
import type { MilestoneStatus } from './schemas/status.ts';

/** The commitment as it stood when one of its milestones had this version; null for a version it never had. */
function asSeen(commitment: CommitmentView, milestoneId: string, version: number): CommitmentView | null {
  for (let length = commitment.log.length; length > 0; length -= 1) {
    const log = commitment.log.slice(0, length);
    const folded = foldCommitment(log);
    const milestone = folded?.milestones.find(({ id }) => id === milestoneId);
    if (folded !== null && milestone?.version === version) return { ...commitment, log, milestones: folded.milestones };
  }
  return null;
}

function differences(was: MilestoneStatus, is: MilestoneStatus): Difference[] {
  const before: { readonly [fact: string]: Json | undefined } = was;
  return Object.entries(is).flatMap(([field, now]) => {
    const then = before[field] ?? null;
    return canonicalJson(then) === canonicalJson(now) ? [] : [{ field, was: then, is: now }];
  });
}

/** A milestone that was changed since it was seen: what stands now, and every published fact that is other than it was. */
export function staleMilestone(view: PlanView, milestoneId: string, seen: number): Refusing | null {
  const commitment = commitmentIn(view, milestoneId.split('/')[1] ?? '');
  const now = commitment?.milestones.find(({ id }) => id === milestoneId);
  const is = commitment === null ? null : milestoneIn(view, commitment, milestoneId);
  if (commitment === null || now === undefined || is === null) return null;
  const before = asSeen(commitment, milestoneId, seen);
  const was = before === null ? null : milestoneIn(view, before, milestoneId);
  const current = { version: now.version, milestone: is };
  return { ok: false, problem: 'stale', current, difference: was === null ? [] : differences(was, is) };
}

/** {@link staleMilestone} for what was just asked. */
export async function staleFor(
  { deps, now, version }: Pick<Asked, 'deps' | 'now'> & { readonly version: number },
  planId: string,
  milestoneId: string,
): Promise<Refusing> {
  const found = await shownPlan(deps, now, planId);
  if (!found.ok) return found;
  return staleMilestone(found.view, milestoneId, version) ?? { ok: false, problem: 'not-found' };
}
