import type { FC } from 'hono/jsx';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanState } from '../../../shared/domain/plan.ts';
import { readText, type Texts } from '../../../shared/domain/text.ts';
import { titleIn } from '../../../shared/showing/changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Published, Quoted } from '../../../shared/showing/parts/words.tsx';
import { plainLine } from '../../../shared/showing/plain-text.ts';
import { participationMessages } from '../messages/participation.ts';
import { Reading } from './date-field.tsx';
import type { Frame } from './layout.tsx';
import { MeetingForm, type MeetingFormProps, meetingsPath } from './meeting.tsx';
import { PlanFrame } from './plan-frame.tsx';
import { markOf, Outcome } from './record-form.tsx';

const MeetingsTable: FC<{ readonly plan: PlanState; readonly texts: Texts; readonly language: InterfaceLanguage }> = ({
  plan,
  texts,
  language,
}) => {
  const { common, meetings: say } = participationMessages(language);
  const m = messages[language];
  const own = plan.settings.languages[0] ?? language;
  return (
    <table class="stacked">
      <caption class="visually-hidden">{say.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say.meeting}</th>
          <th scope="col">{common.date}</th>
          <th scope="col">{say.state}</th>
          <th scope="col">{say.minutes}</th>
          <th scope="col">{common.actions}</th>
        </tr>
      </thead>
      <tbody>
        {plan.meetings.map(({ id, titles, body, date, state, minutes }) => {
          const title = titleIn(titles, language, own);
          return (
            <tr>
              <th scope="row">
                <Quoted of={title} m={m} />
                {body === null ? null : (
                  <span class="group">
                    <Quoted of={{ text: plainLine(body), language: own }} m={m} />
                  </span>
                )}
              </th>
              <td data-label={common.date}>
                <Published date={date} language={own} m={m} />
                <Reading date={date} language={language} />
              </td>
              <td data-label={say.state}>{say.stateLabel[state]}</td>
              <td data-label={say.minutes}>
                {minutes === null ? say.noMinutes : plainLine(readText(texts, minutes.title) ?? common.redacted)}
              </td>
              <td data-label={common.actions}>
                <a href={`${meetingsPath(plan.settings.id)}/${id}`}>
                  {common.edit}
                  <span class="visually-hidden">{common.about(title.text)}</span>
                </a>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

/** Every meeting of a plan, and the form for another one. */
export const MeetingsPage: FC<Frame & MeetingFormProps & { readonly outcome: 'saved' | 'unchanged' | null }> = ({
  person,
  outcome,
  ...props
}) => {
  const { language, plan, texts } = props;
  const say = participationMessages(language).meetings;
  return (
    <PlanFrame
      language={language}
      person={person}
      settings={plan.settings}
      title={say.title}
      mark={markOf(language, props.problems, props.shown)}
    >
      <Outcome is={outcome} language={language} planId={plan.settings.id} />
      <p>{plan.meetings.length === 0 ? say.none : say.lead}</p>
      {plan.meetings.length === 0 ? null : <MeetingsTable plan={plan} texts={texts} language={language} />}
      <h2 id="add">{say.add}</h2>
      <MeetingForm {...props} />
    </PlanFrame>
  );
};
