import type { FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { type CitedDocument, citedDocument, type PlanState } from '../../../shared/domain/plan.ts';
import type { TextRef, Texts } from '../../../shared/domain/text.ts';
import { typedPassage } from '../../../shared/showing/changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Published, Quoted } from '../../../shared/showing/parts/words.tsx';
import { isRedacted } from '../../../shared/usecases/typed-text.ts';
import type { DocumentFields } from '../forms/document-form.ts';
import { participationMessages } from '../messages/participation.ts';
import { DateField } from './date-field.tsx';
import { ErrorSummary, Select, TextField } from './fields.tsx';
import type { Frame } from './layout.tsx';
import { EditCell, Outcome, RecordForm, RecordPage, RecordTable, type Shown, ShownWhy } from './record-form.tsx';

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

type TableProps = { readonly plan: PlanState; readonly texts: Texts; readonly language: InterfaceLanguage };

const DocumentsTable: FC<TableProps> = ({ plan, texts, language }) => {
  const { common, documents: say } = participationMessages(language);
  const m = messages[language];
  const own = plan.settings.languages[0] ?? language;
  return (
    <RecordTable caption={say.caption} heads={[say.document, say.kind, common.date, say.url, common.actions]}>
      {plan.documents.map(({ id, title, kind, publisher, date, url }) => (
        <tr>
          <th scope="row">
            <Quoted of={typedPassage(title, texts, own, m.evidence.redacted, m)} m={m} />
            {publisher === null ? null : (
              <span class="group">{typedPassage(publisher, texts, own, common.redacted, m).text}</span>
            )}
          </th>
          <td data-label={say.kind}>{say.kindLabel[kind]}</td>
          <td data-label={common.date}>{date === null ? common.noDate : <Published date={date} language={own} m={m} />}</td>
          <td data-label={say.url}>{url === null || !URL.canParse(url) ? say.noAddress : new URL(url).hostname}</td>
          <EditCell
            href={`${documentsPath(plan.settings.id)}?edit=${id}`}
            about={typedPassage(title, texts, own, m.evidence.redacted, m).text}
            language={language}
          />
        </tr>
      ))}
    </RecordTable>
  );
};

type DocumentsProps = {
  readonly plan: PlanState;
  readonly texts: Texts;
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
  texts,
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
  const kept = (ref: TextRef | null | undefined) => (isRedacted(texts, ref) ? { hint: common.redactedKept } : {});
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
        <TextField {...told} name="title" label={say.titleField} {...kept(known?.title)} value={typed.title} />
        <Select
          {...told}
          name="kind"
          label={say.kind}
          value={typed.kind}
          choices={citedDocument.shape.kind.options.map((value) => ({ value, label: say.kindLabel[value] }))}
        />
        <TextField
          {...told}
          name="publisher"
          label={`${say.publisher} ${common.optional}`}
          {...kept(known?.publisher)}
          value={typed.publisher}
        />
        <TextField
          {...told}
          name="author"
          label={`${say.author} ${common.optional}`}
          hint={say.authorHint}
          {...kept(known?.author)}
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
    <RecordPage {...props} person={person} title={known === null ? say.title : say.editTitle}>
      <Outcome is={outcome} language={language} planId={id} />
      {known === null ? (
        <>
          <p>{plan.documents.length === 0 ? say.none : say.lead}</p>
          {plan.documents.length === 0 ? null : <DocumentsTable plan={plan} texts={props.texts} language={language} />}
          <h2 id="form">{say.add}</h2>
          <p>
            {say.importInstead} <a href={`/app/plans/${id}/import`}>{say.importLink}</a>
          </p>
        </>
      ) : null}
      <DocumentForm {...props} />
    </RecordPage>
  );
};
