import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { style } from '../../shared/showing/style/style.ts';
import { answered, committee, pilot, view } from './health-plan.ts';
import { htmlValidator } from './html-validator.ts';
import { attribute, elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf, stages } from './stages.ts';

const validator = htmlValidator({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  // hono/jsx writes `<br/>` and an upper-case doctype: both are HTML.
  // A promise's title is as long as the government made it.
  rules: { 'doctype-style': 'off', 'void-style': 'off', 'long-title': 'off' },
});

/** Asks once about each page, though it be the same in several stages. */
function once<Value>(ask: (html: string) => Value): (html: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (html) => {
    const told = known.get(html) ?? { value: ask(html) };
    known.set(html, told);
    return told.value;
  };
}
const treeOnce = once(treeOf);
const faultsIn = once((html) =>
  validator.validateStringSync(html).results.flatMap(({ messages }) => messages.map((one) => `${one.ruleId}: ${one.message}`)),
);

const shown = stages.map(({ name, view: one }) => ({ name, files: siteOf(one) }));
const pages = shown.flatMap(({ name, files }) =>
  files
    .filter(({ path }) => path.endsWith('.html'))
    .map(({ path, body }) => ({ name: `${path}, ${name}`, path, body, tree: treeOnce(body), files })),
);
const plain = (html: string): string => textIn(treeOf(html)).replace(/\s+/gu, ' ');
const page = (stage: string, path: string): string => bodyOf(shown.find(({ name }) => name === stage)?.files ?? [], path);

describe('every page', () => {
  it.each(shown)('is valid HTML $name', ({ files }) => {
    const found = files
      .filter(({ path }) => path.endsWith('.html'))
      .flatMap(({ path, body }) => faultsIn(body).map((fault) => `${path}: ${fault}`));
    expect(found).toEqual([]);
  });

  it('has a title no other page of its site has', () => {
    for (const { name, files } of shown) {
      const titles = files
        .filter(({ path }) => path.endsWith('.html'))
        .map(({ path, body }) => `${path.startsWith('en/')} ${textIn(elements(treeOnce(body), 'title')[0] ?? treeOf(''))}`);
      expect(new Set(titles).size, name).toBe(titles.length);
    }
  });

  it('begins with one h1 and skips no level of headings', () => {
    for (const { name, body } of pages) {
      const levels = [...body.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
      expect(
        levels.filter((level) => level === 1),
        name,
      ).toHaveLength(1);
      expect(
        levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1),
        `${name}: ${levels.join(' ')}`,
      ).toBe(true);
    }
  });

  it('has no script, no inline style and asks nothing of another host', () => {
    for (const { name, body, tree } of pages) {
      expect(elements(tree, 'script'), name).toEqual([]);
      expect(elements(tree, 'style'), name).toEqual([]);
      expect(body, name).not.toMatch(/\s(?:style|on\w+)=/);
      const loaded = [
        ...elements(tree, 'link').filter((one) => attribute(one, 'rel') === 'stylesheet'),
        ...elements(tree, 'img'),
      ];
      expect(
        loaded.map((one) => attribute(one, 'href') ?? attribute(one, 'src')),
        name,
      ).toEqual(['/style.css']);
    }
  });

  it('links only to pages, files and anchors that exist', () => {
    for (const { name, tree, files, path } of pages) {
      const own = new Map(files.map((file) => [file.path, file.body]));
      for (const link of [...elements(tree, 'a'), ...elements(tree, 'link')]) {
        const url = new URL(attribute(link, 'href') ?? '', `https://jalon.example.org/${path.replace(/index\.html$/, '')}`);
        if (url.origin !== 'https://jalon.example.org') continue;
        const target = url.pathname.endsWith('/') ? `${url.pathname.slice(1)}index.html` : url.pathname.slice(1);
        expect(own.has(target), `${name}: ${url.pathname}`).toBe(true);
        if (url.hash !== '')
          expect(own.get(target), `${name}: ${url.hash}`).toContain(`id="${decodeURIComponent(url.hash.slice(1))}"`);
      }
    }
  });

  it('marks links that people typed and shows where they lead', () => {
    const html = page('answered', 'fr-2021-2023/28/m1/index.html');
    const [evidence] = elements(treeOf(html), 'a').filter((one) => attribute(one, 'href')?.includes('compte-rendu'));
    expect(evidence && attribute(evidence, 'rel')).toBe('noopener nofollow ugc');
    expect(evidence && textIn(evidence)).toBe('Compte rendu de la première séance (www.example.org)');
  });

  it('weighs less than 20 KB compressed, its stylesheet included', () => {
    for (const { name, body } of pages) expect(gzipSync(body).length + gzipSync(style).length, name).toBeLessThan(20_000);
  });

  it('says the language of every passage that is not its own', () => {
    const html = page('answered', 'en/fr-2021-2023/28/index.html');
    const title = elements(treeOf(html), 'h1')[0];
    const span = title && elements({ type: 'root', children: [title] }, 'span').find((one) => attribute(one, 'lang') === 'fr');
    expect(span && textIn(span)).toBe('Pérenniser la participation citoyenne à la politique du numérique en santé');
    expect(plain(html)).toContain('The government has not published this commitment in English. It is shown in French.');
    expect(html).toContain('<link rel="alternate" hreflang="fr" href="https://jalon.example.org/fr-2021-2023/28/"/>');
    // Whoever prefers neither language gets the plan's own.
    for (const path of ['en/fr-2021-2023/28/', 'fr-2021-2023/28/', 'en/fr-2021-2023/']) {
      const fallback = `https://jalon.example.org/${path.replace('en/', '')}`;
      expect(page('answered', `${path}index.html`)).toContain(`<link rel="alternate" hreflang="x-default" href="${fallback}"/>`);
    }
  });
});

describe('the six facts of a milestone', () => {
  it('keeps the published words and tells the day it holds', () => {
    expect(plain(page('before the first reminder', 'fr-2021-2023/28/index.html'))).toContain(
      'Octobre 2021échéance retenue : 31 octobre 2021 inclus (dernier jour du mois)',
    );
  });

  it('says since when a deadline is past, never for how many days, and that this is no verdict', () => {
    const text = plain(page('overdue and unanswered', 'fr-2021-2023/28/m1/index.html'));
    expect(text).toContain('Échéance dépassée depuis le 1er novembre 2021');
    expect(text).toContain('Cela ne veut pas dire que rien n’a été fait.');
    expect(text).not.toMatch(/\d+ jours? de retard|jours de retard/);
  });

  it('never calls silence "not started"', () => {
    const text = plain(page('overdue and unanswered', 'fr-2021-2023/28/index.html'));
    expect(text).toContain('Aucune déclaration');
    expect(text).not.toContain('Non commencé');
  });

  it('tells when the ministry was asked and that nobody answered', () => {
    const text = plain(page('overdue and unanswered', 'fr-2021-2023/28/index.html'));
    expect(text).toContain('Demandé les 1er, 22 et 29 octobre et le 2 novembre 2021 : sans réponse.');
    expect(plain(page('overdue and unanswered', 'en/fr-2021-2023/28/index.html'))).toContain(
      'Asked on 1, 22 and 29 October and on 2 November 2021: no answer.',
    );
  });

  it('tells the answer that followed the question', () => {
    expect(plain(page('answered', 'fr-2021-2023/28/index.html'))).toContain(
      'Demandé les 1er, 22 et 29 octobre et le 2 novembre 2021. Répondu le 12 novembre 2021.',
    );
  });

  it('shows a moved deadline with both days and the reason', () => {
    const text = plain(page('answered', 'fr-2021-2023/28/m2/index.html'));
    expect(text).toContain('Reporté du 31 décembre 2021 au 15 février 2022');
    expect(text).toContain('L’avis sera publié après une séance supplémentaire.');
  });

  it('says of a completion without evidence that there is none, and of a removed text that it was removed', () => {
    const text = plain(page('in every state', 'fr-2021-2023/30/m3/index.html'));
    expect(text).toContain('Livré, sans preuve publique : motif.');
    expect(text).toContain('Texte supprimé du registre.');
    expect(text).not.toContain('Un texte à supprimer');
  });

  it('keeps the reviewer’s word apart from the ministry’s', () => {
    const html = page('assessed, years later', 'fr-2021-2023/28/index.html');
    const block = elements(treeOf(html), 'section').find((one) => attribute(one, 'className') === 'block irm');
    const text = block === undefined ? '' : textIn(block).replace(/\s+/gu, ' ');
    expect(text).toContain('Limité');
    expect(text).toContain('Rapport de résultats de l’IRM (irm.example.org), 1er juin 2024');
    expect(text).not.toContain('Réalisé en retard');
  });

  it('tells the years of a commitment that no milestone covers', () => {
    expect(plain(page('before the first reminder', 'fr-2021-2023/28/index.html'))).toContain('Aucun jalon en 2022 et 2023.');
    expect(plain(page('before the first reminder', 'fr-2021-2023/29/index.html'))).toContain('Aucun jalon en 2022.');
  });

  it('hides what was asked when the plan does not publish it', () => {
    const shownView = view([committee()], '2021-11-02');
    const hidden = { ...shownView, state: { ...shownView.state, settings: { ...shownView.state.settings, publishAsks: false } } };
    const files = siteOf({ ...hidden, commitments: hidden.commitments.map((one) => ({ ...one, asks: [] })) });
    expect(plain(bodyOf(files, 'fr-2021-2023/28/index.html'))).not.toContain('Demandes au ministère');
  });
});

describe('the plan', () => {
  it('counts declared statuses apart and says how many commitments were announced', () => {
    const text = plain(page('answered', 'fr-2021-2023/index.html'));
    expect(text).toContain('2 engagements suivis ici sur 59 annoncés.');
    expect(text).toContain('Statuts déclarés1 réalisé3 sans déclarationLes statuts ne s’additionnent pas');
    expect(text).not.toMatch(/%|\btenus?\b/);
  });

  it.each([
    { announced: null, fr: '2 engagements suivis ici.', en: '2 commitments followed here.' },
    { announced: 3, fr: '2 engagements suivis ici sur 3 annoncés.', en: '2 commitments followed here out of 3 announced.' },
    { announced: 2, fr: '2 engagements.', en: '2 commitments.' },
    { announced: 1, fr: '2 engagements.', en: '2 commitments.' },
  ])('says of how many commitments only where more were announced: $announced', ({ announced, fr, en }) => {
    const shown = view([answered(), pilot()], '2021-11-15');
    const { settings } = shown.state;
    const site = siteOf({ ...shown, state: { ...shown.state, settings: { ...settings, announcedCommitments: announced } } });
    expect(plain(bodyOf(site, 'fr-2021-2023/index.html'))).toContain(`${fr} Données arrêtées`);
    expect(plain(bodyOf(site, 'en/fr-2021-2023/index.html'))).toContain(`${en} Data as of`);
    expect(plain(bodyOf(site, 'index.html'))).toContain(`${fr} Période publiée`);
  });

  it('tells what changed on the record first, and in one line how often the ministry was asked', () => {
    const text = plain(page('answered', 'fr-2021-2023/index.html'));
    const recent = text.slice(text.indexOf('Derniers changements'), text.indexOf('S’abonner et télécharger'));
    expect(recent).toContain('→ Réalisé12 novembre 2021 à 17 h 34, par : responsable au ministère#28 Échéance révisée');
    expect(recent).toContain('Et 8 demandes au ministère, du 23 septembre au 2 novembre 2021.');
    expect(recent).not.toContain('Demande –');
    const unasked = plain(bodyOf(siteOf(view([answered()], '2021-11-15', [])), 'fr-2021-2023/index.html'));
    expect(unasked).not.toContain('demandes au ministère');
  });

  it('says how often the ministry answered near a deadline', () => {
    expect(plain(page('answered', 'fr-2021-2023/index.html'))).toContain(
      'Réponse dans les sept jours autour de l’échéance, ou jalon déclaré réalisé avant : 0 jalon sur 2. Règle de calcul',
    );
    expect(page('answered', 'en/fr-2021-2023/index.html')).toContain('href="/en/method/#computed"');
  });

  it('tells who met, what was promised and what is still owed', () => {
    const text = plain(page('with what it cites', 'fr-2021-2023/index.html'));
    expect(text).toContain('Forum20 février 2020, annoncée, Conseil du numérique en santé, sans trace publique');
    expect(text).toContain('Forum27 juin 2019, tenue, Conseil du numérique en santéCompte rendu du forum (www.example.org)');
    expect(text).toContain('Débat publicJuillet 2017 – Janvier 2018, 1 suite donnée');
    expect(text).toContain('Débat publicJuillet 2017 – Janvier 2018, suite attendue');
    expect(text).toContain('Un articlearticle, Un journal, 25 octobre 2019');
  });

  it('is dated by its last change, not by the day on which it is written', () => {
    expect(plain(page('answered', 'fr-2021-2023/index.html'))).toContain('Données arrêtées au 12 novembre 2021.');
    expect(plain(page('overdue and unanswered', 'fr-2021-2023/index.html'))).toContain('Données arrêtées au 2 novembre 2021.');
  });

  it('is the same bytes on two days between which nothing changed', () => {
    const bodies = ['2021-11-16', '2021-11-28'].map((day) =>
      siteOf(view([answered(), pilot()], day))
        .filter(({ path }) => !path.includes('/service/'))
        .map(({ path, body }) => `${path}\n${body}`),
    );
    expect(bodies[0]).toEqual(bodies[1]);
  });

  it('puts a permanent anchor on every entry of its own log', () => {
    const html = page('answered', 'fr-2021-2023/history/1/index.html');
    expect(html).toContain('id="seq-1"');
    expect(html).toContain('id="seq-2"');
  });
});
