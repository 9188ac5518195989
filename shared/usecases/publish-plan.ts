import type { RecordStore, Site } from '../ports.ts';
import { planFiles, planFolders } from '../showing/plan-files.ts';
import { type PublishOptions, readPlanView } from './read-plan-view.ts';
import { nothingPublished, type SiteAccount, writeSite } from './write-site.ts';

export type PublishDeps = { readonly record: RecordStore; readonly site: Site };

/**
 * Publishes one plan: all its pages, feeds and data, of which only what differs is written. A plan whose import is still
 * being written keeps the pages it has: half an import is never shown.
 */
export async function publishPlan({ record, site }: PublishDeps, planId: string, options: PublishOptions): Promise<SiteAccount> {
  if ((await record.unfinishedImports(planId)).length > 0) {
    return { ...nothingPublished, skipped: [{ id: planId, reason: 'import-unfinished' }] };
  }
  const view = await readPlanView(record, planId, options);
  return view === null ? nothingPublished : writeSite(site, planFolders(planId, view), planFiles(view));
}
