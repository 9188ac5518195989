import { describe, expect, test } from 'vitest';
import type { Approval } from '../../shared/domain/approval.ts';
import { type Assignment, holdersOf } from '../../shared/domain/contact.ts';
import type { Actor } from '../../shared/domain/plan.ts';
import type { PeopleStore, RecordStore } from '../../shared/ports.ts';
import { confirmContact } from '../../shared/usecases/confirm-contact.ts';
import { endRole } from '../../shared/usecases/end-role.ts';
import { handOn } from '../../shared/usecases/hand-on.ts';
import { handOns } from '../../shared/usecases/handed-on.ts';
import { judgeApproval } from '../../shared/usecases/judge-approval.ts';
import { proposeChange } from '../../shared/usecases/propose-change.ts';
import { readApprovals } from '../../shared/usecases/read-approvals.ts';
import { reassignRole } from '../../shared/usecases/reassign-role.ts';
import { takeBack } from '../../shared/usecases/take-back.ts';
import { aContact, anAssignment, anAssignmentId, aPersonId, seenAs } from '../builders.ts';
import { aDraft, aDraftCommitment, at, aWorld, type World } from './world.ts';

const planId = 'fr-2021-2023';
const m1 = `${planId}/28/m1`;
const now = at('2021-10-20T08:00:00Z');
const instant = '2021-10-20T08:00:00Z';
const poc: Actor = { role: 'poc', id: aPersonId('poc') };
const lead: Actor = { role: 'lead', id: aPersonId('lead') };
const envelope = { planId, actor: poc, now };

/** A point of contact, a lead and three others; nobody whom a sheet named. */
async function aHouse(): Promise<World> {
  const world = await aWorld([aDraft([aDraftCommitment({ contacts: [] })])]);
  for (const as of ['poc', 'lead', 'xavier', 'yael', 'newcomer']) await world.people.addContact(aContact({ as }));
  await world.people.addAssignment(anAssignment({ as: 'poc', role: 'poc' }));
  await world.people.addAssignment(anAssignment({ as: 'lead', commitments: ['28'] }));
  await world.people.addAssignment(anAssignment({ as: 'newcomer', role: 'deputy', commitments: ['28'], confirmedAt: null }));
  return world;
}

/** The same world in which something else happens right before the first write of a kind. */
function beforeFirst(
  world: World,
  name: 'updateAssignment' | 'addAssignment' | 'changeAssignments',
  happening: () => Promise<unknown>,
): World {
  let isFirst = true;
  const wait = async (): Promise<void> => {
    if (!isFirst) return;
    isFirst = false;
    await happening();
  };
  const { updateAssignment, addAssignment, changeAssignments } = world.people;
  const people: PeopleStore = {
    ...world.people,
    ...{
      updateAssignment: {
        updateAssignment: async (one: Assignment, beside?: Assignment) => {
          await wait();
          return updateAssignment(one, beside);
        },
      },
      addAssignment: {
        addAssignment: async (one: Assignment) => {
          await wait();
          return addAssignment(one);
        },
      },
      changeAssignments: {
        changeAssignments: async (change: Parameters<typeof changeAssignments>[0]) => {
          await wait();
          return changeAssignments(change);
        },
      },
    }[name],
  };
  return { ...world, people };
}

const assignmentOf = async (world: World, as: string) => (await world.people.assignmentsOf(aPersonId(as)))[0];
const planTypes = async (world: World) => (await world.record.plan(planId))?.log.map(({ type }) => type).slice(1);
const types = async (world: World) => (await world.record.commitment(`${planId}/28`))?.log.map(({ type }) => type).slice(1);
const leadsOf28 = async (world: World) =>
  holdersOf(await world.people.peopleOf(planId), planId, '28', 'lead', instant).map(({ contactId }) => contactId);

const confirmNewcomer = { ...envelope, contactId: aPersonId('newcomer'), assignments: [anAssignmentId('newcomer')] };
const endNewcomer = { ...confirmNewcomer, role: 'deputy' } as const;
const handing = {
  ...{ milestoneId: m1, actor: lead, now },
  ...{ email: 'sacha@example.org', name: 'Sacha Collègue', until: '2021-11-19', mayPublish: false },
};

describe('two who change the same role at once', () => {
  test('a confirmation does not bring back a role that ended at that moment, and the log says that it ended', async () => {
    const world = await aHouse();
    const racing = beforeFirst(world, 'updateAssignment', () => endRole(world, endNewcomer));
    expect(await confirmContact(racing, confirmNewcomer)).toMatchObject({ ok: false, reason: 'stale' });
    expect(await assignmentOf(world, 'newcomer')).toMatchObject({ until: instant, confirmedAt: null });
    expect(await planTypes(world)).toEqual(['contact-confirmed', 'role-ended']);
  });

  test('the end of a role that is confirmed at that moment ends it as it now is, and is told', async () => {
    const world = await aHouse();
    const racing = beforeFirst(world, 'updateAssignment', () => confirmContact(world, confirmNewcomer));
    expect(await endRole(racing, endNewcomer)).toMatchObject({ ok: true });
    expect(await assignmentOf(world, 'newcomer')).toMatchObject({ until: instant, confirmedAt: instant });
    expect(await planTypes(world)).toEqual(['contact-confirmed', 'role-ended']);
  });

  test('a person whose address changes at that moment is not vouched for unseen', async () => {
    const world = await aHouse();
    const unknown = { ...aContact({ as: 'stranger' }), confirmedAt: null };
    await world.people.addContact(unknown);
    await world.people.addAssignment(anAssignment({ as: 'stranger', role: 'deputy', confirmedAt: null }));
    const people: PeopleStore = {
      ...world.people,
      updateContact: async (one) => {
        await world.people.updateContact({ ...unknown, version: 2, email: 'taken-over@example.org' });
        return world.people.updateContact(one);
      },
    };
    const command = { ...envelope, contactId: unknown.id, assignments: [anAssignmentId('stranger')] };
    expect(await confirmContact({ ...world, people }, command)).toMatchObject({ ok: false, reason: 'busy' });
    expect(await world.people.contact(unknown.id)).toMatchObject({ email: 'taken-over@example.org', confirmedAt: null });
    expect(await assignmentOf(world, 'stranger')).toMatchObject({ confirmedAt: null });
  });

  test('handing over a role that ended at that moment gives it back to nobody', async () => {
    const world = await aHouse();
    const held = [anAssignmentId('lead')];
    const command = { ...envelope, role: 'lead', commitments: ['28'], contactId: aPersonId('xavier'), holders: held } as const;
    const ending = { ...envelope, role: 'lead', contactId: aPersonId('lead'), assignments: held } as const;
    const racing = beforeFirst(world, 'changeAssignments', () => endRole(world, ending));
    expect(await reassignRole(racing, command)).toMatchObject({ ok: true });
    expect(await leadsOf28(world)).toEqual([aPersonId('xavier')]);
    expect(await assignmentOf(world, 'lead')).toMatchObject({ until: instant, version: 2 });
    expect(await types(world)).toEqual(['reassigned']);
  });

  test('of two who hand the same commitment over, the last word of the log stands, and one person holds it', async () => {
    const handTo = (as: string) =>
      ({ ...envelope, role: 'lead', commitments: ['28'], contactId: aPersonId(as), holders: [anAssignmentId('lead')] }) as const;
    const lastTold = async (world: World) => {
      const log = (await world.record.commitment(`${planId}/28`))?.log ?? [];
      return log.filter(({ type }) => type === 'reassigned').length;
    };

    const told = await aHouse();
    const afterWord = beforeFirst(told, 'changeAssignments', () => reassignRole(told, handTo('yael')));
    const outcome = await reassignRole(afterWord, handTo('xavier'));
    expect(outcome).toMatchObject({ ok: false, reason: 'stale' });
    expect(await leadsOf28(told)).toEqual([aPersonId('yael')]);
    expect(await lastTold(told)).toBe(2);

    const early = await aHouse();
    const record: RecordStore = { ...early.record };
    let isFirst = true;
    const read: RecordStore['commitment'] = async (id) => {
      const found = await early.record.commitment(id);
      if (isFirst) {
        isFirst = false;
        await reassignRole(early, handTo('yael'));
      }
      return found;
    };
    expect(await reassignRole({ ...early, record: { ...record, commitment: read } }, handTo('xavier'))).toMatchObject({
      reason: 'stale',
    });
    expect(await leadsOf28(early)).toEqual([aPersonId('yael')]);
    expect(await lastTold(early)).toBe(1);
  });

  test('two at once, in whatever order their steps fall, leave one lead', async () => {
    for (let run = 0; run < 5; run += 1) {
      const world = await aHouse();
      const outcomes = await Promise.all(
        ['xavier', 'yael'].map((as) =>
          reassignRole(world, {
            ...{ ...envelope, role: 'lead', commitments: ['28'], contactId: aPersonId(as) },
            holders: [anAssignmentId('lead')],
          }),
        ),
      );
      expect(outcomes.some(({ ok }) => ok)).toBe(true);
      expect(await leadsOf28(world)).toHaveLength(1);
    }
  });

  test('many predecessors are more than one transaction: the successor comes first, and everybody else is ended', async () => {
    const numbers = Array.from({ length: 60 }, (_, index) => String(index + 1));
    const sheets = numbers.map((number) => aDraftCommitment({ number, contacts: [] }));
    const world = await aWorld([aDraft(sheets)]);
    for (const as of ['poc', 'lead', 'xavier']) await world.people.addContact(aContact({ as }));
    await world.people.addAssignment(anAssignment({ as: 'poc', role: 'poc' }));
    const held = numbers.map((number) => anAssignment({ id: `a-${number.padStart(16, '0')}`, commitments: [number] }));
    for (const one of held) await world.people.addAssignment(one);
    const command = { ...envelope, role: 'lead', commitments: numbers, contactId: aPersonId('xavier') } as const;
    expect(await reassignRole(world, { ...command, holders: held.map(({ id }) => id) })).toMatchObject({ ok: true });
    const people = await world.people.peopleOf(planId);
    for (const number of ['1', '60']) {
      expect(holdersOf(people, planId, number, 'lead', instant).map(({ contactId }) => contactId)).toEqual([aPersonId('xavier')]);
    }
    expect(people.assignments.filter(({ contactId, until }) => contactId === aPersonId('lead') && until === null)).toEqual([]);
  });

  test('taking back and the end of the colleague’s role at that moment end it once', async () => {
    const world = await aHouse();
    const handed = await handOn(world, handing);
    if (!handed.ok) throw new Error('a hand-on expected');
    const racing = beforeFirst(world, 'updateAssignment', () => takeBack(world, { milestoneId: m1, actor: poc, now }));
    expect(await takeBack(racing, { milestoneId: m1, actor: lead, now })).toMatchObject({ ok: true });
    const [left] = await world.people.assignmentsOf(handed.holder.contact.id);
    expect(left).toMatchObject({ until: instant, version: 2 });
  });

  test('a hand-on by somebody whose role ends at that moment leaves nobody in it', async () => {
    const world = await aHouse();
    const ending = { ...envelope, role: 'lead', contactId: aPersonId('lead'), assignments: [anAssignmentId('lead')] } as const;
    const racing = beforeFirst(world, 'addAssignment', () => endRole(world, ending));
    expect(await handOn(racing, handing)).toMatchObject({ ok: false, reason: 'stale' });
    expect(handOns((await world.people.peopleOf(planId)).assignments, m1, instant)).toEqual([]);
    expect(await types(world)).toEqual(['handed-on', 'taken-back']);
  });
});

describe('what was seen is what is done', () => {
  test('a role that is added after the page was read is not confirmed with the others', async () => {
    const world = await aHouse();
    const later = anAssignment({ id: 'a-later00000000000', as: 'newcomer', role: 'poc', confirmedAt: null });
    await world.people.addAssignment(later);
    expect(await confirmContact(world, confirmNewcomer)).toMatchObject({ ok: true });
    const held = await world.people.assignmentsOf(aPersonId('newcomer'));
    expect(held.find(({ role }) => role === 'deputy')?.confirmedAt).toBe(instant);
    expect(held.find(({ role }) => role === 'poc')).toEqual(later);
    expect(await planTypes(world)).toEqual(['contact-confirmed']);
  });

  test('roles that have ended, or are another person’s, are refused as stale', async () => {
    const world = await aHouse();
    await endRole(world, endNewcomer);
    await world.people.addAssignment(
      anAssignment({ id: 'a-again00000000000', as: 'newcomer', role: 'deputy', confirmedAt: null }),
    );
    expect(await confirmContact(world, confirmNewcomer)).toMatchObject({ ok: false, reason: 'stale' });
    const ofOther = { ...confirmNewcomer, assignments: [anAssignmentId('lead')] };
    expect(await confirmContact(world, ofOther)).toMatchObject({ ok: false, reason: 'stale' });
    expect(await planTypes(world)).toEqual([]);
  });

  test('the end of a role that somebody holds by more than was seen is refused, and ends nothing', async () => {
    const world = await aHouse();
    await world.people.addAssignment(anAssignment({ id: 'a-later00000000000', as: 'lead', commitments: ['29'] }));
    const command = { ...envelope, role: 'lead', contactId: aPersonId('lead'), assignments: [anAssignmentId('lead')] } as const;
    expect(await endRole(world, command)).toMatchObject({ ok: false, reason: 'stale' });
    expect((await world.people.assignmentsOf(aPersonId('lead'))).every(({ until }) => until === null)).toBe(true);
    const both = { ...command, assignments: [anAssignmentId('lead'), 'a-later00000000000'] };
    expect(await endRole(world, both)).toMatchObject({ ok: true });
    expect(await planTypes(world)).toEqual(['role-ended']);
  });

  test('a role that others hold than were seen to, or nobody any more, is not handed over', async () => {
    const command = { ...envelope, role: 'lead', commitments: ['28'], contactId: aPersonId('xavier') } as const;
    const seen = { ...command, holders: [anAssignmentId('lead')] };
    const gained = await aHouse();
    await gained.people.addAssignment(anAssignment({ as: 'yael', commitments: ['28'] }));
    expect(await reassignRole(gained, seen)).toMatchObject({ ok: false, reason: 'stale' });
    const ended = await aHouse();
    await endRole(ended, { ...envelope, role: 'lead', contactId: aPersonId('lead'), assignments: seen.holders });
    expect(await reassignRole(ended, seen)).toMatchObject({ ok: false, reason: 'stale' });
    for (const world of [gained, ended]) expect(await types(world)).toEqual([]);
    expect(await reassignRole(ended, { ...command, holders: [] })).toMatchObject({ ok: true });
  });
});

describe('a proposal is about what was seen', () => {
  const other: Actor = { role: 'poc', id: aPersonId('other') };
  const later = now.add({ hours: 1 });
  const proposed = async (change: Approval['change']) => {
    const world = await aHouse();
    await world.people.addContact(aContact({ as: 'other' }));
    await world.people.addAssignment(anAssignment({ as: 'other', role: 'poc' }));
    const outcome = await proposeChange(world, { ...envelope, change });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    const judge = () => judgeApproval(world, { planId, id: outcome.approval.id, verdict: 'approve', actor: other, now: later });
    const isStale = async () => (await readApprovals(world, { planId, contactId: aPersonId('other'), now: later }))[0]?.isStale;
    return { world, judge, isStale };
  };
  const moves: [string, Approval['change'], (world: World) => Promise<unknown>][] = [
    [
      'a person who was changed since',
      { kind: 'edit-contact', contactId: aPersonId('lead'), version: 1, changes: { email: 'new@example.org' } },
      (world) => world.people.updateContact({ ...aContact({ as: 'lead' }), version: 2, name: 'Autre nom' }),
    ],
    [
      'a role somebody has gained more of since',
      { kind: 'end-role', contactId: aPersonId('lead'), role: 'lead', assignments: [anAssignmentId('lead')] },
      (world) => world.people.addAssignment(anAssignment({ id: 'a-later00000000000', as: 'lead', commitments: ['29'] })),
    ],
    [
      'a role somebody else holds since',
      {
        ...{
          kind: 'reassign-role',
          contactId: aPersonId('xavier'),
          particulars: seenAs('xavier'),
          role: 'lead',
          commitments: ['28'],
        },
        holders: [anAssignmentId('lead')],
      },
      (world) => world.people.addAssignment(anAssignment({ as: 'yael', commitments: ['28'] })),
    ],
    [
      'a person with another address since',
      {
        ...{ kind: 'confirm-contact', contactId: aPersonId('newcomer'), particulars: seenAs('newcomer') },
        assignments: [anAssignmentId('newcomer')],
      },
      (world) => world.people.updateContact({ ...aContact({ as: 'newcomer' }), version: 2, email: 'evil@example.org' }),
    ],
    [
      'a successor with another address since',
      {
        ...{ kind: 'reassign-role', contactId: aPersonId('xavier'), particulars: seenAs('xavier'), role: 'lead' },
        ...{ commitments: ['28'], holders: [anAssignmentId('lead')] },
      },
      (world) => world.people.updateContact({ ...aContact({ as: 'xavier' }), version: 2, email: 'evil@example.org' }),
    ],
    [
      'roles that have ended since',
      {
        kind: 'confirm-contact',
        contactId: aPersonId('newcomer'),
        particulars: seenAs('newcomer'),
        assignments: [anAssignmentId('newcomer')],
      },
      async (world) => {
        await endRole(world, endNewcomer);
        await world.people.addAssignment(anAssignment({ id: 'a-again00000000000', as: 'newcomer', confirmedAt: null }));
      },
    ],
  ];

  test.each(moves)('and cannot be confirmed for %s', async (_, change, move) => {
    const { world, judge, isStale } = await proposed(change);
    expect(await isStale()).toBe(false);
    await move(world);
    expect(await isStale()).toBe(true);
    const before = JSON.stringify([await world.people.peopleOf(planId), await planTypes(world), await types(world)]);
    expect(await judge()).toMatchObject({ ok: false, reason: 'stale' });
    expect(JSON.stringify([await world.people.peopleOf(planId), await planTypes(world), await types(world)])).toBe(before);
  });

  test.each(moves)('and is confirmed where nothing moved: before %s', async (_, change) => {
    expect(await (await proposed(change)).judge()).toEqual({ ok: true });
  });

  test('a confirmation that is agreed to leaves out the role that was added while it waited', async () => {
    const change: Approval['change'] = {
      kind: 'confirm-contact',
      contactId: aPersonId('newcomer'),
      particulars: seenAs('newcomer'),
      assignments: [anAssignmentId('newcomer')],
    };
    const { world, judge } = await proposed(change);
    await world.people.addAssignment(anAssignment({ id: 'a-later00000000000', as: 'newcomer', role: 'poc', confirmedAt: null }));
    expect(await judge()).toEqual({ ok: true });
    const held = await world.people.assignmentsOf(aPersonId('newcomer'));
    expect(held.filter(({ confirmedAt }) => confirmedAt === null).map(({ role }) => role)).toEqual(['poc']);
  });
});

describe('two points of contact who end each other', () => {
  const other: Actor = { role: 'poc', id: aPersonId('xavier') };
  const end = (world: World, as: 'poc' | 'xavier', actor: Actor) =>
    endRole(world, { planId, contactId: aPersonId(as), role: 'poc', assignments: [anAssignmentId(as)], actor, now });

  async function withTwo(): Promise<World> {
    const world = await aHouse();
    await world.people.addAssignment(anAssignment({ as: 'xavier', role: 'poc' }));
    return world;
  }
  const left = async ({ people }: World) =>
    (await people.peopleOf(planId)).assignments.filter(({ role, until }) => role === 'poc' && until === null);

  test('at the same instant leave exactly one, and the log says so', async () => {
    const world = await withTwo();
    const both = await Promise.all([end(world, 'poc', other), end(world, 'xavier', poc)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ problems: [{ field: 'role', detail: 'last-poc' }] });
    expect(await left(world)).toHaveLength(1);
    const told = (await world.record.plan(planId))?.log
      .map(({ type }) => type)
      .filter((type) => /^(?:role-ended|contact-confirmed)$/.test(type));
    expect(told?.filter((type) => type === 'role-ended').length).toBe(
      1 + (told?.filter((type) => type === 'contact-confirmed').length ?? 0),
    );
  });

  test.each<['poc' | 'xavier', 'poc' | 'xavier']>([
    ['poc', 'xavier'],
    ['xavier', 'poc'],
  ])('one after the other between reading and writing leave one, whoever is first: %s', async (first, second) => {
    const world = await withTwo();
    const actorOf = (as: 'poc' | 'xavier') => (as === 'poc' ? poc : other);
    const racing = beforeFirst(world, 'updateAssignment', () => end(world, second, actorOf(first)));
    expect(await end(racing, first, actorOf(second))).toMatchObject({ ok: false, problems: [{ detail: 'last-poc' }] });
    expect((await left(world)).map(({ contactId }) => contactId)).toEqual([aPersonId(first)]);
  });
});
