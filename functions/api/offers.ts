import type { Context } from 'hono';
import { type Action, decide, type Resource } from '../../shared/domain/authority.ts';
import type { ApiEnv } from './dependencies.ts';

/**
 * What pages may offer this person within the plan they are in: what the decision table lets them do, or asks OpenID
 * Connect for. Only what is offered depends on it: the gate decides again when they come.
 */
export function offersFor(c: Context<ApiEnv>): (action: Action, resource: Resource) => boolean {
  const [signedIn, permit] = [c.get('signedIn'), c.get('permit')];
  const settings = permit?.plan?.state.settings ?? null;
  return (action, resource) => {
    if (signedIn === null) return false;
    const { roles, way } = signedIn;
    return ['may', 'openid'].includes(decide({ roles, way, action, resource, settings }).is);
  };
}
