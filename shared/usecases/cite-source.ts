import { canonicalJson, type Json } from '../domain/canonical-json.ts';
import { type CitedDocument, citedDocument, type ParticipationProcess } from '../domain/plan.ts';
import { fold, type StoredText, type TextRef, type Texts, textRef, withoutPersonalData } from '../domain/text.ts';
import type { PlanRecord, Rng } from '../ports.ts';
import type { Draft, DraftDocument, DraftParticipation } from '../reading/draft.ts';
import { textWriter } from './append-change.ts';
import type { PlannedImport } from './import-sheets.ts';

const clean = withoutPersonalData;

/** Lower-case words of a title, joined by hyphens: the readable part of an id. */
function slug(title: string): string {
  const words = fold(title).replace(/[^a-z0-9]+/g, '-');
  return words.slice(0, 50).replace(/^-|-$/g, '') || 'untitled';
}

function webAddress(url: string | null): string | null {
  return citedDocument.shape.url.catch(null).parse(url);
}

function processOf(read: DraftParticipation, write: (text: string) => TextRef): ParticipationProcess {
  return {
    id: `process-${slug(read.title)}`,
    titles: { [read.language]: clean(read.title) },
    organiser: read.organiser === null ? null : clean(read.organiser),
    period: read.period,
    purpose: read.purpose === null ? null : write(clean(read.purpose)),
    methods: read.methods.map(clean),
    participants: read.participants,
    deliverables: read.deliverables.map(clean),
    followUp: read.followUp.map(({ text, url, date }) => ({ text: write(clean(text)), url: webAddress(url), date })),
    links: read.links.flatMap(({ title, url }) => {
      const address = webAddress(url);
      return address === null ? [] : [{ title: clean(title), url: address }];
    }),
    documentIds: [],
  };
}

function documentOf(read: DraftDocument, draft: Draft): CitedDocument {
  return {
    id: `document-${slug(read.title)}`,
    title: clean(read.title),
    kind: read.kind,
    publisher: read.publisher,
    author: read.author,
    date: read.date,
    url: webAddress(read.url),
    source: { name: draft.source, sha256: draft.sha256 },
  };
}

/** The same value with every text in place of its hash, so that two writings of the same words compare equal. */
function readable(value: Json | undefined, texts: Texts): Json {
  if (Array.isArray(value)) return value.map((item: Json) => readable(item, texts));
  if (value === null || value === undefined || typeof value !== 'object') return value ?? null;
  const ref = textRef.safeParse(value);
  if (ref.success) return texts.get(ref.data.sha256)?.text ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readable(item, texts)]));
}

function isSame(a: Json, b: Json, texts: Texts): boolean {
  return canonicalJson(readable(a, texts)) === canonicalJson(readable(b, texts));
}

/** What importing a participation entry or a document would write to the plan's log. Commitments are not its business. */
export function citeSource({ rng }: { readonly rng: Rng }, plan: PlanRecord, draft: Draft): PlannedImport[] {
  const subject = plan.state.settings.id;
  if (draft.participation !== null) {
    const { write, texts } = textWriter(rng);
    const process = processOf(draft.participation, write);
    const known = plan.state.processes.find(({ id }) => id === process.id);
    const item = {
      source: draft.source,
      kind: 'process' as const,
      id: process.id,
      title: draft.participation.title,
      differences: [],
    };
    if (known !== undefined && isSame(known, process, withTexts(plan.texts, texts))) {
      return [{ item: { ...item, outcome: 'unchanged' }, staged: null }];
    }
    const staged = { subject, change: { type: 'process-recorded' as const, data: { process } }, texts };
    return [{ item: { ...item, outcome: known === undefined ? 'new' : 'changed' }, staged }];
  }
  if (draft.kind !== 'document' || draft.document === null) return [];
  const document = documentOf(draft.document, draft);
  const known = plan.state.documents.find(({ id }) => id === document.id);
  const item = { source: draft.source, kind: 'document' as const, id: document.id, title: document.title, differences: [] };
  if (known !== undefined && isSame(known, document, plan.texts))
    return [{ item: { ...item, outcome: 'unchanged' }, staged: null }];
  const staged = { subject, change: { type: 'document-cited' as const, data: { document } }, texts: [] };
  return [{ item: { ...item, outcome: known === undefined ? 'new' : 'changed' }, staged }];
}

function withTexts(texts: Texts, more: readonly StoredText[]): Texts {
  return new Map([...texts, ...more.map((text) => [text.sha256, text] as const)]);
}
