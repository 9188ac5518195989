import { describe, expect, test } from 'vitest';
import { aCommitment, aDeclared, andThen, aPersonId, aText } from '../../builders.ts';
import { complete, id, logOf, path, send } from './declare-world.ts';
import { readPage } from './page.ts';
import { aWorld, signIn } from './world.ts';

describe('declaring', () => {
  test('previews what the public will see, then writes one entry by role and pseudonym', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const preview = await send(browser, { ...complete, step: 'preview' });
    expect(preview.status).toBe(200);
    expect(await logOf(world)).toHaveLength(1);
    const shown = await preview.clone().text();
    const { text } = readPage(shown);
    expect(text).toContain('Réalisé');
    expect(text).toContain('Il s’est réuni deux fois.');
    expect(text).toContain('Compte rendu de l’installation (example.org)');
    expect(text).toContain('20 octobre 2021');
    const done = await browser.resubmit(preview, path, { step: 'confirm' });
    expect(done.headers.get('location')).toBe(`${path}?saved=2`);
    const entry = (await logOf(world)).at(-1);
    expect(entry).toMatchObject({
      type: 'declared',
      seq: 2,
      at: '2021-10-20T08:00:00Z',
      actor: { role: 'lead', id: aPersonId('lead') },
      data: { milestoneId: id, declaration: { status: 'complete', completedOn: '2021-10-20', difficulties: null } },
    });
    const texts = [...((await world.stores.record.commitment('fr-2021-2023/28'))?.texts.values() ?? [])].map(
      ({ text: one }) => one,
    );
    expect(texts).toEqual(
      expect.arrayContaining(['Compte rendu de l’installation', 'Le comité a été installé.\nIl s’est réuni deux fois.']),
    );
  });

  test('says that it is saved, links to the public page, and shows the form filled in with what was declared', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    await send(browser, { ...complete, step: 'confirm' });
    const page = readPage(await (await browser.get(`${path}?saved=2`)).text());
    expect(page.text).toContain('C’est enregistré');
    expect(page.hrefs).toContain('/fr-2021-2023/28/m1/');
    expect(Object.fromEntries(page.formFor(path).fields)).toMatchObject({
      status: 'complete',
      version: '2',
      done: 'Le comité a été installé.\nIl s’est réuni deux fois.',
      'evidence.0.url': 'https://example.org/compte-rendu',
      'evidence.0.kind': 'minutes',
      completedOn: '2021-10-20',
    });
    expect(readPage(await (await browser.get(`${path}?saved=1`)).text()).text).not.toContain('C’est enregistré');
  });

  test('lists what is wrong on top with links to the fields, and keeps everything that was typed', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const typed = {
      status: 'limited',
      done: 'Écrire à nom@example.org',
      'evidence.0.url': 'javascript:alert(1)',
      'evidence.0.title': '',
      'evidence.0.kind': '',
      'evidence.0.date': '2022-01-01',
      completedOn: '2021-10-01',
    };
    const answer = await send(browser, { ...typed, step: 'preview' });
    expect(answer.status).toBe(422);
    const page = readPage(await answer.text());
    expect(page.hrefs.filter((href) => href.startsWith('#')).sort()).toEqual(
      [
        '#content',
        '#completedOn',
        '#difficulties',
        '#done',
        '#evidence-0-date',
        '#evidence-0-kind',
        '#evidence-0-title',
        '#evidence-0-url',
      ].sort(),
    );
    expect(Object.fromEntries(page.formFor(path).fields)).toMatchObject(typed);
    expect(page.title).toMatch(/^Erreur/);
    expect(await logOf(world)).toHaveLength(1);
  });

  test('asks for a status before anything else', async () => {
    const world = await aWorld();
    const page = readPage(await (await send(await signIn(world), { step: 'preview' })).text());
    expect(page.text).toContain('Choisissez où en est le jalon.');
    expect(page.hrefs).toContain('#status');
  });

  test('asks for evidence or a reason when complete, and for difficulties when not started or limited', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    for (const [fields, status] of [
      [{ status: 'complete' }, 422],
      [{ status: 'complete', noEvidenceReason: 'Réunion à huis clos' }, 200],
      [{ status: 'not-started' }, 422],
      [{ status: 'not-started', difficulties: 'Aucun budget' }, 200],
      [{ status: 'limited' }, 422],
      [{ status: 'substantial' }, 200],
    ] as const) {
      expect((await send(browser, { ...fields, step: 'preview' })).status, JSON.stringify(fields)).toBe(status);
    }
  });

  test('S8: refuses evidence that is no web address or carries a password', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//example.org/x',
      'https://user:pw@example.org/',
      'ftp://example.org/',
      'example.org',
    ]) {
      const answer = await send(browser, { ...complete, 'evidence.0.url': url, step: 'confirm' });
      expect(answer.status, url).toBe(422);
      expect(await answer.text()).not.toMatch(/href="(?:javascript|data|\/\/)/);
    }
    expect(await logOf(world)).toHaveLength(1);
  });

  test('S14: text with controls or direction overrides, or too long, is refused and shown escaped', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    for (const done of ['a\u0000b', 'a\u202Eb', 'a\u2066b', 'x'.repeat(4_001)]) {
      expect((await send(browser, { status: 'substantial', done, step: 'preview' })).status).toBe(422);
    }
    const hostile = '</textarea><script>alert(1)</script>"\'&<b>';
    const preview = await send(browser, { status: 'substantial', done: hostile, step: 'preview' });
    const html = await preview.text();
    expect(html).not.toContain('<script');
    expect(readPage(html).formFor(path).fields.get('done')).toBe(hostile);
    const again = await send(browser, { status: 'substantial', done: hostile, step: 'edit' });
    expect(
      readPage(await again.text())
        .formFor(path)
        .fields.get('done'),
    ).toBe(hostile);
  });

  test('adds rows of evidence without losing anything, up to twenty', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    let shown = await send(browser, { ...complete, step: 'add-row' });
    const rowsOf = async (response: Response): Promise<number> =>
      [
        ...readPage(await response.clone().text())
          .formFor(path)
          .fields.keys(),
      ].filter((name) => name.endsWith('.url')).length;
    expect(await rowsOf(shown)).toBe(2);
    expect(
      readPage(await shown.clone().text())
        .formFor(path)
        .fields.get('done'),
    ).toContain('réuni deux fois');
    shown = await browser.resubmit(shown, path, { step: 'add-row' });
    expect(await rowsOf(shown)).toBe(3);
    for (let one = 0; one < 20; one += 1) shown = await browser.resubmit(shown, path, { step: 'add-row' });
    expect(await rowsOf(shown)).toBe(20);
    const preview = await browser.resubmit(shown, path, { step: 'preview' });
    expect(preview.status).toBe(200);
    expect(await rowsOf(preview)).toBe(1);
  });

  test('goes back from the preview to the form with everything in it', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const preview = await send(browser, { ...complete, step: 'preview' });
    const form = await browser.resubmit(preview, path, { step: 'edit' });
    expect(Object.fromEntries(readPage(await form.text()).formFor(path).fields)).toMatchObject({
      ...complete,
      done: complete.done.replace('\r\n', '\n'),
      completedOn: '2021-10-20',
    });
  });

  test('I10: of two leads who confirm on the same version one wins; the other sees both texts and may confirm again', async () => {
    const world = await aWorld();
    const [first, second] = [await signIn(world), await signIn(world)];
    const mine = await send(first, { status: 'substantial', done: 'Ma version', step: 'preview' });
    const other = await send(second, { ...complete, done: 'Leur version', step: 'preview' });
    expect((await second.resubmit(other, path, { step: 'confirm' })).status).toBe(303);
    const conflict = await first.resubmit(mine, path, { step: 'confirm' });
    expect(conflict.status).toBe(409);
    const page = readPage(await conflict.clone().text());
    expect(page.text).toContain('Leur version');
    expect(page.text).toContain('Compte rendu de l’installation');
    expect(page.formFor(path).fields.get('done')).toBe('Ma version');
    expect(await logOf(world)).toHaveLength(2);
    const preview = await first.resubmit(conflict, path, { step: 'preview' });
    expect((await first.resubmit(preview, path, { step: 'confirm' })).headers.get('location')).toBe(`${path}?saved=3`);
  });

  test('a version that is stale already at the preview is shown as such', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const form = readPage(await (await browser.get(path)).text()).formFor(path);
    await send(browser, { ...complete, step: 'confirm' });
    const answer = await browser.post(path, { ...Object.fromEntries(form.fields), status: 'substantial', step: 'preview' });
    expect(answer.status).toBe(409);
  });

  test('an answer about another milestone never makes a version stale', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const preview = await send(browser, { ...complete, step: 'preview' });
    const other = '/app/fr-2021-2023/28/m2/';
    expect((await browser.submit(other, other, { status: 'substantial', step: 'confirm' })).status).toBe(303);
    expect((await browser.resubmit(preview, path, { step: 'confirm' })).headers.get('location')).toBe(`${path}?saved=3`);
  });

  test('I12: the same confirmation sent twice is one entry and one answer', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const preview = readPage(await (await send(browser, { ...complete, step: 'preview' })).text()).formFor(path);
    // Browsers send every line end as CR LF.
    const fields = { ...Object.fromEntries(preview.fields), done: complete.done, step: 'confirm' };
    const answers = [await browser.post(path, fields), await browser.post(path, fields)];
    expect(answers.map((one) => one.headers.get('location'))).toEqual([`${path}?saved=2`, `${path}?saved=2`]);
    expect(await logOf(world)).toHaveLength(2);
  });

  test('shows the published deadline and its words, and a word of the other language with its mark', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const french = readPage(await (await browser.get(path)).text()).text;
    expect(french).toContain('Octobre 2021');
    expect(french).toContain('31 octobre 2021 inclus');
    const contact = await world.stores.people.contact(aPersonId('lead'));
    if (contact !== null) await world.stores.people.updateContact({ ...contact, version: 2, language: 'en' });
    const html = await (await browser.get(path)).text();
    expect(readPage(html).title).toBe('Declare progress – Jalon');
    expect(html).toContain('<span lang="fr">Lancement du comité</span>');
    expect(readPage(html).text).toContain('31 October 2021');
  });

  test('a withdrawn milestone has no form, and a late confirmation writes nothing', async () => {
    const reason = aText('Budget retiré');
    const record = aCommitment({ number: '28', milestones: [{ title: 'Lancement du comité' }] });
    const withdrawn = andThen(
      record,
      { type: 'withdrawn', data: { milestoneId: id, reason: { sha256: reason.sha256 } } },
      { texts: [reason] },
    );
    const world = await aWorld({ commitments: [withdrawn] });
    const browser = await signIn(world);
    const page = readPage(await (await browser.get(path)).text());
    expect(page.text).toContain('Ce jalon est retiré');
    expect(page.forms.map(({ action }) => action)).toEqual(['/app/account/language', '/app/sign-out']);
    expect((await browser.get(`${path}nothing-to-report`)).headers.get('location')).toBe(path);
    expect(await logOf(world)).toHaveLength(2);
  });

  test('a text that was redacted comes back empty, and evidence keeps its address', async () => {
    const [done, title] = [aText('Texte retiré depuis'), aText('Rapport')];
    const evidence = { url: 'https://example.org/rapport', title: { sha256: title.sha256 }, kind: 'report', date: null } as const;
    const reason = aText('Donnée personnelle');
    let record = andThen(
      aCommitment({ number: '28', milestones: [{ title: 'Lancement du comité' }] }),
      aDeclared(id, { done: { sha256: done.sha256 }, evidence: [evidence] }),
      { texts: [done, title] },
    );
    record = andThen(
      record,
      { type: 'redacted', data: { of: 2, texts: [done.sha256], reason: { sha256: reason.sha256 } } },
      { texts: [reason] },
    );
    const browser = await signIn(await aWorld({ commitments: [record] }));
    const { fields } = readPage(await (await browser.get(path)).text()).formFor(path);
    expect([fields.get('done'), fields.get('evidence.0.url'), fields.get('evidence.0.title')]).toEqual([
      '',
      'https://example.org/rapport',
      'Rapport',
    ]);
  });
});
