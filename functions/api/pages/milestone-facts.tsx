import type { Child, FC } from 'hono/jsx';
import { deadlineOf, type MilestoneState } from '../../../shared/domain/commitment.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { titleIn } from '../../../shared/showing/changes.ts';
import { dayText, readingOf } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Published, Quoted, Words } from '../../../shared/showing/parts/words.tsx';
import type { MilestoneInPlan } from '../../../shared/usecases/my-milestones.ts';
import { privateMessages } from '../messages/messages.ts';

type DeadlineProps = {
  readonly milestone: MilestoneState;
  readonly language: InterfaceLanguage;
  /** Language the content of the plan is written in. */
  readonly original: string;
};

/** The deadline as published, verbatim, with the day Jalon holds; then the one in force where it was moved. */
export const Deadline: FC<DeadlineProps> = ({ milestone, language, original }) => {
  const m = messages[language];
  const published = milestone.published.due;
  const inForce = deadlineOf(milestone);
  const movedTo = inForce.seq === milestone.published.seq ? null : (inForce.due?.to ?? null);
  return (
    <>
      {published === null ? (
        m.deadline.none
      ) : (
        <>
          <Published date={published} language={original} m={m} />{' '}
          <span class="reading">
            <Words of={readingOf(published, m)} />
          </span>
        </>
      )}
      {movedTo === null ? null : (
        <span class="block-line">
          <Words of={`${privateMessages(language).form.revised}${m.colon}${dayText(movedTo, m)}`} />
        </span>
      )}
    </>
  );
};

type FactsProps = {
  readonly of: MilestoneInPlan;
  readonly language: InterfaceLanguage;
  /** The deadline as it would stand, in place of the one that stands. */
  readonly deadline?: Child;
};

/** What a lead is asked about: read-only, on top of every page of one milestone. */
export const MilestoneFacts: FC<FactsProps> = ({ of, language, deadline }) => {
  const say = privateMessages(language).form;
  const m = messages[language];
  const { number, titles, language: original } = of.commitment.commitment.state;
  return (
    <dl class="facts">
      <div>
        <dt>{say.milestone}</dt>
        <dd>
          <Quoted of={titleIn(of.milestone.titles, language, original)} m={m} />
        </dd>
      </div>
      <div>
        <dt>{say.published}</dt>
        <dd>{deadline ?? <Deadline milestone={of.milestone} language={language} original={original} />}</dd>
      </div>
      <div>
        <dt>{say.commitment}</dt>
        <dd>
          #{number} <Quoted of={titleIn(titles, language, original)} m={m} />
        </dd>
      </div>
    </dl>
  );
};
