import { describe, expect, it } from 'vitest';
import { style } from '../../shared/showing/style/style.ts';
import { allAsks, answered, pilot, view } from './health-plan.ts';
import { attribute, elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf } from './stages.ts';

const files = siteOf(view([answered(), pilot()], '2021-11-15', allAsks));
const plain = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const headOf = (path: string): string[] =>
  elements(treeOf(bodyOf(files, path)), 'p')
    .filter((one) => attribute(one, 'className')?.split(' ').includes('on-paper'))
    .map((one) => plain(textIn(one)));

describe('a page on paper', () => {
  it('says of which plan and day it is, and at which address it is kept', () => {
    const plan = 'Plan d’action national 2021-2023';
    const days = {
      '28/': '12',
      '28/m1/': '12',
      'timeline/': '12',
      '28/log/2/': '5',
      'overdue/': null,
      'corrections/': null,
    } as const;
    for (const [part, day] of Object.entries(days)) {
      expect(headOf(`fr-2021-2023/${part}index.html`), part).toEqual([
        day === null ? plan : `${plan} – Données arrêtées au ${day} novembre 2021`,
        `https://jalon.example.org/fr-2021-2023/${part}`,
      ]);
    }
    expect(headOf('en/fr-2021-2023/28/m1/index.html')).toEqual([
      'National action plan 2021-2023 – Data as of 12 November 2021',
      'https://jalon.example.org/en/fr-2021-2023/28/m1/',
    ]);
    expect(headOf('data/index.html')).toEqual(['https://jalon.example.org/data/']);
  });

  it('says of lists and counts for which day they are, on a screen as on paper', () => {
    const parts = [
      'overdue',
      'due-soon',
      'no-word',
      'evidence',
      'ministries',
      'ministries/ministere-des-solidarites-et-de-la-sante',
    ];
    for (const part of parts) {
      const tell = (folder: string): string[] =>
        elements(treeOf(bodyOf(files, `${folder}${part}/index.html`)), 'p').map((one) => plain(textIn(one)));
      expect(tell('fr-2021-2023/'), part).toContain('Données arrêtées au 12 novembre 2021.');
      expect(tell('en/fr-2021-2023/'), part).toContain('Data as of 12 November 2021.');
    }
  });

  it('of a milestone keeps its day while only another one changes', () => {
    const [own] = headOf('fr-2021-2023/28/m2/index.html');
    // Its deadline moved on the 5th; its neighbour was declared complete on the 12th.
    expect(own).toContain('Données arrêtées au 5 novembre 2021');
  });

  it('shows that on paper alone, and no button', () => {
    const [screen = '', paper = ''] = style.split('@media print');
    expect(screen).toContain('.on-paper { display: none; }');
    expect(paper).toContain('.on-paper { display: block;');
    expect(paper).toMatch(/button, \.button \{ display: none; \}/u);
  });

  it('leaves out what there is to download with its heading, and keeps its foot with what it is the foot of', () => {
    const [, paper = ''] = style.split('@media print');
    const blocks = elements(treeOf(bodyOf(files, 'fr-2021-2023/28/index.html')), 'section').filter((one) =>
      attribute(one, 'className')?.split(' ').includes('block'),
    );
    const isDownloads = (of: (typeof blocks)[number]): boolean =>
      of.children.some((child) => 'tagName' in child && attribute(child, 'className') === 'downloads');
    expect(blocks.filter(isDownloads)).toHaveLength(1);
    expect(paper).toContain('.block:has(> .downloads) { display: none; }');
    expect(paper).toMatch(/\.site-foot \{[^}]*break-before: avoid; break-inside: avoid;/u);
  });

  it('names on a milestone’s page the commitment it belongs to and who leads it', () => {
    const told = plain(textIn(treeOf(bodyOf(files, 'fr-2021-2023/28/m1/index.html'))));
    expect(told).toContain('Engagement#28 Pérenniser la participation citoyenne à la politique du numérique en santé');
    expect(told).toContain('Ministère porteurMinistère des solidarités et de la santé');
  });

  it('begins no line with what only separates moments', () => {
    const html = bodyOf(files, 'fr-2021-2023/28/m1/index.html');
    const [moments] = elements(treeOf(html), 'ul').filter((one) => attribute(one, 'className') === 'asked quiet');
    expect(moments === undefined ? '' : plain(textIn(moments))).toBe(
      'Fonction interrogée : responsable au ministère – 1er octobre 2021 à 10 h 00, 22 octobre 2021 à 10 h 00, 29 octobre 2021 à 10 h 00, 2 novembre 2021 à 9 h 00',
    );
  });
});
