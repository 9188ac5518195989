import { describe, expect, test } from 'vitest';
import { sha256Of } from '../../../shared/domain/text.ts';
import { aCommitment, aDeclared, andThen, aPersonId, aPlan, aText } from '../../builders.ts';
import { readPage } from './page.ts';
import { aBrowser, aWorld, type Browser, signIn, type World } from './world.ts';

const id = 'fr-2021-2023/28/m1';
const path = `/app/${id}/`;

const complete = {
  status: 'complete',
  done: 'Le comité a été installé.\r\nIl s’est réuni deux fois.',
  'evidence.0.url': 'https://example.org/compte-rendu',
  'evidence.0.title': 'Compte rendu de l’installation',
  'evidence.0.kind': 'minutes',
  'evidence.0.date': '2021-10-14',
};

const logOf = async (world: World) => (await world.stores.record.commitment('fr-2021-2023/28'))?.log ?? [];
const send = (browser: Browser, fields: { [name: string]: string }) => browser.submit(path, path, fields);

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
    expect(texts.sort()).toEqual(['Compte rendu de l’installation', 'Le comité a été installé.\nIl s’est réuni deux fois.']);
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
    expect(page.forms.map(({ action }) => action)).toEqual(['/app/sign-out']);
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

describe('nothing to report', () => {
  const nothing = `${path}nothing-to-report`;

  test('is one page and one confirmation: one dated entry, and the declared status stays', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    await send(browser, { status: 'substantial', step: 'confirm' });
    expect(readPage(await (await browser.get(path)).text()).hrefs).toContain(nothing);
    const done = await browser.submit(nothing, nothing, { note: 'Même état qu’en septembre' });
    expect(done.headers.get('location')).toBe(`${path}?saved=3`);
    expect((await logOf(world)).at(-1)).toMatchObject({ type: 'nothing-to-report', actor: { role: 'lead' } });
    const page = readPage(await (await browser.get(`${path}?saved=3`)).text());
    expect(page.text).toContain('C’est enregistré');
    expect(page.formFor(path).fields.get('status')).toBe('substantial');
  });

  test('I12: sent twice is one entry; a stale one shows what is recorded and asks again', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const fields = Object.fromEntries(readPage(await (await browser.get(nothing)).text()).formFor(nothing).fields);
    const twice = [await browser.post(nothing, fields), await browser.post(nothing, fields)];
    expect(twice.map((one) => one.headers.get('location'))).toEqual([`${path}?saved=2`, `${path}?saved=2`]);
    await send(browser, { status: 'substantial', done: 'Du nouveau', step: 'confirm' });
    const stale = await browser.post(nothing, { ...fields, note: 'Rien' });
    expect(stale.status).toBe(409);
    expect(readPage(await stale.clone().text()).text).toContain('Du nouveau');
    expect((await browser.resubmit(stale, nothing, {})).status).toBe(303);
    expect(await logOf(world)).toHaveLength(4);
  });

  test('refuses a note with an address in it and keeps the note', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const answer = await browser.submit(nothing, nothing, { note: 'voir nom@example.org' });
    expect(answer.status).toBe(422);
    expect(
      readPage(await answer.text())
        .formFor(nothing)
        .fields.get('note'),
    ).toBe('voir nom@example.org');
    expect(await logOf(world)).toHaveLength(1);
  });
});

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

describe('from the link in the mail', () => {
  test('a remembered browser has answered after four interactions', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    const token = 'r'.repeat(43);
    const [startedAt, expiresAt] = ['2021-10-01T08:00:00Z', '2021-12-30T08:00:00Z'];
    const session = { way: 'remembered', tokenHash: sha256Of(token), contactId: aPersonId('lead') } as const;
    await world.stores.people.putSession({ ...session, startedAt, lastSeenAt: startedAt, expiresAt });
    browser.cookies.set('__Host-jalon-remembered', token);

    const steps: string[] = [];
    const opened = await browser.get(path);
    steps.push('open the link');
    expect(opened.status).toBe(200);
    steps.push('choose where it stands');
    const preview = await browser.resubmit(opened, path, { status: 'substantial', step: 'preview' });
    steps.push('preview');
    const done = await browser.resubmit(preview, path, { step: 'confirm' });
    steps.push('confirm');
    expect(done.headers.get('location')).toBe(`${path}?saved=2`);
    expect(steps.length).toBeLessThanOrEqual(4);

    const again = await browser.get(path);
    const quick = readPage(await again.text()).hrefs.filter((href) => href.endsWith('nothing-to-report'));
    expect(quick).toEqual([`${path}nothing-to-report`]);
    const answer = await browser.submit(`${path}nothing-to-report`, `${path}nothing-to-report`, {});
    expect(answer.headers.get('location')).toBe(`${path}?saved=3`);
    expect((await logOf(world)).map(({ type }) => type)).toEqual(['imported', 'declared', 'nothing-to-report']);
  });

  test('S2: what else its page links to leads a remembered browser to sign in, and back', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    const token = 'r'.repeat(43);
    const at = '2021-10-01T08:00:00Z';
    const session = { way: 'remembered', tokenHash: sha256Of(token), contactId: aPersonId('lead') } as const;
    await world.stores.people.putSession({ ...session, startedAt: at, lastSeenAt: at, expiresAt: '2021-12-30T08:00:00Z' });
    browser.cookies.set('__Host-jalon-remembered', token);
    const { hrefs } = readPage(await (await browser.get(path)).text());
    const others = ['deadline', 'hand-on', 'withdraw'].map((name) => `${path}${name}`);
    expect(hrefs).toEqual(expect.arrayContaining(others));
    for (const other of others) {
      const answer = await browser.get(other);
      expect(answer.headers.get('location'), other).toBe(`/app/sign-in?${new URLSearchParams({ lang: 'fr', next: other })}`);
    }
  });
});
