import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { siteLinkWords } from '../messages/site-links.ts';
import { hrefOf } from '../pages/page-links.ts';
import type { PlanView } from '../view.ts';

/** The pages of a plan that are about all of it, in the order of their navigation. */
export const planParts = [
  'overview',
  'overdue',
  'due-soon',
  'no-word',
  'evidence',
  'ministries',
  'timeline',
  'changes',
  'ogp',
] as const satisfies readonly PlanPart[];
export type PlanPart =
  | 'overview'
  | 'overdue'
  | 'due-soon'
  | 'no-word'
  | 'evidence'
  | 'ministries'
  | 'timeline'
  | 'changes'
  | 'ogp';

/** One of both is shown: the other is not there for anybody. */
const Label = ({ full, short }: { full: string; short: string | undefined }) =>
  short === undefined ? (
    full
  ) : (
    <>
      <span class="roomy">{full}</span>
      <span class="narrow">{short}</span>
    </>
  );

/** Where one is within a plan: `current` is null on a page that the navigation does not name. */
export const PlanNav = ({
  view,
  language,
  current,
}: {
  view: PlanView;
  language: InterfaceLanguage;
  current: PlanPart | null;
}) => {
  const home = hrefOf(view, view.state.settings.id, language);
  const words = siteLinkWords[language];
  return (
    <nav class="plan-nav wrap" aria-label={words.planNav}>
      <ul>
        {planParts.map((part) => (
          <li>
            <a href={part === 'overview' ? home : `${home}${part}/`} aria-current={part === current ? 'page' : undefined}>
              <Label full={words.part[part]} short={words.short[part]} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
