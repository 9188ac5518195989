import { describe, expect, test } from 'vitest';
import { aCommitment, aContact, aDeclared, anAsk, anAssignment, anAssignmentId, andThen } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, signIn, type World } from './world.ts';

const plan = 'fr-2021-2023';

/** Headings of the list and titles under them, in the order of the page. */
async function listOf(world: World, email?: string): Promise<{ text: string; order: string[]; hrefs: string[] }> {
  const html = await (await (await signIn(world, email)).get('/app/')).text();
  const order = [...html.matchAll(/<h[23][^>]*>(?:<span[^>]*>)?([^<]+)/g)].map(([, title = '']) => title);
  const { text, hrefs } = readPage(html);
  return { text, order, hrefs };
}

describe('my milestones', () => {
  test('begin with what awaits an answer, each with its reason, then what is due soon, then the rest', async () => {
    const record = aCommitment({
      number: '28',
      milestones: [
        { title: 'Bilan final', due: 'Juin 2023' },
        { title: 'Comité installé', due: 'Août 2021' },
        { title: 'Avis publié', due: 'Novembre 2021' },
        { title: 'Site ouvert', due: 'Octobre 2021' },
        { title: 'Charte signée', due: 'Septembre 2021' },
      ],
    });
    const done = aDeclared(`${plan}/28/m5`, { status: 'complete', completedOn: '2021-09-20' });
    const world = await aWorld({ commitments: [andThen(record, done)] });
    await world.stores.record.putAsk(anAsk({ subjectId: `${plan}/28/m3`, on: '2021-10-18', at: '2021-10-18T07:00:00Z' }));
    const { order, text, hrefs } = await listOf(world);
    expect(order).toEqual([
      ...['Votre réponse est attendue', 'Comité installé', 'Avis publié'],
      ...['Échéance proche', 'Site ouvert'],
      ...['Plus tard', 'Bilan final'],
      ...['Réalisés ou retirés', 'Charte signée'],
    ]);
    expect(text).toContain('Échéance dépassée, c’était le 31 août 2021.');
    expect(text).toContain('Demandé le 18 octobre 2021, sans réponse ; échéance le 30 novembre 2021.');
    expect(text).toContain('Échéance le 30 juin 2023.');
    expect(hrefs).toContain(`/app/${plan}/28/m2/nothing-to-report`);
  });

  test('say in which role they are mine', async () => {
    const world = await aWorld({
      contacts: [aContact({ as: 'lead' }), aContact({ as: 'deputy' })],
      assignments: [anAssignment({ as: 'lead' }), anAssignment({ as: 'deputy', role: 'deputy', commitments: ['28'] })],
    });
    const deputy = await listOf(world, 'deputy@example.org');
    expect(deputy.text.match(/Vous en assurez la suppléance\./g)).toHaveLength(2);
    expect((await listOf(world)).text).not.toContain('suppléance');
  });

  test('say who holds what was handed on, and until when', async () => {
    const world = await aWorld({
      contacts: [aContact({ as: 'lead' }), aContact({ as: 'sacha', name: 'Sacha Collègue' })],
      assignments: [
        anAssignment({ as: 'lead' }),
        anAssignment({ as: 'sacha', role: 'colleague', milestoneId: `${plan}/28/m1`, until: '2021-11-19T23:00:00Z' }),
      ],
    });
    const { text } = await listOf(world);
    expect(text).toContain('Confié à Sacha Collègue jusqu’au 19 novembre 2021 ; échéance le 31 octobre 2021.');
    expect((await listOf(world, 'sacha@example.org')).order).toEqual(['Échéance proche', 'Lancement du comité']);
  });

  test('a point of contact with milestones of their own sees these, and the way to the plans', async () => {
    const assignments = [
      anAssignment({ as: 'poc', role: 'poc' }),
      anAssignment({ id: anAssignmentId('pocanswers'), as: 'poc', commitments: ['28'] }),
    ];
    const world = await aWorld({ contacts: [aContact({ as: 'poc' })], assignments });
    const { text, hrefs } = await listOf(world, 'poc@example.org');
    expect(text).toContain('Lancement du comité');
    expect(hrefs.filter((href) => href === '/app/plans/')).toHaveLength(1);
  });

  test('are told in English to who reads English, the French titles marked as such', async () => {
    const world = await aWorld({ contacts: [aContact({ as: 'lead', language: 'en' })], assignments: [anAssignment()] });
    await world.stores.record.putAsk(anAsk({ subjectId: `${plan}/28/m1`, on: '2021-10-18', at: '2021-10-18T07:00:00Z' }));
    const html = await (await (await signIn(world)).get('/app/')).text();
    expect(readPage(html).text).toContain('Asked on 18 October 2021, no answer; due on 31 October 2021.');
    expect(html).toContain('<span lang="fr">Lancement du comité</span>');
  });
});
