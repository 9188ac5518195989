import { describe, expect, it } from 'vitest';
import type { RecordStore, Site, SiteFile } from '../../shared/ports.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import { readManifest } from '../../shared/showing/plan-manifest.ts';
import { publishAll } from '../../shared/usecases/publish-all.ts';
import { publishPlan } from '../../shared/usecases/publish-plan.ts';
import { publishRoot } from '../../shared/usecases/publish-root.ts';
import { aDeclared, anAsk, andThen, andThenPlan, aPlan, planWritesOf } from '../builders.ts';
import { committee, healthPlan, pilot } from '../showing/health-plan.ts';
import { at, type RecordedSite, recordedSite, storesWith, version, write } from './publish-world.ts';

const plan = 'fr-2021-2023';
const manifest = `${plan}/manifest.json`;
const begun = '2021-10-05T10:00:00Z';
const later = '2021-10-05T12:00:00Z';

const answeredOnce = () =>
  andThen(committee(), aDeclared(`${plan}/28/m1`, { status: 'substantial' }), { at: '2021-10-05T11:00:00Z' });

const bodiesOf = (site: RecordedSite): string[] =>
  [...site.files.values()]
    .filter(({ path }) => !path.endsWith('manifest.json'))
    .map(({ path, body }) => `${path}\n${body}`)
    .sort();

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
    expect(site.files.get(`${plan}/28/feed.atom`)?.body).toContain('Substantiel');
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
    expect(site.calls.slice(before)).toEqual([`put ${manifest}`]);
  });

  it('F19: another program vouches for nothing before its first write', async () => {
    const stores = await storesWith([committee()]);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, at(begun));
    await write(stores, [answeredOnce()]);
    const before = site.calls.length;
    const vouched: string[][] = [];
    const watched: Site = {
      ...site,
      putOver: async (file, asRead) => {
        if (file.path === manifest)
          vouched.push(Object.values(readManifest(textOf(file.body))?.units ?? {}).filter((key) => key !== ''));
        return site.putOver(file, asRead);
      },
    };
    await publishPlan({ ...stores, site: watched, version: 'program-2' }, plan, at(later));
    expect(site.calls[before]).toBe(`put ${manifest}`);
    expect(site.calls.at(-1)).toBe(`put ${manifest}`);
    expect(vouched[0]).toEqual([]);
    expect(vouched[1]?.length).toBeGreaterThan(10);
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

describe('a root made anew', () => {
  it('F23: is made of what plans published, without reading the record of one', async () => {
    const stores = await storesWith([committee(), pilot()]);
    for (const one of planWritesOf(aPlan({ id: 'second-plan' }))) await stores.record.appendToPlan(one);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, at(begun));
    const wanted = bodiesOf(site);
    for (const path of ['index.html', 'status.json', 'feed.json', 'en/feed.atom', 'status.csv']) await site.remove(path);
    const asked: string[] = [];
    await publishRoot({ record: counted(stores.record, asked), site, version: 'program-2' }, at(begun));
    expect(asked).toEqual(['planIds']);
    expect(bodiesOf(site)).toEqual(wanted);
  });

  it('F19: ended halfway, publishes no plan again that was published by then', async () => {
    const stores = await storesWith([committee()]);
    for (const id of ['plan-b', 'plan-c']) for (const one of planWritesOf(aPlan({ id }))) await stores.record.appendToPlan(one);
    const site = recordedSite();
    let isDead = false;
    const alive = (path: string): void => {
      isDead ||= path.startsWith('plan-c/');
      if (isDead) throw new Error('the process was killed');
    };
    const dying: Site = {
      ...site,
      put: async (file) => {
        alive(file.path);
        await site.put(file);
      },
      putOver: async (file, asRead) => {
        alive(file.path);
        return site.putOver(file, asRead);
      },
    };
    await expect(publishRoot({ ...stores, site: dying, version }, at(begun))).rejects.toThrow('killed');
    expect(await site.read('manifest.json')).toBe(null);
    const read: string[] = [];
    const record = new Proxy(stores.record, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...call: unknown[]): unknown => {
          if (name === 'plan') read.push(String(call[0]));
          return Reflect.apply(member, target, call);
        };
      },
    });
    await publishRoot({ record, site, version }, at(begun));
    expect(read).toEqual(['plan-c']);
    expect(await site.read('manifest.json')).toContain(version);
  });

  it('F15: shows every plan but one that cannot be published now, and that one as it was once known', async () => {
    const stores = await storesWith([committee()]);
    for (const one of planWritesOf(aPlan({ id: 'plan-b' }))) await stores.record.appendToPlan(one);
    const site = recordedSite((path) => path.startsWith('plan-b/'));
    const { failed } = await publishRoot({ ...stores, site, version }, at(begun));
    expect(failed).toEqual([{ id: 'plan-b', error: new Error('the store is out of reach') }]);
    expect(await site.read('manifest.json')).toBe(null);
    expect(site.files.get('index.html')?.body).toContain(`/${plan}/`);
    expect(site.files.get('index.html')?.body).not.toContain('/plan-b/');
    const mended = { ...stores, site: recordedSite(), version };
    await publishAll(mended, at(begun));
    await mended.site.put({ path: 'plan-b/feed.json', body: 'of another form', contentType: 'application/json' });
    const failing: Site = {
      ...mended.site,
      fingerprints: async (prefix) => {
        if (prefix.startsWith('plan-b/')) throw new Error('the store is out of reach');
        return mended.site.fingerprints(prefix);
      },
    };
    await publishRoot({ ...mended, site: failing, version: 'program-2' }, at(begun));
    expect(mended.site.files.get('index.html')?.body).toContain('/plan-b/');
  });
});

it('F15: an index that must be made of all plans waits for one that fails, and is made by the next publication', async () => {
  const stores = await storesWith([committee()]);
  for (const one of planWritesOf(aPlan({ id: 'plan-b' }))) await stores.record.appendToPlan(one);
  const site = recordedSite();
  await publishAll({ ...stores, site, version }, at(begun));
  await site.put({ path: 'plan-b/feed.json', body: 'of another form', contentType: 'application/json' });
  await site.remove('feed.json');
  await write(stores, [answeredOnce()]);
  const failing: Site = {
    ...site,
    fingerprints: async (prefix) => {
      if (prefix.startsWith('plan-b/')) throw new Error('the store is out of reach');
      return site.fingerprints(prefix);
    },
  };
  // The manifest vouches for the feed that was spoilt by hand.
  await site.remove('plan-b/manifest.json');
  await expect(publishPlan({ ...stores, site: failing, version }, plan, at(later))).rejects.toThrow('out of reach');
  expect(await site.read('feed.json')).toBe(null);
  await publishPlan({ ...stores, site, version }, plan, at(later));
  expect(await site.read('feed.json')).toContain('"plan-b"');
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
