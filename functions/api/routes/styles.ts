import type { Hono } from 'hono';
import type { ApiEnv } from '../dependencies.ts';
import { formStyles } from '../pages/styles.ts';

/** Styles of forms, beside the stylesheet of the public site. */
export function stylesRoute(app: Hono<ApiEnv>): void {
  app.get('/app/app.css', (c) => c.body(formStyles, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
}
