import { canonicalJson } from '../domain/canonical-json.ts';
import { type Problem, type Refused, refused, schemaRefusal } from '../domain/errors.ts';
import { type CitedDocument, citedDocument } from '../domain/plan.ts';
import { publicTextProblems, titleLimit, typed } from '../domain/public-text.ts';
import { sha256Of } from '../domain/text.ts';
import { webAddressProblems } from '../domain/web-address.ts';
import type { PlanRecord } from '../ports.ts';
import { type Accepted, type ChangeDeps, changePlan, type Envelope, textWriter } from './append-change.ts';
import { hasMoved } from './last-change.ts';
import { dateTextProblems, isRedacted, textKeeper } from './typed-text.ts';

/** A document as somebody types it. No text, where the record's was redacted, leaves it redacted. */
export type TypedDocument = Pick<CitedDocument, 'id' | 'kind' | 'date' | 'url'> & {
  readonly title: string;
  readonly publisher: string | null;
  readonly author: string | null;
};

export type CiteDocument = Envelope & {
  readonly planId: string;
  /** `seq` of the plan's log as the person saw it: refused as stale when this document changed since. Absent or null skips it. */
  readonly version?: number | null;
  readonly document: TypedDocument;
};

/** Name of the source of what nobody imported: its hash is that of what was typed, words as references. */
const byHand = 'typed-by-hand';

function cleanedDocument(told: TypedDocument): TypedDocument {
  return { ...told, title: typed(told.title) ?? '', publisher: typed(told.publisher), author: typed(told.author) };
}

const knownIn = ({ state }: PlanRecord, id: string): CitedDocument | undefined => state.documents.find((one) => one.id === id);

/** Everything that keeps a document from being cited, by field. */
export function documentProblems(told: TypedDocument, plan: PlanRecord): Problem[] {
  const { id, title, publisher, author, date, url } = cleanedDocument(told);
  const isTitleKept = isRedacted(plan.texts, knownIn(plan, id)?.title);
  return [
    ...(title === '' && !isTitleKept ? [{ field: 'title', code: 'required' } as const] : []),
    ...publicTextProblems('title', title, titleLimit),
    ...publicTextProblems('publisher', publisher ?? '', titleLimit),
    ...publicTextProblems('author', author ?? '', titleLimit),
    ...dateTextProblems('date', date),
    ...(url === null ? [] : webAddressProblems('url', url)),
  ];
}

/**
 * Cites a document by title, publisher, date and address; its text is never kept. The same id again mends what was known and
 * leaves the source it was imported from. What stands already is refused as unchanged.
 */
export function citeDocument(deps: ChangeDeps, command: CiteDocument): Promise<Accepted | Refused> {
  return changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    if (hasMoved(current.log, command.document.id, command.version ?? null)) return refused('stale');
    const problems = documentProblems(command.document, current);
    if (problems.length > 0) return refused('invalid', problems);
    const told = cleanedDocument(command.document);
    const known = knownIn(current, told.id);
    const { write, texts } = textWriter(deps.rng);
    const keep = textKeeper(current.texts, write);
    const document = {
      ...told,
      title: keep.maybe(told.title, known?.title),
      publisher: keep.maybe(told.publisher, known?.publisher),
      author: keep.maybe(told.author, known?.author),
    };
    const isImported = known !== undefined && known.source.name !== byHand;
    const source = isImported ? known.source : { name: byHand, sha256: sha256Of(canonicalJson(document)) };
    const read = citedDocument.safeParse({ ...document, source });
    if (!read.success) return schemaRefusal(read.error);
    if (known !== undefined && canonicalJson(known) === canonicalJson(read.data)) {
      return refused('invalid', [{ field: 'document', code: 'unchanged' }]);
    }
    return { ok: true, change: { type: 'document-cited', data: { document: read.data } }, texts };
  });
}
