import { type PlayedWorld, seedsToPlay } from './played.ts';
import { told } from './report.ts';
import { runWorld } from './run.ts';

async function played(seed: number): Promise<PlayedWorld> {
  const outcome = await runWorld(seed);
  const { fingerprint, violations, counters } = outcome;
  return {
    ...{ seed, fingerprint, violations: [...violations], counters: Object.fromEntries(counters.entries()) },
    told: violations.length === 0 ? null : told(outcome),
  };
}

// A process of its own: gets seeds, answers with what became of their worlds, and ends with whoever started it.
process.on('message', async (message) => {
  const worlds: PlayedWorld[] = [];
  for (const seed of seedsToPlay.parse(message)) worlds.push(await played(seed));
  process.send?.(worlds);
});
