import { titleIn } from '../changes.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { serviceWords } from '../messages/service.ts';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { PlanNav } from '../parts/plan-nav.tsx';
import { Day, Quoted } from '../parts/words.tsx';
import type { PlanView } from '../view.ts';
import { foldersOf, homeHref, hrefOf, serviceFolder } from './page-links.ts';

/** For which day the plan's positions were last computed, and the way to the page about the machinery itself. */
export function servicePage(view: PlanView, language: Messages['language']): string {
  const m = messages[language];
  const { id, titles, languages } = view.state.settings;
  const title = titleIn(titles, language, languages[0] ?? language);
  const folders = foldersOf(view, id);
  return pageHtml(
    <Layout
      m={m}
      title={`${m.plan.service} – ${title.text}`}
      home={view}
      folders={{ fr: `${folders.fr}service/`, en: `${folders.en}service/` }}
      crumbs={[
        { href: homeHref(language, view), text: m.site.home },
        { href: hrefOf(view, id, language), text: <Quoted of={title} m={m} /> },
      ]}
      hasFeeds={false}
      nav={<PlanNav view={view} language={language} current={null} />}
    >
      <h1>{m.plan.service}</h1>
      <p class="lede">{m.plan.serviceIntro}</p>
      <dl class="facts">
        <div>
          <dt>{m.plan.positionsOn}</dt>
          <dd>{view.positionsOn === null ? m.plan.unknown : <Day of={view.positionsOn} m={m} />}</dd>
        </div>
      </dl>
      <p>
        <a href={`/${serviceFolder(language, view)}`}>{serviceWords[language].title}</a>
      </p>
    </Layout>,
  );
}
