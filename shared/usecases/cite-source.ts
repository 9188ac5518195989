import { canonicalJson } from '../domain/canonical-json.ts';
import { refsIn } from '../domain/change-log.ts';
import { type CitedDocument, citedDocument, type ParticipationProcess } from '../domain/plan.ts';
import { fold, type StoredText, sha256Of, type TextRef, type Texts, withoutPersonalData } from '../domain/text.ts';
import type { PlanRecord, Rng } from '../ports.ts';
import type { Draft, DraftDocument, DraftParticipation } from '../reading/draft.ts';
import { textWriter } from './append-change.ts';
import type { PlannedImport } from './import-sheets.ts';
import { withKeptSteps } from './kept-steps.ts';
import { reuseTexts } from './reuse-texts.ts';
import { cleaned, sourceOf } from './sheet.ts';

/**
 * Ids outlive a redaction, so they carry no word of the title. The same title, however it is spelt, is the same process or
 * document: an import finds what it wrote before, also when its title was redacted since.
 */
function idPart(title: string): string {
  return sha256Of(fold(title)).slice(0, 16);
}

/** The id of a participation process by its title. */
export function processIdOf(title: string): string {
  return `process-${idPart(title)}`;
}

/** The id of a cited document by its title. */
export function documentIdOf(title: string): string {
  return `document-${idPart(title)}`;
}

/** A web address that can be published, or null: not one that carries somebody's address. */
function webAddress(url: string | null): string | null {
  const read = citedDocument.shape.url.catch(null).parse(url);
  return read === null || withoutPersonalData(read) !== read ? null : read;
}

function processOf(read: DraftParticipation, draft: Draft, write: (text: string) => TextRef): ParticipationProcess {
  return {
    id: processIdOf(read.title),
    source: sourceOf(draft),
    titles: { [read.language]: write(read.title) },
    organiser: read.organiser === null ? null : write(read.organiser),
    period: read.period,
    purpose: read.purpose === null ? null : write(read.purpose),
    methods: read.methods.map(write),
    participants: read.participants === null ? null : write(read.participants),
    deliverables: read.deliverables.map(write),
    followUp: read.followUp.map(({ text, url, date }) => ({ text: write(text), url: webAddress(url), date })),
    links: read.links.flatMap(({ title, url }) => {
      const address = webAddress(url);
      return address === null ? [] : [{ title: write(title), url: address }];
    }),
    documentIds: [],
  };
}

function documentOf(read: DraftDocument, draft: Draft, write: (text: string) => TextRef): CitedDocument {
  return {
    ...read,
    id: documentIdOf(read.title),
    title: write(read.title),
    publisher: read.publisher === null ? null : write(read.publisher),
    author: read.author === null ? null : write(read.author),
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
    const read = processOf(cleanedParticipation(draft.participation), draft, write);
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
    const change = { type: 'process-recorded' as const, data: { process } };
    const staged = { ...placed, change, texts: usedIn(process, texts) };
    return [{ item: { ...item, outcome: known === undefined ? 'new' : 'changed' }, staged, warnings: [] }];
  }
  if (draft.kind !== 'document' || draft.document === null) return [];
  const { url, ...told } = draft.document;
  const { write, texts } = textWriter(rng);
  const read = documentOf({ ...cleaned(told), url }, draft, write);
  const known = plan.state.documents.find(({ id }) => id === read.id);
  const document = reuseTexts(known, read, withTexts(plan.texts, texts));
  const { title } = draft.document;
  const item = { source: draft.source, kind: 'document' as const, id: document.id, title: cleaned(title), differences: [] };
  if (known !== undefined && canonicalJson(known) === canonicalJson(document)) {
    return [{ item: { ...item, outcome: 'unchanged' }, staged: null, warnings: [] }];
  }
  const change = { type: 'document-cited' as const, data: { document } };
  const staged = { ...placed, change, texts: usedIn(document, texts) };
  return [{ item: { ...item, outcome: known === undefined ? 'new' : 'changed' }, staged, warnings: [] }];
}

/** The texts that something still refers to, once it took over what the record had. */
function usedIn(recorded: ParticipationProcess | CitedDocument, texts: readonly StoredText[]): StoredText[] {
  const used = new Set(refsIn(recorded));
  return texts.filter(({ sha256 }) => used.has(sha256));
}

function withTexts(texts: Texts, more: readonly StoredText[]): Texts {
  return new Map([...texts, ...more.map((text) => [text.sha256, text] as const)]);
}
