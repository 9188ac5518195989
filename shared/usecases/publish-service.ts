import { serviceFiles } from '../showing/service-files.ts';
import type { PublishDeps } from './publish-plan.ts';
import { type SiteAccount, writeSite } from './write-site.ts';

/** Writes the page about the machinery itself, in each language and as data: three files, whatever the number of plans. */
export async function publishService({ record, site }: PublishDeps, publicUrl: string): Promise<SiteAccount> {
  const files = serviceFiles(await record.serviceTimes(), publicUrl);
  return writeSite(
    site,
    files.map(({ path }) => path),
    files,
  );
}
