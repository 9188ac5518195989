import type { FC } from 'hono/jsx';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { ParticipationProcess, PlanState } from '../../../shared/domain/plan.ts';
import { titleIn } from '../../../shared/showing/changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Published, Quoted } from '../../../shared/showing/parts/words.tsx';
import { plainLine } from '../../../shared/showing/plain-text.ts';
import { participationMessages } from '../messages/participation.ts';
import type { Frame } from './layout.tsx';
import { PlanFrame } from './plan-frame.tsx';
import { ProcessForm, type ProcessFormProps, processesPath } from './process.tsx';
import { markOf, Outcome } from './record-form.tsx';

const Row: FC<{ readonly process: ParticipationProcess; readonly plan: PlanState; readonly language: InterfaceLanguage }> = ({
  process,
  plan,
  language,
}) => {
  const { common, processes: say } = participationMessages(language);
  const m = messages[language];
  const own = plan.settings.languages[0] ?? language;
  const { id, titles, organiser, period, steps = [], followUp } = process;
  const title = titleIn(titles, language, own);
  const owed = followUp.length === 0 || steps.some(({ followUpOwed }) => followUpOwed);
  return (
    <tr>
      <th scope="row">
        <Quoted of={title} m={m} />
        {organiser === null ? null : (
          <span class="group">
            <Quoted of={{ text: plainLine(organiser), language: own }} m={m} />
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
      </td>
      <td data-label={common.actions}>
        <a href={`${processesPath(plan.settings.id)}/${id}`}>
          {common.edit}
          <span class="visually-hidden">{common.about(title.text)}</span>
        </a>
      </td>
    </tr>
  );
};

const ProcessesTable: FC<{ readonly plan: PlanState; readonly language: InterfaceLanguage }> = ({ plan, language }) => {
  const { common, processes: say } = participationMessages(language);
  return (
    <table class="stacked">
      <caption class="visually-hidden">{say.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say.process}</th>
          <th scope="col">{say.period}</th>
          <th scope="col">{say.steps}</th>
          <th scope="col">{say.followUpColumn}</th>
          <th scope="col">{common.actions}</th>
        </tr>
      </thead>
      <tbody>
        {plan.processes.map((process) => (
          <Row process={process} plan={plan} language={language} />
        ))}
      </tbody>
    </table>
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
    <PlanFrame
      language={language}
      person={person}
      settings={plan.settings}
      title={say.title}
      mark={markOf(language, props.problems, props.shown)}
    >
      <Outcome is={outcome} language={language} planId={plan.settings.id} />
      <p>{plan.processes.length === 0 ? say.none : say.lead}</p>
      {plan.processes.length === 0 ? null : <ProcessesTable plan={plan} language={language} />}
      <h2 id="add">{say.add}</h2>
      <ProcessForm {...props} />
    </PlanFrame>
  );
};
