import type { InterfaceLanguage } from '../domain/identifiers.ts';
import { pageLanguages, rootFolder, type SiteHome } from './addresses.ts';
import { collectedFiles } from './collected-files.ts';
import { atom } from './feeds/atom.ts';
import { type FeedEntry, newestInFeed, planEntries, rootFeed } from './feeds/feed.ts';
import { jsonFeed } from './feeds/json-feed.ts';
import { newestFirst } from './feeds/recorded.ts';
import { fileTypes } from './file-types.ts';
import { type HomeIndex, homeIndexJson, homeIndexOf, type IndexedPlan, indexedPlanOf } from './home-index.ts';
import { icon } from './icon.ts';
import { messages } from './messages/messages.ts';
import { accessibilityFiles } from './pages/accessibility-page.tsx';
import { dataPages } from './pages/data-page.tsx';
import { homePage } from './pages/home-page.tsx';
import { methodFiles } from './pages/method-page.tsx';
import { newestFolder, newestPage } from './pages/newest-page.tsx';
import { notFoundPage } from './pages/not-found-page.tsx';
import { serviceFolder } from './pages/page-links.ts';
import type { Download } from './parts/downloads.tsx';
import { robotsFile, sitemapIndex, sitemapOf } from './sitemap.ts';
import { themed } from './style/theme.ts';
import { planCalendar, planTable } from './units/plan.ts';
import type { PlanView, ShownFile } from './view.ts';

/** What every page leans on, whatever the record holds: written before any page. */
export function assetFiles(home: SiteHome, theme = ''): ShownFile[] {
  const { publicUrl } = home;
  const standing = standingPages(home);
  return [
    { path: 'style.css', body: themed(theme), contentType: fileTypes.style },
    { path: 'icon.svg', body: icon, contentType: fileTypes.image },
    { path: 'robots.txt', body: robotsFile(publicUrl), contentType: fileTypes.text },
    { path: '404.html', body: notFoundPage(home), contentType: fileTypes.page },
    { path: 'pages.xml', body: sitemapOf(rootFolders(standing, home), publicUrl), contentType: fileTypes.xml },
    ...standing,
  ];
}

/** Folders of every page that belongs to no plan. */
function rootFolders(standing: readonly ShownFile[], home: SiteHome): string[] {
  const pages = standing.filter(({ path }) => path.endsWith('index.html')).map(({ path }) => path.replace(/index\.html$/, ''));
  const written = pageLanguages.flatMap((language) => [
    rootFolder('', language, home),
    newestFolder(language, home),
    serviceFolder(language, home),
  ]);
  return [...written, ...pages].sort();
}

/** Pages that say how this site is made, and depend on no record. */
function standingPages(home: SiteHome): ShownFile[] {
  return [...dataPages(home), ...methodFiles(home), ...accessibilityFiles(home)];
}

/** One for each language of pages. */
export type InEachLanguage<Value> = { readonly [language in InterfaceLanguage]: Value };

/** All that the root shows of one plan. */
export type RootPart = { readonly line: IndexedPlan; readonly entries: InEachLanguage<readonly FeedEntry[]> };

export function rootPartOf(view: PlanView): RootPart {
  return { line: indexedPlanOf(view), entries: { fr: planEntries(view, 'fr'), en: planEntries(view, 'en') } };
}

/** What the home pages offer to take along; without a size, as that would move with every word anyone says. */
function homeDownloads(language: InterfaceLanguage, home: SiteHome): Download[] {
  const m = messages[language].downloads;
  const folder = rootFolder('', language, home);
  return [
    { href: `/${folder}feed.atom`, label: m.atom, bytes: null },
    { href: `/${folder}feed.json`, label: m.jsonFeed, bytes: null },
    { href: `/${folder}calendar.ics`, label: m.calendar, bytes: null },
    { href: '/status.json', label: m.statusJson, bytes: null },
    { href: '/status.csv', label: m.statusCsv, bytes: null },
  ];
}

/** The home page in each language, the same as data, and where the sitemaps of the plans are. */
export function homeFiles(index: HomeIndex, home: SiteHome): ShownFile[] {
  return [
    ...pageLanguages.map((language) => ({
      path: `${rootFolder('', language, home)}index.html`,
      body: homePage(index, home, language, homeDownloads(language, home)),
      contentType: fileTypes.page,
    })),
    { path: 'sitemap.xml', body: sitemapIndex(index, home.publicUrl), contentType: fileTypes.xml },
    { path: 'status.json', body: homeIndexJson(index), contentType: fileTypes.json },
  ];
}

/** The newest changes of all plans in one language, as feeds and as a page. */
export function newestFiles(language: InterfaceLanguage, entries: readonly FeedEntry[], home: SiteHome): ShownFile[] {
  const folder = rootFolder('', language, home);
  const feed = rootFeed(entries, home, language);
  return [
    {
      path: `${newestFolder(language, home)}index.html`,
      body: newestPage(entries, home, language),
      contentType: fileTypes.page,
    },
    { path: `${folder}feed.atom`, body: atom(feed), contentType: fileTypes.atom },
    { path: `${folder}feed.json`, body: jsonFeed(feed), contentType: fileTypes.jsonFeed },
  ];
}

/** The newest entries of all these plans, in one language. */
export function newestOf(parts: readonly RootPart[], language: InterfaceLanguage): FeedEntry[] {
  return parts
    .flatMap(({ entries }) => entries[language])
    .sort(newestFirst)
    .slice(0, newestInFeed);
}

/** What the root says at once about all these plans: everything at the root but calendars and the table of all milestones. */
export function indexFiles(parts: readonly RootPart[], home: SiteHome): ShownFile[] {
  return [
    ...homeFiles(homeIndexOf(parts.map(({ line }) => line)), home),
    ...pageLanguages.flatMap((language) => newestFiles(language, newestOf(parts, language), home)),
  ];
}

/** Every file at the root that tells of plans. */
export function rootFiles(views: readonly PlanView[], home: SiteHome): ShownFile[] {
  const sorted = [...views].sort((a, b) => (a.state.settings.id < b.state.settings.id ? -1 : 1));
  const published = sorted.map((view) => ({
    statusCsv: planTable(view),
    calendars: { fr: planCalendar(view, 'fr'), en: planCalendar(view, 'en') },
  }));
  return [...indexFiles(sorted.map(rootPartOf), home), ...collectedFiles(published, home)];
}
