import type { FC } from 'hono/jsx';
import { Temporal } from 'temporal-polyfill';
import { declaredStatusOf, isOpen, lastWordAt } from '../../../shared/domain/commitment.ts';
import { localDay } from '../../../shared/domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { positionOf } from '../../../shared/domain/position.ts';
import { titleIn } from '../../../shared/showing/changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { DeclaredMark, PositionMark } from '../../../shared/showing/parts/marks.tsx';
import { Day, Quoted } from '../../../shared/showing/parts/words.tsx';
import type { MilestoneInPlan } from '../../../shared/usecases/my-milestones.ts';
import { privateMessages } from '../messages/messages.ts';
import { type Frame, Layout } from './layout.tsx';
import { Deadline } from './milestone-facts.tsx';

type ItemProps = { readonly of: MilestoneInPlan; readonly language: InterfaceLanguage; readonly now: Temporal.Instant };

const Item: FC<ItemProps> = ({ of, language, now }) => {
  const { plan, commitment, milestone } = of;
  const say = privateMessages(language).list;
  const m = messages[language];
  const { zone } = plan.state.settings;
  const { number, titles, language: original } = commitment.commitment.state;
  const title = titleIn(milestone.titles, language, original);
  const heard = lastWordAt(milestone);
  const status = declaredStatusOf(milestone);
  const path = `/app/${milestone.id}/`;
  return (
    <li class="card">
      <h3>
        <Quoted of={title} m={m} />
      </h3>
      <p class="hint">
        #{number} <Quoted of={titleIn(titles, language, original)} m={m} />
      </p>
      <dl class="facts">
        <div>
          <dt>{say.deadline}</dt>
          <dd>
            <Deadline milestone={milestone} language={language} original={original} />
            <PositionMark position={positionOf(milestone, localDay(now, zone))} m={m} />
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
          <dd>{heard === null ? say.never : <Day of={localDay(Temporal.Instant.from(heard), zone)} m={m} />}</dd>
        </div>
      </dl>
      {status === 'withdrawn' ? null : (
        <p class="actions">
          <a class="button" href={path}>
            {say.answer}
            <span class="visually-hidden">{say.about(title.text)}</span>
          </a>
          <a href={`${path}nothing-to-report`}>
            {say.nothing}
            <span class="visually-hidden">{say.about(title.text)}</span>
          </a>
        </p>
      )}
    </li>
  );
};

export const MyMilestonesPage: FC<Frame & { readonly mine: readonly MilestoneInPlan[]; readonly now: Temporal.Instant }> = ({
  mine,
  now,
  ...frame
}) => {
  const say = privateMessages(frame.language).list;
  const sections = [
    { heading: say.open, items: mine.filter(({ milestone }) => isOpen(milestone)) },
    { heading: say.closed, items: mine.filter(({ milestone }) => !isOpen(milestone)) },
  ].filter(({ items }) => items.length > 0);
  return (
    <Layout {...frame} title={say.title}>
      <h1>{say.title}</h1>
      <p>{mine.length === 0 ? say.none : say.lead}</p>
      {sections.map(({ heading, items }) => (
        <section>
          <h2>{heading}</h2>
          <ul class="cards">
            {items.map((of) => (
              <Item of={of} language={frame.language} now={now} />
            ))}
          </ul>
        </section>
      ))}
    </Layout>
  );
};
