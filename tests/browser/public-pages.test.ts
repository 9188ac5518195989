import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { pageLanguages } from '../../shared/showing/addresses.ts';
import { planPage } from '../../shared/showing/pages/plan-page.tsx';
import { timelinePage } from '../../shared/showing/pages/timeline-page.tsx';
import { style } from '../../shared/showing/style/style.ts';
import { isFull } from '../full.ts';
import { answered, pilot, publicUrl, view } from '../showing/health-plan.ts';
import { largePlan } from '../showing/large-plan.ts';
import { fullestOfEach, pagesIn, type SamplePage, templateNames } from '../showing/page-templates.ts';
import { siteOf } from '../showing/stages.ts';
import { aShowWindow, colourFindings, findings, sideways } from './axe.ts';
import { launchChromium, noBrowser } from './chromium.ts';

/** The narrowest phone, a tablet, a desktop. */
const widths = [320, 768, 1280] as const;

/** What is wrong, by page: empty where all is well. */
type Wrong = { [page: string]: readonly string[] };

const nameOf = ({ template, path, sample }: SamplePage): string => `${template}: /${path}, ${sample}`;

async function tooWide(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 720 });
    const wide = await sideways(page);
    if (wide > 0) found.push(`${wide}px too wide at ${width}`);
  }
  return found;
}

/** By language the pages to look at: one of each kind, or every page of every sample. */
const pages = new Map(
  pageLanguages.map((language) => {
    const all = pagesIn(language);
    return [language, { all, looked: isFull ? all : fullestOfEach(all) }] as const;
  }),
);
const looksOf = (language: (typeof pageLanguages)[number]): readonly SamplePage[] => pages.get(language)?.looked ?? [];

const evidence = 'https://www.example.org/comite/compte-rendu.pdf';

/** Where the focus is, and whether a reader sees it there: an outline, on something within the window. */
const focus = z.object({ href: z.string().nullable(), isSeen: z.boolean() });
const focused = `(() => {
  const one = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const { top, bottom, width } = one.getBoundingClientRect();
  const isWithin = width > 0 && bottom > 0 && top < innerHeight;
  return { href: one.getAttribute('href'), isSeen: isWithin && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 };
})()`;

/** Presses Tab until that link has the focus; the first stop is the way past the menus. */
async function tabTo(page: Page, href: string): Promise<void> {
  const passed: (string | null)[] = [];
  while (passed.at(-1) !== href) {
    await page.keyboard.press('Tab');
    const stop = focus.parse(await page.evaluate(focused));
    expect(stop, `${page.url()} after ${passed.at(-1)}`).toMatchObject({ isSeen: true });
    if (passed.length === 0) expect(stop.href).toBe('#content');
    if (passed.length > 100) throw new Error(`${page.url()}: no Tab leads to ${href}`);
    passed.push(stop.href);
  }
}

const styles = async (): Promise<string> => style;

describe.skipIf(noBrowser !== null)(noBrowser ?? 'public pages', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => browser?.close());

  /** Shows each page and gathers what is wrong with it. */
  async function wrongOf(shown: readonly SamplePage[], look: (page: Page) => Promise<readonly string[]>): Promise<Wrong> {
    const { page, show, close } = await aShowWindow(browser, { styles });
    const wrong: { [page: string]: readonly string[] } = {};
    for (const one of shown) {
      await show(`${publicUrl}/${one.path}`, one.html);
      const found = await look(page);
      if (found.length > 0) wrong[nameOf(one)] = found;
    }
    await close();
    return wrong;
  }

  test('are looked at in every kind, in French and in English', () => {
    expect(looksOf('fr').map(({ template }) => template)).toEqual(expect.arrayContaining([...templateNames]));
    const english = templateNames.filter((one) => one !== 'not-found');
    expect(looksOf('en').map(({ template }) => template)).toEqual(expect.arrayContaining(english));
  });

  // Structure is the same in both languages: each kind is read by axe once on the narrowest phone and once on a desktop.
  const widthOf = { fr: 320, en: 1280 } as const;

  test.each(pageLanguages)(
    'axe finds nothing in light and dark, and nothing scrolls sideways at any width: %s',
    async (language) => {
      const wrong = await wrongOf(looksOf(language), async (page) => {
        const found = await tooWide(page);
        await page.setViewportSize({ width: widthOf[language], height: 720 });
        found.push(...(await findings(page)).map((one) => `light: ${one}`));
        found.push(...(await colourFindings(page, 'dark')).map((one) => `dark: ${one}`));
        return found;
      });
      expect(wrong).toEqual({});
    },
    isFull ? 1_200_000 : 120_000,
  );

  test('the strip and the lists of sixty commitments do not scroll sideways either', async () => {
    const shown = largePlan(60, 4);
    const large = [timelinePage(shown, 'fr'), planPage(shown, 'en', [])];
    const { page, show, close } = await aShowWindow(browser, { styles });
    for (const html of large) {
      await show(`${publicUrl}/large/`, html);
      expect(await tooWide(page)).toEqual([]);
    }
    await close();
  });

  test('the keyboard alone leads from home to the evidence of a milestone, and focus is always seen', async () => {
    const files = new Map(siteOf(view([answered(), pilot()], '2021-11-15')).map(({ path, body }) => [path, body]));
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 1280, height: 720 },
      reducedMotion: 'reduce',
    });
    await context.route('**/*', (route) => {
      const { origin, pathname } = new URL(route.request().url());
      const path = pathname.endsWith('/') ? `${pathname.slice(1)}index.html` : pathname.slice(1);
      const body = origin === publicUrl ? files.get(path) : '<!doctype html><title>Compte rendu</title>';
      const contentType = path === 'style.css' ? 'text/css' : path.endsWith('.svg') ? 'image/svg+xml' : 'text/html';
      return body === undefined ? route.fulfill({ status: 404, body: '' }) : route.fulfill({ body, contentType });
    });
    const page = await context.newPage();
    await page.goto(`${publicUrl}/`);
    const plan = '/fr-2021-2023/';
    for (const href of [plan, `${plan}no-word/`, `${plan}29/m1/`, plan, `${plan}28/`, `${plan}28/m1/`, evidence]) {
      await tabTo(page, href);
      await Promise.all([page.waitForURL(new URL(href, publicUrl).href), page.keyboard.press('Enter')]);
    }
    expect(await page.title()).toBe('Compte rendu');
    await context.close();
  });
});
