import { Temporal } from 'temporal-polyfill';
import { instantText } from '../domain/fuzzy-date.ts';
import type { LedgerStore } from '../ports.ts';
import { slotOf, tickMinutes } from './run-tick.ts';

/** How far back missing ticks are looked for (RELIABILITY 2.2, step 11). */
const lookBackDays = 7;
/** A tick may still be running or a little late. */
const graceMinutes = 30;
/** How far back the last tick is looked for. */
const recentHours = 24;

type Runs = Pick<LedgerStore, 'runs'>;

/** Every slot between two instants, oldest first. */
function slotsBetween(from: Temporal.Instant, to: Temporal.Instant): string[] {
  const slots: string[] = [];
  let slot = Temporal.Instant.from(slotOf(from));
  for (; Temporal.Instant.compare(slot, to) <= 0; slot = slot.add({ minutes: tickMinutes })) slots.push(instantText(slot));
  return slots;
}

/** Ticks one after the other: the slots of the first and of the last, and how many. */
export type RunsInARow = { readonly from: string; readonly to: string; readonly count: number };

/** Those of some slots, oldest first, put together where nothing parts them. */
function inARow(slots: readonly string[], isIn: (slot: string) => boolean): RunsInARow[] {
  const starts = slots.flatMap((slot, index) => {
    const before = slots[index - 1];
    return isIn(slot) && (before === undefined || !isIn(before)) ? [index] : [];
  });
  return starts.flatMap((start) => {
    const end = slots.findIndex((slot, index) => index > start && !isIn(slot));
    const row = slots.slice(start, end === -1 ? undefined : end);
    const [from, to] = [row[0], row.at(-1)];
    return from === undefined || to === undefined ? [] : [{ from, to, count: row.length }];
  });
}

/**
 * The ticks of the past week that never started, counted from `since`, and where that says nothing from the first that did: a
 * run that never started leaves nothing else to find.
 * @param since when there was mail to plan at the latest; null where there is none
 */
export async function missingRuns(
  ledger: Runs,
  now: Temporal.Instant,
  since: string | null = null,
): Promise<readonly RunsInARow[]> {
  const slots = slotsBetween(now.subtract({ hours: 24 * lookBackDays }), now.subtract({ minutes: graceMinutes }));
  const runs = await ledger.runs(slots);
  const first = slots.find((slot) => runs.has(slot)) ?? null;
  const from = since !== null && (first === null || since < first) ? since : first;
  return from === null ? [] : inARow(slots, (slot) => slot > from && !runs.has(slot));
}

/** When the last tick of the past day began, and when the last one began that came to its end; null for none. */
export async function lastRuns(
  ledger: Runs,
  now: Temporal.Instant,
): Promise<{ readonly lastRunAt: string | null; readonly lastSuccessAt: string | null }> {
  const runs = await ledger.runs(slotsBetween(now.subtract({ hours: recentHours }), now));
  const begun = [...runs.values()].sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  return {
    lastRunAt: begun.at(-1)?.startedAt ?? null,
    lastSuccessAt: begun.findLast(({ finishedAt }) => finishedAt !== null)?.startedAt ?? null,
  };
}

/** How many slots are read at a time: most questions are answered by the first. */
const slotsAtOnce = 96;

/** Did a tick that came to its end, and planned all of a plan, begin at or after `from` and before `until`? */
export async function ranBetween(ledger: Runs, planId: string, from: string, until: string): Promise<boolean> {
  const slots = slotsBetween(Temporal.Instant.from(from), Temporal.Instant.from(until));
  for (let first = 0; first < slots.length; first += slotsAtOnce) {
    const runs = await ledger.runs(slots.slice(first, first + slotsAtOnce));
    const isRun = [...runs.values()].some(
      ({ startedAt, finishedAt, failedIn = [] }) =>
        finishedAt !== null && !failedIn.includes(planId) && from <= startedAt && startedAt < until,
    );
    if (isRun) return true;
  }
  return false;
}
