import { describe, expect, test } from 'vitest';
import { aContact, anAssignment, aPersonId } from '../../builders.ts';
import { readPage } from './page.ts';
import { aCoordinator, anAdministrator, create, pageOf, plan, typed } from './plans-world.ts';
import { aBrowser, origin, signIn } from './world.ts';

describe('list of plans', () => {
  test('a point of contact finds their own plans, an administrator all of them', async () => {
    const { world, browser } = await aCoordinator({
      contacts: [aContact({ as: 'poc' }), aContact({ as: 'admin' })],
      assignments: [anAssignment({ as: 'poc', role: 'poc' }), anAssignment({ as: 'admin', role: 'admin', planId: 'elsewhere' })],
    });
    const chief = await signIn(world, 'admin@example.org');
    await create(chief);
    const own = await pageOf(await browser.get('/app/plans/'));
    expect(own.hrefs).toContain(plan);
    expect(own.hrefs).not.toContain('/app/plans/ville-2027-2028/');
    expect(own.title).toContain('Mes plans');
    const all = await pageOf(await chief.get('/app/plans/'));
    expect(all.title).toContain('Tous les plans');
    expect(all.hrefs).toEqual(expect.arrayContaining([plan, '/app/plans/ville-2027-2028/', '/app/plans/new']));
  });

  test('a point of contact begins no other plan: a site of many does not stand under what one of them makes', async () => {
    const { browser } = await aCoordinator();
    expect((await pageOf(await browser.get('/app/plans/'))).hrefs).not.toContain('/app/plans/new');
    expect((await browser.get('/app/plans/new')).status).toBe(404);
    const { browser: chief } = await anAdministrator();
    expect((await chief.get('/app/plans/new')).status).toBe(200);
  });

  test('another point of contact does not find a plan that is not theirs', async () => {
    const { world, browser } = await anAdministrator();
    await create(browser);
    await world.stores.people.addContact(aContact({ as: 'second' }));
    await world.stores.people.addAssignment(anAssignment({ as: 'second', role: 'poc' }));
    const list = await pageOf(await (await signIn(world, 'second@example.org')).get('/app/plans/'));
    expect(list.hrefs).toContain(plan);
    expect(list.hrefs).not.toContain('/app/plans/ville-2027-2028/');
  });

  test('a lead finds none of these pages', async () => {
    const { world } = await aCoordinator();
    const browser = await signIn(world, 'lead@example.org');
    const pages = ['/app/plans/', '/app/plans/new', plan];
    const inside = ['settings', 'check', 'mail', 'silent', 'campaigns'].map((page) => `${plan}${page}`);
    for (const page of [...pages, ...inside]) expect((await browser.get(page)).status, page).toBe(404);
  });
});

describe('new plan', () => {
  test('few fields are enough; who creates it is its confirmed point of contact, and nothing is mailed', async () => {
    const { world, browser } = await anAdministrator();
    const answer = await create(browser);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/app/plans/ville-2027-2028/?done=started']);
    const created = await world.stores.record.plan('ville-2027-2028');
    expect(created?.state.settings).toMatchObject({
      titles: { fr: 'Plan d’action 2027-2028', en: 'Action plan 2027-2028' },
      country: 'FR',
      zone: 'Europe/Paris',
      period: { text: '2027-2028', from: '2027-01-01', to: '2028-12-31' },
      approval: 'none',
      signIn: 'code',
    });
    expect(created?.state.mailOnSince).toBeNull();
    expect(created?.log.map(({ type, actor }) => [type, actor.id])).toEqual([
      ['plan-created', aPersonId('chief')],
      ['contact-confirmed', aPersonId('chief')],
    ]);
    expect(await world.stores.people.mailbox('ville-2027-2028')).toBe('ogp@example.org');
    const shown = await pageOf(await browser.get('/app/plans/ville-2027-2028/?done=started'));
    expect(shown.text).toContain('Vous en êtes le point de contact');
    expect(shown.text).toContain('Importer les fiches du plan');
    expect(world.queue).toEqual([]);
  });

  test('refusals keep what was typed and say what is wrong in words of this form', async () => {
    const { browser } = await anAdministrator();
    const answer = await create(browser, {
      id: 'Ville 2027',
      country: 'France',
      period: 'bientôt',
      mailbox: 'ogp',
      'titles.0': 'Écrire à quelqu.un@example.org',
      daysBefore: '30, jamais',
      windowOpens: '25',
    });
    const { status, title, text, formFor } = await pageOf(answer);
    expect(status).toBe(422);
    expect(title).toContain('Erreur');
    for (const words of [
      'minuscules, chiffres et tirets',
      'deux lettres, comme FR',
      'un début et une fin',
      'contact@example.org',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain('un nombre entier de 0 à 23');
    expect(text).not.toContain('la forme attendue est 2021-10-31');
    const { fields } = formFor('/app/plans/new');
    expect([fields.get('id'), fields.get('period'), fields.get('mailbox')]).toEqual(['Ville 2027', 'bientôt', 'ogp']);
  });

  test('a title with an address is refused by the record’s own rule', async () => {
    const { world, browser } = await anAdministrator();
    const { status, text } = await pageOf(await create(browser, { 'titles.0': 'Écrire à quelqu.un@example.org' }));
    expect([status, text.includes('retirez-en les adresses')]).toEqual([422, true]);
    expect(await world.stores.record.plan('ville-2027-2028')).toBeNull();
  });

  test('folded fields open when something in them is wrong, and only then', async () => {
    const { browser } = await anAdministrator();
    expect(await (await browser.get('/app/plans/new')).text()).not.toContain('<details open');
    expect(await (await create(browser, { daysBefore: 'x' })).text()).toContain('<details open');
    expect(await (await create(browser, { id: '!' })).text()).not.toContain('<details open');
  });

  test('a country with several time zones asks which', async () => {
    const { browser } = await anAdministrator();
    const { status, text } = await pageOf(await create(browser, { country: 'ES' }));
    expect([status, text.includes('choisissez-en un'), text.includes('Europe/Madrid')]).toEqual([422, true, true]);
    const chosen = await create(browser, { country: 'ES', zone: 'Europe/Madrid' });
    expect(chosen.status).toBe(303);
  });

  test('a missing country is told once, and not again as a missing time zone', async () => {
    const { browser } = await anAdministrator();
    const { text } = await pageOf(await create(browser, { country: '' }));
    expect([text.includes('Pays : à compléter'), text.includes('Fuseau horaire : ')]).toEqual([true, false]);
  });

  test('a time zone that does not exist is refused: it would stop every page', async () => {
    const { world, browser } = await anAdministrator();
    const { status, text } = await pageOf(await create(browser, { zone: 'Europe/Nowhere' }));
    expect([status, text.includes('ce nom n’est pas connu')]).toEqual([422, true]);
    expect(await world.stores.record.plan('ville-2027-2028')).toBeNull();
  });

  test('an id that another plan has is refused; sending the same form twice is not', async () => {
    const { browser } = await anAdministrator();
    expect((await create(browser)).status).toBe(303);
    expect((await create(browser)).status).toBe(303);
    const taken = await pageOf(await create(browser, { id: 'fr-2021-2023' }));
    expect([taken.status, taken.text.includes('un autre plan le porte déjà')]).toEqual([422, true]);
  });

  test('OpenID Connect is neither offered nor accepted where the installation has none', async () => {
    const { browser } = await anAdministrator();
    expect(await (await browser.get('/app/plans/new')).text()).not.toContain('value="openid"');
    const { status, text } = await pageOf(await create(browser, { signIn: 'openid' }));
    expect([status, text.includes('n’a pas de connexion par OpenID Connect')]).toEqual([422, true]);
  });

  test('a field that the form does not have is refused', async () => {
    const { browser } = await anAdministrator();
    expect((await create(browser, { mailOnSince: '2021-09-01' })).status).toBe(400);
  });

  test('both languages have the form', async () => {
    const { browser } = await anAdministrator({}, 'en');
    const { text } = await pageOf(await browser.get('/app/plans/new'));
    expect(text).toContain('Five answers are enough');
    expect((await pageOf(await create(browser, { id: 'No' }))).text).toContain('lower case letters, digits and single hyphens');
  });
});

test('S6: a form from another site changes nothing', async () => {
  const { world, browser } = await anAdministrator();
  const shown = readPage(await (await browser.get('/app/plans/new')).text()).formFor('/app/plans/new');
  const fields = { ...Object.fromEntries(shown.fields), ...typed };
  const forged = await browser.post('/app/plans/new', fields, { origin: 'https://elsewhere.example.org' });
  expect(forged.status).toBe(403);
  expect((await browser.post('/app/plans/new', { ...fields, token: 'x' }, { origin })).status).toBe(403);
  expect(await world.stores.record.plan('ville-2027-2028')).toBeNull();
  expect((await aBrowser(world).get('/app/plans/new')).status).toBe(303);
});
