import { folderOf, pageLanguages } from '../addresses.ts';
import { calendarFile } from '../calendar-file.ts';
import { titleIn } from '../changes.ts';
import { downloadsOf, subscriptions } from '../downloads.ts';
import { planFeed } from '../feeds/feed.ts';
import { fileTypes } from '../file-types.ts';
import { logLines } from '../log-lines.ts';
import { messages } from '../messages/messages.ts';
import { planPage } from '../pages/plan-page.tsx';
import { servicePage } from '../pages/service-page.tsx';
import { basisOf, keyOf, type SiteUnit, stateOf } from '../site-unit.ts';
import { statusCsv } from '../status-csv.ts';
import { statusJson } from '../status-json.ts';
import type { PlanView, ShownFile } from '../view.ts';

/** The plan as a whole: its page, feeds, calendar, exports and own log. Every change in it changes this unit. */
export function planUnit(view: PlanView): SiteUnit {
  const { id } = view.state.settings;
  const names = ['index.html', 'calendar.ics', 'feed.atom', 'feed.json', 'log.jsonl', 'status.json', 'status.csv'];
  return {
    name: '.',
    key: keyOf({
      basis: basisOf(view),
      head: view.state.head.hash,
      entries: view.log.length,
      commitments: view.commitments.map((one) => stateOf(one, view.asOf, view.state.settings.zone)),
    }),
    places: pageLanguages.flatMap((language) => names.map((name) => `${folderOf(id, language, view.language)}${name}`)),
    files: () => filesOf(view),
  };
}

function filesOf(view: PlanView): ShownFile[] {
  const { id, titles, languages } = view.state.settings;
  const part = { view, commitments: view.commitments, meetings: true };
  const data = folderOf(id, view.language, view.language);
  const files = [
    { path: `${data}log.jsonl`, body: logLines(view), contentType: fileTypes.log },
    { path: `${data}status.json`, body: statusJson(view), contentType: fileTypes.json },
    { path: `${data}status.csv`, body: statusCsv([part]), contentType: fileTypes.csv },
    ...pageLanguages.flatMap((language) =>
      subscriptions(
        folderOf(id, language, view.language),
        planFeed(view, language),
        calendarFile(messages[language].calendar.name(titleIn(titles, language, languages[0] ?? language).text), language, [
          part,
        ]),
      ),
    ),
  ];
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
