import type { DynamoDBStreamEvent } from 'aws-lambda';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { publish } from '../../../functions/publish/publish.ts';
import type { Logger, RecordStore } from '../../../shared/ports.ts';
import { style } from '../../../shared/showing/style/style.ts';
import { aPlan, planWritesOf } from '../../builders.ts';
import { answered, committee, pilot } from '../../showing/health-plan.ts';
import { publicUrl, recordedSite, storesWith, version, write } from '../../usecases/publish-world.ts';

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

  it.each([
    `PLAN#${plan}`,
    `COMMITMENT#${plan}/28`,
    `ASK#${plan}/28`,
    `HEARTBEAT#${plan}`,
    `IMPORT#${plan}`,
    `IMPORT#${plan}/i-1`,
  ])('publishes the plan of %s', async (key) => {
    const { record } = await storesWith([committee()]);
    const site = recordedSite();
    expect(await publish({ record, site, clock, publicUrl, version, log: logged().log }, event(key))).toEqual({
      batchItemFailures: [],
    });
    expect(site.files.has(`${plan}/28/index.html`)).toBe(true);
    expect(site.files.has('index.html')).toBe(true);
    expect(site.files.has('style.css')).toBe(true);
  });

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
    const keys = [`COMMITMENT#${plan}/28`, `COMMITMENT#${plan}/29`, `ASK#${plan}/28`, `PLAN#${plan}`];
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
    const batch = event('PLAN#second-plan', `COMMITMENT#${plan}/28`, `ASK#${plan}/28`);
    expect(await publish({ record: stores.record, site, clock, publicUrl, version, log }, batch)).toEqual({
      batchItemFailures: [{ itemIdentifier: '101' }],
    });
    expect(site.files.has('second-plan/index.html')).toBe(true);
    expect(lines.some((line) => line.includes('publish-failed') && line.includes(plan))).toBe(true);
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
