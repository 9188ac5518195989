import type { FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { declarableStatus, evidenceKind } from '../../../shared/domain/plan.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import type { MilestoneInPlan } from '../../../shared/usecases/my-milestones.ts';
import { evidenceRows, type TypedDeclaration, type TypedEvidence } from '../forms/declaration-form.ts';
import { answeringMessages } from '../messages/answering.ts';
import { privateMessages } from '../messages/messages.ts';
import { describedBy, FieldErrors, Select, TextArea, TextField } from './fields.tsx';

/** On which terms a person answers. */
export type Terms = {
  /** The answer is kept for the lead instead of being published. */
  readonly isDraft: boolean;
  /** Where a new date is given: in this form, on a page of its own, or by the lead alone. */
  readonly newDate: 'here' | 'elsewhere' | 'by-the-lead';
};

export type DeclareProps = {
  readonly of: MilestoneInPlan;
  readonly language: InterfaceLanguage;
  readonly token: string;
  readonly typed: TypedDeclaration;
  readonly problems: readonly Problem[];
  /** Empty rows of evidence to offer besides those filled in. */
  readonly emptyRows: number;
  /** A row was just added: it takes the focus. */
  readonly isRowAdded?: boolean;
  readonly terms: Terms;
};

const StatusChoice: FC<DeclareProps> = ({ language, typed, problems }) => {
  const say = privateMessages(language).form;
  const { label, sentence } = messages[language].declared;
  const hasError = problems.some(({ field }) => field === 'status');
  return (
    <fieldset class={hasError ? 'field has-error' : 'field'} aria-describedby={describedBy('status', undefined, problems)}>
      <legend>{say.status}</legend>
      <FieldErrors language={language} problems={problems} name="status" />
      {declarableStatus.options.map((status, index) => (
        <div class="choice">
          <input
            type="radio"
            name="status"
            id={index === 0 ? 'status' : `status-${status}`}
            value={status}
            checked={typed.status === status}
            aria-describedby={`status-${status}-hint`}
          />
          <label for={index === 0 ? 'status' : `status-${status}`}>{label[status]}</label>
          <p class="hint" id={`status-${status}-hint`}>
            {status === 'complete' ? say.completeHint : sentence[status]} {say.statusNeeds[status]}
          </p>
        </div>
      ))}
    </fieldset>
  );
};

type RowProps = DeclareProps & { readonly row: TypedEvidence; readonly index: number; readonly isNext: boolean };

const EvidenceRow: FC<RowProps> = ({ language, problems, row, index, isNext }) => {
  const say = privateMessages(language).form;
  const kinds = messages[language].evidence.kind;
  const own = { language, problems };
  const name = (part: string): string => `evidence.${index}.${part}`;
  return (
    <fieldset class="row">
      <legend>{say.item(index + 1)}</legend>
      <TextField {...own} name={name('url')} type="url" label={say.url} hint={say.urlHint} value={row.url} isNext={isNext} />
      <TextField {...own} name={name('title')} label={say.evidenceTitle} value={row.title} />
      <div class="pair">
        <Select
          {...own}
          name={name('kind')}
          label={say.kind}
          value={row.kind}
          choices={[
            { value: '', label: say.choose },
            ...evidenceKind.options.map((kind) => ({ value: kind, label: kinds[kind] })),
          ]}
        />
        <TextField {...own} name={name('date')} type="date" label={`${say.date} ${say.optional}`} value={row.date} />
      </div>
    </fieldset>
  );
};

const EvidenceRows: FC<DeclareProps> = (props) => {
  const { language, typed, problems, emptyRows } = props;
  const say = privateMessages(language).form;
  const blank: TypedEvidence = { url: '', title: '', kind: '', date: '' };
  const room = Math.max(0, evidenceRows - typed.evidence.length);
  const rows = [...typed.evidence, ...Array.from({ length: Math.min(emptyRows, room) }, () => blank)];
  return (
    <fieldset class="field" id="evidence" tabindex={-1} aria-describedby={describedBy('evidence', say.evidenceHint, problems)}>
      <legend>{say.evidence}</legend>
      <p class="hint" id="evidence-hint">
        {say.evidenceHint}
      </p>
      <FieldErrors language={language} problems={problems} name="evidence" />
      {rows.map((row, index) => (
        <EvidenceRow {...props} row={row} index={index} isNext={props.isRowAdded === true && index === rows.length - 1} />
      ))}
      {rows.length < evidenceRows ? (
        <button type="submit" name="step" value="add-row" class="secondary">
          {say.addRow}
        </button>
      ) : null}
    </fieldset>
  );
};

const NewDate: FC<DeclareProps> = ({ of, language, typed, problems, terms }) => {
  const say = answeringMessages(language);
  const own = { language, problems };
  return (
    <fieldset class="field" id={terms.newDate === 'here' ? undefined : 'expected'}>
      <legend>{say.expected.title}</legend>
      {terms.newDate === 'here' ? (
        <>
          <TextField {...own} name="expected" label={say.expected.label} hint={say.expected.hint} value={typed.expected} />
          <TextArea
            {...own}
            name="expectedReason"
            label={say.expected.reason}
            hint={say.expected.reasonHint}
            value={typed.expectedReason}
            rows={2}
          />
        </>
      ) : terms.newDate === 'elsewhere' ? (
        <p>
          {say.expected.elsewhere} <a href={`/app/${of.milestone.id}/deadline`}>{say.more.deadline}</a>
        </p>
      ) : (
        <p>{say.expected.ofTheLead}</p>
      )}
    </fieldset>
  );
};

/** The form itself, also shown below both texts when the milestone changed meanwhile. */
export const DeclareForm: FC<DeclareProps> = (props) => {
  const { of, language, token, typed, problems } = props;
  const say = privateMessages(language).form;
  const own = { language, problems };
  return (
    <form method="post" action={`/app/${of.milestone.id}/`} novalidate>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="version" value={typed.version} />
      <input type="hidden" name="draft" value={typed.draft} />
      {/* The first submit button is the one that Enter presses. */}
      <button type="submit" name="step" value="preview" hidden>
        {say.preview}
      </button>
      <StatusChoice {...props} />
      <TextArea {...own} name="done" label={`${say.done} ${say.optional}`} hint={say.doneHint} value={typed.done} rows={4} />
      <TextArea
        {...own}
        name="difficulties"
        label={say.difficulties}
        hint={say.difficultiesHint}
        value={typed.difficulties}
        rows={3}
      />
      <EvidenceRows {...props} />
      <TextArea
        {...own}
        name="noEvidenceReason"
        label={say.noEvidenceReason}
        hint={say.noEvidenceHint}
        value={typed.noEvidenceReason}
        rows={2}
      />
      <TextField
        {...own}
        name="completedOn"
        type="date"
        label={say.completedOn}
        hint={say.completedOnHint}
        value={typed.completedOn}
      />
      <NewDate {...props} />
      <p class="actions">
        <button type="submit" name="step" value="preview">
          {say.preview}
        </button>
      </p>
    </form>
  );
};
