import type { RecordStore, Site, SiteFile } from '../ports.ts';
import { pageLanguages } from '../showing/addresses.ts';
import { fileTypes } from '../showing/file-types.ts';
import { planUnits } from '../showing/plan-files.ts';
import {
  closedManifest,
  filesOfUnits,
  isSameKind,
  manifestPath,
  manifestText,
  openManifest,
  ownersOf,
  type PlanManifest,
  publishedOf,
  readManifest,
} from '../showing/plan-manifest.ts';
import type { SiteUnit } from '../showing/site-unit.ts';
import type { PlanView } from '../showing/view.ts';
import { filesOn, type PublishOptions, readPlanView } from './read-plan-view.ts';
import { takingTurns } from './taking-turns.ts';
import { differencesAt, nothingPublished, presentAt, type SiteAccount, writeDifferences } from './write-site.ts';

export type PublishDeps = {
  readonly record: RecordStore;
  readonly site: Site;
  /** The program, told by its bytes: another one may render the same record differently. */
  readonly version: string;
  /** A stylesheet that follows the house's own, see docs/theming.md; the version tells one theme from another. */
  readonly theme?: string;
};

export type WrittenPlan = {
  readonly account: SiteAccount;
  /** What was shown; null where nothing was, see `account`. */
  readonly view: PlanView | null;
  /** The manifest that lay there before; null where it said nothing. */
  readonly before: PlanManifest | null;
  /** The units that were looked at, whether or not anything of them differed. */
  readonly units: readonly SiteUnit[];
  /** To be put once the root is written too; null where what lies there says the same already. */
  readonly manifest: PendingManifest | null;
};

/** A manifest that waits: it may be put over the one that was left and over no other. */
export type PendingManifest = { readonly made: PlanManifest; readonly left: string | null };

/** Units of which no manifest is believed: all of them, or those of these names. */
export type Doubts = 'all' | ReadonlySet<string>;

/** Where more places than these are concerned, the whole plan is listed at once. */
const manyPlaces = 60;

/**
 * Writes the files of one plan, of which only units are rendered whose key is not the one in the plan's manifest. A plan
 * whose import is still being written keeps the pages it has: half an import is never shown, and its end publishes again.
 * Before the first write the manifest stops vouching for what is written over; who ends puts it over the one they left
 * ({@link putManifest}), so that of two publications at once the one that read an older record begins again (RELIABILITY I19).
 */
export async function writePlan(
  deps: PublishDeps,
  planId: string,
  options: PublishOptions,
  doubts: Doubts,
): Promise<WrittenPlan> {
  return takingTurns(() => writePlanOnce(deps, planId, options, doubts));
}

/** Puts the manifest of a plan; false where somebody else began or ended meanwhile, so that what was written must be doubted. */
export async function putManifest(site: Site, planId: string, { made, left }: PendingManifest): Promise<boolean> {
  return site.putOver(manifestFile(planId, made), left);
}

/** The same, vouching for nothing at the root: the plan's next publication looks what it says. */
export function withoutRoot({ made, left }: PendingManifest): PendingManifest {
  return { left, made: { ...made, home: null, redactions: null } };
}

function manifestFile(planId: string, made: PlanManifest): SiteFile {
  return { path: manifestPath(planId), body: manifestText(made), contentType: fileTypes.json };
}

/** Null where somebody else began meanwhile: nothing was written. */
async function writePlanOnce(
  { record, site, version }: PublishDeps,
  planId: string,
  options: PublishOptions,
  doubts: Doubts,
): Promise<WrittenPlan | null> {
  const lying = await site.read(manifestPath(planId));
  const nothing = { account: nothingPublished, view: null, before: null, units: [], manifest: null };
  if ((await record.unfinishedImports(planId)).length > 0) {
    return { ...nothing, account: { ...nothingPublished, skipped: [{ id: planId, reason: 'import-unfinished' }] } };
  }
  const view = await readPlanView(record, planId, options);
  if (view === null) return { ...nothing, account: await removePlan(site, planId) };
  const units = planUnits(view);
  const made = publishedOf(view, units, version);
  const before = readManifest(lying);
  const believed = before !== null && isSameKind(before, made) && doubts !== 'all' ? before : null;
  const work = workFor(planId, units, believed, doubts === 'all' ? new Set() : doubts);
  const present = await presentAt(site, work.places);
  const owner = ownersOf(units);
  const isLeftOver = (path: string): boolean => {
    const unit = owner(path);
    return path !== manifestPath(planId) && (unit === undefined || work.units.includes(unit));
  };
  const differences = differencesAt(present, filesOfUnits(work.units.map((unit) => inBytes(unit, options))), isLeftOver);
  const closed = closedManifest(before, made);
  const told = { view, before, units: work.units };
  if (differences.files.length === 0 && differences.removed.length === 0) {
    const account = await writeDifferences(site, present, differences);
    const isSame = before !== null && manifestText({ ...closed, round: before.round }) === lying;
    return { ...told, account, manifest: isSame ? null : { made: closed, left: lying } };
  }
  const open = openManifest(before, made, new Set(work.units.map(({ name }) => name)));
  if (!(await site.putOver(manifestFile(planId, open), lying))) return null;
  const account = await writeDifferences(site, present, differences);
  return { ...told, account, manifest: { made: { ...closed, round: open.round }, left: manifestText(open) } };
}

/**
 * Its files as the bytes they are written as, each as soon as it is made: a page is put together of thousands of pieces, and those of
 * all pages at once are a burden.
 */
function inBytes(unit: SiteUnit, options: PublishOptions): SiteUnit {
  return { ...unit, files: () => filesOn(options, unit.files()).map((file) => ({ ...file, body: Buffer.from(file.body) })) };
}

/** Every form of the plan's address, so that nothing stays behind for a day before the plan or in another language. */
function foldersOf(planId: string): string[] {
  return [`${planId}/`, ...pageLanguages.map((language) => `${language}/${planId}/`)];
}

async function removePlan(site: Site, planId: string): Promise<SiteAccount> {
  const present = await presentAt(site, foldersOf(planId));
  return writeDifferences(
    site,
    present,
    differencesAt(present, [], () => true),
  );
}

/** What is to be rendered, and where to look: everything, unless a manifest tells which units are as they were. */
function workFor(
  planId: string,
  units: readonly SiteUnit[],
  believed: PlanManifest | null,
  doubts: ReadonlySet<string>,
): { readonly units: readonly SiteUnit[]; readonly places: readonly string[] } {
  if (believed === null) return { units, places: foldersOf(planId) };
  const stale = units.filter(({ name, key }) => doubts.has(name) || believed.units[name] !== key);
  const names = new Set(units.map(({ name }) => name));
  // Of a unit that is gone nobody knows any more where it lay.
  const isOneGone = Object.keys(believed.units).some((name) => !names.has(name));
  const places = stale.flatMap((unit) => unit.places);
  return { units: stale, places: isOneGone || places.length > manyPlaces ? foldersOf(planId) : places };
}
