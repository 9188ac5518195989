import { milestoneKeyOf } from '../../domain/identifiers.ts';
import { anchorOf } from '../addresses.ts';
import { type Change, isMail, whoText } from '../changes.ts';
import { changeHref } from '../feeds/feed.ts';
import { entryWords } from '../messages/entry.ts';
import type { Messages } from '../messages/fr.ts';
import type { PlanView } from '../view.ts';
import { EvidenceList } from './evidence-list.tsx';
import { WasNow } from './was-now.tsx';
import { Moment, Paragraphs, Quoted, Words } from './words.tsx';

type Where = {
  readonly view: PlanView;
  /** Language of the content. */
  readonly language: string;
  readonly m: Messages;
  /** Address of a milestone's page, or null where no change is about one. */
  readonly milestoneHref: ((milestoneId: string) => string) | null;
};

/** What a change was about, its values before and after, what was written beside it, and its evidence. */
export const ChangeBody = ({ change, language, m }: Pick<Where, 'language' | 'm'> & { change: Change }) => (
  <>
    {change.now !== null && !isMail(change) && (
      <WasNow
        was={change.was === null ? null : <Words of={change.was} />}
        now={<Words of={change.now} />}
        language={m.language}
      />
    )}
    {change.details.length > 0 && (
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
    <EvidenceList evidence={change.evidence} language={language} m={m} />
  </>
);

/** The kind of a change, and the milestone it is about. */
export const ChangeName = ({ change, m, milestoneHref }: Pick<Where, 'm' | 'milestoneHref'> & { change: Change }) => (
  <>
    {m.change.kind[change.kind]}
    {change.about !== null && change.milestoneId !== null && milestoneHref !== null && (
      <>
        {' – '}
        <a href={milestoneHref(change.milestoneId)}>
          <Quoted of={change.about} m={m} />
        </a>{' '}
        <span class="key">{milestoneKeyOf(change.milestoneId)}</span>
      </>
    )}
  </>
);

/** Where a change is told for ever; the page of a commitment's entry is the commitment as it stood then. */
function linkText({ seq, subject }: Change, view: PlanView, m: Messages): string {
  if (seq === null) return m.change.permalink;
  return subject === view.state.settings.id ? m.change.number(seq) : entryWords[m.language].stateAfter(seq);
}

const ChangeItem = ({ change, view, language, m, milestoneHref }: Where & { change: Change }) => (
  <li id={change.seq === null ? undefined : anchorOf(change.seq)} class={`change change-${change.kind}`}>
    <h3>
      <ChangeName change={change} m={m} milestoneHref={milestoneHref} />
    </h3>
    <p class="quiet">
      <Moment at={change.at} zone={view.state.settings.zone} m={m} />
      {isMail(change) ? ' – ' : ', '}
      {whoText(change, m)}{' '}
      <a class="permalink" href={changeHref(view, change, m.language)}>
        {linkText(change, view, m)}
      </a>
    </p>
    <ChangeBody change={change} language={language} m={m} />
  </li>
);

/** Changes in full, each with the link to where it is told for ever. */
export const History = ({ changes, ...where }: Where & { changes: readonly Change[] }) => (
  <ol class="history">
    {changes.map((change) => (
      <ChangeItem change={change} {...where} />
    ))}
  </ol>
);
