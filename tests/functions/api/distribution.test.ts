import { expect, test } from 'vitest';
import { routeTable } from '../../../functions/api/route-table.ts';
import { notFoundPage } from '../../../shared/showing/pages/not-found-page.tsx';
import { pathOf, stopToken } from './full-world.ts';
import { aBrowser, aWorld } from './world.ts';

const originKey = '00112233445566778899aabbccddeeff';

test('S15: what did not come through the distribution is refused on every route, before anything is read or written', async () => {
  const world = await aWorld({ config: { originKey } });
  const before = { ...world.traffic };
  for (const { method, path } of routeTable) {
    for (const key of [null, '', 'x', originKey.toUpperCase(), `${originKey}, ${originKey}`]) {
      const headers = { origin: world.config.publicUrl, ...(key === null ? {} : { 'jalon-origin': key }) };
      const answer = await world.app.request(pathOf(path), { method, headers });
      expect(answer.status, `${method} ${path} ${key}`).toBe(403);
    }
  }
  expect(world.traffic).toEqual(before);
});

test('S15: what came through it is answered as ever, the one-click stop included', async () => {
  const world = await aWorld({ config: { originKey } });
  const browser = aBrowser(world);
  const headers = { 'jalon-origin': originKey };
  expect((await browser.request('/app/sign-in', { headers })).status).toBe(200);
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  expect((await world.app.request(`/app/stop/${stopToken}`, { method: 'POST', headers, body })).status).toBe(200);
});

test('what no public file answers is told by the page of the site, and kept as long as a page; what programs ask stays a problem', async () => {
  const world = await aWorld({ config: { originKey } });
  const headers = { 'jalon-origin': originKey };
  const before = { ...world.traffic };
  for (const path of ['/fr-2021-2023/28/m9/', '/nope', '/apple/', '/fr-2021-2023/nope.json']) {
    const answer = await world.app.request(path, { headers });
    expect([answer.status, answer.headers.get('cache-control')], path).toEqual([404, 'public, max-age=0, s-maxage=5']);
    expect(await answer.text(), path).toBe(notFoundPage(world.config));
  }
  expect(world.traffic).toEqual(before);
  for (const [path, type] of [
    ['/api/v1/nope', 'application/problem+json'],
    ['/api/nope', 'application/problem+json'],
    ['/app/nope', 'text/html; charset=UTF-8'],
  ] as const) {
    const answer = await world.app.request(path, { headers });
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')], path).toEqual([
      404,
      type,
      'no-store',
    ]);
    expect(await answer.text(), path).not.toBe(notFoundPage(world.config));
  }
});

test('S15: a key that is too short to be one is no configuration', async () => {
  await expect(aWorld({ config: { originKey: 'short' } })).rejects.toThrow();
});
