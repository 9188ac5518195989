import { expect, it } from 'vitest';
import { importedCommitment, proseField } from '../../shared/domain/commitment.ts';
import { codes, lineOf, readAs, readOne } from './read.ts';

const words = (length: number) =>
  'mots et '
    .repeat(Math.ceil(length / 8))
    .slice(0, length - 1)
    .concat('x');
/** Paragraphs of ordinary lines, together longer than a text may be. */
const prose = (length: number) => Array.from({ length: Math.ceil(length / 1_000) }, () => words(999)).join('\n\n');
const numbered = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

type Parts = { title?: string; lead?: string; support?: string; problem?: string; milestones?: string; contact?: string };

const sheet = ({
  title = 'Ouvrir les registres',
  lead = "Ministère de l'Exemple",
  support = 'Agence des registres',
  problem = 'Les registres sont fermés.',
  milestones = '- Ouverture du registre – **Fin : octobre 2022**',
  contact = 'Ada Exemple, directrice des registres',
}: Parts) => `Engagement #5 : ${title}

<p style="text-align: center;">Ministère porteur</p> <p style="text-align: center;">${lead}</p>

Description de l'engagement

Quel est le problème public que l'engagement réglera ?

${problem}

Jalons d'activités avec un livrable vérifiable

${milestones}

Autres acteurs impliqués

Acteurs étatiques impliqués

${support}

Informations de contact

${contact}
`;

const refusals = (text: string, name = 'sheet.md') => {
  const { errors, kind, commitments, participation, document } = readAs(text, name);
  expect({ kind, commitments, participation, document }).toEqual({
    kind: 'document',
    commitments: [],
    participation: null,
    document: null,
  });
  return errors.map(({ line, code, message }) => `${line} ${code} ${message}`);
};

it('a sheet within its bounds is read, each value up to its limit', () => {
  const read = readOne(sheet({ problem: prose(19_000), title: words(2_000), lead: words(500) }));
  expect(read.title).toHaveLength(2_000);
  expect(read.leadInstitutions).toEqual([words(500)]);
  expect(read.problem?.length).toBeGreaterThan(18_000);
  expect(read.supportingInstitutions).toEqual(['Agence des registres']);
  expect(read.contacts).toHaveLength(1);
});

it('a text that the record has no room for is refused at its line, with the limit', () => {
  const text = sheet({ problem: prose(21_000) });
  expect(refusals(text)).toEqual([
    `${lineOf(text, 'mots et')} too-long «\u00A0problème\u00A0»\u00A0: plus de 20\u00A0000 caractères, la limite du registre.`,
  ]);
});

it('a title, an institution or a contact that is too long is refused at its line', () => {
  const refused = (parts: Parts) => {
    const text = sheet(parts);
    return codes(readAs(text).errors).map((told) => told.replace(`${lineOf(text, 'mots et')} `, ''));
  };
  expect(refused({ title: words(2_001) })).toEqual(['too-long']);
  expect(refused({ lead: words(501) })).toEqual(['too-long']);
  expect(refused({ support: words(1_001) })).toEqual(['too-long']);
  const contact = sheet({ contact: `Ada Exemple, ${words(501)}` });
  expect(codes(readAs(contact).errors)).toEqual([`${lineOf(contact, 'Ada Exemple')} too-long`]);
});

it('too many milestones are refused at the first that is too many, institutions at the first', () => {
  const many = sheet({ milestones: numbered(41, (index) => `- Étape ${'abcdefghij'[index % 10]}${'klmno'[index % 5]}${index}`) });
  expect(refusals(many)).toHaveLength(1);
  expect(codes(readAs(many).errors)).toEqual([`${lineOf(many, 'Étape ak40')} too-many`]);
  const support = sheet({ support: numbered(61, (index) => `- Agence ${index}`) });
  expect(codes(readAs(support).errors)).toEqual([`${lineOf(support, 'Agence 0')} too-many`]);
  expect(readAs(support).errors[0]?.message).toContain('60');
});

it('a table is held to the same bounds, row by row', () => {
  const row = (institution: string, title = 'Ouvrir', milestone = 'Lancement') =>
    `7,${title},${milestone},,octobre 2022,${institution}`;
  const table = (...rows: string[]) => ['number,title,milestone,start,due,institution', ...rows].join('\n');
  expect(codes(readAs(table(row('Agence'), row(words(501))), 'plan.csv').errors)).toEqual(['2 too-long']);
  expect(codes(readAs(table(row('Agence', words(2_001))), 'plan.csv').errors)).toEqual(['2 too-long']);
  expect(codes(readAs(table(row('Agence'), row('Agence', 'Ouvrir', words(2_001))), 'plan.csv').errors)).toEqual(['3 too-long']);
  const rows = Array.from({ length: 41 }, (_, index) => row('Agence', 'Ouvrir', `Étape ${index}`));
  expect(codes(readAs(table(...rows), 'plan.csv').errors)).toEqual(['42 too-many']);
});

const process = (parts: {
  organiser?: string;
  participants?: string;
  deliverables?: string;
  purpose?: string;
  followUp?: string;
}) => `---
title: "Atelier des registres"
date: 2019-01-15 09:29:08 +0000
organisateur: ${parts.organiser ?? 'Agence'}
in_progress: false
methods: Atelier
---

- Finalité : ${parts.purpose ?? 'ouvrir'}
- Nombre de participants : ${parts.participants ?? '12'}
- Livrables : ${parts.deliverables ?? 'un bilan'}

Devoir de suite

- ${parts.followUp ?? 'Bilan rendu'}
`;

it('a participation process is held to the record’s bounds, part by part', () => {
  expect(readAs(process({})).errors).toEqual([]);
  expect(codes(readAs(process({ organiser: words(501) })).errors)).toEqual(['4 too-long']);
  expect(codes(readAs(process({ participants: words(501) })).errors)).toEqual(['10 too-long']);
  expect(codes(readAs(process({ deliverables: words(1_001) })).errors)).toEqual(['11 too-long']);
  expect(codes(readAs(process({ deliverables: numbered(51, (index) => `n${index} ;`).replaceAll('\n', ' ') })).errors)).toEqual([
    '11 too-many',
  ]);
  const followUp = process({ followUp: numbered(51, (index) => `${index === 0 ? '' : '- '}Suite ${index}`) });
  expect(codes(readAs(followUp).errors)).toEqual([`${lineOf(followUp, 'Suite 50')} too-many`]);
});

it('a document whose title is too long to be cited is refused at the title', () => {
  const release = (title: string) => `Communiqué de presse\n\n${title}\n\nParis, le 3 octobre 2019\n`;
  expect(readAs(release(words(500))).document?.title).toHaveLength(500);
  expect(codes(readAs(release(words(501))).errors)).toEqual(['3 too-long']);
});

it('what is read is what the record takes: a draft at every limit is a commitment of the log', () => {
  const read = readOne(
    sheet({ title: words(2_000), lead: words(500), support: words(1_000), contact: `Ada Exemple, ${words(480)}` }),
  );
  const { number, language, title, period, leadInstitutions, supportingInstitutions, lines } = read;
  const hash = '0'.repeat(64);
  // Texts are references; how long their words may be is what the readings above are held to.
  const ref = (text: string | null) => (text === null ? null : { sha256: hash });
  const written = importedCommitment.safeParse({
    number,
    language,
    titles: { [language]: title },
    ogpId: null,
    period,
    leadInstitutions,
    supportingInstitutions,
    responsible: read.contacts.map(({ role, organisation }) => ({ function: ref(role), organisation: ref(organisation) })),
    prose: Object.fromEntries(
      proseField.options.flatMap((field) => (read[field] === null ? [] : [[field, { fr: { sha256: hash } }]])),
    ),
    milestones: read.milestones.map(({ title: fr, translations: _, ...rest }, index) => ({
      ...rest,
      id: `plan/5/m${index + 1}`,
      titles: { fr },
    })),
    source: { name: 'sheet.md', sha256: hash, language },
    lines,
  });
  expect(written.error?.issues ?? []).toEqual([]);
});
