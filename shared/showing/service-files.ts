import type { ServiceTimes } from '../domain/service-times.ts';
import { pageLanguages, type SiteHome } from './addresses.ts';
import { fileTypes } from './file-types.ts';
import { serviceFolder } from './pages/page-links.ts';
import { serviceTimesPage } from './pages/service-times-page.tsx';
import type { ShownFile } from './view.ts';

/** The public line about the machinery, once an installation: a page in each language and the same as data. */
export function serviceFiles(times: ServiceTimes | null, home: SiteHome): ShownFile[] {
  const told = times ?? { checkedAt: null, lastRunAt: null, lastSuccessAt: null, nextRunAt: null };
  return [
    { path: 'service.json', body: `${JSON.stringify(told, null, 2)}\n`, contentType: fileTypes.json },
    ...pageLanguages.map((language) => ({
      path: `${serviceFolder(language, home)}index.html`,
      body: serviceTimesPage(times, home, language),
      contentType: fileTypes.page,
    })),
  ];
}
