import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { folderOf, pageLanguages } from '../addresses.ts';
import { planCalendarParts } from '../calendar-file.ts';
import { dataNames } from '../data-names.ts';
import { downloadsOf, subscriptions } from '../downloads.ts';
import { planFeed } from '../feeds/subject.ts';
import { fileTypes } from '../file-types.ts';
import { joined } from '../keyed-json.ts';
import { logLines } from '../log-lines.ts';
import { ogpCountsOf } from '../ogp-counts.ts';
import { planPage } from '../pages/plan-page.tsx';
import { servicePage } from '../pages/service-page.tsx';
import { basisOf, keyOf, type SiteUnit, stateOf } from '../site-unit.ts';
import { statusCsv } from '../status-csv.ts';
import { statusJson } from '../status-json.ts';
import type { PlanView, ShownFile } from '../view.ts';
import { dataFiles } from './data.ts';

/**
 * The plan as a whole: its page, feeds, calendar, exports and own log. Every change in it changes this unit, and so does a count for
 * OGP that turns by the calendar alone.
 */
export function planUnit(view: PlanView): SiteUnit {
  const { id } = view.state.settings;
  const own = ['index.html', 'calendar.ics', 'feed.atom', 'feed.json', 'log.jsonl', 'status.json', 'status.csv'];
  const names = [...own, ...dataNames];
  return {
    name: '.',
    key: keyOf({
      basis: basisOf(view),
      head: view.state.head.hash,
      entries: view.log.length,
      // A meeting that was announced turns by the calendar.
      dataDay: view.dataDay,
      counts: ogpCountsOf(view),
      commitments: view.commitments.map((one) => stateOf(one, view.asOf, view.state.settings.zone)),
    }),
    places: pageLanguages.flatMap((language) => names.map((name) => `${folderOf(id, language, view.language)}${name}`)),
    files: () => filesOf(view),
  };
}

/** The plan's milestones as a table, and its calendar: also what the root collects of it. */
export function planTable(view: PlanView): string {
  return statusCsv([{ view, commitments: view.commitments }]);
}

export function planCalendar(view: PlanView, language: InterfaceLanguage): string {
  return joined(planCalendarParts(view, language));
}

function filesOf(view: PlanView): ShownFile[] {
  const { id } = view.state.settings;
  const data = folderOf(id, view.language, view.language);
  const published = [
    { path: `${data}log.jsonl`, body: logLines(view), contentType: fileTypes.log },
    { path: `${data}status.json`, body: statusJson(view), contentType: fileTypes.json },
    { path: `${data}status.csv`, body: planTable(view), contentType: fileTypes.csv },
    ...pageLanguages.flatMap((language) =>
      subscriptions(folderOf(id, language, view.language), planFeed(view, language), planCalendar(view, language)),
    ),
  ];
  const files = [...published, ...dataFiles(view, published)];
  const pages = pageLanguages.map((language) => {
    const folder = folderOf(id, language, view.language);
    const body = planPage(view, language, downloadsOf(files, folder, data, language));
    return { path: `${folder}index.html`, body, contentType: fileTypes.page };
  });
  return [...files, ...pages];
}

/** For which day the plan's positions were computed, on a page of its own: it changes every day, and nothing else does. */
export function serviceUnit(view: PlanView): SiteUnit {
  const folders = pageLanguages.map((language) => ({
    language,
    folder: `${folderOf(view.state.settings.id, language, view.language)}service/`,
  }));
  return {
    name: 'service',
    key: keyOf({ basis: basisOf(view), positionsOn: view.positionsOn }),
    places: folders.map(({ folder }) => folder),
    files: () =>
      folders.map(({ language, folder }) => ({
        path: `${folder}index.html`,
        body: servicePage(view, language),
        contentType: fileTypes.page,
      })),
  };
}
