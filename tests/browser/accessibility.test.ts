import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { inMemory, type LocalServer, startServer } from '../local-server.ts';
import { aShowWindow, findings } from './axe.ts';
import { launchChromium, noBrowser } from './chromium.ts';

const plan = 'fr-2021-2023';
/** One public page as it is served, and those that belong neither to the record nor to the private side's own proof. */
const pages = [`${plan}/`, 'nowhere', 'app/sign-in', 'app/sign-in?lang=en', 'dev/'];

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
    test(`axe finds nothing on pages as they are served, ${colorScheme}`, async () => {
      const { page, show, close } = await aShowWindow(browser, { colorScheme, viewport: { width: 1280, height: 720 } });
      for (const path of pages) {
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
    for (let pressed = 0; pressed < 160; pressed += 1) {
      await page.keyboard.press('Tab');
      // What is folded opens by the keyboard, and its links come next.
      if ((await page.evaluate('document.activeElement.localName')) === 'summary') await page.keyboard.press('Enter');
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
