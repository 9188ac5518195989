import type { FC } from 'hono/jsx';
import { followUpOf } from '../../../shared/domain/follow-up.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { ParticipationProcess, PlanState } from '../../../shared/domain/plan.ts';
import type { Texts } from '../../../shared/domain/text.ts';
import { typedPassage, typedTitleIn } from '../../../shared/showing/changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Published, Quoted } from '../../../shared/showing/parts/words.tsx';
import { participationMessages } from '../messages/participation.ts';
import type { Frame } from './layout.tsx';
import { ProcessForm, type ProcessFormProps, processesPath } from './process.tsx';
import { EditCell, Outcome, RecordPage, RecordTable } from './record-form.tsx';

type In = { readonly plan: PlanState; readonly texts: Texts; readonly language: InterfaceLanguage };

const Row: FC<In & { readonly process: ParticipationProcess }> = ({ process, plan, texts, language }) => {
  const { common, processes: say } = participationMessages(language);
  const m = messages[language];
  const own = plan.settings.languages[0] ?? language;
  const { id, titles, organiser, period, steps = [], followUp } = process;
  const title = typedTitleIn(titles, texts, own, m);
  const state = followUpOf(process);
  const owed = state === 'awaited' || steps.some(({ followUpOwed }) => followUpOwed === true);
  return (
    <tr>
      <th scope="row">
        <Quoted of={title} m={m} />
        {organiser === null ? null : (
          <span class="group">
            <Quoted of={typedPassage(organiser, texts, own, common.redacted, m)} m={m} />
          </span>
        )}
      </th>
      <td data-label={say.period}>
        {period.start === null && period.end === null ? common.noDate : null}
        {period.start === null ? null : <Published date={period.start} language={own} m={m} />}
        {period.start !== null && period.end !== null ? ' – ' : null}
        {period.end === null ? null : <Published date={period.end} language={own} m={m} />}
      </td>
      <td data-label={say.steps}>{steps.length}</td>
      <td data-label={say.followUpColumn}>
        {followUp.length === 0 ? null : say.followUpCount(followUp.length)}
        {followUp.length > 0 && owed ? ', ' : null}
        {owed ? say.awaited : null}
        {state === 'not-owed' ? say.owedLabel.no : null}
      </td>
      <EditCell href={`${processesPath(plan.settings.id)}/${id}`} about={title.text} language={language} />
    </tr>
  );
};

const ProcessesTable: FC<In> = ({ plan, texts, language }) => {
  const { common, processes: say } = participationMessages(language);
  return (
    <RecordTable caption={say.caption} heads={[say.process, say.period, say.steps, say.followUpColumn, common.actions]}>
      {plan.processes.map((process) => (
        <Row process={process} plan={plan} texts={texts} language={language} />
      ))}
    </RecordTable>
  );
};

/** Every participation process of a plan, and the form for another one. */
export const ProcessesPage: FC<Frame & ProcessFormProps & { readonly outcome: 'saved' | 'unchanged' | null }> = ({
  person,
  outcome,
  ...props
}) => {
  const { language, plan } = props;
  const say = participationMessages(language).processes;
  return (
    <RecordPage {...props} person={person} title={say.title}>
      <Outcome is={outcome} language={language} planId={plan.settings.id} />
      <p>{plan.processes.length === 0 ? say.none : say.lead}</p>
      {plan.processes.length === 0 ? null : <ProcessesTable plan={plan} texts={props.texts} language={language} />}
      <h2 id="add">{say.add}</h2>
      <ProcessForm {...props} />
    </RecordPage>
  );
};
