import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { nextTurnOfMeetings, nextTurnOfWords, ogpCounts, ogpCountsDay } from '../../shared/domain/ogp-counts.ts';
import type { Meeting, ParticipationProcess, ProcessStep } from '../../shared/domain/plan.ts';
import { nextLogDueAt } from '../../shared/domain/plan-due.ts';
import { nextDueAt } from '../../shared/domain/reminder-policy.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { aCommitment, aDate, aDeclared, andThen, andThenPlan, aPlan, aProcess, aRef } from '../builders.ts';

const id = 'fr-2021-2023/28';
const link = { url: 'https://www.example.org/preuve', title: aRef('Une preuve'), kind: 'report', date: null } as const;

const twoMilestones = (): CommitmentRecord =>
  aCommitment({ at: '2020-01-01T08:00:00Z', milestones: [{ due: 'Octobre 2021' }, { due: 'Décembre 2021' }] });

function aMeeting(input: Partial<Meeting>): Meeting {
  return {
    id: 'meeting-1',
    titles: { fr: aRef('Forum') },
    body: null,
    date: aDate('2021-06-15'),
    state: 'held',
    withCivilSociety: false,
    minutes: null,
    documentIds: [],
    ...input,
  };
}

function countsOf(
  record: CommitmentRecord,
  to: string,
  around: { meetings?: readonly Meeting[]; processes?: readonly ParticipationProcess[] } = {},
) {
  const plan = { ...aPlan().state, meetings: [...(around.meetings ?? [])], processes: [...(around.processes ?? [])] };
  const counts = ogpCounts(plan, [record.commitment], to);
  const [commitment] = counts.commitments;
  if (commitment === undefined) throw new Error('one commitment expected');
  return { ...counts, commitment };
}

describe('updates of a commitment', () => {
  it('are counted over the twelve months that end with the day, both ends included', () => {
    const spoken = ['2020-11-12', '2020-11-13', '2021-11-12', '2021-11-13'].reduce(
      (record, day) =>
        andThen(record, { type: 'nothing-to-report', data: { milestoneId: `${id}/m1`, note: null } }, { at: `${day}T12:00:00Z` }),
      twoMilestones(),
    );
    const { from, to, commitment } = countsOf(spoken, '2021-11-12');
    expect([from, to]).toEqual(['2020-11-13', '2021-11-12']);
    expect(commitment.updateDays).toBe(2);
  });

  it('are local days, each counted once however many words were said on it', () => {
    const late = andThen(twoMilestones(), aDeclared(`${id}/m1`), { at: '2021-05-31T22:30:00Z' });
    const sameDay = andThen(late, aDeclared(`${id}/m2`), { at: '2021-06-01T12:00:00Z' });
    expect(countsOf(sameDay, '2021-06-01').commitment.updateDays).toBe(1);
  });

  it('do not count a word that a correction undid, and tell all the same that it was said', () => {
    const said = andThen(twoMilestones(), aDeclared(`${id}/m1`), { at: '2021-05-01T12:00:00Z' });
    const undone = andThen(
      said,
      {
        type: 'corrected',
        data: { corrects: 2, reason: aRef('Par erreur.'), change: { field: 'word', milestoneId: `${id}/m1` } },
      },
      { at: '2021-05-02T12:00:00Z' },
    );
    expect(countsOf(said, '2021-06-01').commitment).toMatchObject({ updateDays: 1, lastWord: '2021-05-01' });
    expect(countsOf(undone, '2021-06-01').commitment).toMatchObject({ updateDays: 0, lastWord: '2021-05-01' });
  });

  it('are none after an import, which is no word of the ministry', () => {
    expect(countsOf(twoMilestones(), '2020-06-01').commitment).toMatchObject({ updateDays: 0, lastWord: null, overdue: 0 });
  });
});

describe('evidence', () => {
  it('is that of the declaration in force, and told apart from a reason why there is none', () => {
    const proven = andThen(
      twoMilestones(),
      aDeclared(`${id}/m1`, { status: 'complete', completedOn: '2021-05-01', evidence: [link] }),
    );
    const reasoned = andThen(
      proven,
      aDeclared(`${id}/m2`, { status: 'complete', completedOn: '2021-05-01', noEvidenceReason: aRef('Secret des affaires.') }),
    );
    expect(countsOf(reasoned, '2021-06-01').commitment).toMatchObject({
      milestones: 2,
      withEvidence: 1,
      complete: 2,
      completeWithEvidence: 1,
      completeWithReason: 1,
    });
    const reopened = andThen(reasoned, aDeclared(`${id}/m1`, { status: 'limited' }));
    expect(countsOf(reopened, '2021-06-01').commitment).toMatchObject({ withEvidence: 0, complete: 1, completeWithEvidence: 0 });
  });
});

describe('overdue milestones', () => {
  it('are those past their deadline on that day', () => {
    expect(countsOf(twoMilestones(), '2021-10-31').commitment.overdue).toBe(0);
    expect(countsOf(twoMilestones(), '2021-11-01').commitment.overdue).toBe(1);
    expect(countsOf(twoMilestones(), '2022-01-01').commitment.overdue).toBe(2);
  });
});

describe('meetings', () => {
  const meetings = [
    aMeeting({ id: 'meeting-old', date: aDate('2019-06-27'), withCivilSociety: true, minutes: link }),
    aMeeting({ id: 'meeting-first', date: aDate('2020-11-13') }),
    aMeeting({ id: 'meeting-month', date: aDate('Juin 2021'), withCivilSociety: true }),
    aMeeting({ id: 'meeting-someday', date: aDate('à l’été'), withCivilSociety: true }),
    aMeeting({ id: 'meeting-announced', date: aDate('2021-10-01'), state: 'announced', withCivilSociety: true }),
  ];

  it('count when held, on their last day, and apart where civil society took part', () => {
    expect(countsOf(twoMilestones(), '2021-11-12', { meetings }).meetings).toEqual({
      held: 4,
      withMinutes: 1,
      undated: 1,
      recent: 2,
      recentWithCivilSociety: 1,
      last: '2021-06-30',
      monthsSince: 4,
      years: [
        { year: '2021', held: 1, withCivilSociety: 1 },
        { year: '2020', held: 1, withCivilSociety: 0 },
        { year: '2019', held: 1, withCivilSociety: 1 },
      ],
    });
  });

  it('of a month that is not over are not in the future', () => {
    expect(countsOf(twoMilestones(), '2021-06-20', { meetings }).meetings).toMatchObject({ last: '2021-06-20', monthsSince: 0 });
  });

  it('are none, and nothing is counted since, where none was held', () => {
    expect(countsOf(twoMilestones(), '2021-06-20').meetings).toMatchObject({ held: 0, last: null, monthsSince: null, years: [] });
  });
});

describe('participation', () => {
  it('is followed up once one follow-up is recorded, and awaited before', () => {
    const followUp = [{ text: aRef('Restitution'), url: null, date: null }];
    const processes = [
      aProcess({ followUp: [...followUp, ...followUp] }),
      aProcess({ id: 'process-2' }),
      aProcess({ id: 'process-3' }),
    ];
    expect(countsOf(twoMilestones(), '2021-06-20', { processes }).processes).toEqual({
      recorded: 3,
      withFollowUp: 1,
      awaited: 2,
      notOwed: 0,
    });
  });

  it('is not awaited where the coordination says of every step that none is owed, and only there', () => {
    const step = (id: string, followUpOwed: boolean | null): ProcessStep => ({
      id: `step-${id}`,
      kind: 'workshop',
      titles: {},
      date: null,
      state: 'held',
      followUpOwed,
      documentIds: [],
    });
    const processes = [
      aProcess({ id: 'process-1', steps: [step('1', false), step('2', false)] }),
      aProcess({ id: 'process-2', steps: [step('3', false), step('4', null)] }),
      aProcess({ id: 'process-3', steps: [step('5', false), step('6', true)] }),
      aProcess({ id: 'process-4', steps: [] }),
      aProcess({ id: 'process-5', steps: [step('7', false)], followUp: [{ text: aRef('Restitution'), url: null, date: null }] }),
    ];
    expect(countsOf(twoMilestones(), '2021-06-20', { processes }).processes).toEqual({
      recorded: 5,
      withFollowUp: 1,
      awaited: 3,
      notOwed: 1,
    });
  });
});

describe('the day of the counts', () => {
  const zone = 'Europe/Paris';
  const anyDay = fc
    .integer({ min: 0, max: 4 * 365 })
    .map((days) => Temporal.PlainDate.from('2020-01-15').add({ days }).toString());
  const anyWord = anyDay.map((day) => `${day}T12:00:00Z`);
  const spokenOn = (times: readonly string[]): CommitmentRecord =>
    [...times]
      .sort()
      .reduce(
        (record, at) => andThen(record, { type: 'nothing-to-report', data: { milestoneId: `${id}/m1`, note: null } }, { at }),
        aCommitment({ at: '2020-01-01T08:00:00Z', milestones: [{ due: null }] }),
      );
  const plan = (meetings: readonly Meeting[]) => ({ ...aPlan().state, meetings: [...meetings] });
  const held = (days: readonly string[]): Meeting[] => days.map((day, n) => aMeeting({ id: `meeting-${n}`, date: aDate(day) }));
  /** Counts without the period itself. */
  const counted = (record: CommitmentRecord, meetings: readonly Meeting[], to: string) => {
    const { from: _, to: __, ...rest } = ogpCounts(plan(meetings), [record.commitment], to);
    return rest;
  };

  it('is one for which they are what they are today, whatever was said and held and however long ago', () => {
    fc.assert(
      fc.property(
        fc.array(anyWord, { maxLength: 6 }),
        fc.array(anyDay, { maxLength: 4 }),
        anyDay,
        fc.nat(1200),
        (words, days, dataDay, later) => {
          const asOf = Temporal.PlainDate.from(dataDay).add({ days: later }).toString();
          const record = spokenOn(words.filter((at) => at.slice(0, 10) <= dataDay));
          const meetings = held(days.filter((day) => day <= dataDay));
          const day = ogpCountsDay(plan(meetings), [record.commitment], dataDay, asOf);
          expect(day >= dataDay && day <= asOf).toBe(true);
          expect(counted(record, meetings, day)).toEqual(counted(record, meetings, asOf));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is foretold: between one turn and the next, nothing that is counted changes, and a tick is asked for at each', () => {
    fc.assert(
      fc.property(fc.array(anyWord, { maxLength: 4 }), fc.array(anyDay, { maxLength: 3 }), anyDay, (words, days, asOf) => {
        const record = spokenOn(words.filter((at) => at.slice(0, 10) <= asOf));
        const meetings = held(days.filter((day) => day <= asOf));
        const [milestone] = record.commitment.milestones;
        if (milestone === undefined) throw new Error('a milestone expected');
        const turns = [nextTurnOfWords(milestone, asOf, zone), nextTurnOfMeetings(meetings, asOf)].filter((day) => day !== null);
        const until = turns.sort()[0] ?? '2026-01-01';
        const lastBefore = Temporal.PlainDate.from(until).subtract({ days: 1 }).toString();
        expect(ogpCountsDay(plan(meetings), [record.commitment], asOf, lastBefore)).toBe(asOf);
        expect(counted(record, meetings, lastBefore)).toEqual(counted(record, meetings, asOf));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves no update and no recent meeting after three years of silence, and goes on counting the months', () => {
    const record = spokenOn(['2021-05-03T12:00:00Z', '2021-09-10T12:00:00Z']);
    const meetings = [aMeeting({ date: aDate('2021-06-15'), withCivilSociety: true })];
    const day = ogpCountsDay(plan(meetings), [record.commitment], '2021-09-10', '2024-09-20');
    expect(day).toBe('2024-09-15');
    const counts = ogpCounts(plan(meetings), [record.commitment], day);
    expect(counts.commitments[0]?.updateDays).toBe(0);
    expect(counts.meetings).toMatchObject({ recent: 0, recentWithCivilSociety: 0, held: 1, monthsSince: 39 });
  });

  it('asks a tick for the day on which a word or a meeting turns a count, at local midnight, whether mail is on or not', () => {
    const recorded = andThenPlan(
      aPlan(),
      { type: 'meeting-recorded', data: { meeting: aMeeting({ date: aDate('2021-09-15') }) } },
      { at: '2021-09-16T08:00:00Z' },
    );
    const dueAfter = (at: string) =>
      nextLogDueAt(recorded.state, recorded.state.settings.id, recorded.log, Temporal.Instant.from(at));
    expect(dueAfter('2021-09-16T08:00:00Z')).toBe('2021-10-14T22:00:00Z');
    expect(dueAfter('2021-10-14T22:00:00Z')).toBe('2021-11-14T23:00:00Z');
    const spoken = spokenOn(['2021-09-10T12:00:00Z']);
    const [milestone] = spoken.commitment.milestones;
    if (milestone === undefined) throw new Error('a milestone expected');
    expect(nextDueAt(aPlan().state, milestone, Temporal.Instant.from('2022-08-01T00:00:00Z'))).toBe('2022-09-09T22:00:00Z');
  });

  it('asks one, too, for the day after an announced meeting, from which on it may have left a trace', () => {
    const recorded = andThenPlan(
      aPlan(),
      { type: 'meeting-recorded', data: { meeting: aMeeting({ state: 'announced', date: aDate('Octobre 2021') }) } },
      { at: '2021-09-16T08:00:00Z' },
    );
    const dueAfter = (at: string) =>
      nextLogDueAt(recorded.state, recorded.state.settings.id, recorded.log, Temporal.Instant.from(at));
    expect(dueAfter('2021-09-16T08:00:00Z')).toBe('2021-10-31T23:00:00Z');
    expect(dueAfter('2021-10-31T23:00:00Z')).toBeNull();
  });

  it.each([
    ['2021-05-03', '2022-05-03'],
    ['2020-02-29', '2021-03-01'],
    ['2021-02-28', '2022-02-28'],
    ['2023-03-01', '2024-03-01'],
  ])('a word of %s leaves the twelve months on %s', (day, leaves) => {
    const record = spokenOn([`${day}T12:00:00Z`]);
    const [milestone] = record.commitment.milestones;
    if (milestone === undefined) throw new Error('a milestone expected');
    expect(nextTurnOfWords(milestone, day, zone)).toBe(leaves);
    expect(nextTurnOfWords(milestone, leaves, zone)).toBeNull();
    const before = Temporal.PlainDate.from(leaves).subtract({ days: 1 }).toString();
    const updates = (to: string) => ogpCounts(plan([]), [record.commitment], to).commitments[0]?.updateDays;
    expect([updates(before), updates(leaves)]).toEqual([1, 0]);
  });
});
