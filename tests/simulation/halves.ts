import { expect, test } from 'vitest';
import { isFull } from '../full.ts';
import { keptSeeds, missingIn, type RunReport, runWorlds, told } from './report.ts';
import { runWorld } from './run.ts';

/** Worlds of one half; two files share them, so that two cores can. */
const worlds = isFull ? 1_000 : 60;

/** Several times as long as it takes on a machine that does nothing else. */
const timeout = isFull ? 600_000 : 120_000;

/** The tests over one half of the default worlds, those that failed once before all others. */
export function simulateHalf(half: 0 | 1): void {
  const seeds = Array.from({ length: worlds }, (_, index) => 1 + half * worlds + index);
  const kept = keptSeeds().filter((_, index) => index % 2 === half);
  let report: RunReport | null = null;

  test(`I1–I9, I13, I14, I20, I21: ${worlds} simulated worlds double, lose, hasten and invent nothing`, { timeout }, async () => {
    report = await runWorlds([...kept, ...seeds]);
    expect(report.failed.map(told).join('\n')).toBe('');
    expect(report.mails).toBeGreaterThan(worlds);
  });

  // A few worlds cannot hold everything that may happen.
  test.runIf(isFull)('every fault, state, outcome and reason happened in these worlds', () => {
    expect(report === null ? ['the worlds did not run'] : missingIn(report.counters)).toEqual([]);
  });

  test('the same seed plays the same world', async () => {
    const seed = 1 + half * worlds;
    const [first, second] = [await runWorld(seed), await runWorld(seed)];
    expect(first.fingerprint).toBe(second.fingerprint);
    expect((await runWorld(seed + 1)).fingerprint).not.toBe(first.fingerprint);
  });
}
