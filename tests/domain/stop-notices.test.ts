import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Assignment, Contact } from '../../shared/domain/contact.ts';
import { reminder, reminderStep } from '../../shared/domain/ledger.ts';
import {
  planStopNotices,
  reasonToDropStop,
  type StopStanding,
  stoppedContactOf,
  stopStep,
} from '../../shared/domain/stop-notices.ts';
import { aContact, anAssignment, aPersonId, aPlan, aReminder } from '../builders.ts';

const at = '2021-10-20T10:00:00Z';
const now = Temporal.Instant.from('2021-10-20T10:15:00Z');
const plan = aPlan({ mailOnSince: '2021-09-15T07:00:00Z' }).state;
const suppressed: Contact['suppressed'] = { reason: 'unsubscribed', at };

const everybody = ['lead', 'deputy', 'poc', 'other'] as const;
const contacts = everybody.map((as) => aContact({ as, ...(as === 'lead' ? { suppressed } : {}) }));
const lead = anAssignment({ commitments: ['28'] });
const deputy = anAssignment({ as: 'deputy', role: 'deputy', commitments: ['28'] });
const poc = anAssignment({ as: 'poc', role: 'poc' });

const rows = (assignments: readonly Assignment[], people: readonly Contact[] = contacts, of = plan, when = now) =>
  planStopNotices(of, { contacts: people, assignments }, when, null).map(
    ({ recipientId, role, dropped }) =>
      `${everybody.find((as) => aPersonId(as) === recipientId)} as ${role}${dropped === null ? '' : ` ${dropped}`}`,
  );

describe('that mail no longer reaches somebody', () => {
  test('F7: is told to the deputies beside them and to every point of contact, once per stop', () => {
    const people = { contacts, assignments: [lead, deputy, poc] };
    const [first, second, ...more] = planStopNotices(plan, people, now, null);
    expect(more).toEqual([]);
    const { heldUntil, ...row } = first ?? {};
    expect(heldUntil).toBeNull();
    expect(reminder.parse({ ...row, did: null })).toMatchObject({
      ...{ subjectId: 'fr-2021-2023', step: stopStep(aPersonId('lead')), effectiveDate: at, plannedAt: at },
      ...{ recipientId: aPersonId('poc'), role: 'poc', dropped: null },
    });
    expect(second?.recipientId).toBe(aPersonId('deputy'));
    expect(planStopNotices(plan, people, now.add({ hours: 24 }), null).map(({ rid }) => rid)).toEqual([first?.rid, second?.rid]);
    expect(reminderStep.parse(stopStep(aPersonId('lead')))).toMatch(/^stopped-/);
    expect(stoppedContactOf({ step: stopStep(aPersonId('lead')) })).toBe(aPersonId('lead'));
  });

  test('is told to no plan that only added them, and that nobody vouched for', () => {
    expect(rows([{ ...lead, confirmedAt: null }, deputy, poc])).toEqual([]);
    expect(rows([lead, deputy, poc])).toHaveLength(2);
  });

  test('neither to the person, nor to a deputy for other commitments, nor to whom mail does not reach either', () => {
    expect(rows([lead, { ...deputy, commitments: ['29'] }])).toEqual([]);
    expect(rows([lead, anAssignment({ role: 'poc', id: 'a-leadpoc000000000' }), poc])).toEqual(['poc as poc']);
    const both = contacts.map((one) => (one.id === aPersonId('poc') ? { ...one, suppressed } : one));
    // Of the lead, and of the point of contact.
    expect(rows([lead, deputy, poc], both)).toEqual(['deputy as deputy', 'deputy as deputy']);
    expect(rows([lead, { ...poc, confirmedAt: null }])).toEqual([]);
    expect(rows([lead, { ...poc, until: '2021-10-01T00:00:00Z' }])).toEqual([]);
  });

  test('who is deputy and point of contact hears of it once, as the latter', () => {
    expect(rows([lead, deputy, anAssignment({ as: 'deputy', role: 'poc', id: 'a-both000000000000' })])).toEqual([
      'deputy as poc',
    ]);
  });

  test('concerns nobody where the person has no role, or only reads', () => {
    expect(rows([poc])).toEqual([]);
    expect(rows([anAssignment({ role: 'reviewer' }), poc])).toEqual([]);
    expect(rows([{ ...lead, until: '2021-10-01T00:00:00Z' }, poc])).toEqual([]);
    expect(
      rows(
        [lead, poc],
        contacts.map((one) => ({ ...one, suppressed: null })),
      ),
    ).toEqual([]);
  });

  test.each([
    ['stopped before mail was on', aPlan({ mailOnSince: '2021-10-20T10:00:01Z' }).state, 'poc as poc before-floor'],
    ['of a closed plan', aPlan({ mailOnSince: '2021-09-15T07:00:00Z', closesOn: '2021-10-19' }).state, 'poc as poc plan-closed'],
  ])('%s it is not told', (_, of, row) => {
    expect(rows([lead, poc], contacts, of)).toEqual([row]);
    expect(rows([lead, poc], contacts, aPlan().state)).toEqual([]);
  });

  test('H10: nor to a new point of contact, who inherits no backlog, nor after a month', () => {
    expect(rows([lead, { ...poc, since: '2021-10-20T10:00:01Z' }])).toEqual(['poc as poc before-floor']);
    expect(rows([lead, poc], contacts, plan, now.add({ hours: 24 * 32 }))).toEqual(['poc as poc stale']);
  });
});

describe('just before a stop is told', () => {
  const told = aReminder({
    subjectId: 'fr-2021-2023',
    step: stopStep(aPersonId('lead')),
    effectiveDate: at,
    plannedAt: at,
    role: 'poc',
  });
  const standing: StopStanding = {
    ...{ plan, now, restoreFloor: null, stopped: aContact({ suppressed }), roles: [lead] },
    recipient: { contact: aContact({ as: 'poc' }), role: 'poc', since: '2021-09-01T07:00:00Z' },
  };

  test.each<[string | null, Partial<StopStanding>]>([
    [null, {}],
    ['superseded', { stopped: aContact() }],
    ['superseded', { stopped: aContact({ suppressed: { reason: 'unsubscribed', at: '2021-10-20T10:05:00Z' } }) }],
    ['superseded', { stopped: null }],
    ['superseded', { roles: [] }],
    ['no-recipient', { recipient: null }],
    ['mail-off', { plan: aPlan().state }],
    ['plan-closed', { plan: aPlan({ mailOnSince: '2021-09-15T07:00:00Z', closesOn: '2021-10-19' }).state }],
    ['before-floor', { restoreFloor: '2021-10-20T10:00:01Z' }],
    ['stale', { now: now.add({ hours: 24 * 32 }) }],
  ])('%s', (reason, change) => {
    expect(reasonToDropStop(told, { ...standing, ...change })).toBe(reason);
  });
});
