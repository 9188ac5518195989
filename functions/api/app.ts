import { Hono } from 'hono';
import { notFound } from './answers.tsx';
import { type ApiDeps, type ApiEnv, apiConfig } from './dependencies.ts';
import { gate } from './middleware/gate.ts';
import { lastResort } from './middleware/last-resort.tsx';
import { withSecurityHeaders } from './middleware/security-headers.ts';
import { declareRoutes } from './routes/declare.tsx';
import { myMilestonesRoutes } from './routes/my-milestones.tsx';
import { nothingToReportRoutes } from './routes/nothing-to-report.tsx';
import { signInRoutes } from './routes/sign-in.tsx';
import { stopRoutes } from './routes/stop.tsx';
import { stylesRoute } from './routes/styles.ts';

/**
 * The private side: everything under `/app/`. Every request passes the headers, then the gate; what a route may do is
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
  signInRoutes(app, deps);
  stopRoutes(app, deps);
  myMilestonesRoutes(app, deps);
  nothingToReportRoutes(app, deps);
  declareRoutes(app, deps);
  return app;
}
