import { describe, expect, test } from 'vitest';
import type { ApiDeps } from '../../../functions/api/dependencies.ts';
import { accountMessages } from '../../../functions/api/messages/account.ts';
import { addressHashOf } from '../../../shared/domain/sign-in.ts';
import { sha256Of } from '../../../shared/domain/text.ts';
import type { OpenIdProvider } from '../../../shared/ports.ts';
import { aContact, anAssignment, aPersonId, aPlan, aSession } from '../../builders.ts';
import { readPage } from './page.ts';
import { aBrowser, aWorld, type Browser, signIn, theCode, type World } from './world.ts';

const path = '/app/account';
const endPath = `${path}/end-session`;
const everywherePath = `${path}/sign-out-everywhere`;
const languagePath = `${path}/language`;
const [sessionCookie, rememberedCookie] = ['__Host-jalon-session', '__Host-jalon-remembered'];

const hashHere = (browser: Browser): string => sha256Of(browser.cookies.get(sessionCookie)?.slice(0, 43) ?? '');
const accountOf = async (browser: Browser) => readPage(await (await browser.get(path)).text());

async function remembered(world: World): Promise<Browser> {
  const browser = aBrowser(world);
  await browser.submit('/app/sign-in', '/app/sign-in', { email: 'lead@example.org' });
  await world.sendCodes();
  await browser.submit('/app/sign-in/code', '/app/sign-in/code', { code: theCode, remember: 'yes' });
  return browser;
}

const endOf = async (browser: Browser, tokenHash: string): Promise<Response> => {
  const form = (await accountOf(browser)).formFor(endPath);
  return browser.post(endPath, { ...Object.fromEntries(form.fields), browser: tokenHash });
};

describe('the account', () => {
  test('shows a person what is held about them, and nobody else', async () => {
    const world = await aWorld({
      contacts: [
        aContact({ as: 'lead', phone: '01 99 00 00 00', organisationNumber: '12000000000001' }),
        aContact({ as: 'other', name: 'Dominique Exemple' }),
      ],
    });
    await world.stores.people.setMailbox('fr-2021-2023', 'plan@example.org');
    const { title, text, hrefs } = await accountOf(await signIn(world));
    expect(title).toBe('Mon compte – Jalon');
    for (const held of [
      'Nous le gardons jusqu’à 30 jours après la fin de votre dernier rôle',
      'Vous pouvez demander plus tôt votre effacement.',
      'Camille Exemple',
      'lead@example.org',
      '01 99 00 00 00',
      '12000000000001',
      'directrice des exemples',
      'Ministère des Exemples',
      'plan@example.org',
      'Envoyés à votre adresse',
    ]) {
      expect(text).toContain(held);
    }
    expect(text).not.toMatch(/Dominique|other@/);
    expect(hrefs).toContain('/app/reminders');
  });

  test('says why reminders no longer come', async () => {
    const cases = [
      [{ suppressed: { reason: 'unsubscribed', at: '2021-10-01T07:00:00Z' } }, 'Arrêtés à votre demande le 1er octobre 2021'],
      [{ pausedUntil: '2021-11-30T07:00:00Z' }, 'En pause jusqu’au 30 novembre 2021'],
    ] as const;
    for (const [change, said] of cases) {
      const world = await aWorld({ contacts: [aContact({ as: 'lead', ...change })] });
      expect((await accountOf(await signIn(world))).text).toContain(said);
    }
  });

  test('tells every role with its plan, reach, dates and state', async () => {
    const world = await aWorld({
      assignments: [
        anAssignment({ as: 'lead', commitments: ['28', '29'] }),
        anAssignment({ as: 'lead two', contactId: aPersonId('lead'), role: 'poc', confirmedAt: null }),
        anAssignment({ as: 'lead three', contactId: aPersonId('lead'), role: 'deputy', until: '2021-10-01T12:00:00Z' }),
        anAssignment({
          as: 'lead four',
          contactId: aPersonId('lead'),
          role: 'colleague',
          commitments: ['28'],
          milestoneId: 'fr-2021-2023/28/m2',
          since: '2021-11-01T07:00:00Z',
        }),
        anAssignment({ as: 'lead five', contactId: aPersonId('lead'), role: 'reviewer', planId: 'fr-2024-2026' }),
      ],
    });
    const { text } = await accountOf(await signIn(world));
    for (const said of [
      'responsable au ministère',
      'Engagements 28, 29',
      'Sans terme',
      'En vigueur',
      'Tout le plan',
      'À confirmer par le point de contact',
      'Terminé',
      'Jalon m2 de l’engagement 28',
      'Pas encore commencé',
      'fr-2024-2026',
    ]) {
      expect(text, said).toContain(said);
    }
  });

  test('S2: asks a browser that is only remembered for a code', async () => {
    const world = await aWorld();
    const browser = await remembered(world);
    browser.cookies.delete(sessionCookie);
    expect((await browser.get(path)).status).toBe(303);
  });

  test('has one heading of the first level, and no id twice', async () => {
    const world = await aWorld();
    await signIn(world);
    const html = await (await (await remembered(world)).get(path)).text();
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the browsers of a person', () => {
  test('S5: are listed with how, since when and until when, this one marked, and those that are over left out', async () => {
    const world = await aWorld();
    await signIn(world);
    world.wait({ hours: 13 });
    const browser = await remembered(world);
    const { text, forms } = await accountOf(browser);
    expect(text).toContain('Connecté par un code (ce navigateur)');
    expect(text).toContain('Mémorisé (ce navigateur)');
    expect(text).toContain('Heures du fuseau Europe/Paris.');
    expect(text).toContain('18 janvier 2022 à 22 h 00');
    expect(forms.filter(({ action }) => action === endPath)).toHaveLength(2);
    await signIn(world);
    expect((await accountOf(browser)).text.match(/ce navigateur\)/g)).toHaveLength(2);
  });

  test('S5: one that was opened under an earlier address is listed no more, as it lets nobody in', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const at = { startedAt: '2021-10-20T07:00:00Z', expiresAt: '2021-10-20T19:00:00Z' };
    const before = aSession({ ...at, addressHash: addressHashOf('before@example.org') });
    await world.stores.people.putSession(before);
    expect((await accountOf(browser)).forms.filter(({ action }) => action === endPath)).toHaveLength(1);
    await world.stores.people.putSession({ ...before, addressHash: addressHashOf('lead@example.org') });
    expect((await accountOf(browser)).forms.filter(({ action }) => action === endPath)).toHaveLength(2);
  });

  test('S5: says of one that came in through the provider with whom', async () => {
    const openId: OpenIdProvider = {
      name: 'ProConnect',
      begin: async () => ({ ok: false, reason: 'unreachable', why: 'no-answer' }),
      finish: async () => ({ ok: false, reason: 'refused', why: 'no-code' }),
    };
    for (const [change, words] of [
      [(deps: ApiDeps): ApiDeps => ({ ...deps, openId }), 'Connecté avec ProConnect'],
      [(deps: ApiDeps): ApiDeps => deps, 'Connecté avec un compte professionnel'],
    ] as const) {
      const world = await aWorld({ change });
      const at = { startedAt: '2021-10-20T07:00:00Z', expiresAt: '2021-10-20T19:00:00Z' };
      await world.stores.people.putSession(aSession({ ...at, way: 'openid' }));
      expect((await accountOf(await signIn(world))).text).toContain(words);
    }
  });

  test('S5: one of them is ended at once, and the others stay', async () => {
    const world = await aWorld();
    const [browser, other, third] = [await signIn(world), await signIn(world), await signIn(world)];
    const answer = await endOf(browser, hashHere(other));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/app/account?done=ended']);
    expect((await other.get('/app/account')).status).toBe(303);
    for (const alive of [browser, third]) expect((await alive.get('/app/account')).status).toBe(200);
    const after = readPage(await (await browser.get('/app/account?done=ended')).text());
    expect(after.text).toContain('Ce navigateur est déconnecté.');
  });

  test('S5: a remembered one is forgotten at once', async () => {
    const world = await aWorld();
    const [browser, phone] = [await signIn(world), await remembered(world)];
    phone.cookies.delete(sessionCookie);
    await endOf(browser, sha256Of(phone.cookies.get(rememberedCookie) ?? ''));
    expect((await phone.get('/app/fr-2021-2023/28/m1/')).status).toBe(303);
  });

  test('S5: ending this very session is signing out, and forgetting this browser drops its cookie', async () => {
    const world = await aWorld();
    const browser = await remembered(world);
    await endOf(browser, sha256Of(browser.cookies.get(rememberedCookie) ?? ''));
    expect([...browser.cookies.keys()]).toEqual([sessionCookie]);
    const copy = new Map(browser.cookies);
    const answer = await endOf(browser, hashHere(browser));
    expect(answer.headers.get('location')).toBe('/app/sign-in?lang=fr');
    expect(browser.cookies.size).toBe(0);
    for (const [name, value] of copy) browser.cookies.set(name, value);
    expect((await browser.get(path)).status).toBe(303);
  });

  test('S16: one of somebody else is the same 404 as one that is not there, and lives on', async () => {
    const world = await aWorld();
    const [browser, theirs] = [await signIn(world), await signIn(world, 'other@example.org')];
    const answers = [await endOf(browser, hashHere(theirs)), await endOf(browser, sha256Of('no such browser'))];
    const [first, second] = await Promise.all(answers.map(async (one) => `${one.status} ${await one.text()}`));
    expect(first).toMatch(/^404/);
    expect(second).toBe(first);
    expect((await theirs.get(path)).status).toBe(200);
  });

  test('S14: what is no browser at all, or comes with another field, is refused', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const { fields } = (await accountOf(browser)).formFor(endPath);
    const good = Object.fromEntries(fields);
    const changes: readonly { [name: string]: string }[] = [{ browser: 'x' }, { browser: '' }, { contact: aPersonId('other') }];
    for (const change of changes) expect((await browser.post(endPath, { ...good, ...change })).status).toBe(400);
    const everywhere = Object.fromEntries((await accountOf(browser)).formFor(everywherePath).fields);
    expect((await browser.post(everywherePath, { ...everywhere, contact: aPersonId('other') })).status).toBe(400);
  });
});

describe('signing out everywhere', () => {
  test('S5: ends every session and every remembered browser of this person at once, old cookies included', async () => {
    const world = await aWorld();
    const [here, there, phone, theirs] = [
      await signIn(world),
      await signIn(world),
      await remembered(world),
      await signIn(world, 'other@example.org'),
    ];
    const copies = [here, there, phone].map((one) => new Map(one.cookies));
    const answer = await here.submit(path, everywherePath, {});
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/app/sign-in?lang=fr']);
    expect(here.cookies.size).toBe(0);
    for (const cookies of copies) {
      const thief = aBrowser(world);
      for (const [name, value] of cookies) thief.cookies.set(name, value);
      for (const page of ['/app/', path, '/app/fr-2021-2023/28/m1/']) expect((await thief.get(page)).status, page).toBe(303);
    }
    expect(await world.stores.people.sessionsOf(aPersonId('lead'))).toEqual([]);
    expect((await theirs.get(path)).status).toBe(200);
    expect((await (await signIn(world)).get(path)).status).toBe(200);
  });

  test('S6: needs the token of its own form', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const wrong = (await accountOf(browser)).formFor(languagePath).fields.get('token') ?? '';
    expect((await browser.post(everywherePath, { token: wrong })).status).toBe(403);
    expect((await browser.get(path)).status).toBe(200);
  });
});

describe('the language', () => {
  test('is that of pages and mails from the next one on, and no log tells it', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const logOf = async () => (await world.stores.record.plan('fr-2021-2023'))?.log.length;
    const before = await logOf();
    const answer = await browser.submit(path, languagePath, { language: 'en' });
    expect(answer.headers.get('location')).toBe('/app/account?done=language');
    const { title, text, formFor } = readPage(await (await browser.get(answer.headers.get('location') ?? '')).text());
    expect(title).toBe('My account – Jalon');
    expect(text).toContain('The language of your pages and mails has changed.');
    expect(formFor(languagePath).fields.get('language')).toBe('en');
    expect(await world.stores.people.contact(aPersonId('lead'))).toMatchObject({ language: 'en', version: 2 });
    expect(await logOf()).toBe(before);
  });

  test('S3: is chosen by no GET', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    for (const query of ['?language=en', '?lang=en', '?done=language', '?done=<b>']) {
      expect(readPage(await (await browser.get(path + query)).text()).title).toBe('Mon compte – Jalon');
    }
    expect((await world.stores.people.contact(aPersonId('lead')))?.version).toBe(1);
  });

  test('chosen again writes nothing; one that is not spoken here is refused', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    expect((await browser.submit(path, languagePath, { language: 'fr' })).status).toBe(303);
    expect((await world.stores.people.contact(aPersonId('lead')))?.version).toBe(1);
    expect((await browser.submit(path, languagePath, { language: 'de' })).status).toBe(400);
  });

  test('is kept when somebody edits the contact at the same moment', async () => {
    let isRaced = false;
    const world = await aWorld({
      change: (deps) => ({
        ...deps,
        people: {
          ...deps.people,
          updateContact: async (one) => {
            const stored = await deps.people.contact(one.id);
            if (!isRaced && stored !== null) {
              isRaced = true;
              await deps.people.updateContact({ ...stored, version: stored.version + 1, function: 'autre fonction' });
            }
            return deps.people.updateContact(one);
          },
        },
      }),
    });
    const browser = await signIn(world);
    expect((await browser.submit(path, languagePath, { language: 'en' })).status).toBe(303);
    const kept = await world.stores.people.contact(aPersonId('lead'));
    expect(kept).toMatchObject({ language: 'en', function: 'autre fonction', version: 3 });
  });
});

describe('the words of the account', () => {
  /** Every sentence of a dictionary, functions called with plausible words. */
  const sentences = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return [String(value(['1', '2'], '1'))];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentences) : [];
  };

  test('in French are set as printers do', () => {
    const all = sentences(accountMessages('fr'));
    expect(all.length).toBeGreaterThan(50);
    for (const text of all) {
      expect(text).not.toMatch(/[^\u00A0][:;?!](?:\s|$)/u);
      expect(text).not.toMatch(/«[^\u00A0]|[^\u00A0]»|['"]/u);
    }
  });

  test('in English are as many, and none is left in French', () => {
    const [french, english] = [sentences(accountMessages('fr')), sentences(accountMessages('en'))];
    expect(english).toHaveLength(french.length);
    const foreign = english.filter((text) => /[àâçèéêîôùû«»]|\bvotre\b/iu.test(text));
    expect(foreign).toEqual([accountMessages('en').language.names.fr]);
  });
});

describe('being erased at one’s own word', () => {
  const erasePath = `${path}/erase`;
  const plan = 'fr-2021-2023';

  async function withPoc(changes: Parameters<typeof aWorld>[0] = {}) {
    return aWorld({
      contacts: [aContact({ as: 'lead' }), aContact({ as: 'poc' })],
      assignments: [anAssignment({ as: 'lead', commitments: ['28'] }), anAssignment({ as: 'poc', role: 'poc' })],
      plan: aPlan({ mailOnSince: '2021-09-02T07:00:00Z' }),
      ...changes,
    });
  }

  test('is asked for on the account page; a page tells what goes, what ends and what stays, and its GET changes nothing', async () => {
    const world = await withPoc();
    const browser = await signIn(world);
    expect((await accountOf(browser)).hrefs).toContain(erasePath);
    const writes = world.traffic.writes;
    const { title, text, formFor } = readPage(await (await browser.get(erasePath)).text());
    expect(title).toBe('Effacer ce que nous savons de vous – Jalon');
    for (const told of ['Ce qui est supprimé', 'Vos rôles prennent fin', 'Ce qui reste', 'sans retour', 'sans vous nommer']) {
      expect(text).toContain(told);
    }
    expect([...formFor(erasePath).fields.keys()]).toEqual(['token']);
    expect(world.traffic.writes).toBe(writes);
    expect(await world.stores.people.contact(aPersonId('lead'))).not.toBeNull();
  });

  test('ends every role in public and by role, deletes what is known, and signs out every browser', async () => {
    const world = await withPoc();
    const elsewhere = await remembered(world);
    const browser = await signIn(world);
    const answer = await browser.submit(erasePath, erasePath, {});
    expect(answer.status).toBe(200);
    expect(readPage(await answer.text()).text).toContain('Vos rôles ont pris fin');
    expect(await world.stores.people.contact(aPersonId('lead'))).toBeNull();
    expect((await world.stores.people.assignmentsOf(aPersonId('lead'))).map(({ until }) => until)).toEqual([
      '2021-10-20T08:00:00Z',
    ]);
    const said = (await world.stores.record.plan(plan))?.log.at(-1);
    expect(said).toMatchObject({ type: 'role-ended', actor: { role: 'lead', id: aPersonId('lead') }, data: { role: 'lead' } });
    // A change of who answers is told to points of contact by the tick.
    expect((await world.stores.record.due(plan))?.nextDueAt).toBe('2021-10-21T07:00:00Z');
    expect([...browser.cookies.keys()]).toEqual([]);
    for (const one of [browser, elsewhere]) expect((await one.get('/app/')).status).toBe(303);
    expect(world.lines.join('')).not.toContain('lead@example.org');
  });

  test('is refused to the only point of contact of a plan, who keeps every role they have', async () => {
    const world = await withPoc({
      assignments: [
        anAssignment({ as: 'poc', role: 'poc' }),
        anAssignment({ as: 'poc', id: 'a-alsolead00000000', role: 'lead' }),
      ],
    });
    const browser = await signIn(world, 'poc@example.org');
    const before = (await world.stores.record.plan(plan))?.log.length;
    const answer = await browser.submit(erasePath, erasePath, {});
    expect(answer.status).toBe(409);
    expect(readPage(await answer.text()).text).toContain('Vous êtes le seul point de contact d’un plan');
    expect((await world.stores.record.plan(plan))?.log).toHaveLength(before ?? 0);
    const held = await world.stores.people.assignmentsOf(aPersonId('poc'));
    expect(held.map(({ until }) => until)).toEqual([null, null]);
    expect((await browser.get(path)).status).toBe(200);
  });

  test('takes a token of its own page, and the sign-in that each of one’s plans asks for', async () => {
    const world = await withPoc();
    const browser = await signIn(world);
    await browser.get(erasePath);
    expect((await browser.post(erasePath, {})).status).toBe(403);
    const token =
      readPage(await (await browser.get(path)).text())
        .formFor(languagePath)
        .fields.get('token') ?? '';
    expect((await browser.post(erasePath, { token })).status).toBe(403);
    const strict = await withPoc({ plan: aPlan({ signIn: 'openid' }) });
    const byCode = await signIn(strict);
    const answer = await byCode.submit(erasePath, erasePath, {});
    expect(answer.status).toBe(403);
    expect(readPage(await answer.text()).text).toContain('demande une connexion par OpenID Connect');
    for (const one of [world, strict]) expect(await one.stores.people.contact(aPersonId('lead'))).not.toBeNull();
  });

  test('is out of reach of a remembered browser', async () => {
    const world = await withPoc();
    const browser = await remembered(world);
    browser.cookies.delete(sessionCookie);
    const answer = await browser.get(erasePath);
    expect([answer.status, answer.headers.get('location')?.startsWith('/app/sign-in')]).toEqual([303, true]);
  });
});
