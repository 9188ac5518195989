import type { FC } from 'hono/jsx';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanState } from '../../../shared/domain/plan.ts';
import { readText, type Texts } from '../../../shared/domain/text.ts';
import { typedPassage, typedTitleIn } from '../../../shared/showing/changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Published, Quoted } from '../../../shared/showing/parts/words.tsx';
import { plainLine } from '../../../shared/showing/plain-text.ts';
import { participationMessages } from '../messages/participation.ts';
import { Reading } from './date-field.tsx';
import type { Frame } from './layout.tsx';
import { MeetingForm, type MeetingFormProps, meetingsPath } from './meeting.tsx';
import { EditCell, Outcome, RecordPage, RecordTable } from './record-form.tsx';

const MeetingsTable: FC<{ readonly plan: PlanState; readonly texts: Texts; readonly language: InterfaceLanguage }> = ({
  plan,
  texts,
  language,
}) => {
  const { common, meetings: say } = participationMessages(language);
  const m = messages[language];
  const own = plan.settings.languages[0] ?? language;
  return (
    <RecordTable caption={say.caption} heads={[say.meeting, common.date, say.state, say.minutes, common.actions]}>
      {plan.meetings.map(({ id, titles, body, date, state, minutes }) => {
        const title = typedTitleIn(titles, texts, own, m);
        return (
          <tr>
            <th scope="row">
              <Quoted of={title} m={m} />
              {body === null ? null : (
                <span class="group">
                  <Quoted of={typedPassage(body, texts, own, common.redacted, m)} m={m} />
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
            <EditCell href={`${meetingsPath(plan.settings.id)}/${id}`} about={title.text} language={language} />
          </tr>
        );
      })}
    </RecordTable>
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
    <RecordPage {...props} person={person} title={say.title}>
      <Outcome is={outcome} language={language} planId={plan.settings.id} />
      <p>{plan.meetings.length === 0 ? say.none : say.lead}</p>
      {plan.meetings.length === 0 ? null : <MeetingsTable plan={plan} texts={texts} language={language} />}
      <h2 id="add">{say.add}</h2>
      <MeetingForm {...props} />
    </RecordPage>
  );
};
