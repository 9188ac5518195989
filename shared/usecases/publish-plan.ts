import type { RecordStore, Site } from '../ports.ts';
import { pageLanguages } from '../showing/addresses.ts';
import { planFiles } from '../showing/plan-files.ts';
import { type PublishOptions, readPlanView } from './read-plan-view.ts';
import { nothingPublished, type SiteAccount, writeSite } from './write-site.ts';

export type PublishDeps = { readonly record: RecordStore; readonly site: Site };

/**
 * Publishes one plan: all its pages, feeds and data, of which only what differs is written. A plan whose import is still
 * being written keeps the pages it has: half an import is never shown, and its end publishes again.
 */
export async function publishPlan({ record, site }: PublishDeps, planId: string, options: PublishOptions): Promise<SiteAccount> {
  if ((await record.unfinishedImports(planId)).length > 0) {
    return { ...nothingPublished, skipped: [{ id: planId, reason: 'import-unfinished' }] };
  }
  const view = await readPlanView(record, planId, options);
  // Every form of the plan's address, so that nothing stays behind for a day before the plan or in another language.
  const folders = [`${planId}/`, ...pageLanguages.map((language) => `${language}/${planId}/`)];
  return writeSite(site, folders, view === null ? [] : planFiles(view));
}
