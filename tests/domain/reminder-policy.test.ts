import Holidays from 'date-holidays';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { type Calendar, calendarFor, isWorkingDay, weekendsOnly } from '../../shared/domain/calendar.ts';
import { entryTimesOf, inForceSince } from '../../shared/domain/deadline-moves.ts';
import { endOfDay, instantText, localDay } from '../../shared/domain/fuzzy-date.ts';
import { defaultReminderPolicy, type ReminderPolicy } from '../../shared/domain/plan.ts';
import {
  escalationFor,
  escalationOf,
  hasEnded,
  isAnswered,
  isClosed,
  isInWindow,
  nextDueAt,
  nextOpening,
  occasionsOf,
  stepsOf,
} from '../../shared/domain/reminder-policy.ts';
import { aCommitment, aDate, aDeclared, aMilestone, andThen, aPlan, aText, planSettingsOf } from '../builders.ts';
import { isFull } from '../full.ts';

const france = calendarFor('FR', null);
const paris = 'Europe/Paris';
const policy = defaultReminderPolicy;
/** Milestones of which nothing was taken back: their moves need no log. */
const noLog = entryTimesOf([]);
const noFloor = '1900-01-01T00:00:00Z';

const steps = (due: string) => stepsOf(due, policy, france, paris);

describe('reminder policy', () => {
  test.each([
    ['2021-09-30', '2021-09-30T22:00:00Z', '2021-08-31', '2021-09-23', '2021-09-29', '2021-10-01', '2021-11-02', '2021-12-01'],
    ['2021-10-31', '2021-10-31T23:00:00Z', '2021-10-01', '2021-10-22', '2021-10-29', '2021-11-02', '2021-12-01', '2022-01-03'],
    ['2021-12-31', '2021-12-31T23:00:00Z', '2021-12-01', '2021-12-24', '2021-12-30', '2022-01-03', '2022-02-01', '2022-03-01'],
    ['2023-12-31', '2023-12-31T23:00:00Z', '2023-12-01', '2023-12-22', '2023-12-29', '2024-01-02', '2024-02-01', '2024-03-01'],
    ['2024-02-29', '2024-02-29T23:00:00Z', '2024-01-30', '2024-02-22', '2024-02-28', '2024-03-01', '2024-04-02', '2024-05-02'],
    ['2022-06-06', '2022-06-06T22:00:00Z', '2022-05-06', '2022-05-30', '2022-06-03', '2022-06-07', '2022-07-01', '2022-08-01'],
  ])('golden table: a deadline on %s ends at %s and its steps fall on the days of the table', (due, ends, ...days) => {
    expect(instantText(endOfDay(due, paris))).toBe(ends);
    expect(
      steps(due)
        .slice(0, 6)
        .map(({ day }) => day),
    ).toEqual(days);
    expect(
      steps(due)
        .slice(0, 4)
        .map(({ step }) => step),
    ).toEqual(['-30', '-7', '-1', '+1wd']);
  });

  test.each([
    ['2021-09-30', '2021-11-02'],
    ['2021-10-31', '2021-12-01'],
    ['2021-12-31', '2022-02-01'],
    ['2024-02-29', '2024-04-02'],
    ['2022-06-06', '2022-08-01'],
  ])('golden table: a deadline on %s is escalated on %s', (due, day) => {
    expect(escalationOf(due, policy, france, paris, noFloor)).toMatchObject({ step: 'escalation', day });
  });

  test('golden table: the six monthly digests of October 2021', () => {
    const monthly = steps('2021-10-31').filter(({ step }) => step.startsWith('overdue-'));
    expect(monthly.map(({ step }) => step)).toEqual(
      ['2021-12', '2022-01', '2022-02', '2022-03', '2022-04', '2022-05'].map((month) => `overdue-${month}`),
    );
    expect(monthly.map(({ day }) => day.slice(5))).toEqual(['12-01', '01-03', '02-01', '03-01', '04-01', '05-02']);
  });

  test('09:00 in Paris is 07:00Z until 31 October 2021 and 08:00Z from then on', () => {
    expect(
      steps('2021-10-31')
        .map(({ plannedAt }) => plannedAt)
        .slice(1, 4),
    ).toEqual(['2021-10-22T07:00:00Z', '2021-10-29T07:00:00Z', '2021-11-02T08:00:00Z']);
  });

  test('escalation waits for the first monthly digest that is not before the floor', () => {
    expect(escalationOf('2021-09-30', policy, france, paris, '2021-12-17T09:00:00Z')?.day).toBe('2022-01-03');
    expect(escalationOf('2021-09-30', policy, france, paris, '2022-12-17T09:00:00Z')).toBeNull();
    expect(escalationOf('2021-09-30', { ...policy, escalateAfterDays: null }, france, paris, noFloor)).toBeNull();
  });

  test('steps that roll onto one day merge into the later one', () => {
    const close: ReminderPolicy = { ...policy, daysBefore: [1, 3, 2] };
    // 29, 30 and 28 October 2021: the first two roll onto Friday 29.
    expect(stepsOf('2021-10-31', close, france, paris).slice(0, 2)).toMatchObject([
      { step: '-3', day: '2021-10-28' },
      { step: '-1', day: '2021-10-29' },
    ]);
    const state = aPlan({ mailOnSince: '2021-09-15T07:00:00Z', reminderPolicy: close }).state;
    const merged = occasionsOf(state, aMilestone({ due: 'Octobre 2021' }), noLog).find(({ step }) => step === '-1')?.merged;
    expect(merged?.map(({ step }) => step)).toEqual(['-2']);
  });

  test('the policy is data: no day after, fewer months, other offsets', () => {
    const quiet: ReminderPolicy = { ...policy, daysBefore: [14], afterDeadline: false, monthlyOverdue: 1 };
    expect(stepsOf('2021-10-31', quiet, france, paris).map(({ step, day }) => [step, day])).toEqual([
      ['-14', '2021-10-15'],
      ['overdue-2021-12', '2021-12-01'],
    ]);
  });

  const zones = ['Europe/Paris', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Kiritimati'];
  const anyDay = fc
    .integer({ min: 0, max: 365 * 109 + 27 })
    .map((count) => Temporal.PlainDate.from('1990-01-01').add({ days: count }).toString());

  test('I18: steps are in order, at most six monthly, in the window of a working day, on their own side of the deadline', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...zones), fc.constantFrom(france, weekendsOnly), (due, zone, calendar) => {
        const found = stepsOf(due, policy, calendar, zone);
        const settings = planSettingsOf({ zone });
        const instants = found.map(({ plannedAt }) => plannedAt);
        expect(instants).toEqual([...new Set(instants)].sort());
        expect(found.filter(({ step }) => step.startsWith('overdue-')).length).toBe(6);
        const ends = instantText(endOfDay(due, zone));
        // One expectation for all steps: five thousand times twelve of them take longer than what they look at.
        const wrong = found.filter(({ step, day, plannedAt }) => {
          const isBefore = step.startsWith('-');
          const isInPlace = isWorkingDay(day, calendar) && isInWindow(plannedAt, settings, calendar);
          const isOnItsDay = localDay(Temporal.Instant.from(plannedAt), zone) === day;
          return !isInPlace || !isOnItsDay || isBefore !== day <= due || isBefore !== plannedAt < ends;
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: isFull ? 5_000 : 1_000 },
    );
  }, 60_000);

  test('I18: the next opening is inside the window and never earlier', () => {
    const instant = fc
      .integer({ min: 631152000, max: 4102444799 })
      .map((s) => instantText(Temporal.Instant.fromEpochMilliseconds(s * 1000)));
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (at, zone) => {
        const settings = planSettingsOf({ zone });
        const opening = nextOpening(at, settings, france);
        expect(opening >= at).toBe(true);
        expect(isInWindow(opening, settings, france)).toBe(true);
        expect(nextOpening(opening, settings, france)).toBe(opening);
        expect(isInWindow(at, settings, france)).toBe(opening === at);
      }),
      { numRuns: 5_000 },
    );
  }, 60_000);

  test('I18: in France every month-end of 1990 to 2099 is 29 to 35 days overdue at its first monthly digest', () => {
    const library = new Holidays('FR');
    const days = Array.from({ length: 111 }, (_, index) => library.getHolidays(1990 + index)).flat();
    const long: Calendar = {
      holidays: new Set(days.filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10))),
      years: { from: 1990, to: 2100 },
    };
    for (let month = Temporal.PlainYearMonth.from('1990-01'); month.year < 2100; month = month.add({ months: 1 })) {
      const due = month.toPlainDate({ day: month.daysInMonth });
      const first = stepsOf(due.toString(), policy, long, paris).find(({ step }) => step.startsWith('overdue-'));
      const overdue = due.until(first?.day ?? due.toString()).days;
      expect(overdue >= 29 && overdue <= 35, `${due}`).toBe(true);
      expect(escalationOf(due.toString(), policy, long, paris, noFloor)?.day).toBe(first?.day);
    }
  });
});

describe('what is due about a milestone', () => {
  const plan = aPlan({ mailOnSince: '2021-09-15T07:00:00Z' }).state;
  const october = aMilestone({ due: 'Octobre 2021' });
  const dueAfter = (at: string) => nextDueAt(plan, october, Temporal.Instant.from(at));

  test('steps and changes of what is shown come one after the other, each strictly after the last', () => {
    const walked: string[] = [];
    for (let at = dueAfter('2021-09-15T07:00:00Z'); at !== null; at = dueAfter(at)) walked.push(at);
    expect(walked).toEqual([
      '2021-09-30T22:00:00Z',
      '2021-10-01T07:00:00Z',
      '2021-10-22T07:00:00Z',
      '2021-10-29T07:00:00Z',
      '2021-10-31T23:00:00Z',
      '2021-11-02T08:00:00Z',
      '2021-11-07T23:00:00Z',
      '2021-12-01T08:00:00Z',
      '2022-01-03T08:00:00Z',
      '2022-02-01T08:00:00Z',
      '2022-03-01T08:00:00Z',
      '2022-04-01T07:00:00Z',
      '2022-05-02T07:00:00Z',
    ]);
  });

  test('undated and ambiguous deadlines have no step', () => {
    expect(nextDueAt(plan, aMilestone({ due: null }), Temporal.Instant.from(noFloor))).toBeNull();
    expect(nextDueAt(plan, aMilestone({ due: 'en continu' }), Temporal.Instant.from(noFloor))).toBeNull();
    const winter = {
      text: 'hiver 2024',
      precision: 'season',
      from: '2024-12-01',
      to: '2025-02-28',
      ambiguity: 'ambiguous-winter',
    } as const;
    expect(occasionsOf(plan, aMilestone({ due: winter }), noLog)).toEqual([]);
    expect(escalationFor(plan, aMilestone({ due: winter }), noFloor)).toBeNull();
  });

  const commitment = aCommitment({ milestones: [{ due: 'Octobre 2021' }] });
  const id = 'fr-2021-2023/28/m1';
  const say = (at: string, change: Parameters<typeof andThen>[1]) =>
    andThen(commitment, change, { at }).commitment.milestones[0] ?? october;
  const nothing = { type: 'nothing-to-report', data: { milestoneId: id, note: null } } as const;

  test('complete is answered for good, and nothing more is due but that its word is counted for twelve months', () => {
    const complete = say('2021-10-10T08:00:00Z', aDeclared(id, { status: 'complete', completedOn: '2021-10-10' }));
    expect(isAnswered(complete, '-7', paris)).toBe(true);
    const leaves = '2022-10-09T22:00:00Z';
    expect(nextDueAt(plan, complete, Temporal.Instant.from('2021-10-11T08:00:00Z'))).toBe(leaves);
    expect(nextDueAt(plan, complete, Temporal.Instant.from(leaves))).toBeNull();
  });

  test('a word before the deadline answers nothing that comes after it; one said since it ended does', () => {
    const early = say('2021-10-31T22:59:59Z', nothing);
    const late = say('2021-10-31T23:00:00Z', nothing);
    expect([isAnswered(early, '-1', paris), isAnswered(early, '+1wd', paris)]).toEqual([false, false]);
    expect([isAnswered(late, '-1', paris), isAnswered(late, '+1wd', paris), isAnswered(late, 'escalation', paris)]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('a deadline has ended at the next local midnight, not a second before', () => {
    expect(hasEnded(october, '2021-10-31T22:59:59Z', paris)).toBe(false);
    expect(hasEnded(october, '2021-10-31T23:00:00Z', paris)).toBe(true);
  });

  test('a plan is closed on the day after its last, or after the closing day that was set, earlier or later', () => {
    expect(isClosed(plan, '2023-12-31T22:59:59Z')).toBe(false);
    expect(isClosed(plan, '2023-12-31T23:00:00Z')).toBe(true);
    expect(isClosed(aPlan({ closesOn: '2022-06-30' }).state, '2022-07-01T08:00:00Z')).toBe(true);
    const later = aPlan({ closesOn: '2024-06-30' }).state;
    expect([isClosed(later, '2024-06-30T21:59:59Z'), isClosed(later, '2024-06-30T22:00:00Z')]).toEqual([false, true]);
  });

  test('a catch-up is planned where mail was switched on after the deadline, inside the window', () => {
    const late = (mailOnSince: string) =>
      occasionsOf(aPlan({ mailOnSince }).state, october, noLog).find(({ step }) => step === 'catch-up');
    expect(late('2021-12-17T09:00:00Z')).toMatchObject({
      plannedAt: '2021-12-17T09:00:00Z',
      effectiveDate: '2021-12-17T09:00:00Z',
    });
    expect(late('2021-12-17T17:30:00Z')).toMatchObject({ plannedAt: '2021-12-20T08:00:00Z' });
    expect(late('2021-10-31T22:59:59Z')).toBeUndefined();
  });

  test('a catch-up and a monthly digest of the same day are one', () => {
    const early = occasionsOf(aPlan({ mailOnSince: '2021-12-01T05:00:00Z' }).state, october, noLog).find(
      ({ day }) => day === '2021-12-01',
    );
    expect(early).toMatchObject({ step: 'overdue-2021-12', merged: [{ step: 'catch-up' }] });
    const late = occasionsOf(aPlan({ mailOnSince: '2021-12-01T09:00:00Z' }).state, october, noLog).find(
      ({ day }) => day === '2021-12-01',
    );
    expect(late).toMatchObject({ step: 'catch-up', merged: [{ step: 'overdue-2021-12' }] });
  });

  const move = (record: typeof commitment, at: string, due: string) =>
    andThen(
      record,
      { type: 'deadline-revised', data: { milestoneId: id, due: aDate(due), reason: { sha256: aText('r').sha256 } } },
      { at, texts: [aText('r')] },
    );
  const notices = (record: typeof commitment) =>
    occasionsOf(plan, record.commitment.milestones[0] ?? october, entryTimesOf(record.log)).filter(({ step }) =>
      step.startsWith('deadline-changed'),
    );

  test('a moved deadline is told on the next working day at nine', () => {
    expect(notices(move(commitment, '2021-10-20T10:00:00Z', 'Novembre 2021'))).toMatchObject([
      { step: 'deadline-changed-2', plannedAt: '2021-10-21T07:00:00Z', effectiveDate: '2021-11-30' },
    ]);
  });

  test('a deadline moved and moved back is told once a day, and not at all when both happened on one day', () => {
    const there = move(commitment, '2021-10-25T10:00:00Z', 'Novembre 2021');
    expect(notices(move(there, '2021-10-26T10:00:00Z', 'Octobre 2021'))).toMatchObject([
      { step: 'deadline-changed-3', plannedAt: '2021-10-27T07:00:00Z', effectiveDate: '2021-10-31' },
    ]);
    expect(notices(move(there, '2021-10-25T13:00:00Z', 'Octobre 2021'))).toEqual([]);
  });

  const undo = (record: typeof commitment, at: string, corrects: number) =>
    andThen(
      record,
      {
        type: 'corrected',
        data: { corrects, reason: { sha256: aText('r').sha256 }, change: { field: 'word', milestoneId: id } },
      },
      { at, texts: [aText('r')] },
    );
  const since = (record: typeof commitment) => inForceSince(record.commitment.milestones[0] ?? october, entryTimesOf(record.log));

  test('a move that was undone is told as a move back, and counts from then', () => {
    const there = move(commitment, '2021-10-20T10:00:00Z', 'Novembre 2021');
    const back = undo(there, '2021-10-26T10:00:00Z', 2);
    expect(notices(back)).toMatchObject([
      {
        step: 'deadline-changed-3',
        plannedAt: '2021-10-27T07:00:00Z',
        effectiveDate: '2021-10-31',
        floorAt: '2021-10-26T10:00:00Z',
      },
    ]);
    expect(since(back)).toBe('2021-10-26T10:00:00Z');
    const [milestone = october] = back.commitment.milestones;
    expect(nextDueAt(plan, milestone, Temporal.Instant.from('2021-10-26T10:00:00Z'))).toBe('2021-10-26T10:20:00Z');
    expect(nextDueAt(plan, milestone, Temporal.Instant.from('2021-10-26T10:20:00Z'), entryTimesOf(back.log))).toBe(
      '2021-10-27T07:00:00Z',
    );
  });

  test('a move undone on the day it was made is told to nobody', () => {
    const there = move(commitment, '2021-10-25T10:00:00Z', 'Novembre 2021');
    expect(notices(undo(there, '2021-10-25T13:00:00Z', 2))).toEqual([]);
  });

  test('undoing the last of two moves brings the first back; undoing the first changes nothing', () => {
    const first = move(commitment, '2021-10-20T10:00:00Z', 'Novembre 2021');
    const second = move(first, '2021-10-25T10:00:00Z', 'Janvier 2022');
    expect(notices(undo(second, '2021-10-27T10:00:00Z', 3))).toMatchObject([
      { step: 'deadline-changed-4', plannedAt: '2021-10-28T07:00:00Z', effectiveDate: '2021-11-30' },
    ]);
    const unchanged = undo(second, '2021-10-26T06:00:00Z', 2);
    expect(notices(unchanged)).toEqual(notices(second));
    expect([notices(second).length, since(unchanged)]).toEqual([1, '2021-10-25T10:00:00Z']);
  });

  test('other words for the new date do not take its notice away', () => {
    const there = move(commitment, '2021-10-25T10:00:00Z', 'Novembre 2021');
    expect(notices(move(there, '2021-10-26T06:00:00Z', '2021-11-30'))).toEqual(notices(there));
  });

  test('other words for the same days are no change', () => {
    expect(notices(move(commitment, '2021-10-25T10:00:00Z', '2021-10-31'))).toEqual([]);
  });
});
