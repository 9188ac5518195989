import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import fc from 'fast-check';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { ApiEnv } from '../../../functions/api/dependencies.ts';
import { sourceOf } from '../../../functions/api/source.ts';
import { codeMeters } from '../../../shared/domain/meter.ts';
import { readPage } from './page.ts';
import { aBrowser, aWorld, type Browser, signIn, type World } from './world.ts';

type Fields = { readonly [name: string]: string };

/** Asks for a code from a browser and a source of its own, unless told otherwise. */
async function ask(world: World, email: string, headers: Fields = {}, browser: Browser = aBrowser(world)): Promise<Response> {
  const { formFor } = readPage(await (await browser.get('/app/sign-in')).text());
  return browser.post('/app/sign-in', { ...Object.fromEntries(formFor('/app/sign-in').fields), email }, headers);
}

const statuses = async (count: number, one: (index: number) => Promise<Response>): Promise<number[]> => {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) found.push((await one(index)).status);
  return found;
};
const times = (count: number, status: number): number[] => Array.from({ length: count }, () => status);
const viewer = (address: string): Fields => ({ 'cloudfront-viewer-address': address });

describe('codes', () => {
  test('S15: five an hour for one address, from wherever they are asked; the sixth is refused until the first is an hour old', async () => {
    const world = await aWorld();
    expect(await statuses(5, () => ask(world, 'lead@example.org'))).toEqual(times(5, 303));
    world.wait({ minutes: 59, seconds: 59 });
    const refused = await ask(world, 'Lead@Example.org');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
    expect(readPage(await refused.text()).title).toBe('Trop de demandes – Jalon');
    expect((await ask(world, 'other@example.org')).status).toBe(303);
    world.wait({ seconds: 1 });
    expect(await statuses(6, () => ask(world, 'lead@example.org'))).toEqual([...times(5, 303), 429]);
  });

  test('S15: a refused request makes no code, kills none and queues nothing', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    await statuses(4, () => ask(world, 'lead@example.org'));
    await ask(world, 'lead@example.org', {}, browser);
    await world.sendCodes();
    const refused = await ask(world, 'lead@example.org');
    expect(refused.status).toBe(429);
    expect(refused.headers.getSetCookie()).toEqual([]);
    expect(world.queue).toEqual([]);
    const typed = await browser.submit('/app/sign-in/code', '/app/sign-in/code', { code: 'ABCD2345' });
    expect(typed.status).toBe(303);
  });

  test('S2: a limit answers the same for the same calls and writes, whether anybody knows the address or not', async () => {
    const world = await aWorld();
    const seen = [];
    for (const email of ['lead@example.org', 'nobody@example.org']) {
      const told = [];
      for (let one = 0; one < 7; one += 1) {
        const browser = aBrowser(world);
        const { formFor } = readPage(await (await browser.get('/app/sign-in')).text());
        const fields = { ...Object.fromEntries(formFor('/app/sign-in').fields), email };
        const before = { ...world.traffic, queued: world.queue.length };
        const answer = await browser.post('/app/sign-in', fields);
        told.push({
          status: answer.status,
          headers: [...answer.headers].map(([name, value]) => (name === 'set-cookie' ? name : `${name}: ${value}`)),
          body: await answer.text(),
          reads: world.traffic.reads - before.reads,
          writes: world.traffic.writes - before.writes,
          queued: world.queue.length - before.queued,
        });
      }
      seen.push(told);
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]?.map(({ status }) => status)).toEqual([...times(5, 303), 429, 429]);
  });

  test('S15: of many for one address at once exactly five go through', async () => {
    const world = await aWorld();
    const browsers = Array.from({ length: 15 }, () => aBrowser(world));
    for (const browser of browsers) await browser.get('/app/sign-in');
    const answers = await Promise.all(browsers.map((browser) => ask(world, 'lead@example.org', {}, browser)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...times(5, 303), ...times(10, 429)]);
  });

  test('S15: twenty an hour from one source, whatever it asks for', async () => {
    const world = await aWorld();
    const here = viewer('203.0.113.7:40000');
    expect(await statuses(21, (index) => ask(world, `person${index}@example.org`, here))).toEqual([...times(20, 303), 429]);
    expect((await ask(world, 'person30@example.org', viewer('203.0.113.8:40000'))).status).toBe(303);
    world.wait({ hours: 1 });
    expect((await ask(world, 'person30@example.org', here)).status).toBe(303);
  });

  test('S15: what a source is refused uses up nothing of the address it asked for', async () => {
    const world = await aWorld();
    const here = viewer('203.0.113.7:40000');
    await statuses(20, (index) => ask(world, `person${index}@example.org`, here));
    expect(await statuses(10, () => ask(world, 'lead@example.org', here))).toEqual(times(10, 429));
    expect(await statuses(5, () => ask(world, 'lead@example.org'))).toEqual(times(5, 303));
  });

  test('S15: a forged X-Forwarded-For, or any header but the distribution’s, makes nobody another source', async () => {
    const world = await aWorld();
    const here = viewer('203.0.113.7:40000');
    const forged = (index: number): Fields => ({
      ...here,
      'x-forwarded-for': `198.51.100.${index}`,
      forwarded: `for=198.51.100.${index}`,
      'x-real-ip': `198.51.100.${index}`,
      'true-client-ip': `198.51.100.${index}`,
    });
    expect(await statuses(21, (index) => ask(world, `person${index}@example.org`, forged(index)))).toEqual([
      ...times(20, 303),
      429,
    ]);
  });

  test('S15: requests that do not say where they come from are one source', async () => {
    const world = await aWorld();
    const headers = ['', 'nonsense', '999.1.1.1:80', ':443'];
    const sent = (index: number): Fields => viewer(headers[index % headers.length] ?? '');
    expect(await statuses(21, (index) => ask(world, `person${index}@example.org`, sent(index)))).toEqual([
      ...times(20, 303),
      429,
    ]);
  });

  test('S15: two hundred an hour in all; the next one is refused and rings the alarm, which nothing else does', async () => {
    const world = await aWorld();
    const isAlarm = (line: string): boolean => line.includes('codes-limit-reached');
    await statuses(6, () => ask(world, 'lead@example.org'));
    expect(world.lines.some(isAlarm)).toBe(false);
    expect(await statuses(195, (index) => ask(world, `person${index}@example.org`))).toEqual(times(195, 303));
    expect(world.lines.some(isAlarm)).toBe(false);
    const refused = await ask(world, 'fresh@example.org');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
    expect(world.lines.filter(isAlarm)).toHaveLength(1);
    expect(world.lines.join('\n')).not.toMatch(/@|198\.51\./);
    world.wait({ hours: 1 });
    expect((await ask(world, 'fresh@example.org')).status).toBe(303);
  });

  test('an address that is none is refused on the spot and counts nowhere', async () => {
    const world = await aWorld();
    const here = viewer('203.0.113.7:40000');
    const writes = world.traffic.writes;
    expect(await statuses(30, () => ask(world, 'no address', here))).toEqual(times(30, 422));
    expect(world.traffic.writes).toBe(writes);
  });

  test('S15: neither the source nor the address stands in what is counted', () => {
    const meters = codeMeters('a secret of this test and no other', { source: '203.0.113.7', address: 'lead@example.org' });
    expect(JSON.stringify(meters)).not.toMatch(/203\.0|@|example/);
    expect(new Set(meters.map(({ key }) => key)).size).toBe(3);
    const others = codeMeters('another secret of this test alone', { source: '203.0.113.7', address: 'lead@example.org' });
    expect(others.some(({ key }) => meters.some((one) => one.key === key))).toBe(false);
  });
});

describe('writes', () => {
  test('S15: sixty a minute for one session; another one is not held up', async () => {
    const world = await aWorld();
    const [browser, other] = [await signIn(world), await signIn(world, 'other@example.org')];
    const path = '/app/account/language';
    const fields = Object.fromEntries(readPage(await (await browser.get('/app/account')).text()).formFor(path).fields);
    expect(await statuses(60, () => browser.post(path, fields))).toEqual(times(60, 303));
    const refused = await browser.post(path, fields);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await other.submit('/app/account', path, {})).status).toBe(303);
    world.wait({ seconds: 59 });
    expect((await browser.post(path, fields)).status).toBe(429);
    world.wait({ seconds: 1 });
    expect((await browser.post(path, fields)).status).toBe(303);
  });
});

describe('the source of a request', () => {
  const served = (source: 'cloudfront' | 'socket'): Hono<ApiEnv> =>
    new Hono<ApiEnv>().get('/', (c) => c.text(sourceOf(c, { source })));
  const told = async (address: string, app = served('cloudfront')): Promise<string> =>
    (await app.request('/', { headers: viewer(address) })).text();

  test('behind the distribution is the address it tells, without the port', async () => {
    expect(await told('203.0.113.7:46532')).toBe('203.0.113.7');
    expect(await told('203.0.113.7:1')).toBe('203.0.113.7');
  });

  test('is one 64-bit network for IPv6, however it is written', async () => {
    const network = '2001:db8:1:2::/64';
    for (const written of [
      '2001:db8:1:2:3:4:5:6:46532',
      '[2001:db8:1:2:3:4:5:6]:46532',
      '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff:1',
      '2001:db8:1:2::7:46532',
    ]) {
      expect(await told(written), written).toBe(network);
    }
    expect(await told('2001:db8:1:3::7:46532')).toBe('2001:db8:1:3::/64');
    expect(await told('2001:db8::7:46532')).toBe('2001:db8:0:0::/64');
    expect(await told('::ffff:203.0.113.7:46532')).toBe('203.0.113.7');
  });

  test('whatever a header holds is some text, and never an error', async () => {
    const app = served('cloudfront');
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), fc.nat(65_535), async (address, port) => {
        const header = `${address}:${port}`.replace(/[^\x21-\x7e]/g, '');
        expect(await told(header, app)).toMatch(/^(?:unknown|\d+\.\d+\.\d+\.\d+|[0-9a-f:]+::\/64)$/);
      }),
      { numRuns: 1_000 },
    );
  });

  test('of any two addresses of one network is one, of two networks two', async () => {
    const app = served('cloudfront');
    const group = fc.nat(0xffff).map((value) => value.toString(16));
    const half = fc.array(group, { minLength: 4, maxLength: 4 }).map((groups) => groups.join(':'));
    await fc.assert(
      fc.asyncProperty(half, half, half, half, async (one, other, first, second) => {
        fc.pre(!one.startsWith('0:') && !other.startsWith('0:'));
        const [left, same, right] = [`${one}:${first}:1`, `${one}:${second}:2`, `${other}:${first}:1`];
        expect(await told(left, app)).toBe(await told(same, app));
        expect((await told(left, app)) === (await told(right, app))).toBe(one === other);
      }),
      { numRuns: 300 },
    );
  });

  test('on one machine is the socket, whatever a header says', async () => {
    const server = serve({ fetch: served('socket').fetch, hostname: '127.0.0.1', port: 0 });
    await new Promise((ready) => server.once('listening', ready));
    const { port } = server.address() as AddressInfo;
    try {
      const headers = { ...viewer('203.0.113.7:1'), 'x-forwarded-for': '203.0.113.7' };
      const answer = await fetch(`http://127.0.0.1:${port}/`, { headers });
      expect(await answer.text()).toBe('127.0.0.1');
    } finally {
      await new Promise((closed) => server.close(closed));
    }
    expect(await told('203.0.113.7:1', served('socket'))).toBe('unknown');
  });
});
