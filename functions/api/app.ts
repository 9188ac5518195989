import { Hono } from 'hono';
import { notFound } from './answers.tsx';
import { type ApiDeps, type ApiEnv, apiConfig } from './dependencies.ts';
import { gate } from './middleware/gate.ts';
import { lastResort } from './middleware/last-resort.tsx';
import { withSecurityHeaders } from './middleware/security-headers.ts';
import { accountRoutes } from './routes/account.tsx';
import { approvalsRoutes } from './routes/approvals.tsx';
import { commitmentRoutes } from './routes/commitment.tsx';
import { deadlineRoutes } from './routes/deadline.tsx';
import { declareRoutes } from './routes/declare.tsx';
import { handOnRoutes } from './routes/hand-on.tsx';
import { importRoutes } from './routes/import.tsx';
import { myMilestonesRoutes } from './routes/my-milestones.tsx';
import { nothingToReportRoutes } from './routes/nothing-to-report.tsx';
import { openIdRoutes } from './routes/openid.tsx';
import { participationRoutes } from './routes/participation.tsx';
import { peopleRoutes } from './routes/people.tsx';
import { planLogRoutes } from './routes/plan-log.tsx';
import { planMailRoutes } from './routes/plan-mail.tsx';
import { plansRoutes } from './routes/plans.tsx';
import { proposalsRoutes } from './routes/proposals.tsx';
import { remindersRoutes } from './routes/reminders.tsx';
import { signInRoutes } from './routes/sign-in.tsx';
import { stopRoutes } from './routes/stop.tsx';
import { stylesRoute } from './routes/styles.ts';
import { apiRoutes } from './v1/routes.tsx';

/**
 * The private side: pages under `/app/`, the JSON API under `/api/`. Every request passes the headers, then the gate; what a route may do is
 * in the route table and in the decision table.
 * @throws ZodError for a configuration that would sign people in over plain http anywhere but on this machine
 */
export function createApp(deps: ApiDeps): Hono<ApiEnv> {
  apiConfig.parse(deps.config);
  const app = new Hono<ApiEnv>();
  app.use('*', withSecurityHeaders());
  app.use('*', gate(deps));
  app.onError(lastResort(deps));
  app.notFound((c) => notFound(c, deps));
  stylesRoute(app);
  // In the order of the route table: where two patterns fit a path, the first one answers.
  const areas = [
    signInRoutes,
    openIdRoutes,
    accountRoutes,
    stopRoutes,
    remindersRoutes,
    myMilestonesRoutes,
    plansRoutes,
    importRoutes,
    proposalsRoutes,
    peopleRoutes,
    approvalsRoutes,
    planMailRoutes,
    participationRoutes,
    planLogRoutes,
    commitmentRoutes,
    deadlineRoutes,
    handOnRoutes,
    nothingToReportRoutes,
    declareRoutes,
    apiRoutes,
  ];
  for (const routes of areas) routes(app, deps);
  return app;
}
