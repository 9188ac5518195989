import type { SiteHome } from '../showing/addresses.ts';
import { serviceFiles } from '../showing/service-files.ts';
import type { PublishDeps } from './write-plan.ts';
import { type SiteAccount, writeFiles } from './write-site.ts';

/** Writes the page about the machinery itself, in each language and as data: three files, whatever the number of plans. */
export async function publishService({ record, site }: PublishDeps, home: SiteHome): Promise<SiteAccount> {
  return writeFiles(site, serviceFiles(await record.serviceTimes(), home));
}
