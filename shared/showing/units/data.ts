import { folderOf } from '../addresses.ts';
import { decidimCommitments, decidimMilestones } from '../decidim.ts';
import { fileTypes } from '../file-types.ts';
import { irmPack } from '../irm-pack.ts';
import { ogpJson } from '../ogp-json.ts';
import type { PlanView, ShownFile } from '../view.ts';

/** Files of a plan for other programs, beside its status.csv and status.json. `published` are its others, which the archive for reviewers holds, too. */
export function dataFiles(view: PlanView, published: readonly ShownFile[]): ShownFile[] {
  const folder = folderOf(view.state.settings.id, view.language, view.language);
  const files: ShownFile[] = [
    { path: `${folder}ogp.json`, body: ogpJson(view), contentType: fileTypes.json },
    { path: `${folder}decidim-commitments.csv`, body: decidimCommitments(view), contentType: fileTypes.csv },
    { path: `${folder}decidim-milestones.csv`, body: decidimMilestones(view), contentType: fileTypes.csv },
  ];
  const pack = irmPack(view, [...published, ...files]);
  return [...files, { path: `${folder}irm-pack.zip`, body: pack, contentType: fileTypes.zip }];
}
