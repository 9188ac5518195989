import { Temporal } from 'temporal-polyfill';
import { instantText } from '../domain/fuzzy-date.ts';
import type { ServiceTimes } from '../domain/service-times.ts';
import type { LedgerStore, RecordStore } from '../ports.ts';
import { slotOf, tickMinutes } from './run-tick.ts';
import { lastRuns } from './tick-runs.ts';

/**
 * Says in public when the machinery last ran and when it runs next. Where no tick ran for a day, what was said before
 * stands: that it is old is what readers are to see.
 */
export async function noteServiceTimes(
  {
    record,
    ledger,
  }: { readonly record: Pick<RecordStore, 'serviceTimes' | 'putServiceTimes'>; readonly ledger: Pick<LedgerStore, 'runs'> },
  now: Temporal.Instant,
): Promise<ServiceTimes> {
  const [before, last] = await Promise.all([record.serviceTimes(), lastRuns(ledger, now)]);
  const times = {
    checkedAt: instantText(now),
    lastRunAt: last.lastRunAt ?? before?.lastRunAt ?? null,
    lastSuccessAt: last.lastSuccessAt ?? before?.lastSuccessAt ?? null,
    nextRunAt: instantText(Temporal.Instant.from(slotOf(now)).add({ minutes: tickMinutes })),
  };
  await record.putServiceTimes(times);
  return times;
}
