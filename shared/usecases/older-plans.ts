import type { SiteHome } from '../showing/addresses.ts';
import { isMadeBy, manifestPath, readManifest } from '../showing/plan-manifest.ts';
import { clearOtherHomes } from './clear-other-homes.ts';
import { publishPlan } from './publish-plan.ts';
import type { PublishOptions } from './read-plan-view.ts';
import { putRootManifest, readRootManifest } from './root-manifest.ts';
import { unlessUnreadable } from './unless-unreadable.ts';
import type { PublishDeps } from './write-plan.ts';
import { nothingPublished, type SiteAccount } from './write-site.ts';

/** So many manifests are read at the same time. */
const atOnce = 16;

/** Plans to publish again, in the order of their ids, and what was written for there being none. */
type OlderPlans = { readonly plans: readonly string[]; readonly account: SiteAccount };

/**
 * The plans that another program published, or for another site: nothing changed in them since, and their pages are as they
 * were made then. Once there is none nothing leads to another front door any more, and what is left of it is removed; the root's
 * manifest says so, and nobody looks again until the next program. None, too, while the root has still to be made.
 */
export async function olderPlans(deps: Pick<PublishDeps, 'record' | 'site' | 'version'>, home: SiteHome): Promise<OlderPlans> {
  const root = await readRootManifest(deps, home);
  if (root === null || root.made.hasNoOlderPlan) return { plans: [], account: nothingPublished };
  const plans: string[] = [];
  const ids = await deps.record.planIds();
  for (let start = 0; start < ids.length; start += atOnce) {
    const some = ids.slice(start, start + atOnce).map(async (id) => {
      const lying = readManifest(await deps.site.read(manifestPath(id)));
      return isMadeBy(lying, deps.version, home) ? [] : [id];
    });
    plans.push(...(await Promise.all(some)).flat());
  }
  if (plans.length > 0) return { plans, account: nothingPublished };
  const account = await clearOtherHomes(deps.site, home);
  // Where somebody wrote there meanwhile, the next one who looks says so.
  await putRootManifest(deps.site, { ...root.made, hasNoOlderPlan: true, round: root.made.round + 1 }, root.text);
  return { plans, account };
}

/** Publishes such a plan like after a change; one that cannot be read keeps what lies there, and its name is told. */
export async function publishOlder(deps: PublishDeps, planId: string, options: PublishOptions): Promise<SiteAccount> {
  const account = await unlessUnreadable(() => publishPlan(deps, planId, options));
  return account === 'unreadable' ? { ...nothingPublished, skipped: [{ id: planId, reason: 'unreadable' }] } : account;
}
