import type { Hono } from 'hono';
import { fileTypes } from '../../../shared/showing/file-types.ts';
import { frameOf, show } from '../answers.tsx';
import { nameOf } from '../cookies.ts';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { ApiReferencePage } from '../pages/api-reference.tsx';
import { openApiDocument } from './document.ts';
import { apiPath } from './operation.ts';
import { operations, operationsToMatch, routePathOf } from './operations.ts';
import { referenceOf } from './reference.ts';
import { publicText, serve } from './serve.ts';

/** What a script of another site may ask for public data with (Fetch, 4.8). */
const preflight = {
  'Access-Control-Allow-Methods': 'GET, HEAD',
  'Access-Control-Allow-Headers': 'If-None-Match',
  'Access-Control-Max-Age': '86400',
} as const;

/** Made at the first request: most instances of the function never show it. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The JSON API under `/api/v1`: one route for each line of the table of operations, its document, and its reference. */
export function apiRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const made = once(() => openApiDocument(operations, deps.config.publicUrl, nameOf(deps.config, 'session')));
  const text = once(() => `${JSON.stringify(made(), null, 2)}\n`);
  const reference = once(() => referenceOf(operations, made()));

  app.get(apiPath, (c) => c.redirect(`${apiPath}/`, 308));
  app.get(`${apiPath}/`, (c) => show(c, <ApiReferencePage {...frameOf(c, deps)} reference={reference()} />));
  app.get(`${apiPath}/openapi.json`, (c) => publicText(c, text(), fileTypes.json));
  // The gate lets OPTIONS through to public data only.
  app.use(`${apiPath}/*`, async (c, next) => (c.req.method === 'OPTIONS' ? c.body(null, 204, preflight) : next()));
  for (const operation of operationsToMatch) {
    const path = routePathOf(operation);
    const answer = serve(operation, path, deps);
    if (operation.method === 'GET') app.get(path, answer);
    else app.post(path, answer);
  }
}
