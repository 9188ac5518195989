import { describe, expect, it } from 'vitest';
import { readSource } from '../../shared/reading/read-source.ts';
import { codes, lineOf, milestonesOf, readAs, readOne, source } from './read.ts';

const french = `
Engagement #5 : Ouvrir les registres : terres, permis

<p style="text-align: center;">Date de début et de fin de l'engagement</p> <p style="text-align: center;">1er janvier 2022 – décembre 2023</p> <p style="text-align: center;">Ministère porteur</p> <p style="text-align: center;">Ministère de l'Exemple</p>

Description de l'engagement

Quel est le problème public que l'engagement réglera ?

Les registres sont fermés.

Ils sont aussi perdus.

Quel est l'engagement ?

Les ouvrir.

Comment l'engagement contribuera-t-il à résoudre le problème public ?

Objectif : Que chacun lise

1. Ouverture des registre : octobre 2022
2. Publication du bilan novembre 2023

Pourquoi cet engagement est-il pertinent pour les valeurs de l'OGP ?

Il ouvre.

Jalons d'activités avec un livrable vérifiable

- Ouverture du registre – **Début : Janvier 2022 → Fin : Octobre 2022**

- Publication du bilan → **Décembre 2023**
-

Informations de contact

Nom de la personne responsable de l'agence d'exécution

Ada Exemple, directrice des registres

Direction des registres

ada@example.org
`;

describe('the French template of 2021', () => {
  it('gives every field its value and its line', () => {
    const commitment = readOne(french);
    expect(commitment).toMatchObject({
      number: '5',
      title: 'Ouvrir les registres : terres, permis',
      language: 'fr',
      period: { start: { precision: 'day', from: '2022-01-01' }, end: { precision: 'month', to: '2023-12-31' } },
      leadInstitutions: ["Ministère de l'Exemple"],
      objective: 'Que chacun lise',
      problem: 'Les registres sont fermés.\n\nIls sont aussi perdus.',
      description: 'Les ouvrir.',
      relevance: 'Il ouvre.',
      contacts: [
        {
          name: 'Ada Exemple',
          role: 'directrice des registres',
          organisation: 'Direction des registres',
          email: 'ada@example.org',
          phone: null,
        },
      ],
    });
    expect(commitment.lines).toMatchObject({ title: 2, period: 4, problem: 10, 'problem.2': 12, objective: 20, milestones: 31 });
    expect(commitment.milestones.map(({ line }) => line)).toEqual([31, 33]);
  });

  it('tells milestones once, keeps the contribution whole and warns of another date with both lines', () => {
    const { commitments, warnings } = readAs(french);
    expect(commitments.flatMap(milestonesOf)).toEqual([
      'Ouverture du registre | Janvier 2022 → Octobre 2022',
      'Publication du bilan → Décembre 2023',
    ]);
    expect(commitments[0]?.contribution).toBe(
      'Objectif : Que chacun lise\n\n1. Ouverture des registre : octobre 2022\n2. Publication du bilan novembre 2023',
    );
    expect(codes(warnings)).toEqual(['33 told-twice']);
    expect(warnings[0]?.message).toContain('ligne 23');
  });

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['decomposed accents', (text: string) => text.normalize('NFD')],
    ['no-break spaces and typographic apostrophes', (text: string) => text.replaceAll(' :', '\u00A0:').replaceAll("'", '’')],
    ['labels in bold with a colon', (text: string) => text.replace(/^(Quel.*|Jalons.*|Informations.*)$/gmu, '**$1 :**')],
    [
      'labels in capitals without accents',
      (text: string) =>
        text.replace(/^(Quel.*|Comment.*|Pourquoi.*|Jalons.*)$/gmu, (line) =>
          line
            .normalize('NFD')
            .replace(/\p{Mn}/gu, '')
            .toUpperCase(),
        ),
    ],
    ['other wording of the problem', (text: string) => text.replace('réglera', "cherche à traiter, ou s'attaquera à")],
    ['other bullets and arrows', (text: string) => text.replace(/^- /gmu, '• ').replaceAll('→', '->').replaceAll('–', '—')],
  ])('is read the same with %s', (_, change) => {
    const plain = readOne(french);
    const changed = readOne(change(french));
    expect(milestonesOf(changed).map((text) => text.normalize('NFC').replaceAll('’', "'"))).toEqual(milestonesOf(plain));
    expect(changed.title).toBe(plain.title);
    expect(changed.period.end?.to).toBe(plain.period.end?.to);
    expect(changed.contacts.length).toBe(1);
  });

  it('reads several sheets in one file and leaks nothing across', () => {
    const second = 'Engagement 6 : Autre\n\nMinistère porteur : Ministère B\n\nJalons\n\n- Rien de daté\n';
    const { commitments, errors } = readAs(`${french}\n${second}`);
    expect(errors).toEqual([]);
    expect(commitments.map(({ number }) => number)).toEqual(['5', '6']);
    expect(commitments[1]).toMatchObject({
      contacts: [],
      objective: null,
      leadInstitutions: ['Ministère B'],
      milestones: [{ due: null }],
    });
  });

  it('takes a number told twice once when it says the same, and refuses it when it does not', () => {
    expect(readAs(`${french}\n${french}`).commitments).toHaveLength(1);
    const { commitments, errors, kind } = readAs(`${french}\n${french.replace('Les ouvrir.', 'Les fermer.')}`);
    expect({ commitments, kind }).toEqual({ commitments: [], kind: 'document' });
    expect(codes(errors)).toEqual(['2 number-twice', '47 number-twice']);
  });

  it('refuses the file of an impossible date, with its line', () => {
    const { kind, errors } = readAs(french.replace('**Décembre 2023**', '31 septembre 2023'));
    expect(kind).toBe('document');
    expect(codes(errors)).toEqual(['33 impossible-date']);
  });
});

describe('other shapes of sheets', () => {
  const english = `# Commitment 12: Open the registers: land, companies

**Commitment Start and End Date**
1 January 2022 – December 2023

**Lead implementing agency**
Ministry of Registers<br>Office of Open Data

**What is the public problem that the commitment will address?**

Registers are closed.

**What is the commitment?**

Open them.

**How will the commitment contribute to solving the public problem?**

Objective: Everyone can read

**Why is this commitment relevant to OGP values?**
Transparency.

**Milestone activity with a verifiable deliverable**

| Milestone | Start date | End date |
|---|---|---|
| **Phase 1** | | |
| Land register <br> online | Q1 2022 | June 2022 |
| Company register | | by end of 2023 |

**Contact information**

Name of responsible person: Ada Example, Head of Registers

Email and Phone: ada@example.org, +33 1 99 00 12 34

**Other actors involved**

CSOs, private sector: Example Foundation; Open Example
`;

  it('reads the template in English, with a Markdown table', () => {
    const commitment = readOne(english);
    expect(commitment).toMatchObject({
      number: '12',
      title: 'Open the registers: land, companies',
      language: 'en',
      leadInstitutions: ['Ministry of Registers', 'Office of Open Data'],
      supportingInstitutions: ['Example Foundation', 'Open Example'],
      problem: 'Registers are closed.',
      description: 'Open them.',
      objective: 'Everyone can read',
      contribution: 'Objective: Everyone can read',
      relevance: 'Transparency.',
      contacts: [{ name: 'Ada Example', role: 'Head of Registers', email: 'ada@example.org', phone: '+33 1 99 00 12 34' }],
    });
    expect(milestonesOf(commitment)).toEqual([
      '[Phase 1] Land register online | Q1 2022 → June 2022',
      '[Phase 1] Company register → by end of 2023',
    ]);
    expect(commitment.milestones.map(({ line }) => line)).toEqual([
      lineOf(english, 'Land register'),
      lineOf(english, 'Company register'),
    ]);
  });

  it('reads the English labels of 2018-2020 and lists under years and dated groups', () => {
    const commitment = readOne(`# Commitment 4

## Open the timetable

**Lead institution(s)**
- Ministry of Transport

**Other stakeholders**
- Example Rail

**OGP principles**
Transparency

### Challenges
Nobody knows.

### Objectives
Publish.

### Roadmap
* _2019_ :
  * publish the timetable in June
  * publish the fares
* Pilot (March 2020)
  - choose the city
  - ride → May 2020
`);
    expect(commitment).toMatchObject({
      title: 'Open the timetable',
      leadInstitutions: ['Ministry of Transport'],
      supportingInstitutions: ['Example Rail'],
      relevance: 'Transparency',
      problem: 'Nobody knows.',
      objective: 'Publish.',
    });
    expect(milestonesOf(commitment)).toEqual([
      'publish the timetable in June → June',
      'publish the fares → 2019',
      '[Pilot] choose the city → March 2020',
      '[Pilot] ride → May 2020',
    ]);
    expect(commitment.milestones.map(({ due }) => due?.to)).toEqual(['2019-06-30', '2019-12-31', '2020-03-31', '2020-05-31']);
  });

  it('reads a whole HTML page as a tree: entities, tables, menus and footers', () => {
    const commitment = readOne(
      `<!DOCTYPE html>
<html lang="fr"><head><title>Plan</title></head><body>
<nav><ul><li>Engagement #99 : Menu</li></ul></nav>
<h1>Engagement n&deg;&nbsp;7&nbsp;: Publier les &eacute;tudes</h1>
<table>
<tr><th>Date de début et de fin de l’engagement</th><td>2022 – 2024</td></tr>
<tr><th>Ministère porteur</th><td>Ministère de l’Exemple<br>Direction des études</td></tr>
</table>
<h2>Jalons d’activités avec un livrable vérifiable</h2>
<table><tr><td>Jalon</td><td>Début</td><td>Échéance</td></tr>
<tr><td colspan=3>Lot A</td></tr>
<tr><td>Inventaire<br>des études</td><td>janv. 2022</td><td>1<sup>er</sup> semestre 2022</td></tr></table>
<h2>Informations de contact</h2>
<p>Direction des études (Zoé Exemple)<br><a href="mailto:zoe@example.org">zoe@example.org</a><br>Tél. : 01 99 00 12 34</p>
<script>document.write('Engagement 8 : Non')</script><footer>© 2025</footer></body></html>`,
      'page.html',
    );
    expect(commitment).toMatchObject({
      number: '7',
      title: 'Publier les études',
      period: { start: { to: '2022-12-31' }, end: { to: '2024-12-31' } },
      leadInstitutions: ['Ministère de l’Exemple', 'Direction des études'],
      contacts: [
        { name: 'Zoé Exemple', organisation: 'Direction des études', email: 'zoe@example.org', phone: '01 99 00 12 34' },
      ],
      milestones: [
        { title: 'Inventaire des études', group: 'Lot A', line: 12, start: { text: 'janv. 2022' }, due: { to: '2022-06-30' } },
      ],
    });
  });

  const withMilestones = (list: string) =>
    readAs(`Engagement 1 : Titre\n\nMinistère porteur\n\nMinistère A\n\nJalons\n\n${list}\n`);

  it.each([
    ['typed bullets', '• Un → mars 2022\n• Deux → juin 2022'],
    ['numbers without a space', '1.Un → mars 2022\n2.Deux → juin 2022'],
    ['lines without bullets', 'Un → mars 2022\n\nDeux\nJuin 2022'],
    ['HTML items, empty ones among them', '<ul><li>Un → mars 2022</li><li></li><li>Deux → juin 2022</li></ul>'],
    ['a date alone on the next line', '- Un\nmars 2022\n- Deux\n  juin 2022'],
    ['two on one line', '- Un : mars 2022 ; Deux : juin 2022'],
  ])('reads %s', (_, list) => {
    const { commitments, errors } = withMilestones(list);
    expect(errors).toEqual([]);
    expect(commitments.flatMap(({ milestones }) => milestones.map(({ title, due }) => [title, due?.to]))).toEqual([
      ['Un', '2022-03-31'],
      ['Deux', '2022-06-30'],
    ]);
  });

  it('takes links, notes and bare addresses out of titles', () => {
    const list =
      '- Un[^1], sur [le site](https://example.org/) https://example.org/x : mars 2022\n  _[[suivi](https://example.org/1)]_\n\n[^1]: note';
    expect(withMilestones(list).commitments.flatMap(milestonesOf)).toEqual(['Un, sur le site → mars 2022']);
  });

  it('names the groups that tell milestones apart, and none that stands above all of them', () => {
    const two = withMilestones('- A\n    - a1\n    - a2\n- B\n    - b1');
    expect(two.commitments.flatMap(milestonesOf)).toEqual(['[A] a1', '[A] a2', '[B] b1']);
    const one = withMilestones('- A\n    - a1\n    - a2');
    expect(one.commitments.flatMap(milestonesOf)).toEqual(['a1', 'a2']);
    expect(codes(one.warnings)).toEqual(['10 only-group']);
  });

  it('warns of a third level, of a repeat with another date and of lines it could not read', () => {
    expect(codes(withMilestones('- A\n    - B\n        - c1\n- D').warnings)).toContain('11 third-level');
    const twice = withMilestones('- A → mars 2022\n- A → juin 2022\n- A → mars 2022');
    expect(codes(twice.warnings)).toEqual(['9 told-twice']);
    expect(twice.commitments.flatMap(milestonesOf)).toEqual(['A → mars 2022']);
    expect(codes(withMilestones('A → mars 2022\n\nSans date').warnings)).toEqual(['11 unread-line']);
  });

  it('refuses a table of milestones whose columns it does not know', () => {
    expect(codes(withMilestones('| X | Y |\n|---|---|\n| a | b |').errors)).toEqual(['9 unreadable-table']);
  });
});

describe('what is refused', () => {
  it.each([
    ['a text that is nothing known', 'Bonjour.\n\nVoici une lettre.', '1 not-understood'],
    ['hash numbers and counts', '\n#MaSanté2022 et 26 actions\n', '2 not-understood'],
    ['sections without a number', 'Ministère porteur\n\nMinistère A\n', '1 no-number'],
    ['a number without sections', '\n\nEngagement 3 : Titre\n\nTexte.\n', '3 no-sections'],
    ['a number without a title', 'Engagement 3\n\nMinistère porteur\n\nMinistère A\n', '1 no-title'],
    ['an empty file', '', '1 empty'],
    ['a line without end', 'a'.repeat(10_001), '1 long-line'],
    ['endless nesting', '>'.repeat(60), '1 too-deep'],
    ['broken front matter', '---\ntitle: [\n---\n', '2 bad-front-matter'],
  ])('%s', (_, text, expected) => {
    const read = readAs(text);
    expect(codes(read.errors)).toEqual([expected]);
    expect(read).toMatchObject({ kind: 'document', commitments: [], participation: null, document: null });
  });

  it('HTML nested without end', () => {
    expect(codes(readAs('<html>'.concat('<div>'.repeat(20_000)), 'page.html').errors)[0]).toMatch(/too-deep|not-understood/u);
  });

  it('a file of two encodings', () => {
    const bytes = Uint8Array.of(...new TextEncoder().encode('été '), 0xe9);
    expect(codes(readSource({ ...source(''), bytes }).errors)).toEqual(['1 unknown-encoding']);
  });
});
