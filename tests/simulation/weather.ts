import { hour, minute } from './clock.ts';
import type { Weather } from './machines.ts';
import type { Random } from './random.ts';

/** How long a storm lasts, about. */
export const storms = [10 * minute, 20 * minute, 40 * minute, 90 * minute, 4 * hour] as const;

/** What a world is like: half of them keep every event within the shortest grace. */
export function weatherFrom(random: Random): Weather {
  const isStrict = random.chance(0.5);
  const skew = random.chance(0.25) ? 5 * minute : 0;
  // Two clocks that are wrong the other way round shorten the shortest grace, half an hour, twice.
  const inTime = 28 * minute - 2 * skew;
  return {
    isStrict,
    events: {
      unheard: random.chance(0.3) ? 0.3 : 0,
      late: random.chance(0.4) ? 0.5 : 0.03,
      latest: isStrict ? inTime : 2 * hour,
      lost: isStrict || random.chance(0.5) ? 0 : random.pick([0.01, 0.1, 1]),
    },
    skew,
    lag: random.chance(0.25) ? 10 * minute : 0,
    quota: random.chance(0.15) ? random.between(2, 5) : 200,
    perSecond: random.chance(0.5) ? 1 : 14,
  };
}
