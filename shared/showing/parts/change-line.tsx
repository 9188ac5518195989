import { numberOf } from '../../domain/identifiers.ts';
import { type Change, isMail } from '../changes.ts';
import { changeHref } from '../feeds/feed.ts';
import { changePageWords } from '../messages/change-pages.ts';
import type { Messages } from '../messages/fr.ts';
import { hrefOf } from '../pages/page-links.ts';
import type { PlanView } from '../view.ts';
import { ChangeBody, Permalink, targetHref, WhenAndWho } from './history.tsx';
import { Quoted } from './words.tsx';

type Props = {
  readonly view: PlanView;
  readonly change: Change;
  readonly m: Messages;
  /** What was written beside it is told, too; without, its own page tells. */
  readonly hasDetails?: boolean;
};

/** Items of evidence in a line; the change's own page has all. */
const mostEvidence = 3;

/** The language of what people wrote about a commitment or plan. */
function languageOf(view: PlanView, subject: string, m: Messages): string {
  const commitment = view.commitments.find(({ state }) => state.id === subject);
  return commitment?.state.language ?? view.state.settings.languages[0] ?? m.language;
}

/** What a change is about as it stands now; a mail is told for ever on the page of what it was about. */
function aboutHref(view: PlanView, change: Change, m: Messages): string {
  return isMail(change) ? changeHref(view, change, m.language) : hrefOf(view, change.milestoneId ?? change.subject, m.language);
}

/** One change in a list of a whole plan's: what, of what, was → now, who and when, evidence, and where it is told for ever. */
export const ChangeLine = ({ view, change, m, hasDetails = false }: Props) => {
  const number = numberOf(change.subject);
  const words = changePageWords[m.language].month;
  const more = change.evidence.length - mostEvidence;
  const told = { ...change, details: hasDetails ? change.details : [], evidence: change.evidence.slice(0, mostEvidence) };
  return (
    <li class="change">
      <p>
        <span class="key">{number === '' ? words.plan : `#${number}`}</span> <strong>{m.change.kind[change.kind]}</strong>
        {change.about !== null && number !== '' && (
          <>
            {' – '}
            <a href={aboutHref(view, change, m)}>
              <Quoted of={change.about} m={m} />
            </a>
          </>
        )}
      </p>
      <ChangeBody change={told} language={languageOf(view, change.subject, m)} m={m} targetHref={targetHref(view, change, m)} />
      <p class="quiet">
        <WhenAndWho change={change} zone={view.state.settings.zone} m={m} />
        <Permalink view={view} change={change} m={m} />
        {more > 0 && `, ${words.moreEvidence(more)}`}
      </p>
    </li>
  );
};
