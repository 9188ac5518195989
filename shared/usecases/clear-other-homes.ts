import type { Site } from '../ports.ts';
import type { SiteHome } from '../showing/addresses.ts';
import { pathsOfOtherHomes } from '../showing/other-homes.ts';
import { differencesAt, presentAt, type SiteAccount, writeDifferences } from './write-site.ts';

/**
 * Removes what the root had at the addresses of a front door in another language. Only once every plan is published with this
 * one: until then its pages lead to the other.
 */
export async function clearOtherHomes(site: Site, home: SiteHome): Promise<SiteAccount> {
  const places = pathsOfOtherHomes(home);
  const present = await presentAt(site, places);
  return writeDifferences(
    site,
    present,
    differencesAt(present, [], () => true),
  );
}
