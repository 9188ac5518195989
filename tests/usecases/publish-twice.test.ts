import { describe, expect, it } from 'vitest';
import type { RecordStore, Site, SiteFile } from '../../shared/ports.ts';
import { publishAll } from '../../shared/usecases/publish-all.ts';
import { publishPlan } from '../../shared/usecases/publish-plan.ts';
import { aDeclared, anAsk, andThen, andThenPlan, aPlan, planWritesOf } from '../builders.ts';
import { committee, healthPlan, pilot } from '../showing/health-plan.ts';
import { at, type RecordedSite, recordedSite, storesWith, version, write } from './publish-world.ts';

const plan = 'fr-2021-2023';
const manifest = `${plan}/manifest.json`;
const begun = '2021-10-05T10:00:00Z';
const later = '2021-10-05T12:00:00Z';

const answeredOnce = () =>
  andThen(committee(), aDeclared(`${plan}/28/m1`, { status: 'substantial' }), { at: '2021-10-05T11:00:00Z' });

const bodiesOf = (site: RecordedSite): string[] => [...site.files.values()].map(({ path, body }) => `${path}\n${body}`).sort();

/** What stands once everything was published at this moment. */
async function rebuilt(record: RecordStore, instant: string): Promise<string[]> {
  const site = recordedSite();
  await publishAll({ record, site, version }, at(instant));
  return bodiesOf(site);
}

/** A site whose writer dies at its nth write. */
function dyingAt(site: Site, nth: number): Site {
  let puts = 0;
  return {
    ...site,
    put: async (file: SiteFile) => {
      puts += 1;
      if (puts === nth) throw new Error('the process was killed');
      await site.put(file);
    },
  };
}

describe('publishing again', () => {
  it('I19: of two publications at once, the newer bytes stand, though the older one ends last', async () => {
    const stores = await storesWith([committee(), pilot()]);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, at(begun));
    let release = (): void => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    let reached = (): void => {};
    const isWriting = new Promise<void>((done) => {
      reached = done;
    });
    // It has read the plan without the newest word, and stops before its first write.
    await stores.record.putAsk(anAsk({ on: '2021-10-05', at: '2021-10-05T10:30:00Z' }));
    let isFirst = true;
    const slow: Site = {
      ...site,
      put: async (file) => {
        if (isFirst) {
          isFirst = false;
          reached();
          await held;
        }
        await site.put(file);
      },
    };
    const older = publishPlan({ ...stores, site: slow, version }, plan, at('2021-10-05T10:40:00Z'));
    await isWriting;
    await write(stores, [answeredOnce()]);
    await publishPlan({ ...stores, site, version }, plan, at(later));
    release();
    await older;
    const pages = (all: readonly string[]): string[] => all.filter((one) => one.startsWith(plan) || one.startsWith(`en/${plan}`));
    const wanted = pages(await rebuilt(stores.record, later));
    expect(pages(bodiesOf(site))).toEqual(wanted);
    expect(site.files.get(`${plan}/28/feed.atom`)?.body).toContain(`${plan}/28:2`);
  });

  it.each([1, 2, 8, 20])('F19: killed at its write number %i, the next publication finishes it', async (nth) => {
    const stores = await storesWith([committee(), pilot()]);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, at(begun));
    await write(stores, [answeredOnce()]);
    await expect(publishPlan({ ...stores, site: dyingAt(site, nth), version }, plan, at(later))).rejects.toThrow('killed');
    await publishPlan({ ...stores, site, version }, plan, at(later));
    // What is collected of all plans waits for the next hour.
    const collected = /^(?:manifest\.json|(?:en\/)?calendar\.ics|status\.csv)\n/;
    const shown = (all: readonly string[]): string[] => all.filter((one) => !collected.test(one));
    expect(shown(bodiesOf(site))).toEqual(shown(await rebuilt(stores.record, later)));
  });

  it('F19: settings changed, killed halfway, and changed back leave nothing of what was between', async () => {
    const stores = await storesWith([committee()]);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, at(begun));
    const { settings } = healthPlan().state;
    const renamed = andThenPlan(healthPlan(), {
      type: 'plan-edited',
      data: { settings: { ...settings, titles: { fr: 'Un nom entre deux' } }, reason: null },
    });
    await stores.record.appendToPlan(lastWrite(renamed));
    await expect(publishPlan({ ...stores, site: dyingAt(site, 30), version }, plan, at(later))).rejects.toThrow('killed');
    const back = andThenPlan(renamed, { type: 'plan-edited', data: { settings, reason: null } });
    await stores.record.appendToPlan(lastWrite(back));
    await publishPlan({ ...stores, site, version }, plan, at(later));
    const pages = [...site.files.values()].filter(
      ({ path }) => path.endsWith('28/index.html') || path.endsWith('/m1/index.html'),
    );
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.filter(({ body }) => body.includes('Un nom entre deux'))).toEqual([]);
  });

  it('compares every file where no manifest lies, and where another program wrote it', async () => {
    const stores = await storesWith([committee()]);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, at(begun));
    const page = site.files.get(`${plan}/28/index.html`);
    if (page === undefined) throw new Error('no page');
    await site.put({ ...page, body: 'what another program wrote before it was killed' });
    await site.remove(manifest);
    const { written } = await publishPlan({ ...stores, site, version }, plan, at(begun));
    expect(written).toEqual([`${plan}/28/index.html`]);
    const before = site.calls.length;
    const next = await publishPlan({ ...stores, site, version: 'program-2' }, plan, at(begun));
    expect(next.written).toEqual([]);
    expect(next.unchanged).toBeGreaterThan(20);
    expect(site.calls.slice(before)).toEqual([`remove ${manifest}`, `put ${manifest}`]);
  });

  it('F19: another program takes its predecessor’s manifest away before its first write', async () => {
    const stores = await storesWith([committee()]);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, at(begun));
    await write(stores, [answeredOnce()]);
    const before = site.calls.length;
    await publishPlan({ ...stores, site, version: 'program-2' }, plan, at(later));
    expect(site.calls[before]).toBe(`remove ${manifest}`);
    expect(site.calls.at(-1)).toBe(`put ${manifest}`);
  });

  it.each(['', '{', '{"version":"program-1"}'])('renders everything when the manifest reads %j', async (body) => {
    const stores = await storesWith([committee()]);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, at(begun));
    await site.put({ path: manifest, body, contentType: 'application/json' });
    const { unchanged, written } = await publishPlan({ ...stores, site, version }, plan, at(begun));
    expect(written).toEqual([]);
    expect(unchanged).toBeGreaterThan(20);
    expect(site.files.get(manifest)?.body).toContain('"version": "program-1"');
  });

  it('F16: asks the site for no more than the manifest when nothing changed', async () => {
    const stores = await storesWith([committee()]);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, at(begun));
    const asked: string[] = [];
    const watched: Site = {
      ...site,
      read: (path) => {
        asked.push(`read ${path}`);
        return site.read(path);
      },
      fingerprints: (prefix) => {
        asked.push(`list ${prefix}`);
        return site.fingerprints(prefix);
      },
    };
    await publishPlan({ ...stores, site: watched, version }, plan, at('2021-10-05T11:00:00Z'));
    expect(asked).toEqual([`read ${manifest}`]);
  });

  it('F23: one change asks the record and the site the same, whether they hold one plan or forty', async () => {
    const costs = [];
    for (const others of [0, 39]) {
      const stores = await storesWith([committee(), pilot()]);
      for (let other = 1; other <= others; other += 1) {
        for (const one of planWritesOf(aPlan({ id: `plan-${other}` }))) await stores.record.appendToPlan(one);
      }
      const site = recordedSite();
      await publishAll({ ...stores, site, version }, at(begun));
      await write(stores, [answeredOnce()]);
      const asked: string[] = [];
      await publishPlan({ record: counted(stores.record, asked), site: counted(site, asked), version }, plan, at(later));
      costs.push(asked.sort());
    }
    expect(costs[0]?.length).toBeGreaterThan(20);
    expect(costs[1]).toEqual(costs[0]);
  });
});

const lastWrite = (record: ReturnType<typeof healthPlan>) => {
  const last = planWritesOf(record).at(-1);
  if (last === undefined) throw new Error('a plan without a log');
  return last;
};

/** The same, each call written down by the name of its method. */
function counted<Store extends object>(store: Store, asked: string[]): Store {
  return new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...call: unknown[]): unknown => {
        asked.push(String(name));
        return Reflect.apply(member, target, call);
      };
    },
  });
}
