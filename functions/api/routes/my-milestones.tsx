import type { Hono } from 'hono';
import { myMilestones } from '../../../shared/usecases/my-milestones.ts';
import { frameOf, show } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { MyMilestonesPage } from '../pages/my-milestones.tsx';

/** What the signed-in person answers for. */
export function myMilestonesRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  app.get('/app', (c) => c.redirect('/app/', 303));

  app.get('/app/', async (c) => {
    const mine = await myMilestones(deps, c.get('signedIn')?.roles ?? []);
    return show(c, <MyMilestonesPage {...frameOf(c, deps)} mine={mine} now={c.get('now')} />);
  });
}
