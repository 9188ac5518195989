import type { DynamoDBStreamEvent } from 'aws-lambda';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { publish } from '../../../functions/publish/publish.ts';
import { UnreadableError } from '../../../shared/domain/unreadable.ts';
import type { Logger, RecordStore } from '../../../shared/ports.ts';
import { readJsonFeed } from '../../../shared/showing/feeds/json-feed.ts';
import { readManifest } from '../../../shared/showing/plan-manifest.ts';
import { style } from '../../../shared/showing/style/style.ts';
import { readRootManifest } from '../../../shared/usecases/root-manifest.ts';
import { aPlan, planWritesOf } from '../../builders.ts';
import { answered, committee, pilot } from '../../showing/health-plan.ts';
import { publicUrl, type RecordedSite, recordedSite, storesWith, version, write } from '../../usecases/publish-world.ts';

const plan = 'fr-2021-2023';
const clock = { now: () => Temporal.Instant.from('2021-11-15T10:00:00Z') };

/** A stream batch as DynamoDB sends it, of rows with these partition keys. */
function event(...keys: string[]): DynamoDBStreamEvent {
  return {
    Records: keys.map((pk, index) => ({
      eventID: `event-${index}`,
      eventName: 'MODIFY',
      dynamodb: { Keys: { pk: { S: pk }, sk: { S: 'STATE' } }, SequenceNumber: String(100 + index), StreamViewType: 'KEYS_ONLY' },
    })),
  };
}

function logged() {
  const lines: string[] = [];
  const log: Logger = {
    info: (name, fields) => lines.push(JSON.stringify([name, fields])),
    error: (name, fields) => lines.push(JSON.stringify([name, fields])),
  };
  return { log, lines };
}

/** Counts how often each plan is read. */
function counting(record: RecordStore) {
  const reads: string[] = [];
  const counted: RecordStore = Object.create(record, {
    plan: {
      value: (id: string) => {
        reads.push(id);
        return record.plan(id);
      },
    },
  });
  return { counted, reads };
}

const quiet = 'quiet-plan';

/** Two plans, published by a program whose manifests the next one reads, or does not; the next one has both to publish then. */
async function twoPlansOfAnOlderProgram(manifests: 'readable' | 'of another form' = 'of another form') {
  const { record } = await storesWith([committee()]);
  for (const one of planWritesOf(aPlan({ id: quiet }))) await record.appendToPlan(one);
  const site = recordedSite();
  const { log, lines } = logged();
  const deps = { record, site, clock, publicUrl, version, log };
  expect(await publish(deps, event(`PLAN#${plan}`, `PLAN#${quiet}`))).toEqual({ batchItemFailures: [] });
  if (manifests === 'of another form') {
    const path = `${quiet}/manifest.json`;
    const body = (await site.read(path))?.replace('"version"', '"program"') ?? '';
    await site.put({ path, body, contentType: 'application/json' });
  }
  return { deps, site, lines, newProgram: { ...deps, version: 'program-2' } };
}

/** The record, of which one plan cannot be had. */
function failing(record: RecordStore, planId: string, error: Error, times = Number.POSITIVE_INFINITY): RecordStore {
  let left = times;
  const failed: RecordStore = Object.create(record, {
    plan: {
      value: async (id: string) => {
        if (id === planId && left > 0) {
          left -= 1;
          throw error;
        }
        return record.plan(id);
      },
    },
  });
  return failed;
}

const failingOnce = (record: RecordStore, planId: string, error: Error) => failing(record, planId, error, 1);

/** How many of the newest changes at the root are about this plan. */
function newestAbout({ files }: RecordedSite, planId: string): number {
  return (readJsonFeed(files.get('feed.json')?.body ?? '') ?? []).filter(({ subject }) => subject.startsWith(planId)).length;
}

/** Tells each time somebody asks which plans there are. */
function countingIds(record: RecordStore) {
  const reads: string[] = [];
  const counted: RecordStore = Object.create(record, {
    planIds: {
      value: () => {
        reads.push('planIds');
        return record.planIds();
      },
    },
  });
  return { counted, reads };
}

describe('the publish function', () => {
  it('writes a theme after the stylesheet, and again when the theme is another', async () => {
    const { record } = await storesWith([committee()]);
    const site = recordedSite();
    const deps = { record, site, clock, publicUrl, log: logged().log };
    const styleWith = async (theme: string) => {
      await publish({ ...deps, version: `${version}${theme}`, theme }, event(`PLAN#${plan}`));
      return site.read('style.css');
    };
    expect(await styleWith('a { color: red; }')).toBe(`${style}a { color: red; }\n`);
    expect(await styleWith('a { color: blue; }')).toBe(`${style}a { color: blue; }\n`);
    expect(await styleWith('')).toBe(style);
  });

  it.each([`PLAN#${plan}`, `COMMITMENT#${plan}/28`, `ASK#${plan}`, `HEARTBEAT#${plan}`, `IMPORT#${plan}`, `IMPORT#${plan}/i-1`])(
    'publishes the plan of %s',
    async (key) => {
      const { record } = await storesWith([committee()]);
      const site = recordedSite();
      expect(await publish({ record, site, clock, publicUrl, version, log: logged().log }, event(key))).toEqual({
        batchItemFailures: [],
      });
      expect(site.files.has(`${plan}/28/index.html`)).toBe(true);
      expect(site.files.has('index.html')).toBe(true);
      expect(site.files.has('style.css')).toBe(true);
    },
  );

  it.each([`DUE#${plan}/28/m1`, 'PLANS', 'CONTACT#p-0000000000000000', `PLAN#../etc`])('does nothing about %s', async (key) => {
    const { record } = await storesWith([committee()]);
    const site = recordedSite();
    expect(await publish({ record, site, clock, publicUrl, version, log: logged().log }, event(key))).toEqual({
      batchItemFailures: [],
    });
    expect(site.calls).toEqual([]);
  });

  it('writes three files and reads no plan when it is only told when the machinery ran', async () => {
    const stores = await storesWith([committee(), pilot()]);
    const site = recordedSite();
    const deps = { record: stores.record, site, clock, publicUrl, version, log: logged().log };
    await publish(deps, event(`PLAN#${plan}`));
    // The first time it also finds that every plan is published by this program, and says so.
    await publish(deps, event('HEARTBEAT#service'));
    const before = site.calls.length;
    const { counted, reads } = counting(stores.record);
    const tell = (minute: string) =>
      stores.record.putServiceTimes({
        checkedAt: `2021-10-05T10:${minute}:00Z`,
        lastRunAt: '2021-10-05T10:00:00Z',
        lastSuccessAt: '2021-10-05T10:00:00Z',
        nextRunAt: '2021-10-05T10:15:00Z',
      });
    await tell('07');
    expect(await publish({ ...deps, record: counted }, event('HEARTBEAT#service'))).toEqual({ batchItemFailures: [] });
    expect(site.calls.slice(before).sort()).toEqual(['put en/service/index.html', 'put service.json', 'put service/index.html']);
    expect(reads).toEqual([]);
    await publish(deps, event('HEARTBEAT#service'));
    expect(site.calls).toHaveLength(before + 3);
  });

  it('F15: reports the page about the service that fails, and publishes the plan beside it', async () => {
    const stores = await storesWith([committee()]);
    const site = recordedSite((path) => path.startsWith('service'));
    const deps = { record: stores.record, site, clock, publicUrl, version, log: logged().log };
    expect(await publish(deps, event(`PLAN#${plan}`, 'HEARTBEAT#service'))).toEqual({
      batchItemFailures: [{ itemIdentifier: '101' }],
    });
    expect(site.files.has(`${plan}/index.html`)).toBe(true);
  });

  it('renders a plan once, however many of its rows changed', async () => {
    const { record } = await storesWith([committee(), pilot()]);
    const { counted, reads } = counting(record);
    const keys = [`COMMITMENT#${plan}/28`, `COMMITMENT#${plan}/29`, `ASK#${plan}`, `PLAN#${plan}`];
    await publish({ record: counted, site: recordedSite(), clock, publicUrl, version, log: logged().log }, event(...keys));
    // Once to have something for the home page, and once to bring its part in.
    expect(reads).toEqual([plan, plan]);
  });

  it('I12: writes nothing when it is given the same event again', async () => {
    const stores = await storesWith([committee()]);
    const site = recordedSite();
    const deps = { record: stores.record, site, clock, publicUrl, version, log: logged().log };
    await write(stores, [answered()]);
    await publish(deps, event(`COMMITMENT#${plan}/28`));
    const { length } = site.calls;
    await publish(deps, event(`COMMITMENT#${plan}/28`));
    expect(site.calls).toHaveLength(length);
    expect(length).toBeGreaterThan(0);
  });

  it('F15: reports a plan that fails by its first place in the stream, and publishes the others', async () => {
    const stores = await storesWith([committee()]);
    for (const one of planWritesOf(aPlan({ id: 'second-plan' }))) await stores.record.appendToPlan(one);
    const site = recordedSite((path) => path.startsWith(`${plan}/28`));
    const { log, lines } = logged();
    const batch = event('PLAN#second-plan', `COMMITMENT#${plan}/28`, `ASK#${plan}`);
    expect(await publish({ record: stores.record, site, clock, publicUrl, version, log }, batch)).toEqual({
      batchItemFailures: [{ itemIdentifier: '101' }],
    });
    expect(site.files.has('second-plan/index.html')).toBe(true);
    expect(lines.some((line) => line.includes('publish-failed') && line.includes(plan))).toBe(true);
  });

  it('F15: a passing fault in a plan the root needs holds nothing up, leaves it at the root, and is mended by the next run', async () => {
    const { deps, site, lines, newProgram } = await twoPlansOfAnOlderProgram();
    const record = failingOnce(deps.record, quiet, new Error('throttled'));
    expect(await publish({ ...newProgram, record }, event(`COMMITMENT#${plan}/28`))).toEqual({ batchItemFailures: [] });
    expect(lines).toContain(JSON.stringify(['publish-put-off', { what: quiet, error: 'Error' }]));
    for (const path of ['index.html', 'status.json', 'sitemap.xml']) expect(site.files.get(path)?.body).toContain(quiet);
    expect(newestAbout(site, quiet)).toBeGreaterThan(0);
    expect(await readRootManifest(newProgram, { publicUrl })).toBe(null);
    expect(await publish(newProgram, event('HEARTBEAT#service'))).toEqual({ batchItemFailures: [] });
    expect(readManifest(await site.read(`${quiet}/manifest.json`))?.version).toBe(newProgram.version);
    for (const path of ['index.html', 'status.json', 'sitemap.xml']) expect(site.files.get(path)?.body).toContain(quiet);
    expect(await readRootManifest(newProgram, { publicUrl })).not.toBe(null);
  });

  it('F15: a plan that cannot be read stays at the root as it was published, and the log names it', async () => {
    const { deps, site, lines, newProgram } = await twoPlansOfAnOlderProgram();
    const record = failingOnce(deps.record, quiet, new UnreadableError(`PLAN#${quiet}`));
    expect(await publish({ ...newProgram, record }, event(`COMMITMENT#${plan}/28`))).toEqual({ batchItemFailures: [] });
    expect(lines).toContain(JSON.stringify(['publish-skipped', { what: quiet, reason: 'unreadable' }]));
    for (const path of ['index.html', 'status.json', 'sitemap.xml']) expect(site.files.get(path)?.body).toContain(quiet);
    expect(newestAbout(site, quiet)).toBeGreaterThan(0);
    expect(await readRootManifest(newProgram, { publicUrl })).not.toBe(null);
    // As it was: the new program never wrote there.
    expect(readManifest(await site.read(`${quiet}/manifest.json`))?.version).not.toBe(newProgram.version);
  });

  it('brings plans of an older program to the new one by the hour, some at a time, and then looks no more', async () => {
    const { deps, site, newProgram } = await twoPlansOfAnOlderProgram('readable');
    for (const id of ['third-plan', 'fourth-plan']) {
      for (const one of planWritesOf(aPlan({ id }))) await deps.record.appendToPlan(one);
      await publish(deps, event(`PLAN#${id}`));
    }
    const versions = () =>
      Promise.all(
        [plan, quiet, 'third-plan', 'fourth-plan'].map(async (id) => readManifest(await site.read(`${id}/manifest.json`))),
      ).then((all) => all.filter((one) => one?.version === newProgram.version).length);
    await publish(newProgram, event(`COMMITMENT#${plan}/28`));
    expect(await versions()).toBe(1);
    let seconds = 0;
    // As slow as makes two of three fit into an hour's share.
    const now = () => {
      seconds += 8;
      return clock.now().add({ seconds });
    };
    const slow = { ...newProgram, clock: { now } };
    expect(await publish(slow, event('HEARTBEAT#service'))).toEqual({ batchItemFailures: [] });
    expect(await versions()).toBe(3);
    await publish(newProgram, event('HEARTBEAT#service'));
    expect(await versions()).toBe(4);
    await publish(newProgram, event('HEARTBEAT#service'));
    const { counted, reads } = countingIds(deps.record);
    await publish({ ...newProgram, record: counted }, event('HEARTBEAT#service'));
    expect(reads).toEqual([]);
  });

  it('a plan of an older program that cannot be read is named by the hour and keeps no other from being brought to the new one', async () => {
    const { deps, site, lines, newProgram } = await twoPlansOfAnOlderProgram('readable');
    const unreadable = failing(deps.record, plan, new UnreadableError(`PLAN#${plan}`));
    await publish({ ...newProgram, record: unreadable }, event('HEARTBEAT#service'));
    expect(await publish({ ...newProgram, record: unreadable }, event('HEARTBEAT#service'))).toEqual({ batchItemFailures: [] });
    expect(lines).toContain(JSON.stringify(['publish-skipped', { what: plan, reason: 'unreadable' }]));
    expect(readManifest(await site.read(`${quiet}/manifest.json`))?.version).toBe(newProgram.version);
    expect(readManifest(await site.read(`${plan}/manifest.json`))?.version).toBe(version);
  });

  it('F15: a quiet plan that a new program cannot render is named each hour, and holds up nobody’s changes', async () => {
    const { deps, site, lines, newProgram } = await twoPlansOfAnOlderProgram('readable');
    await publish(newProgram, event(`COMMITMENT#${plan}/28`));
    const broken = { ...newProgram, record: failing(deps.record, quiet, new RangeError('a year beyond all years')) };
    const told = JSON.stringify(['publish-put-off', { what: quiet, error: 'RangeError' }]);
    for (const hour of [1, 2]) {
      expect(await publish(broken, event('HEARTBEAT#service', `COMMITMENT#${plan}/28`))).toEqual({ batchItemFailures: [] });
      expect(lines.filter((line) => line === told)).toHaveLength(hour);
    }
    expect(readManifest(await site.read(`${quiet}/manifest.json`))?.version).toBe(version);
    // A change of its own is another matter: it must not be lost.
    expect(await publish(broken, event('HEARTBEAT#service', `PLAN#${quiet}`))).toEqual({
      batchItemFailures: [{ itemIdentifier: '101' }],
    });
    expect(await publish(newProgram, event('HEARTBEAT#service'))).toEqual({ batchItemFailures: [] });
    expect(readManifest(await site.read(`${quiet}/manifest.json`))?.version).toBe(newProgram.version);
  });

  it('passes over a record it cannot read', async () => {
    const { record } = await storesWith([committee()]);
    const site = recordedSite();
    const { log, lines } = logged();
    const batch: DynamoDBStreamEvent = { Records: [{ eventID: 'broken' }, ...event(`PLAN#${plan}`).Records] };
    expect(await publish({ record, site, clock, publicUrl, version, log }, batch)).toEqual({ batchItemFailures: [] });
    expect(site.files.has(`${plan}/index.html`)).toBe(true);
    expect(lines.some((line) => line.includes('publish-record-unreadable'))).toBe(true);
  });
});
