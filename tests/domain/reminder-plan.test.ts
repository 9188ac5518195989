import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { MilestoneState } from '../../shared/domain/commitment.ts';
import { entryTimesOf } from '../../shared/domain/deadline-moves.ts';
import { defaultReminderPolicy, type PlanSettings } from '../../shared/domain/plan.ts';
import { holderOf, type Recipient, recipientsOf } from '../../shared/domain/recipients.ts';
import { planMilestone, reasonToDrop, type Standing, urgencyOf } from '../../shared/domain/reminder-plan.ts';
import {
  aCommitment,
  aContact,
  aDate,
  aDeclared,
  anAssignment,
  andThen,
  aPersonId,
  aPlan,
  aReminder,
  aText,
} from '../builders.ts';

const id = 'fr-2021-2023/28/m1';
const commitment = aCommitment({ milestones: [{ due: 'Octobre 2021' }] });
const madeAt = entryTimesOf(commitment.log);
const policySince = () => null;
const since = '2021-09-01T07:00:00Z';

function only({ commitment: { milestones } }: typeof commitment): MilestoneState {
  const [milestone] = milestones;
  if (milestone === undefined) throw new Error('no milestone');
  return milestone;
}

const lead: Recipient = { contact: aContact(), role: 'lead', since };
const poc: Recipient = { contact: aContact({ as: 'poc' }), role: 'poc', since };

function planned(
  at: string,
  input: {
    settings?: Partial<PlanSettings>;
    milestone?: MilestoneState;
    lead?: Recipient;
    mailOnSince?: string;
    floor?: string;
  } = {},
) {
  const plan = aPlan({ mailOnSince: input.mailOnSince ?? '2021-09-15T07:00:00Z', ...input.settings }).state;
  const milestone = input.milestone ?? only(commitment);
  const recipients = { asked: [input.lead ?? lead], told: [poc], unreached: [] };
  const rows = planMilestone(
    { plan, milestone, madeAt, policySince, now: Temporal.Instant.from(at) },
    recipients,
    input.floor ?? null,
  );
  return rows.map(({ role, step, dropped }) => `${role} ${step} ${dropped ?? 'to send'}`);
}

describe('what the tick decides about a milestone', () => {
  test('before its first step there is nothing to decide', () => {
    expect(planned('2021-10-01T06:59:59Z')).toEqual([]);
    expect(planned('2021-10-01T07:00:00Z')).toEqual(['lead -30 to send']);
  });

  test('I7: after a gap only the latest step goes out', () => {
    expect(planned('2021-11-01T07:00:00Z').at(-1)).toBe('lead -1 stale');
    expect(planned('2021-10-29T07:00:00Z')).toEqual(['lead -30 collapsed', 'lead -7 collapsed', 'lead -1 to send']);
  });

  test.each([
    ['mail was switched on', { mailOnSince: '2021-10-22T07:00:01Z' }],
    ['the record was restored', { floor: '2021-10-22T07:00:01Z' }],
    ['the lead was confirmed', { lead: { ...lead, contact: aContact({ confirmedAt: '2021-10-22T07:00:01Z' }) } }],
    ['the lead took over', { lead: { ...lead, since: '2021-10-22T07:00:01Z' } }],
  ])('I6: nothing planned before %s is sent', (_, input) => {
    expect(planned('2021-10-22T08:00:00Z', input)).toEqual(['lead -30 before-floor', 'lead -7 before-floor']);
    expect(planned('2021-10-29T08:00:00Z', input).at(-1)).toBe('lead -1 to send');
  });

  test('I6: nothing planned before the deadline was set is sent', () => {
    const change = {
      type: 'deadline-revised',
      data: { milestoneId: id, due: aDate('Novembre 2021'), reason: { sha256: aText('r').sha256 } },
    } as const;
    const moved = only(andThen(commitment, change, { at: '2021-11-23T09:00:00Z', texts: [aText('r')] }));
    expect(planned('2021-11-23T10:00:00Z', { milestone: moved })).toEqual(['lead -30 before-floor', 'lead -7 before-floor']);
  });

  test('a step planned more than 31 days ago is stale, so that a Ledger row may expire', () => {
    expect(planned('2021-11-03T08:00:00Z')).toContain('lead -30 stale');
    expect(planned('2021-11-03T08:00:00Z').at(-1)).toBe('lead +1wd to send');
  });

  test('a closed plan mails nobody, and says so of every step', () => {
    expect(planned('2021-10-29T08:00:00Z', { settings: { closesOn: '2021-10-15' } })).toEqual([
      'lead -30 plan-closed',
      'lead -7 plan-closed',
      'lead -1 plan-closed',
    ]);
  });

  test('what was answered is asked no more, and not escalated either', () => {
    const answered = only(
      andThen(commitment, { type: 'nothing-to-report', data: { milestoneId: id, note: null } }, { at: '2021-11-03T09:00:00Z' }),
    );
    expect(planned('2021-12-01T08:00:00Z', { milestone: answered }).slice(-2)).toEqual([
      'lead overdue-2021-12 answered',
      'poc escalation answered',
    ]);
  });

  test('a milestone overdue for 28 days goes to the point of contact once', () => {
    expect(planned('2021-11-30T08:00:00Z').filter((one) => one.startsWith('poc'))).toEqual([]);
    expect(planned('2021-12-01T08:00:00Z').filter((one) => one.startsWith('poc'))).toEqual(['poc escalation to send']);
    expect(planned('2022-01-03T08:00:00Z').filter((one) => one.startsWith('poc'))).toEqual(['poc escalation stale']);
  });

  test('a countdown to a deadline that has ended is not sent, even when nothing follows it', () => {
    const settings = {
      reminderPolicy: {
        daysBefore: [1],
        afterDeadline: false,
        monthlyOverdue: 0,
        escalateAfterDays: null,
        plannedHour: 9,
        window: { opens: 8, closes: 18 },
      },
    };
    expect(planned('2021-11-02T08:00:00Z', { settings })).toEqual(['lead -1 stale']);
  });

  test('while mail is off, or for somebody unconfirmed, nothing is decided at all', () => {
    const plan = aPlan().state;
    const rows = planMilestone(
      { plan, milestone: only(commitment), madeAt, policySince, now: Temporal.Instant.from('2021-10-01T07:00:00Z') },
      { asked: [lead], told: [poc], unreached: [] },
      null,
    );
    expect(rows).toEqual([]);
    expect(planned('2021-10-01T07:00:00Z', { lead: { ...lead, contact: aContact({ confirmedAt: null }) } })).toEqual([]);
  });

  test('the last day before a deadline is the most urgent, then the first after it', () => {
    const steps = ['overdue-2021-12', '-30', '+1wd', '-7', '-1', 'catch-up'];
    expect(steps.toSorted((x, y) => urgencyOf(x) - urgencyOf(y)).slice(0, 4)).toEqual(['-1', '+1wd', '-7', '-30']);
  });
});

describe('what still holds just before sending', () => {
  const reminder = aReminder({ step: '-7', plannedAt: '2021-10-22T07:00:00Z' });
  const standing: Standing = {
    plan: aPlan({ mailOnSince: '2021-09-15T07:00:00Z' }).state,
    milestone: only(commitment),
    madeAt,
    policySince,
    now: Temporal.Instant.from('2021-10-22T08:00:00Z'),
    recipient: lead,
    restoreFloor: null,
  };
  const complete = only(andThen(commitment, aDeclared(id, { status: 'complete', completedOn: '2021-10-20' })));
  const reminderPolicy = { ...defaultReminderPolicy, daysBefore: [30, 1] };
  const withoutItsStep = aPlan({ mailOnSince: '2021-09-15T07:00:00Z', reminderPolicy }).state;

  test('a reminder about the deadline in force, to somebody still in the role, holds', () => {
    expect(reasonToDrop(reminder, standing)).toBeNull();
  });

  test.each<[string, Partial<Standing>]>([
    ['plan-closed', { plan: aPlan({ mailOnSince: '2021-09-15T07:00:00Z', closesOn: '2021-10-21' }).state }],
    ['mail-off', { plan: aPlan().state }],
    ['no-recipient', { recipient: null }],
    ['superseded', { milestone: only(aCommitment({ milestones: [{ due: 'Novembre 2021' }] })) }],
    ['superseded', { plan: withoutItsStep }],
    ['before-floor', { restoreFloor: '2021-10-22T07:30:00Z' }],
    ['before-floor', { plan: aPlan({ mailOnSince: '2021-10-22T07:30:00Z' }).state }],
    ['stale', { now: Temporal.Instant.from('2021-11-22T08:00:00Z') }],
    ['stale', { now: Temporal.Instant.from('2021-10-31T23:00:00Z') }],
    ['answered', { milestone: complete }],
  ])('otherwise it is dropped: %s', (reason, change) => {
    expect(reasonToDrop(reminder, { ...standing, ...change })).toBe(reason);
  });

  test('a catch-up belongs to the activation it was made for', () => {
    const plan = aPlan({ mailOnSince: '2021-11-10T08:00:00Z' }).state;
    const now = Temporal.Instant.from('2021-11-10T09:00:00Z');
    const catchUp = (effectiveDate: string) => aReminder({ step: 'catch-up', effectiveDate, plannedAt: '2021-11-10T08:00:00Z' });
    expect(reasonToDrop(catchUp('2021-11-10T08:00:00Z'), { ...standing, plan, now })).toBeNull();
    expect(reasonToDrop(catchUp('2021-11-08T08:00:00Z'), { ...standing, plan, now })).toBe('superseded');
  });
});

describe('who is asked and who is told', () => {
  const at = '2021-10-01T07:00:00Z';
  const milestone = only(commitment);
  const everybody = ['lead', 'deputy', 'poc', 'colleague'] as const;
  const contacts = everybody.map((as) => aContact({ as }));
  const held = (...roles: (typeof everybody)[number][]) => roles.map((as) => anAssignment({ as, role: as }));
  const names = (assignments: ReturnType<typeof held>, people = contacts) => {
    const { asked, told } = recipientsOf({ contacts: people, assignments }, milestone, at);
    return [asked, told].map((some) => some.map(({ contact, role }) => `${contact.email.split('@')[0]} as ${role}`));
  };

  test('the lead is asked; deputy and point of contact are told', () => {
    expect(names(held('lead', 'deputy', 'poc'))).toEqual([['lead as lead'], ['deputy as deputy', 'poc as poc']]);
  });

  test('a colleague who was handed the milestone is asked instead of the lead', () => {
    const colleague = anAssignment({ as: 'colleague', role: 'colleague', milestoneId: id });
    expect(names([...held('lead', 'poc'), colleague])[0]).toEqual(['colleague as lead']);
    expect(names([...held('lead', 'poc'), { ...colleague, milestoneId: 'fr-2021-2023/28/m2' }])[0]).toEqual(['lead as lead']);
  });

  test('whoever is asked already is not told again', () => {
    const both = [...held('lead'), anAssignment({ as: 'lead', role: 'poc', id: 'a-leadpoc000000000' })];
    expect(names(both)).toEqual([['lead as lead'], []]);
  });

  test('the independent reviewer and an administrator get no such mail, only feeds', () => {
    const others = (['reviewer', 'admin'] as const).map((role) => anAssignment({ as: role, role }));
    const people = [...contacts, aContact({ as: 'reviewer' }), aContact({ as: 'admin' })];
    expect(names(others, people)).toEqual([[], []]);
  });

  test('a role that has ended, or is about another commitment, asks nobody', () => {
    expect(names([anAssignment({ until: at })])[0]).toEqual([]);
    expect(names([anAssignment({ commitments: ['29'] })])[0]).toEqual([]);
  });

  test('whoever was not vouched for in a role gets nothing in it, confirmed for another commitment or not', () => {
    const unvouched = anAssignment({ confirmedAt: null });
    expect(names([unvouched])).toEqual([[], []]);
    expect(names([...held('deputy', 'poc'), unvouched])).toEqual([['deputy as deputy'], ['poc as poc']]);
    expect(names([...held('lead'), anAssignment({ as: 'poc', role: 'poc', confirmedAt: null })])[1]).toEqual([]);
    expect(holderOf(aContact(), [unvouched], aReminder(), at)).toBeNull();
  });

  const silent = (as: (typeof everybody)[number], when: string) =>
    contacts.map((one) => (one.id === aPersonId(as) ? { ...one, suppressed: { reason: 'bounced' as const, at: when } } : one));
  const askedSince = (assignments: ReturnType<typeof held>, people = contacts) =>
    recipientsOf({ contacts: people, assignments }, milestone, at).asked.map((one) => `${one.role} ${one.since}`);

  test('F7: where nobody answers the deputy is asked, else the point of contact, else nobody', () => {
    expect(names(held('deputy', 'poc'))).toEqual([['deputy as deputy'], ['poc as poc']]);
    expect(names(held('poc'))).toEqual([['poc as poc'], []]);
    expect(names(held('poc'), silent('poc', since))).toEqual([[], ['poc as poc']]);
  });

  test('F7: who stands in is the one to ask since the role fell vacant, or since their own began if later', () => {
    const left = anAssignment({ until: '2021-09-20T08:00:00Z' });
    expect(askedSince([left, ...held('deputy')])).toEqual(['deputy 2021-09-20T08:00:00Z']);
    const later = anAssignment({ as: 'deputy', role: 'deputy', since: '2021-09-25T08:00:00Z' });
    expect(askedSince([left, later])).toEqual(['deputy 2021-09-25T08:00:00Z']);
    expect(askedSince(held('deputy'))).toEqual([`deputy ${since}`]);
    const unvouched = { ...left, id: 'a-unvouched0000000', confirmedAt: null, until: '2021-09-28T08:00:00Z' };
    expect(askedSince([left, unvouched, ...held('deputy')])).toEqual(['deputy 2021-09-20T08:00:00Z']);
    const elsewhere = anAssignment({ id: 'a-elsewhere0000000', commitments: ['29'], until: '2021-09-28T08:00:00Z' });
    expect(askedSince([left, elsewhere, ...held('deputy')])).toEqual(['deputy 2021-09-20T08:00:00Z']);
  });

  test('F7: who stands in for a lead mail no longer reaches is the one to ask since then', () => {
    const people = silent('lead', '2021-09-22T08:00:00Z');
    expect(askedSince(held('lead', 'deputy', 'poc'), people)).toEqual(['deputy 2021-09-22T08:00:00Z']);
    expect(askedSince(held('lead', 'poc'), people)).toEqual(['poc 2021-09-22T08:00:00Z']);
  });

  test('F7: the lead is asked again once mail no longer reaches a colleague', () => {
    const colleague = anAssignment({ as: 'colleague', role: 'colleague', milestoneId: id });
    expect(names([...held('lead', 'deputy'), colleague], silent('colleague', since))[0]).toEqual(['lead as lead']);
  });

  test('I6: somebody vouched for later in a role is in it from then on', () => {
    const vouched = anAssignment({ confirmedAt: '2021-09-20T08:00:00Z' });
    const earlier = anAssignment({
      id: 'a-earlier000000000',
      since: '2021-09-10T08:00:00Z',
      confirmedAt: '2021-09-10T07:00:00Z',
    });
    const sinceOf = (assignments: ReturnType<typeof held>) => [
      recipientsOf({ contacts, assignments }, milestone, at).asked.map((one) => one.since),
      holderOf(aContact(), assignments, aReminder(), at)?.since,
    ];
    expect(sinceOf([vouched])).toEqual([['2021-09-20T08:00:00Z'], '2021-09-20T08:00:00Z']);
    expect(sinceOf([vouched, earlier])).toEqual([['2021-09-10T08:00:00Z'], '2021-09-10T08:00:00Z']);
  });

  test('a reminder is held by whoever has its role at that moment', () => {
    const reminder = aReminder();
    expect(holderOf(aContact(), [anAssignment()], reminder, at)).toMatchObject({ role: 'lead', since });
    expect(holderOf(aContact(), [anAssignment({ until: at })], reminder, at)).toBeNull();
    expect(holderOf(aContact(), [anAssignment({ role: 'poc' })], reminder, at)).toBeNull();
    expect(holderOf(aContact(), [anAssignment({ role: 'colleague', milestoneId: id })], reminder, at)).not.toBeNull();
  });
});
