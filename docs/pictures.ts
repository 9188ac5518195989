/**
 * Makes the pictures of the documentation again: `npm run pictures`, or some alone: `npm run pictures -- mails`, `-- public`,
 * `-- private`. Mails and the public record are drawn from sample records. For the private side it starts Jalon with its sample in a
 * folder of its own, moves the clock, and photographs what a ministry, a reviewer and a point of contact see.
 */
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../tests/browser/chromium.ts';
import { moveClock } from '../tests/browser/visitor.ts';
import { type LocalServer, startServer } from '../tests/local-server.ts';
import { photographMails } from './mail-pictures.ts';
import { photographPrivateSide } from './private-pictures.ts';
import { photographPublicRecord } from './public-pictures.ts';

/** What belongs neither to the record nor to the private side. */
async function photographAround(browser: Browser, server: LocalServer): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 }, locale: 'fr-FR' });
  const page = await context.newPage();
  const photograph = (path: string, file: string, height: number | null = null): Promise<void> =>
    photographAt(page, `${server.address}/${path}`, file, height);
  await moveClock(server, { day: '2021-11-05' });
  await photograph('app/sign-in', 'pages/sign-in.png');
  await photograph('api/v1/', 'pages/api.png', 1500);
  await photograph('dev/', 'pages/dev.png');
  const reminder = page.getByRole('link', { name: /#28.*octobre 2021/i }).last();
  const mail = await reminder.getAttribute('href');
  await page.setViewportSize({ width: 600, height: 700 });
  await photograph(`${mail?.slice(1) ?? ''}/html`, 'mails/reminder.png');
  await context.close();
}

/** The whole page, or only as much of it as is worth showing at once. */
async function photographAt(page: Page, address: string, file: string, height: number | null): Promise<void> {
  await page.goto(address);
  const clip =
    height === null
      ? { fullPage: true }
      : { clip: { x: 0, y: 0, width: page.viewportSize()?.width ?? 900, height }, fullPage: true };
  await page.screenshot({ path: `docs/${file}`, ...clip });
}

/** A server with the sample for each side: what one shows must not depend on what was done on the other. */
async function withServer(work: (browser: Browser, server: LocalServer) => Promise<void>): Promise<void> {
  const server = await startServer();
  try {
    await work(browser, server);
  } finally {
    await server.stop();
  }
}

for (const folder of ['pages', 'mails']) mkdirSync(`docs/${folder}`, { recursive: true });
const browser = await launchChromium();
try {
  const [only = 'all'] = process.argv.slice(2);
  if (['all', 'mails'].includes(only)) await photographMails(browser);
  if (['all', 'public'].includes(only)) await photographPublicRecord(browser);
  if (['all', 'private'].includes(only)) {
    await withServer(photographAround);
    await withServer(photographPrivateSide);
  }
} finally {
  await browser.close();
}
