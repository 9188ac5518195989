import { describe, expect, test } from 'vitest';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { editPlan } from '../../../shared/usecases/edit-plan.ts';
import { setMailbox } from '../../../shared/usecases/set-mailbox.ts';
import { aCommitment, aContact, anActor, anAsk, anAssignment, aPersonId, aPlan } from '../../builders.ts';
import { countingRng } from '../../usecases/world.ts';
import { readPage } from './page.ts';
import { aBrowser, aWorld, origin, signIn, type WorldInput } from './world.ts';

const plan = '/app/plans/fr-2021-2023/';
const leadAndPoc = (language: InterfaceLanguage = 'fr') => ({
  contacts: [aContact({ as: 'lead' }), aContact({ as: 'poc', name: 'Claude Modèle', language })],
  assignments: [anAssignment({ as: 'lead' }), anAssignment({ as: 'poc', role: 'poc' })],
});

async function aCoordinator(input: WorldInput = {}, language: InterfaceLanguage = 'fr', email = 'poc@example.org') {
  const world = await aWorld({ ...leadAndPoc(language), ...input });
  return { world, browser: await signIn(world, email) };
}

const pageOf = async (answer: Response) => ({ status: answer.status, ...readPage(await answer.text()) });

const typed = {
  id: 'ville-2027-2028',
  languages: 'fr, en',
  'titles.0': 'Plan d’action 2027-2028',
  'titles.1': 'Action plan 2027-2028',
  country: 'fr',
  period: '2027-2028',
  mailbox: 'ogp@example.org',
};

const create = (browser: Awaited<ReturnType<typeof aCoordinator>>['browser'], fields: Partial<Record<string, string>> = {}) =>
  browser.submit('/app/plans/new', '/app/plans/new', { ...typed, ...(fields as Record<string, string>) });

describe('list of plans', () => {
  test('a point of contact finds their own plans, an administrator all of them', async () => {
    const { world, browser } = await aCoordinator({
      contacts: [aContact({ as: 'poc' }), aContact({ as: 'admin' })],
      assignments: [anAssignment({ as: 'poc', role: 'poc' }), anAssignment({ as: 'admin', role: 'admin', planId: 'elsewhere' })],
    });
    await create(browser);
    const own = await pageOf(await browser.get('/app/plans/'));
    expect(own.hrefs).toEqual(expect.arrayContaining([plan, '/app/plans/ville-2027-2028/', '/app/plans/new']));
    expect(own.title).toContain('Mes plans');
    const all = await pageOf(await (await signIn(world, 'admin@example.org')).get('/app/plans/'));
    expect(all.title).toContain('Tous les plans');
    expect(all.hrefs).toEqual(expect.arrayContaining([plan, '/app/plans/ville-2027-2028/']));
  });

  test('another point of contact does not find a plan that is not theirs', async () => {
    const { world, browser } = await aCoordinator();
    await create(browser);
    await world.stores.people.addContact(aContact({ as: 'second' }));
    await world.stores.people.putAssignment(anAssignment({ as: 'second', role: 'poc' }));
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
    const { world, browser } = await aCoordinator();
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
      ['plan-created', aPersonId('poc')],
      ['contact-confirmed', aPersonId('poc')],
    ]);
    expect(await world.stores.people.mailbox('ville-2027-2028')).toBe('ogp@example.org');
    const shown = await pageOf(await browser.get('/app/plans/ville-2027-2028/?done=started'));
    expect(shown.text).toContain('Vous en êtes le point de contact');
    expect(shown.text).toContain('Importer les fiches du plan');
    expect(world.queue).toEqual([]);
  });

  test('refusals keep what was typed and say what is wrong in words of this form', async () => {
    const { browser } = await aCoordinator();
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
    const { world, browser } = await aCoordinator();
    const { status, text } = await pageOf(await create(browser, { 'titles.0': 'Écrire à quelqu.un@example.org' }));
    expect([status, text.includes('retirez-en les adresses')]).toEqual([422, true]);
    expect(await world.stores.record.plan('ville-2027-2028')).toBeNull();
  });

  test('folded fields open when something in them is wrong, and only then', async () => {
    const { browser } = await aCoordinator();
    expect(await (await browser.get('/app/plans/new')).text()).not.toContain('<details open');
    expect(await (await create(browser, { daysBefore: 'x' })).text()).toContain('<details open');
    expect(await (await create(browser, { id: '!' })).text()).not.toContain('<details open');
  });

  test('a country with several time zones asks which', async () => {
    const { browser } = await aCoordinator();
    const { status, text } = await pageOf(await create(browser, { country: 'ES' }));
    expect([status, text.includes('choisissez-en un'), text.includes('Europe/Madrid')]).toEqual([422, true, true]);
    const chosen = await create(browser, { country: 'ES', zone: 'Europe/Madrid' });
    expect(chosen.status).toBe(303);
  });

  test('a missing country is told once, and not again as a missing time zone', async () => {
    const { browser } = await aCoordinator();
    const { text } = await pageOf(await create(browser, { country: '' }));
    expect([text.includes('Pays : à compléter'), text.includes('Fuseau horaire : ')]).toEqual([true, false]);
  });

  test('a time zone that does not exist is refused: it would stop every page', async () => {
    const { world, browser } = await aCoordinator();
    const { status, text } = await pageOf(await create(browser, { zone: 'Europe/Nowhere' }));
    expect([status, text.includes('ce nom n’est pas connu')]).toEqual([422, true]);
    expect(await world.stores.record.plan('ville-2027-2028')).toBeNull();
  });

  test('an id that another plan has is refused; sending the same form twice is not', async () => {
    const { browser } = await aCoordinator();
    expect((await create(browser)).status).toBe(303);
    expect((await create(browser)).status).toBe(303);
    const taken = await pageOf(await create(browser, { id: 'fr-2021-2023' }));
    expect([taken.status, taken.text.includes('un autre plan le porte déjà')]).toEqual([422, true]);
  });

  test('OpenID Connect is neither offered nor accepted where the installation has none', async () => {
    const { browser } = await aCoordinator();
    expect(await (await browser.get('/app/plans/new')).text()).not.toContain('value="openid"');
    const { status, text } = await pageOf(await create(browser, { signIn: 'openid' }));
    expect([status, text.includes('n’a pas de connexion par OpenID Connect')]).toEqual([422, true]);
  });

  test('a field that the form does not have is refused', async () => {
    const { browser } = await aCoordinator();
    expect((await create(browser, { mailOnSince: '2021-09-01' })).status).toBe(400);
  });

  test('both languages have the form', async () => {
    const { browser } = await aCoordinator({}, 'en');
    const { text } = await pageOf(await browser.get('/app/plans/new'));
    expect(text).toContain('Five answers are enough');
    expect((await pageOf(await create(browser, { id: 'No' }))).text).toContain('lower case letters, digits and single hyphens');
  });
});

describe('settings', () => {
  const settings = `${plan}settings`;

  test('are prefilled, changed with a public reason, and told in the log', async () => {
    const { world, browser } = await aCoordinator();
    const shown = await pageOf(await browser.get(settings));
    expect(shown.text).toContain('du 1er janvier 2021 au 31 décembre 2023');
    const answer = await browser.submit(settings, settings, { announcedCommitments: '59', reason: 'Le nombre est connu' });
    expect(answer.status).toBe(303);
    const stored = await world.stores.record.plan('fr-2021-2023');
    expect(stored?.state.settings.announcedCommitments).toBe(59);
    const last = stored?.log.at(-1);
    expect([last?.type, last?.actor]).toEqual(['plan-edited', { role: 'poc', id: aPersonId('poc') }]);
    const after = await pageOf(await browser.get(answer.headers.get('location') ?? ''));
    expect(after.text).toContain(`l’entrée n° ${last?.seq} du journal public`);
  });

  test('saying nothing new is no change', async () => {
    const { world, browser } = await aCoordinator();
    const { status, text } = await pageOf(await browser.submit(settings, settings, {}));
    expect([status, text.includes('Aucun réglage n’a changé')]).toEqual([422, true]);
    expect((await world.stores.record.plan('fr-2021-2023'))?.log).toHaveLength(1);
  });

  test('a stale form gets the difference, never a lost update', async () => {
    const { world, browser } = await aCoordinator();
    const stale = await browser.get(settings);
    await browser.submit(settings, settings, { ogpLabel: 'France 2021-2023' });
    const answer = await browser.resubmit(stale, settings, { announcedCommitments: '59' });
    const { status, text, formFor } = await pageOf(answer.clone());
    expect(status).toBe(409);
    expect(text).toContain('Les réglages ont changé entre-temps');
    expect(text).toContain('France 2021-2023');
    expect(formFor(settings).fields.get('announcedCommitments')).toBe('59');
    expect((await world.stores.record.plan('fr-2021-2023'))?.state.settings).toMatchObject({
      ogpLabel: 'France 2021-2023',
      announcedCommitments: null,
    });
    expect((await browser.resubmit(answer, settings, { ogpLabel: 'France 2021-2023' })).status).toBe(303);
  });

  test('hours in which no mail could ever leave are refused', async () => {
    const { browser } = await aCoordinator();
    const swapped = await pageOf(await browser.submit(settings, settings, { windowOpens: '18', windowCloses: '8' }));
    expect([swapped.status, swapped.text.includes('la fin doit venir après le début')]).toEqual([422, true]);
    const outside = await pageOf(await browser.submit(settings, settings, { plannedHour: '19' }));
    expect([outside.status, outside.text.includes('entre le début et la fin des envois')]).toEqual([422, true]);
  });
});

describe('settings of a plan that asks for a second person', () => {
  const settings = `${plan}settings`;
  const approvals = `${plan}approvals`;
  const twoOfThem = (language: InterfaceLanguage = 'fr'): WorldInput => ({
    plan: aPlan({ approval: 'second-person' }),
    contacts: [
      aContact({ as: 'lead' }),
      aContact({ as: 'poc', name: 'Claude Modèle', language }),
      aContact({ as: 'second', name: 'Sacha Second', language }),
    ],
    assignments: [
      anAssignment({ as: 'lead' }),
      anAssignment({ as: 'poc', role: 'poc' }),
      anAssignment({ as: 'second', role: 'poc' }),
    ],
  });
  const settingsOf = async (world: Awaited<ReturnType<typeof aCoordinator>>['world']) =>
    (await world.stores.record.plan('fr-2021-2023'))?.state.settings;

  test('I17: relaxing the rules waits and says who can confirm it; the other fields go through at once', async () => {
    const { world, browser } = await aCoordinator(twoOfThem());
    const answer = await browser.submit(settings, settings, {
      approval: 'none',
      announcedCommitments: '59',
      reason: 'Décision du comité',
    });
    const location = answer.headers.get('location') ?? '';
    expect(location).toMatch(/^\/app\/plans\/fr-2021-2023\/settings\?proposed=approval-[0-9a-f]{32}&saved=2$/);
    expect(await settingsOf(world)).toMatchObject({ approval: 'second-person', announcedCommitments: 59 });
    const shown = await pageOf(await browser.get(location));
    expect(shown.text).toContain('Ces règles ne changent pas avant qu’une autre personne le confirme.');
    expect(shown.text).toContain('c’est l’entrée n° 2 du journal public');
    expect(shown.text).toContain('une seconde personne confirme → une personne suffit');
    expect(shown.text).toContain('Sacha Second (coordination nationale)');
    expect(shown.text).toContain('Vous l’avez proposé le 20 octobre 2021.');
    expect(shown.text).not.toContain('Claude Modèle (coordination');

    const second = await signIn(world, 'second@example.org');
    expect((await pageOf(await second.get(settings))).text).toContain('Proposé par Claude Modèle le 20 octobre 2021.');
    const waiting = await pageOf(await second.get(approvals));
    expect(waiting.text).toContain('Assouplir les règles du plan');
    expect(waiting.text).toMatch(/une seconde personne confirmeune personne suffit/);
    expect(waiting.text).toContain('Décision du comité');
    const action = waiting.forms.map((one) => one.action).find((one) => one.startsWith(approvals)) ?? '';
    expect((await second.submit(approvals, action, { verdict: 'approve' })).headers.get('location')).toBe(
      `${approvals}?done=approved`,
    );
    expect(await settingsOf(world)).toMatchObject({ approval: 'none', announcedCommitments: 59 });
    expect((await world.stores.record.plan('fr-2021-2023'))?.log.at(-1)).toMatchObject({
      type: 'plan-edited',
      actor: { role: 'poc', id: aPersonId('poc') },
      data: { approvedBy: { role: 'poc', id: aPersonId('second') } },
    });
    expect((await pageOf(await browser.get(location))).text).not.toContain('Ces règles ne changent pas');
  });

  test('other settings alone are saved as ever, and nothing waits', async () => {
    const { world, browser } = await aCoordinator(twoOfThem());
    const answer = await browser.submit(settings, settings, { announcedCommitments: '59' });
    expect(answer.headers.get('location')).toBe(`${plan}?saved=2`);
    expect(await world.stores.people.approvalsOf('fr-2021-2023')).toEqual([]);
  });

  test('what was made weaker elsewhere meanwhile leaves a proposal that can only be refused', async () => {
    const { world, browser } = await aCoordinator(twoOfThem());
    await browser.submit(settings, settings, { approval: 'none' });
    const command = { planId: 'fr-2021-2023', changes: { approval: 'none' }, reason: null } as const;
    await editPlan({ ...world.stores, rng: countingRng() }, { ...command, actor: { role: 'admin', id: null }, now: world.now() });
    const { text, forms } = await pageOf(await (await signIn(world, 'second@example.org')).get(approvals));
    expect(text).toContain('il n’est plus possible de valider');
    expect(forms.flatMap(({ buttons }) => buttons.map(({ value }) => value))).not.toContain('approve');
  });

  test('speak English too', async () => {
    const { world, browser } = await aCoordinator(twoOfThem('en'), 'en');
    const answer = await browser.submit(settings, settings, { approval: 'none' });
    const { text } = await pageOf(await browser.get(answer.headers.get('location') ?? ''));
    expect(text).toContain('These rules do not change before somebody else confirms.');
    expect(text).toContain('a second person confirms → one person is enough');
    expect((await pageOf(await (await signIn(world, 'second@example.org')).get(approvals))).text).toContain(
      'Relax the rules of the plan',
    );
  });
});

test('I17: the settings of a plan that asks for OpenID Connect are out of reach after a code', async () => {
  const { world, browser } = await aCoordinator();
  const settings = `${plan}settings`;
  const open = await browser.get(settings);
  const command = { planId: 'fr-2021-2023', changes: { approval: 'openid' }, reason: null } as const;
  await editPlan({ ...world.stores, rng: countingRng() }, { ...command, actor: { role: 'admin', id: null }, now: world.now() });
  expect((await browser.get(settings)).status).toBe(403);
  expect((await browser.resubmit(open, settings, { approval: 'none' })).status).toBe(403);
  expect((await world.stores.record.plan('fr-2021-2023'))?.state.settings.approval).toBe('openid');
});

describe('overview', () => {
  const todayOf = (text: string): string => /À faire aujourd’hui(.*)Où en est le plan/.exec(text)?.[1]?.trim() ?? '';
  const today = async (browser: Awaited<ReturnType<typeof aCoordinator>>['browser']) =>
    todayOf((await pageOf(await browser.get(plan))).text);

  test('a plan that lacks nothing but mail asks for that alone', async () => {
    const { world, browser } = await aCoordinator();
    await setMailbox(world.stores, { planId: 'fr-2021-2023', address: 'ogp@example.org' });
    expect(await today(browser)).toBe('Relire et activer les rappelsTout est prêt. Vous lirez d’abord ce qui partira.');
  });

  test('people to confirm are told by name, and not again as what mail lacks', async () => {
    const { world, browser } = await aCoordinator({
      assignments: [anAssignment({ as: 'lead', confirmedAt: null }), anAssignment({ as: 'poc', role: 'poc' })],
    });
    await setMailbox(world.stores, { planId: 'fr-2021-2023', address: 'ogp@example.org' });
    const text = await today(browser);
    expect(text).toContain('Confirmer 1 personneCamille Exemple.');
    expect(text).toContain('Il reste à confirmer les personnes.');
    expect(text).not.toContain('responsable pour');
  });

  test('H11: a stopped, failing or paused mailbox is told to the point of contact with the day', async () => {
    const at = '2021-10-18T10:00:00Z';
    const { browser } = await aCoordinator({
      contacts: [
        aContact({ as: 'lead', suppressed: { reason: 'unsubscribed', at } }),
        aContact({ as: 'bounced', name: 'Boîte Commune', suppressed: { reason: 'bounced', at } }),
        aContact({ as: 'paused', name: 'Alix Pause', pausedUntil: '2021-11-02T00:00:00Z' }),
        aContact({ as: 'poc' }),
      ],
      assignments: [...['lead', 'bounced', 'paused'].map((as) => anAssignment({ as })), anAssignment({ as: 'poc', role: 'poc' })],
    });
    const text = await today(browser);
    expect(text).toContain('Voir 3 personnes que les courriels n’atteignent pas');
    expect(text).toContain('Camille Exemple : arrêt demandé le 18 octobre 2021');
    expect(text).toContain('Boîte Commune : adresse en erreur depuis le 18 octobre 2021');
    expect(text).toContain('Alix Pause : en pause jusqu’au 2 novembre 2021');
  });

  test('whoever was asked and stayed silent past the deadline is told once', async () => {
    const { world, browser } = await aCoordinator();
    await world.stores.record.putAsk(anAsk({ subjectId: 'fr-2021-2023/29/m1', commitmentId: 'fr-2021-2023/29' }));
    const text = await today(browser);
    expect(text).toContain('Voir 1 jalon dépassé sans réponseDemandé à : Camille Exemple.');
  });

  test('an approval that waits for somebody else is no task of who proposed it', async () => {
    const { world, browser } = await aCoordinator();
    const waiting = {
      planId: 'fr-2021-2023',
      at: '2021-10-19T08:00:00Z',
      expiresAt: '2021-11-18T08:00:00Z',
      change: { kind: 'confirm-contact' as const, contactId: aPersonId('lead') },
    };
    await world.stores.people.addApproval({ ...waiting, id: `approval-${'1'.repeat(32)}`, proposedBy: anActor('poc') });
    expect(await today(browser)).not.toContain('Valider');
    expect((await pageOf(await browser.get(plan))).text).toContain('1 changement que vous avez proposé attend quelqu’un d’autre');
    await world.stores.people.addApproval({ ...waiting, id: `approval-${'2'.repeat(32)}`, proposedBy: anActor('lead') });
    expect(await today(browser)).toContain('Valider 1 changement');
  });

  test('leads to every section of the plan, each once', async () => {
    const { browser } = await aCoordinator();
    const { hrefs } = await pageOf(await browser.get(plan));
    const sections = ['people', 'import', 'proposals', 'approvals', 'silent', 'campaigns', 'check', 'settings', 'export'];
    for (const section of sections) expect(hrefs.filter((href) => href === `${plan}${section}`).length, section).toBe(1);
    expect(hrefs).toContain('/fr-2021-2023/');
  });

  test('speaks English to who asked for it', async () => {
    const { browser } = await aCoordinator({}, 'en');
    const { text } = await pageOf(await browser.get(plan));
    expect(text).toContain('To do today');
    expect(text).toContain('2 commitments, 3 milestones');
  });

  test('an import that was just confirmed is told in numbers, whatever else the address says', async () => {
    const { browser } = await aCoordinator();
    const { text } = await pageOf(await browser.get(`${plan}?done=imported&changed=2&contacts=1&proposals=<b>`));
    expect(text).toContain('L’import est enregistré : 2 éléments nouveaux ou modifiés, 1 personne à confirmer.');
  });

  test('the address bar alone announces nothing: only who did it is told', async () => {
    const { browser } = await aCoordinator(
      {
        contacts: [aContact({ as: 'second' })],
        assignments: [anAssignment({ as: 'second', role: 'poc' })],
      },
      'fr',
      'second@example.org',
    );
    const { text } = await pageOf(await browser.get(`${plan}?done=started&saved=1`));
    expect(text).not.toContain('C’est enregistré');
  });
});

describe('check-up', () => {
  const check = `${plan}check`;

  test('tells what the record lacks, each finding with its sheet and line', async () => {
    const { browser } = await aCoordinator({
      commitments: [aCommitment({ number: '28', milestones: [{ title: 'Lancement du comité', due: null }] })],
    });
    const { text } = await pageOf(await browser.get(check));
    expect(text).toContain('Jalon sans échéance datée : « Lancement du comité »');
    expect(text).toContain('jalon m1, engagement-28.txt, ligne 20');
    expect(text).toContain('Code de l’OGP absent ou non vérifié : #28.');
    expect(text).toContain('Pas de texte officiel en anglais : #28.');
  });

  test('speaks English too', async () => {
    const { browser } = await aCoordinator({}, 'en');
    expect((await pageOf(await browser.get(check))).text).toContain('OGP code missing or not verified: #28, #29.');
  });
});

test('no page of a plan shows an address of a person or changes anything', async () => {
  const { world, browser } = await aCoordinator();
  const before = { ...world.traffic };
  for (const page of ['', 'settings', 'check', 'mail', 'silent', 'campaigns']) {
    const answer = await browser.get(`${plan}${page}`);
    expect(answer.status, page).toBe(200);
    expect(await answer.text(), page).not.toMatch(/lead@example\.org|poc@example\.org/);
  }
  expect(world.traffic.writes).toBe(before.writes);
});

test('S6: a form from another site changes nothing', async () => {
  const { world, browser } = await aCoordinator();
  const shown = readPage(await (await browser.get('/app/plans/new')).text()).formFor('/app/plans/new');
  const fields = { ...Object.fromEntries(shown.fields), ...typed };
  const forged = await browser.post('/app/plans/new', fields, { origin: 'https://elsewhere.example.org' });
  expect(forged.status).toBe(403);
  expect((await browser.post('/app/plans/new', { ...fields, token: 'x' }, { origin })).status).toBe(403);
  expect(await world.stores.record.plan('ville-2027-2028')).toBeNull();
  expect((await aBrowser(world).get('/app/plans/new')).status).toBe(303);
});
