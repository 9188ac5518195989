import { describe, expect, test } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import type { Stores } from '../../shared/ports.ts';
import { createPlan } from '../../shared/usecases/create-plan.ts';
import { editPlan, settingsHash } from '../../shared/usecases/edit-plan.ts';
import { startPlan } from '../../shared/usecases/start-plan.ts';
import { aContact, anActor, aPersonId, planSettingsOf } from '../builders.ts';
import { at, countingRng } from './world.ts';

const now = at('2021-09-15T08:00:00Z');
const settings = planSettingsOf({ id: 'ville-2027-2028' });
const actor = { role: 'poc' as const, id: aPersonId('poc') };
const command = { settings, mailbox: 'ogp@example.org', hasOpenId: false, actor, now };

async function aWorld() {
  const stores = memoryStores();
  await stores.people.addContact(aContact({ as: 'poc' }));
  return { ...stores, rng: countingRng() };
}

/** The same stores, on which the write with this number never happens. */
function dyingAt<World extends Stores>(world: World, last: number): World {
  let writes = 0;
  const write = <Result>(run: () => Promise<Result>): Promise<Result> => {
    writes += 1;
    return writes === last ? Promise.reject(new Error('killed')) : run();
  };
  return {
    ...world,
    record: { ...world.record, appendToPlan: (given) => write(() => world.record.appendToPlan(given)) },
    people: {
      ...world.people,
      addAssignment: (given) => write(() => world.people.addAssignment(given)),
      setMailbox: (id, address) => write(() => world.people.setMailbox(id, address)),
    },
  };
}

const outcomeOf = async ({ record, people }: Stores) => ({
  log: (await record.plan(settings.id))?.log.map(({ type }) => type),
  roles: (await people.assignmentsOf(actor.id)).map(({ planId, role, confirmedAt }) => ({ planId, role, confirmedAt })),
  mailbox: await people.mailbox(settings.id),
});

const whole = {
  log: ['plan-created', 'contact-confirmed'],
  roles: [{ planId: settings.id, role: 'poc', confirmedAt: '2021-09-15T08:00:00Z' }],
  mailbox: 'ogp@example.org',
};

describe('starting a plan', () => {
  test('makes whoever does it the confirmed point of contact, in public by role only', async () => {
    const world = await aWorld();
    expect(await startPlan(world, command)).toEqual({ ok: true, isNew: true });
    expect(await outcomeOf(world)).toEqual(whole);
    const plan = await world.record.plan(settings.id);
    const told = JSON.stringify([plan?.log, [...(plan?.texts.values() ?? [])]]);
    expect(told).toContain('directrice des exemples');
    expect(told).not.toContain('Camille');
  });

  test.each([1, 2, 3, 4])('a creation killed at its write %i is whole after it is repeated', async (write) => {
    const world = await aWorld();
    await expect(startPlan(dyingAt(world, write), command)).rejects.toThrow('killed');
    expect(await outcomeOf(world)).not.toEqual(whole);
    expect(await startPlan(world, command)).toEqual({ ok: true, isNew: write === 1 });
    expect(await outcomeOf(world)).toEqual(whole);
  });

  test('repeating it changes nothing, two at once neither', async () => {
    const world = await aWorld();
    await Promise.all([startPlan(world, command), startPlan(world, command)]);
    await startPlan(world, { ...command, now: now.add({ hours: 1 }) });
    expect((await outcomeOf(world)).roles).toEqual(whole.roles);
    expect((await outcomeOf(world)).mailbox).toBe('ogp@example.org');
  });

  test('a mailbox that was changed since is not put back', async () => {
    const world = await aWorld();
    await startPlan(world, command);
    await world.people.setMailbox(settings.id, 'new@example.org');
    await startPlan(world, command);
    expect((await outcomeOf(world)).mailbox).toBe('new@example.org');
  });

  test('nobody takes over the plan of somebody else by repeating their creation', async () => {
    const world = await aWorld();
    await world.people.addContact(aContact({ as: 'other' }));
    await startPlan(world, command);
    const theirs = { ...command, actor: { role: 'poc' as const, id: aPersonId('other') } };
    expect(await startPlan(world, theirs)).toMatchObject({ ok: false, reason: 'exists-already' });
    expect(await world.people.assignmentsOf(aPersonId('other'))).toEqual([]);
  });

  test('other settings under an id that is taken are refused, also to who took it', async () => {
    const world = await aWorld();
    await startPlan(world, command);
    const other = { ...command, settings: { ...settings, announcedCommitments: 3 } };
    expect(await startPlan(world, other)).toMatchObject({ ok: false, reason: 'exists-already' });
  });

  test('nothing is written for a mailbox that is none', async () => {
    const world = await aWorld();
    expect(await startPlan(world, { ...command, mailbox: 'ogp' })).toMatchObject({
      ok: false,
      problems: [{ field: 'mailbox', code: 'malformed' }],
    });
    expect(await world.record.plan(settings.id)).toBeNull();
  });
});

describe('what a plan cannot be run with', () => {
  const refusalOf = async (input: Parameters<typeof planSettingsOf>[0]) => {
    const outcome = await createPlan(await aWorld(), { settings: planSettingsOf(input), actor, now });
    return outcome.ok ? [] : outcome.problems.map(({ field, code }) => `${field} ${code}`);
  };
  const policy = planSettingsOf().reminderPolicy;

  test('a time zone that nobody knows', async () => {
    expect(await refusalOf({ zone: 'Europe/Nowhere' })).toEqual(['zone unknown']);
    expect(await refusalOf({ zone: 'Pacific/Kiritimati' })).toEqual([]);
  });

  test('the same language twice', async () => {
    expect(await refusalOf({ languages: ['fr', 'fr'] })).toEqual(['languages taken']);
  });

  test('mail hours that never come, or that leave the planned hour out', async () => {
    const swapped = { ...policy, window: { opens: 18, closes: 8 } };
    expect(await refusalOf({ reminderPolicy: swapped })).toEqual(['reminderPolicy.window malformed']);
    expect(await refusalOf({ reminderPolicy: { ...policy, plannedHour: 18 } })).toEqual([
      'reminderPolicy.plannedHour not-expected',
    ]);
    expect(await refusalOf({ reminderPolicy: { ...policy, plannedHour: 17 } })).toEqual([]);
  });

  test('asks for no OpenID Connect where nobody can sign in so', async () => {
    const world = await aWorld();
    const asking = { ...command, settings: { ...settings, approval: 'openid', signIn: 'openid' } as const };
    expect(await startPlan(world, asking)).toMatchObject({
      reason: 'invalid',
      problems: ['approval', 'signIn'].map((field) => ({ field, code: 'unknown' })),
    });
    expect(await world.record.plan(settings.id)).toBeNull();
    expect((await startPlan(world, { ...asking, hasOpenId: true })).ok).toBe(true);
  });

  test('an address in any text that would be public', async () => {
    expect(await refusalOf({ ogpLabel: 'ogp@example.org' })).toEqual(['ogpLabel personal-data']);
    const period = { text: '2021-2023, 01 23 45 67 89', precision: 'range', from: '2021-01-01', to: '2023-12-31' } as const;
    expect(await refusalOf({ period })).toEqual(['period personal-data']);
  });
});

test('settings are changed only by who saw the ones that hold', async () => {
  const world = await aWorld();
  await createPlan(world, { settings, actor, now });
  const edit = (announcedCommitments: number, basedOn: string) =>
    editPlan(world, {
      planId: settings.id,
      changes: { announcedCommitments },
      reason: null,
      basedOn,
      actor: anActor('poc'),
      now,
    });
  expect((await edit(5, settingsHash(settings))).ok).toBe(true);
  expect(await edit(6, settingsHash(settings))).toMatchObject({ ok: false, reason: 'stale' });
  expect((await world.record.plan(settings.id))?.state.settings.announcedCommitments).toBe(5);
});
