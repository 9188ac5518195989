import type { FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { type CitedDocument, citedDocument, type PlanState } from '../../../shared/domain/plan.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Published, Quoted } from '../../../shared/showing/parts/words.tsx';
import { plainLine } from '../../../shared/showing/plain-text.ts';
import type { DocumentFields } from '../forms/document-form.ts';
import { participationMessages } from '../messages/participation.ts';
import { DateField } from './date-field.tsx';
import { ErrorSummary, Select, TextField } from './fields.tsx';
import type { Frame } from './layout.tsx';
import { PlanFrame } from './plan-frame.tsx';
import { markOf, Outcome, RecordForm, type Shown, ShownWhy } from './record-form.tsx';

export const documentsPath = (planId: string): string => `/app/plans/${planId}/documents`;

/** What the form calls its fields. */
export function documentLabels(language: InterfaceLanguage): { readonly [field: string]: string } {
  const { common, documents: say } = participationMessages(language);
  return {
    title: say.titleField,
    kind: say.kind,
    publisher: say.publisher,
    author: say.author,
    date: common.date,
    url: say.url,
  };
}

export function documentWords(typed: DocumentFields, language: InterfaceLanguage): ReadonlyMap<string, string> {
  const { title, kind, publisher, author, date, url } = typed;
  const label = participationMessages(language).documents.kindLabel[kind];
  return new Map(Object.entries({ title, kind: label, publisher, author, date, url }));
}

const DocumentsTable: FC<{ readonly plan: PlanState; readonly language: InterfaceLanguage }> = ({ plan, language }) => {
  const { common, documents: say } = participationMessages(language);
  const m = messages[language];
  const own = plan.settings.languages[0] ?? language;
  return (
    <table class="stacked">
      <caption class="visually-hidden">{say.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say.document}</th>
          <th scope="col">{say.kind}</th>
          <th scope="col">{common.date}</th>
          <th scope="col">{say.url}</th>
          <th scope="col">{common.actions}</th>
        </tr>
      </thead>
      <tbody>
        {plan.documents.map(({ id, title, kind, publisher, date, url }) => (
          <tr>
            <th scope="row">
              <Quoted of={{ text: plainLine(title), language: own }} m={m} />
              {publisher === null ? null : <span class="group">{plainLine(publisher)}</span>}
            </th>
            <td data-label={say.kind}>{say.kindLabel[kind]}</td>
            <td data-label={common.date}>{date === null ? common.noDate : <Published date={date} language={own} m={m} />}</td>
            <td data-label={say.url}>{url === null || !URL.canParse(url) ? common.none : new URL(url).hostname}</td>
            <td data-label={common.actions}>
              <a href={`${documentsPath(plan.settings.id)}?edit=${id}`}>
                {common.edit}
                <span class="visually-hidden">{common.about(plainLine(title))}</span>
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

type DocumentsProps = {
  readonly plan: PlanState;
  /** The document being mended; null for one to be added. */
  readonly known: CitedDocument | null;
  readonly token: string;
  readonly typed: DocumentFields;
  readonly problems: readonly Problem[];
  readonly shown: Shown;
  readonly outcome: 'saved' | 'unchanged' | null;
};

const DocumentForm: FC<DocumentsProps & { readonly language: InterfaceLanguage }> = ({
  plan,
  known,
  token,
  typed,
  problems,
  shown,
  language,
}) => {
  const { common, documents: say } = participationMessages(language);
  const told = { language, problems, labels: documentLabels(language) };
  const path = documentsPath(plan.settings.id);
  return (
    <>
      <ShownWhy shown={shown} language={language} />
      <ErrorSummary {...told} />
      <RecordForm
        action={path}
        token={token}
        version={typed.version}
        datesRead={typed.datesRead}
        language={language}
        back={known === null ? null : path}
      >
        <input type="hidden" name="id" value={typed.id} />
        <TextField {...told} name="title" label={say.titleField} value={typed.title} />
        <Select
          {...told}
          name="kind"
          label={say.kind}
          value={typed.kind}
          choices={citedDocument.shape.kind.options.map((value) => ({ value, label: say.kindLabel[value] }))}
        />
        <TextField {...told} name="publisher" label={`${say.publisher} ${common.optional}`} value={typed.publisher} />
        <TextField
          {...told}
          name="author"
          label={`${say.author} ${common.optional}`}
          hint={say.authorHint}
          value={typed.author}
        />
        <DateField
          {...told}
          name="date"
          label={`${common.date} ${common.optional}`}
          value={typed.date}
          known={[known?.date ?? null]}
          settings={plan.settings}
        />
        <TextField {...told} name="url" label={`${say.url} ${common.optional}`} value={typed.url} type="url" />
      </RecordForm>
    </>
  );
};

/** Every document a plan cites, and the form for one of them or another one. */
export const DocumentsPage: FC<Frame & DocumentsProps> = ({ person, ...props }) => {
  const { language, plan, known, outcome } = props;
  const say = participationMessages(language).documents;
  const { id } = plan.settings;
  return (
    <PlanFrame
      language={language}
      person={person}
      settings={plan.settings}
      title={known === null ? say.title : say.editTitle}
      mark={markOf(language, props.problems, props.shown)}
    >
      <Outcome is={outcome} language={language} planId={id} />
      {known === null ? (
        <>
          <p>{plan.documents.length === 0 ? say.none : say.lead}</p>
          {plan.documents.length === 0 ? null : <DocumentsTable plan={plan} language={language} />}
          <h2 id="form">{say.add}</h2>
          <p>
            {say.importInstead} <a href={`/app/plans/${id}/import`}>{say.importLink}</a>
          </p>
        </>
      ) : null}
      <DocumentForm {...props} />
    </PlanFrame>
  );
};
