import type { Browser, Page } from 'playwright-core';
import { sampleAdmin, sampleLead, samplePoc, sampleReviewer } from '../infra/local/sample.ts';
import { askCode, aVisitor, moveClock, signedIn, typeCode, type Visitor } from '../tests/browser/visitor.ts';
import type { LocalServer } from '../tests/local-server.ts';

const plan = 'fr-2021-2023';
const milestone = `app/${plan}/28/m1`;
const about = `app/plans/${plan}`;

/** Invented for the pictures: a press release of a plan that holds a forum. */
const release = `COMMUNIQUE DE PRESSE

Gouvernement ouvert : le forum du plan se réunit

Le forum du plan s'est réuni le 14 septembre 2021 à Paris avec une trentaine d'associations.

Un atelier citoyens se tiendra le mardi 12 octobre 2021 à Toulouse.

Les inscriptions aux groupes de travail sont ouvertes jusqu'au 18 octobre 2021.
`;

/** What is below is of the same kind, and would make the picture heavy. */
const tallest = 1_400;

/** Where `npm start` listens, unless told otherwise. */
const usualAddress = 'http://127.0.0.1:8021';

/** Text on the page that names this server's own port, which is another one each time, names the usual one instead. */
async function nameUsualAddress(page: Page): Promise<void> {
  const words = JSON.stringify([new URL(page.url()).origin, usualAddress]);
  await page.evaluate(`(([own, usual]) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replaceAll(own, usual);
  })(${words})`);
}

async function take(page: Page, name: string): Promise<void> {
  // Not before the styles are there.
  await page.waitForLoadState('load');
  await nameUsualAddress(page);
  const height = Math.min(
    tallest,
    Number(await page.evaluate('Math.ceil(document.body.getBoundingClientRect().bottom + scrollY)')),
  );
  const clip = { x: 0, y: 0, width: page.viewportSize()?.width ?? 900, height };
  await page.screenshot({ path: `docs/pages/${name}.png`, fullPage: true, clip });
}

/** The page as it is, at 900 pixels; with `phone` as well at 375. */
async function keep({ page }: Visitor, name: string, { phone = false } = {}): Promise<void> {
  await take(page, name);
  if (!phone) return;
  const wide = page.viewportSize() ?? { width: 900, height: 700 };
  await page.setViewportSize({ width: 375, height: wide.height });
  await take(page, `${name}-375`);
  await page.setViewportSize(wide);
}

async function keepAt(visitor: Visitor, path: string, name: string, how: { readonly phone?: boolean } = {}): Promise<void> {
  await visitor.open(path);
  await keep(visitor, name, how);
}

async function ministry(lead: Visitor, browser: Browser, server: LocalServer): Promise<void> {
  await keepAt(lead, 'app/', 'my-milestones', { phone: true });
  await keepAt(lead, 'app/reminders', 'reminders', { phone: true });
  await keepAt(lead, `${milestone}/nothing-to-report`, 'nothing-to-report');
  await keepAt(lead, `${milestone}/deadline`, 'deadline');
  await keepAt(lead, `${milestone}/withdraw`, 'withdraw');
  await keepAt(lead, `${milestone}/hand-on`, 'hand-on');
  const second = await lead.at('picture');
  await second.open(`${milestone}/`);
  await keepAt(lead, `${milestone}/`, 'declare', { phone: true });
  await lead.tick('Limité');
  await lead.press('button', 'Prévisualiser');
  await keep(lead, 'declare-mistake');
  await lead.fill('Ce qui a été fait', 'Le comité citoyen est recruté et s’est réuni une première fois.');
  await lead.fill('Difficultés', 'Le recrutement a pris deux mois de plus que prévu.');
  await lead.fill('Adresse web', 'https://example.org/comite/premiere-seance');
  await lead.fill('Intitulé', 'Compte rendu de la première séance');
  await lead.choose('Nature', 'compte rendu');
  await lead.press('button', 'Prévisualiser');
  await keep(lead, 'preview');
  await lead.press('button', 'Confirmer et publier');
  await keep(lead, 'declared');
  await second.tick('Substantiel');
  await second.fill('Ce qui a été fait', 'Le comité citoyen est presque prêt.');
  await second.press('button', 'Prévisualiser');
  if ((await second.heading()) === 'Vérifier avant de publier') await second.press('button', 'Confirmer et publier');
  await keep(second, 'stale');
  await second.context.close();
  await handOver(lead, browser, server);
}

async function handOver(lead: Visitor, browser: Browser, server: LocalServer): Promise<void> {
  const path = `app/${plan}/29/m1`;
  await lead.open(`${path}/hand-on`);
  await lead.fill('Adresse électronique du collègue', 'collegue@example.org');
  await lead.fill('Nom du collègue', 'Dominique Relais');
  await lead.fill('Jusqu’au', '2021-11-30');
  await lead.press('button', 'Confier ce jalon');
  await keep(lead, 'handed-on');
  const colleague = await aVisitor(browser, server, 'picture');
  await colleague.open(`${path}/`);
  await typeCode(colleague, server, 'collegue@example.org');
  await colleague.tick('Substantiel');
  await colleague.fill('Ce qui a été fait', 'Le pilote est ouvert dans trois communes.');
  await colleague.press('button', 'Prévisualiser');
  await colleague.press('button', 'Enregistrer le brouillon');
  await keep(colleague, 'draft');
  await colleague.context.close();
  await keepAt(lead, `${path}/`, 'draft-to-confirm');
}

async function participation(poc: Visitor): Promise<void> {
  await keepAt(poc, `${about}/import`, 'import');
  await poc.fill('Ou collez un texte', release);
  await poc.press('button', 'Lire, sans rien enregistrer');
  await keep(poc, 'import-review');
  await poc.press('button', 'Confirmer et importer');
  await poc.press('link', /^Examiner/);
  await keep(poc, 'proposals');
  await poc.press('link', /^Examiner.*atelier/i);
  await keep(poc, 'proposal');
  await poc.choose('Démarche de participation', 'Une nouvelle démarche');
  await poc.fill('Intitulé de la nouvelle démarche', 'Forum du gouvernement ouvert');
  await poc.press('button', 'Confirmer et publier');
  await poc.press('link', /^Examiner.*forum/i);
  await poc.press('button', 'Confirmer et publier');
  await keepAt(poc, `${about}/meetings`, 'meetings');
  await poc.press('link', /^Modifier/);
  await keep(poc, 'meeting');
  await keepAt(poc, `${about}/processes`, 'processes');
  await poc.press('link', /^Modifier/);
  await keep(poc, 'process');
  await keepAt(poc, `${about}/documents`, 'documents');
}

async function people(poc: Visitor): Promise<void> {
  await keepAt(poc, `${about}/people/new`, 'person-new');
  await poc.choose('Rôle', 'suppléance');
  await poc.fill('Nom', 'Dominique Relève');
  await poc.fill('Adresse électronique', 'releve@example.org');
  await poc.fill('Fonction', 'adjointe de la référente');
  await poc.fill('Service', 'Délégation ministérielle au numérique en santé');
  await poc.press('button', 'Ajouter');
  await keep(poc, 'people');
  await keepAt(poc, `${about}/`, 'plan-overview', { phone: true });
  await poc.open(`${about}/people`);
  await poc.press('link', 'Modifier Dominique Relève');
  await keep(poc, 'person');
  await keepAt(poc, `${about}/people/reassign`, 'reassign');
}

async function approvals(lead: Visitor, poc: Visitor): Promise<void> {
  await keepAt(poc, `${about}/settings`, 'plan-settings');
  await poc.unfold('Autres réglages');
  await poc.choose('Reporter une échéance, modifier les personnes', 'une seconde personne confirme');
  await poc.fill('Motif du changement', 'Deux regards valent mieux qu’un.');
  await poc.press('button', 'Enregistrer');
  await lead.open(`app/${plan}/28/m2/deadline`);
  await lead.fill('Nouvelle date', 'mars 2022');
  await lead.fill('Motif', 'L’avis attend la troisième séance du comité.');
  await lead.press('button', 'Prévisualiser');
  await keep(lead, 'deadline-preview');
  await lead.press('button', 'Proposer cette date');
  await keep(lead, 'deadline-proposed');
  await keepAt(poc, `${about}/approvals`, 'approvals');
  await poc.press('button', /^Confirmer/);
}

async function running(poc: Visitor): Promise<void> {
  await keepAt(poc, 'app/plans/', 'plans');
  await keepAt(poc, `${about}/check`, 'plan-check');
  await keepAt(poc, `${about}/mail`, 'plan-mail');
  await poc.press('button', 'Désactiver les rappels');
  await keep(poc, 'plan-mail-off');
  await poc.open(`${about}/campaigns`);
  await poc.fill('Nom court', '2021-2');
  await poc.fill('Premier jour', '2021-11-02');
  await poc.press('button', 'Ajouter, sans confirmer');
  await keep(poc, 'campaigns');
  await keepAt(poc, `${about}/log`, 'plan-log');
  await keepAt(poc, `${about}/export`, 'export');
  await keepAt(poc, 'app/account', 'account');
}

async function register(poc: Visitor, reviewer: Visitor): Promise<void> {
  await keepAt(reviewer, 'app/', 'reviewer');
  await reviewer.open(`app/${plan}/28/assess`);
  await keep(reviewer, 'assess');
  await reviewer.choose('Réalisation', 'Limité');
  await reviewer.fill('Titre du rapport', 'Rapport de résultats 2021');
  await reviewer.fill('Adresse web du rapport', 'https://example.org/rapport');
  await reviewer.fill('Date du rapport', '2021-09-10');
  await reviewer.press('button', 'Prévisualiser');
  await keep(reviewer, 'assess-preview');
  await reviewer.press('button', 'Confirmer et publier l’évaluation');
  await keepAt(poc, `app/${plan}/28/`, 'commitment-log');
  await poc.press('link', /^Corriger.*changement 2$/);
  await keep(poc, 'correct');
  await poc.open(`app/${plan}/28/`);
  await poc.press('link', /^Supprimer un texte.*changement 2$/);
  await keep(poc, 'redact');
  await poc.tick(/./);
  await poc.fill('Motif', 'Donnée d’un tiers.');
  await poc.press('button', 'Vérifier la suppression');
  await keep(poc, 'redact-sure');
}

/** What a ministry, a reviewer and a point of contact see when they have signed in. */
export async function photographPrivateSide(browser: Browser, server: LocalServer): Promise<void> {
  const lead = await aVisitor(browser, server, 'picture');
  await lead.open('app/');
  const code = await askCode(lead, server, sampleLead);
  await keep(lead, 'sign-in-code');
  await lead.fill('Code', code);
  await lead.press('button', 'Se connecter');
  await ministry(lead, browser, server);
  const poc = await signedIn(browser, server, 'picture', samplePoc);
  const admin = await signedIn(browser, server, 'picture', sampleAdmin);
  await keepAt(admin, 'app/plans/new', 'plan-new');
  const reviewer = await signedIn(browser, server, 'picture', sampleReviewer);
  await participation(poc);
  await people(poc);
  await approvals(lead, poc);
  await running(poc);
  await register(poc, reviewer);
  await silent(browser, server);
}

/** Once questions went unanswered: weeks later, so everybody signs in again. */
async function silent(browser: Browser, server: LocalServer): Promise<void> {
  await moveClock(server, { day: '2022-02-03' });
  const poc = await signedIn(browser, server, 'picture', samplePoc);
  await keepAt(poc, `${about}/silent`, 'silent');
  const stop = (await server.mails()).flatMap(({ text }) => /\/(app\/stop\/\S+)/.exec(text ?? '')?.[1] ?? [])[0];
  await keepAt(poc, stop ?? '', 'stop');
}
