import { type RootPart, rootPartOf } from '../showing/root-files.ts';
import { publishAssets } from './publish-assets.ts';
import { homeSkipped } from './publish-home.ts';
import { putManifest } from './publish-plan.ts';
import { writeRoot } from './publish-root.ts';
import { publishService } from './publish-service.ts';
import type { PublishOptions } from './read-plan-view.ts';
import { type PublishDeps, writePlan } from './write-plan.ts';
import { addAccounts, type SiteAccount } from './write-site.ts';

/**
 * Rebuilds the whole site: the same pure functions over every plan, and no manifest is believed. Writes only files whose bytes
 * differ. While an import is being written, its plan and the index of all plans are left as they are.
 */
export async function publishAll(deps: PublishDeps, options: PublishOptions): Promise<SiteAccount> {
  const { record, site, theme } = deps;
  const { publicUrl } = options;
  const accounts = [await publishAssets(site, publicUrl, theme), await publishService(deps, publicUrl)];
  const parts: RootPart[] = [];
  const manifests: { readonly planId: string; readonly body: string }[] = [];
  for (const planId of await record.planIds()) {
    const { account, view, manifest } = await writePlan(deps, planId, options, false);
    accounts.push(account);
    if (view !== null) parts.push(rootPartOf(view));
    if (manifest !== null) manifests.push({ planId, body: manifest });
  }
  // Without their manifests, the next publication of each plan sees to its part of the root.
  if (accounts.some(({ skipped }) => skipped.length > 0)) return addAccounts([...accounts, homeSkipped]);
  accounts.push(await writeRoot(deps, parts, publicUrl));
  for (const { planId, body } of manifests) await putManifest(site, planId, body);
  return addAccounts(accounts);
}
