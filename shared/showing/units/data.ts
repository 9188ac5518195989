import { folderOf } from '../addresses.ts';
import { excelCsv } from '../csv.ts';
import { decidimCommitments } from '../decidim.ts';
import { fileTypes, textOf } from '../file-types.ts';
import { irmPack } from '../irm-pack.ts';
import { ogpJson } from '../ogp-json.ts';
import type { PlanView, ShownFile } from '../view.ts';
import { ogpCountsData } from './ogp-counts.ts';

/**
 * Files of a plan for other programs, beside its status.csv and status.json. `published` are its others, which the archive for
 * reviewers holds, too, with the counts for OGP's standards. Milestones for a Decidim are not among them: it destroys a row whose parent it does not know, and the ids
 * of parents are those of each host.
 */
export function dataFiles(view: PlanView, published: readonly ShownFile[]): ShownFile[] {
  const folder = folderOf(view.state.settings.id, view.language, view.language);
  const files: ShownFile[] = [
    { path: `${folder}ogp.json`, body: ogpJson(view), contentType: fileTypes.json },
    { path: `${folder}decidim-commitments.csv`, body: decidimCommitments(view), contentType: fileTypes.csv },
  ];
  const counts = ogpCountsData(view);
  const pack = irmPack(view, [...published, ...files, counts.csv, counts.json]);
  const table = published.find(({ path }) => path === `${folder}status.csv`);
  const excel = table === undefined ? [] : [{ ...table, path: `${folder}status-excel.csv`, body: excelCsv(textOf(table.body)) }];
  return [...files, ...excel, { path: `${folder}irm-pack.zip`, body: pack, contentType: fileTypes.zip }];
}
