import { fork } from 'node:child_process';
import * as z from 'zod';
import { argumentsFor } from '../programs.ts';
import { Counters } from './counters.ts';
import { type PlayedWorld, playedWorld } from './played.ts';

/** What a run over many worlds has seen. */
export type RunReport = {
  readonly worlds: number;
  readonly mails: number;
  /** All that failed, by seed: the first thing that broke, and the first few in full. */
  readonly broken: readonly { readonly seed: number; readonly broke: string; readonly told: string | null }[];
  readonly counters: Counters;
};

/** Worlds that failed and are told in full; the others are counted. */
const toldWorlds = 5;

/** Worlds given to a player at once: few, so that all end together. */
const handful = 5;

/** Rows and mails of a world are short-lived: with room for them, collecting garbage takes half the time. */
const room = '--max-semi-space-size=64';

/**
 * Plays these worlds in processes of their own, `players` of them at a time. `onWorld` hears of each as it ends, in no order.
 * @throws Error when a player dies
 */
export async function playWorlds(
  seeds: readonly number[],
  players: number,
  onWorld: (world: PlayedWorld, done: number) => void = () => {},
): Promise<RunReport> {
  const counters = new Counters();
  const failed: PlayedWorld[] = [];
  const waiting = [...seeds];
  let worlds = 0;
  const hear = (world: PlayedWorld): void => {
    worlds += 1;
    for (const [name, count] of Object.entries(world.counters)) counters.add(name, count);
    if (world.violations.length > 0) failed.push(world);
    onWorld(world, worlds);
  };
  await Promise.all(Array.from({ length: players }, () => onePlayer(() => waiting.splice(0, handful), hear)));
  failed.sort((a, b) => a.seed - b.seed);
  const broken = failed.map(({ seed, violations, told }, place) => ({
    ...{ seed, broke: violations.map((one) => `${one.invariant}: ${one.told}`)[0] ?? '' },
    told: place < toldWorlds ? told : null,
  }));
  return { worlds, mails: counters.of('mails'), broken, counters };
}

/** One process that plays whatever `next` gives it, until that is nothing. */
function onePlayer(next: () => readonly number[], hear: (world: PlayedWorld) => void): Promise<void> {
  const args = argumentsFor('tests/simulation/player.ts');
  const player = fork(args.at(-1) ?? '', { execArgv: [...args.slice(0, -1), room] });
  return new Promise((resolve, reject) => {
    const go = (): void => {
      const seeds = next();
      if (seeds.length > 0) player.send([...seeds]);
      else player.disconnect();
    };
    player.on('message', (message) => {
      try {
        for (const world of z.array(playedWorld).parse(message)) hear(world);
        go();
      } catch (error) {
        player.kill();
        reject(error);
      }
    });
    player.on('error', reject);
    player.on('exit', (code, signal) => (code === 0 ? resolve() : reject(new Error(`a player died: ${signal ?? code}`))));
    go();
  });
}
