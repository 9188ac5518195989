import type { Context } from 'hono';
import { notFoundPage } from '../../shared/showing/pages/not-found-page.tsx';
import { busy, forbidden, malformed, notFound, openIdRequired, sessionEnded, signInAddress, tooMany } from './answers.tsx';
import type { ApiDeps, ApiEnv } from './dependencies.ts';
import { isPublicAddress } from './route-table.ts';
import { type ProblemName, problem } from './v1/problem.ts';

/** Why a request got no further than the gate. */
export type GateRefusal = Extract<
  ProblemName,
  | 'not-found'
  | 'not-signed-in'
  | 'sign-in-again'
  | 'openid-required'
  | 'forbidden'
  | 'malformed'
  | 'too-large'
  | 'unsupported-type'
  | 'too-many-requests'
  | 'busy'
>;

/** Everything below /api is for programs, which get problems and no pages. */
export function isForPrograms({ req }: Context<ApiEnv>): boolean {
  return req.path === '/api' || req.path.startsWith('/api/');
}

/** The same refusal as a page for people and as a problem for programs. */
export function refuse(c: Context<ApiEnv>, deps: ApiDeps, why: GateRefusal): Response {
  if (isForPrograms(c)) {
    return problem(c, why, why === 'too-many-requests' ? { retryAfterSeconds: 60 } : {});
  }
  switch (why) {
    case 'not-signed-in':
    case 'sign-in-again':
      return c.req.method === 'POST'
        ? sessionEnded(c, deps, c.get('form'))
        : c.redirect(signInAddress(c.get('language'), c.req.path), 303);
    case 'openid-required':
      return openIdRequired(c, deps);
    case 'forbidden':
      return forbidden(c, deps);
    case 'malformed':
      return malformed(c, deps, 400);
    case 'too-large':
      return malformed(c, deps, 413);
    case 'unsupported-type':
      return malformed(c, deps, 415);
    case 'too-many-requests':
      return tooMany(c, deps);
    case 'busy':
      return busy(c, deps);
    case 'not-found':
      // The distribution hands over what no public file answers: readers get the page the site has for it.
      return isPublicAddress(c.req.path) ? c.html(notFoundPage(deps.config), 404) : notFound(c, deps);
    default:
      return why satisfies never;
  }
}
