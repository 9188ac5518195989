import * as z from 'zod';
import type { Problem } from '../../../shared/domain/errors.ts';
import { type CitedDocument, citedDocument, type PlanSettings } from '../../../shared/domain/plan.ts';
import { readText, type TextRef, type Texts } from '../../../shared/domain/text.ts';
import type { TypedDocument } from '../../../shared/usecases/cite-document.ts';
import { readTypedDate } from '../../../shared/usecases/typed-date.ts';
import type { Form } from '../middleware/read-form.ts';
import { formVersion } from './meeting-form.ts';

const short = z.string().max(5_000);

const documentForm = z.strictObject({
  token: z.string(),
  step: z.literal('save'),
  version: formVersion,
  /** Empty for a document to be added. */
  id: z.union([z.literal(''), citedDocument.shape.id]),
  datesRead: short,
  title: short,
  kind: citedDocument.shape.kind,
  publisher: short,
  author: short,
  date: short,
  url: short,
});

/** A cited document as a person filled it in. */
export type DocumentFields = Omit<z.infer<typeof documentForm>, 'token' | 'step'>;

/** What the body of a document's form says, or null when it is not a body of ours. */
export function readDocumentForm(form: Form): DocumentFields | null {
  const read = documentForm.safeParse(Object.fromEntries(form));
  if (!read.success) return null;
  const { token: _, step: __, ...fields } = read.data;
  return fields;
}

export function documentFields(known: CitedDocument | null, texts: Texts, version: number): DocumentFields {
  const words = (ref: TextRef | null | undefined): string => readText(texts, ref ?? null) ?? '';
  const date = known?.date?.text ?? '';
  return {
    version: String(version),
    id: known?.id ?? '',
    datesRead: date,
    title: words(known?.title),
    kind: known?.kind ?? 'press-release',
    publisher: words(known?.publisher),
    author: words(known?.author),
    date,
    url: known?.url ?? '',
  };
}

/** The typed form as a document without its id, with what of it cannot be understood. */
export function documentFrom(
  typed: DocumentFields,
  known: CitedDocument | null,
  settings: PlanSettings,
): { readonly told: Omit<TypedDocument, 'id'>; readonly problems: readonly Problem[] } {
  const read = readTypedDate('date', typed.date, [known?.date ?? null], settings);
  const { title, kind, publisher, author } = typed;
  const url = typed.url.trim();
  const told = { title, kind, publisher, author, date: read.date, url: url === '' ? null : url };
  return { told, problems: read.ok ? [] : [read.problem] };
}
