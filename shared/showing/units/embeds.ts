import { folderOf, pageLanguages } from '../addresses.ts';
import { badgeOf } from '../badge.ts';
import { fileTypes } from '../file-types.ts';
import { cardPage } from '../pages/card-page.tsx';
import type { CommitmentView, PlanView, ShownFile } from '../view.ts';

/** What other sites show of a commitment, within its own unit: a badge and a card in each language. */
export function embedFiles(view: PlanView, commitment: CommitmentView): ShownFile[] {
  return pageLanguages.flatMap((language) => {
    const folder = folderOf(commitment.state.id, language, view.language);
    return [
      { path: `${folder}badge.svg`, body: badgeOf(commitment, language), contentType: fileTypes.image },
      { path: `${folder}card/index.html`, body: cardPage(view, commitment, language), contentType: fileTypes.page },
    ];
  });
}
