import type { Child, FC } from 'hono/jsx';
import { type ParticipationProcess, type PlanState, processStep } from '../../../shared/domain/plan.ts';
import type { Texts } from '../../../shared/domain/text.ts';
import { isRedacted, redactedIn } from '../../../shared/usecases/typed-text.ts';
import type { ProcessFields, RowList, StepFields } from '../forms/process-form.ts';
import { participationMessages } from '../messages/participation.ts';
import { DateField } from './date-field.tsx';
import { Select, TextArea, TextField } from './fields.tsx';
import { type FieldsProps, OwedField, TitleFields } from './record-form.tsx';

type RowsProps = FieldsProps & {
  readonly plan: PlanState;
  readonly texts: Texts;
  readonly known: ParticipationProcess | null;
  readonly typed: ProcessFields;
  readonly languages: readonly string[];
  /** Empty rows to offer besides those filled in. */
  readonly empty: number;
};

const Rows: FC<{
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly add: string;
  readonly button: string;
  readonly children?: Child;
}> = ({ id, title, hint, add, button, children }) => (
  <fieldset class="field" id={id}>
    <legend>{title}</legend>
    <p class="hint">{hint}</p>
    {children}
    <button type="submit" name="step" value={add} class="secondary">
      {button}
    </button>
  </fieldset>
);

/** The row that was just added takes the focus. */
function focusOf(list: RowList, { added, ...typed }: ProcessFields): (index: number) => object {
  const isNew = (index: number): boolean => added === list && index >= (list === 'documents' ? 0 : typed[list].length);
  return (index) => (isNew(index) ? { tabindex: -1, autofocus: true } : {});
}

/** The rows that are filled in, then as many empty ones as are offered. */
function withEmpty<Item>(rows: readonly Item[], empty: number, blank: Item): readonly Item[] {
  return [...rows, ...Array.from({ length: empty }, () => blank)];
}

/** What followed from the results, item by item. */
export const FollowUpRows: FC<RowsProps> = ({ plan, known, typed, empty, languages: _, texts: __, ...told }) => {
  const { common, processes: say } = participationMessages(told.language);
  const focus = focusOf('followUp', typed);
  const dates = (known?.followUp ?? []).map(({ date }) => date);
  return (
    <Rows
      id="followUp"
      title={`${say.followUp} ${common.optional}`}
      hint={`${say.followUpHint} ${common.removeHint}`}
      add="add-followUp"
      button={say.addFollowUp}
    >
      {withEmpty(typed.followUp, empty, { text: '', url: '', date: '', kept: '' }).map(({ text, url, date, kept }, index) => {
        const name = `followUp-${index}`;
        return (
          <fieldset class="row" {...focus(index)}>
            <legend>{say.followUpItem(index + 1)}</legend>
            {kept === '' ? null : <input type="hidden" name={`${name}-kept`} value={kept} />}
            <TextArea
              {...told}
              name={`${name}-text`}
              label={say.followUpText}
              {...(kept === '' ? {} : { hint: common.redactedKept })}
              value={text}
              rows={2}
            />
            <TextField {...told} name={`${name}-url`} label={`${say.link} ${common.optional}`} value={url} type="url" />
            <DateField
              {...told}
              name={`${name}-date`}
              label={`${common.date} ${common.optional}`}
              value={date}
              known={dates}
              settings={plan.settings}
            />
          </fieldset>
        );
      })}
    </Rows>
  );
};

export const LinkRows: FC<RowsProps> = ({ typed, empty, plan: _plan, known, texts, languages: _languages, ...told }) => {
  const { common, processes: say } = participationMessages(told.language);
  const focus = focusOf('links', typed);
  const isKept = (url: string): boolean => isRedacted(texts, known?.links.find((one) => one.url === url)?.title);
  return (
    <Rows id="links" title={`${say.links} ${common.optional}`} hint={common.removeHint} add="add-links" button={say.addLink}>
      {withEmpty(typed.links, empty, { title: '', url: '' }).map(({ title, url }, index) => (
        <fieldset class="row" {...focus(index)}>
          <legend>{say.linkItem(index + 1)}</legend>
          <TextField
            {...told}
            name={`links-${index}-title`}
            label={say.linkTitle}
            {...(isKept(url) ? { hint: common.redactedKept } : {})}
            value={title}
          />
          <TextField {...told} name={`links-${index}-url`} label={say.link} value={url} type="url" />
        </fieldset>
      ))}
    </Rows>
  );
};

const blankStep: StepFields = { id: '', kind: 'workshop', titles: {}, date: '', state: 'announced', followUpOwed: 'unsaid' };

/** Calls, workshops, working groups: the dated steps of a process. */
export const StepRows: FC<RowsProps> = ({ plan, texts, known, typed, empty, languages, ...told }) => {
  const say = participationMessages(told.language);
  const focus = focusOf('steps', typed);
  return (
    <Rows
      id="steps"
      title={`${say.processes.steps} ${say.common.optional}`}
      hint={`${say.processes.stepsHint} ${say.common.removeHint}`}
      add="add-steps"
      button={say.processes.addStep}
    >
      {withEmpty(typed.steps, empty, blankStep).map((step, index) => {
        const name = `steps-${index}`;
        const before = known?.steps?.find(({ id }) => id === step.id);
        return (
          <fieldset class="row" {...focus(index)}>
            <legend>{say.processes.stepItem(index + 1)}</legend>
            <input type="hidden" name={`${name}-id`} value={step.id} />
            <TitleFields
              {...told}
              name={`${name}-titles`}
              languages={languages}
              titles={step.titles}
              redacted={redactedIn(texts, before?.titles)}
            />
            <Select
              {...told}
              name={`${name}-kind`}
              label={say.processes.stepKind}
              value={step.kind}
              choices={processStep.shape.kind.options.map((value) => ({ value, label: say.kind[value] }))}
            />
            <DateField
              {...told}
              name={`${name}-date`}
              label={`${say.common.date} ${say.common.optional}`}
              value={step.date}
              known={[before?.date ?? null]}
              settings={plan.settings}
            />
            <Select
              {...told}
              name={`${name}-state`}
              label={say.processes.stepState}
              value={step.state}
              choices={processStep.shape.state.options.map((value) => ({ value, label: say.processes.stepStateLabel[value] }))}
            />
            <OwedField {...told} name={`${name}-followUpOwed`} value={step.followUpOwed} />
          </fieldset>
        );
      })}
    </Rows>
  );
};
