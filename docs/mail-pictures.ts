import { writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { gallery } from '../tests/showing/mails/gallery.ts';
import { smallPng } from './small-png.ts';

/** What is below is of the same kind, and would make the picture heavy. */
const tallest = 2_400;
const widths = [375, 700] as const;
const schemes = ['light', 'dark'] as const;
const languages = ['fr', 'en'] as const;

/** Every mail on a phone and on a desk, in light and in dark, without images or scripts and with nothing fetched. */
export async function photographMails(browser: Browser): Promise<void> {
  for (const colorScheme of schemes) {
    for (const width of widths) {
      const context = await browser.newContext({
        ...{ viewport: { width, height: 600 }, colorScheme, javaScriptEnabled: false, offline: true },
      });
      const page = await context.newPage();
      for (const language of languages) {
        for (const { name, html } of gallery(language)) {
          await page.setContent(html);
          const height = Math.min(tallest, Math.ceil((await page.locator('body').boundingBox())?.height ?? 600));
          const clip = { x: 0, y: 0, width, height };
          const picture = await page.screenshot({ fullPage: true, clip });
          writeFileSync(`docs/mails/${name}-${language}-${width}-${colorScheme}.png`, smallPng(picture));
        }
      }
      await context.close();
    }
  }
}
