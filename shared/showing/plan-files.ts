import type { InterfaceLanguage } from '../domain/identifiers.ts';
import { folderOf, pageLanguages } from './addresses.ts';
import { calendarFile } from './calendar-file.ts';
import { titleIn } from './changes.ts';
import { atom } from './feeds/atom.ts';
import { commitmentFeed, type Feed, planFeed } from './feeds/feed.ts';
import { jsonFeed } from './feeds/json-feed.ts';
import { bytesOf, fileTypes } from './file-types.ts';
import { logLines } from './log-lines.ts';
import { messages } from './messages/messages.ts';
import { commitmentPage } from './pages/commitment-page.tsx';
import { milestonePage } from './pages/milestone-page.tsx';
import { planPage } from './pages/plan-page.tsx';
import { servicePage } from './pages/service-page.tsx';
import type { Download } from './parts/downloads.tsx';
import { statusCsv } from './status-csv.ts';
import { statusJson } from './status-json.ts';
import type { CommitmentView, PlanView, ShownFile } from './view.ts';

/** Feeds and calendar of one folder, in one language. */
export function subscriptions(folder: string, feed: Feed, calendar: string): ShownFile[] {
  return [
    { path: `${folder}calendar.ics`, body: calendar, contentType: fileTypes.calendar },
    { path: `${folder}feed.atom`, body: atom(feed), contentType: fileTypes.atom },
    { path: `${folder}feed.json`, body: jsonFeed(feed), contentType: fileTypes.jsonFeed },
  ];
}

/** Links to what lies beside a page: its own language's subscriptions, and data that has no language. */
export function downloadsOf(
  files: readonly ShownFile[],
  folder: string,
  dataFolder: string,
  language: InterfaceLanguage,
): Download[] {
  const m = messages[language].downloads;
  const wanted = [
    { path: `${folder}feed.atom`, label: m.atom },
    { path: `${folder}feed.json`, label: m.jsonFeed },
    { path: `${folder}calendar.ics`, label: m.calendar },
    { path: `${dataFolder}status.json`, label: m.statusJson },
    { path: `${dataFolder}status.csv`, label: m.statusCsv },
    { path: `${dataFolder}log.jsonl`, label: m.log },
  ];
  return wanted.flatMap(({ path, label }) => {
    const file = files.find((one) => one.path === path);
    return file === undefined ? [] : [{ href: `/${path}`, label, bytes: bytesOf(file.body) }];
  });
}

function commitmentFiles(view: PlanView, commitment: CommitmentView): ShownFile[] {
  const { state, milestones } = commitment;
  const part = { view, commitments: [commitment], meetings: false };
  const data = folderOf(state.id, view.language, view.language);
  const files = [
    { path: `${data}log.jsonl`, body: logLines(commitment), contentType: fileTypes.log },
    { path: `${data}status.json`, body: statusJson(view, [commitment]), contentType: fileTypes.json },
    { path: `${data}status.csv`, body: statusCsv([part]), contentType: fileTypes.csv },
    ...pageLanguages.flatMap((language) => {
      const m = messages[language];
      const name = `${m.commitment.name(state.number)}, ${titleIn(state.titles, language, state.language).text}`;
      return subscriptions(
        folderOf(state.id, language, view.language),
        commitmentFeed(view, commitment, language),
        calendarFile(m.calendar.name(name), language, [part]),
      );
    }),
  ];
  const pages = pageLanguages.flatMap((language) => {
    const folder = folderOf(state.id, language, view.language);
    return [
      {
        path: `${folder}index.html`,
        body: commitmentPage(view, commitment, language, downloadsOf(files, folder, data, language)),
        contentType: fileTypes.page,
      },
      ...milestones.map((milestone) => ({
        path: `${folderOf(milestone.id, language, view.language)}index.html`,
        body: milestonePage(view, commitment, milestone, language),
        contentType: fileTypes.page,
      })),
    ];
  });
  return [...files, ...pages];
}

/** Every file of a plan: its pages, feeds, calendars, exports and logs, for it and each of its commitments. */
export function planFiles(view: PlanView): ShownFile[] {
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
  const pages = pageLanguages.flatMap((language) => {
    const folder = folderOf(id, language, view.language);
    const body = planPage(view, language, downloadsOf(files, folder, data, language));
    return [
      { path: `${folder}index.html`, body, contentType: fileTypes.page },
      { path: `${folder}service/index.html`, body: servicePage(view, language), contentType: fileTypes.page },
    ];
  });
  return [...files, ...pages, ...view.commitments.flatMap((commitment) => commitmentFiles(view, commitment))];
}
