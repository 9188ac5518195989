import type { Hono } from 'hono';
import { ruleOf } from '../../../shared/domain/authority.ts';
import type { Assignment } from '../../../shared/domain/contact.ts';
import { approvalsForMe } from '../../../shared/usecases/approvals-for-me.ts';
import { commitmentsToAssess } from '../../../shared/usecases/commitments-to-assess.ts';
import { myMilestones } from '../../../shared/usecases/my-milestones.ts';
import { shutPlans } from '../../../shared/usecases/shut-plans.ts';
import { frameOf, notFound, providerOf, show } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { MyMilestonesPage } from '../pages/my-milestones.tsx';

/** Where those who coordinate begin: the one plan that is theirs, or the list; null for whoever coordinates none. */
function coordinationOf(roles: readonly Assignment[]): string | null {
  const coordinating = roles.filter(({ role }) => ruleOf('see-plan').by.includes(role));
  const [only, ...others] = new Set(coordinating.map(({ planId }) => planId));
  if (only === undefined) return null;
  const seesAll = coordinating.some(({ role }) => role === 'admin');
  return others.length === 0 && !seesAll ? `/app/plans/${only}/` : '/app/plans/';
}

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
    if (mine.length + toAssess.length + shut.length === 0 && way !== 'remembered') {
      const home = coordinationOf(roles);
      if (home !== null) return c.redirect(home, 303);
    }
    const shown = { mine, approvals, toAssess, shut: { count: shut.length, provider: providerOf(deps) } };
    return show(c, <MyMilestonesPage {...frameOf(c, deps)} {...shown} />);
  });
}
