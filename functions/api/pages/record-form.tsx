import type { Child, FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanState } from '../../../shared/domain/plan.ts';
import { readText, type Texts } from '../../../shared/domain/text.ts';
import { type OwedChoice, owedChoice } from '../forms/owed-choice.ts';
import { privateMessages } from '../messages/messages.ts';
import { participationMessages } from '../messages/participation.ts';
import { Select, TextField } from './fields.tsx';
import type { Frame } from './layout.tsx';
import { PlanFrame } from './plan-frame.tsx';

/** One value that differs between the record and what a person typed. */
export type FieldDifference = { readonly label: string; readonly now: string; readonly yours: string };

/** Why a form of the record is shown again. */
export type Shown =
  | { readonly as: 'plain' }
  | { readonly as: 'check-dates' }
  | { readonly as: 'taken' }
  | { readonly as: 'stale'; readonly differences: readonly FieldDifference[] };

/** Fields of two states of a form that differ, in the order of the form; `labels` names those that are shown. */
export function differencesOf(
  now: ReadonlyMap<string, string>,
  yours: ReadonlyMap<string, string>,
  labels: { readonly [field: string]: string },
): FieldDifference[] {
  return Object.entries(labels).flatMap(([field, label]) => {
    const [recorded = '', typed = ''] = [now.get(field), yours.get(field)];
    return recorded.trim() === typed.trim() ? [] : [{ label, now: recorded, yours: typed }];
  });
}

/** Words before the title of the tab of a page that was refused. */
export function markOf(language: InterfaceLanguage, problems: readonly Problem[], { as }: Shown): string {
  return problems.length > 0 || as === 'stale' || as === 'taken' ? privateMessages(language).errors.mark : '';
}

const Difference: FC<{ readonly differences: readonly FieldDifference[]; readonly language: InterfaceLanguage }> = ({
  differences,
  language,
}) => {
  const say = participationMessages(language).common;
  return (
    <table class="stacked">
      <caption class="visually-hidden">{say.stale}</caption>
      <thead>
        <tr>
          <th scope="col">{say.field}</th>
          <th scope="col">{say.staleNow}</th>
          <th scope="col">{say.staleYours}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ label, now, yours }) => (
          <tr>
            <th scope="row">{label}</th>
            <td data-label={say.staleNow}>{now === '' ? say.empty : now}</td>
            <td data-label={say.staleYours}>{yours === '' ? say.empty : yours}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** What a page about one record or all of them is shown with, whatever its form. */
type AroundProps = Frame & {
  readonly plan: PlanState;
  readonly title: string;
  readonly problems: readonly Problem[];
  readonly shown: Shown;
  readonly children?: Child;
};

/** A page of the plan that says in its tab when its form was refused. */
export const RecordPage: FC<AroundProps> = ({ language, homeHref, person, plan, title, problems, shown, children }) => (
  <PlanFrame
    language={language}
    homeHref={homeHref}
    person={person}
    settings={plan.settings}
    title={title}
    mark={markOf(language, problems, shown)}
  >
    {children}
  </PlanFrame>
);

/** Everything of one kind that a plan records; it stacks on a phone. */
export const RecordTable: FC<{ readonly caption: string; readonly heads: readonly string[]; readonly children?: Child }> = ({
  caption,
  heads,
  children,
}) => (
  <table class="stacked">
    <caption class="visually-hidden">{caption}</caption>
    <thead>
      <tr>
        {heads.map((head) => (
          <th scope="col">{head}</th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
);

/** The last cell of a row: to the form of what the row is about. */
export const EditCell: FC<{ readonly href: string; readonly about: string; readonly language: InterfaceLanguage }> = ({
  href,
  about,
  language,
}) => {
  const say = participationMessages(language).common;
  return (
    <td data-label={say.actions}>
      <a href={href}>
        {say.edit}
        <span class="visually-hidden">{say.about(about)}</span>
      </a>
    </td>
  );
};

/** What a person must know before they send the form again. */
export const ShownWhy: FC<{ readonly shown: Shown; readonly language: InterfaceLanguage }> = ({ shown, language }) => {
  const say = participationMessages(language).common;
  if (shown.as === 'plain') return null;
  const [title, text] = {
    'check-dates': [say.checkDates, say.checkDatesText] as const,
    taken: [say.taken, say.takenText] as const,
    stale: [say.stale, say.staleText] as const,
  }[shown.as];
  return (
    <section class={shown.as === 'check-dates' ? 'note' : 'error-summary'} aria-labelledby="why" tabindex={-1} autofocus>
      <h2 id="why">{title}</h2>
      <p>{text}</p>
      {shown.as === 'stale' && shown.differences.length > 0 ? (
        <Difference differences={shown.differences} language={language} />
      ) : null}
    </section>
  );
};

/** What came of the form that was just sent. */
export const Outcome: FC<{
  readonly is: 'saved' | 'unchanged' | null;
  readonly language: InterfaceLanguage;
  readonly planId: string;
}> = ({ is, language, planId }) => {
  const say = participationMessages(language).common;
  if (is === null) return null;
  return (
    <section class="saved" aria-labelledby="outcome" tabindex={-1} autofocus>
      <h2 id="outcome">{is === 'saved' ? say.saved : say.unchanged}</h2>
      <p>
        {is === 'saved' ? say.savedText : say.unchangedText} <a href={`/${planId}/`}>{say.publicPage}</a>
      </p>
    </section>
  );
};

export type FieldsProps = {
  readonly language: InterfaceLanguage;
  readonly problems: readonly Problem[];
  readonly labels: { readonly [field: string]: string };
};

/** A title in every language of the plan; the plan's own comes first and is asked for. */
export const TitleFields: FC<
  FieldsProps & {
    readonly name: string;
    readonly languages: readonly string[];
    readonly titles: { readonly [language: string]: string };
    /** Languages in which the record's title was redacted. */
    readonly redacted: readonly string[];
  }
> = ({ name, languages, titles, redacted, ...told }) => {
  const say = participationMessages(told.language).common;
  return (
    <>
      {languages.map((code, index) => (
        <TextField
          {...told}
          name={`${name}.${code}`}
          label={`${say.titleIn(languageName(code, told.language))}${index === 0 ? '' : ` ${say.optional}`}`}
          {...(redacted.includes(code) ? { hint: say.redactedKept } : {})}
          value={titles[code] ?? ''}
        />
      ))}
    </>
  );
};

export function languageName(code: string, language: InterfaceLanguage): string {
  return participationMessages(language).languages[code] ?? code;
}

export const YesNo: FC<
  FieldsProps & { readonly name: string; readonly label: string; readonly hint?: string; readonly value: string }
> = (props) => {
  const say = participationMessages(props.language).common;
  return (
    <Select
      {...props}
      choices={[
        { value: 'no', label: say.no },
        { value: 'yes', label: say.yes },
      ]}
    />
  );
};

/** Whether a step owes results: yes, none, or nobody says. */
export const OwedField: FC<FieldsProps & { readonly name: string; readonly value: OwedChoice }> = (props) => {
  const { followUpOwed, owedLabel } = participationMessages(props.language).processes;
  const choices = owedChoice.options.map((value) => ({ value, label: owedLabel[value] }));
  return <Select {...props} label={followUpOwed} choices={choices} />;
};

/** Which cited documents tell of it: those chosen, and one more to choose. */
export const DocumentFields: FC<
  FieldsProps & { readonly plan: PlanState; readonly texts: Texts; readonly chosen: readonly string[] }
> = ({ plan, texts, chosen, ...told }) => {
  const say = participationMessages(told.language).common;
  if (plan.documents.length === 0 && chosen.length === 0) return null;
  const known = plan.documents.map(({ id, title }) => ({ value: id, label: readText(texts, title) ?? say.redacted }));
  const others = chosen
    .filter((id) => known.every(({ value }) => value !== id))
    .map((id) => ({ value: id, label: titleOf(plan, texts, id) ?? id }));
  const choices = [{ value: '', label: say.none }, ...known, ...others];
  return (
    <fieldset class="field">
      <legend>{say.documents}</legend>
      <p class="hint">{say.documentHint}</p>
      {[...chosen, ''].slice(0, 20).map((value, index) => (
        <Select {...told} name={`documents-${index}-document`} label={say.document(index + 1)} value={value} choices={choices} />
      ))}
    </fieldset>
  );
};

/** Entries of a register of participation are cited like documents, by their own id. */
function titleOf(plan: PlanState, texts: Texts, id: string): string | null {
  const process = plan.processes.find((one) => one.id === id);
  return readText(texts, Object.values(process?.titles ?? {})[0] ?? null);
}

/** The form's frame: where it goes, what was read, and the buttons. */
export const RecordForm: FC<{
  readonly action: string;
  readonly token: string;
  readonly version: string;
  readonly datesRead: string;
  readonly language: InterfaceLanguage;
  readonly back: string | null;
  readonly children?: Child;
}> = ({ action, token, version, datesRead, language, back, children }) => {
  const say = participationMessages(language).common;
  return (
    <form method="post" action={action} novalidate>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="datesRead" value={datesRead} />
      {children}
      <p class="hint">{say.publicNotice}</p>
      <p class="actions">
        <button type="submit" name="step" value="save">
          {say.save}
        </button>
        {back === null ? null : <a href={back}>{say.cancel}</a>}
      </p>
    </form>
  );
};
