import { type Approval, approval, approvalExpiry } from '../domain/approval.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Envelope } from './append-change.ts';
import { tryOut } from './carry-out.ts';
import type { ContactDeps } from './contact-deps.ts';

/**
 * Puts a change up for a second person, in a plan that asks for one. It is checked as if it were carried out now, so that
 * nobody confirms what could not be done; it waits for thirty days. Nothing is public. Proposing the same again is
 * proposing it once.
 */
export async function proposeChange(
  deps: ContactDeps,
  command: Envelope & { readonly planId: string; readonly change: Approval['change'] },
): Promise<{ readonly ok: true; readonly approval: Approval } | Refused> {
  const { planId, change, actor, now } = command;
  if ((await deps.record.plan(planId)) === null) return refused('unknown-plan');
  const tried = await tryOut(deps, { planId, change, actor, now });
  if (!tried.ok) return tried;
  const at = instantText(now);
  const known = (await deps.people.approvalsOf(planId)).find(
    (one) =>
      one.expiresAt > at &&
      canonicalJson(one.proposedBy) === canonicalJson(actor) &&
      canonicalJson(one.change) === canonicalJson(change),
  );
  if (known !== undefined) return { ok: true, approval: known };
  const id = `approval-${Buffer.from(deps.rng.bytes(16)).toString('hex')}`;
  const proposed = approval.parse({ id, planId, proposedBy: actor, at, expiresAt: approvalExpiry(now), change });
  await deps.people.addApproval(proposed);
  return { ok: true, approval: proposed };
}
