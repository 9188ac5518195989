import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleLead } from '../../infra/local/sample.ts';
import { inMemory, type LocalServer, startServer } from '../local-server.ts';
import { client, type LoopbackProvider, openLoopbackProvider } from '../loopback/openid-provider.ts';
import { openLoopback } from '../loopback/server.ts';
import { findingsOf } from './axe.ts';
import { launchChromium, noBrowser } from './chromium.ts';

/** A port that was free a moment ago: the provider must know the site's address before the site starts. */
async function aFreePort(): Promise<string> {
  const taken = await openLoopback(() => ({ status: 404, body: '' }));
  await taken.close();
  return new URL(taken.endpoint).port;
}

describe.skipIf(noBrowser !== null)(noBrowser ?? 'signing in through a provider', () => {
  let server: LocalServer;
  let provider: LoopbackProvider;
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jalon-openid-'));
    const secretFile = join(folder, 'secret');
    writeFileSync(secretFile, client.secret, { mode: 0o600 });
    const port = await aFreePort();
    provider = await openLoopbackProvider({ redirectUri: `http://127.0.0.1:${port}/app/openid/back` });
    provider.as({ sub: 'subject-1', email: sampleLead });
    server = await startServer({
      ...inMemory,
      PORT: port,
      JALON_OPENID_ISSUER: provider.endpoint,
      JALON_OPENID_CLIENT_ID: client.id,
      JALON_OPENID_SECRET_FILE: secretFile,
      JALON_OPENID_NAME: 'ProConnect',
    });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await provider?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ['without JavaScript, on a desktop', { javaScriptEnabled: false, viewport: { width: 1280, height: 800 } }],
    ['with JavaScript, on a phone', { javaScriptEnabled: true, viewport: { width: 320, height: 640 } }],
  ])('S1: leads there and back, %s, against no policy', async (_, options) => {
    const context = await browser.newContext({ ...options, locale: 'fr-FR' });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(`${server.address}/app/fr-2021-2023/28/m1/`);
    expect(page.url()).toContain('/app/sign-in');
    await page.getByRole('button', { name: 'Se connecter avec ProConnect' }).click();
    // Nobody pressed anything between our page and the provider's.
    await page.waitForURL(`${provider.endpoint}/authorize?**`);
    await page.getByRole('link', { name: 'It is me' }).click();
    await page.getByRole('button', { name: 'Terminer la connexion' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(options.viewport.width);
    await page.getByRole('button', { name: 'Terminer la connexion' }).click();
    await page.waitForURL(`${server.address}/app/fr-2021-2023/28/m1/`);
    expect(await page.textContent('header')).toContain('Se déconnecter');
    expect(complaints.filter((text) => /content security policy/i.test(text))).toEqual([]);
    await context.close();
  });

  test('axe finds nothing on the pages on the way, in French and English, and none scrolls sideways', async () => {
    const album = new Map<string, { url: string; html: string }>();
    for (const lang of ['fr', 'en']) {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      const keep = async (name: string) => album.set(`${name} ${lang}`, { url: page.url(), html: await page.content() });
      await page.goto(`${server.address}/app/sign-in?lang=${lang}`);
      await keep('sign in');
      const form = {
        token: await page.locator('form[action="/app/openid"] input[name="token"]').inputValue(),
        ...{ next: '/app/', lang },
      };
      const leaving = await context.request.post(`${server.address}/app/openid`, { form, headers: { origin: server.address } });
      expect(leaving.status()).toBe(200);
      album.set(`leaving ${lang}`, { url: leaving.url(), html: await leaving.text() });
      await page.goto(`${server.address}/app/openid/back?${new URLSearchParams({ code: 'x', state: 's'.repeat(43), lang })}`);
      await keep('back');
      await page.locator('form[action="/app/openid/back"] button').click();
      expect(await page.textContent('h1')).toBe(lang === 'fr' ? 'Connexion impossible' : 'Signing in did not work');
      await keep('refused');
      await context.close();
    }
    expect(album.size).toBe(8);
    expect(await findingsOf(browser, album)).toEqual({});
  });
});
