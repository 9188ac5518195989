import { pageLanguages } from '../showing/addresses.ts';
import { redactionsIn } from '../showing/plan-manifest.ts';
import { rootPartOf } from '../showing/root-files.ts';
import type { SiteUnit } from '../showing/site-unit.ts';
import { collectNow } from './collect-plans.ts';
import { mergeIntoHome } from './publish-home.ts';
import { remakeIndex } from './publish-root.ts';
import type { PublishOptions } from './read-plan-view.ts';
import { markToCollect, readRootManifest } from './root-manifest.ts';
import { type AtRoot, nothingAtRoot, type ShownPlan, writeAndVouch } from './write-and-vouch.ts';
import type { PublishDeps } from './write-plan.ts';
import { addAccounts, type SiteAccount } from './write-site.ts';

/**
 * Publishes one plan after a change: what the change touches of its pages, feeds and data, then its part of the index of all
 * plans, then the manifest that vouches for both. It reads this plan and no other. Where the root has still to be made by this
 * program, it is left to whoever makes it.
 */
export async function publishPlan(deps: PublishDeps, planId: string, options: PublishOptions): Promise<SiteAccount> {
  const { account } = await writeAndVouch(deps, planId, options, (written) => publishAtRoot(deps, written, options));
  return account;
}

async function publishAtRoot(deps: PublishDeps, { view, before, units }: ShownPlan, options: PublishOptions): Promise<AtRoot> {
  const root = await readRootManifest(deps, options);
  if (root === null) return nothingAtRoot();
  const part = rootPartOf(view);
  const merged = await mergeIntoHome(deps, part, before?.home ?? null, options);
  const home = merged ?? (await remakeIndex(deps, part, options));
  // What was removed must be gone everywhere with the publication that tells of it.
  if (redactionsIn(view) > (before?.redactions ?? 0)) {
    return { account: addAccounts([home, await collectNow(deps, options)]), isWhole: true };
  }
  const isKnown = before !== null && before.home !== null;
  if (!isKnown || isToCollect(view.state.settings.id, units)) await markToCollect(deps, options, root);
  return { account: home, isWhole: true };
}

/** Whether what the root collects of a plan may be no more as it was. */
function isToCollect(planId: string, units: readonly SiteUnit[]): boolean {
  const folders = [`${planId}/`, ...pageLanguages.map((language) => `${language}/${planId}/`)];
  const collected = folders.flatMap((folder) => [`${folder}status.csv`, `${folder}calendar.ics`]);
  return units.some(({ places }) => places.some((place) => collected.includes(place)));
}
