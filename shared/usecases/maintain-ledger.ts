import { Temporal } from 'temporal-polyfill';
import { instantText } from '../domain/fuzzy-date.ts';
import type { TickRun } from '../domain/ledger.ts';
import type { Stores } from '../ports.ts';
import { slotOf, tickMinutes } from './run-tick.ts';

/** How far back missing ticks are looked for (RELIABILITY 2.2, step 11). */
const lookBackDays = 7;
/** A tick may still be running or a little late. */
const graceMinutes = 30;
/** Rows of People are deleted one day after they expired (RELIABILITY, section 8). */
const keepAfterExpiryDays = 1;

export type Maintenance = {
  readonly purged: { readonly ledger: number; readonly people: number };
  /** Slots whose tick never started: a run that never started leaves nothing else to find. */
  readonly missingRuns: readonly string[];
};

/**
 * Deletes what has expired, relying on no time-to-live, and names the ticks of the past week that never ran, counted from
 * the first one that did.
 */
export async function maintainLedger(
  { ledger, people }: Pick<Stores, 'ledger' | 'people'>,
  now: Temporal.Instant,
): Promise<Maintenance> {
  const purged = {
    ledger: await ledger.purge(instantText(now)),
    people: await people.purge(instantText(now.subtract({ hours: 24 * keepAfterExpiryDays }))),
  };
  const last = now.subtract({ minutes: graceMinutes });
  const first = Temporal.Instant.from(slotOf(now.subtract({ hours: 24 * lookBackDays })));
  const slots: string[] = [];
  for (let slot = first; Temporal.Instant.compare(slot, last) <= 0; slot = slot.add({ minutes: tickMinutes })) {
    slots.push(instantText(slot));
  }
  const runs: (TickRun | null)[] = [];
  for (const slot of slots) runs.push(await ledger.run(slot));
  const began = runs.findIndex((run) => run !== null);
  const missing = began < 0 ? [] : slots.filter((_, index) => index > began && runs[index] === null);
  return { purged, missingRuns: missing };
}
