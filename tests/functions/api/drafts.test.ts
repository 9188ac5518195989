import { describe, expect, test } from 'vitest';
import { aContact, anAssignment, aPersonId } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, type Browser, signIn, type World } from './world.ts';

const id = 'fr-2021-2023/28/m1';
const path = `/app/${id}/`;
const nothing = `${path}nothing-to-report`;
const typed = {
  status: 'limited',
  done: 'Les statuts sont rédigés.',
  difficulties: 'Le local manque.',
  'evidence.0.url': 'https://example.org/statuts',
  'evidence.0.title': 'Projet de statuts',
  'evidence.0.kind': 'official-text',
};

const logOf = async (world: World) => (await world.stores.record.commitment('fr-2021-2023/28'))?.log ?? [];
const send = (browser: Browser, fields: { [name: string]: string }) => browser.submit(path, path, fields);
const draftIn = (world: World) => world.stores.people.answerDraft(id);

/** A lead and a colleague who drafts, both signed in. */
async function aPair(mayPublish = false) {
  const world = await aWorld({
    contacts: [
      aContact({ as: 'lead' }),
      aContact({ as: 'deputy', name: 'Dominique Suppléant' }),
      aContact({ as: 'sacha', name: 'Sacha Collègue' }),
    ],
    assignments: [
      anAssignment({ as: 'lead', commitments: ['28'] }),
      anAssignment({ as: 'deputy', role: 'deputy', commitments: ['28'] }),
      anAssignment({
        as: 'sacha',
        role: 'colleague',
        commitments: ['28'],
        milestoneId: id,
        until: '2021-11-30T23:00:00Z',
        mayPublish,
      }),
    ],
  });
  const [lead, sacha] = [await signIn(world), await signIn(world, 'sacha@example.org')];
  return { world, lead, sacha };
}

describe('a draft', () => {
  test('is the last step of a colleague’s form: previewed, kept for the lead, nothing public', async () => {
    const { world, sacha } = await aPair();
    const preview = await send(sacha, { ...typed, step: 'preview' });
    const page = readPage(await preview.clone().text());
    expect(page.text).toContain('Vérifier avant de transmettre');
    expect(page.text).toContain('Projet de statuts (example.org)');
    expect(page.formFor(path).buttons.map(({ value }) => value)).toEqual(['save-draft', 'edit']);
    expect(await draftIn(world)).toBeNull();
    const done = await sacha.resubmit(preview, path, { step: 'save-draft' });
    expect(done.headers.get('location')).toBe(`${path}?draft=1`);
    expect(await draftIn(world)).toMatchObject({
      ...{ version: 1, by: aPersonId('sacha'), at: '2021-10-20T08:00:00Z', basedOn: 1 },
      fields: { kind: 'declaration', ...typed },
    });
    expect(await logOf(world)).toHaveLength(1);
    const saved = readPage(await (await sacha.get(`${path}?draft=1`)).text());
    expect(saved.text).toContain('Votre brouillon est enregistré');
    expect(Object.fromEntries(saved.formFor(path).fields)).toMatchObject({ ...typed, draft: '1' });
  });

  test('is never published by who may only draft, whatever their browser sends', async () => {
    const { world, sacha } = await aPair();
    const answer = await send(sacha, { ...typed, step: 'confirm' });
    expect(answer.status).toBe(200);
    expect(
      readPage(await answer.text())
        .formFor(path)
        .buttons.map(({ value }) => value),
    ).toContain('save-draft');
    expect(await logOf(world)).toHaveLength(1);
    expect(await draftIn(world)).toBeNull();
  });

  test('must be fit to be published: what is wrong is told to the colleague, not to the lead', async () => {
    const { world, sacha } = await aPair();
    const answer = await send(sacha, { ...typed, done: 'Écrire à nom@example.org', difficulties: '', step: 'save-draft' });
    expect(answer.status).toBe(422);
    expect(readPage(await answer.text()).hrefs).toEqual(expect.arrayContaining(['#done', '#difficulties']));
    expect(await draftIn(world)).toBeNull();
  });

  test('waits for the lead with who and when, is confirmed by one button, and ends', async () => {
    const { world, lead, sacha } = await aPair();
    await send(sacha, { ...typed, step: 'save-draft' });
    world.at('2021-10-21T07:00:00Z');
    const reader = await signIn(world);
    const list = readPage(await (await reader.get('/app/')).text());
    expect(list.text).toContain('Brouillon de Sacha Collègue à confirmer (20 octobre 2021)');
    const shown = await reader.get(path);
    const page = readPage(await shown.clone().text());
    expect(page.text).toContain('Brouillon de Sacha Collègue');
    expect(page.text).toContain('Enregistré le 20 octobre 2021 à 10 h 00.');
    expect(page.text).toContain('Les statuts sont rédigés.');
    expect(page.text).toContain('Projet de statuts (example.org)');
    const [confirmForm, discardForm, editable] = page.forms.filter(({ action }) => action === path);
    expect(confirmForm?.buttons.map(({ value }) => value)).toEqual(['confirm']);
    expect(discardForm?.buttons.map(({ value }) => value)).toEqual(['discard']);
    expect(Object.fromEntries(editable?.fields ?? [])).toMatchObject({ ...typed, draft: '1' });
    expect(await logOf(world)).toHaveLength(1);
    const done = await reader.resubmit(shown, path, { step: 'confirm' });
    expect(done.headers.get('location')).toBe(`${path}?saved=2`);
    expect((await logOf(world)).at(-1)).toMatchObject({
      type: 'declared',
      actor: { role: 'lead', id: aPersonId('lead') },
      data: { declaration: { status: 'limited' } },
    });
    expect(await draftIn(world)).toBeNull();
    expect(readPage(await (await lead.get('/app/')).text()).text).not.toContain('à confirmer');
  });

  test('I12: confirmed twice is one entry', async () => {
    const { world, lead, sacha } = await aPair();
    await send(sacha, { ...typed, step: 'save-draft' });
    const form = readPage(await (await lead.get(path)).text()).formFor(path);
    const fields = { ...Object.fromEntries(form.fields), step: 'confirm' };
    const twice = [await lead.post(path, fields), await lead.post(path, fields)];
    expect(twice.map((one) => one.headers.get('location'))).toEqual([`${path}?saved=2`, `${path}?saved=2`]);
    expect(await logOf(world)).toHaveLength(2);
  });

  test('can be changed before it is published, and put aside', async () => {
    const { world, lead, sacha } = await aPair();
    await send(sacha, { ...typed, step: 'save-draft' });
    const page = readPage(await (await lead.get(path)).text());
    const editable = page.forms.filter(({ action }) => action === path).at(-1);
    const changed = { ...Object.fromEntries(editable?.fields ?? []), done: 'Rédigés et relus.' };
    expect((await lead.post(path, { ...changed, step: 'confirm' })).status).toBe(303);
    const texts = (await world.stores.record.commitment('fr-2021-2023/28'))?.texts ?? new Map();
    expect([...texts.values()].map(({ text }) => text)).toContain('Rédigés et relus.');
    expect(await draftIn(world)).toBeNull();

    await send(sacha, { ...typed, done: 'Encore autre chose.', step: 'save-draft' });
    const discard = readPage(await (await lead.get(path)).text()).forms.filter(({ action }) => action === path)[1];
    const answer = await lead.post(path, { ...Object.fromEntries(discard?.fields ?? []), step: 'discard' });
    expect(answer.headers.get('location')).toBe(`${path}?draft=none`);
    expect(await draftIn(world)).toBeNull();
    expect(readPage(await (await lead.get(`${path}?draft=none`)).text()).text).toContain('Le brouillon est écarté.');
    expect(await logOf(world)).toHaveLength(2);
  });

  test('I10: a lead who confirms an older draft sees the newer one, and nothing is lost', async () => {
    const { world, lead, sacha } = await aPair();
    await send(sacha, { ...typed, step: 'save-draft' });
    const seen = readPage(await (await lead.get(path)).text()).formFor(path);
    await send(sacha, { ...typed, done: 'Les statuts sont signés.', step: 'save-draft' });
    const answer = await lead.post(path, { ...Object.fromEntries(seen.fields), step: 'confirm' });
    expect(answer.status).toBe(409);
    const page = readPage(await answer.clone().text());
    expect(page.text).toContain('Le brouillon a changé entre-temps');
    expect(page.text).toContain('Les statuts sont signés.');
    expect(page.text).toContain('Les statuts sont rédigés.');
    expect(await logOf(world)).toHaveLength(1);
    expect(await draftIn(world)).toMatchObject({ version: 2 });
    expect((await lead.resubmit(answer, path, { step: 'confirm' })).status).toBe(303);
    expect(await draftIn(world)).toBeNull();
  });

  test('I10: a draft for a milestone that changed meanwhile is refused with what is recorded now', async () => {
    const { world, lead, sacha } = await aPair();
    const preview = await send(sacha, { ...typed, step: 'preview' });
    await send(lead, { status: 'substantial', done: 'La version du responsable.', step: 'confirm' });
    const answer = await sacha.resubmit(preview, path, { step: 'save-draft' });
    expect(answer.status).toBe(409);
    expect(readPage(await answer.clone().text()).text).toContain('La version du responsable.');
    expect(await draftIn(world)).toBeNull();
    const again = await sacha.resubmit(answer, path, { step: 'preview' });
    expect((await sacha.resubmit(again, path, { step: 'save-draft' })).headers.get('location')).toBe(`${path}?draft=1`);
  });

  test('one that is older than the milestone is shown as such, without its one button', async () => {
    const { lead, sacha } = await aPair();
    await send(sacha, { ...typed, step: 'save-draft' });
    await lead.submit(nothing, nothing, { note: 'Même état.' });
    const page = readPage(await (await lead.get(path)).text());
    expect(page.text).toContain('Ce jalon a changé depuis ce brouillon');
    expect(page.text).toContain('Les statuts sont rédigés.');
    expect(page.forms.filter(({ action }) => action === path).flatMap(({ buttons }) => buttons[0]?.value)).toEqual([
      'discard',
      'preview',
    ]);
  });

  test('saved twice is saved once, and two at once do not overwrite each other', async () => {
    const { world, sacha } = await aPair();
    const form = readPage(await (await sacha.get(path)).text()).formFor(path);
    const fields = { ...Object.fromEntries(form.fields), ...typed, step: 'save-draft' };
    const twice = [await sacha.post(path, fields), await sacha.post(path, fields)];
    expect(twice.map((one) => one.headers.get('location'))).toEqual([`${path}?draft=1`, `${path}?draft=1`]);
    const other = await sacha.post(path, { ...fields, done: 'Depuis un autre onglet.' });
    expect(other.status).toBe(409);
    expect(readPage(await other.text()).text).toContain('Les statuts sont rédigés.');
    expect(await draftIn(world)).toMatchObject({ version: 1, fields: { done: typed.done } });
  });

  test('stays readable for the lead after the milestone was taken back', async () => {
    const { lead, sacha } = await aPair();
    await send(sacha, { ...typed, step: 'save-draft' });
    await lead.submit(`${path}hand-on`, `${path}take-back`, {});
    const page = readPage(await (await lead.get(path)).text());
    expect(page.text).toContain('Brouillon de Sacha Collègue');
    expect((await sacha.get(path)).status).toBe(303);
  });

  test('is private: neither the point of contact nor a log line nor the public log tells of it', async () => {
    const { world, sacha } = await aPair();
    await world.stores.people.addContact(aContact({ as: 'poc' }));
    await world.stores.people.addAssignment(anAssignment({ as: 'poc', role: 'poc' }));
    await send(sacha, { ...typed, step: 'save-draft' });
    const poc = await signIn(world, 'poc@example.org');
    expect((await poc.get(path)).status).toBe(404);
    expect(await (await poc.get(`${path}deadline`)).text()).not.toContain('statuts');
    expect(world.lines.filter((line) => line.includes('draft-saved'))).toHaveLength(1);
    expect(world.lines.join('\n')).not.toMatch(/statuts|Sacha|@/);
    expect(JSON.stringify(await logOf(world))).not.toContain('statuts');
  });
});

describe('a draft of "nothing to report"', () => {
  test('is one page and one confirmation for the colleague, and one button for the lead', async () => {
    const { world, lead, sacha } = await aPair();
    const page = readPage(await (await sacha.get(nothing)).text());
    expect(page.formFor(nothing).buttons.map(({ text }) => text)).toEqual(['Enregistrer le brouillon']);
    const saved = await sacha.submit(nothing, nothing, { note: 'En attente du local.' });
    expect(saved.headers.get('location')).toBe(`${path}?draft=1`);
    expect(await draftIn(world)).toMatchObject({ fields: { kind: 'nothing-to-report', note: 'En attente du local.' } });
    expect(await logOf(world)).toHaveLength(1);

    const shown = await lead.get(path);
    expect(readPage(await shown.clone().text()).text).toContain('En attente du local.');
    const done = await lead.resubmit(shown, nothing, {});
    expect(done.headers.get('location')).toBe(`${path}?saved=2`);
    expect((await logOf(world)).at(-1)).toMatchObject({ type: 'nothing-to-report', actor: { role: 'lead' } });
    expect(await draftIn(world)).toBeNull();
  });

  test('refuses a note with an address in it, and one for a milestone or a draft that changed', async () => {
    const { world, lead, sacha } = await aPair();
    const refused = await sacha.submit(nothing, nothing, { note: 'voir nom@example.org' });
    expect(refused.status).toBe(422);
    const early = Object.fromEntries(readPage(await (await sacha.get(nothing)).text()).formFor(nothing).fields);
    await sacha.post(nothing, { ...early, note: 'Rien.' });
    expect((await sacha.post(nothing, { ...early, note: 'Rien.' })).headers.get('location')).toBe(`${path}?draft=1`);
    const changed = await sacha.post(nothing, { ...early, note: 'Autre chose.' });
    expect(changed.status).toBe(409);
    expect(readPage(await changed.text()).text).toContain('Le brouillon a changé entre-temps');
    const own = readPage(await (await lead.get(path)).text())
      .forms.filter(({ action }) => action === path)
      .at(-1);
    await lead.post(path, {
      ...Object.fromEntries(own?.fields ?? []),
      status: 'substantial',
      done: 'Du nouveau.',
      step: 'confirm',
    });
    const stale = await sacha.post(nothing, { ...early, note: 'Autre chose.' });
    expect(stale.status).toBe(409);
    expect(readPage(await stale.text()).text).toContain('Du nouveau.');
    expect((await logOf(world)).map(({ type }) => type)).toEqual(['imported', 'declared']);
  });

  test('a lead who has nothing to report leaves a colleague’s filled-in draft to be read', async () => {
    const { world, lead, sacha } = await aPair();
    await send(sacha, { ...typed, step: 'save-draft' });
    await lead.submit(nothing, nothing, {});
    expect((await logOf(world)).at(-1)).toMatchObject({ type: 'nothing-to-report' });
    expect(await draftIn(world)).toMatchObject({ version: 1 });
  });
});
