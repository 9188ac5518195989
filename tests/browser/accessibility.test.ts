import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { inMemory, type LocalServer, startServer } from '../local-server.ts';
import { aShowWindow, findings } from './axe.ts';
import { launchChromium, noBrowser } from './chromium.ts';

const plan = 'fr-2021-2023';
const pages = ['', `${plan}/`, `${plan}/28/`, `${plan}/29/m1/`, `${plan}/service/`, 'nowhere', 'app/sign-in', 'dev/'];

describe.skipIf(noBrowser !== null)(noBrowser ?? 'accessibility', () => {
  let server: LocalServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await startServer(inMemory);
    browser = await launchChromium();
    const page = await browser.newPage();
    await page.goto(`${server.address}/dev/`);
    await page.getByLabel('To a day').fill('2021-11-05');
    await page.getByRole('button', { name: 'Go' }).click();
    await page.close();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing on any page, in French and English, ${colorScheme}`, async () => {
      const { page, show, close } = await aShowWindow(browser, { colorScheme, viewport: { width: 1280, height: 720 } });
      for (const path of [...pages, ...pages.slice(0, 5).map((one) => `en/${one}`), 'app/sign-in?lang=en']) {
        const url = `${server.address}/${path}`;
        await show(url, await (await fetch(url)).text());
        expect(await findings(page), `/${path}`).toEqual([]);
      }
      await close();
    });
  }

  test('the keyboard reaches the content first and every link of a commitment’s page, and focus is visible', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.address}/${plan}/28/`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('#content');
    const reached = new Set<unknown>();
    for (let pressed = 0; pressed < 80; pressed += 1) {
      await page.keyboard.press('Tab');
      reached.add(await page.evaluate('document.activeElement.getAttribute("href")'));
      if (pressed === 3) {
        expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).not.toBe('none');
      }
    }
    const links = z.array(z.string()).parse(await page.evaluate('[...document.links].map((one) => one.getAttribute("href"))'));
    expect(links.filter((link) => !reached.has(link) && link !== '#content')).toEqual([]);
    await page.close();
  });
});
