import { expect, test } from 'vitest';
import { myMilestones } from '../../shared/usecases/my-milestones.ts';
import { saveDraft } from '../../shared/usecases/save-draft.ts';
import { aContact, anAsk, anAssignment, aPersonId } from '../builders.ts';
import { aDraft, aDraftCommitment, aDraftMilestone, at, aWorld } from './world.ts';

const id = 'fr-2021-2023/28';
const now = at('2021-10-20T08:00:00Z');

/** #28 with five milestones, a lead, and a colleague who holds the fourth. */
async function aHouse() {
  const due = ['Décembre 2021', 'Octobre 2021', 'Novembre 2021', 'Mars 2022', 'Août 2021'];
  const milestones = due.map((date, index) => aDraftMilestone(`Étape ${index + 1}`, date));
  const world = await aWorld([aDraft([aDraftCommitment({ milestones })])]);
  await world.people.addContact(aContact({ as: 'lead', email: 'responsable@example.org' }));
  await world.people.addContact(aContact({ as: 'sacha', name: 'Sacha Collègue' }));
  const [lead, sacha] = [
    anAssignment({ as: 'lead', commitments: ['28'] }),
    anAssignment({ as: 'sacha', role: 'colleague', commitments: ['28'], milestoneId: `${id}/m4`, until: '2021-11-30T23:00:00Z' }),
  ];
  for (const one of [lead, sacha]) await world.people.addAssignment(one);
  return { world, lead, sacha };
}

test('what is asked comes first, then what is due soon, then the rest, each by its deadline', async () => {
  const { world, lead, sacha } = await aHouse();
  await world.record.putAsk(anAsk({ subjectId: `${id}/m3`, on: '2021-10-18', at: '2021-10-18T07:00:00Z' }));
  const me = { contactId: aPersonId('lead'), roles: [lead], way: 'code', now } as const;
  const order = async () => (await myMilestones(world, me)).map(({ milestone, group }) => `${group} ${milestone.id.slice(-2)}`);
  expect(await order()).toEqual(['awaits m5', 'awaits m3', 'due-soon m2', 'later m1', 'later m4']);
  const fields = { kind: 'nothing-to-report', note: '' };
  const actor = { role: 'colleague', id: sacha.contactId } as const;
  await saveDraft(world, { milestoneId: `${id}/m4`, actor, now, version: 1, draft: 0, fields });
  expect(await order()).toEqual(['awaits m5', 'awaits m3', 'awaits m4', 'due-soon m2', 'later m1']);
});

test('a colleague’s list holds what was handed to them, with its last day; a draft of theirs waits for the lead', async () => {
  const { world, lead, sacha } = await aHouse();
  const me = { contactId: sacha.contactId, roles: [sacha], way: 'code', now } as const;
  expect(await myMilestones(world, me)).toMatchObject([
    { milestone: { id: `${id}/m4` }, role: 'colleague', until: '2021-11-30', group: 'later', why: [{ is: 'due' }] },
  ]);
  const actor = { role: 'colleague', id: sacha.contactId } as const;
  await saveDraft(world, { milestoneId: `${id}/m4`, actor, now, version: 1, draft: 0, fields: { kind: 'nothing-to-report' } });
  expect((await myMilestones(world, me))[0]?.why[0]).toEqual({ is: 'own-draft', on: '2021-10-20' });
  const mine = await myMilestones(world, { contactId: aPersonId('lead'), roles: [lead], way: 'code', now });
  expect(mine.find(({ milestone }) => milestone.id === `${id}/m4`)).toMatchObject({
    role: 'lead',
    until: null,
    why: [{ is: 'draft', name: 'Sacha Collègue', on: '2021-10-20' }, { is: 'due' }],
  });
});

test('S2: a remembered browser is told of a draft and of a colleague without their names', async () => {
  const { world, lead, sacha } = await aHouse();
  const me = { contactId: aPersonId('lead'), roles: [lead], way: 'remembered', now } as const;
  const whyOf = async () => (await myMilestones(world, me)).find(({ milestone }) => milestone.id === `${id}/m4`)?.why[0];
  expect(await whyOf()).toEqual({ is: 'handed-on', name: null, until: '2021-11-30' });
  const actor = { role: 'colleague', id: sacha.contactId } as const;
  await saveDraft(world, { milestoneId: `${id}/m4`, actor, now, version: 1, draft: 0, fields: { kind: 'nothing-to-report' } });
  expect(await whyOf()).toEqual({ is: 'draft', name: null, on: '2021-10-20' });
});
