import type { Child } from 'hono/jsx';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { titleIn } from '../changes.ts';
import { messages } from '../messages/messages.ts';
import { type Crumb, Layout, pageHtml } from '../parts/layout.tsx';
import { PlanNav, type PlanPart } from '../parts/plan-nav.tsx';
import { Quoted } from '../parts/words.tsx';
import type { PlanView } from '../view.ts';
import { foldersOf, homeHref, hrefOf } from './page-links.ts';

type Framed = {
  readonly view: PlanView;
  readonly language: InterfaceLanguage;
  /** Where it lies within the plan: `ogp`, `overdue/2`. */
  readonly part: string;
  readonly title: string;
  readonly current: PlanPart | null;
  /** Pages between the plan's own and this one. */
  readonly above?: readonly Crumb[];
  readonly hasFeeds?: boolean;
  /** The day of the data it shows, for paper. */
  readonly asOf?: string;
  readonly children: Child;
};

/** A page that tells of a plan as a whole, below the plan's own: its frame, and the way back. */
export function planPartHtml({
  view,
  language,
  part,
  title,
  current,
  above = [],
  hasFeeds = false,
  asOf,
  children,
}: Framed): string {
  const m = messages[language];
  const { id, titles, languages } = view.state.settings;
  const plan = titleIn(titles, language, languages[0] ?? language);
  return pageHtml(
    <Layout
      m={m}
      title={`${title} – ${plan.text} – ${m.site.name}`}
      home={view}
      folders={foldersOf(view, `${id}/${part}`)}
      nav={<PlanNav view={view} language={language} current={current} asOf={asOf} />}
      crumbs={[
        { href: homeHref(language, view), text: m.site.home },
        { href: hrefOf(view, id, language), text: <Quoted of={plan} m={m} /> },
        ...above,
      ]}
      hasFeeds={hasFeeds}
    >
      {children}
    </Layout>,
  );
}

/** Where a part of a plan lies in a language. */
export function partHref(view: PlanView, part: string, language: InterfaceLanguage): string {
  return hrefOf(view, `${view.state.settings.id}/${part}`, language);
}
