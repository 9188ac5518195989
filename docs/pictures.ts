/**
 * Makes the pictures of the documentation again: `npm run pictures`. It starts Jalon with its sample in a folder of its own,
 * moves the clock, and photographs what a visitor and a lead see.
 */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { launchChromium } from '../tests/browser/chromium.ts';
import { startServer } from '../tests/local-server.ts';

const server = await startServer();
const browser = await launchChromium();

/** The whole page, or only as much of it as is worth showing at once. */
async function photograph(page: Page, path: string, file: string, height: number | null = null): Promise<void> {
  await page.goto(`${server.address}/${path}`);
  mkdirSync('docs/pages', { recursive: true });
  mkdirSync('docs/mails', { recursive: true });
  const clip =
    height === null
      ? { fullPage: true }
      : { clip: { x: 0, y: 0, width: page.viewportSize()?.width ?? 900, height }, fullPage: true };
  await page.screenshot({ path: `docs/${file}`, ...clip });
}

try {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 }, locale: 'fr-FR' });
  const page = await context.newPage();
  await page.goto(`${server.address}/dev/`);
  await page.getByLabel('To a day').fill('2021-11-05');
  await page.getByRole('button', { name: 'Go' }).click();
  await photograph(page, '', 'pages/home.png');
  await photograph(page, 'fr-2021-2023/', 'pages/plan.png');
  await photograph(page, 'fr-2021-2023/28/', 'pages/commitment-28.png', 1500);
  await photograph(page, 'fr-2021-2023/28/m1/', 'pages/milestone.png');
  await photograph(page, 'app/sign-in', 'pages/sign-in.png');
  await photograph(page, 'dev/', 'pages/dev.png');
  const reminder = page.getByRole('link', { name: /#28.*octobre 2021/i }).last();
  const mail = await reminder.getAttribute('href');
  await page.setViewportSize({ width: 600, height: 700 });
  await photograph(page, `${mail?.slice(1) ?? ''}/html`, 'mails/reminder.png');
} finally {
  await browser.close();
  await server.stop();
}
