import type { Hono } from 'hono';
import { approvalsForMe } from '../../../shared/usecases/approvals-for-me.ts';
import { commitmentsToAssess } from '../../../shared/usecases/commitments-to-assess.ts';
import { myMilestones } from '../../../shared/usecases/my-milestones.ts';
import { shutPlans } from '../../../shared/usecases/shut-plans.ts';
import { frameOf, notFound, providerOf, show } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { MyMilestonesPage } from '../pages/my-milestones.tsx';

/** What the signed-in person answers for, what is asked of them first, and what they assess. */
export function myMilestonesRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  app.get('/app', (c) => c.redirect('/app/', 303));

  app.get('/app/', async (c) => {
    const signedIn = c.get('signedIn');
    if (signedIn === null) return notFound(c, deps);
    const { contact, roles, way } = signedIn;
    const me = { contactId: contact.id, roles, way, now: c.get('now') };
    const [mine, approvals, toAssess, shut] = await Promise.all([
      myMilestones(deps, me),
      approvalsForMe(deps, me),
      commitmentsToAssess(deps, me),
      shutPlans(deps, me),
    ]);
    const shown = { mine, approvals, toAssess, shut: { count: shut.length, provider: providerOf(deps) } };
    return show(c, <MyMilestonesPage {...frameOf(c, deps)} {...shown} />);
  });
}
