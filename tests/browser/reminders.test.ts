import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleLead } from '../../infra/local/sample.ts';
import { inMemory, type LocalServer, startServer } from '../local-server.ts';
import { gallery } from '../showing/mails/gallery.ts';
import { colourFindings, findings, findingsOf, sideways } from './axe.ts';
import { launchChromium, noBrowser } from './chromium.ts';
import { type Album, aVisitor, expectPage, moveClock, signedIn, widths } from './visitor.ts';

describe.skipIf(noBrowser !== null)(noBrowser ?? 'reminders in a browser', () => {
  let server: LocalServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await startServer(inMemory);
    browser = await launchChromium();
    await moveClock(server, { day: '2021-10-04' });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test.each(['fr', 'en'] as const)(
    'axe finds nothing in any mail in %s, light and dark, and none is wider than a small phone',
    async (language) => {
      const context = await browser.newContext({ bypassCSP: true, viewport: { width: 320, height: 700 } });
      const page = await context.newPage();
      for (const { name, html } of gallery(language)) {
        await page.setContent(html);
        // A mail has no landmarks: its reader's program has.
        const found = (await findings(page)).filter((one) => !/^(?:region|landmark)/.test(one));
        expect(found, name).toEqual([]);
        expect(await colourFindings(page, 'dark'), name).toEqual([]);
        expect(await sideways(page), name).toBe(0);
      }
      await context.close();
    },
  );

  test.each(widths)(
    'on a %s, without scripts: the link of a mail tunes, pauses and stops; whoever signs in lifts the stop',
    async (width) => {
      const album: Album = new Map();
      const link = await stopLinkOf(server, sampleLead);
      const visitor = await aVisitor(browser, server, width, { album });
      await visitor.open(link);
      await expectPage(visitor, 'Régler ou arrêter vos rappels', /Les rappels partent à votre adresse/);
      await visitor.tick('Une fois par semaine, le lundi');
      await visitor.fill('En pause jusqu’au, ce jour compris', '2021-10-01');
      await visitor.press('button', 'Enregistrer ces réglages');
      await expectPage(visitor, 'Régler ou arrêter vos rappels', /ce jour est passé/);
      await visitor.fill('En pause jusqu’au, ce jour compris', '2021-10-15');
      await visitor.press('button', 'Enregistrer ces réglages');
      await expectPage(
        visitor,
        'Régler ou arrêter vos rappels',
        /Vos réglages sont enregistrés/,
        /avant la fin du 15 octobre 2021/,
      );
      await visitor.press('button', 'Arrêter les rappels');
      await expectPage(visitor, 'Les rappels sont arrêtés');

      const lead = await signedIn(browser, server, width, sampleLead, album);
      await lead.open('app/account');
      await lead.press('link', 'Régler mes rappels');
      await expectPage(lead, 'Mes rappels', /Vos rappels sont arrêtés, à votre demande/);
      await lead.press('button', 'Rétablir les rappels');
      await expectPage(lead, 'Mes rappels', /Les rappels vous sont envoyés de nouveau/);
      await lead.fill('En pause jusqu’au, ce jour compris', '');
      await lead.tick('Au jour de chaque rappel');
      await lead.press('button', 'Enregistrer ces réglages');
      await expectPage(lead, 'Mes rappels', /Les rappels partent à votre adresse/);
      expect(await findingsOf(browser, album)).toEqual({});
      await visitor.context.close();
      await lead.context.close();
    },
  );
});

/** The address behind the small link at the end of the newest mail to somebody. */
async function stopLinkOf(server: LocalServer, email: string): Promise<string> {
  for (let moved = 0; moved < 20; moved += 1) {
    const mails = (await server.mails()).filter(({ to }) => to?.some(({ address }) => address === email));
    const link = mails.flatMap(({ text }) => /\/(app\/stop\/\S+)/.exec(text ?? '')?.[1] ?? []).at(-1);
    if (link !== undefined) return link;
    await moveClock(server, 'event');
  }
  throw new Error(`no mail to ${email}`);
}
