import type { Temporal } from 'temporal-polyfill';
import type { Logger } from '../../shared/ports.ts';
import { isForPerson, type JobAccount } from '../../shared/usecases/account.ts';
import { runTick, type TickDeps } from '../../shared/usecases/run-tick.ts';

export type RemindDeps = TickDeps & { readonly log: Logger };

/** One tick of the schedule, and one line about it. Its account says what it planned away; what is sent, `send` says. */
export async function remind(deps: RemindDeps, now: Temporal.Instant, millisecondsLeft?: () => number): Promise<JobAccount> {
  const account = await runTick(deps, now, millisecondsLeft);
  const { skipped, failed } = account;
  // What a person must decide is no failure of the tick: it is told as `send` tells it.
  for (const { id, reason } of failed) deps.log.error(isForPerson(reason) ? 'mail-failed' : 'tick-failed', { id, reason });
  deps.log.info('tick-done', { skipped: skipped.length, failed: failed.filter(({ reason }) => !isForPerson(reason)).length });
  return account;
}
