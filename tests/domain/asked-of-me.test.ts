import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { askedOfMe, type Standing, unansweredDays } from '../../shared/domain/asked-of-me.ts';
import type { MilestoneState } from '../../shared/domain/commitment.ts';
import { aCommitment, aDeclared, anAsk, andThen, aText } from '../builders.ts';

const id = 'fr-2021-2023/28/m1';

function milestoneOf(record: ReturnType<typeof aCommitment>): MilestoneState {
  const [milestone] = record.commitment.milestones;
  if (milestone === undefined) throw new Error('a milestone was expected');
  return milestone;
}

const october = aCommitment({ milestones: [{ due: 'Octobre 2021' }] });
const nothing = { type: 'nothing-to-report', data: { milestoneId: id, note: null } } as const;

function standing(input: Partial<Omit<Standing, 'now'>> & { now?: string }): Standing {
  return {
    milestone: milestoneOf(october),
    asks: [],
    zone: 'Europe/Paris',
    draft: null,
    holder: null,
    ...input,
    now: Temporal.Instant.from(input.now ?? '2021-09-15T08:00:00Z'),
  };
}

const asked = [anAsk({ at: '2021-10-01T07:00:00Z', on: '2021-10-01' }), anAsk({ at: '2021-10-22T07:00:00Z', on: '2021-10-22' })];

describe('what is asked of a person', () => {
  test('nothing yet, while the deadline is far and nobody asked', () => {
    expect(askedOfMe(standing({}))).toEqual({ group: 'later', why: [{ is: 'due', day: '2021-10-31' }] });
  });

  test('is due soon in the last thirty days, the last one included', () => {
    expect(askedOfMe(standing({ now: '2021-09-30T21:59:59Z' })).group).toBe('later');
    expect(askedOfMe(standing({ now: '2021-09-30T22:00:00Z' })).group).toBe('due-soon');
    expect(askedOfMe(standing({ now: '2021-10-31T22:59:59Z' })).group).toBe('due-soon');
  });

  test('is an answer from the local midnight after the deadline, until a word is said', () => {
    const over = '2021-10-31T23:00:00Z';
    expect(askedOfMe(standing({ now: over }))).toEqual({ group: 'awaits', why: [{ is: 'overdue', day: '2021-10-31' }] });
    const before = milestoneOf(andThen(october, nothing, { at: '2021-10-31T22:59:59Z' }));
    expect(askedOfMe(standing({ milestone: before, now: over })).group).toBe('awaits');
    const after = milestoneOf(andThen(october, nothing, { at: '2021-11-03T09:00:00Z' }));
    expect(askedOfMe(standing({ milestone: after, now: '2021-11-04T08:00:00Z' }))).toEqual({
      group: 'later',
      why: [{ is: 'answered', day: '2021-10-31', on: '2021-11-03' }],
    });
  });

  test('is an answer as soon as a mail asked, until a word follows it; "nothing to report" is one', () => {
    const now = '2021-10-23T08:00:00Z';
    expect(askedOfMe(standing({ asks: asked, now }))).toEqual({
      group: 'awaits',
      why: [
        { is: 'asked', days: ['2021-10-01', '2021-10-22'] },
        { is: 'due', day: '2021-10-31' },
      ],
    });
    const between = milestoneOf(andThen(october, nothing, { at: '2021-10-05T08:00:00Z' }));
    expect(unansweredDays(asked, between)).toEqual(['2021-10-22']);
    const after = milestoneOf(andThen(october, nothing, { at: '2021-10-22T07:00:00Z' }));
    expect(askedOfMe(standing({ milestone: after, asks: asked, now })).group).toBe('due-soon');
  });

  test('counts an ask about the commitment, not one about another milestone nor what the coordination was told', () => {
    const milestone = milestoneOf(october);
    const about = (subjectId: string, role: 'lead' | 'poc' = 'lead') => [anAsk({ subjectId, role })];
    expect(unansweredDays(about('fr-2021-2023/28'), milestone)).toEqual(['2021-10-01']);
    expect(unansweredDays(about('fr-2021-2023/28/m2'), milestone)).toEqual([]);
    expect(unansweredDays(about(id, 'poc'), milestone)).toEqual([]);
  });

  test('is a draft to confirm before anything else, and one’s own draft is nobody’s business but the lead’s', () => {
    const draft = { name: 'Sacha', isMine: false, at: '2021-09-14T22:30:00Z' };
    expect(askedOfMe(standing({ draft, holder: { name: 'Sacha', until: '2021-11-19T23:00:00Z' } }))).toEqual({
      group: 'awaits',
      why: [
        { is: 'draft', name: 'Sacha', on: '2021-09-15' },
        { is: 'due', day: '2021-10-31' },
      ],
    });
    const own = askedOfMe(standing({ draft: { ...draft, isMine: true }, asks: asked, now: '2021-10-23T08:00:00Z' }));
    expect(own.group).toBe('later');
    expect(own.why[0]).toEqual({ is: 'own-draft', on: '2021-09-15' });
  });

  test('is not what a colleague holds, until it is overdue', () => {
    const holder = { name: 'Sacha', until: '2021-11-19T23:00:00Z' };
    const held = askedOfMe(standing({ holder, asks: asked, now: '2021-10-23T08:00:00Z' }));
    expect(held.group).toBe('due-soon');
    expect(held.why[0]).toEqual({ is: 'handed-on', name: 'Sacha', until: '2021-11-19' });
    expect(askedOfMe(standing({ holder, now: '2021-11-02T08:00:00Z' })).group).toBe('awaits');
  });

  test('ends with a complete or withdrawn milestone, whatever was asked', () => {
    const complete = andThen(october, aDeclared(id, { status: 'complete', completedOn: '2021-10-10' }));
    const late = { asks: asked, now: '2021-12-01T08:00:00Z' };
    expect(askedOfMe(standing({ ...late, milestone: milestoneOf(complete) }))).toEqual({
      group: 'closed',
      why: [{ is: 'complete' }],
    });
    const reason = aText('Abandonné');
    const change = { type: 'withdrawn', data: { milestoneId: id, reason: { sha256: reason.sha256 } } } as const;
    const withdrawn = andThen(october, change, { texts: [reason] });
    expect(askedOfMe(standing({ ...late, milestone: milestoneOf(withdrawn) })).why).toEqual([{ is: 'withdrawn' }]);
  });

  test('has no day where nothing dated was published', () => {
    const undated = milestoneOf(aCommitment({ milestones: [{ due: 'en continu' }] }));
    expect(askedOfMe(standing({ milestone: undated }))).toEqual({ group: 'later', why: [{ is: 'undated' }] });
  });
});
