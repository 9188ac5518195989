import { describe, expect, test } from 'vitest';
import { aPlan } from '../../builders.ts';
import { complete, logOf, path, send } from './declare-world.ts';
import { readPage } from './page.ts';
import { aWorld, signIn } from './world.ts';

describe('a new date in a declaration', () => {
  const late = { status: 'substantial', expected: 'novembre 2021', expectedReason: 'Le marché a pris du retard.' };

  test('H14: is previewed with the day it means, and goes into the same entry as the rest', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const preview = await send(browser, { ...late, step: 'preview' });
    const { text } = readPage(await preview.clone().text());
    expect(text).toContain('Reporté du 31 octobre 2021 au 30 novembre 2021');
    expect(text).toContain('Le marché a pris du retard.');
    expect(text).toContain('Octobre 2021');
    expect(await logOf(world)).toHaveLength(1);
    await browser.resubmit(preview, path, { step: 'confirm' });
    expect(await logOf(world)).toHaveLength(2);
    expect((await logOf(world)).at(-1)).toMatchObject({
      type: 'declared',
      data: { expected: { due: { text: 'novembre 2021', precision: 'month', from: '2021-11-01', to: '2021-11-30' } } },
    });
    const { fields } = readPage(await (await browser.get(path)).text()).formFor(path);
    expect([fields.get('expected'), fields.get('expectedReason'), fields.get('status')]).toEqual(['', '', 'substantial']);
  });

  test('I12: confirmed twice is one entry', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const preview = readPage(await (await send(browser, { ...late, step: 'preview' })).text()).formFor(path);
    const fields = { ...Object.fromEntries(preview.fields), step: 'confirm' };
    const answers = [await browser.post(path, fields), await browser.post(path, fields)];
    expect(answers.map((one) => one.headers.get('location'))).toEqual([`${path}?saved=2`, `${path}?saved=2`]);
    expect(await logOf(world)).toHaveLength(2);
  });

  test('needs a day, a reason and a future, and is refused with what was typed', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    for (const [expected, expectedReason, link, said] of [
      ['novembre 2021', '', '#expectedReason', 'Le motif de la nouvelle date\u00A0: à compléter.'],
      ['', 'Retard', '#expected', 'La nouvelle date\u00A0: à compléter.'],
      ['bientôt', 'Retard', '#expected', 'donnez un jour ou un mois'],
      ['15 novembre', 'Retard', '#expected', 'donnez un jour ou un mois'],
      ['hiver 2022', 'Retard', '#expected', 'donnez un jour ou un mois'],
      ['31 février 2022', 'Retard', '#expected', 'n’existe dans aucun calendrier'],
      ['octobre 2021', 'Retard', '#expected', 'c’est déjà l’échéance retenue'],
      ['septembre 2021', 'Retard', '#expected', 'ce jour est déjà passé'],
      ['appeler le 06 12 34 56 78 avant le 15 novembre 2021', 'Retard', '#expected', 'donnez un jour ou un mois'],
      ['novembre 2021', 'Écrire à nom@example.org', '#expectedReason', 'retirez-en les adresses'],
    ] as const) {
      const answer = await send(browser, { status: 'substantial', expected, expectedReason, step: 'confirm' });
      expect(answer.status, expected).toBe(422);
      const page = readPage(await answer.text());
      expect(page.hrefs, expected).toContain(link);
      expect(page.text.replace(/\s/gu, ' '), expected).toContain(said.replace(/\s/gu, ' '));
      const typed = page.formFor(path).fields;
      expect([typed.get('expected'), typed.get('expectedReason')]).toEqual([expected, expectedReason]);
    }
    expect(await logOf(world)).toHaveLength(1);
  });

  test('does not go with "complete"', async () => {
    const browser = await signIn(await aWorld());
    const answer = await send(browser, { ...complete, expected: 'novembre 2021', expectedReason: 'Retard', step: 'preview' });
    expect(answer.status).toBe(422);
    expect(readPage(await answer.text()).text).toContain('un jalon réalisé n’attend plus de date');
  });

  test('has a page of its own where a second person must agree, and a form that brings it all the same is refused', async () => {
    const world = await aWorld({ plan: aPlan({ approval: 'second-person' }) });
    const browser = await signIn(world);
    const page = readPage(await (await browser.get(path)).text());
    expect(page.hrefs).toContain(`${path}deadline`);
    expect([...page.formFor(path).fields.keys()]).not.toContain('expected');
    const answer = await send(browser, { ...late, step: 'confirm' });
    expect(answer.status).toBe(422);
    expect(readPage(await answer.text()).hrefs).toContain('#expected');
    expect(await logOf(world)).toHaveLength(1);
  });
});
