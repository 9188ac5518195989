import type { DynamoDBStreamEvent } from 'aws-lambda';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { publish } from '../../../functions/publish/publish.ts';
import { UnreadableError } from '../../../shared/domain/unreadable.ts';
import type { RecordStore } from '../../../shared/ports.ts';
import { readJsonFeed } from '../../../shared/showing/feeds/json-feed.ts';
import { publishAll } from '../../../shared/usecases/publish-all.ts';
import { aPlan, planWritesOf } from '../../builders.ts';
import { answered, pilot } from '../../showing/health-plan.ts';
import { attribute, elements, treeOf } from '../../showing/page-tree.ts';
import { publicUrl, type RecordedSite, recordedSite, storesWith, version } from '../../usecases/publish-world.ts';

const plan = 'fr-2021-2023';
const english = 'city-2022';
const now = Temporal.Instant.from('2021-11-15T10:00:00Z');
const log = { info: () => undefined, error: () => undefined };
const common = { clock: { now: () => now }, publicUrl, version, log };

const event = (pk: string): DynamoDBStreamEvent => ({
  Records: [{ eventID: pk, dynamodb: { Keys: { pk: { S: pk }, sk: { S: 'STATE' } }, SequenceNumber: '100' } }],
});

/** A French plan and an English one. */
async function twoPlans(): Promise<RecordStore> {
  const { record } = await storesWith([answered(), pilot()]);
  const city = aPlan({ id: english, languages: ['en'], titles: { en: 'City action plan' } });
  for (const one of planWritesOf(city)) await record.appendToPlan(one);
  return record;
}

/** What lies there, but for the manifests, which count how often they were written. */
const filesOf = ({ files }: RecordedSite) =>
  Object.fromEntries(
    [...files]
      .filter(([path]) => !path.endsWith('manifest.json'))
      .map(([path, { body }]) => [path, body] as const)
      .sort(),
  );

/** Links of pages that lead to nothing. */
function lostIn({ files }: RecordedSite): string[] {
  return [...files.values()]
    .filter(({ path }) => path.endsWith('.html'))
    .flatMap(({ path, body }) =>
      elements(treeOf(body), 'a').flatMap((link) => {
        const { pathname, origin } = new URL(attribute(link, 'href') ?? '', `${publicUrl}/${path}`);
        const target = pathname.endsWith('/') ? `${pathname.slice(1)}index.html` : pathname.slice(1);
        return origin !== publicUrl || pathname.startsWith('/app/') || files.has(target) ? [] : [`${path} → ${pathname}`];
      }),
    );
}

test('another front door makes the root anew, then every plan by the hour, and then removes what is left of the old one', async () => {
  const record = await twoPlans();
  const site = recordedSite();
  const fresh = recordedSite();
  await publishAll({ record, site: fresh, version }, { now, publicUrl, homeLanguage: 'en' });
  await publishAll({ record, site, version }, { now, publicUrl });
  expect(site.files.get('index.html')?.body).toContain('<html lang="fr">');

  const deps = { ...common, record, site, homeLanguage: 'en' as const };
  expect(await publish(deps, event(`PLAN#${english}`))).toEqual({ batchItemFailures: [] });
  expect(site.files.get('index.html')?.body).toContain('<html lang="en">');
  expect(site.files.get('fr/index.html')?.body).toContain('<html lang="fr">');
  // The pages of the other plan are as they were, and lead there.
  expect(site.files.get(`en/${plan}/index.html`)?.body).toContain('<a class="brand" href="/en/">');
  expect(lostIn(site)).toEqual([]);

  expect(await publish(deps, event('HEARTBEAT#service'))).toEqual({ batchItemFailures: [] });
  expect(site.files.get(`en/${plan}/index.html`)?.body).toContain('<a class="brand" href="/">');
  expect(lostIn(site)).toEqual([]);
  expect(site.files.has('en/index.html')).toBe(true);

  expect(await publish(deps, event('HEARTBEAT#service'))).toEqual({ batchItemFailures: [] });
  expect(site.calls.filter((call) => call.startsWith('remove '))).toContain('remove en/index.html');
  const { 'service.json': _, ...made } = filesOf(site);
  const { 'service.json': __, ...wanted } = filesOf(fresh);
  expect(made).toEqual(wanted);

  const calls = site.calls.length;
  expect(await publish(deps, event('HEARTBEAT#service'))).toEqual({ batchItemFailures: [] });
  expect(site.calls).toHaveLength(calls);
});

test('a rebuild behind another front door leaves what a first one makes, and the way back is the same', async () => {
  const record = await twoPlans();
  const [site, fresh] = [recordedSite(), recordedSite()];
  await publishAll({ record, site: fresh, version }, { now, publicUrl, homeLanguage: 'fr' });
  for (const homeLanguage of ['fr', 'en', 'fr'] as const) {
    await publishAll({ record, site, version }, { now, publicUrl, homeLanguage });
    expect(lostIn(site)).toEqual([]);
    expect(site.files.has(`${homeLanguage}/index.html`)).toBe(false);
  }
  expect(filesOf(site)).toEqual(filesOf(fresh));
});

test('what the root said of a plan that cannot be read is said behind another front door too, in the language of each feed', async () => {
  const record = await twoPlans();
  const site = recordedSite();
  await publishAll({ record, site, version }, { now, publicUrl });
  await site.put({ path: `${plan}/manifest.json`, body: '{}', contentType: 'application/json' });
  const unreadable: RecordStore = Object.create(record, {
    plan: {
      value: async (id: string) => {
        if (id === plan) throw new UnreadableError(`PLAN#${plan}`);
        return record.plan(id);
      },
    },
  });
  const before = ['feed.json', 'en/feed.json'].map((path) => readJsonFeed(site.files.get(path)?.body ?? ''));
  await publish({ ...common, record: unreadable, site, homeLanguage: 'en' }, event(`PLAN#${english}`));
  const after = ['fr/feed.json', 'feed.json'].map((path) => readJsonFeed(site.files.get(path)?.body ?? ''));
  const about = (feeds: typeof before) => feeds.map((feed) => (feed ?? []).filter(({ subject }) => subject.startsWith(plan)));
  expect(about(after)).toEqual(about(before));
  expect(about(after).every((feed) => feed.length > 0)).toBe(true);
});
