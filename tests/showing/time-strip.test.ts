import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { milestoneKeyOf } from '../../shared/domain/identifiers.ts';
import { dayNumber, stripAxis, stripDays, stripPlace, stripRow } from '../../shared/showing/time-strip.ts';
import { aMilestone } from '../builders.ts';
import { answered, view } from './health-plan.ts';

const epoch = Temporal.PlainDate.from('1970-01-01');
const day = fc.integer({ min: -60_000, max: 60_000 }).map((days) => epoch.add({ days }).toString());
const near = fc.integer({ min: 18_500, max: 20_300 }).map((days) => epoch.add({ days }).toString());

function axisOf(days: readonly string[]) {
  const axis = stripAxis(days);
  if (axis === null) throw new Error('an axis without days');
  return axis;
}

describe('the calendar of a strip', () => {
  it('counts days as the calendar does', async () => {
    const property = fc.property(day, day, (a, b) => {
      expect(dayNumber(b) - dayNumber(a)).toBe(Temporal.PlainDate.from(a).until(Temporal.PlainDate.from(b)).days);
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it('holds every day within its width, in order, and begins and ends with a quarter', async () => {
    const property = fc.property(fc.array(near, { minLength: 1, maxLength: 30 }), (days) => {
      const axis = axisOf(days);
      const sorted = [...days].sort();
      const places = sorted.map((one) => stripPlace(axis, one));
      expect(places.every((place) => place >= 1 && place <= 99)).toBe(true);
      expect([...places].sort((a, b) => a - b)).toEqual(places);
      expect(axis.last - axis.first).toBeGreaterThanOrEqual(365);
      const [begin, end] = [axis.first, axis.last].map((number) => epoch.add({ days: number - dayNumber('1970-01-01') }));
      expect([begin, end].map((one) => `${one && (one.month - 1) % 3} ${one?.day}`)).toEqual(['0 1', '0 1']);
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it.each([
    { days: ['2021-09-30'], marks: ['2021-7', '2021-10', '2022-1', '2022-4', '2022-7'] },
    { days: ['2021-01-31', '2025-11-30'], marks: ['2021-1', '2022-1', '2023-1', '2024-1', '2025-1', '2026-1'] },
    { days: ['2001-01-31', '2030-11-30'], marks: ['2001-1', '2004-1', '2007-1', '2010-1', '2013-1', '2016-1'] },
  ])('marks quarters while there are few, years after that: $days', ({ days, marks }) => {
    expect(
      axisOf(days)
        .marks.slice(0, 6)
        .map(({ year, month }) => `${year}-${month}`),
    ).toEqual(marks);
  });

  it('is none without a day', () => {
    expect(stripAxis([])).toBeNull();
  });
});

describe('a row of a strip', () => {
  const [commitment] = view([answered()], '2021-11-15').commitments;
  const milestones = commitment?.milestones ?? [];
  const axis = axisOf([...milestones.flatMap(stripDays), '2021-11-12']);

  it('puts a milestone on its expected date and joins it to the published one', () => {
    expect(stripRow(milestones, axis, '2021-11-12').points).toEqual([
      { key: 'm1', status: 'complete', at: stripPlace(axis, '2021-10-31'), movedFrom: null, isOverdue: false, lane: 0 },
      {
        key: 'm2',
        status: 'none',
        at: stripPlace(axis, '2022-02-15'),
        movedFrom: stripPlace(axis, '2021-12-31'),
        isOverdue: false,
        lane: 0,
      },
    ]);
  });

  it('knows what is overdue on the day it is for, the last day itself not being late', () => {
    const overdue = (asOf: string) => stripRow(milestones, axis, asOf).points.map(({ isOverdue }) => isOverdue);
    expect(overdue('2022-02-15')).toEqual([false, false]);
    expect(overdue('2022-02-16')).toEqual([false, true]);
  });

  it('lists what has no date apart', () => {
    const undated = aMilestone({ due: null });
    expect(stripRow([undated, ...milestones], axis, '2021-11-12')).toMatchObject({
      undated: [{ key: milestoneKeyOf(undated.id), status: 'none' }],
      lanes: 1,
    });
  });

  it('stacks milestones of one day and counts those for which there is no room', () => {
    const many = Array.from({ length: 9 }, () => aMilestone({ due: '2021-10-31' }));
    const row = stripRow(many, axis, '2021-11-12');
    expect(row.points.map(({ lane }) => lane)).toEqual([0, 1, 2, 3]);
    expect(row.crowds).toEqual([{ at: stripPlace(axis, '2021-10-31'), count: 5 }]);
    expect(row.lanes).toBe(5);
  });

  it('loses no milestone and hides none behind another', async () => {
    const dated = fc.array(fc.option(near, { nil: null }), { minLength: 1, maxLength: 40 });
    const property = fc.property(dated, (days) => {
      const all = days.map((due) => aMilestone({ due }));
      const { points, crowds, undated, lanes } = stripRow(all, axisOf([...all.flatMap(stripDays), '2021-11-12']), '2021-11-12');
      expect(points.length + crowds.reduce((sum, { count }) => sum + count, 0) + undated.length).toBe(days.length);
      for (const [index, one] of points.entries()) {
        expect(one.lane).toBeLessThan(lanes);
        const beside = points.slice(0, index).filter(({ lane }) => lane === one.lane);
        expect(beside.every(({ at }) => Math.abs(at - one.at) >= 3)).toBe(true);
      }
    });
    await fc.assert(property, { numRuns: 50 });
  });
});
