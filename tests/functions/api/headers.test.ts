import { describe, expect, test } from 'vitest';
import { routeFor } from '../../../functions/api/route-table.ts';
import { type Asker, aFullWorld, anAsker, isApi, outOfReach, pathOf, readableRoutes, there, unsafeRoutes } from './full-world.ts';
import { readPage } from './page.ts';
import { aBrowser, origin } from './world.ts';

/** Every header that may ever leave, and what it says on a private page; `some` where the value depends on the answer. */
const onPrivate: { readonly [name: string]: string } = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-robots-tag': 'noindex',
  'cache-control': 'no-store',
};

const onPublic: { readonly [name: string]: string } = {
  ...onPrivate,
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag',
};

/** Beside those: what an answer is, where it leads, and what it hands back. */
const answering = [
  'allow',
  'content-disposition',
  'content-length',
  'content-type',
  'etag',
  'location',
  'retry-after',
  'set-cookie',
];
const ofPreflight = ['access-control-allow-headers', 'access-control-allow-methods', 'access-control-max-age'];

/** What is wrong with the headers of an answer. */
function faultsOf(method: string, path: string, { status, headers }: Response): string[] {
  const isPublic = routeFor(method, path)?.isPublic === true;
  const mayBeKept = isPublic && [200, 204, 304].includes(status) && method !== 'OPTIONS';
  // The page of the site for an address that no file has.
  const isMissing = method === 'GET' && status === 404 && !/^\/(app|api)(\/|$)/.test(path);
  const kept = mayBeKept ? 'public, no-cache' : isMissing ? 'public, max-age=0, s-maxage=5' : 'no-store';
  const wanted = { ...(isPublic ? onPublic : onPrivate), 'cache-control': kept };
  const known = [...Object.keys(wanted), ...answering, ...(method === 'OPTIONS' && isPublic ? ofPreflight : [])];
  const wrong = Object.entries(wanted).filter(([name, value]) => headers.get(name) !== value);
  const strange = [...headers.keys()].filter((name) => !known.includes(name));
  const cookies = isPublic || isMissing ? headers.getSetCookie() : [];
  return [
    ...wrong.map(([name]) => `${name}: ${headers.get(name)}`),
    ...strange.map((name) => `${name} is not in the list`),
    ...cookies.map((cookie) => `public data sets ${cookie}`),
    ...(method !== 'HEAD' &&
    status < 400 &&
    status !== 204 &&
    status !== 304 &&
    !headers.has('content-type') &&
    !headers.has('location')
      ? ['no content-type']
      : []),
  ].map((fault) => `${method} ${path} ${status}: ${fault}`);
}

/** Asks, and notes what is wrong with the headers and which statuses came. */
function aNotebook() {
  const faults: string[] = [];
  const seen = new Set<number>();
  return {
    faults,
    seen,
    note: async (method: string, path: string, answering: Response | Promise<Response>): Promise<Response> => {
      const answer = await answering;
      seen.add(answer.status);
      faults.push(...faultsOf(method, path, answer));
      return answer;
    },
  };
}

const typeFor = (path: string): string => (isApi(path) ? 'application/json' : 'application/x-www-form-urlencoded');

describe('headers', () => {
  test('S7: of every route are the same, for those who may, those who may not and those nobody knows', async () => {
    const world = await aFullWorld();
    const { faults, seen, note } = aNotebook();
    const askers: Asker[] = [];
    for (const role of ['lead', 'poc', 'reviewer'] as const) askers.push(await anAsker(world, { role, way: 'code' }));
    for (const { path: pattern } of readableRoutes) {
      const path = pathOf(pattern);
      for (const asker of askers) await note('GET', path, asker.ask('GET', path));
      for (const asker of askers.slice(1)) await note('HEAD', path, asker.ask('HEAD', path));
      await note('GET', path, world.app.request(path));
      await note('OPTIONS', path, world.app.request(path, { method: 'OPTIONS', headers: { origin: 'https://other.example' } }));
    }
    for (const { path: pattern } of unsafeRoutes) {
      const path = pathOf(pattern);
      if (path === '/app/sign-out') continue;
      for (const asker of askers) await note('POST', path, asker.askAmiss(path));
      await note('POST', path, world.app.request(path, { method: 'POST', headers: { origin, 'content-type': typeFor(path) } }));
      world.wait({ seconds: 5 });
    }
    expect(faults).toEqual([]);
    expect([...seen].sort()).toEqual([200, 204, 303, 308, 400, 401, 403, 404, 422]);
  }, 120_000);

  test('S7: of every refused body and every unknown method or path are the same', async () => {
    const world = await aFullWorld();
    const { faults, seen, note } = aNotebook();
    const lead = await anAsker(world, { role: 'lead', way: 'code' });
    for (const { path: pattern, csrf, body: kind } of unsafeRoutes) {
      const path = pathOf(pattern);
      const headers = { origin, 'content-type': typeFor(path) };
      const large = 'a'.repeat(kind === 'import' ? 2 * 1024 * 1024 + 1 : 64 * 1024 + 1);
      const tooLarge = await note('POST', path, lead.ask('POST', path, { body: large, headers }));
      expect(tooLarge.status, path).toBe(413);
      const text = await note(
        'POST',
        path,
        lead.ask('POST', path, { body: 'x', headers: { ...headers, 'content-type': 'text/plain' } }),
      );
      expect(text.status, path).toBe(415);
      const foreign = await note('POST', path, lead.ask('POST', path, { body: '', headers: { ...headers, origin: 'null' } }));
      expect(foreign.status, path).toBe(csrf === 'one-click' ? 400 : 403);
    }
    for (const method of ['PUT', 'PATCH', 'DELETE', 'TRACE-LIKE']) {
      for (const path of ['/app/', '/api/v1/plans', '/nowhere'])
        await note(method, path, lead.ask(method, path, { headers: { origin } }));
    }
    for (const path of ['/', '/app/nope', '/api', '/api/v2/plans', '/app/%ff/28/', '/.env', '/app//'])
      await note('GET', path, lead.ask('GET', path));
    expect(faults).toEqual([]);
    expect([...seen].sort()).toEqual([400, 403, 404, 413, 415]);
  });

  test('S7: of a stale form, of too many requests and of a redirect are the same', async () => {
    const world = await aFullWorld();
    const { faults, seen, note } = aNotebook();
    const lead = await anAsker(world, { role: 'lead', way: 'code' });
    const path = pathOf('/app/:plan/:number/:milestone/nothing-to-report');
    const form = Object.fromEntries(readPage(await (await lead.ask('GET', path)).text()).formFor(path).fields);
    const send = (remark: string) =>
      note(
        'POST',
        path,
        lead.ask('POST', path, {
          body: new URLSearchParams({ ...form, note: remark }).toString(),
          headers: { origin, 'content-type': typeFor(path) },
        }),
      );
    const answers = [];
    for (let one = 0; one < 62; one += 1) answers.push((await send(`Rien de neuf, ${one}.`)).status);
    expect(answers.slice(0, 2)).toEqual([303, 409]);
    expect(answers.slice(-2)).toEqual([429, 429]);
    const api = pathOf('/api/v1/:plan/:number/:milestone/nothing-to-report');
    expect((await note('POST', api, lead.askAmiss(api))).status).toBe(429);
    expect(faults).toEqual([]);
    expect([...seen].sort()).toEqual([303, 409, 429]);
  });

  test('S7: of every route that fails are the same', async () => {
    let isOut = false;
    const world = await aFullWorld(
      {},
      {
        change: (deps) => ({
          ...deps,
          record: outOfReach(
            deps.record,
            () => true,
            () => isOut,
          ),
          people: outOfReach(
            deps.people,
            () => true,
            () => isOut,
          ),
          ledger: outOfReach(
            deps.ledger,
            () => true,
            () => isOut,
          ),
        }),
      },
    );
    const { faults, seen, note } = aNotebook();
    const poc = await anAsker(world, { role: 'poc', way: 'code' });
    isOut = true;
    const failed = new Set<string>();
    for (const { path: pattern, method } of [...readableRoutes, ...unsafeRoutes]) {
      const path = pathOf(pattern);
      const answer = await note(method, path, method === 'GET' ? poc.ask('GET', path) : poc.askAmiss(path));
      if (answer.status === 500) failed.add(`${method} ${pattern}`);
      expect(await answer.text(), path).not.toContain('secret of');
    }
    expect(faults).toEqual([]);
    expect(seen.has(500)).toBe(true);
    expect(failed.size).toBeGreaterThan(120);
  });

  test('S7: let other sites read public data alone, and never with credentials', async () => {
    const world = await aFullWorld();
    const poc = await anAsker(world, { role: 'poc', way: 'code' });
    const open: string[] = [];
    for (const { path: pattern } of readableRoutes) {
      const headers = { origin: 'https://other.example' };
      const answer = await poc.ask('GET', pathOf(pattern), { headers });
      expect(answer.headers.get('access-control-allow-credentials'), pattern).toBeNull();
      if (answer.headers.has('access-control-allow-origin')) open.push(pattern);
    }
    expect(open).toEqual([
      '/api/v1/openapi.json',
      '/api/v1/plans',
      '/api/v1/:plan',
      '/api/v1/:plan/log',
      '/api/v1/:plan/:number',
      '/api/v1/:plan/:number/log',
      '/api/v1/:plan/:number/:milestone',
    ]);
  });

  test('S7: public data is the same bytes for everyone, whoever is signed in', async () => {
    const world = await aFullWorld();
    const poc = await anAsker(world, { role: 'poc', way: 'code' });
    for (const { path: pattern } of readableRoutes.filter(({ isPublic }) => isPublic === true)) {
      const path = pathOf(pattern, there);
      expect(await (await poc.ask('GET', path)).text(), path).toBe(await (await aBrowser(world).get(path)).text());
    }
  });
});
