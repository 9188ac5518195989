import type { Child, FC } from 'hono/jsx';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { type Passage, titleIn } from '../../../shared/showing/changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Quoted } from '../../../shared/showing/parts/words.tsx';
import { planWords } from '../messages/plans.ts';
import { type Frame, Layout } from './layout.tsx';

/** The title of a plan in the reader's language, else in the plan's own. */
export function planTitle({ titles, languages }: PlanSettings, language: InterfaceLanguage): Passage {
  return titleIn(titles, language, languages[0] ?? language);
}

type PlanFrameProps = Frame & {
  readonly settings: PlanSettings;
  readonly title: string;
  /** Words before the title of the tab, for a page that was refused. */
  readonly mark?: string;
  readonly children?: Child;
};

/** A page about one plan: the way back to it, and one heading. */
export const PlanFrame: FC<PlanFrameProps> = ({ settings, title, mark = '', children, ...frame }) => {
  const say = planWords(frame.language);
  const name = planTitle(settings, frame.language);
  return (
    <Layout {...frame} title={`${mark}${title} – ${name.text}`}>
      <nav class="crumbs" aria-label={say.crumbs}>
        <ol>
          <li>
            <a href="/app/plans/">{say.plans}</a>
          </li>
          <li>
            <a href={`/app/plans/${settings.id}/`}>
              <Quoted of={name} m={messages[frame.language]} />
            </a>
          </li>
        </ol>
      </nav>
      <h1>{title}</h1>
      {children}
    </Layout>
  );
};
