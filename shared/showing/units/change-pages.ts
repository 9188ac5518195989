import { folderOf, pageLanguages } from '../addresses.ts';
import { mendedIn } from '../corrections.ts';
import { monthsOfPlan } from '../feeds/recorded.ts';
import { type MonthPlace, monthPlaces } from '../feeds/subject.ts';
import { fileTypes } from '../file-types.ts';
import { monthPart, monthStretches } from '../month-stretches.ts';
import { correctionsPage, correctionsPart } from '../pages/corrections-page.tsx';
import { monthPage } from '../pages/month-page.tsx';
import { monthsPage } from '../pages/months-page.tsx';
import { planHistoryPage } from '../pages/plan-history-page.tsx';
import { historyPartOf, historyStretches } from '../plan-history.ts';
import { basisOf, keyOf, type SiteUnit } from '../site-unit.ts';
import type { PlanView, ShownFile } from '../view.ts';

/** Pages in each language, and the folders they lie in, for a part of a plan that holds nothing else. */
function partFiles(
  view: PlanView,
  part: string,
  pageIn: (language: (typeof pageLanguages)[number]) => string,
): { readonly places: readonly string[]; readonly files: () => readonly ShownFile[] } {
  const folders = pageLanguages.map((language) => ({
    language,
    folder: `${folderOf(view.state.settings.id, language, view.language)}${part}/`,
  }));
  return {
    places: folders.map(({ folder }) => folder),
    files: () =>
      folders.map(({ language, folder }) => ({
        path: `${folder}index.html`,
        body: pageIn(language),
        contentType: fileTypes.page,
      })),
  };
}

/** The page of a month in each language: its newest changes. */
export function monthPageFiles(view: PlanView, place: MonthPlace): readonly ShownFile[] {
  return monthStretches(place.recorded)
    .filter(({ isNewest }) => isNewest)
    .flatMap((stretch) =>
      partFiles(view, monthPart(place.month, stretch), (language) => monthPage(view, place, stretch, language)).files(),
    );
}

/** Earlier changes of busy months, on pages that no longer change once the next is full. */
export function monthStretchUnits(view: PlanView): SiteUnit[] {
  return monthPlaces(monthsOfPlan(view)).flatMap((place) => {
    const stretches = monthStretches(place.recorded);
    return stretches
      .filter(({ isNewest }) => !isNewest)
      .map((stretch) => ({
        name: monthPart(place.month, stretch),
        key: keyOf({
          basis: basisOf(view),
          around: [place.older, stretch.number === stretches.length - 1],
          recorded: stretch.items.map(({ madeOf }) => madeOf()),
        }),
        ...partFiles(view, monthPart(place.month, stretch), (language) => monthPage(view, place, stretch, language)),
      }));
  });
}

/** The index of months, which counts the changes of each. */
export function monthsUnit(view: PlanView): SiteUnit {
  const months = monthsOfPlan(view).map(({ month, recorded }) => [month, recorded.map(({ subject }) => subject)] as const);
  const { places, files } = partFiles(view, 'changes', (language) => monthsPage(view, language));
  return {
    name: 'changes',
    key: keyOf({
      basis: basisOf(view),
      months: months.map(([month, subjects]) => [month, subjects.length, new Set(subjects).size]),
      history: historyStretches(view).map(({ first, last }) => [first, last]),
    }),
    places: places.map((place) => `${place}index.html`),
    files,
  };
}

/** The plan's own log in full, a hundred entries a page. */
export function historyUnits(view: PlanView): SiteUnit[] {
  return historyStretches(view).map((stretch) => ({
    name: historyPartOf(stretch),
    key: keyOf({
      basis: basisOf(view),
      isNewest: stretch.isNewest,
      recorded: stretch.items.map(({ madeOf }) => madeOf()),
    }),
    ...partFiles(view, historyPartOf(stretch), (language) => planHistoryPage(view, stretch, language)),
  }));
}

/** What was corrected and redacted. */
export function correctionUnits(view: PlanView): SiteUnit[] {
  const stretches = mendedIn(view);
  return stretches.map((stretch) => ({
    name: correctionsPart(stretch),
    key: keyOf({
      basis: basisOf(view),
      of: stretches.length,
      mended: stretch.items.map(({ recorded }) => recorded.madeOf()),
    }),
    ...partFiles(view, correctionsPart(stretch), (language) => correctionsPage(view, stretch, stretches.length, language)),
  }));
}
