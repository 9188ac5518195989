import { describe, expect, test } from 'vitest';
import { type Route, routeTable } from '../../../functions/api/route-table.ts';
import { contactRole } from '../../../shared/domain/contact.ts';
import { formToken } from '../../../shared/domain/form-token.ts';
import { stampedCookie } from '../../../shared/domain/session-cookie.ts';
import { sha256Of } from '../../../shared/domain/text.ts';
import { aContact, anAssignment, aPersonId } from '../../builders.ts';
import { readPage } from './page.ts';
import { aBrowser, aWorld, type Browser, signIn, theCode, type World } from './world.ts';

const codePath = '/app/sign-in/code';
const mine = '/app/fr-2021-2023/28/m1/';
const nothing = `${mine}nothing-to-report`;
const [sessionCookie, rememberedCookie] = ['__Host-jalon-session', '__Host-jalon-remembered'];

const tokenOf = (browser: Browser): string => browser.cookies.get(rememberedCookie) ?? '';

/** Types the code and says whether this browser is to be remembered. */
async function typeCode(world: World, browser: Browser, email: string, remember: boolean): Promise<Response> {
  await browser.submit('/app/sign-in', '/app/sign-in', { email });
  await world.sendCodes();
  const form = readPage(await (await browser.get(codePath)).text()).formFor(codePath);
  const { remember: _, ...fields } = Object.fromEntries(form.fields);
  return browser.post(codePath, { ...fields, code: theCode, ...(remember ? { remember: 'yes' } : {}) });
}

/** A browser that signed in, was remembered, and whose session is over. */
async function aRemembered(world: World, email = 'lead@example.org'): Promise<Browser> {
  const browser = aBrowser(world);
  await typeCode(world, browser, email, true);
  browser.cookies.delete(sessionCookie);
  return browser;
}

/** What the code page of this browser would send for the box, after asking a code for an address. */
async function boxFor(browser: Browser, email: string): Promise<string | undefined> {
  await browser.submit('/app/sign-in', '/app/sign-in', { email });
  return readPage(await (await browser.get(codePath)).text())
    .formFor(codePath)
    .fields.get('remember');
}

const isAlive = async (browser: Browser): Promise<boolean> => (await browser.get(mine)).status === 200;

describe('remembering a browser', () => {
  test('S2: is offered with the code, off by default, and says what it opens', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    expect(await boxFor(browser, 'lead@example.org')).toBeUndefined();
    const html = await (await browser.get(codePath)).text();
    expect(html).toMatch(/<input type="checkbox" id="remember" name="remember" value="yes" aria-describedby="remember-hint"/);
    expect(readPage(html).text).toContain('Pendant 90 jours');
  });

  test('S2: does not happen without the tick', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    expect([...browser.cookies.keys()]).toEqual([sessionCookie]);
    expect((await world.stores.people.sessionsOf(aPersonId('lead'))).map(({ way }) => way)).toEqual(['code']);
  });

  test('S5: gives a token of its own, __Host-, Secure, HttpOnly, SameSite=Lax, for 90 days, its hash alone at rest', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    const answer = await typeCode(world, browser, 'lead@example.org', true);
    const line = answer.headers.getSetCookie().find((one) => one.startsWith(`${rememberedCookie}=`)) ?? '';
    expect(line.replace(/=[^;]+/, '=…')).toBe(
      '__Host-jalon-remembered=…; Max-Age=7776000; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
    expect(line).toMatch(/=[A-Za-z0-9_-]{43};/);
    expect(tokenOf(browser)).not.toBe(browser.cookies.get(sessionCookie)?.slice(0, 43));
    expect(await world.stores.people.session(tokenOf(browser))).toBeNull();
    expect(await world.stores.people.session(sha256Of(tokenOf(browser)))).toMatchObject({
      way: 'remembered',
      startedAt: '2021-10-20T08:00:00Z',
      expiresAt: '2022-01-18T08:00:00Z',
    });
  });

  test('S2: a wrong code remembers nobody and keeps the tick', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    await browser.submit('/app/sign-in', '/app/sign-in', { email: 'lead@example.org' });
    await world.sendCodes();
    const wrong = await browser.submit(codePath, codePath, { code: 'ZZZZ2222', remember: 'yes' });
    expect(wrong.status).toBe(422);
    expect(
      readPage(await wrong.text())
        .formFor(codePath)
        .fields.get('remember'),
    ).toBe('yes');
    expect(browser.cookies.has(rememberedCookie)).toBe(false);
    expect(await world.stores.people.sessionsOf(aPersonId('lead'))).toEqual([]);
  });

  test('any other value of the box is refused', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    await browser.submit('/app/sign-in', '/app/sign-in', { email: 'lead@example.org' });
    await world.sendCodes();
    expect((await browser.submit(codePath, codePath, { code: theCode, remember: 'for ever' })).status).toBe(400);
  });
});

describe('a remembered browser', () => {
  test('opens the list and the forms of its owner, and sends them, without a code', async () => {
    const world = await aWorld();
    const browser = await aRemembered(world);
    world.wait({ hours: 24 * 30 });
    for (const path of ['/app/', mine, nothing]) expect((await browser.get(path)).status, path).toBe(200);
    const answer = await browser.submit(nothing, nothing, {});
    expect(answer.status).toBe(303);
    const log = (await world.stores.record.commitment('fr-2021-2023/28'))?.log ?? [];
    expect(log.at(-1)).toMatchObject({ type: 'nothing-to-report', actor: { role: 'lead', id: aPersonId('lead') } });
    const declared = await browser.submit(mine, mine, { step: 'confirm', status: 'substantial', done: 'Le comité siège.' });
    expect(declared.status).toBe(303);
  });

  /** A path for each line of the table; what a remembered person may never reach needs not exist. */
  const concrete = ({ path }: Route): string =>
    path
      .replace(':plan', 'fr-2021-2023')
      .replace(':number', '28')
      .replace(':milestone', 'm1')
      .replace(':entry', '1')
      .replace(':contact', aPersonId('lead'))
      .replace(/:\w+/, 'x');

  const opened = [
    'GET /app',
    'GET /app/',
    'POST /app/sign-out',
    'GET /app/:plan/:number/:milestone',
    'GET /app/:plan/:number/:milestone/',
    'POST /app/:plan/:number/:milestone/',
    'GET /app/:plan/:number/:milestone/nothing-to-report',
    'POST /app/:plan/:number/:milestone/nothing-to-report',
  ];
  const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
  const pages = routeTable.filter(({ who, path }) => who !== 'anyone' && path.startsWith('/app'));

  // Nobody is a reviewer and of the government in one plan: two people hold every role there is between them.
  const governing = contactRole.options.filter((role) => role !== 'reviewer');
  test.each([
    ['everybody on the government’s side', governing, (route: Route) => !nameOf(route).endsWith('/assess')],
    ['a reviewer', ['reviewer'] as const, (route: Route) => nameOf(route).endsWith('/assess')],
  ])(
    'S2: as %s, every other line of the route table asks for a fresh code, and nothing is written',
    async (_, roles, isTheirs) => {
      const assignments = roles.map((role) => anAssignment({ as: `lead ${role}`, contactId: aPersonId('lead'), role }));
      const world = await aWorld({ contacts: [aContact({ as: 'lead' })], assignments });
      const browser = await aRemembered(world);
      const before = { writes: world.traffic.writes, log: (await world.stores.record.plan('fr-2021-2023'))?.log.length };
      const shut = pages.filter((route) => !opened.includes(nameOf(route)) && isTheirs(route));
      expect(shut.length).toBeGreaterThan(3);
      for (const route of shut) {
        const path = concrete(route);
        // A token that fits, so that nothing but the way of signing in can be the reason.
        const token = formToken(world.config.secret, sha256Of(tokenOf(browser)), path);
        const answer =
          route.method === 'GET' ? await browser.get(path) : await browser.post(path, { token, note: 'Un mot déjà écrit.' });
        expect(answer.status, nameOf(route)).toBe(route.method === 'GET' ? 303 : 401);
        if (route.method === 'GET') {
          expect(answer.headers.get('location'), nameOf(route)).toBe(
            `/app/sign-in?${new URLSearchParams({ lang: 'fr', next: path })}`,
          );
        } else {
          const page = readPage(await answer.text());
          expect(page.title).toBe('Connectez-vous pour continuer – Jalon');
          expect(page.text).toContain('Un mot déjà écrit.');
        }
      }
      const after = { writes: world.traffic.writes, log: (await world.stores.record.plan('fr-2021-2023'))?.log.length };
      expect(after).toEqual(before);
    },
  );

  test('S2: the lines it opens are these and no others', async () => {
    const world = await aWorld();
    const browser = await aRemembered(world);
    const found: string[] = [];
    for (const route of pages.filter(({ method }) => method === 'GET')) {
      const answer = await browser.get(concrete(route));
      const isSignIn = answer.headers.get('location')?.startsWith('/app/sign-in') === true;
      if (answer.status !== 404 && !isSignIn) found.push(nameOf(route));
    }
    expect(found.sort()).toEqual(opened.filter((name) => name.startsWith('GET')).sort());
  });

  test('S2: another person’s milestone is the same 404 as one that does not exist', async () => {
    const world = await aWorld();
    const browser = await aRemembered(world);
    const seen = new Set<string>();
    for (const path of ['/app/fr-2021-2023/29/m1/', '/app/fr-2021-2023/28/m9/', '/app/fr-2021-2023/29/m1/nothing-to-report']) {
      const answer = await browser.get(path);
      seen.add(`${answer.status} ${await answer.text()}`);
      const token = formToken(world.config.secret, sha256Of(tokenOf(browser)), path);
      expect((await browser.post(path, { token, version: '1', note: '' })).status).toBe(404);
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).toMatch(/^404/);
  });

  test('S5: is forgotten at exactly 90 days, one second before it is not, however often it came', async () => {
    const world = await aWorld();
    const browser = await aRemembered(world);
    for (let day = 1; day < 90; day += 1) {
      world.wait({ hours: 24 });
      if (day % 30 === 0) expect(await isAlive(browser)).toBe(true);
    }
    world.wait({ hours: 23, minutes: 59, seconds: 59 });
    expect(await isAlive(browser)).toBe(true);
    world.wait({ seconds: 1 });
    expect((await browser.get(mine)).status).toBe(303);
    expect((await browser.post(nothing, { version: '1', note: '' })).status).toBe(401);
  });

  test('S5: its token lets nobody in as a session, nor does a session’s token as a remembered browser', async () => {
    const world = await aWorld();
    const browser = await aRemembered(world);
    const thief = aBrowser(world);
    thief.cookies.set(sessionCookie, stampedCookie(world.config.secret, tokenOf(browser), world.now()));
    expect((await thief.get(mine)).status).toBe(303);
    expect((await thief.get('/app/account')).status).toBe(303);
    const signedIn = await signIn(world);
    const other = aBrowser(world);
    other.cookies.set(rememberedCookie, signedIn.cookies.get(sessionCookie)?.slice(0, 43) ?? '');
    expect((await other.get(mine)).status).toBe(303);
  });

  test('a session in the same browser counts before it', async () => {
    const world = await aWorld();
    const browser = await aRemembered(world);
    await signIn(world, 'lead@example.org', browser);
    expect((await browser.get('/app/account')).status).toBe(200);
  });

  test('says on the sign-in page why it is not enough', async () => {
    const world = await aWorld();
    const browser = await aRemembered(world);
    const page = readPage(await (await browser.get('/app/sign-in?next=/app/account')).text());
    expect(page.text).toContain('Ce navigateur est mémorisé');
    const signedIn = await typeCode(world, browser, 'lead@example.org', true);
    expect(signedIn.status).toBe(303);
  });
});

describe('a code typed in a remembered browser', () => {
  test('finds the box ticked for the person it is remembered for, and for nobody else', async () => {
    const world = await aWorld();
    const browser = await aRemembered(world);
    expect(await boxFor(browser, 'LEAD@example.org')).toBe('yes');
    expect(await boxFor(browser, 'other@example.org')).toBeUndefined();
    expect(await boxFor(browser, 'nobody@example.org')).toBeUndefined();
  });

  test('S5: with the tick kept, remembers it anew for 90 days under a new token; the old one is dead', async () => {
    const world = await aWorld();
    const browser = await aRemembered(world);
    const old = tokenOf(browser);
    world.wait({ hours: 24 * 80 });
    await typeCode(world, browser, 'lead@example.org', true);
    browser.cookies.delete(sessionCookie);
    expect(tokenOf(browser)).not.toBe(old);
    const copy = aBrowser(world);
    copy.cookies.set(rememberedCookie, old);
    expect(await isAlive(copy)).toBe(false);
    world.wait({ hours: 24 * 89 });
    expect(await isAlive(browser)).toBe(true);
  });

  test('S5: with the tick taken away, forgets it at once', async () => {
    const world = await aWorld();
    const browser = await aRemembered(world);
    const copy = aBrowser(world);
    copy.cookies.set(rememberedCookie, tokenOf(browser));
    await typeCode(world, browser, 'lead@example.org', false);
    expect(browser.cookies.has(rememberedCookie)).toBe(false);
    expect(await isAlive(copy)).toBe(false);
    expect((await browser.get('/app/account')).status).toBe(200);
  });

  test('S5: by another person, forgets the first one: what opens afterwards is never theirs', async () => {
    const world = await aWorld();
    const browser = await aRemembered(world);
    const copy = aBrowser(world);
    copy.cookies.set(rememberedCookie, tokenOf(browser));
    await typeCode(world, browser, 'other@example.org', true);
    browser.cookies.delete(sessionCookie);
    expect(await isAlive(copy)).toBe(false);
    expect((await browser.get('/app/fr-2021-2023/29/m1/')).status).toBe(200);
    expect((await browser.get(mine)).status).toBe(404);
  });
});

describe('a remembered browser and other people', () => {
  const nobody = /Sacha|Collègue|Dominique/;

  /** A lead whose milestone a colleague holds, with an answer that waits, of another colleague's. */
  async function withColleagues() {
    const milestoneId = 'fr-2021-2023/28/m1';
    const world = await aWorld({
      contacts: [
        aContact({ as: 'lead' }),
        aContact({ as: 'sacha', name: 'Sacha Collègue' }),
        aContact({ as: 'dominique', name: 'Dominique Collègue' }),
      ],
      assignments: [
        anAssignment({ as: 'lead', commitments: ['28'] }),
        anAssignment({ as: 'sacha', role: 'colleague', commitments: ['28'], milestoneId, until: '2021-11-30T23:00:00Z' }),
      ],
    });
    await world.stores.people.saveAnswerDraft({
      ...{ milestoneId, version: 1, by: aPersonId('dominique'), at: '2021-10-19T07:00:00Z', basedOn: 1 },
      fields: { kind: 'nothing-to-report', note: 'Rien de neuf.' },
    });
    return world;
  }

  test('names no colleague who drafted or holds the milestone, in no page it opens; a sign-in does', async () => {
    const world = await withColleagues();
    const remembered = await aRemembered(world);
    for (const path of ['/app/', mine, nothing]) {
      const answer = await remembered.get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(await answer.text()).not.toMatch(nobody);
    }
    const { text } = readPage(await (await remembered.get(mine)).text());
    expect(text).toContain('Brouillon d’un collègue');
    expect(text).toContain('Confié à un collègue jusqu’au 30 novembre 2021.');
    const stale = { status: 'limited', difficulties: 'Le local manque.', draft: '7', step: 'confirm' };
    expect(await (await remembered.submit(mine, mine, stale)).text()).not.toMatch(nobody);
    const signedIn = await signIn(world);
    const named = readPage(await (await signedIn.get(mine)).text()).text;
    expect(named).toContain('Brouillon de Dominique Collègue');
    expect(named).toContain('Confié à Sacha Collègue');
  });
});

describe('a remembered browser ends', () => {
  test('S5: with signing out there, whether signed in or only remembered, and no other with it', async () => {
    for (const isSignedIn of [true, false]) {
      const world = await aWorld();
      const [browser, elsewhere] = [aBrowser(world), await aRemembered(world)];
      await typeCode(world, browser, 'lead@example.org', true);
      const copy = aBrowser(world);
      copy.cookies.set(rememberedCookie, tokenOf(browser));
      if (!isSignedIn) browser.cookies.delete(sessionCookie);
      expect((await browser.submit('/app/', '/app/sign-out', {})).status).toBe(303);
      expect(browser.cookies.size).toBe(0);
      expect(await isAlive(copy)).toBe(false);
      expect(await isAlive(elsewhere)).toBe(true);
    }
  });

  test('S5: with signing out everywhere, from wherever, at once', async () => {
    const world = await aWorld();
    const remembered = await aRemembered(world);
    const signedIn = await signIn(world);
    expect(await isAlive(remembered)).toBe(true);
    await signedIn.submit('/app/account', '/app/account/sign-out-everywhere', {});
    expect(await isAlive(remembered)).toBe(false);
  });

  test('S5: with the end of the role, at once', async () => {
    const world = await aWorld();
    const browser = await aRemembered(world);
    await world.stores.people.updateAssignment(
      anAssignment({ as: 'lead', commitments: ['28'], until: '2021-10-20T08:00:00Z', version: 2 }),
    );
    expect((await browser.get(mine)).status).toBe(303);
  });
});
