import type { Site } from '../ports.ts';
import { folderOf, type SiteHome } from '../showing/addresses.ts';
import { collectedFiles, type PublishedPlan } from '../showing/collected-files.ts';
import { type HomeIndex, type IndexedPlan, readHomeIndex } from '../showing/home-index.ts';
import { putRootManifest, readRootManifest } from './root-manifest.ts';
import type { PublishDeps } from './write-plan.ts';
import { addAccounts, nothingPublished, type SiteAccount, writeFiles } from './write-site.ts';

/**
 * Writes what the root shows of all milestones of all plans, calendars and one table, from what each plan published of its own.
 * It grows with the number of plans: it is done once an hour where anything changed, not with each change.
 * @param index every plan to collect from, in the order of their ids
 */
export async function collectPlans(site: Site, index: HomeIndex, home: SiteHome): Promise<SiteAccount> {
  const published: PublishedPlan[] = [];
  for (const plan of index) {
    const found = await publishedBy(site, plan);
    if (found !== null) published.push(found);
  }
  return writeFiles(site, collectedFiles(published, home));
}

/** {@link collectNow}, where a plan changed since it was last done. */
export async function collectAgain(deps: Pick<PublishDeps, 'site' | 'version'>, home: SiteHome): Promise<SiteAccount> {
  const root = await readRootManifest(deps, home);
  return root === null || root.made.collected === 'yes' ? nothingPublished : collectNow(deps, home);
}

/** How often it is done anew because plans go on changing; then it is left to the next hour. */
const attempts = 3;

/**
 * {@link collectPlans} of all plans that home names, claimed first: a plan that changes meanwhile, or somebody else who collects,
 * takes the claim away. Nothing where the root has still to be made.
 */
export async function collectNow(deps: Pick<PublishDeps, 'site' | 'version'>, home: SiteHome): Promise<SiteAccount> {
  const accounts: SiteAccount[] = [];
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const root = await readRootManifest(deps, home);
    const index = root === null ? null : readHomeIndex(await deps.site.read('status.json'));
    if (root === null || index === null) break;
    const { made, text } = root;
    const claim = await putRootManifest(deps.site, { ...made, collected: 'under-way', round: made.round + 1 }, text);
    if (claim === null) continue;
    accounts.push(await collectPlans(deps.site, index, home));
    // Whoever was at it before may still be, with what plans published then: the next hour looks again.
    const collected = made.collected === 'under-way' ? 'no' : 'yes';
    if ((await putRootManifest(deps.site, { ...claim.made, collected }, claim.text)) !== null) break;
  }
  return addAccounts(accounts);
}

/** Null for a plan that home names already and that is being published for the first time. */
async function publishedBy(site: Site, { id, pageLanguage }: IndexedPlan): Promise<PublishedPlan | null> {
  const [statusCsv, fr, en] = await Promise.all([
    site.read(`${id}/status.csv`),
    site.read(`${folderOf(id, 'fr', pageLanguage)}calendar.ics`),
    site.read(`${folderOf(id, 'en', pageLanguage)}calendar.ics`),
  ]);
  return statusCsv === null || fr === null || en === null ? null : { statusCsv, calendars: { fr, en } };
}
