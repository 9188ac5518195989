import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import type { RecordStore, Site, Stores } from '../../shared/ports.ts';
import { collectAgain } from '../../shared/usecases/collect-plans.ts';
import { publishAll } from '../../shared/usecases/publish-all.ts';
import { publishAssets } from '../../shared/usecases/publish-assets.ts';
import { publishPlan } from '../../shared/usecases/publish-plan.ts';
import { publishRoot } from '../../shared/usecases/publish-root.ts';
import { publishService } from '../../shared/usecases/publish-service.ts';
import { readRootManifest } from '../../shared/usecases/root-manifest.ts';
import type { PublishDeps } from '../../shared/usecases/write-plan.ts';
import { aCommitment, aDeclared, andThen, aPlan, planWritesOf, writesOf } from '../builders.ts';
import { isFull } from '../full.ts';
import { at, publicUrl, type RecordedSite, recordedSite, version } from './publish-world.ts';

const begun = at('2021-10-05T10:00:00Z');
const later = at('2021-10-05T12:00:00Z');

const promised = (plan: string) =>
  aCommitment({ plan, number: '1', title: 'Une promesse', milestones: [{ due: 'Octobre 2021' }] });
const started = andThen(promised('plan-a'), aDeclared('plan-a/1/m1', { status: 'limited' }), { at: '2021-10-05T10:30:00Z' });
const finished = andThen(started, aDeclared('plan-a/1/m1', { status: 'substantial' }), { at: '2021-10-05T11:30:00Z' });

async function storesWith(commitments: readonly ReturnType<typeof promised>[], ...plans: readonly string[]): Promise<Stores> {
  const stores = memoryStores();
  for (const id of plans) for (const one of planWritesOf(aPlan({ id }))) await stores.record.appendToPlan(one);
  for (const one of commitments.flatMap(writesOf)) await stores.record.appendToCommitment(one);
  return stores;
}

function shown({ files }: RecordedSite): Map<string, string> {
  return new Map([...files].filter(([path]) => !path.endsWith('manifest.json')).map(([path, { body }]) => [path, body]));
}

function differing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path)).sort();
}

/** Whose turn it is, and for how many of its calls of the site. */
type Turn = { readonly who: number; readonly calls: number };

type Waiting = { readonly who: number; readonly go: () => void };

/** Publishers that stop before each call of the site until it is their turn; the schedule, then their order, tells whose it is. */
class Stage {
  private readonly waiting: Waiting[] = [];
  private readonly begun: Promise<unknown>[] = [];

  private readonly site: Site;

  constructor(site: Site) {
    this.site = site;
  }

  /** The site as one of them reaches it; its record, read after this call or that, is not held up. */
  siteOf(who: number): Site {
    const turn = <Value>(run: () => Promise<Value>): Promise<Value> =>
      new Promise<void>((go) => this.waiting.push({ who, go })).then(run);
    const { site } = this;
    return {
      fingerprints: (prefix) => turn(() => site.fingerprints(prefix)),
      fingerprintsIn: (folder) => turn(() => site.fingerprintsIn(folder)),
      read: (path) => turn(() => site.read(path)),
      put: (file) => turn(() => site.put(file)),
      putOver: (file, asRead) => turn(() => site.putOver(file, asRead)),
      remove: (path) => turn(() => site.remove(path)),
    };
  }

  begin(work: Promise<unknown>): void {
    this.begun.push(work);
  }

  /** Until everybody has ended. @throws what one of them throws */
  async play(schedule: readonly Turn[]): Promise<void> {
    const ends = Promise.all(this.begun);
    for (const { who, calls } of schedule) {
      for (let left = calls; left > 0 && (await this.letGo((one) => one.who === who)); left -= 1);
    }
    while (await this.letGo(() => true));
    await ends;
  }

  /** Whether one of these was waiting; everybody who can goes on until they wait again. */
  private async letGo(isWanted: (one: Waiting) => boolean): Promise<boolean> {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((done) => setImmediate(done));
    const found = this.waiting.findIndex(isWanted);
    const [one] = found < 0 ? [] : this.waiting.splice(found, 1);
    one?.go();
    return one !== undefined;
  }
}

const runs = isFull ? 40 : 10;

const turns = fc.array(fc.record({ who: fc.nat(2), calls: fc.integer({ min: 1, max: 70 }) }), { maxLength: 10 });

/** Each of them once more where others were quicker every time: the stream gives its changes again. */
async function again(publish: () => Promise<unknown>): Promise<void> {
  await publish().catch(publish);
}

function copyOf(site: RecordedSite): RecordedSite {
  const copy = recordedSite();
  for (const [path, file] of site.files) copy.files.set(path, file);
  return copy;
}

/** A record that tells the newer state from some moment on. */
function newsAfter(older: RecordStore, newer: RecordStore): { readonly record: RecordStore; readonly tell: () => void } {
  let current = older;
  const record = new Proxy(older, {
    get: (_, name) => {
      const member: unknown = Reflect.get(current, name);
      return typeof member === 'function' ? member.bind(current) : member;
    },
  });
  return {
    record,
    tell: () => {
      current = newer;
    },
  };
}

/** A site of which one waits before their first plain write, and dies once they wrote all and find that somebody came between. */
function heldUp(site: Site) {
  let reached = (): void => {};
  let goOn = (): void => {};
  const isReached = new Promise<void>((done) => {
    reached = done;
  });
  const mayGoOn = new Promise<void>((done) => {
    goOn = done;
  });
  const waiting: Site = {
    ...site,
    put: async (file) => {
      reached();
      await mayGoOn;
      await site.put(file);
    },
    putOver: async (file, asRead) => {
      if (await site.putOver(file, asRead)) return true;
      throw new Error('died');
    },
  };
  return { ...waiting, reached: isReached, goOn: () => goOn() };
}

describe('publications at once', () => {
  const before = recordedSite();
  const assetsOnly = recordedSite();
  const rebuilt = recordedSite();
  const stores = { older: memoryStores(), newer: memoryStores() };
  beforeAll(async () => {
    await publishAll({ ...(await storesWith([promised('plan-a')], 'plan-a')), site: before, version }, begun);
    stores.older = await storesWith([started], 'plan-a');
    stores.newer = await storesWith([finished, promised('plan-b')], 'plan-a', 'plan-b');
    await publishAll({ ...stores.newer, site: rebuilt, version }, later);
    await publishAssets(assetsOnly, { publicUrl });
    await publishService({ ...stores.newer, site: assetsOnly, version }, { publicUrl });
  });

  /**
   * One publisher that may have read the plan before its newest word, one that read it after, and one of another plan that home
   * does not know yet, who then collects.
   */
  async function race(
    site: RecordedSite,
    schedule: readonly Turn[],
    publish: (deps: PublishDeps, planId: string) => Promise<unknown>,
  ): Promise<void> {
    const stage = new Stage(site);
    const { record, tell } = newsAfter(stores.older.record, stores.newer.record);
    const deps = (who: number): PublishDeps => ({ site: stage.siteOf(who), record, version });
    stage.begin(again(() => publish(deps(0), 'plan-a')));
    stage.begin(
      deps(1)
        .site.read('')
        .then(tell)
        .then(() => again(() => publish(deps(1), 'plan-a'))),
    );
    const other = { ...deps(2), record: stores.newer.record };
    stage.begin(again(() => publish(other, 'plan-b')).then(() => collectAgain(other, { publicUrl })));
    await stage.play(schedule);
    await collectAgain({ site, version }, { publicUrl });
  }

  it('I19: none loses what another one published, whoever comes between whichever calls', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(turns, async (schedule) => {
        const site = copyOf(before);
        await race(site, schedule, (deps, planId) => publishPlan(deps, planId, later));
        expect(differing(shown(site), shown(rebuilt))).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('I19: what one who was overtaken wrote before they died is doubted by the next but one', async () => {
    const site = copyOf(before);
    const older = { ...stores.older, site: heldUp(site), version };
    const held = publishPlan(older, 'plan-a', later);
    await older.site.reached;
    const newer = { ...stores.newer, site, version };
    await publishPlan(newer, 'plan-a', later);
    older.site.goOn();
    await expect(held).rejects.toThrow('died');
    // What the one who is dead now wrote over: nobody may take it for what the second one wrote.
    expect(differing(shown(site), shown(rebuilt))).toContain('plan-a/1/index.html');
    await publishPlan(newer, 'plan-a', later);
    const ofPlan = (files: ReadonlyMap<string, string>) => new Map([...files].filter(([path]) => path.includes('plan-a/')));
    expect(differing(ofPlan(shown(site)), ofPlan(shown(rebuilt)))).toEqual([]);
  });

  it('I19: nor do those who find that the root has still to be made', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(turns, async (schedule) => {
        const site = copyOf(assetsOnly);
        await race(site, schedule, async (deps, planId) => {
          if ((await readRootManifest(deps, { publicUrl })) === null) await publishRoot(deps, later);
          await publishPlan(deps, planId, later);
        });
        expect(differing(shown(site), shown(rebuilt))).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});
