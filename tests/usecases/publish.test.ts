import { describe, expect, it } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import { pagesOfThePast } from '../../shared/showing/past-pages.ts';
import { publishAll } from '../../shared/usecases/publish-all.ts';
import { publishPlan } from '../../shared/usecases/publish-plan.ts';
import { publishRoot } from '../../shared/usecases/publish-root.ts';
import { aDeclared, andThen } from '../builders.ts';
import { allAsks, answered, committee, pilot } from '../showing/health-plan.ts';
import { attribute, elements, treeOf } from '../showing/page-tree.ts';
import { at, publicUrl, recordedSite, storesWith, version, write } from './publish-world.ts';

const plan = 'fr-2021-2023';
const kind = (call: string): string => (/feed\.(?:atom|json)$/.test(call) ? 'feed' : call.endsWith('.html') ? 'page' : 'data');

describe('publishing', () => {
  it('F16: writes everything once, and nothing the second time', async () => {
    const { record } = await storesWith([answered(), pilot()], allAsks);
    const site = recordedSite();
    const first = await publishAll({ record, site, version }, at('2021-11-15T10:00:00Z'));
    expect(first.written).toContain(`${plan}/28/m1/index.html`);
    expect(first.written).toContain('index.html');
    expect(first.unchanged).toBe(0);
    const again = await publishAll({ record, site, version }, at('2021-11-16T10:00:00Z'));
    expect(again).toEqual({ written: [], unchanged: first.written.length, removed: [], skipped: [], failed: [] });
  });

  it('writes only what a change touches', async () => {
    const stores = await storesWith([committee(), pilot()]);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, at('2021-10-05T10:00:00Z'));
    await write(stores, [
      andThen(committee(), aDeclared(`${plan}/28/m1`, { status: 'substantial' }), { at: '2021-10-05T11:00:00Z' }),
    ]);
    const { written } = await publishAll({ ...stores, site, version }, at('2021-10-05T12:00:00Z'));
    expect(written).toContain(`${plan}/28/m1/index.html`);
    expect(written).toContain(`${plan}/28/feed.atom`);
    expect(written.filter((path) => path.includes('/29/') && path.endsWith('.html'))).toEqual([]);
    expect(written).not.toContain(`${plan}/28/m2/index.html`);
    expect(written).not.toContain('style.css');
  });

  it('F19: puts new files before the pages that link to them, deepest first', async () => {
    const { record } = await storesWith([committee(), pilot()]);
    const site = recordedSite();
    const { written } = await publishPlan({ record, site, version }, plan, at('2021-10-05T10:00:00Z'));
    expect(written.map(kind).join(' ')).toMatch(/^(?:(?:data|feed) ?)+(?:page ?)+$/);
    const place = (path: string): number => written.indexOf(path);
    expect(place(`${plan}/28/m1/index.html`)).toBeLessThan(place(`${plan}/28/index.html`));
    expect(place(`${plan}/28/index.html`)).toBeLessThan(place(`${plan}/index.html`));
  });

  it('F19: puts pages that were there before data, and feeds that were there last', async () => {
    const stores = await storesWith([committee(), pilot()]);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, at('2021-10-05T10:00:00Z'));
    const known = new Set(site.files.keys());
    await write(stores, [
      andThen(committee(), aDeclared(`${plan}/28/m1`, { status: 'substantial' }), { at: '2021-10-05T11:00:00Z' }),
    ]);
    const { written } = await publishPlan({ ...stores, site, version }, plan, at('2021-10-05T12:00:00Z'));
    const changed = written.filter((path) => known.has(path) && path.startsWith(`${plan}/`));
    expect(changed.map(kind).join(' ')).toMatch(/^(?:page ?)+(?:data ?)+(?:feed ?)+$/);
  });

  it('F19: lets a reader follow every link after each write of a second commitment', async () => {
    const stores = await storesWith([committee()]);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, at('2021-10-05T10:00:00Z'));
    await write(stores, [pilot()]);
    const linksIn = new Map<string, readonly string[]>();
    const linksOf = ({ path, body }: { path: string; body: string }): readonly string[] => {
      const found = linksIn.get(path + body) ?? elements(treeOf(body), 'a').map((link) => attribute(link, 'href') ?? '');
      linksIn.set(path + body, found);
      return found;
    };
    const broken: string[] = [];
    const watched = {
      ...site,
      put: async (file: Parameters<typeof site.put>[0]) => {
        await site.put(file);
        // Whoever starts at the home page and follows links never meets a missing page, feed or file.
        const seen = new Set<string>();
        const visit = (path: string, from: string): void => {
          if (seen.has(path)) return;
          seen.add(path);
          const found = site.files.get(path);
          if (found === undefined) broken.push(`${from} → ${path}`);
          for (const link of found === undefined || !path.endsWith('.html') ? [] : linksOf(found)) {
            const { pathname, origin } = new URL(link, `${publicUrl}/${path}`);
            if (origin !== publicUrl || pathname.startsWith('/app/')) continue;
            visit(pathname.endsWith('/') ? `${pathname.slice(1)}index.html` : pathname.slice(1), path);
          }
        };
        visit('index.html', '');
      },
    };
    await publishPlan({ ...stores, site: watched, version }, plan, at('2021-10-05T11:00:00Z'));
    expect(broken).toEqual([]);
    expect(site.files.has(`${plan}/29/index.html`)).toBe(true);
    expect(site.files.get('index.html')?.body).toContain(`/${plan}/29/`);
  });

  it('removes what is no longer published, in its own folders alone', async () => {
    const { record } = await storesWith([committee()]);
    const site = recordedSite();
    for (const path of [`${plan}/99/index.html`, `en/${plan}/99/index.html`, `${plan}-2/index.html`, 'other/index.html']) {
      await site.put({ path, body: 'old', contentType: 'text/html' });
    }
    const { removed } = await publishAll({ record, site, version }, at('2021-10-05T10:00:00Z'));
    expect(removed).toEqual([`en/${plan}/99/index.html`, `${plan}/99/index.html`]);
    expect(site.files.has(`${plan}-2/index.html`)).toBe(true);
  });

  it('leaves a plan and the home page as they are while an import is being written', async () => {
    const stores = await storesWith([committee()]);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, at('2021-10-05T10:00:00Z'));
    const row = { id: 'i-2', planId: plan, at: '2021-10-05T10:00:00Z', state: 'writing', changes: 0 } as const;
    await stores.record.stageImport(row, []);
    await write(stores, [pilot()]);
    const during = await publishAll({ ...stores, site, version }, at('2021-10-05T10:05:00Z'));
    expect(during.written).toEqual([]);
    expect(during.skipped).toEqual([
      { id: plan, reason: 'import-unfinished' },
      { id: 'home', reason: 'import-unfinished' },
    ]);
    await stores.record.finishImport(row);
    const after = await publishAll({ ...stores, site, version }, at('2021-10-05T10:06:00Z'));
    expect(after.written).toContain(`${plan}/29/index.html`);
    expect(after.written).toContain('index.html');
  });

  it('shows a past day as it was published that day', async () => {
    const past = await storesWith(
      [committee(), pilot()],
      allAsks.filter(({ on }) => on <= '2021-11-02'),
    );
    const sites = { past: recordedSite(), now: recordedSite() };
    await publishAll({ ...past, site: sites.past, version }, at('2021-11-02T20:00:00Z'));
    const now = await storesWith([answered(), pilot()], allAsks);
    await publishAll({ ...now, site: sites.now, version }, { ...at('2024-01-01T10:00:00Z'), asOf: '2021-11-02' });
    // As a site of the past says it: publish-as-of.test.ts.
    const bodies = (site: typeof sites.past): string[] =>
      pagesOfThePast([...site.files.values()])
        .filter(({ path }) => !path.endsWith('manifest.json') && !/service(?:\/|\.json)/.test(path))
        .map(({ path, body }) => `${path}\n${body}`)
        .sort();
    expect(bodies(sites.now)).toEqual(bodies(sites.past));
  });

  it('uses the local day of the plan, not of the machine or of Greenwich', async () => {
    const { record } = await storesWith([committee()]);
    const pages = await Promise.all(
      ['2021-10-31T22:59:00Z', '2021-10-31T23:00:00Z'].map(async (instant) => {
        const site = recordedSite();
        await publishPlan({ record, site, version }, plan, at(instant));
        return site.files.get(`${plan}/28/m1/index.html`)?.body ?? '';
      }),
    );
    expect(pages[0]).toContain('Échéance proche');
    expect(pages[1]).toContain('Échéance dépassée');
  });

  it('shows for which day positions were computed on a page of its own and nowhere else', async () => {
    const stores = await storesWith([committee()]);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, at('2021-10-05T10:00:00Z'));
    await stores.record.putHeartbeat({ planId: plan, positionsOn: '2021-10-05' });
    const { written } = await publishAll({ ...stores, site, version }, at('2021-10-05T10:01:00Z'));
    expect(written).toEqual([`en/${plan}/service/index.html`, `${plan}/service/index.html`]);
  });

  it('shows when the machinery last ran on a page for all plans, and writes nothing else for it', async () => {
    const stores = await storesWith([committee()]);
    const site = recordedSite();
    const { written: first } = await publishAll({ ...stores, site, version }, at('2021-10-05T10:00:00Z'));
    expect(first).toContain('service/index.html');
    expect(site.files.get('service/index.html')?.body).toContain('pas encore');
    await stores.record.putServiceTimes({
      checkedAt: '2021-10-05T10:07:00Z',
      lastRunAt: '2021-10-05T10:00:03Z',
      lastSuccessAt: '2021-10-05T09:45:02Z',
      nextRunAt: '2021-10-05T10:15:00Z',
    });
    const { written } = await publishAll({ ...stores, site, version }, at('2021-10-05T10:08:00Z'));
    expect([...written].sort()).toEqual(['en/service/index.html', 'service.json', 'service/index.html']);
    const times = elements(treeOf(site.files.get('en/service/index.html')?.body ?? ''), 'time');
    expect(times.map((one) => attribute(one, 'dateTime'))).toEqual([
      '2021-10-05T10:00:03Z',
      '2021-10-05T09:45:02Z',
      '2021-10-05T10:15:00Z',
      '2021-10-05T10:07:00Z',
    ]);
  });

  it('leads to the page about the service from the foot of every page, in its language', async () => {
    const { record } = await storesWith([committee()]);
    const site = recordedSite();
    await publishAll({ record, site, version }, at('2021-10-05T10:00:00Z'));
    // A card is shown inside other people's pages and has no foot.
    const pages = [...site.files.values()].filter(({ path }) => path.endsWith('.html') && !path.endsWith('/card/index.html'));
    expect(pages.length).toBeGreaterThan(8);
    for (const { path, body } of pages) {
      const href = path.startsWith('en/') ? '/en/service/' : '/service/';
      const links = elements(treeOf(body), 'a').map((one) => attribute(one, 'href'));
      expect([path, links.includes(href)]).toEqual([path, true]);
    }
  });

  it('makes a home page before there is any plan', async () => {
    const site = recordedSite();
    await publishRoot({ record: memoryStores().record, site, version }, at('2021-10-05T10:00:00Z'));
    expect(site.files.get('index.html')?.body).toContain('Aucun plan n’est encore publié ici.');
  });
});
