import type { Temporal } from 'temporal-polyfill';
import type { Logger } from '../../shared/ports.ts';
import type { JobAccount } from '../../shared/usecases/account.ts';
import { runTick, type TickDeps } from '../../shared/usecases/run-tick.ts';

export type RemindDeps = TickDeps & { readonly log: Logger };

/** One tick of the schedule, and one line about it. Its account says what it planned away; what is sent, `send` says. */
export async function remind(deps: RemindDeps, now: Temporal.Instant): Promise<JobAccount> {
  const account = await runTick(deps, now);
  deps.log.info('tick-done', { skipped: account.skipped.length, failed: account.failed.length });
  return account;
}
