import { describe, expect, it } from 'vitest';
import { badgeOf } from '../../shared/showing/badge.ts';
import { messages } from '../../shared/showing/messages/messages.ts';
import { EmbedSnippet } from '../../shared/showing/parts/embed-snippet.tsx';
import { pageHtml } from '../../shared/showing/parts/layout.tsx';
import { aCommitment, aDeclared, andThen } from '../builders.ts';
import { answered, committee, pilot, view } from './health-plan.ts';
import { attribute, elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf } from './stages.ts';
import { readXml, textOf } from './xml.ts';

const shown = view([answered()], '2021-11-15');
const commitmentOf = (one: typeof shown) => {
  const [commitment] = one.commitments;
  if (commitment === undefined) throw new Error('a plan without its commitment');
  return commitment;
};
const badge = (one: typeof shown, language: 'fr' | 'en' = 'fr') => badgeOf(commitmentOf(one), language);

describe('the badge of a commitment', () => {
  it('counts what was declared complete, and says whose word it is', () => {
    const svg = readXml(badge(shown));
    expect(textOf(svg, 'title')).toBe('Engagement 28\u00A0: 1 jalon déclaré réalisé sur 2');
    expect(badge(shown)).toMatch(/>Engagement 28<\/text>.*>1 réalisé sur 2<\/text>/);
    expect(badge(shown, 'en')).toMatch(/>Commitment 28<\/text>.*>1 of 2 complete<\/text>/);
  });

  it('counts nothing that is only on its way as complete', () => {
    const begun = andThen(committee(), aDeclared('fr-2021-2023/28/m1', { status: 'substantial' }));
    expect(badge(view([begun], '2021-11-15'))).toContain('>0 réalisé sur 2</text>');
  });

  it('says so where there is no milestone to count', () => {
    expect(badge(view([aCommitment({ number: '7', milestones: [] })], '2021-11-15'))).toContain('>aucun jalon</text>');
  });

  it('stays the same until a declaration changes it, whatever day it is', () => {
    expect(badge(view([answered()], '2024-11-15'))).toBe(badge(shown));
    expect(badge(view([committee()], '2021-11-15'))).not.toBe(badge(shown));
  });

  it('gives its text as much room as it draws it in', () => {
    for (const svg of [badge(shown), badge(shown, 'en')]) {
      const width = Number(/ width="(\d+)"/.exec(svg)?.[1]);
      const ends = [...svg.matchAll(/<text x="(\d+)"[^>]* textLength="(\d+)"/g)].map(
        ([, x, length]) => Number(x) + Number(length),
      );
      expect(ends).toHaveLength(2);
      expect(Math.max(...ends)).toBeLessThanOrEqual(width - 9);
    }
  });
});

describe('the card of a commitment', () => {
  const files = siteOf(shown);

  it('tells title, counts, next deadline and last word', () => {
    const text = textIn(treeOf(bodyOf(files, 'fr-2021-2023/28/card/index.html'))).replace(/\s+/gu, ' ');
    expect(text).toContain('#28 Pérenniser la participation citoyenne');
    expect(text).toContain('1 réalisé1 sans déclaration');
    expect(text).toContain('Prochaine échéance : 15 février 2022. Dernière nouvelle du ministère le 12 novembre 2021.');
    expect(text).not.toContain('dépassée');
  });

  it('says how many deadlines passed and since when, in a word with a shape, as the plan and the page do', () => {
    const [late, later] = ['2022-02-16', '2022-02-15'].map((day) => siteOf(view([answered(), pilot()], day, [])));
    if (late === undefined || later === undefined) throw new Error('two sites');
    const texts = (site: typeof late) =>
      ['fr-2021-2023/28/card/', 'fr-2021-2023/28/', 'en/fr-2021-2023/28/'].map((path) =>
        textIn(treeOf(bodyOf(site, `${path}index.html`))).replace(/\s+/gu, ' '),
      );
    const [card, page, english] = texts(late);
    expect(card).toContain('1 échéance dépassée depuis le 16 février 2022');
    expect(page).toContain('1 sans déclaration. 1 échéance dépassée depuis le 16 février 2022. Dernière nouvelle');
    expect(english).toContain('1 deadline passed since 16 February 2022. Last heard');
    for (const text of texts(later)) expect(text).not.toMatch(/\d échéance dépassée|deadline passed/);
    const plan = bodyOf(late, 'fr-2021-2023/index.html');
    expect(textIn(treeOf(plan)).replace(/\s+/gu, ' ')).toContain('aucune1 échéance dépassée depuis le 16 février 2022');
    expect(textIn(treeOf(plan)).replace(/\s+/gu, ' ')).toContain(
      '2 échéances dépassées dont la plus ancienne depuis le 1er octobre 2021',
    );
    for (const path of ['fr-2021-2023/28/card/', 'fr-2021-2023/28/', 'fr-2021-2023/']) {
      expect(bodyOf(late, `${path}index.html`)).toContain('<span class="position position-overdue">1 échéance dépassée</span>');
    }
  });

  it('leads out of its frame, and stands in no search engine beside the page it is about', () => {
    for (const path of ['fr-2021-2023/28/', 'en/fr-2021-2023/28/']) {
      const tree = treeOf(bodyOf(files, `${path}card/index.html`));
      const links = elements(tree, 'a');
      expect(links.length).toBeGreaterThan(0);
      expect(links.map((one) => [attribute(one, 'href'), attribute(one, 'target')])).toEqual(
        links.map(() => [`/${path}`, '_top']),
      );
      const robots = elements(tree, 'meta').filter((one) => attribute(one, 'name') === 'robots');
      expect(robots.map((one) => attribute(one, 'content'))).toEqual(['noindex']);
    }
  });
});

describe('what there is to copy', () => {
  it('names the badge and the card where they lie, in the language of the page', () => {
    for (const [language, path] of [['fr', 'fr-2021-2023/28/'] as const, ['en', 'en/fr-2021-2023/28/'] as const]) {
      const html = pageHtml(EmbedSnippet({ view: shown, commitment: commitmentOf(shown), m: messages[language] }));
      const codes = elements(treeOf(html), 'code').map(textIn).join('\n');
      const addresses = [...codes.matchAll(/https:\/\/jalon\.example\.org\/([^")\]]*)/g)].map(([, address]) => address);
      expect(new Set(addresses)).toEqual(new Set([path, `${path}badge.svg`, `${path}card/`]));
      const published = new Set(siteOf(shown).map((file) => file.path.replace(/index\.html$/, '')));
      for (const address of addresses) expect(published, address).toContain(address);
    }
  });

  it('holds no count, which would grow old on the other site', () => {
    const html = pageHtml(EmbedSnippet({ view: shown, commitment: commitmentOf(shown), m: messages.fr }));
    expect(html).not.toMatch(/\d réalisé/);
  });
});
