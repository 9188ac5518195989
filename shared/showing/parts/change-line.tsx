import type { Child } from 'hono/jsx';
import { numberOf } from '../../domain/identifiers.ts';
import { type Change, isMail, whoText } from '../changes.ts';
import { changeHref } from '../feeds/feed.ts';
import { changePageWords } from '../messages/change-pages.ts';
import type { Messages } from '../messages/fr.ts';
import { hrefOf } from '../pages/page-links.ts';
import type { PlanView } from '../view.ts';
import { EvidenceList } from './evidence-list.tsx';
import { WasNow } from './was-now.tsx';
import { Moment, Paragraphs, Quoted, Words } from './words.tsx';

type Props = {
  readonly view: PlanView;
  readonly change: Change;
  readonly m: Messages;
  /** What was written beside it is told, too; without, its own page tells. */
  readonly hasDetails?: boolean;
  readonly children?: Child;
};

/** Items of evidence in a line; the change's own page has all. */
const mostEvidence = 3;

/** The language of what people wrote about a commitment or plan. */
function languageOf(view: PlanView, subject: string, m: Messages): string {
  const commitment = view.commitments.find(({ state }) => state.id === subject);
  return commitment?.state.language ?? view.state.settings.languages[0] ?? m.language;
}

/** One change in a list of a whole plan's: what, of what, was → now, who and when, evidence, and where it is told for ever. */
export const ChangeLine = ({ view, change, m, hasDetails = false, children }: Props) => {
  const number = numberOf(change.subject);
  const words = changePageWords[m.language].month;
  const more = change.evidence.length - mostEvidence;
  const url = changeHref(view, change, m.language);
  return (
    <li class="change">
      <p>
        <span class="key">{number === '' ? words.plan : `#${number}`}</span> <strong>{m.change.kind[change.kind]}</strong>
        {change.about !== null && number !== '' && (
          <>
            {' – '}
            <a href={hrefOf(view, change.milestoneId ?? change.subject, m.language)}>
              <Quoted of={change.about} m={m} />
            </a>
          </>
        )}
      </p>
      {change.now !== null && !isMail(change) && (
        <WasNow
          was={change.was === null ? null : <Words of={change.was} />}
          now={<Words of={change.now} />}
          language={m.language}
        />
      )}
      {hasDetails && change.details.length > 0 && (
        <dl class="details">
          {change.details.map(({ label, passage }) => (
            <div>
              <dt>{label}</dt>
              <dd>
                <Paragraphs of={passage} m={m} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <EvidenceList evidence={change.evidence.slice(0, mostEvidence)} language={languageOf(view, change.subject, m)} m={m} />
      <p class="quiet">
        <Moment at={change.at} zone={view.state.settings.zone} m={m} />, {whoText(change, m)}{' '}
        <a class="permalink" href={url}>
          {change.seq === null ? m.change.permalink : m.change.number(change.seq)}
        </a>
        {more > 0 && `, ${words.moreEvidence(more)}`}
        {children}
      </p>
    </li>
  );
};
