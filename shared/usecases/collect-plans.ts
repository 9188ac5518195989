import type { Site } from '../ports.ts';
import { folderOf } from '../showing/addresses.ts';
import { collectedFiles, type PublishedPlan } from '../showing/collected-files.ts';
import { type HomeIndex, type IndexedPlan, readHomeIndex } from '../showing/home-index.ts';
import { putRootManifest, readRootManifest } from './root-manifest.ts';
import type { PublishDeps } from './write-plan.ts';
import { nothingPublished, type SiteAccount, writeFiles } from './write-site.ts';

/**
 * Writes what the root shows of all milestones of all plans, calendars and one table, from what each plan published of its own.
 * It grows with the number of plans: it is done once an hour where anything changed, not with each change.
 * @param index every plan to collect from, in the order of their ids
 */
export async function collectPlans(site: Site, index: HomeIndex): Promise<SiteAccount> {
  const published: PublishedPlan[] = [];
  for (const plan of index) {
    const found = await publishedBy(site, plan);
    if (found !== null) published.push(found);
  }
  return writeFiles(site, collectedFiles(published));
}

/** {@link collectPlans}, where a plan changed since it was last done. */
export async function collectAgain(deps: Pick<PublishDeps, 'site' | 'version'>, publicUrl: string): Promise<SiteAccount> {
  const root = await readRootManifest(deps, publicUrl);
  if (root === null || root.isCollected) return nothingPublished;
  const index = readHomeIndex(await deps.site.read('status.json'));
  if (index === null) return nothingPublished;
  const account = await collectPlans(deps.site, index);
  await putRootManifest(deps.site, { ...root, isCollected: true });
  return account;
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
