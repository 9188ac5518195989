import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../ports.ts';

/** The real time, to the second: instants are compared as text. */
export const systemClock: Clock = {
  now: () => Temporal.Now.instant().round({ smallestUnit: 'second', roundingMode: 'floor' }),
};
