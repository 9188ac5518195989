import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { calendarFor } from '../../shared/domain/calendar.ts';
import type { PlanChange } from '../../shared/domain/change-log.ts';
import { type Assignment, contactRole } from '../../shared/domain/contact.ts';
import { instantText } from '../../shared/domain/fuzzy-date.ts';
import { reminder, reminderStep } from '../../shared/domain/ledger.ts';
import {
  isNotice,
  isNoticeStep,
  type NoticeEntry,
  nextNoticeAt,
  noticeAt,
  noticeStep,
  planNotices,
  reasonToDropNotice,
  recipientsOfNotice,
} from '../../shared/domain/notices.ts';
import { urgencyOf } from '../../shared/domain/reminder-plan.ts';
import { isInWindow } from '../../shared/domain/reminder-policy.ts';
import {
  aCommitment,
  aContact,
  anAssignment,
  andThen,
  andThenPlan,
  aPersonId,
  aPlan,
  aReminder,
  aRole,
  planSettingsOf,
} from '../builders.ts';

const at = '2021-10-20T10:00:00Z';
const unit = aRole({ function: null, organisation: 'Direction des exemples' });
const milestoneId = 'fr-2021-2023/28/m1';
const on = aPlan({ mailOnSince: '2021-09-15T07:00:00Z' });

function entryOf(change: PlanChange, when = at): NoticeEntry {
  const entry = andThenPlan(on, change, { at: when }).log.at(-1);
  if (entry === undefined || !isNotice(entry)) throw new Error('a notice expected');
  return entry;
}

const confirmed = (commitments: string[] | null, role: 'lead' | 'deputy' | 'poc' | 'reviewer' = 'lead') =>
  entryOf({
    type: 'contact-confirmed',
    data: { role, responsible: unit, commitments },
  });

const handedOn = (() => {
  const change = {
    type: 'handed-on',
    data: { milestoneId, responsible: unit, lastDay: '2021-11-30', mayPublish: false },
  } as const;
  const entry = andThen(aCommitment(), change, { at }).log.at(-1);
  if (entry === undefined || !isNotice(entry)) throw new Error('a notice expected');
  return entry;
})();

const names = ['a', 'b', 'c', 'd'];
const contacts = names.map((as) => aContact({ as }));
const told = (entry: NoticeEntry, assignments: readonly Assignment[], when = at) =>
  recipientsOfNotice({ contacts, assignments }, entry, when).map(({ contact, role }) => `${contact.email.slice(0, 1)} ${role}`);

describe('who is told of a change of people', () => {
  const held = [
    anAssignment({ as: 'a', commitments: ['28'] }),
    anAssignment({ as: 'b', role: 'deputy', commitments: ['29'] }),
    anAssignment({ as: 'c', role: 'poc' }),
    anAssignment({ as: 'd', role: 'colleague', commitments: ['28'], milestoneId }),
  ];

  test('whoever answers for the same commitments, and who coordinates the plan', () => {
    expect(told(confirmed(['28']), held)).toEqual(['a lead', 'c poc']);
    expect(told(confirmed(['29']), held)).toEqual(['b deputy', 'c poc']);
    expect(told(confirmed(null), held)).toEqual(['a lead', 'b deputy', 'c poc']);
    expect(told(handedOn, held)).toEqual(['a lead', 'c poc', 'd lead']);
  });

  test('of a role that answers for no commitment, only who coordinates', () => {
    expect(told(confirmed(null, 'poc'), held)).toEqual(['c poc']);
    expect(told(confirmed(['28'], 'reviewer'), held)).toEqual(['c poc']);
  });

  test('who left by that very change is told of it, who left before or came into another plan is not', () => {
    expect(told(confirmed(['28']), [anAssignment({ as: 'a', until: at })])).toEqual(['a lead']);
    expect(told(confirmed(['28']), [anAssignment({ as: 'a', until: '2021-10-20T09:59:59Z' })])).toEqual([]);
    expect(told(confirmed(['28']), [anAssignment({ as: 'a', planId: 'other-plan' })])).toEqual([]);
  });

  test('nobody vouched for them: not told; the independent reviewer reads the feed', () => {
    expect(told(confirmed(['28']), [anAssignment({ as: 'a', confirmedAt: null })])).toEqual([]);
    expect(
      told(confirmed(['28']), [anAssignment({ as: 'a', role: 'reviewer' }), anAssignment({ as: 'b', role: 'admin' })]),
    ).toEqual([]);
  });

  test('somebody with two roles is told once, as who coordinates', () => {
    const both = [anAssignment({ as: 'a' }), anAssignment({ as: 'a', id: 'a-second000000000', role: 'poc' })];
    expect(told(confirmed(['28']), both)).toEqual(['a poc']);
  });

  test('never who did it or confirmed it, whatever roles they hold', () => {
    const assignment = fc.record({
      as: fc.constantFrom(...names),
      role: fc.constantFrom(...contactRole.options),
      commitments: fc.constantFrom<string[] | null>(null, ['28'], ['29']),
    });
    fc.assert(
      fc.property(
        fc.array(assignment, { maxLength: 6 }),
        fc.constantFrom(...names),
        fc.constantFrom(...names),
        (some, by, also) => {
          const entry = confirmed(['28']);
          const done: NoticeEntry = {
            ...entry,
            actor: { role: 'poc', id: aPersonId(by) },
            data: { role: 'lead', responsible: unit, commitments: ['28'], approvedBy: { role: 'poc', id: aPersonId(also) } },
          } as NoticeEntry;
          const people = {
            contacts,
            assignments: some.map((one, index) => anAssignment({ ...one, id: `a-${String(index).padEnd(16, '0')}` })),
          };
          const ids = recipientsOfNotice(people, done, at).map(({ contact }) => contact.id);
          expect(ids).not.toContain(aPersonId(by));
          expect(ids).not.toContain(aPersonId(also));
          expect(new Set(ids).size).toBe(ids.length);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('when it is told', () => {
  test('09:00 of the next working day, over weekends and holidays', () => {
    const settings = planSettingsOf();
    expect(noticeAt({ at: '2021-10-20T10:00:00Z' }, settings)).toBe('2021-10-21T07:00:00Z');
    expect(noticeAt({ at: '2021-10-29T21:59:59Z' }, settings)).toBe('2021-11-02T08:00:00Z');
    expect(noticeAt({ at: '2021-10-20T22:30:00Z' }, settings)).toBe('2021-10-22T07:00:00Z');
  });

  test('I18: always after the change, on a working day, inside the window, in every zone', () => {
    const zones = ['Europe/Paris', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Kiritimati'];
    const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-11-30'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (date, zone) => {
        const settings = planSettingsOf({ zone });
        const from = instantText(Temporal.Instant.fromEpochMilliseconds(date.getTime()));
        const when = noticeAt({ at: from }, settings);
        expect(when > from).toBe(true);
        expect(isInWindow(when, settings, calendarFor('FR', null))).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  test('the next one of a log is the first still to come, and other entries are none', () => {
    const change: PlanChange = { type: 'contact-confirmed', data: { role: 'poc', responsible: unit, commitments: null } };
    const log = andThenPlan(andThenPlan(on, change, { at }), change, { at: '2021-10-21T10:00:00Z' }).log;
    const next = (after: string) => nextNoticeAt(log, on.state.settings, Temporal.Instant.from(after));
    expect(next(at)).toBe('2021-10-21T07:00:00Z');
    expect(next('2021-10-21T07:00:00Z')).toBe('2021-10-22T07:00:00Z');
    expect(next('2021-10-22T07:00:00Z')).toBeNull();
    expect(nextNoticeAt(on.log, on.state.settings, Temporal.Instant.from('2021-09-01T00:00:00Z'))).toBeNull();
  });
});

describe('what becomes a row of the Ledger', () => {
  const people = { contacts, assignments: [anAssignment({ as: 'a', role: 'poc' })] };
  const log = [...on.log, confirmed(['28'])];
  const rows = (when: string, plan = on.state, from = '2021-10-21T07:00:00Z') =>
    planNotices({ plan, now: Temporal.Instant.from(when), restoreFloor: null }, log, people, from);

  test('one per person and entry, of the plan, with a key that every tick makes the same', () => {
    const [one, ...others] = rows('2021-10-21T07:00:00Z');
    expect(others).toEqual([]);
    const { heldUntil, ...row } = one ?? {};
    expect(heldUntil).toBeNull();
    expect(reminder.parse({ ...row, did: null })).toMatchObject({
      subjectId: 'fr-2021-2023',
      planId: 'fr-2021-2023',
      step: 'notice-3',
      effectiveDate: at,
      recipientId: aPersonId('a'),
      role: 'poc',
      plannedAt: '2021-10-21T07:00:00Z',
      dropped: null,
    });
    expect(rows('2021-10-23T09:00:00Z').map(({ rid }) => rid)).toEqual([one?.rid]);
    expect(rows('2021-10-21T06:59:59Z')).toEqual([]);
  });

  test('what was told long ago is not looked at again', () => {
    expect(rows('2021-11-02T08:00:00Z', on.state, '2021-11-02T08:00:00Z')).toEqual([]);
    expect(rows('2021-10-27T08:00:00Z', on.state, '2021-10-27T08:00:00Z')).toHaveLength(1);
  });

  test('a plan whose mail is off makes none', () => {
    expect(rows('2021-10-21T07:00:00Z', aPlan().state)).toEqual([]);
  });

  test.each([
    ['plan-closed', aPlan({ mailOnSince: '2021-09-15T07:00:00Z', closesOn: '2021-10-20' }).state, '2021-10-21T07:00:00Z'],
    ['before-floor', aPlan({ mailOnSince: '2021-10-20T10:00:01Z' }).state, '2021-10-21T07:00:00Z'],
    ['before-floor', aPlan({ mailOnSince: '2021-10-20T10:00:00Z' }).state, '2021-10-21T07:00:00Z'],
    [null, aPlan({ mailOnSince: '2021-10-20T09:59:59Z' }).state, '2021-10-21T07:00:00Z'],
    ['stale', on.state, '2021-11-22T08:00:00Z'],
  ])('dropped as %s', (reason, plan, when) => {
    expect(rows(when, plan).map(({ dropped }) => dropped)).toEqual([reason]);
  });

  test('its step is one of the Ledger’s, and the least urgent of all', () => {
    const step = noticeStep({ seq: 12 });
    expect(reminderStep.parse(step)).toBe('notice-12');
    expect([isNoticeStep(step), isNoticeStep('deadline-changed-12')]).toEqual([true, false]);
    expect(Math.max(...['-365', 'overdue-2021-12', 'escalation', 'catch-up'].map(urgencyOf))).toBeLessThan(urgencyOf(step));
  });

  test.each([
    ['plan-closed', { plan: aPlan({ mailOnSince: '2021-09-15T07:00:00Z', closesOn: '2021-10-20' }).state }],
    ['mail-off', { plan: aPlan().state }],
    ['superseded', { entry: null }],
    ['no-recipient', { recipient: null }],
    ['before-floor', { restoreFloor: '2021-10-20T10:00:01Z' }],
    ['stale', { now: Temporal.Instant.from('2021-11-22T08:00:00Z') }],
    [null, {}],
  ])('just before sending: %s', (reason, change) => {
    const entry = confirmed(['28']);
    const contact = aContact({ as: 'a' });
    const recipient = { contact, role: 'poc', since: '2021-09-01T07:00:00Z' } as const;
    const standing = { plan: on.state, now: Temporal.Instant.from('2021-10-21T07:00:00Z'), restoreFloor: null, entry, recipient };
    const planned = aReminder({ subjectId: 'fr-2021-2023', step: 'notice-3', plannedAt: '2021-10-21T07:00:00Z' });
    expect(reasonToDropNotice(planned, { ...standing, ...change })).toBe(reason);
  });
});
