import type { Pace } from './ledger.ts';

/** How much of the account's rate we use: the rest is for clocks and networks that differ (RELIABILITY 2.5). */
const share = 0.8;

/**
 * Turns taken further ahead than this were taken by a clock that runs fast. They are not waited for.
 * All senders that may run at once, on the slowest account, take fewer.
 */
const believed = 60_000;

/**
 * The next turn to send after those taken: turns are evenly apart, so that in no second more leave than the account may
 * send, whoever sends. Times are milliseconds since 1970.
 * @returns how far the turn is away, and until when turns are taken with it
 */
export function nextTurn(
  { perSecond, takenUntil }: Pick<Pace, 'perSecond' | 'takenUntil'>,
  moment: number,
): { readonly wait: number; readonly takenUntil: number } {
  const apart = Math.ceil(1_000 / (share * perSecond));
  // One turn is still waited for: of two clocks that disbelieve each other neither may send at once, again and again.
  const turn = takenUntil > moment + believed ? moment + apart : Math.max(takenUntil, moment);
  return { wait: turn - moment, takenUntil: turn + apart };
}
