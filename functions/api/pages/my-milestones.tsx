import type { FC } from 'hono/jsx';
import { Temporal } from 'temporal-polyfill';
import { askedGroups } from '../../../shared/domain/asked-of-me.ts';
import { declaredStatusOf, lastSpoken } from '../../../shared/domain/commitment.ts';
import { localDay } from '../../../shared/domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { titleIn } from '../../../shared/showing/changes.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { DeclaredMark } from '../../../shared/showing/parts/marks.tsx';
import { Day, Quoted, Words } from '../../../shared/showing/parts/words.tsx';
import type { ApprovalsForMe } from '../../../shared/usecases/approvals-for-me.ts';
import type { CommitmentsToAssess } from '../../../shared/usecases/commitments-to-assess.ts';
import type { MyMilestone } from '../../../shared/usecases/my-milestones.ts';
import { answeringMessages } from '../messages/answering.ts';
import { privateMessages } from '../messages/messages.ts';
import { type Frame, Layout } from './layout.tsx';
import { Deadline } from './milestone-facts.tsx';
import { type Shut, ShutLine } from './openid.tsx';
import { WhyLine } from './why-line.tsx';

type ItemProps = { readonly of: MyMilestone; readonly language: InterfaceLanguage };

/** In which role, where that is not the lead's. */
const InRole: FC<ItemProps> = ({ of: { role, until }, language }) => {
  const say = answeringMessages(language).list;
  if (role === 'lead') return null;
  const text = role === 'deputy' ? say.asDeputy : say.asColleague(until === null ? null : dayText(until, messages[language]));
  return (
    <p class="hint">
      <Words of={text} />
    </p>
  );
};

const Actions: FC<ItemProps> = ({ of: { milestone, commitment, why }, language }) => {
  const say = privateMessages(language).list;
  const { confirm } = answeringMessages(language).list;
  const path = `/app/${milestone.id}/`;
  const title = titleIn(milestone.titles, language, commitment.commitment.state.language);
  const about = <span class="visually-hidden">{say.about(title.text)}</span>;
  const isDraftWaiting = why.some(({ is }) => is === 'draft');
  return (
    <p class="actions">
      <a class="button" href={path}>
        {isDraftWaiting ? confirm : say.answer}
        {about}
      </a>
      {isDraftWaiting || declaredStatusOf(milestone) === 'complete' ? null : (
        <a href={`${path}nothing-to-report`}>
          {say.nothing}
          {about}
        </a>
      )}
    </p>
  );
};

const Item: FC<ItemProps> = ({ of, language }) => {
  const { plan, commitment, milestone, why } = of;
  const say = privateMessages(language).list;
  const m = messages[language];
  const { zone } = plan.state.settings;
  const { number, titles, language: original } = commitment.commitment.state;
  const heard = lastSpoken(milestone);
  const status = declaredStatusOf(milestone);
  return (
    <li class="card">
      <h3>
        <Quoted of={titleIn(milestone.titles, language, original)} m={m} />
      </h3>
      <p class="hint">
        #{number} <Quoted of={titleIn(titles, language, original)} m={m} />
      </p>
      <WhyLine why={why} language={language} />
      <InRole of={of} language={language} />
      <dl class="facts">
        <div>
          <dt>{say.deadline}</dt>
          <dd>
            <Deadline milestone={milestone} language={language} original={original} />
          </dd>
        </div>
        <div>
          <dt>{say.declared}</dt>
          <dd>
            <DeclaredMark status={status} m={m} />
          </dd>
        </div>
        <div>
          <dt>{say.lastWord}</dt>
          <dd>{heard === null ? say.never : <Day of={localDay(Temporal.Instant.from(heard.at), zone)} m={m} />}</dd>
        </div>
      </dl>
      {status === 'withdrawn' ? null : <Actions of={of} language={language} />}
    </li>
  );
};

type ToAssessProps = {
  readonly of: CommitmentsToAssess;
  /** The page is named for what is assessed: each part of it is, for its plan. */
  readonly isNamed: boolean;
  readonly language: InterfaceLanguage;
};

const ToAssess: FC<ToAssessProps> = ({ of, isNamed, language }) => {
  const say = answeringMessages(language).list.assess;
  const m = messages[language];
  const { id, titles, languages } = of.plan.state.settings;
  const plan = <Quoted of={titleIn(titles, language, languages[0] ?? language)} m={m} />;
  return (
    <section aria-labelledby={`assess-${id}`}>
      <h2 id={`assess-${id}`}>{isNamed ? plan : say.title}</h2>
      {isNamed ? null : <p class="hint">{plan}</p>}
      <ul class="index">
        {of.commitments.map(({ commitment: { state, milestones } }) => {
          const isAssessed = [state, ...milestones].some(({ assessment }) => assessment !== null);
          return (
            <li>
              <a href={`/app/${state.id}/`}>
                #{state.number} <Quoted of={titleIn(state.titles, language, state.language)} m={m} />
              </a>
              <p class="hint">{isAssessed ? say.standing : say.none}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

type ListProps = Frame & {
  readonly mine: readonly MyMilestone[];
  readonly approvals: readonly ApprovalsForMe[];
  readonly toAssess: readonly CommitmentsToAssess[];
  /** Plans of theirs that are left out. */
  readonly shut: Shut;
};

/** Everything a person answers for, what is asked of them first, each with the reason why it stands there; then what they assess. */
export const MyMilestonesPage: FC<ListProps> = ({ mine, approvals, toAssess, shut, ...frame }) => {
  const { language, person } = frame;
  const say = privateMessages(language).list;
  const own = answeringMessages(language).list;
  const isEmpty = mine.length === 0 && toAssess.length === 0;
  const sections = askedGroups
    .map((group) => ({ group, items: mine.filter((one) => one.group === group) }))
    .filter(({ items }) => items.length > 0);
  // Who only assesses has no milestones: the list is named for what it holds.
  const isNamed = mine.length === 0 && toAssess.length > 0;
  const title = isNamed ? own.assess.title : say.title;
  return (
    <Layout {...frame} title={title}>
      <h1>{title}</h1>
      {isEmpty && shut.count > 0 ? null : <p>{mine.length > 0 ? say.lead : isEmpty ? say.none : own.assess.lead}</p>}
      <ShutLine language={language} of={shut} next="/app/" />
      {approvals.length === 0 ? null : (
        <ul class="index">
          {approvals.map(({ planId, titles, original, count }) => (
            <li>
              <a href={`/app/plans/${planId}/approvals`}>{own.approvals(count)}</a>{' '}
              <Quoted of={titleIn(titles, language, original)} m={messages[language]} />
            </li>
          ))}
        </ul>
      )}
      {mine.length === 0 && person?.isCoordinator === true ? (
        <p>
          <a href="/app/plans/">{own.plans}</a>
        </p>
      ) : null}
      {sections.map(({ group, items }) => (
        <section aria-labelledby={group}>
          <h2 id={group}>{own.groups[group]}</h2>
          <ul class="cards">
            {items.map((of) => (
              <Item of={of} language={language} />
            ))}
          </ul>
        </section>
      ))}
      {toAssess.map((of) => (
        <ToAssess of={of} isNamed={isNamed} language={language} />
      ))}
    </Layout>
  );
};
