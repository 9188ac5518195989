import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimActions, digestLimits, transactionActions } from '../../shared/domain/claim-size.ts';
import { defaultReminderPolicy, type PlanSettings } from '../../shared/domain/plan.ts';
import { hoursOfMail, sharedHours } from '../../shared/domain/sending-hours.ts';
import { planSettingsOf } from '../builders.ts';

const day = '2021-10-29';
const policy = (opens: number, plannedHour: number, closes: number) => ({
  reminderPolicy: { ...defaultReminderPolicy, plannedHour, window: { opens, closes } },
});
const paris = (hours: Partial<PlanSettings> = {}) => planSettingsOf(hours);

test('plans share what is in the windows of all of them, from when the last has planned its steps', () => {
  const saoPaulo = planSettingsOf({ zone: 'America/Sao_Paulo', country: 'BR' });
  expect(sharedHours(day, [paris()])).toEqual({
    opens: '2021-10-29T06:00:00Z',
    planned: '2021-10-29T07:00:00Z',
    closes: '2021-10-29T16:00:00Z',
  });
  expect(sharedHours(day, [paris(), saoPaulo])).toEqual({
    opens: '2021-10-29T11:00:00Z',
    planned: '2021-10-29T12:00:00Z',
    closes: '2021-10-29T16:00:00Z',
  });
  expect(sharedHours(day, [paris(), paris(policy(8, 17, 18))])?.planned).toBe('2021-10-29T15:00:00Z');
});

test('less than an hour after the last planned one, a day off in one of them, or other days of the world are nothing to share', () => {
  expect(sharedHours(day, [paris(policy(8, 9, 12)), paris(policy(8, 12, 18))])).toBeNull();
  expect(sharedHours('2021-11-01', [paris(), planSettingsOf({ country: 'DE', zone: 'Europe/Berlin' })])).toBeNull();
  expect(sharedHours(day, [paris(), planSettingsOf({ zone: 'Pacific/Kiritimati', country: 'KI' })])).toBeNull();
  expect(sharedHours(day, [])).toBeNull();
});

test('a mail about plans that share no hours keeps to those of the first', () => {
  const far = planSettingsOf({ zone: 'Pacific/Kiritimati', country: 'KI' });
  expect(hoursOfMail(day, [paris(), far])).toEqual(sharedHours(day, [paris()]));
  expect(hoursOfMail(day, [far, paris()])).toEqual(sharedHours(day, [far]));
  expect(hoursOfMail('2021-11-01', [paris(), far])).toBeNull();
});

test('I3: shared hours are in the window of every plan, whatever their order', () => {
  const zone = fc.constantFrom('Europe/Paris', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'America/New_York');
  const settings = fc
    .record({
      zone,
      opens: fc.integer({ min: 0, max: 20 }),
      long: fc.integer({ min: 1, max: 4 }),
      planned: fc.integer({ min: 0, max: 23 }),
    })
    .map((one) => planSettingsOf({ zone: one.zone, country: 'XX', ...policy(one.opens, one.planned, one.opens + one.long) }));
  fc.assert(
    fc.property(fc.array(settings, { minLength: 1, maxLength: 3 }), (plans) => {
      const shared = sharedHours('2021-10-27', plans);
      expect(sharedHours('2021-10-27', [...plans].reverse())).toEqual(shared);
      for (const one of plans) {
        const own = hoursOfMail('2021-10-27', [one]);
        if (shared === null || own === null) continue;
        expect(own.opens <= shared.opens && shared.closes <= own.closes && own.planned <= shared.planned).toBe(true);
        expect(shared.opens <= shared.planned && shared.planned < shared.closes).toBe(true);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('a digest as full as it may be and three roles of its reader fill one transaction', () => {
  expect(claimActions + digestLimits.plans + 3 + digestLimits.subjects).toBe(transactionActions);
  expect(transactionActions).toBe(100);
});
