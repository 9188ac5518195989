import type { Approval } from '../domain/approval.ts';
import type { Refused } from '../domain/errors.ts';
import type { ApprovalPolicy } from '../domain/plan.ts';
import type { Envelope } from './append-change.ts';
import { carryOut } from './carry-out.ts';
import type { ContactDeps } from './contact-deps.ts';
import { proposeChange } from './propose-change.ts';

/**
 * Does a change at once, or puts it up for a second person where the plan asks for one. `approval` in the answer is what
 * now waits; null when it was done.
 */
export async function doOrPropose(
  deps: ContactDeps,
  command: Envelope & { readonly planId: string; readonly change: Approval['change']; readonly approval: ApprovalPolicy },
): Promise<{ readonly ok: true; readonly approval: Approval | null } | Refused> {
  const { approval, ...rest } = command;
  if (approval === 'second-person') return proposeChange(deps, rest);
  const outcome = await carryOut(deps, rest);
  return outcome.ok ? { ok: true, approval: null } : outcome;
}
