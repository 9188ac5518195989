import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { staticSite } from '../../../infra/local/static-site.ts';
import { aFolder } from '../../adapters/local-tables.ts';
import { aDeclared, andThen } from '../../builders.ts';
import { committee, pilot, view } from '../../showing/health-plan.ts';
import { siteOf } from '../../showing/stages.ts';

const folder = aFolder();
afterAll(() => folder.remove());

function publish(shown: ReturnType<typeof view>): void {
  for (const { path, body } of siteOf(shown)) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), body);
  }
}

const before = view([committee(), pilot()], '2021-09-15');
const after = view([andThen(committee(), aDeclared('fr-2021-2023/28/m1')), pilot()], '2021-09-15');
const site = staticSite(folder.path);
const ask = (path: string, held?: string) => site.request(path, { headers: held === undefined ? {} : { 'If-None-Match': held } });

const subscriptions = [
  ['/feed.atom', 'application/atom+xml; charset=utf-8'],
  ['/en/fr-2021-2023/feed.json', 'application/feed+json; charset=utf-8'],
  ['/fr-2021-2023/28/feed.atom', 'application/atom+xml; charset=utf-8'],
  ['/fr-2021-2023/28/calendar.ics', 'text/calendar; charset=utf-8'],
  ['/fr-2021-2023/ministries/ministere-des-solidarites-et-de-la-sante/calendar.ics', 'text/calendar; charset=utf-8'],
  ['/fr-2021-2023/changes/2021-09/feed.json', 'application/feed+json; charset=utf-8'],
] as const;

describe('feeds and calendars on one machine', () => {
  it.each(subscriptions)('answer 304 without a body to whoever holds %s, and whole to everyone else', async (path, type) => {
    publish(before);
    const first = await ask(path);
    const tag = first.headers.get('ETag') ?? '';
    expect([first.status, first.headers.get('Content-Type')]).toEqual([200, type]);
    expect(tag).toMatch(/^"[0-9a-f]{32}"$/);
    for (const held of [tag, `W/${tag}`, `"older", ${tag}`, '*']) {
      const again = await ask(path, held);
      expect([again.status, await again.text(), again.headers.get('ETag')], held).toEqual([304, '', tag]);
    }
    const other = await ask(path, '"older"');
    expect([other.status, await other.text()]).toEqual([200, await first.text()]);
  });

  it('keep their tag when the same record is published again, and have another after a change', async () => {
    const paths = ['/fr-2021-2023/28/feed.atom', '/fr-2021-2023/28/calendar.ics'];
    const tags = async () => Promise.all(paths.map(async (path) => (await ask(path)).headers.get('ETag')));
    publish(before);
    const first = await tags();
    publish(before);
    expect(await tags()).toEqual(first);
    publish(after);
    for (const [index, tag] of (await tags()).entries()) expect(tag).not.toBe(first[index]);
  });
});
