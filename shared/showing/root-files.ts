import { folderOf, homeLanguage, pageLanguages } from './addresses.ts';
import { calendarFile } from './calendar-file.ts';
import { downloadsOf, subscriptions } from './downloads.ts';
import { overallFeed } from './feeds/feed.ts';
import { fileTypes } from './file-types.ts';
import { icon } from './icon.ts';
import { messages } from './messages/messages.ts';
import { homePage } from './pages/home-page.tsx';
import { notFoundPage } from './pages/not-found-page.tsx';
import { statusCsv } from './status-csv.ts';
import { overallStatusJson } from './status-json.ts';
import { style } from './style/style.ts';
import type { PlanView, ShownFile } from './view.ts';

/** What every page leans on, whatever the record holds: written before any page. */
export function assetFiles(publicUrl: string): ShownFile[] {
  return [
    { path: 'style.css', body: style, contentType: fileTypes.style },
    { path: 'icon.svg', body: icon, contentType: fileTypes.image },
    { path: 'robots.txt', body: 'User-agent: *\nDisallow: /app/\nDisallow: /api/\n', contentType: fileTypes.text },
    { path: '404.html', body: notFoundPage(publicUrl), contentType: fileTypes.page },
  ];
}

/** The home page in each language, and feeds, calendar and exports of all plans together. */
export function rootFiles(views: readonly PlanView[], publicUrl: string): ShownFile[] {
  const parts = views.map((view) => ({ view, commitments: view.commitments, meetings: true }));
  const files = [
    { path: 'status.json', body: overallStatusJson(views), contentType: fileTypes.json },
    { path: 'status.csv', body: statusCsv(parts), contentType: fileTypes.csv },
    ...pageLanguages.flatMap((language) =>
      subscriptions(
        folderOf('', language, homeLanguage),
        overallFeed(views, publicUrl, language),
        calendarFile(messages[language].calendar.all, language, parts),
      ),
    ),
  ];
  const pages = pageLanguages.map((language) => {
    const folder = folderOf('', language, homeLanguage);
    const body = homePage(views, publicUrl, language, downloadsOf(files, folder, '', language));
    return { path: `${folder}index.html`, body, contentType: fileTypes.page };
  });
  return [...files, ...pages];
}
