import { Cron } from 'croner';
import type { Logger } from '../../shared/ports.ts';
import { tickMinutes } from '../../shared/usecases/run-tick.ts';

/**
 * Runs `tick` in real time, never two at once. One that fails is logged and the next one comes: it finds the same work.
 * @param pattern of cron; the schedule of the deployed reminders when absent
 */
export function startTicking(
  { tick, log }: { readonly tick: () => Promise<unknown>; readonly log: Logger },
  pattern = `*/${tickMinutes} * * * *`,
): () => void {
  const onError = (error: unknown): void => {
    log.error('tick-failed', { error: error instanceof Error ? error.message : 'unknown' });
  };
  const job = new Cron(pattern, { protect: true, catch: onError }, async () => void (await tick()));
  return () => job.stop();
}
