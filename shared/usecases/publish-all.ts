import { type RootPart, rootPartOf } from '../showing/root-files.ts';
import { clearOtherHomes } from './clear-other-homes.ts';
import { publishAssets } from './publish-assets.ts';
import { rootAsRead, writeRoot } from './publish-root.ts';
import { publishService } from './publish-service.ts';
import type { PublishOptions } from './read-plan-view.ts';
import { takingTurns } from './taking-turns.ts';
import { type PendingManifest, type PublishDeps, putManifest, withoutRoot, writePlan } from './write-plan.ts';
import { addAccounts, nothingPublished, type SiteAccount } from './write-site.ts';

/** The index of all plans was left as it is. */
const homeSkipped: SiteAccount = { ...nothingPublished, skipped: [{ id: 'home', reason: 'import-unfinished' }] };

/**
 * Rebuilds the whole site: the same pure functions over every plan, and no manifest is believed. Writes only files whose bytes
 * differ. While an import is being written, its plan and the index of all plans are left as they are.
 * @throws OvertakenError where others go on publishing into the same site meanwhile
 */
export async function publishAll(deps: PublishDeps, options: PublishOptions): Promise<SiteAccount> {
  const { site, theme } = deps;
  const accounts = [await publishAssets(site, options, theme)];
  // No log tells how the machinery was on a past day.
  if ((options.asOf ?? null) === null) accounts.push(await publishService(deps, options));
  await takingTurns(async () => ((await publishPlans(deps, options, accounts)) ? 'published' : null));
  return addAccounts(accounts);
}

/** False where somebody else published something of the same meanwhile. */
async function publishPlans(deps: PublishDeps, options: PublishOptions, accounts: SiteAccount[]): Promise<boolean> {
  const { record, site } = deps;
  const before = await rootAsRead(deps, options);
  const parts: RootPart[] = [];
  const manifests: { readonly planId: string; readonly manifest: PendingManifest }[] = [];
  let isWhole = true;
  for (const planId of await record.planIds()) {
    const { account, view, manifest } = await writePlan(deps, planId, options, 'all');
    accounts.push(account);
    isWhole &&= account.skipped.length === 0;
    if (view !== null) parts.push(rootPartOf(view));
    if (manifest !== null) manifests.push({ planId, manifest });
  }
  if (!isWhole) accounts.push(homeSkipped);
  else if (!(await writeRoot(deps, { parts, isWhole }, options, before, accounts))) return false;
  for (const { planId, manifest } of manifests) {
    if (!(await putManifest(site, planId, isWhole ? manifest : withoutRoot(manifest)))) return false;
  }
  // A plan that was left as it is may lead there still.
  if (isWhole) accounts.push(await clearOtherHomes(site, options));
  return true;
}
