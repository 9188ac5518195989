import { describe, expect, test } from 'vitest';
import type { Approval } from '../../shared/domain/approval.ts';
import type { Actor } from '../../shared/domain/plan.ts';
import { addressHashOf } from '../../shared/domain/sign-in.ts';
import { sha256Of } from '../../shared/domain/text.ts';
import { editContact } from '../../shared/usecases/edit-contact.ts';
import { editPlan } from '../../shared/usecases/edit-plan.ts';
import { nothingToReport } from '../../shared/usecases/nothing-to-report.ts';
import { proposeChange } from '../../shared/usecases/propose-change.ts';
import { holdersNow } from '../../shared/usecases/reassign-role.ts';
import { whoIs } from '../../shared/usecases/session.ts';
import { aContact, anAssignment, anAssignmentId, aPersonId, aSession, seenAs } from '../builders.ts';
import {
  aPeopledWorld,
  dyingAfter,
  judge,
  later,
  lead,
  logOf,
  milestoneId,
  move,
  now,
  planId,
  planLog,
  poc,
  proposed,
  second,
  waiting,
} from './approvals-world.ts';
import { endAsSeen } from './as-seen.ts';
import { admin, at, milestoneIn, type World } from './world.ts';

describe('proposing', () => {
  test('a proposal waits thirty days, and nothing of it is public', async () => {
    const world = await aPeopledWorld();
    const before = [await logOf(world), await planLog(world)];
    const approval = await proposed(world, move(1), lead);
    expect(approval).toMatchObject({ proposedBy: lead, at: '2021-09-16T08:00:00Z', expiresAt: '2021-10-16T08:00:00Z' });
    expect(await waiting(world)).toEqual([approval.id]);
    expect([await logOf(world), await planLog(world)]).toEqual(before);
    expect((await milestoneIn(world)).version).toBe(1);
  });

  test('the same proposal sent twice waits once', async () => {
    const world = await aPeopledWorld();
    const first = await proposed(world, move(1));
    expect((await proposed(world, move(1))).id).toBe(first.id);
    expect((await proposed(world, move(1), lead)).id).not.toBe(first.id);
    expect(await waiting(world)).toHaveLength(2);
  });

  test.each<[string, Approval['change'], object]>([
    ['a version that was overtaken', move(7), { reason: 'stale' }],
    [
      'a milestone of another plan',
      { ...move(1), milestoneId: 'other/28/m1' } as Approval['change'],
      { reason: 'unknown-milestone' },
    ],
    ['a reason with an address', { ...move(1), reason: 'voir x@example.org' } as Approval['change'], { reason: 'invalid' }],
    [
      'somebody unknown',
      {
        kind: 'confirm-contact',
        contactId: aPersonId('nobody'),
        particulars: seenAs('nobody'),
        assignments: [anAssignmentId('nobody')],
      },
      { reason: 'unknown-contact' },
    ],
    [
      'a confirmed person',
      {
        kind: 'confirm-contact',
        contactId: aPersonId('lead'),
        particulars: seenAs('lead', { email: 'responsible@example.org' }),
        assignments: [anAssignmentId('lead')],
      },
      { problems: [{ code: 'unchanged' }] },
    ],
    [
      'an address that is taken',
      { kind: 'edit-contact', contactId: aPersonId('lead'), version: 1, changes: { email: 'poc@example.org' } },
      { problems: [{ field: 'email', code: 'taken' }] },
    ],
    ['a mailbox that is none', { kind: 'set-mailbox', address: 'nobody' }, { problems: [{ field: 'mailbox' }] }],
  ])('what could not be done is not proposed either: %s', async (_, change, refusal) => {
    const world = await aPeopledWorld();
    expect(await proposeChange(world, { planId, change, actor: poc, now })).toMatchObject({ ok: false, ...refusal });
    expect(await waiting(world)).toEqual([]);
  });
});

describe('judging', () => {
  test('another person confirms: the log names who proposed and who confirmed, and nothing waits any more', async () => {
    const world = await aPeopledWorld();
    expect(await judge(world, await proposed(world, move(1), lead), poc)).toEqual({ ok: true });
    expect((await logOf(world)).at(-1)).toMatchObject({
      type: 'deadline-revised',
      at: '2021-09-17T08:00:00Z',
      actor: lead,
      data: { milestoneId, due: { to: '2021-11-30' }, approvedBy: poc },
    });
    expect(await waiting(world)).toEqual([]);
  });

  test('who proposed it cannot confirm it, in whatever role, and may take it back', async () => {
    const world = await aPeopledWorld();
    await world.people.addAssignment(anAssignment({ id: 'a-leadaspoc0000000', role: 'poc' }));
    const approval = await proposed(world, move(1), lead);
    const asPoc: Actor = { role: 'poc', id: lead.id };
    expect(await judge(world, approval, asPoc)).toMatchObject({ ok: false, problems: [{ detail: 'same-person' }] });
    expect(await waiting(world)).toEqual([approval.id]);
    expect(await judge(world, approval, asPoc, 'refuse')).toEqual({ ok: true });
    expect(await waiting(world)).toEqual([]);
    expect((await logOf(world)).map(({ type }) => type)).toEqual(['imported']);
  });

  test('somebody who may not do the thing themselves finds nothing to confirm or refuse', async () => {
    const world = await aPeopledWorld();
    await world.people.addContact(aContact({ as: 'elsewhere' }));
    await world.people.addAssignment(anAssignment({ as: 'elsewhere', commitments: ['29'] }));
    const deadline = await proposed(world, move(1));
    const people = await proposed(world, {
      kind: 'confirm-contact',
      contactId: aPersonId('answering'),
      particulars: seenAs('answering'),
      assignments: [anAssignmentId('answering')],
    });
    const elsewhere: Actor = { role: 'lead', id: aPersonId('elsewhere') };
    for (const verdict of ['approve', 'refuse'] as const) {
      expect(await judge(world, deadline, elsewhere, verdict)).toMatchObject({ ok: false, reason: 'unknown-entry' });
      expect(await judge(world, people, lead, verdict)).toMatchObject({ ok: false, reason: 'unknown-entry' });
    }
    expect(await waiting(world)).toHaveLength(2);
    expect(await judge(world, deadline, lead)).toEqual({ ok: true });
  });

  test('a milestone that changed meanwhile is not moved: the proposal stays for both to see', async () => {
    const world = await aPeopledWorld();
    const approval = await proposed(world, move(1));
    await nothingToReport(world, { milestoneId, version: 1, note: null, actor: lead, now });
    expect(await judge(world, approval, lead)).toMatchObject({ ok: false, reason: 'stale' });
    expect(await waiting(world)).toEqual([approval.id]);
  });

  test('after thirty days a proposal binds nobody', async () => {
    const world = await aPeopledWorld();
    const approval = await proposed(world, move(1));
    expect(await judge(world, approval, lead, 'approve', at('2021-10-16T08:00:00Z'))).toMatchObject({ reason: 'unknown-entry' });
    expect(await judge(world, approval, lead, 'approve', at('2021-10-16T07:59:59Z'))).toEqual({ ok: true });
  });

  test('what somebody proposed who is no longer in the role is not carried out', async () => {
    const world = await aPeopledWorld();
    const approval = await proposed(world, move(1), second);
    await endAsSeen(world, { planId, contactId: aPersonId('second'), role: 'poc', actor: poc, now });
    expect(await judge(world, approval, poc)).toMatchObject({ ok: false, reason: 'stale', problems: [{ field: 'proposedBy' }] });
    expect(await judge(world, approval, poc, 'refuse')).toEqual({ ok: true });
  });

  test('once the plan asks for OpenID Connect, an older proposal can only be refused', async () => {
    const world = await aPeopledWorld();
    const approval = await proposed(world, move(1));
    await editPlan(world, { planId, changes: { approval: 'openid' }, reason: null, actor: admin, now });
    expect(await judge(world, approval, lead)).toMatchObject({ ok: false, reason: 'not-ready' });
    expect(await judge(world, approval, lead, 'refuse')).toEqual({ ok: true });
  });

  test.each<[string, Approval['change'], (world: World) => Promise<unknown>, unknown]>([
    [
      'confirming somebody',
      {
        kind: 'confirm-contact',
        contactId: aPersonId('answering'),
        particulars: seenAs('answering'),
        assignments: [anAssignmentId('answering')],
      },
      async (world) => (await world.people.assignmentsOf(aPersonId('answering')))[0]?.confirmedAt,
      '2021-09-17T08:00:00Z',
    ],
    [
      'a new address',
      { kind: 'edit-contact', contactId: aPersonId('lead'), version: 1, changes: { email: 'new@example.org' } },
      async (world) => (await world.people.contactByEmail('new@example.org'))?.id,
      aPersonId('lead'),
    ],
    [
      'the end of a role',
      { kind: 'end-role', contactId: aPersonId('lead'), role: 'lead', assignments: [anAssignmentId('lead')] },
      async (world) => (await world.people.assignmentsOf(aPersonId('lead')))[0]?.until,
      '2021-09-17T08:00:00Z',
    ],
    [
      'a mailbox',
      { kind: 'set-mailbox', address: 'ogp@example.org' },
      (world) => world.people.mailbox(planId),
      'ogp@example.org',
    ],
  ])('confirmed, it is done as proposed: %s', async (_, change, found, expected) => {
    const world = await aPeopledWorld();
    const approval = await proposed(world, change);
    expect(await found(world)).not.toBe(expected);
    expect(await judge(world, approval, second)).toEqual({ ok: true });
    expect(await found(world)).toBe(expected);
    const last = (await planLog(world)).at(-1);
    if (change.kind !== 'set-mailbox') expect(last).toMatchObject({ actor: poc, data: { approvedBy: second } });
    expect(JSON.stringify(last)).not.toMatch(/@|Camille/);
  });

  test('a role handed over is told once in each log, by who proposed, with who confirmed', async () => {
    const world = await aPeopledWorld();
    const change: Approval['change'] = {
      kind: 'reassign-role',
      contactId: aPersonId('second'),
      particulars: seenAs('second'),
      role: 'lead',
      commitments: ['28'],
      holders: [anAssignmentId('lead')],
    };
    expect(await judge(world, await proposed(world, await asSeenIn(world, change)), second)).toEqual({ ok: true });
    expect((await logOf(world)).filter(({ type }) => type === 'reassigned')).toMatchObject([
      { actor: poc, data: { role: 'lead', approvedBy: second } },
    ]);
    const held = await world.people.assignmentsOf(aPersonId('second'));
    expect(held.some(({ role, commitments }) => role === 'lead' && commitments?.includes('28'))).toBe(true);
  });
});

/** The change with who holds the role in this world: sheets name leads of their own. */
async function asSeenIn(world: World, change: Approval['change']): Promise<Approval['change']> {
  if (change.kind !== 'reassign-role') return change;
  return { ...change, holders: await holdersNow(world.people, { ...change, planId, now }) };
}

describe('a crash between the change and the end of its waiting', () => {
  const changes: [string, Approval['change']][] = [
    ['deadline', move(1)],
    [
      'confirmation',
      {
        kind: 'confirm-contact',
        contactId: aPersonId('answering'),
        particulars: seenAs('answering'),
        assignments: [anAssignmentId('answering')],
      },
    ],
    [
      'handing over',
      {
        kind: 'reassign-role',
        contactId: aPersonId('second'),
        particulars: seenAs('second'),
        role: 'lead',
        commitments: ['28'],
        holders: [anAssignmentId('lead')],
      },
    ],
    ['new address', { kind: 'edit-contact', contactId: aPersonId('lead'), version: 1, changes: { email: 'new@example.org' } }],
    ['end of a role', { kind: 'end-role', contactId: aPersonId('lead'), role: 'lead', assignments: [anAssignmentId('lead')] }],
  ];

  test.each(changes)('loses nothing and doubles nothing, wherever it comes: %s', async (_, change) => {
    let died = 0;
    for (let writes = 0; writes < 6; writes += 1) {
      const world = await aPeopledWorld();
      if (change.kind === 'confirm-contact') {
        const someone = await world.people.contact(change.contactId);
        if (someone !== null) await world.people.updateContact({ ...someone, version: someone.version + 1, confirmedAt: null });
      }
      const approval = await proposed(world, await asSeenIn(world, change));
      const first = await judge(dyingAfter(world, writes), approval, second).catch(() => null);
      if (first === null) {
        died += 1;
        expect(await waiting(world)).toEqual([approval.id]);
      }
      expect(first === null ? await judge(world, approval, second) : first).toEqual({ ok: true });
      expect(await waiting(world)).toEqual([]);
      const told = [...(await planLog(world)), ...(await logOf(world))].filter((one) => 'approvedBy' in one.data);
      expect(told).toHaveLength(1);
      const people = await world.people.peopleOf(planId);
      const stands = JSON.stringify([people, (await milestoneIn(world)).revisions.length]);
      expect(stands).toMatch(
        { deadline: /,1\]$/, 'confirm-contact': /"confirmedAt":"2021-09-17/, 'reassign-role': /"until":"2021-09-17/ }[
          change.kind as string
        ] ?? /new@example\.org|"until":"2021-09-17/,
      );
    }
    expect(died).toBeGreaterThan(0);
  });

  test('a new address shuts every browser of the old one, wherever the crash comes', async () => {
    const change: Approval['change'] = {
      kind: 'edit-contact',
      contactId: aPersonId('lead'),
      version: 1,
      changes: { email: 'new@example.org' },
    };
    for (let writes = 0; writes < 6; writes += 1) {
      const world = await aPeopledWorld();
      const token = 'r'.repeat(43);
      const addressHash = addressHashOf('responsible@example.org');
      const expiresAt = '2021-12-10T08:00:00Z';
      await world.people.putSession(aSession({ way: 'remembered', tokenHash: sha256Of(token), addressHash, expiresAt }));
      const approval = await proposed(world, await asSeenIn(world, change));
      expect(await whoIs(world, { token, now: later })).toMatchObject({ way: 'remembered' });
      const first = await judge(dyingAfter(world, writes), approval, second).catch(() => null);
      expect(first ?? (await judge(world, approval, second))).toEqual({ ok: true });
      expect(await whoIs(world, { token, now: later }), `died at write ${writes}`).toBeNull();
    }
  });

  test.each(changes)('two who confirm at once are told yes, and one entry is written: %s', async (_, change) => {
    const world = await aPeopledWorld();
    await world.people.addContact(aContact({ as: 'chief' }));
    await world.people.addAssignment(anAssignment({ as: 'chief', role: 'admin' }));
    const approval = await proposed(world, await asSeenIn(world, change));
    const outcomes = await Promise.all([
      judge(world, approval, second),
      judge(world, approval, { role: 'admin', id: aPersonId('chief') }),
    ]);
    expect(outcomes.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    const told = [...(await planLog(world)), ...(await logOf(world))].filter((one) => 'approvedBy' in one.data);
    expect(told).toHaveLength(1);
    expect(await waiting(world)).toEqual([]);
  });
});

test('an edit that was confirmed is undone by another one', async () => {
  const world = await aPeopledWorld();
  const edit = (email: string, when = now) =>
    editContact(world, { planId, contactId: aPersonId('lead'), changes: { email }, actor: poc, now: when });
  expect(await edit('new@example.org')).toMatchObject({ ok: true });
  expect(await edit('responsible@example.org', later)).toMatchObject({ ok: true });
  expect((await planLog(world)).filter(({ type }) => type === 'contact-edited')).toHaveLength(2);
  expect((await world.people.contact(aPersonId('lead')))?.email).toBe('responsible@example.org');
});
