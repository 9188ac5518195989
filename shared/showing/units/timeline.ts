import { deadlineOf, declaredStatusOf } from '../../domain/commitment.ts';
import { positionOf } from '../../domain/position.ts';
import { folderOf, pageLanguages } from '../addresses.ts';
import { fileTypes } from '../file-types.ts';
import { timelinePage, timelinePages, timelinePart } from '../pages/timeline-page.tsx';
import { basisOf, keyOf, type SiteUnit } from '../site-unit.ts';
import type { CommitmentView, PlanView } from '../view.ts';

/** All that is drawn of a commitment, and no more: most of what is said about one moves no sign and leaves the page as it is. */
function drawnOf(commitment: CommitmentView, { dataDay }: PlanView): string {
  const known = drawn.get(commitment);
  if (known?.dataDay === dataDay) return known.key;
  const { state, milestones } = commitment;
  const key = keyOf({
    number: state.number,
    titles: state.titles,
    language: state.language,
    milestones: milestones.map((milestone) => [
      milestone.id,
      milestone.titles,
      milestone.published.due,
      deadlineOf(milestone).due,
      declaredStatusOf(milestone),
      positionOf(milestone, dataDay),
    ]),
  });
  drawn.set(commitment, { dataDay, key });
  return key;
}

const drawn = new WeakMap<CommitmentView, { readonly dataDay: string; readonly key: string }>();

/** The plan's time strip on a page of its own, with its table; where that is long, on more pages. */
export function timelineUnit(view: PlanView): SiteUnit {
  const { id } = view.state.settings;
  return {
    name: 'timeline',
    key: keyOf({ basis: basisOf(view), dataDay: view.dataDay, commitments: view.commitments.map((one) => drawnOf(one, view)) }),
    places: pageLanguages.map((language) => folderOf(`${id}/timeline`, language, view.language)),
    files: () =>
      pageLanguages.flatMap((language) =>
        Array.from({ length: timelinePages(view) }, (_, index) => ({
          path: `${folderOf(`${id}/${timelinePart(index + 1)}`, language, view.language)}index.html`,
          body: timelinePage(view, language, index + 1),
          contentType: fileTypes.page,
        })),
      ),
  };
}
