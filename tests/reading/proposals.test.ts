import { describe, expect, it } from 'vitest';
import type { FoundEvent } from '../../shared/domain/proposal.ts';
import { readSources } from '../../shared/reading/read-sources.ts';
import { readAs, source } from './read.ts';

/** A press release with some paragraphs under its title. */
const release = (...paragraphs: string[]): string =>
  [
    'COMMUNIQUÉ DE PRESSE',
    '',
    'Lyon, le 12 décembre 2023',
    '',
    'La ville d’Exemple ouvre son budget',
    '',
    paragraphs.join('\n\n'),
  ].join('\n');

const undatedRelease = (...paragraphs: string[]): string =>
  ['Communiqué de presse', '', 'Le comité des exemples publie ses travaux', '', paragraphs.join('\n\n')].join('\n');

const english = (...paragraphs: string[]): string =>
  ['PRESS RELEASE', '', 'The Ministry of Examples opens its data', '', paragraphs.join('\n\n')].join('\n');

const article = (...lines: string[]): string =>
  [
    ...[
      'Accueil > Santé > Le comité citoyen rend son avis',
      '  • Menu',
      '  • Réunion le 3 avril 2030',
      'Le comité citoyen rend son avis',
    ],
    ...['', 'Par Camille Modèle. Publié le 14 janvier 2022 à 10h00', ''],
    ...lines,
  ].join('\n');

const proposalsIn = (text: string): FoundEvent[] => readAs(text, 'document.txt').proposals;
const told = (text: string): string[] =>
  proposalsIn(text).map(({ kind, title, date }) => {
    const days =
      date === null ? 'undated' : date.from === date.to ? (date.to ?? 'no day') : `${date.from ?? ''}..${date.to ?? ''}`;
    return `${kind}: ${title} | ${days}`;
  });

describe('what a sentence tells', () => {
  it.each([
    [
      'Une première réunion publique se tiendra le jeudi 18 janvier à Bron.',
      'meeting: Première réunion publique, à Bron | 2024-01-18',
    ],
    ['Le comité de suivi s’est réuni le 5 décembre dernier.', 'meeting: Réunion\u00A0: comité de suivi | 2023-12-05'],
    [
      'Le 16 janvier 2024, le Conseil des exemples se réunira à Lyon.',
      'meeting: Réunion\u00A0: Conseil des exemples | 2024-01-16',
    ],
    [
      'La réunion du 20 février 2024 portera sur les écoles.',
      'meeting: Réunion (La ville d’Exemple ouvre son budget) | 2024-02-20',
    ],
    ['Les candidatures sont reçues jusqu’au 1er mars 2024 inclus.', 'call: Candidatures | 2024-03-01'],
    ['L’appel à contributions (ouvert aux associations) sera clos le 31 janvier.', 'call: Appel à contributions | 2024-01-31'],
    [
      'La ville lance le 15 janvier une consultation publique sur les transports.',
      'consultation: Consultation publique sur les transports | 2024-01-15',
    ],
    [
      'Un groupe de travail sur l’accessibilité a été créé en novembre.',
      'working-group: Groupe de travail sur l’accessibilité | 2023-11-01..2023-11-30',
    ],
    ['Le rapport de synthèse sera publié en juin 2024.', 'deliverable: Rapport de synthèse | 2024-06-01..2024-06-30'],
    [
      'La feuille de route « Exemple ouvert » a été présentée le 2 octobre 2023.',
      'roadmap: Feuille de route «\u00A0Exemple ouvert\u00A0» | 2023-10-02',
    ],
    ['Depuis septembre, trois ateliers citoyens ont eu lieu.', null],
    ['À ce jour, trois ateliers citoyens ont eu lieu.', 'workshop: Trois ateliers citoyens | undated'],
    ['La prochaine réunion, initialement prévue le 24 janvier, est reportée au 7 mars 2024.', '2024-03-07'],
  ])('%s', (sentence, expected) => {
    const found = told(release(sentence)).map((one) => one.replace(' (La ville d’Exemple ouvre son budget)', ''));
    if (expected === null) return expect(found.filter((one) => !one.startsWith('workshop'))).toEqual([]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected.replace(' (La ville d’Exemple ouvre son budget)', ''));
  });

  it.each([
    ['The Open Data Council met on Tuesday 5 March 2024 in Leeds.', 'meeting: Meeting: Open Data Council, in Leeds | 2024-03-05'],
    ['Its next meeting will take place on 12 June 2024.', 'meeting: Next meeting | 2024-06-12'],
    ['A workshop on mobility data will be held on 14 May 2024.', 'workshop: Workshop on mobility data | 2024-05-14'],
    [
      'Applications for the three working groups are open until 15 April 2024.',
      'call: Applications for the three working groups | 2024-04-15',
    ],
    [
      'The public consultation on the charter opened on 4 March 2024 and closes on 30 April 2024.',
      'consultation: Public consultation on the charter | 2024-03-04..2024-04-30',
    ],
    ['The roadmap was published in January 2024.', 'roadmap: Roadmap | 2024-01-01..2024-01-31'],
  ])('%s', (sentence, expected) => {
    expect(told(english(sentence))).toEqual([expected]);
  });

  it.each([
    'La loi du 7 octobre 2016 encadre ces démarches.',
    'Le site a été lancé le 3 janvier 2024.',
    'Suite aux échanges du 27 juin 2023, la ville a revu son projet.',
    'La réunion du 20 décembre 2023 a été annulée.',
    'L’atelier de Bron n’aura pas lieu le 4 avril 2024.',
    'L’atelier de Brest ne se tiendra pas le 4 avril 2024.',
    'Les habitants rejoignent des groupes de travail lancés suite aux échanges du 27 juin 2023.',
    'Quand se tiendra la réunion du 5 avril 2024 ?',
    'Selon Jean Exemple, un atelier pourrait se tenir en mai 2024.',
    '« Nous tiendrons une réunion le 3 mars 2025 avec tous les habitants qui le souhaitent, sans exception et sans condition », a déclaré la maire.',
    'Abonnez-vous à notre newsletter avant le 31 décembre 2023.',
    'Une conférence de presse se tiendra le 8 janvier 2024.',
    'Le compte-rendu de la réunion a été publié le 3 janvier 2024.',
    'L’atelier a montré que la plateforme, prévue le 3 mars 2024, est attendue.',
    'La réunion a eu lieu dans une salle comble.',
    'Le plan 2021-2023 et Ma Santé 2022 comptent 26 actions.',
    'En 2012, une réunion s’était tenue le 3 mars 2012.',
    'The meeting did not take place on 4 April 2024.',
  ])('is no event: %s', (sentence) => {
    expect(told(release(sentence))).toEqual([]);
  });
});

describe('what is spoken of before', () => {
  it('names what a pronoun or a bare noun points at', () => {
    expect(
      told(
        release(
          'La ville va créer trois groupes de travail, portant sur l’eau, l’air et le bruit. Ils seront constitués en mars 2024. Les inscriptions sont ouvertes jusqu’au 28 février 2024.',
        ),
      ),
    ).toEqual([
      'working-group: Trois groupes de travail, portant sur l’eau, l’air et le bruit | 2024-03-01..2024-03-31',
      'call: Inscriptions (trois groupes de travail, portant sur l’eau, l’air et le bruit) | 2024-02-28',
    ]);
  });

  it('gives a list of dates the event that its first line announces', () => {
    const text = release(
      'La ville consulte. Trois ateliers sont prévus :',
      '- 23 janvier, à Bron ;\n- 30 janvier, à Lyon ;\n- 6 février 2024, à Vaulx.',
    );
    expect(told(text)).toEqual([
      'workshop: Trois ateliers, à Bron | 2024-01-23',
      'workshop: Trois ateliers, à Lyon | 2024-01-30',
      'workshop: Trois ateliers, à Vaulx | 2024-02-06',
    ]);
  });

  it('is not asked for a name when the text has none', () => {
    expect(told(undatedRelease('Ils seront constitués le 3 mars 2024.'))).toEqual([]);
  });

  it('reads lines of an agenda, the date before or after', () => {
    const agenda = 'Agenda :\n14 mars 2024 : atelier citoyen à Nantes\nProchaine plénière : 22 mai 2024';
    expect(told(release(agenda))).toEqual(['workshop: Atelier citoyen | 2024-03-14', 'meeting: Prochaine plénière | 2024-05-22']);
  });

  it('tells one event once, by its most exact date and on the line of that date', () => {
    const text = release(
      'Le Forum des exemples s’est réuni en novembre 2023.',
      'La réunion du Forum des exemples s’est tenue le 14 novembre 2023 à Bron.',
    );
    expect(proposalsIn(text)).toMatchObject([
      { kind: 'meeting', line: 9, date: { text: '14 novembre 2023', from: '2023-11-14' } },
    ]);
  });

  it('keeps two events of one day apart when they are in two places', () => {
    const text = release('Un atelier se tiendra le 3 mars 2024 à Bron. Un atelier se tiendra le 3 mars 2024 à Lyon.');
    expect(told(text)).toHaveLength(2);
  });

  it('reads a sentence over wrapped lines and gives the line of its date', () => {
    const text = release('Les inscriptions à la journée\nouvriront au public le\n15 mars 2024.');
    expect(proposalsIn(text)).toMatchObject([{ kind: 'call', line: 9, date: { text: '15 mars 2024' } }]);
    expect(proposalsIn(text)[0]?.quote).toBe('15 mars 2024.');
  });
});

describe('a year that the line lacks', () => {
  const reasonOf = (text: string) => proposalsIn(text).map(({ date, reason }) => [date?.from ?? date?.to ?? null, reason]);

  it('comes from the weekday, among the years of the text', () => {
    expect(reasonOf(undatedRelease('Un atelier a eu lieu ce mardi 1er octobre.', 'La rentrée 2019 est riche.'))).toEqual([
      ['2019-10-01', 'le 1er octobre est un mardi en 2019'],
    ]);
  });

  it('comes from the weekday in the year beside the one the text tells', () => {
    expect(
      reasonOf(undatedRelease('Un atelier se tiendra le lundi 13 janvier.', 'Le Conseil s’est réuni le 3 décembre 2019.'))[0],
    ).toEqual(['2020-01-13', 'le 13 janvier est un lundi en 2020']);
  });

  it('stays away when the weekday contradicts every year of the text', () => {
    expect(reasonOf(undatedRelease('Un atelier se tiendra le mercredi 1er octobre.', 'La rentrée 2018 est riche.'))).toEqual([
      [null, 'rien dans le texte ne dit l’année'],
    ]);
  });

  it('comes from the same day told in full elsewhere', () => {
    const text = undatedRelease(
      'Un atelier se tiendra le 3 mars.',
      'Le bilan du 3 mars 2020 suivra. En 2018 déjà, la ville consultait.',
    );
    expect(reasonOf(text)).toEqual([['2020-03-03', 'année dite ailleurs dans le texte : « 3 mars 2020 », ligne 7']]);
  });

  it('is counted from the day of the document, back or ahead as the sentence tells', () => {
    const text = release('Un atelier s’est tenu le 20 décembre dernier. Un atelier se tiendra le 20 janvier à Bron.');
    expect(reasonOf(text)).toEqual([
      ['2022-12-20', 'année comptée depuis la date du document, le 12 décembre 2023'],
      ['2024-01-20', 'année comptée depuis la date du document, le 12 décembre 2023'],
    ]);
  });

  it('is counted from the month the text calls this one; a year alone does not say which June was the last', () => {
    const met = 'Le Conseil des exemples s’est réuni le 27 juin dernier.';
    expect(reasonOf(undatedRelease(met, 'Cette rentrée 2021 est riche.'))).toEqual([
      ['2021-06-27', 'année dite ailleurs dans le texte : « rentrée 2021 », ligne 7'],
    ]);
    expect(reasonOf(undatedRelease(met, 'En 2021, la ville consulte.'))).toEqual([[null, 'rien dans le texte ne dit l’année']]);
  });

  it('comes from another document of the same import, and from no other', () => {
    const yearless = source(undatedRelease('Le Conseil des exemples s’est réuni le 27 juin dernier.'), 'communique.txt');
    const dated = source(
      article('Le Conseil des exemples s’est réuni le 27 juin 2021 à Paris, devant une centaine de personnes venues l’écouter.'),
      'page.txt',
    );
    const reasons = (...files: Parameters<typeof readSources>[0]) =>
      readSources(files).drafts[0]?.proposals.map(({ date, reason }) => [date?.from ?? null, reason]);
    expect(reasons(yearless, dated)).toEqual([['2021-06-27', 'le 27 juin 2021, selon page.txt']]);
    expect(reasons(yearless)).toEqual([[null, 'rien dans le texte ne dit l’année']]);
  });

  it('is not taken from two documents that disagree', () => {
    const yearless = source(undatedRelease('Le Conseil des exemples s’est réuni le 27 juin dernier.'), 'communique.txt');
    const pages = [2020, 2021].map((year) =>
      source(
        article(
          `Le Conseil des exemples s’est réuni le 27 juin ${year} à Paris, devant une centaine de personnes venues l’écouter.`,
        ),
        `${year}.txt`,
      ),
    );
    expect(readSources([yearless, ...pages]).drafts[0]?.proposals).toMatchObject([
      { date: { text: '27 juin dernier', precision: 'unknown', from: null, to: null } },
    ]);
  });

  it('is not taken from a footer, a plan’s name or a headline of another page', () => {
    const text = undatedRelease(
      'Un atelier se tiendra le 3 mars.',
      'Ma Santé 2022 avance.',
      '© 2025 Exemple. Tous droits réservés.',
    );
    expect(reasonOf(text)).toEqual([[null, 'rien dans le texte ne dit l’année']]);
  });

  it('is not needed when the line has it: then there is no reason', () => {
    expect(reasonOf(release('Un atelier se tiendra le 3 mars 2024.'))).toEqual([['2024-03-03', null]]);
  });
});

describe('page furniture', () => {
  const body = 'Une restitution publique est prévue le 3 février 2022 à Paris, en présence de citoyens et d’associations.';

  it('is passed over: menus, trails, related headlines, footers, comments', () => {
    const text = article(
      body,
      ...[
        'À lire aussi : La prochaine réunion du forum aura lieu le 2 mars 2022',
        '',
        'À lire',
        'Une conférence se tiendra le 3 mars 2023',
      ],
      ...['Le débat public sera ouvert le 12 mai 2023', '', '© 2025 Exemple. Réunion le 1er mai 2025.'],
      ...[
        'Commentaires',
        'Une réunion aura lieu le 3 juin 2022 et je m’y rendrai avec tous mes voisins, quoi qu’on en dise ici.',
      ],
    );
    expect(told(text)).toEqual(['meeting: Restitution publique, à Paris | 2022-02-03']);
  });

  it('is passed over in the middle of the text: labelled headlines of others, legal lines', () => {
    const text = article(
      body,
      ...[
        '',
        'Mentions légales : une réunion aura lieu le 5 mai 2022.',
        '',
        'Sur le même sujet',
        'Conférence nationale : le 3 mars 2022',
        'Débat public : le 12 mai 2022',
        '',
      ],
      'Le comité des exemples travaille depuis des années pour que chacun puisse donner son avis sur la ville.',
    );
    expect(told(text)).toEqual(['meeting: Restitution publique, à Paris | 2022-02-03']);
  });

  it('is passed over after the text of a release: who issues it, whom to ask', () => {
    const text = release(
      'Un atelier se tiendra le 3 mars 2024.',
      'À propos de la ville d’Exemple\nCréée en 1850, la ville a réuni son premier conseil le 3 mars 2023.',
      'Contact presse : presse@example.org, réunion le 4 mars 2024.',
    );
    expect(told(text)).toEqual([
      'workshop: Atelier (La ville d’Exemple ouvre son budget) | 2024-03-03'.replace(
        ' (La ville d’Exemple ouvre son budget)',
        '',
      ),
    ]);
  });

  it('is dropped from a whole web page too', () => {
    const page = `<!doctype html><html lang="fr"><head><meta property="og:title" content="Le comité rend son avis">
<meta property="article:published_time" content="2022-01-14"></head><body><nav><a href="/">Réunion le 3 avril 2030.</a></nav>
<h1>Le comité rend son avis</h1><p>Le comité des exemples dans la ville est au travail pour les habitants.</p>
<p>${body}</p><ul><li>Une réunion publique se tiendra le 8 février 2022 à Lyon, à la demande des associations de quartier de la ville.</li></ul>
<footer>Réunion le 5 mai 2025.</footer></body></html>`;
    expect(proposalsIn(page)).toMatchObject(
      [
        { kind: 'meeting', line: 4, date: { from: '2022-02-03' } },
        { kind: 'meeting', line: 4, date: { from: '2022-02-08' } },
      ].map((one, index) => (index === 0 ? one : { ...one, line: 4 })),
    );
  });
});

describe('titles and quotes', () => {
  it('name nobody', () => {
    const text = release(
      'Une journée d’étude de Marie Exemple et Paul Modèle aura lieu le 9 avril 2024. La réunion de Mme Modèle se tiendra le 8 avril 2024. Jean-Paul Exemple, maire, s’est réuni le 3 avril 2024.',
    );
    const titles = proposalsIn(text).map(({ title }) => title);
    expect(titles).toHaveLength(3);
    for (const title of titles) expect(title).not.toMatch(/Marie|Paul|Modèle|Exemple\b(?! ouvre)/u);
  });

  it('hold no address and no number, nor does the quoted line', () => {
    const text = release('L’atelier de presse@example.org (01 23 45 67 89) se tiendra le 3 mars 2024.');
    const [found] = proposalsIn(text);
    expect(found?.quote).toBe('L’atelier de […] ([…]) se tiendra le 3 mars 2024.');
    expect(found?.title).not.toMatch(/@|\d/u);
  });

  it('mark promised results as owed', () => {
    const text = release(
      'Un atelier s’est tenu le 3 décembre 2023. Les résultats seront bientôt disponibles. Un autre atelier se tiendra le 8 janvier 2024.',
    );
    expect(proposalsIn(text).map(({ followUpOwed }) => followUpOwed)).toEqual([true, false]);
  });
});

describe('what is no document', () => {
  it('yields no proposal: a fact sheet, a refused file', () => {
    expect(readAs('Engagement #1 : Ouvrir\n\nUne réunion se tiendra le 3 mars 2024.').proposals).toEqual([]);
    expect(readAs('Une réunion se tiendra le 3 mars 2024.', 'note.txt').proposals).toEqual([]);
  });

  it('is an entry of a register: what it tells beside its fields is proposed, its follow-up is not', () => {
    const entry = `---
title: Débat sur les exemples
organisateur: Conseil des exemples
methodes:
- Atelier
date: 2019-01-15 09:29:08 +0000
---

**Information sur la démarche**

* Durée : de juillet 2017 à janvier 2018

Points forts

Un atelier citoyen s'est tenu le 3 mars 2018 à Lyon.

Devoir de suite
* Une restitution publique a été organisée le 8 février 2018
`;
    expect(readAs(entry, 'register.md')).toMatchObject({ kind: 'participation', proposals: [{ kind: 'workshop', line: 15 }] });
  });
});
