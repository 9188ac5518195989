import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Action, decide, type Resource } from '../../functions/api/authority.ts';
import { type Approval, roleFor } from '../../shared/domain/approval.ts';
import { type Assignment, contactRole } from '../../shared/domain/contact.ts';
import { planOf } from '../../shared/domain/identifiers.ts';
import type { Actor, PlanSettings } from '../../shared/domain/plan.ts';
import type { PeopleStore } from '../../shared/ports.ts';
import { changeSettings } from '../../shared/usecases/change-settings.ts';
import { createPlan } from '../../shared/usecases/create-plan.ts';
import { editContact } from '../../shared/usecases/edit-contact.ts';
import { editPlan, settingsHash } from '../../shared/usecases/edit-plan.ts';
import { endRole } from '../../shared/usecases/end-role.ts';
import { judgeApproval } from '../../shared/usecases/judge-approval.ts';
import { nothingToReport } from '../../shared/usecases/nothing-to-report.ts';
import { proposeChange } from '../../shared/usecases/propose-change.ts';
import { aContact, aDate, anAssignment, aPersonId, planSettingsOf } from '../builders.ts';
import { admin, at, aWorld, milestoneIn, type World } from './world.ts';

const planId = 'fr-2021-2023';
const milestoneId = `${planId}/28/m1`;
const now = at('2021-09-16T08:00:00Z');
const later = at('2021-09-17T08:00:00Z');
const poc: Actor = { role: 'poc', id: aPersonId('poc') };
const second: Actor = { role: 'poc', id: aPersonId('second') };
const lead: Actor = { role: 'lead', id: aPersonId('lead') };

const move = (version: number): Approval['change'] => ({
  kind: 'deadline',
  milestoneId,
  version,
  due: aDate('Novembre 2021'),
  reason: 'Le comité se réunit plus tard.',
});

/** Two points of contact and the lead of #28, all confirmed; and someone to be confirmed. */
async function aPeopledWorld(): Promise<World> {
  const world = await aWorld();
  for (const as of ['poc', 'second', 'answering']) await world.people.addContact(aContact({ as }));
  for (const as of ['poc', 'second']) await world.people.putAssignment(anAssignment({ as, role: 'poc' }));
  await world.people.addContact(aContact({ as: 'lead', email: 'responsible@example.org' }));
  await world.people.putAssignment(anAssignment({ as: 'lead', commitments: ['28'] }));
  await world.people.putAssignment(anAssignment({ as: 'answering', role: 'deputy', confirmedAt: null }));
  return world;
}

async function proposed(world: World, change: Approval['change'], actor: Actor = poc): Promise<Approval> {
  const outcome = await proposeChange(world, { planId, change, actor, now });
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome.approval;
}

const judge = (
  world: World,
  { id }: Pick<Approval, 'id'>,
  actor: Actor,
  verdict: 'approve' | 'refuse' = 'approve',
  when = later,
) => judgeApproval(world, { planId, id, verdict, actor, now: when });

const logOf = async (world: World) => (await world.record.commitment(`${planId}/28`))?.log ?? [];
const planLog = async (world: World) => (await world.record.plan(planId))?.log ?? [];
const waiting = async (world: World) => (await world.people.approvalsOf(planId)).map(({ id }) => id);

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
    ['somebody unknown', { kind: 'confirm-contact', contactId: aPersonId('nobody') }, { reason: 'unknown-contact' }],
    ['a confirmed person', { kind: 'confirm-contact', contactId: aPersonId('lead') }, { problems: [{ code: 'unchanged' }] }],
    [
      'an address that is taken',
      { kind: 'edit-contact', contactId: aPersonId('lead'), changes: { email: 'poc@example.org' } },
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
    await world.people.putAssignment(anAssignment({ id: 'a-leadaspoc0000000', role: 'poc' }));
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
    await world.people.putAssignment(anAssignment({ as: 'elsewhere', commitments: ['29'] }));
    const deadline = await proposed(world, move(1));
    const people = await proposed(world, { kind: 'confirm-contact', contactId: aPersonId('answering') });
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
    await endRole(world, { planId, contactId: aPersonId('second'), role: 'poc', actor: poc, now });
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
      { kind: 'confirm-contact', contactId: aPersonId('answering') },
      async (world) => (await world.people.assignmentsOf(aPersonId('answering')))[0]?.confirmedAt,
      '2021-09-17T08:00:00Z',
    ],
    [
      'a new address',
      { kind: 'edit-contact', contactId: aPersonId('lead'), changes: { email: 'new@example.org' } },
      async (world) => (await world.people.contactByEmail('new@example.org'))?.id,
      aPersonId('lead'),
    ],
    [
      'the end of a role',
      { kind: 'end-role', contactId: aPersonId('lead'), role: 'lead' },
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
      role: 'lead',
      commitments: ['28'],
    };
    expect(await judge(world, await proposed(world, change), second)).toEqual({ ok: true });
    expect((await logOf(world)).filter(({ type }) => type === 'reassigned')).toMatchObject([
      { actor: poc, data: { role: 'lead', approvedBy: second } },
    ]);
    const held = await world.people.assignmentsOf(aPersonId('second'));
    expect(held.some(({ role, commitments }) => role === 'lead' && commitments?.includes('28'))).toBe(true);
  });
});

/** The same world whose store of people dies at its n-th write. */
function dyingAfter(world: World, writes: number): World {
  let left = writes;
  const dying =
    <Input extends unknown[], Output>(write: (...input: Input) => Promise<Output>) =>
    (...input: Input): Promise<Output> => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('the process was killed')) : write(...input);
    };
  const people: PeopleStore = {
    ...world.people,
    updateContact: dying(world.people.updateContact),
    putAssignment: dying(world.people.putAssignment),
    takeApproval: dying(world.people.takeApproval),
    endSessionsOf: dying(world.people.endSessionsOf),
  };
  return { ...world, people };
}

describe('a crash between the change and the end of its waiting', () => {
  const changes: [string, Approval['change']][] = [
    ['deadline', move(1)],
    ['confirmation', { kind: 'confirm-contact', contactId: aPersonId('answering') }],
    ['handing over', { kind: 'reassign-role', contactId: aPersonId('second'), role: 'lead', commitments: ['28'] }],
    ['new address', { kind: 'edit-contact', contactId: aPersonId('lead'), changes: { email: 'new@example.org' } }],
    ['end of a role', { kind: 'end-role', contactId: aPersonId('lead'), role: 'lead' }],
  ];

  test.each(changes)('loses nothing and doubles nothing, wherever it comes: %s', async (_, change) => {
    let died = 0;
    for (let writes = 0; writes < 6; writes += 1) {
      const world = await aPeopledWorld();
      if (change.kind === 'confirm-contact') {
        const someone = await world.people.contact(change.contactId);
        if (someone !== null) await world.people.updateContact({ ...someone, version: someone.version + 1, confirmedAt: null });
      }
      const approval = await proposed(world, change);
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

  test('a new address ends every browser of the old one, wherever the crash comes', async () => {
    const change: Approval['change'] = {
      kind: 'edit-contact',
      contactId: aPersonId('lead'),
      changes: { email: 'new@example.org' },
    };
    for (let writes = 0; writes < 6; writes += 1) {
      const world = await aPeopledWorld();
      await world.people.putSession({
        ...{ way: 'remembered', tokenHash: 'a'.repeat(64), contactId: aPersonId('lead') },
        ...{ startedAt: '2021-09-10T08:00:00Z', lastSeenAt: '2021-09-10T08:00:00Z', expiresAt: '2021-12-10T08:00:00Z' },
      });
      const approval = await proposed(world, change);
      expect(await world.people.sessionsOf(aPersonId('lead'))).toHaveLength(1);
      const first = await judge(dyingAfter(world, writes), approval, second).catch(() => null);
      expect(first ?? (await judge(world, approval, second))).toEqual({ ok: true });
      expect(await world.people.sessionsOf(aPersonId('lead')), `died at write ${writes}`).toEqual([]);
    }
  });

  test.each(changes)('two who confirm at once are told yes, and one entry is written: %s', async (_, change) => {
    const world = await aPeopledWorld();
    await world.people.addContact(aContact({ as: 'chief' }));
    await world.people.putAssignment(anAssignment({ as: 'chief', role: 'admin' }));
    const approval = await proposed(world, change);
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

describe('who may confirm', () => {
  const held = fc.array(
    fc.record({
      role: fc.constantFrom(...contactRole.options),
      planId: fc.constantFrom(planId, 'other'),
      commitments: fc.constantFrom<string[] | null>(null, ['28'], ['29']),
      milestoneId: fc.constantFrom(null, milestoneId),
    }),
    { maxLength: 4 },
  );
  const onMilestone: Resource = { kind: 'milestone', id: milestoneId };
  const asked: [Approval['change'], Action, Resource][] = [
    [move(1), 'move-deadline', onMilestone],
    [{ kind: 'end-role', contactId: aPersonId('lead'), role: 'lead' }, 'edit-people', { kind: 'plan', id: planId }],
    [{ kind: 'weaken-rules', approval: 'none', reason: null }, 'edit-plan', { kind: 'plan', id: planId }],
  ];

  test.each(asked)('I17: the rule for what is proposed is that of the decision table (%j)', (change, action, resource) => {
    fc.assert(
      fc.property(held, (some) => {
        // A colleague answers for a milestone and every other role for none, as the verbs write them.
        const roles = some
          .filter(({ role, milestoneId: only }) => (role === 'colleague') === (only !== null))
          .map((one): Assignment => anAssignment(one));
        const settings = { approval: 'second-person', signIn: 'code' } as const;
        const decision = decide({ roles, way: 'code', action, resource, settings });
        expect(roleFor(roles, planOf(resource.id), change)).toBe(decision.is === 'may' ? decision.role : null);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the rules themselves', () => {
  type Rules = Pick<PlanSettings, 'approval' | 'signIn'>;
  const settingsOf = async (world: World) => {
    const plan = await world.record.plan(planId);
    if (plan === null) throw new Error('a plan expected');
    return plan.state.settings;
  };
  /** A plan that asks for two, set so by whoever runs the record. */
  async function aWorldWith(rules: Partial<Rules> = {}): Promise<World> {
    const world = await aPeopledWorld();
    const changes = { approval: 'second-person' as const, ...rules };
    expect(await editPlan(world, { planId, changes, reason: null, actor: admin, now })).toMatchObject({ ok: true });
    return world;
  }
  const edit = (world: World, changes: Partial<PlanSettings>, actor: Actor = poc) =>
    editPlan(world, { planId, changes, reason: 'Décision du comité.', actor, now });
  const settle = async (world: World, changes: Partial<PlanSettings>, reason: string | null = 'Décision du comité.') =>
    changeSettings(world, { planId, changes, reason, basedOn: settingsHash(await settingsOf(world)), actor: poc, now });
  const lastOf = async (world: World) => (await planLog(world)).at(-1);

  test('I17: the verb lets nobody weaken them alone, in whatever role, and writes nothing', async () => {
    const world = await aWorldWith({ signIn: 'openid' });
    const before = await planLog(world);
    const chief: Actor = { role: 'admin', id: aPersonId('chief') };
    for (const actor of [poc, chief, { role: 'system', id: null } as const]) {
      for (const [changes, fields] of [
        [{ approval: 'none' }, ['approval']],
        [{ approval: 'openid' }, ['approval']],
        [{ signIn: 'code' }, ['signIn']],
        [{ approval: 'none', signIn: 'code', announcedCommitments: 59 }, ['approval', 'signIn']],
      ] as const) {
        expect(await edit(world, changes, actor)).toMatchObject({
          ok: false,
          reason: 'invalid',
          problems: fields.map((field) => ({ field, code: 'not-expected', detail: 'second-person' })),
        });
      }
    }
    expect(await planLog(world)).toEqual(before);
  });

  test('stricter rules, other settings, and any policy of a new plan need nobody else', async () => {
    const world = await aWorldWith();
    expect(await edit(world, { signIn: 'openid' })).toMatchObject({ ok: true });
    expect(await edit(world, { approval: 'second-person', announcedCommitments: 59 })).toMatchObject({ ok: true });
    for (const approval of ['none', 'second-person', 'openid'] as const) {
      const settings = planSettingsOf({ id: `ville-${approval}`, approval });
      expect(await createPlan(world, { settings, actor: poc, now })).toMatchObject({ ok: true });
      if (approval === 'second-person') continue;
      const changes = { approval: approval === 'none' ? 'openid' : 'none' } as const;
      expect(await editPlan(world, { planId: settings.id, changes, reason: null, actor: poc, now })).toMatchObject({ ok: true });
    }
  });

  test('whoever has the database is let through, and the log says that no person did it', async () => {
    const world = await aWorldWith();
    expect(await edit(world, { approval: 'none' }, admin)).toMatchObject({ ok: true });
    expect(await lastOf(world)).toMatchObject({ type: 'plan-edited', actor: { role: 'admin', id: null } });
  });

  test('a form does at once what one person may, and puts up the rest; confirmed, the log names both', async () => {
    const world = await aWorldWith({ signIn: 'openid' });
    const all = { ...(await settingsOf(world)), announcedCommitments: 59, approval: 'none', signIn: 'code' } as const;
    const outcome = await settle(world, all);
    if (!outcome.ok || outcome.approval === null) throw new Error('a proposal expected');
    expect(await lastOf(world)).toMatchObject({ seq: outcome.seq, type: 'plan-edited', actor: poc });
    expect(await settingsOf(world)).toMatchObject({ announcedCommitments: 59, approval: 'second-person', signIn: 'openid' });
    const { approval } = outcome;
    expect(approval.change).toEqual({ kind: 'weaken-rules', approval: 'none', signIn: 'code', reason: 'Décision du comité.' });
    expect(await judge(world, approval, poc)).toMatchObject({ ok: false, problems: [{ detail: 'same-person' }] });
    expect(await judge(world, approval, lead)).toMatchObject({ ok: false, reason: 'unknown-entry' });
    expect(await settingsOf(world)).toMatchObject({ approval: 'second-person' });
    expect(await judge(world, approval, second)).toEqual({ ok: true });
    expect(await settingsOf(world)).toEqual(all);
    expect(await lastOf(world)).toMatchObject({ type: 'plan-edited', actor: poc, data: { approvedBy: second } });
    expect(await waiting(world)).toEqual([]);
  });

  test('a form that only weakens writes nothing until it is confirmed; sent twice it waits once', async () => {
    const world = await aWorldWith();
    const before = await planLog(world);
    const first = await settle(world, { approval: 'none' });
    expect(first).toMatchObject({ ok: true, seq: null });
    expect(await settle(world, { approval: 'none' })).toEqual(first);
    expect(await waiting(world)).toHaveLength(1);
    expect(await planLog(world)).toEqual(before);
    const none = async (): Promise<never> => Promise.reject(new Error('a proposal writes nothing'));
    const readOnly = { ...world, record: { ...world.record, putDue: none, appendToPlan: none } };
    expect(await settle(readOnly, { approval: 'none' }, 'Autre motif.')).toMatchObject({ ok: true, seq: null });
  });

  test('a form of other settings than those in force is stale, and a reason with an address is refused: nothing waits', async () => {
    const world = await aWorldWith();
    const command = { planId, changes: { approval: 'none' }, reason: null, actor: poc, now } as const;
    expect(await changeSettings(world, { ...command, basedOn: '0'.repeat(64) })).toMatchObject({ reason: 'stale' });
    expect(await settle(world, { approval: 'none' }, 'voir x@example.org')).toMatchObject({ problems: [{ field: 'reason' }] });
    expect(await waiting(world)).toEqual([]);
  });

  test('what was made stricter since stays so when an older proposal is confirmed', async () => {
    const world = await aWorldWith();
    const outcome = await settle(world, { ...(await settingsOf(world)), approval: 'none' });
    if (!outcome.ok || outcome.approval === null) throw new Error('a proposal expected');
    await edit(world, { signIn: 'openid' });
    expect(await judge(world, outcome.approval, second)).toEqual({ ok: true });
    expect(await settingsOf(world)).toMatchObject({ approval: 'none', signIn: 'openid' });
  });

  test('a crash after the change is mended by confirming again; two who confirm at once write one entry', async () => {
    const world = await aWorldWith();
    const approval = await proposed(world, { kind: 'weaken-rules', approval: 'none', reason: null });
    await expect(judge(dyingAfter(world, 0), approval, second)).rejects.toThrow('killed');
    expect(await waiting(world)).toEqual([approval.id]);
    expect(await Promise.all([judge(world, approval, second), judge(world, approval, second)])).toContainEqual({ ok: true });
    expect(await waiting(world)).toEqual([]);
    expect((await planLog(world)).filter((one) => 'approvedBy' in one.data)).toHaveLength(1);

    const other = await aWorldWith();
    const again = await proposed(other, { kind: 'weaken-rules', approval: 'none', reason: null });
    await Promise.all([judge(other, again, second), judge(other, again, second)]);
    expect((await planLog(other)).filter((one) => 'approvedBy' in one.data)).toHaveLength(1);
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
