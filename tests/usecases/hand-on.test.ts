import { describe, expect, test } from 'vitest';
import type { Actor } from '../../shared/domain/plan.ts';
import type { PeopleStore } from '../../shared/ports.ts';
import { declareStatus } from '../../shared/usecases/declare-status.ts';
import { editPlan } from '../../shared/usecases/edit-plan.ts';
import { defaultUntil, type HandOnCommand, handOn } from '../../shared/usecases/hand-on.ts';
import { handOns, holderAt } from '../../shared/usecases/handed-on.ts';
import { nothingToReport } from '../../shared/usecases/nothing-to-report.ts';
import { takeBack } from '../../shared/usecases/take-back.ts';
import { withdrawMilestone } from '../../shared/usecases/withdraw-milestone.ts';
import { aContact, anAssignment, aPersonId, planSettingsOf } from '../builders.ts';
import { endAsSeen, reassignAsSeen } from './as-seen.ts';
import { aDraft, aDraftCommitment, admin, at, aWorld, type World } from './world.ts';

const planId = 'fr-2021-2023';
const m1 = `${planId}/28/m1`;
const now = at('2021-10-20T08:00:00Z');
const lead: Actor = { role: 'lead', id: aPersonId('lead') };
const handing: HandOnCommand = {
  ...{ milestoneId: m1, actor: lead, now },
  ...{ email: 'sacha@example.org', name: 'Sacha Collègue', until: '2021-11-19', mayPublish: false },
};

async function aHouse(): Promise<World> {
  const world = await aWorld();
  await world.people.addContact(aContact({ as: 'lead', email: 'responsable@example.org' }));
  await world.people.addAssignment(anAssignment({ as: 'lead', commitments: ['28'] }));
  return world;
}

const typesIn = async (world: World) => (await world.record.commitment(`${planId}/28`))?.log.map(({ type }) => type);
const holderIn = async (world: World) => holderAt(await world.people.peopleOf(planId), m1, '2021-10-20T08:00:00Z');

describe('handing on', () => {
  test('gives the milestone to a colleague until the end of the last day, in the plan’s zone', async () => {
    const world = await aHouse();
    expect(await handOn(world, handing)).toMatchObject({ ok: true, seq: 2, holder: { contact: { name: 'Sacha Collègue' } } });
    expect(await holderIn(world)).toMatchObject({ assignment: { until: '2021-11-19T23:00:00Z', mayPublish: false } });
  });

  test('proposes thirty days, or the plan’s end where that comes first', () => {
    expect(defaultUntil(planSettingsOf(), now)).toBe('2021-11-19');
    expect(defaultUntil(planSettingsOf({ closesOn: '2021-11-02' }), now)).toBe('2021-11-02');
  });

  test('is refused in a plan that is over, for a withdrawn milestone, one nobody knows, and an actor nobody knows', async () => {
    const world = await aHouse();
    const over = at('2024-01-01T08:00:00Z');
    expect(await handOn(world, { ...handing, now: over })).toMatchObject({ ok: false, reason: 'closed' });
    expect(await handOn(world, { ...handing, milestoneId: `${planId}/28/m9` })).toMatchObject({ reason: 'unknown-milestone' });
    expect(await handOn(world, { ...handing, milestoneId: 'xx-2021/28/m1' })).toMatchObject({ reason: 'unknown-plan' });
    expect(await handOn(world, { ...handing, actor: { role: 'admin', id: null } })).toMatchObject({ reason: 'unknown-contact' });
    await withdrawMilestone(world, { milestoneId: m1, version: null, reason: 'Abandonné.', actor: lead, now });
    expect(await handOn(world, handing)).toMatchObject({ reason: 'withdrawn' });
    expect(await typesIn(world)).toEqual(['imported', 'withdrawn']);
    expect(await world.people.contactByEmail(handing.email)).toBeNull();
  });

  test('eight at once are one entry, and one colleague holds the milestone: one who was told so', async () => {
    const world = await aHouse();
    const commands = Array.from({ length: 8 }, (_, index) => ({ ...handing, email: `collegue${index}@example.org` }));
    const outcomes = await Promise.all(commands.map((command) => handOn(world, command)));
    expect(await typesIn(world)).toEqual(['imported', 'handed-on']);
    const { assignments } = await world.people.peopleOf(planId);
    const held = handOns(assignments, m1, '2021-10-20T08:00:00Z');
    expect(held).toHaveLength(1);
    const told = outcomes.flatMap((one) => (one.ok ? [one.holder.assignment.id] : []));
    expect(told).toContain(held[0]?.id);
    expect(outcomes.flatMap((one) => (one.ok ? [] : [one.reason])).every((reason) => reason === 'exists-already')).toBe(true);
  });

  test('of two in different seconds the second is refused', async () => {
    const world = await aHouse();
    const later = { ...handing, email: 'charlie@example.org', now: now.add({ seconds: 1 }) };
    const outcomes = await Promise.all([handOn(world, handing), handOn(world, later)]);
    expect(outcomes.map((one) => (one.ok ? 'ok' : one.reason)).sort()).toEqual(['exists-already', 'ok']);
    expect(await typesIn(world)).toEqual(['imported', 'handed-on']);
  });

  test('a crash after the public word leaves nobody in it, and handing on again mends it', async () => {
    const world = await aHouse();
    const broken: PeopleStore = { ...world.people, addAssignment: () => Promise.reject(new Error('gone')) };
    await expect(handOn({ ...world, people: broken }, handing)).rejects.toThrow('gone');
    expect(await holderIn(world)).toBeNull();
    expect(await handOn(world, handing)).toMatchObject({ ok: true });
    expect(await holderIn(world)).toMatchObject({ contact: { email: handing.email } });
    expect(await typesIn(world)).toEqual(['imported', 'handed-on', 'handed-on']);
  });
});

describe('taking back', () => {
  test('ends the hand-on at once; a crash after the public word is mended by taking back again', async () => {
    const world = await aHouse();
    await handOn(world, handing);
    const broken: PeopleStore = { ...world.people, updateAssignment: () => Promise.reject(new Error('gone')) };
    const taking = { milestoneId: m1, actor: lead, now };
    await expect(takeBack({ ...world, people: broken }, taking)).rejects.toThrow('gone');
    expect(await holderIn(world)).not.toBeNull();
    expect(await takeBack(world, taking)).toMatchObject({ ok: true });
    expect(await holderIn(world)).toBeNull();
    expect(await takeBack(world, taking)).toMatchObject({ ok: false, reason: 'unknown-contact' });
  });

  test('two at once are one entry', async () => {
    const world = await aHouse();
    await handOn(world, handing);
    const taking = { milestoneId: m1, actor: lead, now };
    const outcomes = await Promise.all([takeBack(world, taking), takeBack(world, taking)]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await typesIn(world)).toEqual(['imported', 'handed-on', 'taken-back']);
  });

  test('does not end who held the milestone before, nor who holds another', async () => {
    const world = await aHouse();
    await handOn(world, handing);
    await handOn(world, { ...handing, milestoneId: `${planId}/28/m2`, email: 'charlie@example.org' });
    const later = at('2021-11-25T08:00:00Z');
    await handOn(world, { ...handing, email: 'noa@example.org', until: '2021-12-20', now: later });
    await takeBack(world, { milestoneId: m1, actor: lead, now: later });
    const { assignments } = await world.people.peopleOf(planId);
    const untils = assignments.filter(({ role }) => role === 'colleague').map(({ until }) => until);
    expect(untils.sort()).toEqual(['2021-11-19T23:00:00Z', '2021-11-19T23:00:00Z', '2021-11-25T08:00:00Z']);
  });
});

describe('a colleague’s word', () => {
  const colleague: Actor = { role: 'colleague', id: aPersonId('sacha') };
  const said = {
    ...({ milestoneId: m1, version: null, actor: colleague, now, status: 'substantial', done: null, evidence: [] } as const),
    ...{ noEvidenceReason: null, difficulties: null, completedOn: null, expected: null },
  };

  test('is published only where the caller says that the hand-on lets them', async () => {
    const world = await aHouse();
    expect(await declareStatus(world, said)).toMatchObject({ ok: false, reason: 'not-ready' });
    expect(await declareStatus(world, { ...said, mayPublish: false })).toMatchObject({ reason: 'not-ready' });
    const note = { milestoneId: m1, version: null, note: null, actor: colleague, now };
    expect(await nothingToReport(world, note)).toMatchObject({ reason: 'not-ready' });
    expect(await typesIn(world)).toEqual(['imported']);
    expect(await declareStatus(world, { ...said, mayPublish: true })).toMatchObject({ ok: true });
    expect(await nothingToReport(world, { ...note, mayPublish: true })).toMatchObject({ ok: true });
  });

  test('gives no new date, and nobody’s declaration does where moving one needs more than one word', async () => {
    const world = await aHouse();
    const due = { text: 'novembre 2021', precision: 'month', from: '2021-11-01', to: '2021-11-30' } as const;
    const expected = { due, reason: 'Retard' };
    const refusal = { reason: 'invalid', problems: [{ field: 'expected', code: 'not-expected', detail: 'elsewhere' }] };
    expect(await declareStatus(world, { ...said, mayPublish: true, expected })).toMatchObject(refusal);
    for (const approval of ['second-person', 'openid'] as const) {
      await editPlan(world, { planId, changes: { approval }, reason: null, actor: admin, now });
      expect(await declareStatus(world, { ...said, actor: lead, expected }), approval).toMatchObject(refusal);
    }
    await editPlan(world, { planId, changes: { approval: 'none' }, reason: null, actor: admin, now });
    expect(await declareStatus(world, { ...said, actor: lead, expected })).toMatchObject({ ok: true });
  });
});

describe('a hand-on whose giver is gone', () => {
  const poc: Actor = { role: 'poc', id: aPersonId('poc') };
  const ending = { planId, actor: poc, now, contactId: aPersonId('lead'), role: 'lead' } as const;
  /** As {@link aHouse}, where no sheet named another lead; with a point of contact, and m1 in a colleague's hands. */
  const handedOn = async (): Promise<World> => {
    const world = await aWorld([aDraft([aDraftCommitment({ contacts: [] })])]);
    for (const as of ['lead', 'poc', 'deputy', 'newcomer']) await world.people.addContact(aContact({ as }));
    await world.people.addAssignment(anAssignment({ as: 'lead', commitments: ['28'] }));
    await world.people.addAssignment(anAssignment({ as: 'poc', role: 'poc' }));
    expect(await handOn(world, handing)).toMatchObject({ ok: true });
    return world;
  };
  const planTypes = async (world: World) => (await world.record.plan(planId))?.log.map(({ type }) => type).slice(1);

  test('ends with the last lead and deputy of the commitment, with its own public word', async () => {
    const world = await handedOn();
    expect(await endAsSeen(world, ending)).toMatchObject({ ok: true });
    expect(await holderIn(world)).toBeNull();
    expect((await world.record.commitment(`${planId}/28`))?.log.at(-1)).toMatchObject({
      type: 'taken-back',
      actor: poc,
      data: { milestoneId: m1 },
    });
    expect(await planTypes(world)).toEqual(['role-ended']);
  });

  test('stays while a deputy answers, who takes it back, and so does a point of contact', async () => {
    for (const actor of [{ role: 'deputy', id: aPersonId('deputy') }, poc] as const) {
      const world = await handedOn();
      await world.people.addAssignment(anAssignment({ as: 'deputy', role: 'deputy', commitments: ['28'] }));
      expect(await endAsSeen(world, ending)).toMatchObject({ ok: true });
      expect(await holderIn(world)).not.toBeNull();
      expect(await takeBack(world, { milestoneId: m1, actor, now })).toMatchObject({ ok: true });
      expect(await holderIn(world)).toBeNull();
    }
  });

  test('goes on under a confirmed successor, and ends under one who is still to be confirmed', async () => {
    const passing = { planId, actor: poc, now, role: 'lead', commitments: ['28'], contactId: aPersonId('newcomer') } as const;
    const confirmed = await handedOn();
    expect(await reassignAsSeen(confirmed, passing)).toMatchObject({ ok: true });
    expect(await holderIn(confirmed)).not.toBeNull();
    const other = await handedOn();
    const newcomer = aContact({ as: 'newcomer' });
    await other.people.updateContact({ ...newcomer, version: 2, confirmedAt: null });
    expect(await reassignAsSeen(other, passing)).toMatchObject({ ok: true });
    expect(await holderIn(other)).toBeNull();
    expect(await typesIn(other)).toEqual(['imported', 'handed-on', 'reassigned', 'taken-back']);
  });

  test('ends wherever the end of the role dies: doing it again leaves neither role nor hand-on', async () => {
    for (let writes = 0; writes < 4; writes += 1) {
      const world = await handedOn();
      let left = writes;
      const updateAssignment: PeopleStore['updateAssignment'] = (one) => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error('the process was killed')) : world.people.updateAssignment(one);
      };
      await endAsSeen({ ...world, people: { ...world.people, updateAssignment } }, ending).catch(() => null);
      await endAsSeen(world, { ...ending, now: now.add({ seconds: 1 }) });
      const holder = holderAt(await world.people.peopleOf(planId), m1, '2021-10-20T08:00:01Z');
      expect(holder, `died at write ${writes}`).toBeNull();
      expect((await world.people.assignmentsOf(aPersonId('lead')))[0]?.until).not.toBeNull();
    }
  });

  test('the end of a colleague’s role takes back each of their milestones, and is told there', async () => {
    const world = await handedOn();
    await handOn(world, { ...handing, milestoneId: `${planId}/28/m2` });
    const sacha = { planId, actor: poc, now, email: handing.email, role: 'colleague' } as const;
    expect(await endAsSeen(world, sacha)).toMatchObject({ ok: true });
    expect(await typesIn(world)).toEqual(['imported', 'handed-on', 'handed-on', 'taken-back', 'taken-back']);
    expect(await planTypes(world)).toEqual([]);
    expect(await endAsSeen(world, sacha)).toMatchObject({ problems: [{ code: 'unchanged' }] });
  });
});
