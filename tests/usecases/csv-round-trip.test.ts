import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import type { ImportedCommitment } from '../../shared/domain/commitment.ts';
import type { FuzzyDate } from '../../shared/domain/fuzzy-date.ts';
import { withoutPersonalData } from '../../shared/domain/text.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { readSources } from '../../shared/reading/read-sources.ts';
import { excelCsv } from '../../shared/showing/csv.ts';
import { statusCsv } from '../../shared/showing/status-csv.ts';
import { planView } from '../../shared/showing/view.ts';
import { createPlan } from '../../shared/usecases/create-plan.ts';
import { importSheets } from '../../shared/usecases/import-sheets.ts';
import { readPlanView } from '../../shared/usecases/read-plan-view.ts';
import { aCommitment, aPlan, aRef, planSettingsOf } from '../builders.ts';
import { answered, pilot } from '../showing/health-plan.ts';
import { everyState } from '../showing/stages.ts';
import { admin, at, countingRng } from './world.ts';

const publicUrl = 'https://jalon.example.org';
const plan = 'fr-2021-2023';
type Table = { [column: string]: string }[];

const rows = (csv: string): Table => parse(csv, { columns: true, record_delimiter: '\r\n' });

function exported(commitments: readonly CommitmentRecord[]): string {
  const view = planView({ plan: aPlan(), commitments, asks: [], positionsOn: null, asOf: '2021-11-15', publicUrl });
  if (view === null) throw new Error('a plan without a log');
  return statusCsv([{ view, commitments: view.commitments }]);
}

/** What an empty record publishes after the table was imported into it, and what the importer had to say. */
async function importedBack(csv: string, language = 'fr') {
  const world = { ...memoryStores(), rng: countingRng() };
  const now = at('2021-11-15T08:00:00Z');
  const settings = planSettingsOf({ languages: [language] });
  await createPlan(world, { settings, actor: admin, now });
  const { drafts, ok } = readSources([{ name: 'status.csv', bytes: new TextEncoder().encode(csv) }], { language });
  const told = drafts.flatMap(({ warnings, errors }) => [...errors, ...warnings].map(({ line, code }) => `${line} ${code}`));
  if (!ok) throw new Error(`refused: ${told.join(', ')}`);
  const command = { planId: plan, drafts, actor: admin, now, dryRun: false };
  const report = await importSheets(world, command);
  if (!report.ok) throw new Error(`refused: ${JSON.stringify(report)}`);
  const view = await readPlanView(world.record, plan, { now, publicUrl });
  if (view === null) throw new Error('a plan expected');
  const again = await importSheets(world, command);
  return { csv: statusCsv([{ view, commitments: view.commitments }]), told, again, world };
}

const dateIn = (name: string): string[] =>
  ['text', 'precision', 'from', 'to', 'qualifier', 'ambiguity'].map((part) => `${name}_${part}`);

/** What must come back to the letter, said here and not by the importer. */
const returning: readonly string[] = [
  ...['number', 'language', 'title', 'lead_institutions', 'support_institutions', 'responsible_functions'],
  ...['responsible_organisations', 'objective', 'problem', 'description', 'contribution', 'relevance'],
  ...['milestone_title', 'group', ...['period_start', 'period_end', 'start', 'due'].flatMap(dateIn)],
];

/** What need not: of this the log answers, or it follows from something else; an OGP code comes back unverified, see below. */
const staying: readonly string[] = [
  ...['plan', 'ogp_id', 'milestone', 'published_before', 'position', 'as_of', 'missing_from_source', 'line', 'url'],
  ...[...dateIn('expected'), 'revisions', 'last_revision_reason', 'declared', 'declared_on', 'completed_on', 'done'],
  ...['difficulties', 'no_evidence_reason', 'withdrawn_reason', 'evidence_count', 'evidence_urls', 'evidence_titles'],
  ...['evidence_kinds', 'evidence_dates', 'last_heard_on', 'asked_on'],
];

const inOtherLanguage = /^(title|milestone_title|objective|problem|description|contribution|relevance)_[a-z]{2,3}$/;
const isReadBack = (name: string): boolean => returning.includes(name) || inOtherLanguage.test(name);

/** The columns of a table that an import carries. */
function importable(csv: string): Table {
  return rows(csv).map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => isReadBack(name))));
}

const hostile = fc.constantFrom(
  '=1+1',
  "'",
  "'=x",
  '-',
  '  +33',
  '@',
  '"',
  ';',
  ',',
  '\t',
  '\u202E',
  '\u00A0',
  '[…]',
  '#28',
  '\u0000',
  'a\nb',
  ':',
  '→ (',
);
const words = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('Publier', 'le bilan', 'été', 'Ministère A') },
      hostile,
      fc.string({ maxLength: 6 }),
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => withoutPersonalData(parts.join(' ')));
/** What a spreadsheet would run, or an import could take for the guard against that, in the very first place. */
const leading = fc.constantFrom('=1+1', "'", "'=x", "''", '- un', '+1 jour', '@somme', '＝A1', '＠B', "'－", '"=a"', '\t=b');
/** Words that are left when controls and white space are gone: a title cannot be empty. */
const title = fc.oneof(
  { weight: 3, arbitrary: words.map((text) => `T${text}`) },
  fc.tuple(leading, words).map(([first, text]) => `${first}${text}`),
);
const longText = fc
  .tuple(fc.oneof(fc.constant('P'), leading), fc.array(words, { minLength: 1, maxLength: 4 }))
  .map(([first, parts]) => `${first}${parts.join('\n\n')}`);

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const fuzzy: fc.Arbitrary<FuzzyDate> = fc
  .record({
    text: fc.oneof(
      fc.constantFrom('Octobre 2021', 'd’ici fin 2023', 'hiver 2024', 'En continu', '31/12/2021', '=TODAY()'),
      title,
    ),
    precision: fc.constantFrom('day', 'month', 'season', 'quarter', 'range', 'ongoing', 'unknown'),
    days: fc.option(fc.tuple(day, day), { nil: null }),
    qualifier: fc.option(fc.constantFrom('by', 'before', 'from', 'during'), { nil: undefined }),
    ambiguity: fc.option(fc.constant('ambiguous-winter'), { nil: undefined }),
  })
  .map(({ text, precision, days, qualifier, ambiguity }): FuzzyDate => {
    const [from, to] = days === null ? [null, null] : [...days].sort();
    return {
      text,
      precision,
      from: from ?? null,
      to: to ?? null,
      ...(qualifier === undefined ? {} : { qualifier }),
      ...(ambiguity === undefined ? {} : { ambiguity }),
    } as FuzzyDate;
  });
const date = fc.option(fuzzy, { nil: null });

const titlesIn = (languages: readonly string[]) =>
  fc.record(
    Object.fromEntries(languages.map((code, place) => [code, place === 0 ? title : fc.option(title, { nil: undefined })])),
  );
const wording = (titles: { [code: string]: string | undefined }): { [code: string]: string } =>
  Object.fromEntries(Object.entries(titles).flatMap(([code, text]) => (text === undefined ? [] : [[code, text]])));

/** A commitment as any import could have written it, its own language first. */
const commitment = (number: string, languages: readonly string[]) =>
  fc
    .record({
      titles: titlesIn(languages),
      start: date,
      end: date,
      leads: fc.array(title, { maxLength: 3 }),
      supports: fc.array(title, { maxLength: 3 }),
      roles: fc.array(fc.tuple(fc.option(title, { nil: null }), title), { maxLength: 2 }),
      prose: fc.dictionary(
        fc.constantFrom('objective', 'problem', 'description', 'contribution', 'relevance'),
        fc.array(longText, { minLength: 1, maxLength: 2 }),
      ),
      milestones: fc.array(
        fc.record({ titles: titlesIn(languages), group: fc.option(title, { nil: null }), start: date, due: date }),
        { maxLength: 4 },
      ),
    })
    .map((told) => {
      const titles = wording(told.titles);
      const [own = 'fr'] = languages;
      const prose = Object.fromEntries(
        Object.entries(told.prose).map(([field, texts]) => {
          const codes = Object.keys(titles);
          return [
            field,
            Object.fromEntries(texts.flatMap((text, place) => (codes[place] === undefined ? [] : [[codes[place], aRef(text)]]))),
          ];
        }),
      ) as ImportedCommitment['prose'];
      return aCommitment({
        plan,
        number,
        language: own,
        titles,
        period: { start: told.start, end: told.end },
        leadInstitutions: told.leads,
        supportingInstitutions: told.supports,
        responsible: told.roles.map(([held, organisation]) => ({ function: held, organisation })),
        prose,
        milestones: told.milestones.map((one) => ({ ...one, titles: wording(one.titles) })),
      });
    });

describe('what a plan publishes as CSV', () => {
  it('comes back whole from an empty record, whatever its texts, dates and languages', async () => {
    const plans = fc.tuple(commitment('1', ['fr', 'en']), commitment('2', ['en', 'fr', 'de']), commitment('C3', ['fr']));
    await fc.assert(
      fc.asyncProperty(plans, fc.constantFrom('fr', 'en'), async (commitments, language) => {
        const first = exported(commitments);
        const { csv, told } = await importedBack(first, language);
        expect(importable(csv)).toEqual(importable(first));
        expect(told.filter((one) => !one.endsWith('words-and-days-differ') && !one.endsWith('not-read-back'))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('tells a commitment with its history again, and says which columns it left aside', async () => {
    const first = exported([answered(), pilot(), everyState()]);
    const { csv, told } = await importedBack(first);
    expect(importable(csv)).toEqual(importable(first));
    expect(told).toContain('1 not-read-back');
    const [row] = rows(csv);
    expect(row).toMatchObject({ declared: '', declared_on: '', evidence_count: '0' });
  });

  it('has no column of which this test does not say whether it comes back', () => {
    const [row] = rows(exported([answered(), pilot(), everyState()]));
    const unknown = Object.keys(row ?? {}).filter(
      (name) => !isReadBack(name) && !staying.includes(name) && !/^(?:commitment_)?irm_/.test(name),
    );
    expect(unknown).toEqual([]);
    expect(Object.keys(row ?? {})).toEqual(expect.arrayContaining([...returning]));
  });

  it('brings an OGP code back as one that nobody verified, and a code no one can read not at all', async () => {
    const { world, told } = await importedBack(exported([answered(), pilot()]));
    const codes = async (of: typeof world) =>
      Promise.all(['28', '29'].map(async (number) => (await of.record.commitment(`${plan}/${number}`))?.commitment.state.ogpId));
    expect(await codes(world)).toEqual([{ code: 'FR0078', verified: false }, null]);
    expect(told).not.toContain('2 out-of-bounds');
    const odd = await importedBack(exported([answered()]).replaceAll('FR0078', 'soixante-dix-huit'));
    expect(odd.told).toContain('2 out-of-bounds');
    expect(await codes(odd.world)).toEqual([null, undefined]);
  });

  it('comes back the same from the table for spreadsheets set to French', async () => {
    const first = exported([answered(), pilot(), everyState()]);
    const excel = excelCsv(first);
    expect([...new TextEncoder().encode(excel).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(parse(excel, { bom: true, delimiter: ';', record_delimiter: '\r\n' })).toEqual(
      parse(first, { record_delimiter: '\r\n' }),
    );
    expect(importable((await importedBack(excel)).csv)).toEqual(importable(first));
  });

  it('changes nothing when it is imported a second time', async () => {
    const { again } = await importedBack(exported([answered(), pilot(), everyState()]));
    expect(again).toMatchObject({ ok: true, newContacts: 0 });
    expect(again.ok ? new Set(again.items.map(({ outcome }) => outcome)) : null).toEqual(new Set(['unchanged']));
  });
});
