import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { nextPositionChange, positionOf, slippageOf } from '../../shared/domain/position.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { aCommitment, aDate, aDeclared, aMilestone, andThen, aText } from '../builders.ts';

const m1 = 'fr-2021-2023/28/m1';
const reason = { sha256: aText('Motif').sha256 };
const october = aMilestone({ due: 'Octobre 2021' });

function only(record: CommitmentRecord) {
  const [milestone] = record.commitment.milestones;
  if (milestone === undefined) throw new Error('a milestone expected');
  return milestone;
}

test('is due soon for the last thirty days, the deadline included, and overdue the day after', () => {
  expect(positionOf(october, '2021-09-30')).toBe('upcoming');
  expect(positionOf(october, '2021-10-01')).toBe('due-soon');
  expect(positionOf(october, '2021-10-31')).toBe('due-soon');
  expect(positionOf(october, '2021-11-01')).toBe('overdue');
});

test('the next change of position is exactly the first day on which it differs', () => {
  for (const from of ['2021-08-01', '2021-10-05']) {
    const change = nextPositionChange(october, from);
    if (change === null) throw new Error('a change expected');
    const before = Temporal.PlainDate.from(change).subtract({ days: 1 }).toString();
    expect(positionOf(october, before)).toBe(positionOf(october, from));
    expect(positionOf(october, change)).not.toBe(positionOf(october, from));
  }
  expect(nextPositionChange(october, '2021-11-01')).toBeNull();
});

test('an undated milestone has no position and never changes it', () => {
  const undated = aMilestone({ due: null });
  expect(positionOf(undated, '2030-01-01')).toBe('none');
  expect(nextPositionChange(undated, '2021-01-01')).toBeNull();
});

test('a withdrawn milestone has no position', () => {
  const withdrawn = andThen(aCommitment(), { type: 'withdrawn', data: { milestoneId: m1, reason } });
  expect(positionOf(only(withdrawn), '2021-12-01')).toBe('none');
});

test('completion is on time or late by the day of the deliverable, not by the day it was declared', () => {
  const declared = (completedOn: string) =>
    only(andThen(aCommitment(), aDeclared(m1, { status: 'complete', completedOn }), { at: '2021-12-01T08:00:00Z' }));
  expect(positionOf(declared('2021-10-31'), '2021-12-02')).toBe('on-time');
  expect(positionOf(declared('2021-11-01'), '2021-12-02')).toBe('late');
});

test('slippage counts from the first published day to the one in force', () => {
  const moved = andThen(aCommitment(), { type: 'deadline-revised', data: { milestoneId: m1, due: aDate('2021-11-30'), reason } });
  expect(slippageOf(only(moved))).toEqual({ from: '2021-10-31', to: '2021-11-30', days: 30 });
  expect(slippageOf(october)).toBeNull();
});
