import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { MilestoneState } from '../../shared/domain/commitment.ts';
import { freshnessOf, lastShownChange, nextShownChange, spokeInTime } from '../../shared/domain/freshness.ts';
import { positionOf } from '../../shared/domain/position.ts';
import { aCommitment, aDeclared, andThen, aRef } from '../builders.ts';

const zone = 'Europe/Paris';
const id = 'fr-2021-2023/28/m1';

/** A milestone due on 31 October 2021, about which the ministry said these things. */
function milestone(...said: { status: 'limited' | 'complete' | 'withdrawn'; on: string }[]): MilestoneState {
  const change = ({ status, on }: (typeof said)[number]) => {
    if (status === 'withdrawn') return { type: 'withdrawn', data: { milestoneId: id, reason: aRef('Abandonné.') } } as const;
    return aDeclared(id, status === 'complete' ? { status, completedOn: on } : { status });
  };
  const record = said.reduce(
    (before, one) => andThen(before, change(one), { at: `${one.on}T12:00:00Z` }),
    aCommitment({ at: '2021-01-01T00:00:00Z' }),
  );
  const [only] = record.commitment.milestones;
  if (only === undefined) throw new Error('no milestone');
  return only;
}

describe('freshness', () => {
  it('is never before the first word, then recent, and stale after six months', () => {
    expect(freshnessOf(milestone(), '2021-06-01', zone)).toEqual({ kind: 'never' });
    const spoken = milestone({ status: 'limited', on: '2021-03-15' });
    expect(freshnessOf(spoken, '2021-09-14', zone)).toEqual({ kind: 'recent', since: '2021-03-15' });
    expect(freshnessOf(spoken, '2021-09-15', zone)).toEqual({ kind: 'stale', since: '2021-03-15' });
  });

  it('never grows stale once the milestone is complete', () => {
    expect(freshnessOf(milestone({ status: 'complete', on: '2021-03-15' }), '2023-01-01', zone).kind).toBe('recent');
  });
});

describe('speaking in time', () => {
  it('is open for seven days after the deadline, then settled', () => {
    expect(spokeInTime(milestone(), '2021-11-07', zone)).toBeNull();
    expect(spokeInTime(milestone(), '2021-11-08', zone)).toBe(false);
  });

  it('counts a word from seven days before to seven days after', () => {
    expect(spokeInTime(milestone({ status: 'limited', on: '2021-10-24' }), '2021-12-01', zone)).toBe(true);
    expect(spokeInTime(milestone({ status: 'limited', on: '2021-11-07' }), '2021-12-01', zone)).toBe(true);
    expect(spokeInTime(milestone({ status: 'limited', on: '2021-10-23' }), '2021-12-01', zone)).toBe(false);
    expect(spokeInTime(milestone({ status: 'limited', on: '2021-11-08' }), '2021-12-01', zone)).toBe(false);
  });

  it('counts a milestone that was declared complete long before', () => {
    expect(spokeInTime(milestone({ status: 'complete', on: '2021-03-01' }), '2021-12-01', zone)).toBe(true);
  });

  it('leaves out a milestone that was withdrawn by then, and neither forgets nor rewards a silence by one withdrawn later', () => {
    for (const on of ['2021-02-03', '2021-10-30', '2021-11-07']) {
      expect(spokeInTime(milestone({ status: 'withdrawn', on }), '2021-12-01', zone), on).toBeNull();
    }
    expect(spokeInTime(milestone({ status: 'withdrawn', on: '2021-11-08' }), '2021-12-01', zone)).toBe(false);
    const answered = milestone({ status: 'limited', on: '2021-10-30' }, { status: 'withdrawn', on: '2022-02-01' });
    expect(spokeInTime(answered, '2022-12-01', zone)).toBe(true);
  });

  it('counts a milestone again that was taken up after a withdrawal', () => {
    const again = milestone({ status: 'withdrawn', on: '2021-02-03' }, { status: 'limited', on: '2021-10-30' });
    expect(spokeInTime(again, '2021-12-01', zone)).toBe(true);
  });
});

describe('changes by the calendar alone', () => {
  const shown = (one: MilestoneState, day: string) =>
    JSON.stringify([positionOf(one, day), freshnessOf(one, day, zone), spokeInTime(one, day, zone)]);
  const cases = [
    milestone(),
    milestone({ status: 'limited', on: '2021-02-10' }),
    milestone({ status: 'limited', on: '2021-10-28' }),
    milestone({ status: 'complete', on: '2021-04-01' }),
    milestone({ status: 'withdrawn', on: '2021-04-01' }),
    milestone({ status: 'limited', on: '2021-02-10' }, { status: 'complete', on: '2021-12-24' }),
  ];

  it('happen on the days that are told, and on no other', async () => {
    const property = fc.property(fc.constantFrom(...cases), fc.integer({ min: 0, max: 400 }), (one, offset) => {
      // From the day after its last word, so that only the calendar moves.
      const start = Temporal.PlainDate.from('2021-12-25').subtract({
        days: one.words.at(-1)?.at.startsWith('2021-12') ? 0 : 400,
      });
      const day = start.add({ days: offset }).toString();
      const before = Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
      if (one.words.some(({ at }) => at.slice(0, 10) >= before)) return;
      const changes = shown(one, before) !== shown(one, day);
      expect(nextShownChange(one, before, zone) === day, `${day} ${shown(one, before)} ${shown(one, day)}`).toBe(changes);
      if (changes) expect(lastShownChange(one, day, zone)).toBe(day);
    });
    await fc.assert(property, { numRuns: 2_000 });
  });
});
