import { fold, sha256Of } from '../domain/text.ts';
import type { Block } from './blocks.ts';
import { commitmentBoundsFindings, documentBoundsFindings } from './bounds.ts';
import { readArticle, readHtmlArticle, readPressRelease } from './cited-documents.ts';
import { type Decoded, decode } from './decode.ts';
import { type Draft, type DraftCommitment, type DraftDocument, draft, type Finding } from './draft.ts';
import { type Findings, noFindings, type SheetContext } from './findings.ts';
import { type Entry, readFrontMatter } from './front-matter.ts';
import { htmlBlocks, parseHtml } from './html-blocks.ts';
import { guessLanguage } from './language.ts';
import { readMarkdown } from './markdown-blocks.ts';
import { findingOf } from './messages.ts';
import { isParticipation, readParticipation } from './participation.ts';
import { isPlanCsv, readPlanCsv } from './plan-csv.ts';
import { proposedEvents, type ToldEvents, tellEvents } from './proposals.ts';
import type { SourceLine } from './proposals-text.ts';
import { readSheet } from './sheet.ts';
import { type CutSheets, cutSheets, type SheetParts } from './sheet-sections.ts';
import { isUsaSheet, readUsaSheet } from './usa-sheet.ts';

export type Source = { readonly name: string; readonly bytes: Uint8Array };

export type ReadOptions = {
  /** Language of texts that do not show theirs: a table, a refused file. Labels of a sheet tell its language. */
  readonly language?: string | undefined;
  readonly fiscalYearStartsInMonth?: number | undefined;
};

type Content = Pick<Draft, 'kind' | 'commitments' | 'participation' | 'document'> & {
  /** Dated events that the text tells of, their years still open. */
  readonly told: ToldEvents | null;
};

const nothing: Content = { kind: 'document', commitments: [], participation: null, document: null, told: null };

/** A file as read, and what it tells of the time: other files of the same import may know the year of its dates. */
export type ToldSource = { readonly draft: Draft; readonly told: ToldEvents | null };

/** One file as a draft. Whatever is not understood is refused, with line and reason; nothing is guessed. */
export function readSource(source: Source, options: ReadOptions = {}): Draft {
  return tellSource(source, options).draft;
}

/** {@link readSource}, with what its dates need to be read beside those of other files. */
export function tellSource(source: Source, options: ReadOptions = {}): ToldSource {
  const findings = noFindings();
  const decoded = decode(source.bytes);
  const content = decoded.ok ? readSafely(decoded, source, options, findings) : refused(decoded, options, findings);
  if (findings.errors.length === 0 && decoded.ok) findings.errors.push(...outOfRecord(content, decoded.text, options));
  const stoppedAt = content.told?.stoppedAt ?? null;
  if (stoppedAt !== null) findings.warnings.push(findingOf(stoppedAt, 'too-many-events', content.told?.language ?? 'en'));
  const isRefused = findings.errors.length > 0;
  const byLine = (a: { line: number }, b: { line: number }) => a.line - b.line;
  const { told, ...read } = isRefused ? nothing : content;
  const draft = bounded({
    source: source.name,
    sha256: sha256Of(source.bytes),
    ...read,
    proposals: told === null ? [] : proposedEvents(told),
    warnings: findings.warnings.sort(byLine),
    errors: findings.errors.sort(byLine),
  });
  return { draft, told: draft.errors.length === 0 ? told : null };
}

/** What was read and the Record has no room for; a participation process was looked at where its lines are known. */
function outOfRecord(
  { commitments, document }: Pick<Content, 'commitments' | 'document'>,
  text: string,
  options: ReadOptions,
): Finding[] {
  if (document === null) return commitments.flatMap(commitmentBoundsFindings);
  const lines = text.split(/\r\n|\n|\r/u).map((line) => fold(line.slice(0, 2_000)));
  const lineOf = (told: string): number =>
    Math.max(
      0,
      lines.findIndex((line) => line.includes(fold(told.slice(0, 60)))),
    ) + 1;
  return documentBoundsFindings(document, guessLanguage(text) ?? options.language ?? 'en', lineOf);
}

/** The draft, unless a value is out of the bounds that every draft keeps. */
function bounded(read: Draft): Draft {
  const parsed = draft.safeParse(read);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
  const { told: _, ...empty } = nothing;
  return { ...read, ...empty, proposals: [], warnings: [], errors: [findingOf(1, 'not-as-drafted', 'en', where)] };
}

function refused(decoded: Decoded & { ok: false }, options: ReadOptions, findings: Findings): Content {
  const what = decoded.reason === 'binary' ? decoded.what : '';
  findings.errors.push(findingOf(decoded.line, decoded.reason, options.language ?? 'en', what));
  return nothing;
}

const longestLine = 10_000;
const deepestLine = /^[ \t]{200,}(?:[-*+]|\d+[.)])|^(?:[ \t]*>){50,}/u;

/** What no author writes and parsers take hours over: lines without end, hundreds of levels. */
function outOfBounds(text: string): { line: number; code: 'long-line' | 'too-deep' } | null {
  for (const [index, line] of text.split(/\r\n|\n|\r/u).entries()) {
    if (line.length > longestLine) return { line: index + 1, code: 'long-line' };
    if (deepestLine.test(line)) return { line: index + 1, code: 'too-deep' };
  }
  return null;
}

/** Parsers call themselves for every level: text made to be nested without end is refused like any other. */
function readSafely(decoded: Decoded & { ok: true }, source: Source, options: ReadOptions, findings: Findings): Content {
  try {
    return readText(decoded, source, options, findings);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    findings.errors.push(findingOf(1, 'too-deep', options.language ?? 'en'));
    return nothing;
  }
}

function readText(decoded: Decoded & { ok: true }, source: Source, options: ReadOptions, findings: Findings): Content {
  const { text, encoding } = decoded;
  const language = guessLanguage(text) ?? options.language ?? 'en';
  const context: SheetContext = { language, fiscalYearStartsInMonth: options.fiscalYearStartsInMonth, findings };
  if (encoding !== 'UTF-8') findings.warnings.push(findingOf(1, 'other-encoding', language, encoding));
  const damaged = text.split(/\r\n|\n|\r/u).findIndex((line) => line.includes('\uFFFD'));
  if (damaged >= 0) findings.warnings.push(findingOf(damaged + 1, 'damaged-characters', language));
  if (/\.csv$/iu.test(source.name) || isPlanCsv(text)) {
    const inTable = { ...context, language: options.language ?? guessLanguage(text) ?? 'fr' };
    return { ...nothing, kind: 'commitments', commitments: readPlanCsv(text, inTable) };
  }
  if (/^\s*<(?:!doctype|html|head|body)\b/iu.test(text)) return readWholeHtml(text, context);
  const bounds = outOfBounds(text);
  if (bounds !== null) {
    findings.errors.push(findingOf(bounds.line, bounds.code, language));
    return nothing;
  }
  const { blocks, frontMatter } = readMarkdown(text);
  if (frontMatter !== null) {
    const matter = readFrontMatter(frontMatter.yaml, frontMatter.line, language);
    if (!matter.ok) {
      findings.errors.push(...matter.errors);
      return nothing;
    }
    const content = fromFrontMatter(matter.entries, blocks, text, context);
    if (content !== null) return content;
  }
  const release = readPressRelease(text);
  const lines = numbered(text);
  if (release !== null) return { ...nothing, document: release, told: toldBy(release, lines, context) };
  const cut = cutSheets(blocks);
  return fromSheets(cut, context) ?? cited(readArticle(text), cut, lines, context);
}

function fromFrontMatter(
  entries: ReadonlyMap<string, Entry>,
  blocks: readonly Block[],
  text: string,
  context: SheetContext,
): Content | null {
  if (isUsaSheet(entries)) {
    const sheet = readUsaSheet(entries, text, { ...context, language: 'en' });
    return { ...nothing, kind: 'commitments', commitments: sheet === null ? [] : [sheet] };
  }
  if (!isParticipation(entries)) return null;
  const participation = readParticipation(entries, blocks, context);
  const told = tellEvents(numbered(afterFrontMatter(text)), {
    title: null,
    isPage: false,
    language: context.language,
    published: null,
    read: new Set(participation.followUp.map(({ line }) => line)),
  });
  return { ...nothing, kind: 'participation', participation, told };
}

function numbered(text: string): SourceLine[] {
  return text.split(/\r\n|\n|\r/u).map((line, index) => ({ text: line, line: index + 1 }));
}

/** The text with its front matter blanked: lines keep their numbers. */
function afterFrontMatter(text: string): string {
  const end = /^---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?=\r?\n|$)/u.exec(text.trimStart())?.[0] ?? '';
  const from = text.indexOf(end) + end.length;
  return `${text.slice(0, from).replace(/[^\r\n]/gu, '')}${text.slice(from)}`;
}

/** Lines of a page's own blocks; items of lists keep a sign that they are. */
function blockLines(blocks: readonly Block[], isItem = false): SourceLine[] {
  return blocks.flatMap((block): SourceLine[] => {
    if (block.kind === 'list') return block.items.flatMap((item) => blockLines(item.blocks, true));
    if (block.kind === 'table') return [];
    return block.lines.map(({ text, line }, index) => ({ text: isItem && index === 0 ? `- ${text}` : text, line }));
  });
}

/** The events that a cited document tells. */
function toldBy(document: DraftDocument, lines: readonly SourceLine[], { language }: SheetContext): ToldEvents {
  const { title, date: published, kind } = document;
  return tellEvents(lines, { title, isPage: kind === 'article', language, published, read: new Set() });
}

/** Body text of a whole page, block by block on its own line, for what looks for a byline. */
function lineText(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) => (block.kind === 'paragraph' || block.kind === 'heading' ? block.lines.map(({ text }) => text) : []))
    .join('\n');
}

function readWholeHtml(text: string, context: SheetContext): Content {
  const root = parseHtml(text, false);
  const blocks = htmlBlocks(root);
  const body = lineText(blocks);
  const release = readPressRelease(body);
  const lines = blockLines(blocks);
  if (release !== null) return { ...nothing, document: release, told: toldBy(release, lines, context) };
  const cut = cutSheets(blocks);
  return fromSheets(cut, context) ?? cited(readHtmlArticle(root, body), cut, lines, context);
}

function fromSheets({ sheets, orphan }: CutSheets, context: SheetContext): Content | null {
  if (!sheets.some(({ sections }) => sections.some(({ field }) => field !== 'aside'))) return null;
  if (orphan !== null) context.findings.errors.push(findingOf(orphan.line, 'no-number', context.language, orphan.text));
  const commitments = sheets.flatMap((parts) => sheetOf(parts, context));
  return { ...nothing, kind: 'commitments', commitments: withoutDoubles(commitments, context) };
}

function sheetOf(parts: SheetParts, context: SheetContext): DraftCommitment[] {
  const sheet = readSheet(parts, { ...context, language: parts.language ?? context.language });
  return sheet === null ? [] : [sheet];
}

/** A number told twice in one file: once if it says the same, else an error on both lines. */
function withoutDoubles(commitments: readonly DraftCommitment[], context: SheetContext): DraftCommitment[] {
  const kept: DraftCommitment[] = [];
  for (const one of commitments) {
    const same = kept.find(({ number, language }) => number === one.number && language === one.language);
    if (same === undefined) kept.push(one);
    else if (!saysTheSame(same, one)) {
      const [first, second] = [same.lines['number'] ?? 1, one.lines['number'] ?? 1];
      const at = (line: number) => (one.language === 'fr' ? `ligne ${line}` : `line ${line}`);
      context.findings.errors.push(findingOf(first, 'number-twice', one.language, one.number, at(second)));
      context.findings.errors.push(findingOf(second, 'number-twice', one.language, one.number, at(first)));
    }
  }
  return kept;
}

/** The same content, wherever its lines are. */
export function saysTheSame(a: DraftCommitment, b: DraftCommitment): boolean {
  return JSON.stringify(withoutLines(a)) === JSON.stringify(withoutLines(b));
}

function withoutLines({ lines: _, ...commitment }: DraftCommitment): object {
  return { ...commitment, milestones: commitment.milestones.map(({ line: __, ...milestone }) => milestone) };
}

function cited(
  document: DraftDocument | null,
  { sheets, orphan }: CutSheets,
  lines: readonly SourceLine[],
  context: SheetContext,
): Content {
  const { errors } = context.findings;
  const [sheet] = sheets;
  if (document !== null) return { ...nothing, document, told: toldBy(document, lines, context) };
  if (sheet !== undefined) errors.push(findingOf(sheet.titleLine, 'no-sections', context.language, sheet.number));
  else if (orphan !== null) errors.push(findingOf(orphan.line, 'no-number', context.language, orphan.text));
  else {
    const first = lines.find(({ text }) => text.trim() !== '');
    errors.push(findingOf(first?.line ?? 1, 'not-understood', context.language, first?.text));
  }
  return nothing;
}
