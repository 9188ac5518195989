import type { FC } from 'hono/jsx';
import type { Why } from '../../../shared/domain/asked-of-me.ts';
import { lastDayBefore } from '../../../shared/domain/asked-of-me.ts';
import { declaredStatusOf } from '../../../shared/domain/commitment.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { titleIn } from '../../../shared/showing/changes.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Quoted, Words } from '../../../shared/showing/parts/words.tsx';
import type { Holder } from '../../../shared/usecases/handed-on.ts';
import type { MilestoneInPlan } from '../../../shared/usecases/my-milestones.ts';
import { answeringMessages } from '../messages/answering.ts';
import { privateMessages } from '../messages/messages.ts';
import { DeclareForm, type DeclareProps } from './declare.tsx';
import { DraftSection, OwnDraft, type ShownDraft } from './draft.tsx';
import { ErrorSummary } from './fields.tsx';
import { type Frame, Layout } from './layout.tsx';
import { MilestoneFacts } from './milestone-facts.tsx';
import { WhyLine } from './why-line.tsx';

/** What is around the form of one milestone. */
export type Surroundings = {
  /** Why the person is asked, as their list says it. */
  readonly why: readonly Why[];
  readonly publicPath: string;
  /** The entry this person just made. */
  readonly savedSeq: number | null;
  readonly isDraftSaved: boolean;
  readonly isDiscarded: boolean;
  /** A draft that waits: of a colleague, or one's own. */
  readonly draft: ShownDraft | null;
  /** Who holds the milestone for now. */
  readonly holder: Holder | null;
  /** Whether the page names the holder, and not only the role. */
  readonly isNaming: boolean;
  /** A lead or deputy, who may do more than answer. */
  readonly isResponsible: boolean;
  /** After an answer: the next milestone that awaits one of this person; null for none, or where nothing was just saved. */
  readonly next: MilestoneInPlan | null;
};

type AnswerProps = Frame & DeclareProps & Surroundings;

/** Where to go on after an answer: the next milestone that awaits one, then the list. */
const GoOn: FC<AnswerProps> = ({ language, next }) => {
  const say = privateMessages(language).saved;
  const list = <a href="/app/">{say.list}</a>;
  if (next === null) {
    return (
      <p>
        {say.last} {list}
      </p>
    );
  }
  const { state } = next.commitment.commitment;
  return (
    <>
      <p>
        {say.next}{' '}
        <a href={`/app/${next.milestone.id}/`}>
          #{state.number} <Quoted of={titleIn(next.milestone.titles, language, state.language)} m={messages[language]} />
        </a>
      </p>
      <p>{list}</p>
    </>
  );
};

const Saved: FC<AnswerProps> = (props) => {
  const { language, savedSeq, isDraftSaved, isDiscarded, publicPath } = props;
  const say = privateMessages(language).saved;
  const { draft } = answeringMessages(language);
  if (savedSeq === null && !isDraftSaved && !isDiscarded) return null;
  return (
    <div class="saved" role="status">
      <h2>{savedSeq !== null ? say.title : isDraftSaved ? draft.saved : draft.discarded}</h2>
      {savedSeq !== null ? (
        <p>
          {say.text(savedSeq)} <a href={publicPath}>{say.link}</a>
        </p>
      ) : isDraftSaved ? (
        <p>{draft.savedText}</p>
      ) : null}
      {savedSeq !== null || isDraftSaved ? <GoOn {...props} /> : null}
    </div>
  );
};

type HeldProps = {
  readonly holder: Holder;
  readonly isNaming: boolean;
  readonly language: InterfaceLanguage;
  readonly zone: string;
};

/** Who holds a milestone, until when and on which terms, as the lead reads it. */
export const HeldBy: FC<HeldProps> = ({ holder, isNaming, language, zone }) => {
  const say = answeringMessages(language).held;
  const { until, mayPublish } = holder.assignment;
  const day = until === null ? null : dayText(lastDayBefore(until, zone), messages[language]);
  return (
    <>
      <Words of={say.by(isNaming ? holder.contact.name : null, day)} /> {mayPublish ? say.publishes : say.drafts}
    </>
  );
};

const Held: FC<AnswerProps> = ({ of, language, holder, isNaming, isResponsible }) => {
  if (holder === null) return null;
  const { zone } = of.plan.state.settings;
  const { until } = holder.assignment;
  const say = answeringMessages(language);
  return (
    <p class="note">
      {isResponsible ? (
        <>
          <HeldBy holder={holder} isNaming={isNaming} language={language} zone={zone} />{' '}
          <a href={`/app/${of.milestone.id}/hand-on`}>{say.more.takeBack}</a>
        </>
      ) : (
        <Words of={say.held.mine(until === null ? null : dayText(lastDayBefore(until, zone), messages[language]))} />
      )}
    </p>
  );
};

const More: FC<AnswerProps> = ({ of, language, holder }) => {
  const say = answeringMessages(language).more;
  const path = `/app/${of.milestone.id}/`;
  return (
    <section aria-labelledby="more">
      <h2 id="more">{say.title}</h2>
      <ul class="index">
        <li>
          <a href={`${path}deadline`}>{say.deadline}</a>
        </li>
        <li>
          <a href={`${path}hand-on`}>{holder === null ? say.handOn : say.takeBack}</a>
        </li>
        <li>
          <a href={`${path}withdraw`}>{say.withdraw}</a>
        </li>
        <li>
          <a href={`/app/${of.commitment.commitment.state.id}/`}>{say.log}</a>
        </li>
      </ul>
    </section>
  );
};

/** The form, under what becomes of it. */
const PublicForm: FC<AnswerProps> = (props) => {
  const { language, terms } = props;
  return (
    <>
      <p class="note">{terms.isDraft ? answeringMessages(language).draft.notice : privateMessages(language).form.publicNotice}</p>
      <DeclareForm {...props} />
    </>
  );
};

/** The screen of one milestone: what is asked, one click for nothing new, a draft to confirm, the form. */
export const AnswerPage: FC<AnswerProps> = (props) => {
  const { of, language, homeHref, person, problems, draft, terms, why } = props;
  const say = privateMessages(language);
  const path = `/app/${of.milestone.id}/`;
  // Whoever just answered is not asked again: what they said is folded away.
  const isJustSaid = (props.savedSeq !== null || props.isDraftSaved) && problems.length === 0;
  return (
    <Layout
      language={language}
      homeHref={homeHref}
      person={person}
      title={problems.length === 0 ? say.form.title : `${say.errors.mark}${say.form.title}`}
    >
      <h1>{say.form.title}</h1>
      <Saved {...props} />
      <ErrorSummary language={language} problems={problems} />
      <MilestoneFacts of={of} language={language} />
      <WhyLine why={why} language={language} />
      <Held {...props} />
      {draft === null ? null : terms.isDraft ? <OwnDraft {...props} draft={draft} /> : <DraftSection {...props} draft={draft} />}
      {isJustSaid || declaredStatusOf(of.milestone) === 'complete' ? null : (
        <section class="quick" aria-labelledby="quick">
          <h2 id="quick">{say.form.quick}</h2>
          <p>
            {say.form.quickLead}{' '}
            <a class="button secondary" href={`${path}nothing-to-report`}>
              {say.form.quickButton}
            </a>
          </p>
        </section>
      )}
      {isJustSaid ? (
        <details class="more">
          <summary>{say.saved.again}</summary>
          <PublicForm {...props} />
        </details>
      ) : (
        <PublicForm {...props} />
      )}
      {props.isResponsible ? <More {...props} /> : null}
    </Layout>
  );
};
