import type { ServiceTimes } from '../../domain/service-times.ts';
import type { SiteHome } from '../addresses.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { serviceWords } from '../messages/service.ts';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { Moment, Words } from '../parts/words.tsx';
import { homeHref, serviceFolder } from './page-links.ts';

/** When the machinery last ran and runs next: no part of any record, and the only page that changes every hour. */
export function serviceTimesPage(times: ServiceTimes | null, home: SiteHome, language: Messages['language']): string {
  const m = messages[language];
  const say = serviceWords[language];
  const facts = [
    { label: say.lastRun, at: times?.lastRunAt ?? null },
    { label: say.lastSuccess, at: times?.lastSuccessAt ?? null },
    { label: say.nextRun, at: times?.nextRunAt ?? null },
    { label: say.checked, at: times?.checkedAt ?? null },
  ];
  return pageHtml(
    <Layout
      m={m}
      title={`${say.title} – ${m.site.name}`}
      home={home}
      folders={{ fr: serviceFolder('fr', home), en: serviceFolder('en', home) }}
      crumbs={[{ href: homeHref(language, home), text: m.site.home }]}
      hasFeeds={false}
    >
      <h1>{say.title}</h1>
      <p class="lede">{say.lead}</p>
      <dl class="facts">
        {facts.map(({ label, at }) => (
          <div>
            <dt>{label}</dt>
            <dd>{at === null ? say.unknown : <Moment at={at} zone="UTC" m={m} />}</dd>
          </div>
        ))}
      </dl>
      <p>
        <Words of={say.stale} />
      </p>
      <p>
        <a href="/service.json" type="application/json">
          {say.data}
        </a>
      </p>
    </Layout>,
  );
}
