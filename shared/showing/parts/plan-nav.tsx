import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { titleIn } from '../changes.ts';
import { dayText } from '../dates.ts';
import { messages } from '../messages/messages.ts';
import { siteLinkWords } from '../messages/site-links.ts';
import { hrefOf } from '../pages/page-links.ts';
import type { PlanView } from '../view.ts';
import { Quoted, Words } from './words.tsx';

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

/**
 * Where one is within a plan: `current` is null on a page that the navigation does not name. Paper gets the plan's title and the
 * day of its data instead, as links lead nowhere there.
 */
export const PlanNav = ({
  view,
  language,
  current,
  asOf,
}: {
  view: PlanView;
  language: InterfaceLanguage;
  current: PlanPart | null;
  /** The day of the data it shows, where the page does not say so to everybody. */
  asOf?: string | undefined;
}) => {
  const { id, titles, languages } = view.state.settings;
  const home = hrefOf(view, id, language);
  const words = siteLinkWords[language];
  const m = messages[language];
  return (
    <>
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
      <p class="on-paper wrap">
        <Quoted of={titleIn(titles, language, languages[0] ?? language)} m={m} />
        {asOf !== undefined && (
          <>
            {' – '}
            <Words of={m.plan.asOf(dayText(asOf, m))} />
          </>
        )}
      </p>
    </>
  );
};
