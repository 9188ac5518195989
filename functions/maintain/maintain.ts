import type { Temporal } from 'temporal-polyfill';
import type { Logger, Stores } from '../../shared/ports.ts';
import { type Maintenance, maintainLedger } from '../../shared/usecases/maintain-ledger.ts';

export type MaintainDeps = Pick<Stores, 'ledger' | 'people'> & { readonly log: Logger };

/** Purges what has expired and says which ticks never ran. */
export async function maintain(deps: MaintainDeps, now: Temporal.Instant): Promise<Maintenance> {
  const done = await maintainLedger(deps, now);
  deps.log.info('purged', done.purged);
  for (const slot of done.missingRuns) deps.log.error('tick-missing', { slot });
  return done;
}
