import type { Json } from '../../domain/canonical-json.ts';
import type { MilestoneState } from '../../domain/commitment.ts';
import { folderOf, pageLanguages } from '../addresses.ts';
import { fileTypes } from '../file-types.ts';
import { keptFor } from '../kept-for.ts';
import { viewPage } from '../pages/view-page.tsx';
import {
  filledPagesOf,
  type PlanViewName,
  pagesOfView,
  planViewNames,
  planViews,
  rowsOfPage,
  type ViewRow,
  viewPart,
} from '../plan-views.ts';
import { asksHiddenBy } from '../settings-changes.ts';
import { basisOf, keyOf, type SiteUnit, stateOf } from '../site-unit.ts';
import type { CommitmentView, PlanView } from '../view.ts';

/** The fixed views of a plan, page by page: one that lists nothing that changed is not rendered again until the day of the data moves. */
export function viewUnits(view: PlanView): SiteUnit[] {
  return planViewNames.flatMap((name) =>
    Array.from({ length: pagesOfView(view, name) }, (_, index) => viewUnit(view, name, index + 1)),
  );
}

/** A row tells of its milestone, and a word about another one of the same commitment leaves it as it is. */
const contentOf = keptFor((milestone: MilestoneState): string => keyOf(JSON.stringify(milestone)));

const nameOf = ({ state: { number, language, leadInstitutions } }: CommitmentView): Json => [number, language, leadInstitutions];

/** Titles of evidence that a redaction took. */
const removedIn = keptFor(({ texts }: CommitmentView): readonly string[] =>
  [...texts].flatMap(([sha256, { text }]) => (text === null ? [sha256] : [])),
);

function viewUnit(view: PlanView, name: PlanViewName, page: number): SiteUnit {
  const { id, zone } = view.state.settings;
  const rows = planViews(view)[name];
  const part = viewPart(name, page);
  const madeOf = ({ commitment, milestone, askedOn }: ViewRow): Json =>
    milestone === null
      ? [stateOf(commitment, view.asOf, zone)]
      : [contentOf(milestone), nameOf(commitment), removedIn(commitment), askedOn];
  const folders = pageLanguages.map((language) => ({ language, folder: `${folderOf(id, language, view.language)}${part}/` }));
  return {
    name: part,
    key: keyOf({
      basis: basisOf(view),
      dataDay: view.dataDay,
      pages: pagesOfView(view, name),
      // Told on that view alone; asks may have been public in between.
      hiddenBy: name === 'no-word' ? (asksHiddenBy(view.log)?.seq ?? null) : null,
      // Where one reads on.
      filled: filledPagesOf(view, name),
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
