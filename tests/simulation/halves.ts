import { expect, test } from 'vitest';
import { isFull } from '../full.ts';
import { playWorlds, type RunReport } from './players.ts';
import { keptSeeds, missingIn } from './report.ts';

/** Worlds of one half; two files share them, so that two cores can. */
const worlds = isFull ? 10_000 : 1_000;

/** Several times as long as it takes on a machine that does nothing else. */
const timeout = isFull ? 3_600_000 : 360_000;

/** The tests over one half of the default worlds, those that failed once before all others. */
export function simulateHalf(half: 0 | 1): void {
  const seeds = Array.from({ length: worlds }, (_, index) => 1 + half * worlds + index);
  const kept = keptSeeds().filter((_, index) => index % 2 === half);
  let report: RunReport | null = null;

  test(`I1–I9, I12–I14, I20, I21: ${worlds} simulated worlds double, lose, hasten and invent nothing`, { timeout }, async () => {
    report = await playWorlds([...kept, ...seeds], 1);
    expect(report.broken.map(({ seed, broke, told }) => told ?? `seed ${seed}: ${broke}`).join('\n')).toBe('');
    expect(report.worlds).toBe(kept.length + worlds);
    expect(report.mails).toBeGreaterThan(worlds);
  });

  test('every fault, state, outcome and reason happened in these worlds', () => {
    expect(report === null ? ['the worlds did not run'] : missingIn(report.counters)).toEqual([]);
  });

  test('the same seed plays the same world', async () => {
    const seed = 1 + half * worlds;
    const played: string[] = [];
    await playWorlds([seed, seed, seed + 1], 1, ({ fingerprint }) => played.push(fingerprint));
    const [first, second, other] = played;
    expect(second).toBe(first);
    expect(other).not.toBe(first);
    expect(played).toHaveLength(3);
  });
}
