import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { approval } from '../../../shared/domain/approval.ts';
import type { Refused } from '../../../shared/domain/errors.ts';
import { judgeApproval } from '../../../shared/usecases/judge-approval.ts';
import { readApprovals } from '../../../shared/usecases/read-approvals.ts';
import { busy, frameOf, malformed, notFound, providerOf, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { offersFor } from '../offers.ts';
import { type ApprovalDone, type ApprovalRefusal, ApprovalsPage } from '../pages/approvals.tsx';
import { type InPlan, inPlan } from './plan-people.ts';

const verdictForm = z.strictObject({ token: z.string(), verdict: z.enum(['approve', 'refuse']) });
const outcome = z.enum(['approved', 'refused', 'proposed']);

/** Why it was not carried out, in words of this page. */
function refusalOf({ reason, problems }: Refused): ApprovalRefusal {
  if (problems.some(({ field }) => field === 'proposedBy')) return 'proposedBy';
  if (problems.some(({ detail }) => detail === 'same-person')) return 'same-person';
  if (reason === 'not-ready') return 'openid';
  return reason === 'stale' || reason === 'withdrawn' ? 'stale' : 'other';
}

/** Changes that wait for a second person. */
export function approvalsRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const page = async (
    c: Context<ApiEnv>,
    { planId, settings, actor }: InPlan,
    refusal: ApprovalRefusal | null = null,
  ): Promise<Response> => {
    const seen = await readApprovals(deps, { planId, contactId: actor.id, now: c.get('now') });
    const done: ApprovalDone | null = outcome.safeParse(c.req.query('done')).data ?? null;
    return show(
      c,
      <ApprovalsPage
        {...frameOf(c, deps)}
        settings={settings}
        seen={seen}
        provider={providerOf(deps)}
        tokenFor={(path) => tokenFor(c, deps, path)}
        done={refusal === null ? done : null}
        refusal={refusal}
        isCoordinating={offersFor(c)('see-plan', { kind: 'plan', id: planId })}
      />,
      refusal === null ? 200 : 409,
    );
  };

  app.get('/app/plans/:plan/approvals', async (c) => {
    const asked = inPlan(c);
    return asked === null ? notFound(c, deps) : page(c, asked);
  });

  app.post('/app/plans/:plan/approvals/:approval', async (c) => {
    const asked = inPlan(c);
    const id = approval.shape.id.safeParse(c.req.param('approval'));
    if (asked === null || !id.success) return notFound(c, deps);
    const typed = verdictForm.safeParse(Object.fromEntries(c.get('form')));
    if (!typed.success) return malformed(c, deps);
    const { planId, actor } = asked;
    const { verdict } = typed.data;
    const judged = await judgeApproval(deps, { planId, id: id.data, verdict, actor, now: c.get('now') });
    if (judged.ok) {
      deps.log.info('approval-judged', { planId, id: id.data, verdict, contactId: actor.id });
      return c.redirect(`/app/plans/${planId}/approvals?done=${verdict === 'approve' ? 'approved' : 'refused'}`, 303);
    }
    if (judged.reason === 'unknown-entry' || judged.reason === 'unknown-plan') return notFound(c, deps);
    return judged.reason === 'busy' ? busy(c, deps) : page(c, asked, refusalOf(judged));
  });
}
