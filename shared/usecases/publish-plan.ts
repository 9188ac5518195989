import type { Site } from '../ports.ts';
import { pageLanguages } from '../showing/addresses.ts';
import { fileTypes } from '../showing/file-types.ts';
import { manifestPath } from '../showing/plan-manifest.ts';
import { rootPartOf } from '../showing/root-files.ts';
import { mergeIntoHome } from './publish-home.ts';
import type { PublishOptions } from './read-plan-view.ts';
import { putRootManifest, readRootManifest } from './root-manifest.ts';
import { type PublishDeps, type WrittenPlan, writePlan } from './write-plan.ts';
import { addAccounts, type SiteAccount } from './write-site.ts';

/**
 * Publishes one plan after a change: what the change touches of its pages, feeds and data, then its part of the index of all
 * plans, then the manifest that vouches for both. It reads this plan and no other. Where the root has still to be made by this
 * program, it is left to whoever makes it.
 */
export async function publishPlan(deps: PublishDeps, planId: string, options: PublishOptions): Promise<SiteAccount> {
  const written = await writePlan(deps, planId, options, true);
  const { account, view, before, manifest } = written;
  // Its manifest lies there as it should: so did the root when it was put.
  if (view === null || manifest === null) return account;
  const root = await readRootManifest(deps, options.publicUrl);
  if (root === null) {
    await putManifest(deps.site, planId, manifest);
    return account;
  }
  const home = await mergeIntoHome(deps, rootPartOf(view), before?.home ?? null, options);
  if (root.isCollected && isToCollect(planId, written)) await putRootManifest(deps.site, { ...root, isCollected: false });
  await putManifest(deps.site, planId, manifest);
  return addAccounts([account, home]);
}

export async function putManifest(site: Site, planId: string, body: string): Promise<void> {
  await site.put({ path: manifestPath(planId), body, contentType: fileTypes.json });
}

/** Whether what the root collects of a plan is no more as it was. */
function isToCollect(planId: string, { account }: WrittenPlan): boolean {
  const folders = [`${planId}/`, ...pageLanguages.map((language) => `${language}/${planId}/`)];
  const collected = folders.flatMap((folder) => [`${folder}status.csv`, `${folder}calendar.ics`]);
  return [...account.written, ...account.removed].some((path) => collected.includes(path));
}
