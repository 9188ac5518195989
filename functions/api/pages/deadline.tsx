import type { FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { FuzzyDate } from '../../../shared/domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { DeadlineCell, PositionCell } from '../../../shared/showing/parts/milestone-cells.tsx';
import { Paragraphs, Published, Words } from '../../../shared/showing/parts/words.tsx';
import { plainText } from '../../../shared/showing/plain-text.ts';
import type { Confirmer } from '../../../shared/usecases/approvals-for-me.ts';
import type { MilestoneInPlan } from '../../../shared/usecases/my-milestones.ts';
import type { AsIf } from '../forms/as-if-declared.ts';
import type { TypedMove } from '../forms/deadline-form.ts';
import { answeringMessages } from '../messages/answering.ts';
import { privateMessages } from '../messages/messages.ts';
import { ErrorSummary, TextArea, TextField } from './fields.tsx';
import { type Frame, Layout } from './layout.tsx';
import { MilestoneFacts } from './milestone-facts.tsx';
import { Carried, ConfirmOrEdit, PreviewOrBack } from './steps.tsx';

/** A new date that waits for a second person. */
export type WaitingMove = {
  readonly id: string;
  readonly due: FuzzyDate;
  readonly reason: string;
  /** Null when the person proposed it themselves. */
  readonly by: string | null;
  /** The local day it was proposed on. */
  readonly on: string;
  readonly confirmers: readonly Confirmer[];
};

type Common = Frame & {
  readonly of: MilestoneInPlan;
  readonly token: string;
  readonly typed: TypedMove;
  /** The plan asks for a second person. */
  readonly isSecondNeeded: boolean;
};

type DeadlineProps = Common & {
  readonly problems: readonly Problem[];
  readonly isStale: boolean;
  readonly savedSeq: number | null;
  /** The id of what this person just proposed. */
  readonly proposed: string | null;
  readonly waiting: readonly WaitingMove[];
  readonly publicPath: string;
  /** Where the person came from: the milestone's page, or the commitment's. */
  readonly back: string;
};

const Saved: FC<DeadlineProps> = ({ language, savedSeq, proposed, publicPath }) => {
  const say = privateMessages(language).saved;
  const { deadline } = answeringMessages(language);
  if (savedSeq === null && proposed === null) return null;
  return (
    <div class="saved" role="status">
      <h2>{savedSeq === null ? deadline.proposed : say.title}</h2>
      <p>
        {savedSeq === null ? (
          deadline.proposedText
        ) : (
          <>
            {say.text(savedSeq)} <a href={publicPath}>{say.link}</a>
          </>
        )}
      </p>
    </div>
  );
};

type WaitingProps = { readonly one: WaitingMove; readonly language: InterfaceLanguage; readonly original: string };

/** What was proposed, by whom, and who can confirm it. */
const Waiting: FC<WaitingProps> = ({ one, language, original }) => {
  const say = answeringMessages(language).deadline;
  const m = messages[language];
  const on = dayText(one.on, m);
  return (
    <li>
      <p>
        <strong>
          <Published date={one.due} language={original} m={m} />
        </strong>
        {one.due.to === null ? null : (
          <span class="reading">
            <Words of={dayText(one.due.to, m)} />
          </span>
        )}
      </p>
      <Paragraphs of={{ text: plainText(one.reason), language: original }} m={m} />
      <p class="hint">
        <Words of={one.by === null ? say.waitingMine(on) : say.waitingBy(one.by, on)} />
      </p>
      {one.confirmers.length === 0 ? (
        <p>{say.noConfirmer}</p>
      ) : (
        <p>
          {say.confirmers} {one.confirmers.map(({ contact, role }) => `${contact.name} (${m.change.role[role]})`).join(', ')}
        </p>
      )}
    </li>
  );
};

const WaitingList: FC<DeadlineProps> = ({ of, language, waiting }) => {
  const say = answeringMessages(language).deadline;
  const original = of.commitment.commitment.state.language;
  return waiting.length === 0 ? null : (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{say.waiting}</h2>
      <ul class="index">
        {waiting.map((one) => (
          <Waiting one={one} language={language} original={original} />
        ))}
      </ul>
      <p>
        <a href={`/app/plans/${of.plan.state.settings.id}/approvals`}>{say.approvals}</a>
      </p>
    </section>
  );
};

/** A new date with its reason; the published one stays. */
export const DeadlinePage: FC<DeadlineProps> = (props) => {
  const { of, token, typed, problems, isSecondNeeded, isStale, back, language, homeHref, person } = props;
  const all = privateMessages(language);
  const say = answeringMessages(language).deadline;
  const own = { language, problems };
  const title = isStale ? all.stale.title : say.title;
  return (
    <Layout
      language={language}
      homeHref={homeHref}
      person={person}
      title={problems.length === 0 ? title : `${all.errors.mark}${title}`}
    >
      <h1>{title}</h1>
      <Saved {...props} />
      <ErrorSummary {...own} />
      {isStale ? <p role="alert">{say.staleLead}</p> : null}
      <MilestoneFacts
        of={of}
        language={language}
        deadline={
          <DeadlineCell
            milestone={of.milestone}
            language={of.commitment.commitment.state.language}
            texts={of.commitment.texts}
            m={messages[language]}
          />
        }
      />
      <WaitingList {...props} />
      <p>
        {say.lead} {isSecondNeeded ? say.second : null}
      </p>
      <form method="post" action={`/app/${of.milestone.id}/deadline`} novalidate>
        <Carried fields={{ token, version: typed.version }} />
        <TextField {...own} name="due" label={say.due} hint={say.dueHint} value={typed.due} />
        <TextArea {...own} name="reason" label={say.reason} hint={say.reasonHint} value={typed.reason} rows={3} />
        <PreviewOrBack preview={all.form.preview} back={{ href: back, text: say.back }} />
      </form>
    </Layout>
  );
};

type PreviewProps = Common & {
  /** The milestone as it will stand. */
  readonly after: AsIf;
  /** The plan's local day. */
  readonly today: string;
};

/** "Reporté du … au …", as the public will read it. */
export const DeadlinePreviewPage: FC<PreviewProps> = ({ of, token, typed, isSecondNeeded, after, today, ...frame }) => {
  const { language } = frame;
  const all = privateMessages(language);
  const say = answeringMessages(language).deadline;
  const m = messages[language];
  return (
    <Layout {...frame} title={all.preview.title}>
      <h1>{all.preview.title}</h1>
      <p>{isSecondNeeded ? say.proposeLead : all.preview.lead}</p>
      <section class="as-published" aria-labelledby="as-published">
        <h2 id="as-published">{all.preview.asPublished}</h2>
        <MilestoneFacts
          of={of}
          language={language}
          deadline={
            <DeadlineCell
              milestone={after.milestone}
              language={of.commitment.commitment.state.language}
              texts={after.texts}
              m={m}
            />
          }
        />
        <dl class="facts">
          <div>
            <dt>{say.inForce}</dt>
            <dd>
              <Words of={dayText(after.milestone.revisions.at(-1)?.due.to ?? today, m)} />
            </dd>
          </div>
          <div>
            <dt>{m.position.title}</dt>
            <dd>
              <PositionCell milestone={after.milestone} asOf={today} m={m} />
            </dd>
          </div>
        </dl>
      </section>
      <form method="post" action={`/app/${of.milestone.id}/deadline`}>
        <Carried fields={{ token, ...typed }} />
        <ConfirmOrEdit confirm={isSecondNeeded ? say.propose : all.preview.confirm} edit={all.preview.edit} />
      </form>
    </Layout>
  );
};
