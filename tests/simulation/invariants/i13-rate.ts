import { day, textOf } from '../clock.ts';
import type { Checker } from '../history.ts';

/** The first instant from which a window holds more than it may; null when none does. */
function tooMany(instants: readonly number[], width: number, most: number): number | null {
  return instants.find((at, place) => (instants[place + most] ?? Number.POSITIVE_INFINITY) < at + width) ?? null;
}

/** Two turns nearer to each other than the rate allows; null when none are. A lost Ledger begins to count anew. */
function tooNear(turns: readonly number[], apart: number): number | null {
  const isTooNear = (turn: number, before: number): boolean => turn > before && turn - before < apart;
  return turns.find((turn, place) => place > 0 && isTooNear(turn, turns[place - 1] ?? 0)) ?? null;
}

/** I13: turns to send are evenly apart, so that no second holds more than the account's rate; no day more than its quota. */
export const rate: Checker = ({ turns, acceptances, perSecond, quota, skew }) => {
  // Turns of clocks that disagree are compared with no clock of their own: SES itself then throttles.
  const burst = skew > 0 ? null : tooNear(turns, 1_000 / perSecond);
  const flood = tooMany(
    acceptances.map(({ at }) => at),
    day,
    Math.max(quota, 1),
  );
  return [
    ...(burst === null
      ? []
      : [{ invariant: 'I13', told: `two turns to send within ${1_000 / perSecond} ms at ${textOf(burst)}` }]),
    ...(flood === null ? [] : [{ invariant: 'I13', told: `more than ${quota} mails in the day from ${textOf(flood)}` }]),
  ];
};
