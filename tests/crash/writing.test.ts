import type { DynamoDBStreamEvent } from 'aws-lambda';
import { beforeAll, expect, test } from 'vitest';
import { publish } from '../../functions/publish/publish.ts';
import { streamRecords } from '../../shared/adapters/memory/stream-records.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { commitmentEntry } from '../../shared/domain/change-log.ts';
import { milestoneState } from '../../shared/domain/commitment.ts';
import type { Actor } from '../../shared/domain/plan.ts';
import { sha256Of } from '../../shared/domain/text.ts';
import type { Site } from '../../shared/ports.ts';
import { finishImports } from '../../shared/usecases/finish-imports.ts';
import { importSheets } from '../../shared/usecases/import-sheets.ts';
import { minute } from '../simulation/clock.ts';
import type { CallFault } from '../simulation/faults.ts';
import type { Machines } from '../simulation/machines.ts';
import { type Deed, tryUntilDone } from '../simulation/people.ts';
import { randomFrom } from '../simulation/random.ts';
import { contentsOf, type Rows } from '../simulation/rows.ts';
import { publicUrl, type RecordedSite, recordedSite, version } from '../usecases/publish-world.ts';
import { aDraft, aDraftCommitment, aDraftMilestone } from '../usecases/world.ts';
import { type Check, everyPoint } from './enumerate.ts';
import { type Action, aStage, crashAndJudge, minusSeven, plan, rowsUntil } from './stage.ts';

const timeout = 180_000;
const poc: Actor = { role: 'poc', id: 'p-poc0000000000000' };

let before: Rows = new Map();

beforeAll(async () => {
  before = await rowsUntil(aStage(['ana', 'boris']), minusSeven);
});

/** Two commitments more, one with two milestones; the one that is there already is told as it is. */
const drafts = [
  aDraft([
    aDraftCommitment({
      number: '31',
      milestones: [aDraftMilestone('Un jalon', 'Octobre 2021'), aDraftMilestone('Un autre', 'Décembre 2021')],
    }),
  ]),
  aDraft([aDraftCommitment({ number: '32', milestones: [aDraftMilestone('Un troisième', 'Janvier 2022')] })]),
];

/** An import that dies is finished at the next start, and asked for again. */
const importing: Action = {
  name: 'import',
  kinds: ['import'],
  at: minusSeven,
  begin: (machines) => {
    const rng = randomFrom(5);
    const work: Deed['work'] = async (stores, now) => {
      await finishImports(stores);
      return importSheets({ ...stores, rng }, { planId: plan, drafts, actor: poc, now, dryRun: false });
    };
    void tryUntilDone(machines, { what: 'import', work }, minute);
  },
};

const imported: Check = (machines) => {
  const milestones = contentsOf(machines.rows, 'record', 'COMMITMENT#', milestoneState, 'MILESTONE#').map(({ id }) => id);
  const logs = contentsOf(machines.rows, 'record', 'COMMITMENT#', commitmentEntry, 'LOG#').filter(
    ({ type }) => type === 'imported',
  );
  const wanted = ['28/m1', '31/m1', '31/m2', '32/m1'].map((id) => `${plan}/${id}`);
  return [
    ...(milestones.sort().join() === wanted.join() ? [] : [{ invariant: 'I10', told: `the plan has ${milestones.join(', ')}` }]),
    ...(logs.length === 3 ? [] : [{ invariant: 'I10', told: `${logs.length} commitments were imported` }]),
  ];
};

test('F3: import may die before and after each of its calls: finished at the next start, each sheet written once', {
  timeout,
}, async () => {
  const { calls, points, broken } = await everyPoint(before, importing, imported);
  console.info(`import: ${calls} calls, ${points} crash points`);
  expect(broken).toEqual([]);
  expect(calls).toBeGreaterThan(8);
});

const siteFaults: readonly CallFault[] = ['crash-before', 'crash-after'];

/** The site as `publish` reaches it: every call may be its last. */
function siteOver(machines: Machines, site: Site, process: Parameters<Machines['scheduler']['io']>[0]): Site {
  const io = <Value>(label: string, run: () => Promise<Value>): Promise<Value> =>
    machines.scheduler.io(process, { label, faults: siteFaults }, run);
  return {
    fingerprints: (prefix) => io('site list', () => site.fingerprints(prefix)),
    fingerprintsIn: (folder) => io('site list', () => site.fingerprintsIn(folder)),
    read: (path) => io('site read', () => site.read(path)),
    put: (file) => io('site put', () => site.put(file)),
    putOver: (file, asRead) => io('site put', () => site.putOver(file, asRead)),
    remove: (path) => io('site remove', () => site.remove(path)),
  };
}

/** What the stream tells once every row of the Record was written. */
async function streamOf(rows: Rows): Promise<DynamoDBStreamEvent> {
  const tables = memoryTables();
  const records: DynamoDBStreamEvent['Records'] = [];
  tables.onCommit((commit) => void records.push(...streamRecords(commit)));
  for (const { table, row } of rows.values()) if (table === 'record') await tables.write({ kind: 'put', table, row });
  return { Records: records };
}

/** Publishes the whole plan into an empty site; the stream gives the event again until nothing of it failed. */
function publishing(event: DynamoDBStreamEvent, sites: WeakMap<Machines, RecordedSite>): Action {
  return {
    name: 'publish',
    kinds: ['publish'],
    at: minusSeven - 60 * minute,
    begin: (machines) => {
      const site = recordedSite();
      sites.set(machines, site);
      const work: Deed['work'] = async ({ record }, now, process) => {
        const deps = { record, site: siteOver(machines, site, process), clock: { now: () => now }, publicUrl, version };
        const { batchItemFailures } = await publish({ ...deps, log: { info: () => {}, error: () => {} } }, event);
        if (batchItemFailures.length > 0) throw new Error('published in part');
      };
      void tryUntilDone(machines, { what: 'publish', work }, minute);
    },
  };
}

/** What readers find: manifests say how it came about. */
const bytesOf = (site: RecordedSite | undefined): readonly string[] =>
  [...(site?.files.values() ?? [])]
    .filter(({ path }) => !path.endsWith('manifest.json'))
    .map(({ path, body }) => `${path} ${sha256Of(body)}`)
    .sort();

test('F19: publish may die before and after each of its calls: the same site stands in the end', { timeout }, async () => {
  const sites = new WeakMap<Machines, RecordedSite>();
  const action = publishing(await streamOf(before), sites);
  const clean = bytesOf(sites.get((await crashAndJudge(before, action, [])).machines));
  const sameSite: Check = (machines) => {
    const found = bytesOf(sites.get(machines));
    const differs = [...found, ...clean].filter((one) => !found.includes(one) || !clean.includes(one));
    return differs.map((one) => ({ invariant: 'I19', told: `${one.split(' ')[0]} is not as it was published without a crash` }));
  };
  const { calls, points, broken } = await everyPoint(before, action, sameSite);
  console.info(`publish: ${calls} calls, ${points} crash points`);
  expect(broken).toEqual([]);
  expect(clean.length).toBeGreaterThan(10);
  expect(calls).toBeGreaterThan(clean.length);
});
