import { lastTurnOfAnnounced } from '../../domain/meeting-days.ts';
import { folderOf, pageLanguages } from '../addresses.ts';
import { fileTypes } from '../file-types.ts';
import { aroundPage } from '../pages/around-page.tsx';
import { basisOf, keyOf, type SiteUnit } from '../site-unit.ts';
import type { PlanView } from '../view.ts';

/** Meetings, participation and documents of a plan on one page. All of it is in the plan's own log, and so are redactions; a meeting turns by the calendar. */
export function aroundUnit(view: PlanView): SiteUnit {
  const folders = pageLanguages.map((language) => ({
    language,
    folder: `${folderOf(view.state.settings.id, language, view.language)}around/`,
  }));
  return {
    name: 'around',
    key: keyOf({
      basis: basisOf(view),
      head: view.state.head.hash,
      entries: view.log.length,
      turned: lastTurnOfAnnounced(view.state.meetings, view.asOf),
    }),
    places: folders.map(({ folder }) => folder),
    files: () =>
      folders.map(({ language, folder }) => ({
        path: `${folder}index.html`,
        body: aroundPage(view, language),
        contentType: fileTypes.page,
      })),
  };
}
