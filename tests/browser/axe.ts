import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import * as z from 'zod';
import type { Album } from './visitor.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** WCAG 2.2 AA, and the best practice of axe. */
const everyRule = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** What another colour scheme can break. */
const ofColours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** The narrowest phone. */
const narrow = { width: 320, height: 700 };

async function run(page: Page, runOnly: typeof everyRule): Promise<string[]> {
  const found: unknown = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ${JSON.stringify(runOnly)} }).then(({ violations }) => violations)`,
  );
  return violations.parse(found).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Puts axe into the window of a page, unless it is there: loading it takes longer than its work. */
async function bringAxe(page: Page): Promise<void> {
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe);
}

/** What axe finds. Evaluated in the page's own world by the test driver; the page itself runs no script. */
export async function findings(page: Page): Promise<string[]> {
  await bringAxe(page);
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

/** A window into which pages are put as they were answered, without asking for them again. */
export type ShowWindow = {
  readonly page: Page;
  /** Shows the page of that address; axe stays in the window as long as the site is the same. */
  readonly show: (url: string, html: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Whether every style sheet the page asks for is in force: pages without their style prove nothing about colours and widths.
 */
const isStyled = "[...document.querySelectorAll('link[rel=stylesheet]')].every(({ sheet }) => sheet?.cssRules.length > 0)";

/** On the narrowest phone, unless told otherwise. Style sheets come from the site of a page, or from `styles`. */
export async function aShowWindow(
  browser: Browser,
  { styles, ...options }: BrowserContextOptions & { readonly styles?: (path: string) => Promise<string> } = {},
): Promise<ShowWindow> {
  const context = await browser.newContext({ viewport: narrow, ...options, bypassCSP: true, reducedMotion: 'reduce' });
  const page = await context.newPage();
  if (styles !== undefined) {
    await context.route('**/*.css', async (route) => {
      await route.fulfill({
        body: await styles(new URL(route.request().url()).pathname),
        contentType: 'text/css; charset=utf-8',
      });
    });
  }
  let site = '';
  const go = async (origin: string): Promise<void> => {
    const empty = `${origin}/an-empty-page`;
    await page.route(empty, (route) => route.fulfill({ body: '<!doctype html>', contentType: 'text/html' }));
    await page.goto(empty);
    site = origin;
  };
  return {
    page,
    show: async (url, html) => {
      const { origin } = new URL(url);
      if (origin !== site) await go(origin);
      await page.evaluate(`history.replaceState(null, '', ${JSON.stringify(url)})`);
      await page.setContent(html);
      if ((await page.evaluate(isStyled)) !== true) throw new Error(`${url} is without its style`);
    },
    close: () => context.close(),
  };
}

/** What is wrong with the pages of an album: axe, and scrolling sideways on the narrowest phone. Keyed by page. */
export async function findingsOf(browser: Browser, album: Album): Promise<{ [page: string]: readonly string[] }> {
  const { page, show, close } = await aShowWindow(browser);
  const wrong: { [page: string]: readonly string[] } = {};
  for (const [name, { url, html }] of album) {
    await show(url, html);
    const wide = await sideways(page);
    const found = [...(wide > 0 ? [`${wide}px too wide`] : []), ...(await findings(page))];
    if (found.length > 0) wrong[name] = found;
  }
  await close();
  return wrong;
}
