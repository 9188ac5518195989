import type { Temporal } from 'temporal-polyfill';
import type { Approval } from '../domain/approval.ts';
import { actOf, roleThatMay } from '../domain/authority.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText, sameDays } from '../domain/fuzzy-date.ts';
import { commitmentOf } from '../domain/identifiers.ts';
import type { Actor } from '../domain/plan.ts';
import type { Envelope } from './append-change.ts';
import { carryOut, tryOut } from './carry-out.ts';
import type { Approved, ContactDeps } from './contact-deps.ts';
import { rolesInForce } from './session.ts';

type JudgeApproval = Envelope & {
  readonly planId: string;
  readonly id: string;
  readonly verdict: 'approve' | 'refuse';
};

const unknownApproval = refused('unknown-entry', [{ field: 'approval', code: 'unknown' }]);

/** The role in which a person may do the proposed thing themselves, now; null for none. */
export async function mayCarryOut(
  { people }: Pick<ContactDeps, 'people'>,
  contactId: string | null,
  waiting: Pick<Approval, 'planId' | 'change'>,
  now: Temporal.Instant,
): Promise<Actor['role'] | null> {
  if (contactId === null) return null;
  return roleThatMay(rolesInForce(await people.assignmentsOf(contactId), now), actOf(waiting));
}

/** What a plan waits for, without what nobody looked at in time. */
export async function waitingApprovals(
  { people }: Pick<ContactDeps, 'people'>,
  planId: string,
  now: Temporal.Instant,
): Promise<readonly Approval[]> {
  return (await people.approvalsOf(planId)).filter(({ expiresAt }) => expiresAt > instantText(now));
}

/** Is it in the public log already? A crash may have come between the change and the end of its waiting. */
async function wasMoved({ record }: ContactDeps, { change, proposedBy, at }: Approval): Promise<boolean> {
  if (change.kind !== 'deadline') return false;
  const found = await record.commitment(commitmentOf(change.milestoneId));
  return (found?.log ?? []).some(
    (one) =>
      one.type === 'deadline-revised' &&
      one.at >= at &&
      one.data.approvedBy !== undefined &&
      one.data.milestoneId === change.milestoneId &&
      one.actor.id === proposedBy.id &&
      sameDays(one.data.due, change.due),
  );
}

/** Refused because all of it stands already: a deadline by its entry, anything else because nothing is left to change. */
async function isDone(deps: ContactDeps, waiting: Approval, { problems }: Refused): Promise<boolean> {
  const isUnchanged = problems.some(({ code }) => code === 'unchanged') && waiting.change.kind !== 'deadline';
  return isUnchanged || (await wasMoved(deps, waiting));
}

/** Somebody else than who proposed it, by person: two roles of one person are one person. */
function isAnother({ proposedBy }: Approval, { id }: Actor): boolean {
  return id !== null && id !== proposedBy.id;
}

async function approve(deps: ContactDeps, command: JudgeApproval, waiting: Approval): Promise<{ ok: true } | Refused> {
  const { actor, now, planId } = command;
  const { change, proposedBy } = waiting;
  if (!isAnother(waiting, actor)) return refused('invalid', [{ field: 'approval', code: 'not-expected', detail: 'same-person' }]);
  const plan = await deps.record.plan(planId);
  // Proposed under another rule: it is proposed again, or done at once, by somebody signed in as the plan now asks.
  if (plan?.state.settings.approval === 'openid') return refused('not-ready', [{ field: 'approval', code: 'not-expected' }]);
  const role = await mayCarryOut(deps, actor.id, waiting, now);
  if (role === null) return unknownApproval;
  // The command line proposes for nobody in particular, and holds no role that could have ended.
  if (proposedBy.id !== null && (await mayCarryOut(deps, proposedBy.id, waiting, now)) === null) {
    return refused('stale', [{ field: 'proposedBy', code: 'unknown' }]);
  }
  const by: Actor = { role, id: actor.id };
  const approved: Approved = { by, since: waiting.at };
  // First as if the second person did it alone, so that nobody confirms more than they may do themselves.
  const tried = await tryOut(deps, { planId, change, actor: by, now });
  const outcome = tried.ok ? await carryOut(deps, { planId, change, actor: proposedBy, now, approved }) : tried;
  return outcome.ok || (await isDone(deps, waiting, outcome)) ? { ok: true } : outcome;
}

/**
 * Carries out or refuses what somebody proposed. Carrying out is for another person who may do the thing themselves; the
 * log names who proposed as its actor and who confirmed beside it. Refusing is for the same people, and taking back for
 * who proposed. What can no longer be done as it was seen is refused and goes on waiting, for both to see.
 *
 * The change comes first and the end of its waiting last, so that a crash between loses nothing: confirming again finds
 * what stands already, writes the rest and no second public word. A refusal that meets a confirmation at the same moment may come too
 * late; the log tells.
 */
export async function judgeApproval(deps: ContactDeps, command: JudgeApproval): Promise<{ readonly ok: true } | Refused> {
  const { planId, id, actor, now, verdict } = command;
  const waiting = (await waitingApprovals(deps, planId, now)).find((one) => one.id === id);
  if (waiting === undefined) return unknownApproval;
  if (verdict === 'approve') {
    const outcome = await approve(deps, command, waiting);
    if (!outcome.ok) return outcome;
  } else if (isAnother(waiting, actor) && (await mayCarryOut(deps, actor.id, waiting, now)) === null) return unknownApproval;
  const isTaken = await deps.people.takeApproval(waiting);
  return isTaken || verdict === 'approve' ? { ok: true } : unknownApproval;
}
