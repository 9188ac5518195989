import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleAdmin, sampleLead, samplePoc, sampleReviewer } from '../../infra/local/sample.ts';
import { inMemory, type LocalServer, startServer } from '../local-server.ts';
import { findingsOf } from './axe.ts';
import { launchChromium, noBrowser } from './chromium.ts';
import { type Album, expectPage, signedIn, type Visitor, type Width, widths } from './visitor.ts';

const plan = 'fr-2021-2023';
/** What happens at which width, so that neither meets what the other left. */
const at = {
  desktop: { plan: 'essai-bureau', milestone: `${plan}/28/m1`, number: '28' },
  phone: { plan: 'essai-mobile', milestone: `${plan}/29/m2`, number: '29' },
} as const;

const seeds = resolve('../shared/seeds');
const documents = ['communique-masante2022.txt', 'article-conseil-numerique-sante.txt'].map((name) => join(seeds, name));
const noSeeds = documents.every((path) => existsSync(path)) ? '' : ' NOT RUN: ../shared/seeds is not there';

const sheet = (number: string, title: string, milestone: string, email: string): string => `Engagement #${number} : ${title}

Date de début et de fin de l'engagement

1er janvier 2021 – décembre 2023

Ministère porteur

Ministère des Exemples

Jalons d'activités avec un livrable vérifiable

- ${milestone} → **Décembre 2021**

Informations de contact

Nom de la personne responsable de l'agence d'exécution

Alix Premier, chargée des essais

Direction des Exemples

${email}
`;

/** What the two documents tell, each event once: its kind and the date that is proposed. */
const events = [
  'réunion, le 27 juin 2019',
  'réunion, le 20 février 2020',
  'appel à candidatures ou à contributions, jusqu’au 18 octobre 2019',
  'groupe de travail, du 1er octobre 2019 au 31 octobre 2019',
  'consultation, à partir du 30 septembre 2019',
  'atelier, le 1er octobre 2019',
  'atelier, jusqu’au 31 décembre 2019',
  'réunion, sans date',
  'livrable, du 1er décembre 2019 au 31 juillet 2020',
  'feuille de route, du 1er avril 2019 au 30 avril 2019',
];

/** Judges what waits, up to a number, always the first: joined to what is recorded already, the road map set aside, the others confirmed. */
async function judge(poc: Visitor, atMost: number): Promise<{ same: number; rejected: number; confirmed: number }> {
  const judged = { same: 0, rejected: 0, confirmed: 0 };
  const waiting = poc.page.getByRole('link', { name: /^Examiner/ });
  for (let left = atMost; left > 0 && (await waiting.count()) > 0; left -= 1) {
    await poc.press('link', /^Examiner/);
    await expectPage(poc, 'Examiner une proposition', /Ligne \d+/);
    const kind = await poc.page.getByLabel('Nature').locator('option[selected]').textContent();
    if (await poc.page.getByRole('heading', { name: 'Est-ce un événement déjà inscrit' }).isVisible()) {
      await poc.press('button', 'Oui, c’est le même');
      judged.same += 1;
    } else if (kind === 'feuille de route') {
      await poc.press('button', 'Écarter');
      judged.rejected += 1;
    } else {
      if (kind !== 'réunion') await inProcess(poc, 'Virage numérique en santé');
      await poc.press('button', 'Confirmer et publier');
      judged.confirmed += 1;
    }
  }
  return judged;
}

/** Puts a step into the participation process of that title, which is made if it is not there yet. */
async function inProcess(poc: Visitor, title: string): Promise<void> {
  const known = poc.page.getByLabel('Démarche de participation').locator('option', { hasText: title });
  if ((await known.count()) > 0) {
    await poc.choose('Démarche de participation', title);
    return;
  }
  await poc.choose('Démarche de participation', 'Une nouvelle démarche');
  await poc.fill('Intitulé de la nouvelle démarche', title);
}

describe.skipIf(noBrowser !== null)(noBrowser ?? 'a plan is run without JavaScript, at a desktop and on a phone', () => {
  let server: LocalServer;
  let browser: Browser;
  let folder: string;
  const album: Album = new Map();
  const people = new Map<string, Visitor>();

  /** Signed in once, by one code; the phone goes on with the same cookies. */
  const visitor = async (email: string, width: Width): Promise<Visitor> => {
    const known = people.get(`${email} ${width}`);
    if (known !== undefined) return known;
    const first = people.get(`${email} desktop`) ?? (await signedIn(browser, server, 'desktop', email, album));
    people.set(`${email} desktop`, first);
    const found = width === 'desktop' ? first : await first.at(width);
    people.set(`${email} ${width}`, found);
    return found;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jalon-sheets-'));
    server = await startServer(inMemory);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(widths)(
    'a plan is created, its sheets imported, its people confirmed, its rehearsal read, its mail on: %s',
    async (width) => {
      // Whoever begins a plan is its point of contact.
      const poc = await visitor(sampleAdmin, width);
      const { plan: id } = at[width];
      await poc.open('app/plans/');
      await poc.press('link', 'Créer un plan');
      await poc.fill('Identifiant', id);
      await poc.press('button', 'Créer le plan');
      await expectPage(poc, 'Créer un plan', 'À corriger');
      await poc.fill('Langues du plan', 'fr');
      await poc.fill('Intitulé du plan', `Plan d’essai (${width})`);
      await poc.fill('Pays', 'FR');
      await poc.fill('Période', '2021-2023');
      await poc.fill('Adresse qui reçoit les réponses', 'essai@example.org');
      await poc.press('button', 'Créer le plan');
      await expectPage(poc, `Plan d’essai (${width})`, 'Le plan est créé');

      const files = ['1', '2'].map((number) => {
        const path = join(folder, `${width}-${number}.md`);
        writeFileSync(
          path,
          sheet(number, `Essai ${number} du ${width}`, `Ouverture du service ${number}`, `essai.${width}@example.org`),
        );
        return path;
      });
      await poc.press('link', 'Importer les fiches du plan');
      await poc.attach('Fichiers', files);
      await poc.press('button', 'Lire, sans rien enregistrer');
      await expectPage(
        poc,
        'Vérifier avant d’importer',
        /Ligne \d+/,
        'Ouverture du service 1',
        'Décembre 2021',
        'nouvelle, à confirmer',
      );
      expect((await fetch(`${server.address}/${id}/1/`)).status).toBe(404);
      await poc.press('button', 'Confirmer et importer');
      await expectPage(poc, /Plan d’essai/, 'L’import est enregistré');
      await poc.press('link', /^Confirmer 1\s+personne/);
      await poc.press('button', 'Confirmer Alix Premier');
      await expectPage(poc, 'Personnes du plan', 'La personne est confirmée');

      await poc.open(`app/plans/${id}/`);
      await poc.press('link', 'Relire et activer les rappels');
      await expectPage(poc, 'Rappels', 'Ce qui partira', 'Alix Premier', 'Ouverture du service 2');
      await poc.press('button', 'Activer les rappels');
      await expectPage(poc, /^Activer les rappels/, /courriels? partirai/);
      await poc.press('button', 'Confirmer\u00A0: activer');
      await expectPage(poc, 'Rappels', 'Les rappels sont activés');
    },
  );

  test.each(widths)('a commitment changes hands: %s', async (width) => {
    const poc = await visitor(sampleAdmin, width);
    const { plan: id } = at[width];
    await poc.open(`app/plans/${id}/people`);
    await poc.press('link', 'Ajouter une personne');
    await poc.choose('Rôle', 'suppléance');
    await poc.fill('Nom', 'Dominique Relève');
    await poc.fill('Adresse électronique', `releve.${width}@example.org`);
    await poc.fill('Fonction', 'adjointe');
    await poc.fill('Service', 'Direction des Exemples');
    await poc.press('button', 'Ajouter');
    await expectPage(poc, 'Personnes du plan', 'La personne est ajoutée');
    await poc.press('button', 'Confirmer Dominique Relève');
    await poc.press('link', 'Réattribuer des engagements');
    await poc.fill('Engagements', '2');
    await poc.choose('À qui', 'Dominique Relève');
    await poc.press('button', 'Confier ces engagements');
    await expectPage(poc, 'Personnes du plan', 'Les engagements ont changé de main');
  });

  test.skipIf(noSeeds !== '').each(widths)(
    `the proposals of a press release and an article are judged one by one: %s${noSeeds}`,
    async (width) => {
      const poc = await visitor(sampleAdmin, width);
      const { plan: id } = at[width];
      await poc.open(`app/plans/${id}/import`);
      await poc.attach('Fichiers', documents);
      await poc.press('button', 'Lire, sans rien enregistrer');
      await expectPage(poc, 'Vérifier avant d’importer', 'Événements datés', '20 février 2020');
      await poc.press('button', 'Confirmer et importer');
      await poc.press('link', /^Examiner \d+\s+propositions/);
      await expectPage(poc, 'Propositions', /événements datés/);
      const cards = await poc.page.locator('li.card').all();
      const waiting = await Promise.all(
        cards.map(async (card) => {
          const told = [card.locator('.hint').first(), card.locator('dd').last()];
          return (await Promise.all(told.map((one) => one.textContent()))).join(', ').replace(/\s/gu, ' ');
        }),
      );
      expect(new Set(waiting)).toEqual(new Set(events));
      // Steps of a process are told on its own page, which the plan's page of all of them links to.
      const publicPage = async (): Promise<string> => {
        const read = async (path: string): Promise<string> => (await fetch(`${server.address}${path}`)).text();
        const around = await read(`/${id}/around/`);
        const processes = [...around.matchAll(/href="([^"]*\/process-[^"]*)"/g)].map(([, path = '']) => path);
        return (await Promise.all(processes.map(read))).join('');
      };
      expect(await publicPage()).not.toContain('Premier Atelier Citoyens');
      if (width === 'desktop') {
        expect(Object.values(await judge(poc, 4)).reduce((sum, one) => sum + one)).toBe(4);
        return;
      }
      expect(await judge(poc, waiting.length)).toEqual({
        same: waiting.length - events.length,
        rejected: 1,
        confirmed: events.length - 1,
      });
      await expectPage(poc, 'Propositions', 'Plus aucune n’attend');
      await expect.poll(publicPage, { timeout: 15_000 }).toContain('Premier Atelier Citoyens');
    },
  );

  test('the plan asks for a second person from now on', async () => {
    const poc = await visitor(samplePoc, 'desktop');
    await poc.open(`app/plans/${plan}/settings`);
    await poc.unfold('Autres réglages');
    await poc.choose('Reporter une échéance, modifier les personnes', 'une seconde personne confirme');
    await poc.fill('Motif du changement', 'Deux regards valent mieux qu’un.');
    await poc.press('button', 'Enregistrer');
    await expectPage(poc, /Plan d’action/, 'Les réglages sont modifiés');
  });

  test.each(widths)('a lead proposes a later deadline, and the point of contact approves it: %s', async (width) => {
    const [lead, poc] = [await visitor(sampleLead, width), await visitor(samplePoc, width)];
    await lead.open(`app/${at[width].milestone}/deadline`);
    await lead.fill('Nouvelle date', 'mars 2022');
    await lead.fill('Motif', `Le marché est retardé (${width}).`);
    await lead.press('button', 'Prévisualiser');
    await expectPage(lead, 'Vérifier avant de publier', 'une seconde personne');
    await lead.press('button', 'Proposer cette date');
    await expectPage(lead, 'Déplacer l’échéance', 'La date est proposée');
    await poc.open(`app/plans/${plan}/`);
    await poc.press('link', /^Confirmer 1\s+changement/);
    await expectPage(poc, 'Changements à confirmer', `Le marché est retardé (${width}).`);
    await poc.press('button', /^Confirmer/);
    await expectPage(poc, 'Changements à confirmer', 'Le changement est fait');
  });

  test.each(widths)('the reviewer records the assessment of the IRM: %s', async (width) => {
    const reviewer = await visitor(sampleReviewer, width);
    await reviewer.open('app/');
    await reviewer.press('link', new RegExp(`^#${at[width].number} `));
    await reviewer.press('link', 'Évaluer l’engagement');
    await reviewer.press('button', 'Prévisualiser');
    await expectPage(reviewer, 'Évaluation de l’IRM', 'À corriger');
    await reviewer.choose('Réalisation', 'Limité');
    await reviewer.fill('Titre du rapport', 'Rapport de résultats');
    await reviewer.fill('Adresse web du rapport', 'https://example.org/rapport');
    await reviewer.fill('Date du rapport', '2021-09-10');
    await reviewer.press('button', 'Prévisualiser');
    await expectPage(reviewer, 'Vérifier avant de publier', 'Rapport de résultats');
    await reviewer.press('button', 'Confirmer et publier l’évaluation');
    await expectPage(reviewer, /./, 'C’est enregistré');
  });

  test.each(widths)('the point of contact redacts a text for ever, and the log says so: %s', async (width) => {
    const poc = await visitor(samplePoc, width);
    await poc.open(`app/plans/${plan}/`);
    await poc.unfold('2\u00A0engagements');
    await poc.press('link', new RegExp(`^#${at[width].number} `));
    await expectPage(poc, /Engagement/, `Le marché est retardé (${width}).`);
    const entry = poc.page
      .getByRole('listitem')
      .filter({ hasText: `Le marché est retardé (${width}).` })
      .last();
    const about = await entry.getByRole('link', { name: 'Supprimer un texte' }).textContent();
    await poc.press('link', about ?? '');
    await poc.press('button', 'Vérifier la suppression');
    await expectPage(poc, /^Supprimer un texte/, 'À corriger');
    await poc.tick(/^Motif/);
    await poc.fill('Motif', 'Donnée d’un tiers.');
    await poc.press('button', 'Vérifier la suppression');
    await expectPage(poc, 'Supprimer pour toujours', `Le marché est retardé (${width}).`);
    await poc.tick('Je confirme');
    await poc.press('button', 'Supprimer pour toujours');
    expect(await poc.text()).not.toContain('Le marché est retardé');
    await expectPage(poc, /Engagement/, 'Donnée d’un tiers.');
  });

  test('axe finds nothing on any of these pages, and none scrolls sideways on the narrowest phone', async () => {
    const pages = new Map([...album].filter(([name]) => name.startsWith('phone')));
    expect(pages.size).toBeGreaterThan(20);
    expect(await findingsOf(browser, pages)).toEqual({});
  });
});
