import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { aContact, anAssignment } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, type Browser, origin, signIn, type World } from './world.ts';

const planPath = '/app/plans/fr-2021-2023';
const path = `${planPath}/import`;

type File = { readonly name: string; readonly text: string };

async function aPlanWithPoc(language: 'fr' | 'en' = 'fr'): Promise<{ world: World; browser: Browser }> {
  const world = await aWorld({
    commitments: [],
    contacts: [aContact({ as: 'poc', language }), aContact({ as: 'other' })],
    assignments: [anAssignment({ as: 'poc', role: 'poc' }), anAssignment({ as: 'other' })],
  });
  return { world, browser: await signIn(world, 'poc@example.org') };
}

/** Chooses files in the form, as a browser sends them. */
async function choose(browser: Browser, files: readonly File[], fields: { [name: string]: string } = {}): Promise<Response> {
  const { formFor } = readPage(await (await browser.get(path)).text());
  const body = new FormData();
  body.set('token', formFor(path).fields.get('token') ?? '');
  body.set('step', 'read');
  body.set('text', '');
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  for (const { name, text } of files) body.append('files', new Blob([text]), name);
  return browser.request(path, { method: 'POST', headers: { origin }, body });
}

const confirm = (browser: Browser, review: Response): Promise<Response> => browser.resubmit(review, path, { step: 'confirm' });

function aSheet(number: string, due: string, title = 'Publier les données'): string {
  return `---
# Engagement ${number} : ${title}

**Institution porteuse** : Ministère des Exemples

Contact : Camille Modèle, cheffe de projet, camille.modele@example.org, 01 23 45 67 89

## Quel est le problème public que l'engagement essaie de résoudre ?
Un problème public que chacun connaît.

## Quel est l'engagement ?
Publier les données de l'exemple.

## Jalons
- Publication du catalogue : ${due}
`;
}

const plan = (rows: string): string =>
  `number,title,milestone,start,due,institution
${rows}
`;
const table: File = {
  name: 'plan.csv',
  text: plan(`1,Ouvrir les données,Publication du catalogue,,juin 2022,Ville d’Exemple
1,Ouvrir les données,Premier bilan,,T4 2022,Ville d’Exemple
2,Associer les habitants,Règlement adopté,,31 mars 2022,Ville d’Exemple`),
};

const numbersIn = ({ stores }: World) => stores.record.commitmentNumbers('fr-2021-2023');

describe('importing in the browser', () => {
  test('lays what was read beside its line, writes nothing before the confirmation, then all of it', async () => {
    const { world, browser } = await aPlanWithPoc();
    const review = await choose(browser, [table]);
    expect(review.status).toBe(200);
    const { text } = readPage(await review.clone().text());
    expect(text).toContain('Rien n’est encore enregistré.');
    expect(text).toContain('Ouvrir les donnéesengagement #1nouveau');
    expect(text).toContain('Ligne 2 1,Ouvrir les données,Publication du catalogue,,juin 2022,Ville d’Exemple');
    expect(text).toContain('échéance retenue : 30 juin 2022 inclus (dernier jour du mois), précision : mois');
    expect(text).toContain('échéance retenue : 31 décembre 2022 inclus (dernier jour du trimestre), précision : trimestre');
    expect(await numbersIn(world)).toEqual([]);
    const done = await confirm(browser, review);
    expect(done.status).toBe(303);
    expect(done.headers.get('location')).toBe(`${planPath}/?done=imported&changed=2&contacts=0&proposals=0`);
    expect(await numbersIn(world)).toEqual(['1', '2']);
    const first = await world.stores.record.commitment('fr-2021-2023/1');
    expect(first?.log).toMatchObject([{ type: 'imported', actor: { role: 'poc', id: 'p-poc0000000000000' } }]);
    expect(first?.commitment.milestones.map(({ published }) => published.due?.to)).toEqual(['2022-06-30', '2022-12-31']);
  });

  test('says of the same text that nothing changes, and offers nothing to confirm', async () => {
    const { world, browser } = await aPlanWithPoc();
    await confirm(browser, await choose(browser, [table]));
    const review = await choose(browser, [table]);
    const html = await review.text();
    const { text, forms } = readPage(html);
    expect(text).toContain('Rien ne change');
    expect(text).toContain('2 éléments sont inchangés.');
    // What was read is there to look at, and a line of the file is shown once.
    expect(html).toMatch(/<details class="more"><summary>Voir ce qui a été lu, ligne par ligne/);
    expect(html.split('<code>').length - 1).toBeLessThan(html.split('<strong>Ligne ').length - 1);
    expect(forms.filter(({ action }) => action === path)).toEqual([]);
    expect((await world.stores.record.commitment('fr-2021-2023/1'))?.log).toHaveLength(1);
  });

  test('shows the difference of an edited file, field by field', async () => {
    const { browser } = await aPlanWithPoc();
    await confirm(browser, await choose(browser, [table]));
    const edited = { ...table, text: table.text.replace('juin 2022', 'septembre 2022') };
    const { text } = readPage(await (await choose(browser, [edited])).text());
    expect(text).toContain('jalon m1, échéance publiéejuin 2022septembre 2022');
    expect(text).toContain('Un élément est inchangé.');
    expect(text).not.toContain('engagement #2');
  });

  test('shows the review again when the record changed meanwhile, and writes nothing', async () => {
    const { world, browser } = await aPlanWithPoc();
    await confirm(browser, await choose(browser, [table]));
    const mine = await choose(browser, [{ ...table, text: table.text.replace('juin 2022', 'septembre 2022') }]);
    await confirm(browser, await choose(browser, [{ ...table, text: table.text.replace('juin 2022', 'août 2022') }]));
    const again = await confirm(browser, mine);
    expect(again.status).toBe(409);
    const { text } = readPage(await again.clone().text());
    expect(text).toContain('Le registre a changé depuis votre lecture.');
    expect(text).toContain('août 2022septembre 2022');
    expect((await world.stores.record.commitment('fr-2021-2023/1'))?.log).toHaveLength(2);
    expect((await confirm(browser, again)).status).toBe(303);
    expect((await world.stores.record.commitment('fr-2021-2023/1'))?.log).toHaveLength(3);
  });

  test('does nothing when a confirmation is sent twice', async () => {
    const { world, browser } = await aPlanWithPoc();
    const review = await choose(browser, [table]);
    await confirm(browser, review.clone());
    const again = await confirm(browser, review);
    expect(again.headers.get('location')).toBe(`${planPath}/?done=imported&changed=0&contacts=0&proposals=0`);
    expect((await world.stores.record.commitment('fr-2021-2023/1'))?.log).toHaveLength(1);
  });

  test('imports nothing at all while one file is refused, and says which line of which', async () => {
    const { world, browser } = await aPlanWithPoc();
    const bad = { name: 'mauvais.csv', text: plan('3,Un titre,Un jalon,,31 février 2022,Ville d’Exemple') };
    const review = await choose(browser, [table, bad]);
    expect(review.status).toBe(422);
    const { text, forms } = readPage(await review.text());
    expect(text).toContain('Rien ne peut être importé');
    expect(text).toContain('mauvais.csv, ligne 2');
    expect(text).toContain('31 février 2022');
    expect(forms.filter(({ action }) => action === path)).toEqual([]);
    expect(await numbersIn(world)).toEqual([]);
  });

  test('refuses a confirmation whose files are not those that were reviewed', async () => {
    const { world, browser } = await aPlanWithPoc();
    const review = await choose(browser, [table]);
    const other = Buffer.from(table.text.replace('juin 2022', 'mai 2022')).toString('base64url');
    const answer = await browser.resubmit(review, path, { step: 'confirm', 'file.0.body': other });
    expect(answer.status).toBe(409);
    expect(await numbersIn(world)).toEqual([]);
  });

  test('shows who is named as they will be kept, and no address anywhere else', async () => {
    const { world, browser } = await aPlanWithPoc();
    const review = await choose(browser, [{ name: 'engagement-28.md', text: aSheet('28', 'octobre 2022') }]);
    expect(review.status).toBe(200);
    const { text } = readPage(await review.clone().text());
    expect(text).toContain('Camille Modèle');
    expect(text.split('camille.modele@example.org')).toHaveLength(2);
    expect(text).not.toContain('01 23 45 67 89');
    expect(text).toContain('nouvelle, à confirmer');
    const done = await confirm(browser, review);
    expect(done.headers.get('location')).toContain('contacts=1');
    const contact = await world.stores.people.contactByEmail('camille.modele@example.org');
    expect(contact).toMatchObject({ name: 'Camille Modèle', confirmedAt: null });
    expect(world.lines.join('\n')).not.toContain('example.org');
  });

  test('asks to confirm a new person even where nothing else changes', async () => {
    const { world, browser } = await aPlanWithPoc();
    const sheet = aSheet('28', 'octobre 2022');
    await confirm(browser, await choose(browser, [{ name: 'engagement-28.md', text: sheet }]));
    const other = sheet.replace('Camille Modèle', 'Maxime Modèle').replace('camille.', 'claude.');
    const review = await choose(browser, [{ name: 'engagement-28.md', text: other }]);
    expect(readPage(await review.clone().text()).text).toContain('Un élément est inchangé.');
    expect((await confirm(browser, review)).headers.get('location')).toContain('changed=0&contacts=1');
    expect(await world.stores.people.contactByEmail('claude.modele@example.org')).toMatchObject({ name: 'Maxime Modèle' });
  });

  test('bounds what one import may bring and what its page shows', async () => {
    const { browser } = await aPlanWithPoc();
    const many = (count: number): File => ({
      name: 'plan.csv',
      text: plan(
        Array.from({ length: count }, (_, index) => `${index + 1},Titre ${index + 1},Jalon,,juin 2022,Ville`).join('\n'),
      ),
    });
    const large = await choose(browser, [many(400)]);
    expect(large.status).toBe(200);
    expect(readPage(await large.text()).text).toContain('Et 1000 autres, qui ne sont pas montrés ici.');
    const tooLarge = await choose(browser, [many(401)]);
    expect(tooLarge.status).toBe(422);
    expect(readPage(await tooLarge.text()).text).toContain('Trop de choses changent à la fois');
  });

  test('reads a pasted text like a file, whatever line ends the browser sends', async () => {
    const { world, browser } = await aPlanWithPoc();
    const review = await choose(browser, [], { text: table.text.replaceAll('\n', '\r\n') });
    expect(readPage(await review.clone().text()).text).toContain('Fichier texte-colle.txt');
    expect((await confirm(browser, review)).status).toBe(303);
    expect(await numbersIn(world)).toEqual(['1', '2']);
    const again = await choose(browser, [], { text: table.text });
    expect(readPage(await again.text()).text).toContain('Rien ne change');
  });

  test('proposes what a document tells, and keeps it out of the public record', async () => {
    const { world, browser } = await aPlanWithPoc();
    const release = {
      name: 'communique.txt',
      text: 'Communiqué de presse\nLe forum des exemples se réunit\n\nParis, le 3 octobre 2021\n\nLe forum des exemples tiendra sa deuxième réunion plénière le 20 février 2022 à Lyon.\n',
    };
    const review = await choose(browser, [release]);
    const { text } = readPage(await review.clone().text());
    expect(text).toContain('document cité');
    expect(text).toContain('20 février 2022');
    const done = await confirm(browser, review);
    expect(done.headers.get('location')).toContain('changed=1&contacts=0&proposals=1');
    const state = (await world.stores.record.plan('fr-2021-2023'))?.state;
    expect(state?.documents).toHaveLength(1);
    expect(state?.meetings).toEqual([]);
    expect(await world.stores.people.proposalsOf('fr-2021-2023')).toMatchObject([
      { state: 'waiting', date: { to: '2022-02-20' } },
    ]);
  });

  test.each([
    ['nothing is chosen', [], 'Choisissez au moins un fichier'],
    [
      'there are more than twenty',
      Array.from({ length: 21 }, (_, index) => ({ ...table, name: `${index}.csv` })),
      'Vingt fichiers au plus',
    ],
    ['they are too large together', [{ name: 'grand.txt', text: 'x'.repeat(1_600_000) }], 'dépassent 1,5'],
    ['a name holds an address', [{ ...table, name: 'nom@example.org.csv' }], 'Le nom d’un fichier sera public'],
    ['two have one name', [table, table], 'Deux fichiers portent le même nom'],
  ] as const)('reads nothing when %s, and says why', async (_why, files, words) => {
    const { browser } = await aPlanWithPoc();
    const answer = await choose(browser, files, { text: '' });
    expect(answer.status).toBe(422);
    const { text, title } = readPage(await answer.text());
    expect(text).toContain(words);
    expect(title).toMatch(/^Erreur/);
  });

  test('lets the largest import it reads be confirmed', async () => {
    const { browser, world } = await aPlanWithPoc();
    const rows = Array.from({ length: 20 }, (_, index) => `${index + 1},Engagement ${index + 1},Jalon,,juin 2022,Ville`);
    const text = plan(rows.join('\n'));
    const padded = text + '\n'.repeat(1_500_000 - Buffer.byteLength(text));
    const review = await choose(browser, [{ name: 'plan.csv', text: padded }]);
    expect(review.status).toBe(200);
    expect((await confirm(browser, review)).status).toBe(303);
    expect(await numbersIn(world)).toHaveLength(20);
  });

  test('refuses a form with other fields, or files together with a confirmation', async () => {
    const { browser } = await aPlanWithPoc();
    expect((await choose(browser, [table], { extra: '1' })).status).toBe(400);
    expect((await choose(browser, [table], { step: 'confirm', digest: 'a'.repeat(64) })).status).toBe(400);
  });

  test('speaks English to those who read English', async () => {
    const { browser } = await aPlanWithPoc('en');
    expect(readPage(await (await browser.get(path)).text()).text).toContain('Read, without saving anything');
    const { text } = readPage(await (await choose(browser, [table])).text());
    expect(text).toContain('Nothing is saved yet.');
    expect(text).toContain('precision: quarter');
    expect(text).toContain('Confirm and import');
  });

  test('does not exist for a lead', async () => {
    const { world } = await aPlanWithPoc();
    expect((await (await signIn(world, 'other@example.org')).get(path)).status).toBe(404);
  });
});

const seeds = new URL('../../../../shared/seeds/', import.meta.url);
const names = [
  'engagement-28.txt',
  'engagement-29.txt',
  'participation-cns-debat-public.txt',
  'communique-masante2022.txt',
  'article-conseil-numerique-sante.txt',
];

describe.skipIf(!existsSync(seeds))('the five seed documents (skipped where ../shared/seeds is absent)', () => {
  test('are read, reviewed and imported in one go, and nothing changes the second time', async () => {
    const { world, browser } = await aPlanWithPoc();
    const files = names.map((name) => ({ name, text: readFileSync(new URL(name, seeds), 'utf8') }));
    const review = await choose(browser, files);
    expect(review.status).toBe(200);
    const { text } = readPage(await review.clone().text());
    expect(text).toContain('échéance retenue : 31 octobre 2021 inclus (dernier jour du mois)');
    const done = await confirm(browser, review);
    expect(done.status).toBe(303);
    expect(await numbersIn(world)).toEqual(['28', '29']);
    const state = (await world.stores.record.plan('fr-2021-2023'))?.state;
    expect(state?.documents).toHaveLength(2);
    expect(state?.processes).toHaveLength(1);
    expect(state?.meetings).toEqual([]);
    const proposals = await world.stores.people.proposalsOf('fr-2021-2023');
    expect(proposals.length).toBeGreaterThan(0);
    expect(proposals.every((one) => one.state === 'waiting')).toBe(true);
    expect(readPage(await (await choose(browser, files)).text()).text).toContain('Rien ne change');
  });
});
