import type { Approval } from '../../../shared/domain/approval.ts';
import type { Refused } from '../../../shared/domain/errors.ts';
import type { Reply } from './operation.ts';
import { refusing } from './refusal.ts';

/** What became of a change that was put up for a second person; done at once where `approval` is null. */
export function proposedReply(outcome: { readonly ok: true; readonly approval: Approval | null } | Refused): Reply {
  if (!outcome.ok) return refusing(outcome);
  if (outcome.approval === null) return { ok: true, status: 200, body: { ok: true } };
  const { id, expiresAt } = outcome.approval;
  return { ok: true, status: 202, body: { ok: true, approval: { id, expiresAt } } };
}
