import type { Child, FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { privateMessages } from '../messages/messages.ts';

/** The id of a field's control: `evidence.0.url` → `evidence-0-url`. */
function idOf(field: string): string {
  return field.replaceAll('.', '-');
}

/** What a form calls its fields, where it has others than the declaration's: `{ opens: 'Premier jour' }`. */
export type FieldLabels = { readonly [field: string]: string };

/** A problem in words: what is wrong, and in a list also in which row. */
function problemText(
  { language, labels = {}, explain }: Omit<ProblemProps, 'problems'>,
  problem: Problem,
  isInList: boolean,
): string {
  const { field, code, detail } = problem;
  const own = explain?.(problem) ?? null;
  if (own !== null) return own;
  const [head = '', row, part] = field.split('.');
  const item = isInList && part !== undefined && row !== undefined ? Number(row) + 1 : null;
  const label = labels[field] ?? labels[head] ?? null;
  return privateMessages(language).errors.problem({ field: part ?? head, label, code, detail, item });
}

type ProblemProps = {
  readonly language: InterfaceLanguage;
  readonly problems: readonly Problem[];
  readonly labels?: FieldLabels;
  /** Words a form has of its own for a problem; null leaves it to the dictionary. */
  readonly explain?: (problem: Problem) => string | null;
};

/** Everything to correct, on top of the form, each leading to its field. It takes the focus when the page opens. */
export const ErrorSummary: FC<ProblemProps> = ({ language, problems, ...rest }) =>
  problems.length === 0 ? null : (
    <section class="error-summary" aria-labelledby="error-summary" tabindex={-1} autofocus>
      <h2 id="error-summary">{privateMessages(language).errors.summary}</h2>
      <ul>
        {problems.map((problem) => (
          <li>
            <a href={`#${idOf(problem.field)}`}>{problemText({ language, ...rest }, problem, true)}</a>
          </li>
        ))}
      </ul>
    </section>
  );

type FieldProps = ProblemProps & {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
};

/** What is wrong with one field, beside it. */
export const FieldErrors: FC<ProblemProps & { readonly name: string }> = ({ language, problems, name, ...rest }) => {
  const own = problems.filter(({ field }) => field === name);
  return own.length === 0 ? null : (
    <p class="field-error" id={`${idOf(name)}-error`}>
      {own.map((problem) => problemText({ language, ...rest }, problem, false)).join(' ')}
    </p>
  );
};

/** Ids of hint and error, for `aria-describedby`. */
export function describedBy(name: string, hint: string | undefined, problems: readonly Problem[]): string | undefined {
  const ids = [
    ...(hint === undefined ? [] : [`${idOf(name)}-hint`]),
    ...(problems.some(({ field }) => field === name) ? [`${idOf(name)}-error`] : []),
  ];
  return ids.length === 0 ? undefined : ids.join(' ');
}

const Field: FC<FieldProps & { readonly children?: Child }> = ({ name, label, hint, children, ...told }) => (
  <div class={told.problems.some(({ field }) => field === name) ? 'field has-error' : 'field'}>
    <label for={idOf(name)}>{label}</label>
    {hint === undefined ? null : (
      <p class="hint" id={`${idOf(name)}-hint`}>
        {hint}
      </p>
    )}
    <FieldErrors {...told} name={name} />
    {children}
  </div>
);

type InputProps = FieldProps & {
  readonly value: string;
  readonly type?: 'text' | 'email' | 'url' | 'date';
  readonly autocomplete?: string;
  readonly maxlength?: number;
  readonly isCode?: boolean;
  /** Takes the focus when the page opens. */
  readonly isNext?: boolean;
};

export const TextField: FC<InputProps> = ({
  value,
  type = 'text',
  autocomplete,
  maxlength,
  isCode = false,
  isNext = false,
  ...field
}) => (
  <Field {...field}>
    <input
      id={idOf(field.name)}
      name={field.name}
      type={type}
      value={value}
      autocomplete={autocomplete}
      maxlength={maxlength}
      autofocus={isNext ? true : undefined}
      class={isCode ? 'code' : undefined}
      autocapitalize={isCode ? 'characters' : undefined}
      spellcheck={isCode ? false : undefined}
      aria-invalid={field.problems.some((one) => one.field === field.name) ? 'true' : undefined}
      aria-describedby={describedBy(field.name, field.hint, field.problems)}
    />
  </Field>
);

export const TextArea: FC<FieldProps & { readonly value: string; readonly rows: number }> = ({ value, rows, ...field }) => (
  <Field {...field}>
    <textarea
      id={idOf(field.name)}
      name={field.name}
      rows={rows}
      aria-invalid={field.problems.some((one) => one.field === field.name) ? 'true' : undefined}
      aria-describedby={describedBy(field.name, field.hint, field.problems)}
    >
      {/* A browser drops the first line end of a textarea. */ `\n${value}`}
    </textarea>
  </Field>
);

type Choice = { readonly value: string; readonly label: string };

export const Select: FC<FieldProps & { readonly value: string; readonly choices: readonly Choice[] }> = ({
  value,
  choices,
  ...field
}) => (
  <Field {...field}>
    <select
      id={idOf(field.name)}
      name={field.name}
      aria-invalid={field.problems.some((one) => one.field === field.name) ? 'true' : undefined}
      aria-describedby={describedBy(field.name, field.hint, field.problems)}
    >
      {choices.map((choice) => (
        <option value={choice.value} selected={choice.value === value}>
          {choice.label}
        </option>
      ))}
    </select>
  </Field>
);
