import { publishAssets, publishHome } from './publish-home.ts';
import { type PublishDeps, publishPlan } from './publish-plan.ts';
import { publishService } from './publish-service.ts';
import type { PublishOptions } from './read-plan-view.ts';
import { addAccounts, type SiteAccount } from './write-site.ts';

/** Rebuilds the whole site: the same pure functions over every plan. Writes only files whose bytes differ. */
export async function publishAll(deps: PublishDeps, options: PublishOptions): Promise<SiteAccount> {
  const accounts = [await publishAssets(deps, options.publicUrl), await publishService(deps, options.publicUrl)];
  for (const planId of await deps.record.planIds()) accounts.push(await publishPlan(deps, planId, options));
  accounts.push(await publishHome(deps, options));
  return addAccounts(accounts);
}
