import { runTick } from '../shared/usecases/run-tick.ts';
import { at } from '../tests/usecases/world.ts';
import type { Measured } from './meter.ts';
import { progress } from './progress.ts';
import type { MeasuredStores } from './stores.ts';

/** One idle tick over some open milestones. */
export type TickResult = Measured & { readonly store: string; readonly open: number; readonly milliseconds: number };

/** Ticks of which the middle one counts. */
const repeats = 5;
const batch = 1_000;
const neverDue = '2031-10-02T07:00:00Z';

/** Idle ticks over 1, 1,000 and so on up to `most` open milestones, none of which is due. */
export async function benchTick(measured: MeasuredStores, most: number): Promise<TickResult[]> {
  const { name, stores, meter } = measured;
  await stores.ledger.setGate({ mode: 'live', version: 1, restoreFloor: null, breaker: null });
  const deps = {
    ...stores,
    digests: { put: async () => {} },
    mailer: { quota: async () => ({ max24Hours: -1, sentLast24Hours: 0, perSecond: 14 }) },
  };
  const show = progress(`${name}, open milestones`, most);
  const results: TickResult[] = [];
  let open = 0;
  let now = at('2021-10-04T07:00:00Z');
  for (const wanted of [1, 1_000, 100_000].filter((one) => one < most).concat(most)) {
    while (open < wanted) {
      const next = Math.min(open + batch, wanted);
      const items = Array.from({ length: next - open }, (_, index) => ({
        subjectId: `plan-${open + index + 1}/1/m1`,
        ...{ nextDueAt: neverDue, deadlineVersion: 1 },
      }));
      await stores.record.putDue(items);
      open = next;
      show(open);
    }
    const times: number[] = [];
    let told: Measured | null = null;
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      meter.take();
      const from = performance.now();
      await runTick(deps, now);
      times.push(performance.now() - from);
      told = meter.take();
      // A slot of its own each time: a row that is written again costs more than one that is new.
      now = now.add({ minutes: 15 });
    }
    const middle = times.sort((a, b) => a - b)[Math.floor(repeats / 2)] ?? 0;
    if (told !== null) results.push({ store: name, open, milliseconds: middle, ...told });
  }
  return results;
}
