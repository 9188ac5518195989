import type { Json } from '../../domain/canonical-json.ts';
import { folderOf, pageLanguages } from '../addresses.ts';
import { fileTypes } from '../file-types.ts';
import { viewPage } from '../pages/view-page.tsx';
import {
  type PlanViewName,
  pagesOfView,
  planViewNames,
  planViews,
  rowsOfPage,
  rowsOnPage,
  type ViewRow,
  viewPart,
} from '../plan-views.ts';
import { basisOf, keyOf, type SiteUnit, stateOf } from '../site-unit.ts';
import type { PlanView } from '../view.ts';

/** The fixed views of a plan, page by page: one that lists nothing that changed is not rendered again. */
export function viewUnits(view: PlanView): SiteUnit[] {
  return planViewNames.flatMap((name) =>
    Array.from({ length: pagesOfView(view, name) }, (_, index) => viewUnit(view, name, index + 1)),
  );
}

function viewUnit(view: PlanView, name: PlanViewName, page: number): SiteUnit {
  const { id, zone } = view.state.settings;
  const rows = planViews(view)[name];
  const part = viewPart(name, page);
  const madeOf = ({ commitment, milestone }: ViewRow): Json => [milestone?.id ?? null, stateOf(commitment, view.asOf, zone)];
  const folders = pageLanguages.map((language) => ({ language, folder: `${folderOf(id, language, view.language)}${part}/` }));
  return {
    name: part,
    key: keyOf({
      basis: basisOf(view),
      pages: pagesOfView(view, name),
      // Where one reads on.
      filled: Math.ceil(rows.length / rowsOnPage),
      rows: rowsOfPage(rows, page).map(madeOf),
    }),
    places: folders.map(({ folder }) => folder),
    files: () =>
      folders.map(({ language, folder }) => ({
        path: `${folder}index.html`,
        body: viewPage(view, name, page, language),
        contentType: fileTypes.page,
      })),
  };
}
