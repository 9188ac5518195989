import { describe, expect, it } from 'vitest';
import { readSources } from '../../shared/reading/read-sources.ts';
import { codes, lineOf, milestonesOf, readAs, readOne, source } from './read.ts';

describe('an entry of a register of participation', () => {
  const entry = `---
title: Débat  public
organisateur : Conseil de l'exemple
methodes:
- Atelier
date: 2019-01-15 09:29:08 +0100
in_progress: true
note-citoyenne: 5
link:
screenshot: image.png
---

* Contexte :

Un marché
en développement.

* Finalité de la concertation : recommander.

* Durée: de juillet 2017 à janvier 2018

* Modalités de participation : une matinée, au cours de l'été, un atelier

* Nombre de participants : + 200

* Livrables : une synthèse, un avis

Devoir de suite et engagements
* Une restitution a été organisée le 8 février 2018
* <a href="https://example.org/avis">L’avis remis</a> en tient compte.

Conditions facilitantes
* Une indemnité

<a href="https://example.org/vide"></a> <a href="javascript:alert(1)">Non</a>
`;

  it('keeps its values raw, corrects nothing and is no commitment', () => {
    const { kind, commitments, participation, errors } = readAs(entry);
    expect({ kind, commitments, errors }).toEqual({ kind: 'participation', commitments: [], errors: [] });
    expect(participation).toEqual({
      title: 'Débat public',
      organiser: "Conseil de l'exemple",
      language: 'fr',
      date: '2019-01-15T08:29:08Z',
      inProgress: true,
      citizenNote: 5,
      decisionNote: null,
      order: null,
      period: {
        start: { text: 'juillet 2017', precision: 'month', from: '2017-07-01', to: '2017-07-31' },
        end: { text: 'janvier 2018', precision: 'month', from: '2018-01-01', to: '2018-01-31' },
      },
      context: 'Un marché en développement.',
      purpose: 'recommander.',
      methods: ['Atelier'],
      participationMethods: ["une matinée, au cours de l'été", 'un atelier'],
      participants: '+ 200',
      deliverables: ['une synthèse', 'un avis'],
      followUp: [
        {
          text: 'Une restitution a été organisée le 8 février 2018',
          url: null,
          date: { text: '8 février 2018', precision: 'day', from: '2018-02-08', to: '2018-02-08' },
          line: lineOf(entry, 'Une restitution'),
        },
        { text: 'L’avis remis en tient compte.', url: 'https://example.org/avis', date: null, line: lineOf(entry, 'remis</a>') },
      ],
      links: [{ title: 'L’avis remis', url: 'https://example.org/avis' }],
      other: { screenshot: 'image.png' },
    });
  });

  it('warns that it ended while marked as in progress, and of links without text', () => {
    expect(codes(readAs(entry).warnings)).toEqual([
      `${lineOf(entry, 'in_progress')} ended-but-in-progress`,
      `${lineOf(entry, '/vide')} empty-link`,
    ]);
  });
});

describe('documents that are cited', () => {
  it('reads a press release by its second line and never its press contact', () => {
    const read = readAs(
      '\n\nCOMMUNIQUE DE PRESSE\n\nVirage #Exemple2022 : une feuille de route\n\nEngagement 4 : dit-on\n\nMinistère porteur\n\nJusqu’au 18 octobre.\n\nContact presse : presse@example.org – T. 01 99 00 12 34\n',
    );
    expect(read).toMatchObject({
      kind: 'document',
      commitments: [],
      errors: [],
      document: {
        title: 'Virage #Exemple2022 : une feuille de route',
        kind: 'press-release',
        publisher: null,
        author: null,
        date: null,
        url: null,
      },
    });
    expect(JSON.stringify(read)).not.toMatch(/example\.org|01 99/u);
  });

  const article = `• Offre
  • Menu

Accueil > Thème > Prochaine réunion le 20 février 2020

Prochaine réunion le 20 février 2020

Le conseil s’est réuni.

Par Ada Exemple. Publié le 25 octobre 2019 à 17h34 - Mis à jour le 26 octobre 2019 à 17h34

Dans un entretien avec revue Exemple, il disait.

  • revue Autre
  • revue Exemple
Tous droits réservés 2025
`;

  it('reads an article by its trail and byline, its publisher only where the page says so itself', () => {
    expect(readAs(article).document).toEqual({
      title: 'Prochaine réunion le 20 février 2020',
      kind: 'article',
      publisher: 'revue Exemple',
      author: 'Ada Exemple',
      date: { text: '25 octobre 2019', precision: 'day', from: '2019-10-25', to: '2019-10-25' },
      url: null,
    });
    expect(readAs(article.replace('entretien avec', 'café avec')).document?.publisher).toBeNull();
  });

  it('reads what the head of a page says of itself', () => {
    const page = `<html><head><title>x</title><meta property="og:site_name" content="Revue Exemple">
<link rel="canonical" href="https://example.org/a"></head><body><h1>Un titre</h1><p>By Ada Example. Published on 25 October 2019</p></body></html>`;
    expect(readAs(page, 'page.html').document).toMatchObject({
      title: 'Un titre',
      publisher: 'Revue Exemple',
      author: 'Ada Example',
      date: { from: '2019-10-25' },
      url: 'https://example.org/a',
    });
  });
});

describe('contacts of a sheet', () => {
  const withContact = (text: string) =>
    readAs(`Engagement 1 : T\n\nMinistère porteur\n\nM\n\nInformations de contact\n\n${text}\n`);
  const blank = { name: null, role: null, organisation: null, email: null, phone: null };

  it.each<readonly [string, string, object[]]>([
    [
      'name and role',
      'Ada Exemple, cheffe de projet\n\nBureau A\n\nada@example.org',
      [{ name: 'Ada Exemple', role: 'cheffe de projet', organisation: 'Bureau A', email: 'ada@example.org' }],
    ],
    [
      'a name in brackets',
      'Bureau A (Ada Exemple)\n\nada@example.org',
      [{ name: 'Ada Exemple', organisation: 'Bureau A', email: 'ada@example.org' }],
    ],
    [
      'a role in brackets',
      'Ada de l’Exemple (directrice)\n\n01 99 00 12 34',
      [{ name: 'Ada de l’Exemple', role: 'directrice', phone: '01 99 00 12 34' }],
    ],
    [
      'two people',
      'Ada Exemple, A\n\nada@example.org\n\nBob Exemple, B\n\nbob@example.org',
      [
        { name: 'Ada Exemple', role: 'A', email: 'ada@example.org' },
        { name: 'Bob Exemple', role: 'B', email: 'bob@example.org' },
      ],
    ],
    [
      'labels',
      'Nom de la personne responsable : Ada Exemple\n\nTitre et service : directrice\n\nCourriel : ada@example.org\n\nTéléphone : +33 1 99 00 12 34',
      [{ name: 'Ada Exemple', role: 'directrice', email: 'ada@example.org', phone: '+33 1 99 00 12 34' }],
    ],
    ['an address alone', 'Bureau A\n\nbureau@example.org', [{ organisation: 'Bureau A', email: 'bureau@example.org' }]],
    ['a mailto link', '[Ada Exemple](mailto:ada@example.org)', [{ name: 'Ada Exemple', email: 'ada@example.org' }]],
  ])('reads %s', (_, text, expected) => {
    expect(withContact(text).commitments[0]?.contacts).toEqual(expected.map((contact) => ({ ...blank, ...contact })));
  });

  it('takes no institution for a person, and says so', () => {
    const { commitments, warnings } = withContact('Direction Générale Exemple');
    expect(commitments[0]?.contacts).toEqual([]);
    expect(codes(warnings)).toContain('9 contact-without-person');
  });
});

describe('several files', () => {
  const french = (due: string, title = 'Ouvrir') =>
    `Engagement 1 : ${title}\n\nMinistère porteur\n\nM\n\nJalons\n\n- Bilan → ${due}\n`;
  const english = (due: string) => `Commitment 1: Open\n\nLead agency\n\nM\n\nMilestones\n\n- Review → ${due}\n`;

  it('refuses both files of a number given twice with different content, each naming the other', () => {
    const { drafts, ok } = readSources([
      source(french('juin 2022'), 'a.md'),
      source(french('mai 2022'), 'b.md'),
      source(english('June 2022'), 'c.md'),
    ]);
    expect(ok).toBe(false);
    expect(drafts.map(({ kind, commitments }) => [kind, commitments.length])).toEqual([
      ['document', 0],
      ['document', 0],
      ['commitments', 1],
    ]);
    expect(drafts[0]?.errors).toMatchObject([
      { line: 1, code: 'number-twice', message: expect.stringContaining('b.md, ligne 1') },
    ]);
    expect(drafts[1]?.errors).toMatchObject([
      { line: 1, code: 'number-twice', message: expect.stringContaining('a.md, ligne 1') },
    ]);
  });

  it('takes the same content twice, and a second language with a warning where its dates differ', () => {
    expect(readSources([source(french('juin 2022'), 'a.md'), source(french('juin 2022'), 'b.md')]).ok).toBe(true);
    const same = readSources([source(french('juin 2022'), 'a.md'), source(english('June 2022'), 'b.md')]);
    expect(same.drafts.map(({ warnings }) => warnings)).toEqual([[], []]);
    const other = readSources([source(french('fin 2022'), 'a.md'), source(english('June 2022'), 'b.md')]);
    expect(other.ok).toBe(true);
    expect(other.drafts.map(({ warnings }) => codes(warnings))).toEqual([
      ['9 date-differs-between-languages'],
      ['9 date-differs-between-languages'],
    ]);
  });

  it('keeps good files whole beside a refused one', () => {
    const { drafts, ok } = readSources([source(french('juin 2022'), 'a.md'), source('lettre', 'b.md')]);
    expect(ok).toBe(false);
    expect(drafts[0]).toMatchObject({ kind: 'commitments', errors: [] });
    expect(codes(drafts[1]?.errors ?? [])).toEqual(['1 not-understood']);
  });
});

describe('the shape of the United States', () => {
  const sheet = `---
layout: commitment
title: Expand "data"
commitment_id: US0999
commitment_detail_sub: "Sub-Commitments:

1) Publish a report in early 2023 on use.

2) Within the next year, share
findings; with \\"care\\" (Order 14075)."
---
`;
  it('takes the numbered sub-commitments as milestones, each with its line', () => {
    const commitment = readOne(sheet);
    expect(commitment).toMatchObject({ number: 'US0999', language: 'en', leadInstitutions: [] });
    expect(milestonesOf(commitment)).toEqual([
      'Publish a report in early 2023 on use. → early 2023',
      'Within the next year, share findings; with "care" (Order 14075).',
    ]);
    expect(commitment.milestones.map(({ line }) => line)).toEqual([7, 9]);
  });
});
