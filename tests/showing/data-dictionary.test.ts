import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { milestoneStatus, planStatus } from '../../functions/api/v1/schemas/status.ts';
import {
  assessment,
  commitmentState,
  milestoneState,
  publishedDeadline,
  revision,
  word,
} from '../../shared/domain/commitment.ts';
import {
  campaign,
  citedDocument,
  declaration,
  evidence,
  meeting,
  participationProcess,
  planSettings,
  planState,
  processStep,
} from '../../shared/domain/plan.ts';
import { serviceTimes } from '../../shared/domain/service-times.ts';
import { notReadBackColumns, readBackColumns, translatedColumns } from '../../shared/reading/plan-csv-columns.ts';
import { dataTables, leftOut, notReadBack, serviceTable } from '../../shared/showing/data-dictionary.ts';
import { countTables } from '../../shared/showing/data-dictionary-counts.ts';
import { ogpCountsCsv, ogpCountsJson } from '../../shared/showing/ogp-counts.ts';
import { serviceFiles } from '../../shared/showing/service-files.ts';
import { statusCsv } from '../../shared/showing/status-csv.ts';
import { statusJson } from '../../shared/showing/status-json.ts';
import { assessed, pilot, view } from './health-plan.ts';
import { stages } from './stages.ts';

type Shape = { readonly [name: string]: z.core.$ZodType };

/** Everything the record holds of a plan that is public, by the names the dictionary uses. */
const domain: { readonly [name: string]: Shape } = {
  plan: planState.shape,
  settings: planSettings.shape,
  campaign: campaign.shape,
  meeting: meeting.shape,
  process: participationProcess.shape,
  step: processStep.shape,
  document: citedDocument.shape,
  commitment: commitmentState.shape,
  milestone: milestoneState.shape,
  published: publishedDeadline.shape,
  revision: revision.shape,
  word: word.shape,
  declaration: declaration.shape,
  evidence: evidence.shape,
  irm: assessment.shape,
};
const domainFields = Object.entries(domain).flatMap(([name, shape]) => Object.keys(shape).map((field) => `${name}.${field}`));

const shown = view([assessed(), pilot()], '2024-07-01');
const csv = statusCsv([{ view: shown, commitments: shown.commitments }]);
const [header = []]: string[][] = parse(csv, { record_delimiter: '\r\n' });
const dateParts = ['text', 'precision', 'from', 'to', 'qualifier', 'ambiguity'];

/** The columns a name of the dictionary stands for: each language, or the parts of a date. */
function columnsOf(name: string): string[] {
  if (!name.endsWith('_*')) return [name];
  const base = name.slice(0, -2);
  return translatedColumns.includes(base) ? [`${base}_en`] : dateParts.map((part) => `${base}_${part}`);
}

const fields = dataTables.flatMap((table) => table.fields);
const tableOf = (id: string): string[] =>
  ([...dataTables, ...countTables].find((table) => table.id === id)?.fields ?? []).flatMap(({ json }) => json ?? []).sort();

describe('the data dictionary', () => {
  it('tells every field of the domain, or why it is left out, and none that is not there', () => {
    const told = new Set([...fields.flatMap((field) => field.of), ...Object.keys(leftOut)]);
    expect([...told].sort()).toEqual([...domainFields].sort());
    for (const name of Object.keys(leftOut)) expect(fields.flatMap((field) => field.of)).not.toContain(name);
  });

  it('names every column of status.csv and no other', () => {
    const english = statusCsv([{ view: shown, commitments: shown.commitments }]);
    expect(english).toBe(csv);
    const named = new Set(fields.flatMap((field) => field.csv.flatMap(columnsOf)));
    const own = header.filter(
      (name) => !/^(?:title|milestone_title|objective|problem|description|contribution|relevance)_/u.test(name),
    );
    expect(own.filter((name) => !named.has(name))).toEqual([]);
    const fixed = [...named].filter((name) => !name.endsWith('_en'));
    expect(fixed.filter((name) => !header.includes(name))).toEqual([]);
  });

  it('names every member of status.json, of the published file and of OpenAPI alike', () => {
    const json = JSON.parse(statusJson(shown)) as { commitments: { FR0078: { milestones: object[] } }; settings: object };
    expect(Object.keys(json).sort()).toEqual(tableOf('plan'));
    expect(Object.keys(planStatus.shape).sort()).toEqual(tableOf('plan'));
    expect(Object.keys(planStatus.shape.settings.shape).sort()).toEqual(tableOf('settings'));
    expect(Object.keys(json.settings).sort()).toEqual(tableOf('settings'));
    expect(Object.keys(json.commitments.FR0078).sort()).toEqual(tableOf('commitments'));
    expect(Object.keys(planStatus.shape.commitments.valueType.shape).sort()).toEqual(tableOf('commitments'));
    expect(Object.keys(json.commitments.FR0078.milestones[0] ?? {}).sort()).toEqual(tableOf('milestones'));
    expect(Object.keys(milestoneStatus.shape).sort()).toEqual(tableOf('milestones'));
    expect(Object.keys(planStatus.shape.meetings.element.shape).sort()).toEqual(tableOf('meetings'));
    expect(Object.keys(planStatus.shape.processes.element.shape).sort()).toEqual(tableOf('processes'));
    expect(Object.keys(planStatus.shape.documents.element.shape).sort()).toEqual(tableOf('documents'));
    expect(planStatus.parse(json)).toEqual(json);
  });

  it('says of each column what the importer does with it', () => {
    const passedOver = notReadBack().flatMap((field) => field.csv.flatMap(columnsOf));
    expect(passedOver.sort()).toEqual([...notReadBackColumns].sort());
    const readBack = fields.filter(({ isReadBack }) => isReadBack).flatMap((field) => field.csv.flatMap(columnsOf));
    expect(readBack.filter((name) => !name.endsWith('_en')).sort()).toEqual([...readBackColumns].sort());
  });

  it('names every member of the counts for OGP’s standards, every column and every measure', () => {
    const met = stages.find(({ name }) => name === 'with what it cites')?.view ?? shown;
    const counts = JSON.parse(ogpCountsJson(met)) as { [name: string]: object } & { commitments: object[] };
    expect(Object.keys(counts).sort()).toEqual(tableOf('ogp'));
    expect(Object.keys(counts.commitments[0] ?? {}).sort()).toEqual(tableOf('ogp-commitments'));
    for (const name of ['meetings', 'processes', 'total']) {
      expect(Object.keys(counts[name] ?? {}).sort()).toEqual(tableOf(`ogp-${name}`));
    }
    const [columns = [], ...rows]: string[][] = parse(ogpCountsCsv(met), { record_delimiter: '\r\n' });
    const csvOf = (ids: (id: string) => boolean) =>
      countTables.filter(({ id }) => ids(id)).flatMap((table) => table.fields.flatMap((one) => one.csv));
    expect(columns).toEqual(csvOf((id) => id === 'ogp-csv'));
    expect([...new Set(rows.map(([, measure]) => measure))].sort()).toEqual(csvOf((id) => id !== 'ogp-csv').sort());
  });

  it('names every member of service.json', () => {
    const [file] = serviceFiles(null, { publicUrl: 'https://jalon.example.org' });
    expect(file?.path).toBe('service.json');
    expect(Object.keys(JSON.parse(String(file?.body))).sort()).toEqual(serviceTable.fields.map(({ json }) => json).sort());
    expect(Object.keys(serviceTimes.shape).sort()).toEqual(serviceTable.fields.map(({ json }) => json).sort());
  });

  it('says everything in both languages', () => {
    const tables = [...dataTables, ...countTables, serviceTable];
    const meanings = tables.flatMap((table) => table.fields.map(({ meaning }) => meaning));
    const words = [...meanings, ...tables.map(({ title }) => title), ...Object.values(leftOut)];
    for (const { fr, en } of words) {
      expect(fr).toMatch(/^\p{L}/u);
      expect(en).toMatch(/^\p{L}/u);
      expect(fr).not.toMatch(/[^\u00A0][:;?!»]|'/u);
    }
  });
});
