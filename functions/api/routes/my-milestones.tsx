import type { Hono } from 'hono';
import { approvalsForMe } from '../../../shared/usecases/approvals-for-me.ts';
import { commitmentsToAssess } from '../../../shared/usecases/commitments-to-assess.ts';
import { myMilestones } from '../../../shared/usecases/my-milestones.ts';
import { frameOf, notFound, show } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { MyMilestonesPage } from '../pages/my-milestones.tsx';

/** What the signed-in person answers for, what is asked of them first, and what they assess. */
export function myMilestonesRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  app.get('/app', (c) => c.redirect('/app/', 303));

  app.get('/app/', async (c) => {
    const signedIn = c.get('signedIn');
    if (signedIn === null) return notFound(c, deps);
    const me = { contactId: signedIn.contact.id, roles: signedIn.roles, now: c.get('now') };
    const [mine, approvals, toAssess] = await Promise.all([
      myMilestones(deps, me),
      approvalsForMe(deps, me),
      commitmentsToAssess(deps, signedIn.roles),
    ]);
    return show(c, <MyMilestonesPage {...frameOf(c, deps)} mine={mine} approvals={approvals} toAssess={toAssess} />);
  });
}
