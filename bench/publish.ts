import { Temporal } from 'temporal-polyfill';
import { publishAll } from '../shared/usecases/publish-all.ts';
import { publishPlan } from '../shared/usecases/publish-plan.ts';
import { milestonesEach, milestonesInPlan, sayOneMoreWord, seedNationalPlan } from './a-national-plan.ts';
import { type CountedSite, countedSite, type SiteCalls } from './counted-site.ts';
import { type HugoResult, hugoOver } from './hugo.ts';
import type { Measured } from './meter.ts';
import { progress } from './progress.ts';
import type { MeasuredStores } from './stores.ts';

const version = 'bench';
const publicUrl = 'https://jalon.example.org';
const begun = Temporal.Instant.from('2028-03-01T10:00:00Z');
const measuredPlan = 'plan-1';

/** Every plan published anew. Seconds of processor time: how long somebody waits depends on what else the machine does. */
export type PublishResult = {
  readonly store: string;
  readonly plans: number;
  readonly milestones: number;
  readonly seconds: number;
  readonly files: number;
  readonly pages: number;
  readonly bytes: number;
  readonly hugo: HugoResult;
};

/** One word of a ministry published. */
export type OneChange = Measured & {
  readonly store: string;
  readonly plans: number;
  readonly milliseconds: number;
  readonly written: number;
  readonly different: number;
  readonly site: SiteCalls;
};

/** How many commitments each plan has so that all together have so many milestones. */
export function sizesOf(milestones: number): number[] {
  const plans = Math.ceil(milestones / milestonesInPlan);
  return Array.from({ length: plans }, (_, index) => {
    const left = Math.min(milestonesInPlan, milestones - index * milestonesInPlan);
    return Math.ceil(left / milestonesEach);
  });
}

async function seed({ name, fill }: MeasuredStores, sizes: readonly number[], from = 0): Promise<void> {
  const show = progress(`${name}, plans`, sizes.length);
  for (const [index, commitments] of sizes.entries()) {
    if (index < from) continue;
    await fill((stores) => seedNationalPlan(stores, `plan-${index + 1}`, commitments));
    show(index + 1);
  }
}

async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const from = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}

/** A full rebuild of plans with so many commitments each, into an empty site. */
export async function benchPublish(measured: MeasuredStores, sizes: readonly number[]): Promise<PublishResult> {
  const site = countedSite();
  try {
    return await everythingAnew(measured, site, sizes);
  } finally {
    site.close();
  }
}

async function everythingAnew(measured: MeasuredStores, site: CountedSite, sizes: readonly number[]): Promise<PublishResult> {
  await seed(measured, sizes);
  const deps = { record: measured.stores.record, site, version };
  const milestones = milestonesEach * sizes.reduce((sum, commitments) => sum + commitments, 0);
  const everything = await processorTime(() => publishAll(deps, { now: begun, publicUrl }));
  const milliseconds = everything - site.take().milliseconds;
  const pages = site.pages();
  return {
    ...{ store: measured.name, plans: sizes.length, milestones, seconds: milliseconds / 1_000 },
    ...{ files: site.files(), pages: pages.length, bytes: site.bytes(), hugo: await hugoOver(pages) },
  };
}

/** Publications of which the middle one counts: the first ones still warm up, and any may meet other work on its machine. */
const repeats = 21;

/** So many that the commitment's history has pages of its own in every round, and the same number of them. */
const wordsBefore = 20;

/** One change in the first of these plans, with so many commitments each: alone in the record, and among the others. */
export async function benchPublishOne(measured: MeasuredStores, sizes: readonly number[]): Promise<OneChange[]> {
  const site = countedSite();
  try {
    return await aloneAndAmong(measured, site, sizes);
  } finally {
    site.close();
  }
}

async function aloneAndAmong(measured: MeasuredStores, site: CountedSite, sizes: readonly number[]): Promise<OneChange[]> {
  await seed(measured, sizes.slice(0, 1));
  for (let word = wordsBefore; word > 0; word -= 1) {
    await sayOneMoreWord(measured.stores, measuredPlan, begun.subtract({ minutes: word }).toString());
  }
  const alone = await oneChange(measured, site, 1, begun);
  if (sizes.length === 1) return [alone];
  await seed(measured, sizes, 1);
  return [alone, await oneChange(measured, site, sizes.length, begun.add({ hours: 1 }))];
}

async function oneChange(
  { name, stores, meter }: MeasuredStores,
  site: CountedSite,
  plans: number,
  from: Temporal.Instant,
): Promise<OneChange> {
  const deps = { record: stores.record, site, version };
  await publishAll(deps, { now: from, publicUrl });
  const times: number[] = [];
  let told: Omit<OneChange, 'milliseconds'> | null = null;
  for (let repeat = 1; repeat <= repeats; repeat += 1) {
    const now = from.add({ minutes: repeat });
    await sayOneMoreWord(stores, measuredPlan, now.toString());
    meter.take();
    site.take();
    let written = 0;
    const milliseconds = await processorTime(async () => {
      written = (await publishPlan(deps, measuredPlan, { now, publicUrl })).written.length;
    });
    const [calls, asked] = [meter.take(), site.take()];
    times.push(milliseconds - asked.milliseconds);
    const different = asked.different.filter((path) => !path.endsWith('manifest.json'));
    told = { store: name, plans, written, different: different.length, ...calls, site: asked.calls };
  }
  const middle = times.sort((a, b) => a - b)[Math.floor(repeats / 2)] ?? 0;
  if (told === null) throw new Error('nothing was measured');
  return { ...told, milliseconds: middle };
}
