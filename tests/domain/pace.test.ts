import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextTurn } from '../../shared/domain/pace.ts';

/** The moments at which senders send who ask for turns at these moments, each as soon as its turn comes. */
function sendingAt(perSecond: number, asks: readonly number[]): number[] {
  let takenUntil = 0;
  return [...asks]
    .sort((a, b) => a - b)
    .map((moment) => {
      const turn = nextTurn({ perSecond, takenUntil }, moment);
      takenUntil = turn.takenUntil;
      return moment + turn.wait;
    });
}

describe('the pace of all senders', () => {
  test('I13: in no second more mails leave than the account may send, whoever asks when', () => {
    // As many at once as may wait for their turns without being disbelieved.
    const senders = fc
      .integer({ min: 1, max: 100 })
      .chain((perSecond) =>
        fc.tuple(
          fc.constant(perSecond),
          fc.array(fc.integer({ min: 1_000_000, max: 1_060_000 }), { minLength: 1, maxLength: Math.min(400, perSecond * 40) }),
        ),
      );
    fc.assert(
      fc.property(senders, ([perSecond, asks]) => {
        const sent = sendingAt(perSecond, asks);
        for (const from of sent) {
          expect(sent.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(perSecond);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('a lone sender never waits', () => {
    expect(sendingAt(1, [10_000, 20_000, 30_000])).toEqual([10_000, 20_000, 30_000]);
  });

  test('turns are as close as four fifths of the rate allow', () => {
    expect(sendingAt(10, [5_000, 5_000, 5_000])).toEqual([5_000, 5_125, 5_250]);
    expect(sendingAt(1, [5_000, 5_000])).toEqual([5_000, 6_250]);
  });

  test('F18: a clock five minutes fast keeps nobody waiting longer than one turn', () => {
    const fast = nextTurn({ perSecond: 2, takenUntil: 0 }, 1_300_000);
    const next = nextTurn({ perSecond: 2, takenUntil: fast.takenUntil }, 1_000_000);
    expect(next).toEqual({ wait: 625, takenUntil: 1_001_250 });
    expect(nextTurn({ perSecond: 2, takenUntil: next.takenUntil }, 1_000_700)).toEqual({ wait: 550, takenUntil: 1_001_875 });
  });
});
