import { manifestPath, readManifest } from '../showing/plan-manifest.ts';
import { publishPlan } from './publish-plan.ts';
import type { PublishOptions } from './read-plan-view.ts';
import { putRootManifest, readRootManifest } from './root-manifest.ts';
import { unlessUnreadable } from './unless-unreadable.ts';
import type { PublishDeps } from './write-plan.ts';
import { nothingPublished, type SiteAccount } from './write-site.ts';

/** So many manifests are read at the same time. */
const atOnce = 16;

/**
 * The plans that another program published, in the order of their ids: nothing changed in them since, and their pages are as that
 * program made them. Once there is none the root's manifest says so, and nobody looks again until the next program. None, too,
 * while the root has still to be made.
 */
export async function olderPlans(
  deps: Pick<PublishDeps, 'record' | 'site' | 'version'>,
  publicUrl: string,
): Promise<readonly string[]> {
  const root = await readRootManifest(deps, publicUrl);
  if (root === null || root.made.hasNoOlderPlan) return [];
  const older: string[] = [];
  const ids = await deps.record.planIds();
  for (let start = 0; start < ids.length; start += atOnce) {
    const some = ids.slice(start, start + atOnce).map(async (id) => {
      const lying = readManifest(await deps.site.read(manifestPath(id)));
      return lying?.version === deps.version ? [] : [id];
    });
    older.push(...(await Promise.all(some)).flat());
  }
  // Where somebody wrote there meanwhile, the next one who looks says so.
  if (older.length === 0) {
    await putRootManifest(deps.site, { ...root.made, hasNoOlderPlan: true, round: root.made.round + 1 }, root.text);
  }
  return older;
}

/** Publishes such a plan like after a change; one that cannot be read keeps what lies there, and its name is told. */
export async function publishOlder(deps: PublishDeps, planId: string, options: PublishOptions): Promise<SiteAccount> {
  const account = await unlessUnreadable(() => publishPlan(deps, planId, options));
  return account === 'unreadable' ? { ...nothingPublished, skipped: [{ id: planId, reason: 'unreadable' }] } : account;
}
