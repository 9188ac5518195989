import { assetFiles, rootFiles } from '../showing/root-files.ts';
import type { PublishDeps } from './publish-plan.ts';
import { type PublishOptions, readPlanView } from './read-plan-view.ts';
import { nothingPublished, type SiteAccount, writeSite } from './write-site.ts';

/** Writes what every page leans on: stylesheet, icon, the page for wrong addresses. Before any page. */
export async function publishAssets({ site }: Pick<PublishDeps, 'site'>, publicUrl: string): Promise<SiteAccount> {
  const files = assetFiles(publicUrl);
  return writeSite(
    site,
    files.map(({ path }) => path),
    files,
  );
}

/** Writes the home pages and the feeds and exports of all plans; after the plans, because it links to them. */
export async function publishHome({ record, site }: PublishDeps, options: PublishOptions): Promise<SiteAccount> {
  const ids = await record.planIds();
  const unfinished = await Promise.all(ids.map((id) => record.unfinishedImports(id)));
  if (unfinished.some((rows) => rows.length > 0)) {
    return { ...nothingPublished, skipped: [{ id: 'home', reason: 'import-unfinished' }] };
  }
  const views = [];
  for (const id of ids) {
    const view = await readPlanView(record, id, options);
    if (view !== null) views.push(view);
  }
  const files = rootFiles(views, options.publicUrl);
  return writeSite(
    site,
    files.map(({ path }) => path),
    files,
  );
}
