import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Ask, reminderId } from '../../shared/domain/ledger.ts';
import { sha256Of } from '../../shared/domain/text.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { planUnits } from '../../shared/showing/plan-files.ts';
import { style } from '../../shared/showing/style/style.ts';
import { commitmentUnit } from '../../shared/showing/units/commitment.ts';
import { aCommitment, aDate, aDeclared, anAsk, andThen, aPersonId, aText } from '../builders.ts';
import { view } from './health-plan.ts';
import { elements, textIn, treeOf } from './page-tree.ts';

const milestones = 40;
const asksEach = 12;
const evidenceEach = 3;

const titles = ['Cadrage avec les services', 'Concertation publique', 'Publication du livrable', 'Bilan devant le comité'];
const subjects = ['des données ouvertes', 'de la participation', 'de la transparence', 'des algorithmes', 'du numérique'];

const pieces = ['Compte rendu', 'Rapport', 'Jeu de données'];

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** A month and more apart, and on no two milestones alike: what repeats itself would weigh nothing. */
function daysFor(milestone: number): string[] {
  return Array.from({ length: asksEach }, (_, ask) => {
    const far = 31 * ask + ((milestone * 37 + ask * ask * 11) % 29);
    return day(new Date(Date.UTC(2021, 8 + (milestone % 14), 1 + far)));
  });
}

function declaredAll(): CommitmentRecord {
  const start = aCommitment({
    milestones: Array.from({ length: milestones }, (_, at) => ({
      title: `${titles[at % titles.length]} ${subjects[at % subjects.length]}, étape ${at + 1}`,
      due: aDate(`${['mars', 'juin', 'octobre'][at % 3]} ${2022 + (at % 2)}`),
    })),
  });
  return start.commitment.milestones.reduce((soFar, { id }, at) => {
    const texts = Array.from({ length: evidenceEach }, (_, item) =>
      aText(`${pieces[item]} ${subjects[(at * 3 + item) % subjects.length]} (${((at + 1) * 7919 + item * 104_729) % 9973})`),
    );
    const evidence = texts.map(({ sha256 }, item) => ({
      url: `https://www.example.org/documents/${((at + 1) * 7919 + item * 104_729) % 9973}.pdf`,
      title: { sha256 },
      kind: 'minutes' as const,
      date: null,
    }));
    const told = { at: `2022-0${1 + (at % 9)}-11T10:00:00Z`, texts };
    return andThen(soFar, aDeclared(id, { status: at % 2 === 0 ? 'substantial' : 'limited', evidence }), told);
  }, start);
}

const asks: Ask[] = Array.from({ length: milestones }, (_, at) => `fr-2021-2023/28/m${at + 1}`).flatMap((subjectId, at) =>
  daysFor(at).map((on) => {
    const rid = reminderId({ subjectId, effectiveDate: on, step: '-7', recipientId: aPersonId('lead') });
    return anAsk({ subjectId, rid, on, at: `${on}T07:00:00Z`, step: '-7' });
  }),
);

describe('a commitment of 40 milestones, each asked about twelve times and proved three times', () => {
  const shown = view([declaredAll()], '2024-02-01', asks);
  const [commitment] = shown.commitments;
  if (commitment === undefined) throw new Error('no commitment');
  const pages = commitmentUnit(shown, commitment)
    .files()
    .filter(({ path }) => path.endsWith('/28/index.html'));

  it('weighs less than 20 KB compressed, its stylesheet included', () => {
    expect(pages).toHaveLength(2);
    for (const { path, body } of pages) {
      expect(gzipSync(body).length + gzipSync(style).length, path).toBeLessThan(20_000);
    }
  });

  it('tells how often the ministry was asked about a milestone in one line of its dates', () => {
    const [page] = pages;
    const table = elements(treeOf(String(page?.body)), 'table').find((one) => textIn(one).includes('demandes au ministère'));
    const rows = table === undefined ? [] : elements({ type: 'root', children: [table] }, 'tr').map(textIn);
    expect(rows.filter((row) => row.includes(`${asksEach} demandes au ministère, la dernière le`))).toHaveLength(milestones);
  });
});

describe('a commitment of 12 milestones with as much evidence as an answer may have', () => {
  const words = [
    'données',
    'comité',
    'rapport',
    'séance',
    'ouverture',
    'public',
    'annexe',
    'version',
    'forum',
    'étude',
    'décret',
  ];
  const digest = (of: string): string => sha256Of(of);
  const longTitle = (of: string): string => {
    const bits = digest(of).slice(0, 14);
    return [...bits]
      .map((bit) => words[Number.parseInt(bit, 16) % words.length])
      .join(' ')
      .slice(0, 110);
  };
  const record = Array.from({ length: 12 }, (_, at) => at).reduce(
    (soFar, at) => {
      const texts = Array.from({ length: 20 }, (_, item) => aText(longTitle(`titre ${at} ${item}`)));
      const evidence = texts.map(({ sha256 }, item) => ({
        url: `https://www.example.org/${digest(`${at} ${item}`)}/${digest(`${item} ${at}`).slice(0, 40)}.pdf`,
        title: { sha256 },
        kind: 'report' as const,
        date: null,
      }));
      const said = aDeclared(`fr-2021-2023/28/m${at + 1}`, { status: 'complete', completedOn: '2022-01-10', evidence });
      return andThen(soFar, said, { at: `2022-02-${String(at + 1).padStart(2, '0')}T10:00:00Z`, texts });
    },
    aCommitment({ milestones: Array.from({ length: 12 }, (_, at) => ({ title: `Étape ${at + 1}`, due: 'décembre 2021' })) }),
  );
  const shown = view([record], '2022-03-01', []);
  const [commitment] = shown.commitments;
  if (commitment === undefined) throw new Error('a commitment expected');
  const bodies = new Map(
    commitmentUnit(shown, commitment)
      .files()
      .map(({ path, body }) => [path, String(body)]),
  );
  const linksIn = (html: string): string[] =>
    elements(treeOf(html), 'a').flatMap((one) => {
      const href = String(one.properties['href'] ?? '');
      return href.startsWith('https://www.example.org/') ? [href] : [];
    });

  it('weighs less than 20 KB compressed with its style on each page', () => {
    for (const [path, body] of bodies) {
      if (path.endsWith('.html')) expect(gzipSync(body).length + gzipSync(style).length, path).toBeLessThan(20_000);
    }
  });

  it('shows three items of each milestone and change, and the way to all twenty', () => {
    const page = bodies.get('fr-2021-2023/28/index.html') ?? '';
    expect(linksIn(page)).toHaveLength(2 * 12 * 3);
    const ways = elements(treeOf(page), 'a').filter((one) => textIn(one) === '17 autres preuves');
    expect(ways.map((one) => String(one.properties['href']))).toEqual(
      expect.arrayContaining(['/fr-2021-2023/28/m1/#evidence', '/fr-2021-2023/28/log/2/']),
    );
    expect(linksIn(bodies.get('fr-2021-2023/28/m1/index.html') ?? '')).toHaveLength(20);
    const entry = planUnits(shown).find(({ name }) => name === '28/log/2');
    expect(linksIn(String(entry?.files()[0]?.body))).toHaveLength(20 + 3);
  });
});
