import { titleIn } from '../changes.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { Day, Moment, Quoted } from '../parts/words.tsx';
import type { PlanView } from '../view.ts';
import { foldersOf, homeHref, hrefOf } from './page-links.ts';

/** When the machine that asks last ran: the only page with times of running, apart from everything published. */
export function servicePage(view: PlanView, language: Messages['language']): string {
  const m = messages[language];
  const { id, titles, languages, zone } = view.state.settings;
  const title = titleIn(titles, language, languages[0] ?? language);
  const folders = foldersOf(view, id);
  const times = [
    { label: m.plan.lastRun, at: view.service?.lastRunAt ?? null },
    { label: m.plan.lastSuccess, at: view.service?.lastSuccessAt ?? null },
    { label: m.plan.nextRun, at: view.service?.nextRunAt ?? null },
  ];
  return pageHtml(
    <Layout
      m={m}
      title={`${m.plan.service} – ${title.text}`}
      publicUrl={view.publicUrl}
      folders={{ fr: `${folders.fr}service/`, en: `${folders.en}service/` }}
      homeHref={homeHref(language)}
      crumbs={[
        { href: homeHref(language), text: m.site.home },
        { href: hrefOf(view, id, language), text: <Quoted of={title} m={m} /> },
      ]}
      hasFeeds={false}
    >
      <h1>{m.plan.service}</h1>
      <p class="lede">{m.plan.serviceIntro}</p>
      <dl class="facts">
        {times.map(({ label, at }) => (
          <div>
            <dt>{label}</dt>
            <dd>{at === null ? m.plan.unknown : <Moment at={at} zone={zone} m={m} />}</dd>
          </div>
        ))}
        <div>
          <dt>{m.plan.positionsOn}</dt>
          <dd>{view.service === null ? m.plan.unknown : <Day of={view.service.positionsOn} m={m} />}</dd>
        </div>
      </dl>
    </Layout>,
  );
}
