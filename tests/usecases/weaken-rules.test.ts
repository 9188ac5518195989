import { describe, expect, test } from 'vitest';
import type { Actor, PlanSettings } from '../../shared/domain/plan.ts';
import { changeSettings } from '../../shared/usecases/change-settings.ts';
import { createPlan } from '../../shared/usecases/create-plan.ts';
import { editPlan, settingsHash } from '../../shared/usecases/edit-plan.ts';
import { aPersonId, planSettingsOf } from '../builders.ts';
import {
  aPeopledWorld,
  dyingAfter,
  judge,
  lead,
  now,
  planId,
  planLog,
  poc,
  proposed,
  second,
  waiting,
} from './approvals-world.ts';
import { admin, type World } from './world.ts';

describe('the rules that ask for a second person', () => {
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
