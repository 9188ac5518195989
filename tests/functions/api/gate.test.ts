import { describe, expect, test } from 'vitest';
import { routeFor, routeTable } from '../../../functions/api/route-table.ts';
import { aContact } from '../../builders.ts';
import { readPage } from './page.ts';
import { aBrowser, aWorld, origin, signIn, type World } from './world.ts';

const { stopToken } = aContact({ as: 'lead' });

/** A path that exists for every route of the table. */
function concrete(path: string): string {
  return path.replace(':plan', 'fr-2021-2023').replace(':number', '28').replace(':milestone', 'm1').replace(':token', stopToken);
}

const unsafe = routeTable.filter(({ method }) => method === 'POST').map(({ path }) => path);
const readable = routeTable.filter(({ method }) => method === 'GET').map(({ path }) => path);

async function rowsOf(world: World): Promise<string> {
  const { people, record } = world.stores;
  return JSON.stringify([
    await people.contactByStopToken(stopToken),
    await people.peopleOf('fr-2021-2023'),
    (await record.commitment('fr-2021-2023/28'))?.log,
  ]);
}

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

  test('S7: carries every security header, signed in or not, errors included', async () => {
    const world = await aWorld();
    const signedIn = await signIn(world);
    const answers = [
      ...(await Promise.all(readable.map((path) => world.app.request(concrete(path))))),
      ...(await Promise.all(readable.map((path) => signedIn.get(concrete(path))))),
      ...(await Promise.all(unsafe.map((path) => signedIn.post(concrete(path), {})))),
      ...(await Promise.all(readable.map((path) => signedIn.request(concrete(path), { method: 'HEAD' })))),
      await world.app.request('/app/nope'),
      await world.app.request('/elsewhere'),
    ];
    for (const { headers } of answers) {
      expect({
        csp: headers.get('content-security-policy'),
        hsts: headers.get('strict-transport-security'),
        nosniff: headers.get('x-content-type-options'),
        referrer: headers.get('referrer-policy'),
        permissions: headers.get('permissions-policy'),
        opener: headers.get('cross-origin-opener-policy'),
        cache: headers.get('cache-control'),
        cors: headers.get('access-control-allow-origin'),
      }).toEqual({
        csp: "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        hsts: 'max-age=63072000; includeSubDomains',
        nosniff: 'nosniff',
        referrer: 'same-origin',
        permissions: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
        opener: 'same-origin',
        cache: 'no-store',
        cors: null,
      });
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 303, 400, 403, 404]));
  });

  test('asks for sign-in where the table says so, and hands back what was typed', async () => {
    const world = await aWorld();
    for (const { method, path, who } of routeTable.filter((route) => route.who === 'signed-in')) {
      const browser = aBrowser(world);
      const answer =
        method === 'GET'
          ? await browser.get(concrete(path))
          : await browser.post(concrete(path), { done: 'Trois pages <b>écrites</b>' });
      expect(answer.status, `${who} ${method} ${path}`).toBe(method === 'GET' ? 303 : 401);
      if (method === 'GET') expect(answer.headers.get('location')).toMatch(/^\/app\/sign-in\?/);
      else expect(readPage(await answer.text()).text).toContain('Trois pages <b>écrites</b>');
    }
  });
});

describe('cross-site requests', () => {
  const forged: { readonly [name: string]: RequestInit } = {
    'a form of another site': {
      headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
    },
    'text/plain': { headers: { origin: 'https://evil.example', 'content-type': 'text/plain' } },
    JSON: { headers: { origin: 'https://evil.example', 'content-type': 'application/json' } },
    'no Origin': { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
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

  test('S6: are refused on every unsafe route but the one-click one, in every shape', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const before = await rowsOf(world);
    const exempt = routeTable.filter(({ csrf }) => csrf === 'one-click').map(({ path }) => path);
    expect(exempt).toEqual(['/app/stop/:token']);
    for (const path of unsafe.filter((one) => !exempt.includes(one))) {
      for (const [name, init] of Object.entries(forged)) {
        const answer = await browser.request(concrete(path), { method: 'POST', body: 'step=confirm', ...init });
        expect(answer.status, `${path}: ${name}`).toBe(403);
      }
    }
    expect(await rowsOf(world)).toBe(before);
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
  test('S3: fifty GETs and HEADs of every page, signed in or not, write nothing and queue nothing', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const stranger = aBrowser(world);
    const before = { rows: await rowsOf(world), writes: world.traffic.writes };
    for (let one = 0; one < 50; one += 1) {
      world.wait({ minutes: 2 });
      for (const path of readable) {
        const method = one % 2 === 0 ? 'GET' : 'HEAD';
        await browser.request(concrete(path), { method });
        await stranger.request(concrete(path), { method });
      }
    }
    expect(await rowsOf(world)).toBe(before.rows);
    expect(world.traffic.writes).toBe(before.writes);
    expect(world.queue).toEqual([]);
  });

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

describe('failures', () => {
  test('S24: a port that throws gives a page with a number; the log has the number and no message', async () => {
    const world = await aWorld({
      change: (deps) => ({
        ...deps,
        people: {
          ...deps.people,
          session: async () => {
            throw new Error('secret of lead@example.org');
          },
          contactByStopToken: async () => {
            throw new Error('secret of lead@example.org');
          },
          contactByEmail: async () => {
            throw new Error('secret of lead@example.org');
          },
        },
      }),
    });
    const browser = aBrowser(world);
    const failing = [
      await browser.get(`/app/stop/${stopToken}`),
      await browser.submit('/app/sign-in', '/app/sign-in', { email: 'lead@example.org' }),
    ];
    await world.app.request('/app/', {
      headers: { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join(';') },
    });
    for (const answer of failing) {
      expect(answer.status).toBe(500);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      const { text } = readPage(await answer.text());
      const [id = ''] = /[0-9a-f]{12}/.exec(text) ?? [];
      expect(text).not.toContain('secret of');
      expect(world.lines.some((line) => line.includes(id))).toBe(true);
    }
    expect(world.lines.join('\n')).not.toMatch(/secret of|@example|ABCD2345|stop\/[A-Za-z0-9_-]{43}/);
  });

  test('S24: nobody is let in while People cannot be read', async () => {
    let isBroken = false;
    const world = await aWorld({
      change: (deps) => ({
        ...deps,
        people: {
          ...deps.people,
          assignmentsOf: async (id) => {
            if (isBroken) throw new Error('out of reach');
            return deps.people.assignmentsOf(id);
          },
        },
      }),
    });
    const browser = await signIn(world);
    isBroken = true;
    expect((await browser.get('/app/')).status).toBe(500);
    expect((await browser.get('/app/fr-2021-2023/28/m1/')).status).toBe(500);
  });

  test('S24: a Record that fails while confirming leaves a page with a number and nothing half written', async () => {
    const world = await aWorld({
      change: (deps) => ({
        ...deps,
        record: {
          ...deps.record,
          appendToCommitment: async () => {
            throw new Error('out of reach');
          },
        },
      }),
    });
    const browser = await signIn(world);
    const path = '/app/fr-2021-2023/28/m1/nothing-to-report';
    const before = await rowsOf(world);
    expect((await browser.submit(path, path, {})).status).toBe(500);
    expect(await rowsOf(world)).toBe(before);
  });
});
