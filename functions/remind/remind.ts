import type { Temporal } from 'temporal-polyfill';
import type { Logger } from '../../shared/ports.ts';
import { isForPerson, type JobAccount } from '../../shared/usecases/account.ts';
import { runTick, type TickDeps } from '../../shared/usecases/run-tick.ts';

export type RemindDeps = TickDeps & { readonly log: Logger };

/**
 * One tick of the schedule, and one line about it: what it planned away, and for how many minutes the digest that waits longest
 * has been due. What is sent, `send` says.
 */
export async function remind(deps: RemindDeps, now: Temporal.Instant, millisecondsLeft?: () => number): Promise<JobAccount> {
  const account = await runTick(deps, now, millisecondsLeft);
  const { skipped, failed, waitedMinutes: waited = 0 } = account;
  // What a person must decide is no failure of the tick: it is told as `send` tells it.
  for (const { id, reason } of failed) deps.log.error(isForPerson(reason) ? 'mail-failed' : 'tick-failed', { id, reason });
  const { length } = failed.filter(({ reason }) => !isForPerson(reason));
  deps.log.info('tick-done', { skipped: skipped.length, failed: length, waited });
  return account;
}
