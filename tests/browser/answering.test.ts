import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleLead } from '../../infra/local/sample.ts';
import { inMemory, type LocalServer, startServer } from '../local-server.ts';
import { findingsOf } from './axe.ts';
import { launchChromium, noBrowser } from './chromium.ts';
import {
  type Album,
  aVisitor,
  expectPage,
  linkInMail,
  moveClock,
  typeCode,
  type Visitor,
  type Width,
  widths,
} from './visitor.ts';

const plan = 'fr-2021-2023';
/** What is answered at which width. */
const milestones = { desktop: `${plan}/28/m1`, phone: `${plan}/28/m2` } as const;

function printCount(what: string, width: Width, count: number): void {
  console.log(`interactions from the mail’s link, ${what}, ${width}: ${count}`);
}

/** From the form to the confirmation, in one sentence. */
async function declare(visitor: Visitor, done: string): Promise<void> {
  await visitor.tick('Substantiel');
  await visitor.fill('Ce qui a été fait', done);
  await visitor.press('button', 'Prévisualiser');
  await expectPage(visitor, 'Vérifier avant de publier', done);
  await visitor.press('button', 'Confirmer et publier');
}

const reloaded = (visitor: Visitor) => async (): Promise<string> => {
  await visitor.page.reload();
  return visitor.text();
};

describe.skipIf(noBrowser !== null)(noBrowser ?? 'a ministry answers without JavaScript, at a desktop and on a phone', () => {
  let server: LocalServer;
  let browser: Browser;
  const album: Album = new Map();
  const leads = new Map<Width, Visitor>();
  const lead = (width: Width): Visitor => {
    const found = leads.get(width);
    if (found === undefined) throw new Error('nobody signed in');
    return found;
  };

  beforeAll(async () => {
    server = await startServer(inMemory);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test.each(widths)('from the mail’s link, a browser never seen before answers in at most 8 interactions: %s', async (width) => {
    const link = await linkInMail(server, sampleLead, `${plan}/29/m1`);
    const visitor = await aVisitor(browser, server, width, { album });
    leads.set(width, visitor);
    await visitor.open(link);
    await typeCode(visitor, server, sampleLead);
    await declare(visitor, `Le pilote a commencé (${width}).`);
    await expectPage(visitor, 'Déclarer l’avancement', 'C’est enregistré');
    printCount('never-seen browser with the code typed', width, visitor.interactions());
    expect(visitor.interactions()).toBeLessThanOrEqual(8);
  });

  test.each(widths)(
    'a colleague drafts what was handed on, the lead confirms it in one step and takes it back: %s',
    async (width) => {
      const visitor = lead(width);
      const path = `app/${milestones[width]}/`;
      const email = `collegue.${width}@example.org`;
      await visitor.open(path);
      await visitor.press('link', 'Confier à un collègue');
      await visitor.fill('Adresse électronique du collègue', email);
      await visitor.fill('Nom du collègue', 'Dominique Relais');
      await visitor.fill('Jusqu’au', '2021-11-30');
      await visitor.press('button', 'Confier ce jalon');
      await expectPage(visitor, 'Confier à un collègue', 'Le jalon est confié');

      const colleague = await aVisitor(browser, server, width, { album });
      await colleague.open(path);
      await typeCode(colleague, server, email);
      await expectPage(colleague, 'Déclarer l’avancement', 'Ce jalon vous est confié');
      await colleague.tick('Substantiel');
      await colleague.fill('Ce qui a été fait', 'Préparé par le collègue.');
      await colleague.press('button', 'Prévisualiser');
      await colleague.press('button', 'Enregistrer le brouillon');
      await expectPage(colleague, 'Déclarer l’avancement', 'Votre brouillon est enregistré');

      await visitor.open('app/');
      await visitor.press('link', /^Lire et confirmer/);
      await expectPage(visitor, 'Déclarer l’avancement', 'Brouillon de Dominique Relais', 'Préparé par le collègue.');
      await visitor.press('button', 'Confirmer et publier');
      await expectPage(visitor, 'Déclarer l’avancement', 'C’est enregistré');
      expect(visitor.interactions()).toBe(2);

      await visitor.press('link', 'Reprendre ce jalon');
      await visitor.press('button', 'Reprendre ce jalon');
      await expectPage(visitor, 'Confier à un collègue', 'Le jalon est repris');
      await colleague.open(path);
      await expectPage(colleague, /Page introuvable|Se connecter/);
      await colleague.context.close();
    },
  );

  test.each(widths)(
    'a declaration with evidence is previewed, mended and published, and nothing typed is lost: %s',
    async (width) => {
      const visitor = lead(width);
      await visitor.open(`app/${milestones[width]}/`);
      await visitor.tick('Réalisé');
      await visitor.fill('Ce qui a été fait', 'Le comité est installé.');
      await visitor.press('button', 'Prévisualiser');
      await expectPage(visitor, 'Déclarer l’avancement', 'Un jalon réalisé demande une preuve');
      expect(await visitor.page.getByLabel('Ce qui a été fait').inputValue()).toBe('Le comité est installé.');
      await visitor.fill('Adresse web', 'https://example.org/comite/premiere-seance');
      await visitor.fill('Intitulé', 'Compte rendu de la première séance');
      await visitor.choose('Nature', 'compte rendu');
      await visitor.press('button', 'Prévisualiser');
      await expectPage(visitor, 'Vérifier avant de publier', 'Compte rendu de la première séance');
      await visitor.press('button', 'Modifier');
      expect(await visitor.page.getByLabel('Intitulé').first().inputValue()).toBe('Compte rendu de la première séance');
      await visitor.press('button', 'Prévisualiser');
      await visitor.press('button', 'Confirmer et publier');
      await expectPage(visitor, 'Déclarer l’avancement', 'C’est enregistré');
      await visitor.press('link', 'Voir la page publique');
      // Published from the log a moment later.
      await expect.poll(reloaded(visitor), { timeout: 15_000 }).toMatch(/Réalisé.*Compte rendu de la première séance/);
    },
  );

  test.each(widths)('“nothing to report” is one click and one confirmation from the list: %s', async (width) => {
    const visitor = lead(width);
    await visitor.open('app/');
    await visitor.press('link', 'Rien à signaler\u00A0: Lancement du pilote');
    await visitor.press('button', 'Confirmer\u00A0: rien à signaler');
    await expectPage(visitor, /./, 'C’est enregistré');
    expect(visitor.interactions()).toBe(2);
  });

  test.each(widths)('a stale form shows both texts and loses none of them: %s', async (width) => {
    const visitor = lead(width);
    const second = await visitor.at(width);
    for (const one of [visitor, second]) await one.open(`app/${plan}/29/m1/`);
    await declare(second, 'Écrit dans le second navigateur.');
    await visitor.tick('Limité');
    await visitor.fill('Ce qui a été fait', 'Écrit dans le premier navigateur.');
    await visitor.fill('Difficultés', 'Les autorisations tardent.');
    await visitor.press('button', 'Prévisualiser');
    if ((await visitor.heading()) === 'Vérifier avant de publier') await visitor.press('button', 'Confirmer et publier');
    await expectPage(
      visitor,
      'Ce jalon a changé entre-temps',
      'Écrit dans le second navigateur.',
      'Écrit dans le premier navigateur.',
    );
    expect(await visitor.page.getByLabel('Ce qui a été fait').inputValue()).toBe('Écrit dans le premier navigateur.');
    await visitor.press('button', 'Prévisualiser');
    await visitor.press('button', 'Confirmer et publier');
    await expectPage(visitor, 'Déclarer l’avancement', 'C’est enregistré');
    await second.context.close();
  });

  test('from the mail’s link, a remembered browser answers in at most 4 interactions, at both widths', async () => {
    await moveClock(server, { day: '2021-12-10' });
    const remembered = await aVisitor(browser, server, 'desktop', { album });
    await remembered.open('app/');
    await typeCode(remembered, server, sampleLead, true);
    // Two weeks later: the session of that day is long over.
    const link = await linkInMail(server, sampleLead, `${plan}/29/m2`);
    for (const width of widths) {
      const visitor = await remembered.at(width);
      await visitor.open(link);
      await declare(visitor, `La généralisation se prépare (${width}).`);
      await expectPage(visitor, 'Déclarer l’avancement', 'C’est enregistré');
      printCount('remembered browser', width, visitor.interactions());
      expect(visitor.interactions()).toBeLessThanOrEqual(4);
      await visitor.open('app/account');
      await expectPage(visitor, 'Se connecter', 'Ce navigateur est mémorisé');
      await visitor.context.close();
    }
  });

  test('axe finds nothing on any of these pages, and none scrolls sideways on the narrowest phone', async () => {
    const pages = new Map([...album].filter(([name]) => name.startsWith('phone')));
    expect(pages.size).toBeGreaterThan(12);
    expect(await findingsOf(browser, pages)).toEqual({});
  });
});
