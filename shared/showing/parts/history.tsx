import { milestoneKeyOf } from '../../domain/identifiers.ts';
import { anchorOf } from '../addresses.ts';
import { type Change, isMail, type Passage, shownText, whoText } from '../changes.ts';
import { changeHref } from '../feeds/feed.ts';
import { entryWords } from '../messages/entry.ts';
import type { Messages } from '../messages/fr.ts';
import type { PlanView } from '../view.ts';
import { DetailRows } from './detail-rows.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { WasNow } from './was-now.tsx';
import { Moment, Quoted, Words } from './words.tsx';

type Where = {
  readonly view: PlanView;
  /** Language of the content. */
  readonly language: string;
  readonly m: Messages;
  /** Address of a milestone's page, or null where no change is about one. */
  readonly milestoneHref: ((milestoneId: string) => string) | null;
};

type BodyProps = Pick<Where, 'language' | 'm'> & {
  readonly change: Change;
  /** Where the entry it corrects or redacts is told; without, that entry is named and not linked. */
  readonly targetHref?: string | undefined;
};

/** What a change was about, its values before and after, what was written beside it, and its evidence. */
export const ChangeBody = ({ change, language, m, targetHref }: BodyProps) => {
  const { was, now, target, kind, details, evidence } = change;
  const shown = (text: string) => (targetHref === undefined ? <Words of={text} /> : <a href={targetHref}>{text}</a>);
  return (
    <>
      {now !== null && !isMail(change) && (
        <WasNow
          was={was === null ? null : <Words of={shownText(was, m)} />}
          now={kind === 'redacted' ? shown(shownText(now, m)) : <Words of={shownText(now, m)} />}
          language={m.language}
        />
      )}
      {kind === 'corrected' && target !== null && <p class="quiet">{shown(m.change.corrects(target))}</p>}
      {details.length > 0 && (
        <dl class="details">
          <DetailRows of={details} m={m} />
        </dl>
      )}
      <EvidenceList evidence={evidence} language={language} m={m} />
    </>
  );
};

/** Where the entry that a change corrects or redacts is told for ever. */
export function targetHref(view: PlanView, { urn, subject, target }: Change, m: Messages): string | undefined {
  return target === null ? undefined : changeHref(view, { urn, subject, seq: target }, m.language);
}

/** When it happened and who did it; of a mail, whom it went to. */
export const WhenAndWho = ({ change, zone, m }: { change: Change; zone: string; m: Messages }) => (
  <>
    <Moment at={change.at} zone={zone} m={m} />
    {isMail(change) ? ' – ' : ', '}
    {whoText(change, m)}
  </>
);

/** The way to where an entry is told for ever, named by its number. A mail has none: its title leads there. */
export const Permalink = ({ view, change, m }: { view: PlanView; change: Change; m: Messages }) =>
  change.seq === null ? null : (
    <>
      {' '}
      <a class="permalink" href={changeHref(view, change, m.language)}>
        {m.change.number(change.seq)}
      </a>
    </>
  );

/** The kind of a change, and the milestone it is about. */
export const ChangeName = ({ change, m, milestoneHref }: Pick<Where, 'm' | 'milestoneHref'> & { change: Change }) => (
  <>
    {m.change.kind[change.kind]}
    {change.about !== null && change.milestoneId !== null && milestoneHref !== null && (
      <>
        {' – '}
        <About of={change.about} href={milestoneHref(change.milestoneId)} m={m} />{' '}
        <span class="key">{milestoneKeyOf(change.milestoneId)}</span>
      </>
    )}
  </>
);

const About = ({ of, href, m }: { of: Passage; href: string; m: Messages }) => (
  <a href={href}>
    <Quoted of={of} m={m} />
  </a>
);

/** The kind of a mail, and what it was about: the way to where it is told for ever. */
const MailName = ({ view, change, m }: Pick<Where, 'view' | 'm'> & { change: Change }) => {
  const { milestoneId, about } = change;
  const whole = { text: m.asked.campaign, language: m.language };
  return (
    <>
      {m.change.kind[change.kind]}
      {' – '}
      <About of={milestoneId === null || about === null ? whole : about} href={changeHref(view, change, m.language)} m={m} />
      {milestoneId !== null && (
        <>
          {' '}
          <span class="key">{milestoneKeyOf(milestoneId)}</span>
        </>
      )}
    </>
  );
};

/** Items of evidence told of a change among others; its own page has all. */
const mostEvidence = 3;

const ChangeItem = ({ change, view, language, m, milestoneHref }: Where & { change: Change }) => (
  <li id={change.seq === null ? undefined : anchorOf(change.seq)} class={`change change-${change.kind}`}>
    <h3>
      {isMail(change) ? (
        <MailName view={view} change={change} m={m} />
      ) : (
        <ChangeName change={change} m={m} milestoneHref={milestoneHref} />
      )}
    </h3>
    <p class="quiet">
      <WhenAndWho change={change} zone={view.state.settings.zone} m={m} />
      <Permalink view={view} change={change} m={m} />
    </p>
    <ChangeBody
      change={{ ...change, evidence: change.evidence.slice(0, mostEvidence) }}
      language={language}
      m={m}
      targetHref={targetHref(view, change, m)}
    />
    {change.evidence.length > mostEvidence && (
      <p>
        <a href={changeHref(view, change, m.language)}>
          {entryWords[m.language].moreEvidence(change.evidence.length - mostEvidence)}
        </a>
      </p>
    )}
  </li>
);

/** Changes with all that was written beside them, and the link to where each is told for ever. */
export const History = ({ changes, ...where }: Where & { changes: readonly Change[] }) => (
  <ol class="history">
    {changes.map((change) => (
      <ChangeItem change={change} {...where} />
    ))}
  </ol>
);
