import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Browser } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeIn } from '../code-in.ts';
import { aFullWorld, type FullWorld, stopToken } from '../functions/api/full-world.ts';
import { anOutbox, linksIn } from '../functions/api/outbox.ts';
import { aBrowser } from '../functions/api/world.ts';
import { launchChromium, noBrowser } from './chromium.ts';

/** A mail gateway with a whole browser in it: scripts on, cookies kept, every link opened as often as it likes. */
describe.skipIf(noBrowser !== null)(noBrowser ?? 'a gateway that opens mails in a browser', () => {
  let server: Server;
  let browser: Browser;
  let world: FullWorld;
  let address = '';

  beforeAll(async () => {
    server = createServer(getRequestListener((request, env) => world.app.fetch(request, env)));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    world = await aFullWorld({}, { config: { publicUrl: address, secureCookies: false, source: 'socket' } });
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await new Promise((closed) => server.close(closed));
  });

  test('S3: every private link of every mail, opened three times with scripts on, changes no row and runs no script; the code and the stop link still work', async () => {
    const { mails, open, change, run, sendCodes } = anOutbox(world);
    await open('2021-10-20T08:00:00Z');
    await run('2021-10-20T08:00:00Z', '2021-10-31T12:00:00Z');
    await change('2021-10-31T12:00:00Z');
    await run('2021-10-31T12:00:00Z', '2021-12-20T08:00:00Z');
    world.at('2021-12-20T08:00:00Z');
    const person = aBrowser(world);
    await person.submit('/app/sign-in', '/app/sign-in', { email: 'lead@example.org' });
    await sendCodes(world.now());
    const code = codeIn((await PostalMime.parse(mails.at(-1)?.raw ?? '')).text);

    const links = [...new Set((await Promise.all(mails.map(linksIn))).flat())].filter((link) =>
      link.startsWith(`${address}/app/`),
    );
    expect(links.length).toBeGreaterThan(4);
    const before = { rows: world.rows(), writes: world.traffic.writes };
    const context = await browser.newContext({ javaScriptEnabled: true });
    const page = await context.newPage();
    const blocked: string[] = [];
    const sent: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && blocked.push(message.text())));
    page.on('request', (request) => void (request.method() !== 'GET' && sent.push(`${request.method()} ${request.url()}`)));
    for (const link of links) {
      for (let time = 0; time < 3; time += 1) {
        const answer = await page.goto(link, { waitUntil: 'networkidle' });
        expect(answer?.status(), link).toBeLessThan(400);
        expect(await page.locator('script').count(), link).toBe(0);
      }
    }
    await context.close();
    expect(sent).toEqual([]);
    expect(blocked.filter((text) => /content security policy/i.test(text))).toEqual([]);
    expect(world.rows()).toBe(before.rows);
    expect(world.traffic.writes).toBe(before.writes);

    expect((await person.submit('/app/sign-in/code', '/app/sign-in/code', { code })).status).toBe(303);
    expect((await person.get('/app/')).status).toBe(200);
    const stop = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
    expect((await world.app.request(`/app/stop/${stopToken}`, stop)).status).toBe(200);
  });
});
