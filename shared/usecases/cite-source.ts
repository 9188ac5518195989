import { canonicalJson } from '../domain/canonical-json.ts';
import { refsIn } from '../domain/change-log.ts';
import { type CitedDocument, citedDocument, type ParticipationProcess } from '../domain/plan.ts';
import { fold, type StoredText, type TextRef, type Texts, withoutPersonalData } from '../domain/text.ts';
import type { PlanRecord, Rng } from '../ports.ts';
import type { Draft, DraftDocument, DraftParticipation } from '../reading/draft.ts';
import { textWriter } from './append-change.ts';
import type { PlannedImport } from './import-sheets.ts';
import { withKeptSteps } from './kept-steps.ts';
import { reuseTexts } from './reuse-texts.ts';
import { cleaned, sourceOf } from './sheet.ts';

/** Lower-case words of a title, joined by hyphens: the readable part of an id. */
function slug(title: string): string {
  const words = fold(title).replace(/[^a-z0-9]+/g, '-');
  return words.slice(0, 50).replace(/^-|-$/g, '') || 'untitled';
}

/** The id of a participation process by its title: the same title is the same process. */
export function processIdOf(title: string): string {
  return `process-${slug(title)}`;
}

/** The id of a cited document by its title: the same title is the same document. */
export function documentIdOf(title: string): string {
  return `document-${slug(title)}`;
}

/** A web address that can be published, or null: not one that carries somebody's address. */
function webAddress(url: string | null): string | null {
  const read = citedDocument.shape.url.catch(null).parse(url);
  return read === null || withoutPersonalData(read) !== read ? null : read;
}

function processOf(read: DraftParticipation, write: (text: string) => TextRef): ParticipationProcess {
  return {
    id: processIdOf(read.title),
    titles: { [read.language]: read.title },
    organiser: read.organiser,
    period: read.period,
    purpose: read.purpose === null ? null : write(read.purpose),
    methods: read.methods,
    participants: read.participants,
    deliverables: read.deliverables,
    followUp: read.followUp.map(({ text, url, date }) => ({ text: write(text), url: webAddress(url), date })),
    links: read.links.flatMap(({ title, url }) => {
      const address = webAddress(url);
      return address === null ? [] : [{ title, url: address }];
    }),
    documentIds: [],
  };
}

function documentOf(read: DraftDocument, draft: Draft): CitedDocument {
  return {
    id: documentIdOf(read.title),
    ...read,
    url: webAddress(read.url),
    source: sourceOf(draft),
  };
}

/** The id under which the plan cites a draft: of its document, or of its participation process. Null for fact sheets. */
export function citedIdOf({ participation, document }: Draft): string | null {
  if (participation !== null) return processIdOf(cleaned(participation.title));
  return document === null ? null : documentIdOf(cleaned(document.title));
}

/** A draft's texts cleaned of personal data; its addresses are looked at one by one instead. */
function cleanedParticipation(read: DraftParticipation): DraftParticipation {
  const { followUp, links, ...rest } = read;
  return {
    ...cleaned(rest),
    followUp: followUp.map(({ url, ...one }) => ({ ...cleaned(one), url })),
    links: links.map(({ title, url }) => ({ title: cleaned(title), url })),
  };
}

/** What importing a participation entry or a document would write to the plan's log. Commitments are not its business. */
export function citeSource({ rng }: { readonly rng: Rng }, plan: PlanRecord, draft: Draft): PlannedImport[] {
  const { settings, head } = plan.state;
  const placed = { subject: settings.id, basedOn: head.seq };
  if (draft.participation !== null) {
    const { write, texts } = textWriter(rng);
    const read = processOf(cleanedParticipation(draft.participation), write);
    const known = plan.state.processes.find(({ id }) => id === read.id);
    const process = withKeptSteps(reuseTexts(known, read, withTexts(plan.texts, texts)), known);
    const item = {
      source: draft.source,
      kind: 'process' as const,
      id: process.id,
      title: draft.participation.title,
      differences: [],
    };
    if (known !== undefined && canonicalJson(known) === canonicalJson(process)) {
      return [{ item: { ...item, outcome: 'unchanged' }, staged: null, warnings: [] }];
    }
    const used = new Set(refsIn(process));
    const change = { type: 'process-recorded' as const, data: { process } };
    const staged = { ...placed, change, texts: texts.filter(({ sha256 }) => used.has(sha256)) };
    return [{ item: { ...item, outcome: known === undefined ? 'new' : 'changed' }, staged, warnings: [] }];
  }
  if (draft.kind !== 'document' || draft.document === null) return [];
  const { url, ...told } = draft.document;
  const document = documentOf({ ...cleaned(told), url }, draft);
  const known = plan.state.documents.find(({ id }) => id === document.id);
  const item = { source: draft.source, kind: 'document' as const, id: document.id, title: document.title, differences: [] };
  if (known !== undefined && canonicalJson(known) === canonicalJson(document)) {
    return [{ item: { ...item, outcome: 'unchanged' }, staged: null, warnings: [] }];
  }
  const staged = { ...placed, change: { type: 'document-cited' as const, data: { document } }, texts: [] };
  return [{ item: { ...item, outcome: known === undefined ? 'new' : 'changed' }, staged, warnings: [] }];
}

function withTexts(texts: Texts, more: readonly StoredText[]): Texts {
  return new Map([...texts, ...more.map((text) => [text.sha256, text] as const)]);
}
