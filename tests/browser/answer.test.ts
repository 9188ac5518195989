import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeIn } from '../code-in.ts';
import { type LocalServer, startServer } from '../local-server.ts';
import { launchChromium, noBrowser } from './chromium.ts';

const plan = 'fr-2021-2023';
const m1 = `${plan}/28/m1`;

describe.skipIf(noBrowser !== null)(noBrowser ?? 'a lead answers', () => {
  let server: LocalServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    server = await startServer();
    browser = await launchChromium();
    context = await browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR' });
    page = await context.newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const text = async (path: string): Promise<string> => {
    const answer = await fetch(`${server.address}/${path}`);
    expect(answer.status, path).toBe(200);
    return answer.text();
  };

  /** The public files, once publishing has caught up with the log. */
  const whenPublished = async (path: string, expected: string): Promise<string> => {
    for (let waited = 0; waited < 100; waited += 1) {
      const now = await text(path);
      if (now.includes(expected)) return now;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`${path} never said ${expected}`);
  };

  const entriesOf = (atom: string): string[] =>
    atom
      .split('<entry>')
      .slice(1)
      .map((part) => part.split('</entry>')[0] ?? '');

  test('from the reminder in the outbox to the public page, without JavaScript', async () => {
    const before = {
      atom: await text('feed.atom'),
      json: JSON.parse(await text('feed.json')),
      log: await text(`${plan}/28/log.jsonl`),
    };

    await page.goto(`${server.address}/dev/`);
    expect(await page.textContent('main')).toContain('15 September 2021');
    while (!(await server.mails()).some(({ subject }) => subject?.includes('#28'))) {
      await page.getByRole('button', { name: 'To the next event' }).click();
    }
    const reminder = (await server.mails()).findLast(({ subject }) => subject !== undefined);
    const link = new RegExp(`${server.address}/app/\\S*`).exec(reminder?.text ?? '')?.[0];
    if (link === undefined) throw new Error('the reminder has no link');
    const asked = { atom: await text('feed.atom'), json: JSON.parse(await text('feed.json')) };

    await page.goto(link);
    await page.getByLabel('Adresse électronique').fill('referente.sante@example.org');
    await page.getByRole('button', { name: 'Recevoir un code' }).click();
    const code = await newCode();
    await page.getByRole('textbox', { name: 'Code' }).fill(code);
    await page.getByRole('button', { name: 'Se connecter' }).click();

    await page.goto(`${server.address}/app/${m1}/`);
    await page.getByLabel('Réalisé', { exact: true }).check();
    await page.getByLabel('Ce qui a été fait').fill('Le comité citoyen est installé et s’est réuni une première fois.');
    await page.getByLabel('Adresse web').first().fill('https://example.org/comite/premiere-seance');
    await page.getByLabel('Intitulé').first().fill('Compte rendu de la première séance');
    await page.getByLabel('Nature').first().selectOption('minutes');
    // Enter previews, and publishes nothing.
    await page.getByLabel('Intitulé').first().press('Enter');
    await page.waitForLoadState();
    await page.getByRole('button', { name: 'Confirmer et publier' }).waitFor();
    expect(await page.textContent('main')).toContain('Compte rendu de la première séance');
    expect((await text(`${plan}/28/log.jsonl`)) === before.log).toBe(true);
    await page.getByRole('button', { name: 'Confirmer et publier' }).click();

    const html = await whenPublished(`${plan}/28/`, 'Compte rendu de la première séance');
    expect(html).toContain('Réalisé');
    const atom = await whenPublished('feed.atom', 'premiere-seance');
    const [added, ...others] = entriesOf(atom);
    expect(added).toContain('Lancement du comité citoyen');
    expect(others).toEqual(entriesOf(asked.atom));
    expect(JSON.parse(await text('feed.json')).items.slice(1)).toEqual(asked.json.items);
    expect(await text(`${plan}/28/status.csv`)).toContain('complete');
    expect(await text(`${plan}/28/calendar.ics`)).toContain('Lancement du comité citoyen');
    const log = await text(`${plan}/28/log.jsonl`);
    expect(log.startsWith(before.log)).toBe(true);
    expect(log.trim().split('\n')).toHaveLength(before.log.trim().split('\n').length + 1);
    for (const published of [html, atom, log]) expect(published).not.toContain('@example.org');
  });

  async function newCode(): Promise<string> {
    for (let waited = 0; waited < 100; waited += 1) {
      const mail = (await server.mails()).find(({ subject }) => /code/i.test(subject ?? ''));
      const found = codeIn(mail?.text);
      if (found !== '') return found;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('no code came');
  }

  test('every page a visitor meets on the way fits a phone and breaks no rule of the content security policy', async () => {
    const phone = await browser.newContext({ viewport: { width: 320, height: 700 } });
    const visitor = await phone.newPage();
    const refused: string[] = [];
    visitor.on('console', (message) => {
      if (message.type() === 'error') refused.push(message.text());
    });
    for (const path of ['', `${plan}/`, `${plan}/28/`, `${plan}/29/`, `${m1}/`, `en/${plan}/28/`, 'app/sign-in', 'dev/']) {
      await visitor.goto(`${server.address}/${path}`);
      const [wide, view] = (await visitor.evaluate('[document.documentElement.scrollWidth, window.innerWidth]')) as [
        number,
        number,
      ];
      expect(wide, path).toBeLessThanOrEqual(view);
    }
    expect(refused).toEqual([]);
    await phone.close();
  });
});
