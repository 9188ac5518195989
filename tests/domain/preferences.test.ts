import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { calendarFor, isWorkingDay } from '../../shared/domain/calendar.ts';
import { contact, defaultReminderPreferences, type ReminderPreferences } from '../../shared/domain/contact.ts';
import { entryTimesOf } from '../../shared/domain/deadline-moves.ts';
import { endOfDay, instantText } from '../../shared/domain/fuzzy-date.ts';
import { heldUntil, isWanted, weeklyDay } from '../../shared/domain/preferences.ts';
import type { Recipient } from '../../shared/domain/recipients.ts';
import { planMilestone, reasonToDrop, stepsFor } from '../../shared/domain/reminder-plan.ts';
import { isInWindow } from '../../shared/domain/reminder-policy.ts';
import { aContact, aDate, aMilestone, aPlan, aReminder, planSettingsOf, start } from '../builders.ts';
import { isFull } from '../full.ts';

const france = calendarFor('FR', null);
const noLog = entryTimesOf([]);
const policySince = () => null;
const october = aMilestone({ due: 'Octobre 2021' });
const plan = aPlan({ mailOnSince: '2021-09-15T07:00:00Z' }).state;
const weekly: ReminderPreferences = { daysBefore: null, frequency: 'weekly' };

const personWith = (reminders: ReminderPreferences): Recipient => ({
  contact: aContact({ reminders }),
  role: 'lead',
  since: start,
});

function planned(at: string, reminders: ReminderPreferences) {
  const recipients = { asked: [personWith(reminders)], told: [], unreached: [] };
  return planMilestone(
    { plan, milestone: october, madeAt: noLog, policySince, now: Temporal.Instant.from(at) },
    recipients,
    null,
  );
}
const told = (at: string, reminders: ReminderPreferences) =>
  planned(at, reminders).map(({ step, dropped }) => `${step} ${dropped ?? 'to send'}`);

describe('preferences', () => {
  test('a row written before people could choose wants all of the plan, as it falls due', () => {
    const { reminders: _, ...old } = aContact();
    expect(contact.parse(old).reminders).toEqual(defaultReminderPreferences);
  });

  test('people choose among the days before a deadline; what comes after it always comes', () => {
    const once: ReminderPreferences = { daysBefore: [7], frequency: 'as-due' };
    const steps = [
      '-30',
      '-7',
      '-1',
      '+1wd',
      'overdue-2021-12',
      'escalation',
      'catch-up',
      'deadline-changed-2',
      'campaign-14',
      'notice-3',
    ];
    expect(steps.filter((step) => !isWanted(step, once))).toEqual(['-30', '-1']);
    expect(steps.filter((step) => isWanted(step, defaultReminderPreferences))).toEqual(steps);
    expect(steps.filter((step) => !isWanted(step, { ...once, daysBefore: [] }))).toEqual(['-30', '-7', '-1']);
  });

  test('a day that is not wanted leaves a row that says so, and takes nothing else with it', () => {
    expect(told('2021-10-29T07:00:00Z', { daysBefore: [30, 7], frequency: 'as-due' })).toEqual([
      '-1 suppressed',
      '-30 collapsed',
      '-7 to send',
    ]);
    expect(told('2021-10-01T07:00:00Z', { daysBefore: [7], frequency: 'as-due' })).toEqual(['-30 suppressed']);
    expect(told('2021-11-02T08:00:00Z', { daysBefore: [], frequency: 'as-due' }).at(-1)).toBe('+1wd to send');
  });

  test('nothing that is not wanted swallows the step it falls together with', () => {
    const policy = { ...plan.settings.reminderPolicy, daysBefore: [2, 1] };
    const both = aPlan({ mailOnSince: '2021-09-15T07:00:00Z', reminderPolicy: policy }).state;
    const steps = (daysBefore: number[] | null) =>
      stepsFor({ plan: both, milestone: october, madeAt: noLog }, personWith({ daysBefore, frequency: 'as-due' }))
        .slice(0, 2)
        .map(({ step, merged }) => [step, ...merged.map((one) => one.step)].join(' '));
    expect(steps(null)).toEqual(['-1 -2', '+1wd']);
    expect(steps([2])).toEqual(['-2', '+1wd']);
  });

  test('preferences only reduce: a day the plan does not have is none', () => {
    expect(told('2021-10-29T07:00:00Z', { daysBefore: [10], frequency: 'as-due' })).toEqual([
      '-30 suppressed',
      '-7 suppressed',
      '-1 suppressed',
    ]);
  });

  test('what is chosen away between plan and claim is not in the mail, nor what a later step has overtaken', () => {
    const reminder = aReminder({ step: '-7', plannedAt: '2021-10-22T07:00:00Z' });
    const reasonAt = (at: string, reminders: ReminderPreferences) =>
      reasonToDrop(reminder, {
        ...{ plan, milestone: october, madeAt: noLog, policySince, now: Temporal.Instant.from(at), restoreFloor: null },
        recipient: personWith(reminders),
      });
    expect(reasonAt('2021-10-22T08:00:00Z', defaultReminderPreferences)).toBeNull();
    expect(reasonAt('2021-10-22T08:00:00Z', { daysBefore: [1], frequency: 'as-due' })).toBe('suppressed');
    expect(reasonAt('2021-10-29T07:00:00Z', defaultReminderPreferences)).toBe('collapsed');
    expect(reasonAt('2021-10-29T07:00:00Z', { daysBefore: [7], frequency: 'as-due' })).toBeNull();
  });
});

describe('the weekly mail', () => {
  test.each([
    ['a Monday is its own day', '2021-10-25', '2021-10-25'],
    ['later days wait for the next', '2021-10-26', '2021-11-02'],
    ['a Friday waits over the weekend', '2021-10-22', '2021-10-25'],
    ['a Monday off is made up for on the first working day', '2022-04-15', '2022-04-19'],
    ['which is then that week’s day', '2022-04-19', '2022-04-19'],
  ])('%s: %s is told on %s', (_, day, told) => {
    expect(weeklyDay(day, france)).toBe(told);
  });

  test('the last day before a deadline, the first after it and a stop wait for nothing', () => {
    const held = (step: string, lastDay: string | null = null) =>
      heldUntil({ step, day: '2021-10-20' }, lastDay, weekly, planSettingsOf());
    for (const step of ['-1', '+1wd', 'stopped-p-0000000000000000']) expect(held(step)).toBeNull();
    for (const step of ['-30', 'overdue-2021-10', 'escalation', 'catch-up', 'notice-4'])
      expect(held(step)).toBe('2021-10-25T07:00:00Z');
    expect(heldUntil({ step: '-30', day: '2021-10-20' }, null, defaultReminderPreferences, planSettingsOf())).toBeNull();
  });

  test('nothing waits beyond the day of what it announces', () => {
    const held = (lastDay: string) => heldUntil({ step: '-7', day: '2021-10-20' }, lastDay, weekly, planSettingsOf());
    expect(held('2021-10-25')).toBe('2021-10-25T07:00:00Z');
    expect(held('2021-10-24')).toBeNull();
  });

  test('of the golden table: the −30 of a Friday comes on Monday, the −7 of a Friday too, all else as it falls due', () => {
    const steps = stepsFor({ plan, milestone: october, madeAt: noLog }, personWith(weekly));
    expect(steps.slice(0, 6).map(({ step, heldUntil: until }) => `${step} ${until?.slice(0, 10) ?? 'as due'}`)).toEqual([
      '-30 2021-10-04',
      '-7 2021-10-25',
      '-1 as due',
      '+1wd as due',
      'overdue-2021-12 2021-12-06',
      'overdue-2022-01 as due',
    ]);
  });

  test('the tick holds what is to be sent, and decides everything else as for anybody', () => {
    const asDue = planned('2021-10-22T07:00:00Z', defaultReminderPreferences);
    const held = planned('2021-10-22T07:00:00Z', weekly);
    expect(held.map(({ heldUntil: _, ...row }) => row)).toEqual(asDue.map(({ heldUntil: _, ...row }) => row));
    expect([asDue.at(-1)?.heldUntil, held.at(-1)?.heldUntil]).toEqual([null, '2021-10-25T07:00:00Z']);
  });

  test('I18: never late for what it announces, never stale, never after the step that follows, on a working day', () => {
    const zones = ['Europe/Paris', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Kiritimati'];
    const offsets = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 });
    const dates = fc.date({ min: new Date('1990-03-01'), max: new Date('2098-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, offsets, fc.option(offsets), fc.constantFrom(...zones), (date, daysBefore, wanted, zone) => {
        const due = date.toISOString().slice(0, 10);
        const reminderPolicy = { ...plan.settings.reminderPolicy, daysBefore };
        const own = { ...plan, settings: { ...plan.settings, zone, reminderPolicy } };
        const milestone = { ...october, published: { ...october.published, due: aDate(due) } };
        const steps = stepsFor({ plan: own, milestone, madeAt: noLog }, personWith({ daysBefore: wanted, frequency: 'weekly' }));
        const leaving = steps
          .filter(({ step }) => step !== 'catch-up')
          .map((one) => ({ ...one, leaves: one.heldUntil ?? one.plannedAt }));
        // One expectation for all steps: five thousand times ten of them take longer than what they look at.
        const wrong = leaving.filter(({ step, leaves, plannedAt }, index) => {
          const isWanted = [daysBefore, wanted ?? daysBefore].every((some) => some.includes(Number(step.slice(1))));
          const isInTime = !step.startsWith('-') || (leaves < instantText(endOfDay(due, zone)) && isWanted);
          const isPrompt = (step !== '-1' && step !== '+1wd') || leaves === plannedAt;
          const isInOrder = leaves <= (leaving[index + 1]?.leaves ?? leaves);
          const hours = (Date.parse(leaves) - Date.parse(plannedAt)) / 3_600_000;
          const isSoon = 0 <= hours && hours < 12 * 24;
          return !isInWindow(leaves, own.settings, france) || !isInTime || !isPrompt || !isInOrder || !isSoon;
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: isFull ? 5_000 : 1_000 },
    );
  });

  test('its day is the first working day from a Monday on, a week away at most but for days off', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2098-12-31'), noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10);
        const found = weeklyDay(day, france);
        expect([isWorkingDay(found, france), day <= found, weeklyDay(found, france)]).toEqual([true, true, found]);
        expect(Temporal.PlainDate.from(found).dayOfWeek).toBeLessThan(5);
      }),
      { numRuns: 5_000 },
    );
  });
});
