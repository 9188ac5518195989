import type { Context } from 'hono';
import { sameHash } from '../../../shared/domain/keyed-hash.ts';
import { sha256Of } from '../../../shared/domain/text.ts';
import type { ApiConfig, ApiEnv } from '../dependencies.ts';

/** What our distribution adds to every request it hands over. A visitor who sends it is overruled there. */
export const originHeader = 'jalon-origin';

/**
 * Did a request come to the function around our distribution? Only there are limits and firewall rules applied to who
 * really asks, and only what it says of the visitor's address is true (RELIABILITY S15).
 */
export function cameAround(c: Context<ApiEnv>, { originKey }: Pick<ApiConfig, 'originKey'>): boolean {
  return originKey !== undefined && !sameHash(sha256Of(c.req.header(originHeader) ?? ''), sha256Of(originKey));
}
