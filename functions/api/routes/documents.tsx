import type { Hono } from 'hono';
import type { CitedDocument } from '../../../shared/domain/plan.ts';
import { cleanText } from '../../../shared/domain/public-text.ts';
import { citeDocument, documentProblems, type TypedDocument } from '../../../shared/usecases/cite-document.ts';
import { documentIdOf } from '../../../shared/usecases/cite-source.ts';
import { datesAsRead } from '../../../shared/usecases/typed-date.ts';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { type DocumentFields, documentFields, documentFrom, readDocumentForm } from '../forms/document-form.ts';
import { DocumentsPage, documentLabels, documentsPath, documentWords } from '../pages/documents.tsx';
import { type RecordKind, recordPages } from './record-pages.tsx';

const documents: RecordKind<CitedDocument, DocumentFields, Omit<TypedDocument, 'id'>> = {
  knownIn: (plan) => plan.documents,
  list: documentsPath,
  action: documentsPath,
  read: readDocumentForm,
  fill: documentFields,
  dates: ({ date }) => datesAsRead([date]),
  isGrowing: () => false,
  understand: documentFrom,
  // As an import names it, so that the document's own text finds what was typed.
  idOf: ({ title }) => documentIdOf(cleanText(title)),
  check: (told, id, plan) => documentProblems({ ...told, id }, plan),
  write: (deps, { id, told, ...envelope }) => citeDocument(deps, { ...envelope, document: { ...told, id } }),
  onForm: (problems) => problems,
  labels: documentLabels,
  words: documentWords,
  view: (props) => <DocumentsPage {...props} />,
};

/** Documents a plan cites: their list, and one form for a new one and for each of them, which it names. */
export function documentsRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const { show, save } = recordPages(deps, documents);
  app.get('/app/plans/:plan/documents', (c) => show(c, c.req.query('edit')));
  app.post('/app/plans/:plan/documents', (c) => {
    const id = c.get('form').get('id') ?? '';
    return save(c, id === '' ? undefined : id);
  });
}
