import { folderOf, pageLanguages } from '../addresses.ts';
import { bytesOf, fileTypes } from '../file-types.ts';
import { ogpCountWords } from '../messages/ogp-counts.ts';
import { ogpCountsCsv, ogpCountsJson, ogpCountsOf } from '../ogp-counts.ts';
import { ogpCountsPage } from '../pages/ogp-counts-page.tsx';
import { basisOf, keyOf, type SiteUnit } from '../site-unit.ts';
import type { PlanView, ShownFile } from '../view.ts';

/** The counts for OGP's standards, as a page and as data: it changes when a count does, or the day of the data. */
export function ogpCountsUnit(view: PlanView): SiteUnit {
  const folders = pageLanguages.map((language) => `${folderOf(view.state.settings.id, language, view.language)}ogp/`);
  return {
    name: 'ogp',
    key: keyOf({
      basis: basisOf(view),
      counts: ogpCountsOf(view),
      commitments: view.commitments.map(({ state: { id, number, titles, language } }) => ({ id, number, titles, language })),
    }),
    places: folders,
    files: () => filesOf(view),
  };
}

/** The counts as data: they lie beside their page, and in the archive for reviewers. */
export function ogpCountsData(view: PlanView): { readonly csv: ShownFile; readonly json: ShownFile } {
  const folder = `${folderOf(view.state.settings.id, view.language, view.language)}ogp/`;
  return {
    csv: { path: `${folder}counts.csv`, body: ogpCountsCsv(view), contentType: fileTypes.csv },
    json: { path: `${folder}counts.json`, body: ogpCountsJson(view), contentType: fileTypes.json },
  };
}

function filesOf(view: PlanView): ShownFile[] {
  const { id } = view.state.settings;
  const { csv, json } = ogpCountsData(view);
  const pages = pageLanguages.map((language) => {
    const words = ogpCountWords[language].downloads;
    const files = [
      { href: `/${csv.path}`, label: words.csv, bytes: bytesOf(csv.body) },
      { href: `/${json.path}`, label: words.json, bytes: bytesOf(json.body) },
    ];
    return {
      path: `${folderOf(id, language, view.language)}ogp/index.html`,
      body: ogpCountsPage(view, language, files),
      contentType: fileTypes.page,
    };
  });
  return [csv, json, ...pages];
}
