import type { InterfaceLanguage } from '../domain/identifiers.ts';
import { defaultHomeLanguage, pageLanguages, type SiteHome } from './addresses.ts';
import { assetFiles, rootFiles } from './root-files.ts';
import { serviceFiles } from './service-files.ts';

/** Every file at the root, whatever the record holds. */
function rootPaths(home: SiteHome): string[] {
  return [...assetFiles(home), ...serviceFiles(null, home), ...rootFiles([], home)].map(({ path }) => path);
}

/** Found once: the host and the contact page are in pages and in no path. */
const found = new Map<InterfaceLanguage, readonly string[]>();

/** Where files of the root would lie behind a front door in another language, and none of this one does. */
export function pathsOfOtherHomes(home: SiteHome): readonly string[] {
  const { homeLanguage = defaultHomeLanguage } = home;
  const paths = found.get(homeLanguage) ?? pathsBesides(homeLanguage, home);
  found.set(homeLanguage, paths);
  return paths;
}

function pathsBesides(homeLanguage: InterfaceLanguage, home: SiteHome): readonly string[] {
  const own = new Set(rootPaths({ ...home, homeLanguage }));
  const others = pageLanguages.filter((language) => language !== homeLanguage);
  return others.flatMap((language) => rootPaths({ ...home, homeLanguage: language }).filter((path) => !own.has(path)));
}
