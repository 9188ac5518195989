import { indexFiles, type RootPart } from '../showing/root-files.ts';
import { collectPlans } from './collect-plans.ts';
import { homeSkipped, rootParts } from './publish-home.ts';
import type { PublishOptions } from './read-plan-view.ts';
import { putRootManifest } from './root-manifest.ts';
import type { PublishDeps } from './write-plan.ts';
import { addAccounts, type SiteAccount, writeFiles } from './write-site.ts';

/** Makes everything at the root from every plan, and vouches for it: from then on changes are merged into it. */
export async function publishRoot(deps: PublishDeps, options: PublishOptions): Promise<SiteAccount> {
  const parts = await rootParts(deps, options);
  return parts === null ? homeSkipped : writeRoot(deps, parts, options.publicUrl);
}

/** Writes everything at the root that tells of plans, from what it shows of each and what each published. */
export async function writeRoot(
  { site, version }: PublishDeps,
  parts: readonly RootPart[],
  publicUrl: string,
): Promise<SiteAccount> {
  // Home links to what is collected, so that this stands before it.
  const collected = await collectPlans(
    site,
    parts.map(({ line }) => line),
  );
  const account = addAccounts([collected, await writeFiles(site, indexFiles(parts, publicUrl))]);
  await putRootManifest(site, { version, publicUrl, isCollected: true });
  return account;
}
