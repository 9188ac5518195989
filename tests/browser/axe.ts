import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import * as z from 'zod';
import type { Album } from './visitor.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** WCAG 2.2 AA, and the best practice of axe. */
const everyRule = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** What another colour scheme can break. */
const ofColours = { type: 'rule', values: ['color-contrast'] };

async function run(page: Page, runOnly: typeof everyRule): Promise<string[]> {
  const found: unknown = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ${JSON.stringify(runOnly)} }).then(({ violations }) => violations)`,
  );
  return violations.parse(found).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** What axe finds. Evaluated in the page's own world by the test driver; the page itself runs no script. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return run(page, everyRule);
}

/** What axe finds of a page in other colours, after {@link findings} looked at it. */
export async function colourFindings(page: Page, colorScheme: 'dark'): Promise<string[]> {
  await page.emulateMedia({ colorScheme });
  const found = await run(page, ofColours);
  await page.emulateMedia({ colorScheme: null });
  return found;
}

/** By how many pixels a page is wider than its window. */
export async function sideways(page: Page): Promise<number> {
  return z.number().parse(await page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)'));
}

/** What is wrong with the pages of an album: axe, and scrolling sideways on the narrowest phone. Keyed by page. */
export async function findingsOf(browser: Browser, album: Album): Promise<{ [page: string]: readonly string[] }> {
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce', viewport: { width: 320, height: 700 } });
  const page = await context.newPage();
  const wrong: { [page: string]: readonly string[] } = {};
  for (const [name, { url, html }] of album) {
    await page.route(url, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
    await page.goto(url);
    await page.unroute(url);
    const wide = await sideways(page);
    const found = [...(wide > 0 ? [`${wide}px too wide`] : []), ...(await findings(page))];
    if (found.length > 0) wrong[name] = found;
  }
  await context.close();
  return wrong;
}
