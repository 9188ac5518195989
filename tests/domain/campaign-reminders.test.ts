import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { calendarFor } from '../../shared/domain/calendar.ts';
import {
  type CampaignStanding,
  campaignSince,
  campaignSteps,
  campaignStepsFor,
  campaignsDue,
  isCampaignAnswered,
  nextCampaignAt,
  planCampaign,
  reasonToDropCampaign,
} from '../../shared/domain/campaign-reminders.ts';
import { instantText } from '../../shared/domain/fuzzy-date.ts';
import { reminderStep } from '../../shared/domain/ledger.ts';
import { type Campaign, campaign } from '../../shared/domain/plan.ts';
import { urgencyOf } from '../../shared/domain/reminder-plan.ts';
import { isInWindow } from '../../shared/domain/reminder-policy.ts';
import { aCommitment, aContact, aDeclared, anAssignment, andThen, andThenPlan, aPlan, aReminder } from '../builders.ts';
import { isFull } from '../full.ts';

const subject = 'fr-2021-2023/28';
const milestoneId = `${subject}/m1`;
const mailOnSince = '2022-05-01T08:00:00Z';
const june: Campaign = { id: '2022-1', opens: '2022-06-01', closes: '2022-06-30', confirmedAt: '2022-05-20T08:00:00Z' };

function planWith(...campaigns: Campaign[]) {
  return campaigns.reduce(
    (plan, one) =>
      andThenPlan(plan, { type: 'campaign-planned', data: { campaign: one } }, { at: one.confirmedAt ?? '2022-05-20T08:00:00Z' }),
    aPlan({ mailOnSince }),
  );
}

const days = (one: Partial<Campaign>, plan = planWith().state) =>
  campaignSteps(plan, { ...june, ...one }).map(({ step, day, merged }) =>
    [step, day, ...merged.map((each) => each.step)].join(' '),
  );

describe('when a campaign asks', () => {
  test.each([
    ['on working days', {}, ['campaign-open 2022-06-01', 'campaign-14 2022-06-16', 'campaign-3 2022-06-27']],
    [
      'opening rolled forward, the others back, over weekends and holidays',
      { opens: '2022-05-26', closes: '2022-06-20' },
      ['campaign-open 2022-05-27', 'campaign-14 2022-06-03', 'campaign-3 2022-06-17'],
    ],
    [
      'of steps that meet the later stays',
      { opens: '2022-06-13', closes: '2022-06-27' },
      ['campaign-14 2022-06-13 campaign-open', 'campaign-3 2022-06-24'],
    ],
    ['nothing before the opening', { opens: '2022-06-10', closes: '2022-06-14' }, ['campaign-3 2022-06-10 campaign-open']],
    ['never after closing', { opens: '2022-06-11', closes: '2022-06-12' }, []],
    ['not before somebody confirmed it', { confirmedAt: null }, []],
  ])('%s', (_, one, expected) => {
    expect(days(one)).toEqual(expected);
  });

  test.each([
    [
      'at once, inside the window',
      '2022-06-08T13:30:00Z',
      ['2022-06-08T13:30:00Z', '2022-06-16T07:00:00Z', '2022-06-27T07:00:00Z'],
    ],
    [
      'the next time mail can leave',
      '2022-06-11T10:00:00Z',
      ['2022-06-13T07:00:00Z', '2022-06-16T07:00:00Z', '2022-06-27T07:00:00Z'],
    ],
    ['once, whatever was missed', '2022-06-20T10:00:00Z', ['2022-06-20T10:00:00Z', '2022-06-27T07:00:00Z']],
    ['until its last day', '2022-06-30T10:00:00Z', ['2022-06-30T10:00:00Z']],
    ['and not after it', '2022-06-30T20:00:00Z', []],
  ])('confirmed late it opens %s', (_, confirmedAt, expected) => {
    expect(campaignSteps(planWith().state, { ...june, confirmedAt }).map(({ plannedAt }) => plannedAt)).toEqual(expected);
  });

  test('where mail is switched on later still it opens then, and with mail off it asks nobody', () => {
    const late = aPlan({ mailOnSince: '2022-06-08T09:00:00Z' }).state;
    expect(campaignSteps(late, june)[0]).toMatchObject({ step: 'campaign-open', plannedAt: '2022-06-08T09:00:00Z' });
    expect(campaignSteps(aPlan().state, june)).toEqual([]);
  });

  test('I18: in order, on different working days, inside the window and the campaign, never before it was confirmed', () => {
    const zones = ['Europe/Paris', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Kiritimati'];
    const old = aPlan({ at: '1989-01-01T00:00:00Z', mailOnSince: '1989-02-01T00:00:00Z' }).state;
    const dates = fc.date({ min: new Date('1990-01-01'), max: new Date('2098-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        dates,
        fc.nat(120),
        fc.integer({ min: -90, max: 130 }),
        fc.nat(86_399),
        fc.constantFrom(...zones),
        (date, length, late, second, zone) => {
          const opens = Temporal.PlainDate.from(date.toISOString().slice(0, 10));
          const begun = opens.add({ days: late }).toZonedDateTime('UTC').toInstant().add({ seconds: second });
          const one = campaign.parse({
            ...{ id: 'x', opens: opens.toString(), closes: opens.add({ days: length + 1 }).toString() },
            confirmedAt: instantText(begun),
          });
          const plan = { ...old, settings: { ...old.settings, zone } };
          const steps = campaignSteps(plan, one);
          const told = steps.flatMap((each) => [...each.merged, each]);
          expect(told.map(({ step }) => step)).toEqual(
            ['campaign-open', 'campaign-14', 'campaign-3'].filter((name) => told.some(({ step }) => step === name)),
          );
          expect(steps.map(({ day }) => day)).toEqual([...new Set(steps.map(({ day }) => day))].sort());
          for (const { step, day, plannedAt } of steps) {
            expect(reminderStep.safeParse(step).success).toBe(true);
            expect([opens.toString() <= day, day <= one.closes, instantText(begun) <= plannedAt]).toEqual([true, true, true]);
            expect(isInWindow(plannedAt, plan.settings, calendarFor('FR', null))).toBe(true);
          }
          if (one.closes >= '1991' && late <= 0 && length > 10) expect(steps.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: isFull ? 5_000 : 1_000 },
    );
  });

  test('the next one of a plan is the first still to come of any campaign', () => {
    const plan = planWith(june, { ...june, id: '2022-2', opens: '2022-06-15', closes: '2022-09-15' }).state;
    const next = (after: string) => nextCampaignAt(plan, [], Temporal.Instant.from(after));
    expect(next('2022-05-30T00:00:00Z')).toBe('2022-06-01T07:00:00Z');
    expect(next('2022-06-01T07:00:00Z')).toBe('2022-06-15T07:00:00Z');
    expect(next('2022-09-12T07:00:00Z')).toBeNull();
  });

  test('one whose steps are long past is not looked at again', () => {
    const plan = planWith(june).state;
    const ids = (from: string, now: string) => campaignsDue(plan, from, Temporal.Instant.from(now)).map(({ id }) => id);
    expect(ids('2022-06-01T07:00:00Z', '2022-06-01T06:59:59Z')).toEqual([]);
    expect(ids('2022-06-01T07:00:00Z', '2022-06-01T07:00:00Z')).toEqual(['2022-1']);
    expect(ids('2022-06-16T07:00:00Z', '2022-08-16T07:00:00Z')).toEqual(['2022-1']);
    expect(ids('2022-07-16T07:00:00Z', '2022-07-16T07:00:00Z')).toEqual([]);
  });

  test('its steps wait for a weekly mail that still comes before its last day and its next step', () => {
    const weekly = { contact: aContact({ reminders: { daysBefore: null, frequency: 'weekly' } }) };
    const held = (one: Partial<Campaign>) =>
      campaignStepsFor(planWith().state, { ...june, ...one }, weekly).map(({ heldUntil }) => heldUntil);
    expect(held({})).toEqual(['2022-06-07T07:00:00Z', '2022-06-20T07:00:00Z', null]);
    expect(held({ closes: '2022-06-17' })).toEqual([null, '2022-06-07T07:00:00Z', null]);
  });
});

describe('who has spoken', () => {
  const commitment = aCommitment({ milestones: [{ due: 'Octobre 2021' }, { due: null }] });
  const nothing = { type: 'nothing-to-report', data: { milestoneId, note: null } } as const;
  const answered = (record: typeof commitment) => isCampaignAnswered(record.commitment, june, 'Europe/Paris');

  test('any word about any of its milestones since midnight of the first day ends it for the commitment', () => {
    expect(answered(commitment)).toBe(false);
    expect(answered(andThen(commitment, nothing, { at: '2022-05-31T21:59:59Z' }))).toBe(false);
    expect(answered(andThen(commitment, nothing, { at: '2022-05-31T22:00:00Z' }))).toBe(true);
  });

  test('a word that was taken back does not count', () => {
    const said = andThen(commitment, nothing, { at: '2022-06-02T10:00:00Z' });
    const data = { corrects: 2, reason: { sha256: 'a'.repeat(64) }, change: { field: 'word', milestoneId } } as const;
    expect(answered(andThen(said, { type: 'corrected', data }, { at: '2022-06-03T10:00:00Z' }))).toBe(false);
  });

  test('with nothing open left there is nothing to say', () => {
    const first = andThen(commitment, aDeclared(milestoneId, { status: 'complete', completedOn: '2021-10-01' }));
    expect(answered(first)).toBe(false);
    const second = aDeclared(`${subject}/m2`, { status: 'complete', completedOn: '2021-10-01' });
    expect(answered(andThen(first, second))).toBe(true);
    expect(answered(aCommitment({ milestones: [] }))).toBe(true);
  });
});

describe('what the tick decides about a commitment in a campaign', () => {
  const { commitment } = aCommitment({ milestones: [{}] });
  const people = { contacts: [aContact()], assignments: [anAssignment()] };
  const planned = (at: string, record = planWith(june), one = june, restoreFloor: string | null = null) =>
    planCampaign(
      { plan: record.state, log: record.log, now: Temporal.Instant.from(at), restoreFloor },
      one,
      commitment,
      people,
    ).map(
      ({ step, dropped, subjectId, effectiveDate, role }) =>
        `${subjectId} ${effectiveDate} ${role} ${step} ${dropped ?? 'to send'}`,
    );
  const row = (told: string) => `${subject} 2022-1 lead ${told}`;

  test('each step for whoever answers for it; I7: after a gap only the latest goes out', () => {
    expect(planned('2022-06-01T06:59:59Z')).toEqual([]);
    expect(planned('2022-06-01T07:00:00Z')).toEqual([row('campaign-open to send')]);
    expect(planned('2022-06-27T07:00:00Z')).toEqual([
      row('campaign-open collapsed'),
      row('campaign-14 collapsed'),
      row('campaign-3 to send'),
    ]);
    expect(planned('2022-06-30T22:00:00Z').at(-1)).toBe(row('campaign-3 stale'));
  });

  test('I6: nothing planned before the restore, or before its days were set, is sent', () => {
    expect(planned('2022-06-16T08:00:00Z', planWith(june), june, '2022-06-10T00:00:00Z')).toEqual([
      row('campaign-open before-floor'),
      row('campaign-14 to send'),
    ]);
    const shorter = { ...june, closes: '2022-06-23' };
    const closed = andThenPlan(
      planWith(june),
      { type: 'campaign-planned', data: { campaign: shorter } },
      { at: '2022-06-21T10:00:00Z' },
    );
    expect(campaignSince(closed.log, shorter)).toBe('2022-06-21T10:00:00Z');
    expect(planned('2022-06-21T10:15:00Z', closed, shorter)).toEqual([
      row('campaign-open before-floor'),
      row('campaign-14 before-floor'),
      row('campaign-3 before-floor'),
    ]);
  });

  test('it counts from its confirmation, and a campaign nobody recorded from nothing', () => {
    expect(campaignSince(planWith({ ...june, confirmedAt: null }, june).log, june)).toBe(june.confirmedAt);
    expect(campaignSince(planWith().log, june)).toBeNull();
    expect(campaignSince(planWith({ ...june, confirmedAt: null }).log, { ...june, confirmedAt: null })).toBeNull();
  });

  test('where nobody answers for it the point of contact is asked', () => {
    const poc = { contacts: [aContact({ as: 'poc' })], assignments: [anAssignment({ as: 'poc', role: 'poc' })] };
    const { state: plan, log } = planWith(june);
    const now = Temporal.Instant.from('2022-06-01T07:00:00Z');
    expect(planCampaign({ plan, log, now, restoreFloor: null }, june, commitment, poc)).toMatchObject([
      { role: 'poc', dropped: null },
    ]);
  });

  test('its steps are less urgent than any deadline and more than what is only told', () => {
    expect(urgencyOf('campaign-3')).toBeGreaterThan(urgencyOf('-365'));
    expect(urgencyOf('campaign-3')).toBeLessThan(urgencyOf('notice-1'));
  });
});

describe('what of a campaign still holds just before sending', () => {
  const record = planWith(june);
  const { commitment } = aCommitment({ milestones: [{}] });
  const asked = aReminder({
    subjectId: subject,
    step: 'campaign-14',
    effectiveDate: '2022-1',
    plannedAt: '2022-06-16T07:00:00Z',
  });
  const standing: CampaignStanding = {
    ...{ plan: record.state, log: record.log, now: Temporal.Instant.from('2022-06-16T08:00:00Z'), restoreFloor: null },
    ...{ campaign: june, commitment, recipient: { contact: aContact(), role: 'lead', since: '2021-09-01T07:00:00Z' } },
  };
  const spoken = andThen(
    aCommitment({ milestones: [{}] }),
    { type: 'nothing-to-report', data: { milestoneId, note: null } },
    { at: '2022-06-10T10:00:00Z' },
  );
  const moved = { ...june, opens: '2022-06-20', closes: '2022-07-20' };

  test.each<[string | null, Partial<CampaignStanding>]>([
    [null, {}],
    ['plan-closed', { plan: { ...record.state, settings: { ...record.state.settings, closesOn: '2022-06-15' } } }],
    ['mail-off', { plan: aPlan().state }],
    ['no-recipient', { recipient: null }],
    ['superseded', { campaign: null }],
    ['superseded', { campaign: { ...june, confirmedAt: null } }],
    ['superseded', { campaign: moved }],
    ['before-floor', { restoreFloor: '2022-06-16T07:30:00Z' }],
    ['stale', { now: Temporal.Instant.from('2022-06-30T22:00:00Z') }],
    ['answered', { commitment: spoken.commitment }],
    ['collapsed', { now: Temporal.Instant.from('2022-06-27T07:00:00Z') }],
  ])('%s', (reason, change) => {
    expect(reasonToDropCampaign(asked, { ...standing, ...change })).toBe(reason);
  });
});
