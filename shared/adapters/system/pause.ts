import { setTimeout as sleep } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import type { Pause } from '../../ports.ts';

/** Real time, waited for. */
export const systemPause: Pause = {
  moment: () => Temporal.Now.instant(),
  wait: async (milliseconds) => {
    if (milliseconds > 0) await sleep(milliseconds);
  },
};
