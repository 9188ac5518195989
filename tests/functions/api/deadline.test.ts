import { describe, expect, test } from 'vitest';
import { aContact, anAssignment, aPersonId, aPlan } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, type Browser, signIn, type World } from './world.ts';

const id = 'fr-2021-2023/28/m1';
const path = `/app/${id}/deadline`;
const withdrawPath = `/app/${id}/withdraw`;
const move = { due: '15 novembre 2021', reason: 'Le marché a pris du retard.' };

const logOf = async (world: World) => (await world.stores.record.commitment('fr-2021-2023/28'))?.log ?? [];
const send = (browser: Browser, fields: { [name: string]: string }) => browser.submit(path, path, fields);
const textOf = async (response: Response): Promise<string> => readPage(await response.clone().text()).text;

const people = {
  contacts: [
    aContact({ as: 'lead' }),
    aContact({ as: 'deputy', name: 'Dominique Suppléant' }),
    aContact({ as: 'poc', name: 'Alix Coordination' }),
  ],
  assignments: [
    anAssignment({ as: 'lead', commitments: ['28'] }),
    anAssignment({ as: 'deputy', role: 'deputy', commitments: ['28'] }),
    anAssignment({ as: 'poc', role: 'poc' }),
  ],
};

describe('moving a deadline', () => {
  test('H14: shows "Reporté du … au …" with its reason before anything is written, then writes one entry', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const preview = await send(browser, { ...move, step: 'preview' });
    expect(await textOf(preview)).toContain('Reporté du 31 octobre 2021 au 15 novembre 2021');
    expect(await textOf(preview)).toContain('Le marché a pris du retard.');
    expect(await logOf(world)).toHaveLength(1);
    const done = await browser.resubmit(preview, path, { step: 'confirm' });
    expect(done.headers.get('location')).toBe(`${path}?saved=2`);
    expect((await logOf(world)).at(-1)).toMatchObject({
      type: 'deadline-revised',
      actor: { role: 'lead', id: aPersonId('lead') },
      data: { milestoneId: id, due: { text: '15 novembre 2021', to: '2021-11-15' } },
    });
    const page = await textOf(await browser.get(`${path}?saved=2`));
    expect(page).toContain('C’est enregistré');
    expect(page).toContain('Octobre 2021');
  });

  test('goes back from the preview to the form with everything in it', async () => {
    const browser = await signIn(await aWorld());
    const preview = await send(browser, { ...move, step: 'preview' });
    const form = await browser.resubmit(preview, path, { step: 'edit' });
    expect(Object.fromEntries(readPage(await form.text()).formFor(path).fields)).toMatchObject(move);
  });

  test('is refused without a reason, without a day, or when nothing moves, and keeps what was typed', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    for (const [fields, links] of [
      [{ due: '', reason: '' }, ['#due', '#reason']],
      [{ due: 'novembre 2021', reason: ' ' }, ['#reason']],
      [{ due: 'prochainement', reason: 'Retard' }, ['#due']],
      [{ due: 'octobre 2021', reason: 'Retard' }, ['#due']],
      [{ due: '1er octobre 2021', reason: 'Retard' }, ['#due']],
      [{ due: '30 février 2022', reason: 'appeler le 06 12 34 56 78' }, ['#due']],
      [{ due: '30 novembre 2021', reason: 'appeler le 06 12 34 56 78' }, ['#reason']],
    ] as const) {
      const answer = await send(browser, { ...fields, step: 'confirm' });
      expect(answer.status, fields.due).toBe(422);
      const page = readPage(await answer.text());
      expect(page.title).toMatch(/^Erreur/);
      expect(page.hrefs.filter((href) => href.startsWith('#') && href !== '#content')).toEqual(links);
      expect(Object.fromEntries(page.formFor(path).fields)).toMatchObject(fields);
    }
    expect(await logOf(world)).toHaveLength(1);
  });

  test('I10: a form that is stale shows how the milestone stands now, and what was typed', async () => {
    const world = await aWorld(people);
    const [lead, deputy] = [await signIn(world), await signIn(world, 'deputy@example.org')];
    const mine = await send(lead, { ...move, step: 'preview' });
    await send(deputy, { due: '30 novembre 2021', reason: 'Congés.', step: 'confirm' });
    const conflict = await lead.resubmit(mine, path, { step: 'confirm' });
    expect(conflict.status).toBe(409);
    expect(await textOf(conflict)).toContain('Ce jalon a changé entre-temps');
    expect(await textOf(conflict)).toContain('Reporté du 31 octobre 2021 au 30 novembre 2021');
    expect(await textOf(conflict)).toContain('Congés.');
    expect(Object.fromEntries(readPage(await conflict.clone().text()).formFor(path).fields)).toMatchObject(move);
    expect(await logOf(world)).toHaveLength(2);
    const preview = await lead.resubmit(conflict, path, { step: 'preview' });
    expect((await lead.resubmit(preview, path, { step: 'confirm' })).headers.get('location')).toBe(`${path}?saved=3`);
  });

  test('I12: confirmed twice is one entry', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const preview = readPage(await (await send(browser, { ...move, step: 'preview' })).text()).formFor(path);
    const fields = { ...Object.fromEntries(preview.fields), step: 'confirm' };
    const answers = [await browser.post(path, fields), await browser.post(path, fields)];
    expect(answers.map((one) => one.headers.get('location'))).toEqual([`${path}?saved=2`, `${path}?saved=2`]);
    expect(await logOf(world)).toHaveLength(2);
  });

  test('is open to the point of contact, who is not led to the ministry’s form', async () => {
    const world = await aWorld(people);
    const poc = await signIn(world, 'poc@example.org');
    const page = readPage(await (await poc.get(path)).text());
    expect(page.hrefs).toContain('/app/fr-2021-2023/28/');
    expect(page.hrefs).not.toContain(`/app/${id}/`);
    expect((await send(poc, { ...move, step: 'confirm' })).status).toBe(303);
    expect((await logOf(world)).at(-1)).toMatchObject({ type: 'deadline-revised', actor: { role: 'poc' } });
    expect(readPage(await (await poc.get(`${path}?saved=2`)).text()).text).toContain('C’est enregistré');
  });

  test('a complete milestone keeps its deadline', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const form = `/app/${id}/`;
    await browser.submit(form, form, { status: 'complete', noEvidenceReason: 'Réunion à huis clos', step: 'confirm' });
    const answer = await send(browser, { ...move, step: 'confirm' });
    expect(answer.status).toBe(422);
    expect(await textOf(answer)).toContain('son échéance ne se déplace plus');
  });

  test('a body with an unknown field or without its version is no form of ours', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    expect((await send(browser, { ...move, step: 'confirm', role: 'poc' })).status).toBe(400);
    expect((await send(browser, { ...move, step: 'confirm', version: '0' })).status).toBe(400);
    expect((await send(browser, { ...move, step: 'approve' })).status).toBe(400);
    expect(await logOf(world)).toHaveLength(1);
  });
});

describe('where a second person must agree', () => {
  const agreed = { ...people, plan: aPlan({ approval: 'second-person' }) };

  test('a date is proposed, nothing is written, and the page says who can confirm it', async () => {
    const world = await aWorld(agreed);
    const browser = await signIn(world);
    const preview = await send(browser, { ...move, step: 'preview' });
    expect(
      readPage(await preview.clone().text())
        .formFor(path)
        .buttons.map(({ text }) => text),
    ).toContain('Proposer cette date');
    const done = await browser.resubmit(preview, path, { step: 'confirm' });
    expect(done.headers.get('location')).toMatch(/\?proposed=approval-[0-9a-f]{32}$/);
    expect(await logOf(world)).toHaveLength(1);
    const page = readPage(await (await browser.get(done.headers.get('location') ?? '')).text());
    expect(page.text).toContain('La date est proposée');
    expect(page.text).toContain('Vous l’avez proposée le 20 octobre 2021.');
    expect(page.text).toContain('Dominique Suppléant (suppléance au ministère)');
    expect(page.text).toContain('Alix Coordination (coordination nationale)');
    expect(page.text).not.toContain('Camille Exemple (');
    expect(page.hrefs).toContain('/app/plans/fr-2021-2023/approvals');
    expect(await world.stores.people.approvalsOf('fr-2021-2023')).toMatchObject([
      { change: { kind: 'deadline', milestoneId: id, version: 1, due: { to: '2021-11-15' }, reason: move.reason } },
    ]);
  });

  test('the others see what was proposed, by whom and why, on the list too', async () => {
    const world = await aWorld(agreed);
    await send(await signIn(world), { ...move, step: 'confirm' });
    const deputy = await signIn(world, 'deputy@example.org');
    const page = readPage(await (await deputy.get(path)).text());
    expect(page.text).toContain('Proposée par Camille Exemple le 20 octobre 2021.');
    expect(page.text).toContain(move.reason);
    expect(page.text).not.toContain('La date est proposée');
    const list = readPage(await (await deputy.get('/app/')).text());
    expect(list.text).toContain('Un changement attend votre confirmation');
    expect(list.hrefs).toContain('/app/plans/fr-2021-2023/approvals');
    const own = readPage(await (await (await signIn(world)).get('/app/')).text());
    expect(own.text).not.toContain('attend votre confirmation');
  });

  test('the same proposal sent twice waits once', async () => {
    const world = await aWorld(agreed);
    const browser = await signIn(world);
    const preview = readPage(await (await send(browser, { ...move, step: 'preview' })).text()).formFor(path);
    const fields = { ...Object.fromEntries(preview.fields), step: 'confirm' };
    const [first, second] = [await browser.post(path, fields), await browser.post(path, fields)];
    expect(first.headers.get('location')).toBe(second.headers.get('location'));
    expect(await world.stores.people.approvalsOf('fr-2021-2023')).toHaveLength(1);
  });
});

describe('withdrawing a milestone', () => {
  const withdraw = (browser: Browser, fields: { [name: string]: string }) => browser.submit(withdrawPath, withdrawPath, fields);

  test('warns in plain words, asks for a reason, previews, and writes one entry', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    expect(await textOf(await browser.get(withdrawPath))).toContain('le ministère dit en public qu’il renonce à ce jalon');
    const missing = await withdraw(browser, { step: 'confirm' });
    expect(missing.status).toBe(422);
    expect(readPage(await missing.text()).hrefs).toContain('#reason');
    const preview = await withdraw(browser, { reason: 'Budget retiré.', step: 'preview' });
    expect(await textOf(preview)).toContain('Retiré');
    expect(await textOf(preview)).toContain('Budget retiré.');
    expect(await logOf(world)).toHaveLength(1);
    const done = await browser.resubmit(preview, withdrawPath, { step: 'confirm' });
    expect(done.headers.get('location')).toBe(`/app/${id}/?saved=2`);
    expect((await logOf(world)).at(-1)).toMatchObject({ type: 'withdrawn', actor: { role: 'lead' } });
    const page = await textOf(await browser.get(`/app/${id}/?saved=2`));
    expect(page).toContain('C’est enregistré');
    expect(page).toContain('Ce jalon est retiré');
  });

  test('I10: a stale form shows what is recorded and asks again; one sent twice is one entry', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const preview = await withdraw(browser, { reason: 'Budget retiré.', step: 'preview' });
    const form = `/app/${id}/`;
    await browser.submit(form, form, { status: 'substantial', done: 'Du nouveau', step: 'confirm' });
    const seen = Object.fromEntries(readPage(await preview.text()).formFor(withdrawPath).fields);
    expect((await browser.post(withdrawPath, { ...seen, step: 'preview' })).status).toBe(409);
    const stale = await browser.post(withdrawPath, { ...seen, step: 'confirm' });
    expect(stale.status).toBe(409);
    expect(await textOf(stale)).toContain('Du nouveau');
    expect(await logOf(world)).toHaveLength(2);
    const again = await browser.resubmit(stale, withdrawPath, { step: 'preview' });
    const fields = { ...Object.fromEntries(readPage(await again.text()).formFor(withdrawPath).fields), step: 'confirm' };
    const twice = [await browser.post(withdrawPath, fields), await browser.post(withdrawPath, fields)];
    expect(twice.map((one) => one.headers.get('location'))).toEqual([`/app/${id}/?saved=3`, `/app/${id}/?saved=3`]);
    expect(await logOf(world)).toHaveLength(3);
  });

  test('a withdrawn milestone moves no deadline, and a late confirmation writes nothing', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const preview = await send(browser, { ...move, step: 'preview' });
    await withdraw(browser, { reason: 'Budget retiré.', step: 'confirm' });
    const late = await browser.resubmit(preview, path, { step: 'confirm' });
    expect(late.status).toBe(409);
    expect(await textOf(late)).toContain('Ce jalon est retiré');
    expect(await textOf(await browser.get(path))).toContain('Ce jalon est retiré');
    expect((await browser.get(withdrawPath)).headers.get('location')).toBe(`/app/${id}/`);
    expect(await logOf(world)).toHaveLength(2);
  });
});
