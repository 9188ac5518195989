import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBRecord } from 'aws-lambda';

/** Called with stream records of the Record table in the order they were committed, one call at a time. */
export type OnChange = (records: readonly DynamoDBRecord[]) => Promise<void>;

/** Stops following; resolves once a call that is under way has ended. */
export type Stop = () => Promise<void>;

/** How often changes are looked for. */
const interval = 200;
/** How often a batch is given to a listener that fails: as often as on AWS before it goes to the failure queue. */
const attempts = 10;

/**
 * Gives batches from `next` to a listener until it is stopped. A batch the listener fails on is given again, then
 * handed to `onGivenUp` with the error; the ones after it still come.
 */
export function followBatches(
  next: () => Promise<readonly DynamoDBRecord[]>,
  onChange: OnChange,
  onGivenUp: (error: unknown) => void = rethrowLater,
): Stop {
  const stopping = new AbortController();
  const deliver = async (records: readonly DynamoDBRecord[]): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await onChange(records);
      } catch (error) {
        if (attempt >= attempts || stopping.signal.aborted) return onGivenUp(error);
        await sleep(interval * attempt);
      }
    }
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const records = await next();
      if (records.length > 0) await deliver(records);
      else await sleep(interval);
    }
  };
  const running = run().catch(onGivenUp);
  return async () => {
    stopping.abort();
    await running;
  };
}

/** Without anyone to tell, a lost batch must not pass in silence. */
function rethrowLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
