import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import { localDay } from '../../shared/domain/fuzzy-date.ts';
import type { CommitmentRecord, PlanRecord, Stores } from '../../shared/ports.ts';
import { pagesOfThePast } from '../../shared/showing/past-pages.ts';
import { publishAll } from '../../shared/usecases/publish-all.ts';
import { aCommitment, aDeclared, anAsk, andThen, andThenPlan, aPlan, planWritesOf, writesOf } from '../builders.ts';
import { elements, treeOf } from '../showing/page-tree.ts';
import { publicUrl, type RecordedSite, recordedSite, version } from './publish-world.ts';

const zones = ['Europe/Paris', 'Pacific/Kiritimati', 'America/Cayenne'] as const;
const start = Temporal.Instant.from('2021-10-25T08:00:00Z');
const plan = 'fr-2021-2023';
const milestone = `${plan}/1/m1`;

const step = fc.record({
  hours: fc.integer({ min: 1, max: 40 }),
  kind: fc.constantFrom('declared' as const, 'zone' as const, 'asked' as const),
  which: fc.nat(2),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

type World = { plan: PlanRecord; commitment: CommitmentRecord; asks: ReturnType<typeof anAsk>[] };

function begun(): World {
  const at = start.toString();
  return {
    plan: aPlan({ id: plan, zone: zones[0], publishAsks: true, at }),
    commitment: aCommitment({ plan, number: '1', milestones: [{ due: 'Octobre 2021' }, { due: 'Novembre 2021' }], at }),
    asks: [],
  };
}

function after(world: World, { kind, which }: Step, now: Temporal.Instant): World {
  const at = now.toString();
  const { settings } = world.plan.state;
  if (kind === 'asked') {
    const on = localDay(now, settings.zone);
    const rid = String(world.asks.length).padStart(43, '0');
    return { ...world, asks: [...world.asks, anAsk({ subjectId: milestone, commitmentId: `${plan}/1`, rid, at, on })] };
  }
  if (kind === 'declared') {
    const status = (['not-started', 'limited', 'substantial'] as const)[which] ?? 'limited';
    return { ...world, commitment: andThen(world.commitment, aDeclared(milestone, { status }), { at }) };
  }
  const zone = zones[which] ?? zones[0];
  const change = { type: 'plan-edited', data: { settings: { ...settings, zone }, reason: null } } as const;
  return { ...world, plan: andThenPlan(world.plan, change, { at }) };
}

async function storesOf({ plan: ofPlan, commitment, asks }: World): Promise<Stores> {
  const stores = memoryStores();
  for (const one of planWritesOf(ofPlan)) await stores.record.appendToPlan(one);
  for (const one of writesOf(commitment)) await stores.record.appendToCommitment(one);
  for (const one of asks) await stores.record.putAsk(one);
  return stores;
}

const isOfMachinery = (path: string): boolean => path.includes('service/') || path === 'service.json';

function shown({ files }: RecordedSite): Map<string, string> {
  const kept = [...files.values()].filter(({ path }) => !path.endsWith('manifest.json') && !isOfMachinery(path));
  return new Map(pagesOfThePast(kept).map(({ path, body }) => [path, String(body)]));
}

/** What was said at noon is of the next day in the zone the plan moved to since. */
const movedEastLater: Step[] = [
  { hours: 4, kind: 'declared', which: 1 },
  { hours: 40, kind: 'zone', which: 1 },
];

/** Where a new day begins in a zone, less a second. */
function endOf(day: string, zone: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ seconds: 1 });
}

describe('a past day', () => {
  it('is shown as it was published at its end, in whichever zone the plan was then, heartbeats or not', {
    timeout: 120_000,
  }, async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), fc.nat(10), async (steps, days) => {
        let now = start;
        const worlds = [{ now, world: begun() }];
        for (const one of steps) {
          now = now.add({ hours: one.hours });
          worlds.push({ now, world: after(worlds.at(-1)?.world ?? begun(), one, now) });
        }
        const last = worlds.at(-1)?.world ?? begun();
        const day = Temporal.PlainDate.from('2021-10-25').add({ days }).toString();
        const ends = zones.flatMap((zone) => {
          const end = endOf(day, zone);
          const then = worlds.findLast((one) => Temporal.Instant.compare(one.now, end) <= 0);
          return then?.world.plan.state.settings.zone === zone ? [{ end, world: then.world }] : [];
        });
        const then = ends.sort((a, b) => Temporal.Instant.compare(b.end, a.end))[0];
        // A change of zone may take the day's end away.
        fc.pre(then !== undefined);
        const [live, later] = [recordedSite(), recordedSite()];
        const stores = await storesOf(then.world);
        await publishAll({ ...stores, site: live, version }, { now: then.end, publicUrl });
        const known = await storesOf(last);
        await known.record.putHeartbeat({ planId: plan, positionsOn: '2022-02-01' });
        await publishAll({ ...known, site: later, version }, { now: start.add({ hours: 24 * 100 }), publicUrl, asOf: day });
        expect([...shown(later)].filter(([path, body]) => shown(live).get(path) !== body).map(([path]) => path)).toEqual([]);
        expect([...shown(later).keys()].sort()).toEqual([...shown(live).keys()].sort());
        compared += 1;
      }),
      { numRuns: 12, examples: [[movedEastLater, 0]] },
    );
    expect(compared).toBeGreaterThan(5);
  });

  it('is left out by search engines, is canonical to nothing and leads to no page that is not there', async () => {
    const stores = await storesOf(begun());
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, { now: start.add({ hours: 24 * 9 }), publicUrl, asOf: '2021-10-26' });
    const pages = [...site.files.values()].filter(({ path }) => path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(20);
    const heads = pages.map(({ path, body }) => {
      const tree = treeOf(body);
      const robots = elements(tree, 'meta').filter((one) => JSON.stringify(one).includes('noindex')).length;
      return [path, robots, body.includes('rel="canonical"'), /href="[^"]*service\//.test(body)];
    });
    expect(heads).toEqual(pages.map(({ path }) => [path, 1, false, false]));
    expect([...site.files.keys()].filter(isOfMachinery)).toEqual([]);
  });
});
