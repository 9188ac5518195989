import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, excelCsv, guarded } from '../../shared/showing/csv.ts';
import { withoutControls } from '../../shared/showing/plain-text.ts';
import { planFiles } from '../../shared/showing/plan-files.ts';
import { andThen, aText } from '../builders.ts';
import { answered, committee, pilot, view } from './health-plan.ts';
import { bodyOf, everyState } from './stages.ts';

const rows = (body: string): Record<string, string>[] => parse(body, { columns: true, record_delimiter: '\r\n' });
const statusOf = (...records: Parameters<typeof view>[0]) => planFiles(view(records, '2021-11-15'));

/** What an import does: removes exactly one apostrophe that the guard put there. */
const unguarded = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell);

describe('CSV', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@A1',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '\u00A0=1',
    '\u3000@x',
    '＝1',
    '＋1',
    ' －1',
    '＠A',
    "'=1",
    "'",
    '  -5',
  ])('S10: a spreadsheet does not run %j', (cell) => {
    expect(guarded(cell)).toBe(`'${cell}`);
    expect(unguarded(guarded(cell))).toBe(cell);
  });

  it('lies beside the plan’s table once more for spreadsheets set to French, with the same cells', () => {
    const files = statusOf(answered(), pilot());
    const [usual, french] = ['status.csv', 'status-excel.csv'].map((name) => bodyOf(files, `fr-2021-2023/${name}`));
    expect(french?.startsWith('\uFEFF"plan";"number";')).toBe(true);
    expect(french).toBe(excelCsv(usual ?? ''));
    const cells = fc.array(fc.tuple(fc.string(), fc.constantFrom('a;b', 'c,d', '"e"', ',', '";"', '\n')), { minLength: 1 });
    const returns = (table: readonly (readonly string[])[]): void => {
      const clean = table.map((row) => row.map(withoutControls));
      const read: string[][] = parse(excelCsv(csv(clean)), { bom: true, delimiter: ';', record_delimiter: '\r\n' });
      expect(read.map((row) => row.map(unguarded))).toEqual(clean);
    };
    fc.assert(fc.property(cells, returns));
  });

  it('S10: leaves harmless text and numbers as they are', () => {
    expect(['Réalisé', 'a=b', '2021-10-31', 'https://example.org', '', '\n', ' \t\r\n'].map(guarded)).toEqual([
      'Réalisé',
      'a=b',
      '2021-10-31',
      'https://example.org',
      '',
      '\n',
      ' \t\r\n',
    ]);
    expect(csv([[-5, 'x', null]])).toBe('-5,"x",\r\n');
  });

  it('S10: any cells come back as they were, in as many rows and columns', async () => {
    const property = fc.property(
      fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string(), fc.constantFrom('"', '\n', ';', "'", '=x', 'a\r\nb')), {
        minLength: 1,
      }),
      (cells) => {
        const clean = cells.map((row) => row.map(withoutControls));
        const read: string[][] = parse(csv(clean), { record_delimiter: '\r\n' });
        expect(read.map((row) => row.map(unguarded))).toEqual(clean);
      },
    );
    await fc.assert(property, { numRuns: 1_000 });
  });

  it('does not count a revision that was undone, and keeps telling of it in the history', () => {
    const reason = aText('Saisie par erreur.');
    const undone = andThen(
      answered(),
      {
        type: 'corrected',
        data: { corrects: 2, reason: { sha256: reason.sha256 }, change: { field: 'word', milestoneId: 'fr-2021-2023/28/m2' } },
      },
      { texts: [reason] },
    );
    const files = statusOf(undone);
    const row = rows(bodyOf(files, 'fr-2021-2023/28/status.csv')).find(({ milestone }) => milestone === 'm2');
    expect(row).toMatchObject({ expected_to: '2021-12-31', revisions: '0', last_revision_reason: '' });
    const pageOf = (record: typeof undone) => bodyOf(statusOf(record), 'fr-2021-2023/28/m2/index.html');
    expect(pageOf(answered())).toContain('Reporté du');
    expect(pageOf(undone)).not.toContain('Reporté du');
    const history = bodyOf(files, 'fr-2021-2023/28/index.html');
    expect(history).toContain('séance supplémentaire');
    expect(history).toContain('Saisie par erreur.');
  });

  it('tells every fact of a milestone in a row', () => {
    const [row] = rows(bodyOf(statusOf(answered(), pilot()), 'fr-2021-2023/status.csv'));
    expect(row).toMatchObject({
      plan: 'fr-2021-2023',
      number: '28',
      ogp_id: 'FR0078',
      milestone: 'm1',
      due_text: 'Octobre 2021',
      due_precision: 'month',
      due_to: '2021-10-31',
      declared: 'complete',
      declared_on: '2021-11-12',
      completed_on: '2021-11-10',
      position: 'late',
      as_of: '2021-11-12',
      evidence_count: '1',
      evidence_urls: 'https://www.example.org/comite/compte-rendu.pdf',
      last_heard_on: '2021-11-12',
      asked_on: '2021-10-01\n2021-10-22\n2021-10-29\n2021-11-02',
      url: 'https://jalon.example.org/fr-2021-2023/28/m1/',
    });
  });

  it('tells the texts of a commitment in its first row alone, and what its rows share in each', () => {
    const [first, second] = rows(bodyOf(statusOf(committee()), 'fr-2021-2023/28/status.csv'));
    expect(first).toMatchObject({
      objective: 'Prendre en compte la contribution directe de citoyens.',
      period_end_to: '2023-12-31',
    });
    expect(second).toMatchObject({ objective: '', problem: '', period_end_to: '2023-12-31', milestone: 'm2' });
  });

  it('keys nothing on an OGP code that nobody verified', () => {
    const body = bodyOf(statusOf(committee(), pilot()), 'fr-2021-2023/status.csv');
    expect(rows(body).find(({ number }) => number === '29')?.['ogp_id']).toBe('');
    const json = JSON.parse(bodyOf(statusOf(committee(), pilot()), 'fr-2021-2023/status.json')) as {
      commitments: object;
      withoutOgpId: object;
    };
    expect(Object.keys(json.commitments)).toEqual(['FR0078']);
    expect(Object.keys(json.withoutOgpId)).toEqual(['fr-2021-2023/29']);
  });

  it('has a field of status.json in a column, or says here why not', () => {
    const columns: { [field: string]: string | null } = {
      id: null, // plan, number and milestone together
      key: 'milestone',
      title: 'milestone_title',
      titles: null, // each other language has a column of its own: milestone_title_en
      group: 'group',
      start: 'start_text',
      due: 'due_text',
      publishedBefore: 'published_before',
      revisions: 'revisions',
      expected: 'expected_text',
      declared: 'declared',
      declaredOn: 'declared_on',
      completedOn: 'completed_on',
      done: 'done',
      difficulties: 'difficulties',
      noEvidenceReason: 'no_evidence_reason',
      withdrawnReason: 'withdrawn_reason',
      evidence: 'evidence_urls',
      position: 'position',
      asOf: 'as_of',
      lastHeardOn: 'last_heard_on',
      asked: 'asked_on',
      irm: 'irm_completion',
      missingFromSource: 'missing_from_source',
      line: 'line',
      url: 'url',
    };
    const files = statusOf(everyState());
    const json = JSON.parse(bodyOf(files, 'fr-2021-2023/status.json')) as {
      withoutOgpId: { [id: string]: { milestones: object[] } };
    };
    const [milestone] = Object.values(json.withoutOgpId)[0]?.milestones ?? [];
    expect(Object.keys(milestone ?? {}).sort()).toEqual(Object.keys(columns).sort());
    const header = Object.keys(rows(bodyOf(files, 'fr-2021-2023/status.csv'))[0] ?? {});
    expect(header).toEqual(expect.arrayContaining(Object.values(columns).filter((column) => column !== null)));
  });

  it('gives a commitment without milestones a row of its own', () => {
    const bare = view([committee()], '2021-11-15');
    const files = planFiles({ ...bare, commitments: bare.commitments.map((one) => ({ ...one, milestones: [] })) });
    expect(rows(bodyOf(files, 'fr-2021-2023/28/status.csv'))).toHaveLength(1);
  });
});
