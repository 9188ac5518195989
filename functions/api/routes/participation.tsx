import type { Hono } from 'hono';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { documentsRoutes } from './documents.tsx';
import { meetingsRoutes } from './meetings.tsx';
import { processesRoutes } from './processes.tsx';

/** Meetings, participation processes and documents around a plan. */
export function participationRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  meetingsRoutes(app, deps);
  processesRoutes(app, deps);
  documentsRoutes(app, deps);
}
