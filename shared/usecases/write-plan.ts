import type { RecordStore, Site } from '../ports.ts';
import { pageLanguages } from '../showing/addresses.ts';
import { homeLineKey, indexedPlanOf } from '../showing/home-index.ts';
import { planUnits } from '../showing/plan-files.ts';
import {
  filesOfUnits,
  manifestOf,
  manifestPath,
  manifestText,
  ownersOf,
  type PlanManifest,
  readManifest,
} from '../showing/plan-manifest.ts';
import type { SiteUnit } from '../showing/site-unit.ts';
import type { PlanView } from '../showing/view.ts';
import { type PublishOptions, readPlanView } from './read-plan-view.ts';
import { addAccounts, nothingPublished, presentAt, type SiteAccount, writeDifferences } from './write-site.ts';

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
  /** The manifest that lay there before; null where it said nothing of use. */
  readonly before: PlanManifest | null;
  /** The manifest as it must be put once the root is written too; null where it lies there already. */
  readonly manifest: string | null;
};

/** How often a publication begins again because another one ended before it. */
const attempts = 3;

/** Where more places than these are concerned, the whole plan is listed at once. */
const manyPlaces = 60;

/**
 * Writes the files of one plan, of which only units are rendered whose key is not the one in the plan's manifest. A plan
 * whose import is still being written keeps the pages it has: half an import is never shown, and its end publishes again.
 * Whoever finds at the end that another publication ended meanwhile begins again and trusts nothing: what it wrote may be
 * older than what it wrote over (RELIABILITY I19).
 * @param isTrusting false: every file is rendered and compared
 */
export async function writePlan(
  deps: PublishDeps,
  planId: string,
  options: PublishOptions,
  isTrusting: boolean,
): Promise<WrittenPlan> {
  const accounts: SiteAccount[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const { left, ...written } = await writePlanOnce(deps, planId, options, isTrusting && attempt === 1);
    accounts.push(written.account);
    const { length } = [...written.account.written, ...written.account.removed];
    const isAlone = length === 0 || (await deps.site.read(manifestPath(planId))) === left;
    if (isAlone || attempt === attempts) return { ...written, account: addAccounts(accounts) };
  }
}

/** `left`: the manifest as this publication leaves it until the new one is put. */
async function writePlanOnce(
  { record, site, version }: PublishDeps,
  planId: string,
  options: PublishOptions,
  isTrusting: boolean,
): Promise<WrittenPlan & { readonly left: string | null }> {
  const lying = await site.read(manifestPath(planId));
  if ((await record.unfinishedImports(planId)).length > 0) {
    const account: SiteAccount = { ...nothingPublished, skipped: [{ id: planId, reason: 'import-unfinished' }] };
    return { account, view: null, before: null, manifest: null, left: lying };
  }
  const view = await readPlanView(record, planId, options);
  if (view === null) return { ...(await removePlan(site, planId)), left: null };
  const units = planUnits(view);
  const made = manifestOf(view, units, version, homeLineKey(indexedPlanOf(view)));
  const read = readManifest(lying);
  const isOurs = read !== null && read.version === made.version && read.basis === made.basis;
  const before = isTrusting && isOurs ? read : null;
  const work = workFor(planId, units, before);
  const present = await presentAt(site, work.places);
  const owner = ownersOf(units);
  const isLeftOver = (path: string): boolean => {
    const unit = owner(path);
    return path !== manifestPath(planId) && (unit === undefined || work.units.includes(unit));
  };
  const files = filesOfUnits(work.units);
  // It told of another program or other settings, which may come back: then it would vouch for files that are being written over.
  const left = lying === null || isOurs ? lying : null;
  if (left !== lying) await site.remove(manifestPath(planId));
  const account = await writeDifferences(site, present, files, isLeftOver);
  const text = manifestText(made);
  return { account, view, before, manifest: text === left ? null : text, left };
}

/** Every form of the plan's address, so that nothing stays behind for a day before the plan or in another language. */
function foldersOf(planId: string): string[] {
  return [`${planId}/`, ...pageLanguages.map((language) => `${language}/${planId}/`)];
}

async function removePlan(site: Site, planId: string): Promise<WrittenPlan> {
  const account = await writeDifferences(site, await presentAt(site, foldersOf(planId)), [], () => true);
  return { account, view: null, before: null, manifest: null };
}

/** What is to be rendered, and where to look: everything, unless a manifest tells which units are as they were. */
function workFor(
  planId: string,
  units: readonly SiteUnit[],
  before: PlanManifest | null,
): { readonly units: readonly SiteUnit[]; readonly places: readonly string[] } {
  if (before === null) return { units, places: foldersOf(planId) };
  const stale = units.filter(({ name, key }) => before.units[name] !== key);
  const names = new Set(units.map(({ name }) => name));
  // Of a unit that is gone nobody knows any more where it lay.
  const isOneGone = Object.keys(before.units).some((name) => !names.has(name));
  const places = stale.flatMap((unit) => unit.places);
  return { units: stale, places: isOneGone || places.length > manyPlaces ? foldersOf(planId) : places };
}
