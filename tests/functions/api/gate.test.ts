import { describe, expect, test } from 'vitest';
import { routeFor, routeTable } from '../../../functions/api/route-table.ts';
import { type Asker, aFullWorld, anAsker, isApi, pathOf, readableRoutes, unsafeRoutes } from './full-world.ts';
import { readPage } from './page.ts';
import { aBrowser, aWorld, origin, signIn, type World } from './world.ts';

describe('every route', () => {
  test('is a line of the route table, and every line is a route', async () => {
    const { app } = await aWorld();
    const served = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(served)].sort()).toEqual(routeTable.map(({ method, path }) => `${method} ${path}`).sort());
  });

  test('I17: is refused while it is not in the table, whatever the app would serve', async () => {
    const world = await aWorld();
    world.app.get('/app/forgotten', (c) => c.text('should not be seen'));
    expect((await world.app.request('/app/forgotten')).status).toBe(404);
    expect(routeFor('DELETE', '/app/')).toBeNull();
    expect((await world.app.request('/app/', { method: 'PUT', headers: { origin } })).status).toBe(404);
  });

  test('asks for sign-in where the table says so, and hands back what was typed', async () => {
    const world = await aWorld();
    for (const { method, path } of routeTable.filter((route) => route.who !== 'anyone' && !isApi(route.path))) {
      const browser = aBrowser(world);
      const answer =
        method === 'GET'
          ? await browser.get(pathOf(path))
          : await browser.post(pathOf(path), { done: 'Trois pages <b>écrites</b>' });
      expect(answer.status, `${method} ${path}`).toBe(method === 'GET' ? 303 : 401);
      if (method === 'GET') expect(answer.headers.get('location')).toMatch(/^\/app\/sign-in\?/);
      else expect(readPage(await answer.text()).text).toContain('Trois pages <b>écrites</b>');
    }
  });
});

describe('cross-site requests', () => {
  const forged: { readonly [name: string]: { readonly headers: { readonly [name: string]: string | null } } } = {
    'a form of another site': {
      headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
    },
    'text/plain': { headers: { origin: 'https://evil.example', 'content-type': 'text/plain' } },
    'a form with files of another site': {
      headers: { origin: 'https://evil.example', 'content-type': 'multipart/form-data; boundary=x' },
    },
    JSON: { headers: { origin: 'https://evil.example', 'content-type': 'application/json' } },
    'no Origin': { headers: { origin: null, 'content-type': 'application/x-www-form-urlencoded' } },
    'no Origin, JSON': { headers: { origin: null, 'content-type': 'application/json' } },
    'our name on plain http': {
      headers: { origin: origin.replace('https', 'http'), 'content-type': 'application/x-www-form-urlencoded' },
    },
    'a name that begins like ours': {
      headers: { origin: `${origin}.evil.example`, 'content-type': 'application/x-www-form-urlencoded' },
    },
    'Origin null': { headers: { origin: 'null', 'content-type': 'application/x-www-form-urlencoded' } },
    'our host on another port': { headers: { origin: `${origin}:8443`, 'content-type': 'application/x-www-form-urlencoded' } },
    'a false Sec-Fetch-Site': {
      headers: {
        origin: 'https://evil.example',
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
    },
  };

  test('S6: are refused on every unsafe route but the one-click one, in every shape, whatever cookie and token they bring', async () => {
    const world = await aFullWorld();
    const before = world.rows();
    const askers: Asker[] = [];
    for (const role of ['lead', 'reviewer', 'admin'] as const) askers.push(await anAsker(world, { role, way: 'openid' }));
    const seen = world.rows();
    const exempt = routeTable.filter(({ csrf }) => csrf === 'one-click').map(({ path }) => path);
    expect(exempt).toEqual(['/app/stop/:token']);
    for (const { path: pattern } of unsafeRoutes.filter(({ path }) => !exempt.includes(path))) {
      const path = pathOf(pattern);
      for (const asker of askers) {
        for (const [name, { headers }] of Object.entries(forged)) {
          const answer = await asker.askAmiss(path, headers);
          expect(answer.status, `${path}: ${name}`).toBe(403);
        }
      }
    }
    expect(before).not.toBe(seen);
    expect(world.rows()).toBe(seen);
    expect(world.queue).toEqual([]);
  });

  test('S6: to the API, our own Origin without the token of this very session is refused', async () => {
    const world = await aFullWorld();
    const [lead, poc] = [await anAsker(world, { role: 'lead', way: 'code' }), await anAsker(world, { role: 'poc', way: 'code' })];
    const seen = world.rows();
    for (const { path: pattern } of unsafeRoutes.filter(({ path }) => isApi(path))) {
      const path = pathOf(pattern);
      for (const token of ['', 'x', lead.tokenFor('/api/v1'), poc.tokenFor('/app/account'), poc.tokenFor(path)]) {
        const answer = await poc.askAmiss(path, { origin, 'jalon-token': token });
        expect(answer.status, path).toBe(403);
      }
    }
    expect(world.rows()).toBe(seen);
  });

  test('S6: our own Origin without the token of this form and this browser is refused too', async () => {
    const world = await aWorld();
    const [browser, other] = [await signIn(world), await signIn(world, 'other@example.org')];
    const path = '/app/fr-2021-2023/28/m1/nothing-to-report';
    const tokenOf = async (who: typeof browser, page: string): Promise<string> =>
      readPage(await (await who.get(page)).text())
        .formFor(page)
        .fields.get('token') ?? '';
    const mine = await tokenOf(browser, path);
    const theirs = await tokenOf(other, '/app/fr-2021-2023/29/m1/');
    const ofAnotherForm = await tokenOf(browser, '/app/fr-2021-2023/28/m1/');
    for (const token of ['', 'x', theirs, ofAnotherForm, mine.replace(/^./, (one) => (one === '0' ? '1' : '0'))]) {
      expect((await browser.post(path, { token, version: '1', note: '' })).status).toBe(403);
    }
    expect((await browser.post(path, { token: mine, version: '1', note: '' })).status).toBe(303);
  });

  test('S6: a form sent by a browser without its cookie is refused', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    const form = readPage(await (await browser.get('/app/sign-in')).text()).formFor('/app/sign-in');
    browser.cookies.clear();
    const answer = await browser.post('/app/sign-in', { ...Object.fromEntries(form.fields), email: 'lead@example.org' });
    expect(answer.status).toBe(403);
    expect(world.queue).toEqual([]);
  });
});

describe('reading', () => {
  test('S3: every page, for every role and for nobody, by GET and by HEAD, writes nothing and queues nothing', async () => {
    const world = await aFullWorld();
    const askers: Asker[] = [];
    for (const role of ['lead', 'reviewer', 'poc'] as const) askers.push(await anAsker(world, { role, way: 'openid' }));
    const before = { rows: world.rows(), writes: world.traffic.writes };
    for (const { path } of readableRoutes) {
      for (const method of ['GET', 'HEAD']) {
        for (const asker of askers) await asker.ask(method, pathOf(path));
        await world.app.request(pathOf(path), { method });
      }
      world.wait({ minutes: 2 });
    }
    expect(world.rows()).toBe(before.rows);
    expect(world.traffic.writes).toBe(before.writes);
    expect(world.queue).toEqual([]);
  }, 120_000);

  test('HEAD answers as GET does, without a body', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const answer = await browser.request('/app/', { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });
});

describe('bodies', () => {
  const post = async (world: World, init: RequestInit): Promise<Response> => {
    const browser = await signIn(world);
    return browser.request('/app/fr-2021-2023/28/m1/', { method: 'POST', ...init, headers: { origin, ...init.headers } });
  };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  test('S14: over 64 KB are refused, whatever length they claim', async () => {
    const world = await aWorld();
    const long = `done=${'a'.repeat(64 * 1024)}`;
    expect((await post(world, { body: long, headers: form })).status).toBe(413);
    const stream = new ReadableStream({
      start: (controller) => {
        for (let one = 0; one < 70; one += 1) controller.enqueue(new TextEncoder().encode('a'.repeat(1024)));
        controller.close();
      },
    });
    const streamed: RequestInit = { body: stream, duplex: 'half', headers: { ...form, 'content-length': '10' } };
    expect((await post(world, streamed)).status).toBe(413);
  });

  test('S14: of another kind than a form are refused', async () => {
    const world = await aWorld();
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', '']) {
      expect((await post(world, { body: 'done=1', headers: { 'content-type': type } })).status).toBe(415);
    }
  });

  test('S14: with a field given twice are refused before anything reads them', async () => {
    const world = await aWorld();
    expect((await post(world, { body: 'status=complete&status=limited', headers: form })).status).toBe(400);
  });

  test('S14: with an unknown field, a bad version or an unknown step are refused, never with a 5xx', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const path = '/app/fr-2021-2023/28/m1/';
    const good = Object.fromEntries(readPage(await (await browser.get(path)).text()).formFor(path).fields);
    const changes: { [name: string]: string }[] = [
      { milestoneId: 'fr-2021-2023/29/m1' },
      { version: '1e3' },
      { version: '-1' },
      { version: '' },
      { step: 'publish' },
      { 'evidence.20.url': 'https://example.org' },
      { 'evidence.0.secret': 'x' },
    ];
    for (const change of changes) {
      expect((await browser.post(path, { ...good, step: 'confirm', ...change })).status, JSON.stringify(change)).toBe(400);
    }
  });
});
