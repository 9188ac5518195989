import type { InterfaceLanguage } from '../domain/identifiers.ts';
import { dataNames } from './data-names.ts';
import { atom } from './feeds/atom.ts';
import type { Feed } from './feeds/feed.ts';
import { jsonFeed } from './feeds/json-feed.ts';
import { bytesOf, fileTypes } from './file-types.ts';
import { dataWords } from './messages/data.ts';
import { messages } from './messages/messages.ts';
import type { Download } from './parts/downloads.tsx';
import type { ShownFile } from './view.ts';

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
    ...dataNames.map((name) => ({ path: `${dataFolder}${name}`, label: dataWords[language].downloads[name] })),
  ];
  return wanted.flatMap(({ path, label }) => {
    const file = files.find((one) => one.path === path);
    return file === undefined ? [] : [{ href: `/${path}`, label, bytes: bytesOf(file.body) }];
  });
}
