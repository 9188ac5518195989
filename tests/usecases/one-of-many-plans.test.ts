import { expect, test } from 'vitest';
import type { CommitmentRecord, Site, SiteFile } from '../../shared/ports.ts';
import { bytesOf } from '../../shared/showing/file-types.ts';
import { publishAll } from '../../shared/usecases/publish-all.ts';
import { publishPlan } from '../../shared/usecases/publish-plan.ts';
import { aCommitment, aDeclared, andThen, aPlan, planWritesOf } from '../builders.ts';
import { at, recordedSite, storesWith, version, write } from './publish-world.ts';

const plan = 'fr-2021-2023';

/** A commitment with so many words, at quarters of an hour from its import on. */
function talkative(id: string, words: number, minute: number): CommitmentRecord {
  return Array.from({ length: words }).reduce<CommitmentRecord>(
    (record, _, index) =>
      andThen(
        record,
        { type: 'nothing-to-report', data: { milestoneId: `${id}/28/m1`, note: null } },
        {
          at: `2021-09-${String(2 + (index % 27)).padStart(2, '0')}T${String(8 + Math.floor(index / 27)).padStart(2, '0')}:${minute}:00Z`,
        },
      ),
    aCommitment({ plan: id, title: `Promesse d’exemple du plan ${id}` }),
  );
}

/** The same site, with how many bytes were read and written. */
function weighed(site: Site) {
  const bytes = { read: 0, written: 0, calls: 0 };
  const put = (file: SiteFile): void => {
    bytes.calls += 1;
    bytes.written += bytesOf(file.body);
  };
  const watched: Site = {
    ...site,
    read: async (path) => {
      const body = await site.read(path);
      bytes.calls += 1;
      bytes.read += bytesOf(body ?? '');
      return body;
    },
    put: async (file) => {
      put(file);
      await site.put(file);
    },
    putOver: async (file, asRead) => {
      put(file);
      return site.putOver(file, asRead);
    },
  };
  return { site: watched, bytes };
}

/** What publishing one word of a plan with a hundred entries costs while so many other plans are published, each with its own. */
async function costBeside(others: number) {
  const own = talkative(plan, 110, 30);
  const stores = await storesWith([own]);
  for (let other = 1; other <= others; other += 1) {
    const id = `plan-${other}`;
    for (const one of planWritesOf(aPlan({ id }))) await stores.record.appendToPlan(one);
    await write(stores, [talkative(id, 6, 10 + other)]);
  }
  const whole = recordedSite();
  await publishAll({ ...stores, site: whole, version }, at('2021-10-05T10:00:00Z'));
  const said = andThen(own, aDeclared(`${plan}/28/m1`, { status: 'substantial' }), { at: '2021-10-05T11:00:00Z' });
  await write(stores, [said]);
  const { site, bytes } = weighed(whole);
  await publishPlan({ ...stores, site, version }, plan, at('2021-10-05T12:00:00Z'));
  const feed = JSON.parse(whole.files.get('feed.json')?.body ?? '{}') as { items: { _jalon: { subject: string } }[] };
  return {
    bytes,
    inFeed: feed.items.length,
    plansInFeed: new Set(feed.items.map((one) => one._jalon.subject.split('/')[0])).size,
  };
}

test('F23: one change reads and writes as much, in calls and in bytes, beside none or forty plans with words of their own', async () => {
  const [alone, beside] = [await costBeside(0), await costBeside(39)];
  // The feed of all plans is full in both, and of many plans in one.
  expect([alone.inFeed, beside.inFeed]).toEqual([100, 100]);
  expect(beside.plansInFeed).toBeGreaterThan(10);
  expect(beside.bytes.calls).toBe(alone.bytes.calls);
  expect(alone.bytes.written).toBeGreaterThan(100_000);
  expect(Math.abs(beside.bytes.written / alone.bytes.written - 1)).toBeLessThan(0.1);
  // Of every other plan its line at home is read, and nothing else.
  expect(beside.bytes.read - alone.bytes.read).toBeLessThan(39 * 2_000);
});
