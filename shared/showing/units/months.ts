import { folderOf, pageLanguages } from '../addresses.ts';
import { atom } from '../feeds/atom.ts';
import { newestInFeed } from '../feeds/feed.ts';
import { jsonFeed } from '../feeds/json-feed.ts';
import { monthsIn, monthsOfPlan } from '../feeds/recorded.ts';
import {
  type FeedSubject,
  type MonthPlace,
  madeOfMonth,
  monthFeed,
  monthFolder,
  monthPlaces,
  planSubject,
} from '../feeds/subject.ts';
import { fileTypes } from '../file-types.ts';
import { basisOf, keyOf, type SiteUnit } from '../site-unit.ts';
import type { PlanView, ShownFile } from '../view.ts';
import { monthPageFiles } from './change-pages.ts';

/** The page of a month in every language; null for months that have feeds alone. */
type Pages = (() => readonly ShownFile[]) | null;

/** Every month in which something changed in a plan. One that is over is not rendered again. */
export function monthUnits(view: PlanView): SiteUnit[] {
  const subject = planSubject(view);
  return monthPlaces(monthsOfPlan(view)).map((place) =>
    unitOf(view, subject, place, `changes/${place.month}`, () => monthPageFiles(view, place)),
  );
}

/**
 * The months of a commitment or ministry with more entries than its feed holds; none while it holds them all. They have no
 * pages: the plan's months tell the same changes.
 */
export function archiveUnits(view: PlanView, subject: FeedSubject): SiteUnit[] {
  if (subject.recorded.length <= newestInFeed) return [];
  const name = subject.id.slice(view.state.settings.id.length + 1);
  return monthPlaces(monthsIn(subject.recorded, view.state.settings.zone)).map((place) =>
    unitOf(view, subject, place, `${name}/changes/${place.month}`, null),
  );
}

function unitOf(view: PlanView, subject: FeedSubject, place: MonthPlace, name: string, pages: Pages): SiteUnit {
  const folders = pageLanguages.map((language) => ({
    language,
    folder: `${folderOf(subject.id, language, view.language)}${monthFolder(place.month)}`,
  }));
  return {
    name,
    key: keyOf({ basis: basisOf(view), month: madeOfMonth(subject, place) }),
    places: folders.flatMap(({ folder }) => (pages === null ? [`${folder}feed.atom`, `${folder}feed.json`] : [folder])),
    files: () => [
      ...(pages === null ? [] : pages()),
      ...folders.flatMap(({ language, folder }): ShownFile[] => {
        const feed = monthFeed(view, subject, place, language, pages !== null);
        return [
          { path: `${folder}feed.atom`, body: atom(feed), contentType: fileTypes.atom },
          { path: `${folder}feed.json`, body: jsonFeed(feed), contentType: fileTypes.jsonFeed },
        ];
      }),
    ],
  };
}
