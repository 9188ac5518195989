import { millisecondsOf, minute, textOf } from '../clock.ts';
import type { Checker } from '../history.ts';
import { isHourOf, sharedTime } from './hours.ts';

/** What is placed when so little is left of the hours that plans share goes by those of its own plan. */
const atLeast = 30 * minute;

/** I3: the one mail of a day waits until all plans that mail its reader have planned their steps, while it can leave in hours they share. */
export const sharedHoursKept: Checker = ({ placings }) =>
  placings.flatMap(({ at, did, localDate, notBefore, plans }) => {
    const leaves = millisecondsOf(notBefore);
    // By far the most leave at such a time: the whole day is gone through for the others alone.
    const isShared = plans.length < 2 || plans.every((one) => isHourOf(localDate, leaves, one));
    const shared = isShared ? null : sharedTime(localDate, plans);
    if (shared === null || at > shared.until - atLeast || leaves >= shared.from) return [];
    const ids = plans.map(({ id }) => id).join(', ');
    return [
      {
        invariant: 'I3',
        told: `digest ${did.slice(0, 6)}, placed at ${textOf(at)}, leaves at ${notBefore}, and ${ids} share hours from ${textOf(shared.from)}`,
      },
    ];
  });
