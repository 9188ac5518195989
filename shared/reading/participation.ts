import { Temporal } from 'temporal-polyfill';
import { fold } from '../domain/text.ts';
import { type Block, type Item, type Line, type Link, linesOfItem, textOfBlocks, textOfLines } from './blocks.ts';
import { participationBoundsFindings } from './bounds.ts';
import { findDates, readDate } from './date-grammar.ts';
import type { DraftParticipation } from './draft.ts';
import { pushDateFindings, type SheetContext } from './findings.ts';
import { type Entry, textEntry } from './front-matter.ts';
import { findingOf } from './messages.ts';
import { cleanTitle } from './milestone-text.ts';
import { periodOf } from './sheet.ts';

const keys = {
  organiser: ['organisateur', 'organizer', 'organiser'],
  methods: ['methodes', 'méthodes', 'methods'],
  inProgress: ['in_progress'],
  citizenNote: ['note-citoyenne'],
  decisionNote: ['note-decidee', 'note-décidée'],
  order: ['ordre', 'order'],
} as const;

export function isParticipation(entries: ReadonlyMap<string, Entry>): boolean {
  const signs = [keys.organiser, keys.methods, keys.inProgress, keys.citizenNote, keys.decisionNote];
  return entries.has('title') && signs.filter((names) => names.some((name) => entries.has(name))).length >= 2;
}

const usedKeys = new Set<string>(['title', 'date', ...Object.values(keys).flat()]);

function first(entries: ReadonlyMap<string, Entry>, names: readonly string[]): Entry['value'] {
  return names.map((name) => entries.get(name)?.value).find((value) => value !== undefined) ?? null;
}

const numberOf = (value: Entry['value']) => (typeof value === 'number' ? value : null);

/** `2019-01-15 09:29:08 +0000` as an instant in UTC. */
function instantOf(text: string | null): string | null {
  const match = /^(?<day>\d{4}-\d{2}-\d{2})(?:[T ](?<time>\d{2}:\d{2}(?::\d{2})?))?\s*(?<offset>Z|[+-]\d{2}:?\d{2})?$/u.exec(
    text ?? '',
  );
  if (match === null) return null;
  const { day, time = '00:00', offset = 'Z' } = match.groups ?? {};
  try {
    return Temporal.Instant.from(`${day}T${time}${offset}`).toString({ smallestUnit: 'second' });
  } catch {
    // A day or time that no calendar has: no date, as for any text that is none.
    return null;
  }
}

type Part = { readonly name: string; readonly line: number; readonly rest: string; readonly blocks: Block[] };

const partNames: readonly (readonly [keyof Parts, RegExp])[] = [
  ['context', /^(?:contexte|context)$/u],
  ['purpose', /^(?:finalites?|objectifs?|purpose|goals?)\b/u],
  ['duration', /^(?:durees?|periode|calendrier|duration|period)\b/u],
  ['ways', /^(?:modalites de participation|participation methods|how to take part)/u],
  ['participants', /^(?:nombre de participants|participants|number of participants)/u],
  ['deliverables', /^(?:livrables?|deliverables?)$/u],
  ['followUp', /^(?:devoir de suite|suites?\b|follow-?up)/u],
];
type Parts = { context: Part; purpose: Part; duration: Part; ways: Part; participants: Part; deliverables: Part; followUp: Part };

/** The body as named parts: a bullet "Contexte :", a bold line, a line above a list. */
function partsOf(blocks: readonly Block[]): Part[] {
  const parts: Part[] = [];
  const open = (line: Line, rest: string, name: string) => parts.push({ name: fold(name), line: line.line, rest, blocks: [] });
  const takeItem = (item: Item) => {
    const [line] = linesOfItem(item);
    const text = textOfLines(linesOfItem(item));
    const colon = text.indexOf(':');
    const name = colon < 0 ? '' : fold(text.slice(0, colon));
    if (line !== undefined && partNames.some(([, pattern]) => pattern.test(name))) open(line, text.slice(colon + 1).trim(), name);
    else parts.at(-1)?.blocks.push({ kind: 'list', items: [item] });
  };
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'list') for (const item of block.items) takeItem(item);
    else if (block.kind === 'table') parts.at(-1)?.blocks.push(block);
    else {
      const [line] = block.lines;
      const name = fold(textOfLines(block.lines));
      const isTitle = block.kind === 'heading' || isListTitle(block.lines, blocks[index + 1]) || isBoldLine(block.lines);
      if (line !== undefined && (isTitle || partNames.some(([, pattern]) => pattern.test(name) && name.length < 60)))
        open(line, '', name);
      else parts.at(-1)?.blocks.push(block);
    }
  }
  return parts;
}

function isBoldLine([line, ...others]: readonly Line[]): boolean {
  return line !== undefined && others.length === 0 && line.strong === line.text.length;
}

/** A short line above a list names it: "Conditions facilitantes". */
function isListTitle([line, ...others]: readonly Line[], next: Block | undefined): boolean {
  return (
    line !== undefined && others.length === 0 && next?.kind === 'list' && line.text.length < 120 && !/[.!]$/u.test(line.text)
  );
}

function textOf(part: Part | undefined): string | null {
  if (part === undefined) return null;
  const text = [part.rest, textOfBlocks(part.blocks)]
    .filter((one) => one !== '')
    .join('\n\n')
    .normalize('NFC')
    .trim();
  return text === '' ? null : text.replace(/[^\S\n]+/gu, ' ');
}

/** "une synthèse, un avis citoyen, …": an enumeration, by semicolons if it has any. */
function enumerated(text: string | null, beforeArticles: boolean): string[] {
  if (text === null) return [];
  const divider = text.includes(';')
    ? /\s*;\s*/u
    : beforeArticles
      ? /,\s*(?=(?:une?|des|deux|trois|an?|two|three)\s)/iu
      : /,\s*/u;
  return text
    .split(divider)
    .map((one) => cleanTitle(one.replace(/^\s*[-*]\s+/u, '')).replace(/\.$/u, ''))
    .filter((one) => one !== '');
}

function linksIn(blocks: readonly Block[]): Link[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'list') return block.items.flatMap((item) => linksIn(item.blocks));
    if (block.kind === 'table')
      return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.lines.flatMap((line) => line.links)));
    return block.lines.flatMap((line) => line.links);
  });
}

function followUpOf(part: Part | undefined, language: string): DraftParticipation['followUp'] {
  const items = (part?.blocks ?? []).flatMap((block) => (block.kind === 'list' ? block.items : []));
  return items.flatMap((item) => {
    const text = cleanTitle(textOfLines(linesOfItem(item)));
    if (text === '') return [];
    // What was done is told in the past: the guards for milestones would pass it over.
    const date = datesIn(text, language);
    const url = linksIn(item.blocks)[0]?.url ?? null;
    return [{ text, url, date, line: linesOfItem(item)[0]?.line ?? item.line }];
  });
}

function datesIn(text: string, language: string) {
  const [found] = findDates(text, language, {}, { past: true });
  return found === undefined || 'impossible' in found.reading ? null : found.reading.date;
}

function readDuration(part: Part | undefined, context: SheetContext): DraftParticipation['period'] {
  const text = textOf(part);
  if (text === null || part === undefined) return { start: null, end: null };
  const reading = readDate(text, context.language, context);
  if ('impossible' in reading) {
    context.findings.errors.push(findingOf(part.line, 'impossible-date', context.language, reading.impossible));
    return { start: null, end: null };
  }
  pushDateFindings(context.findings, part.line, reading.warnings);
  return periodOf(reading) ?? { start: null, end: null };
}

/** An entry of a register of participation processes: front matter and a body in named parts. */
export function readParticipation(
  entries: ReadonlyMap<string, Entry>,
  blocks: readonly Block[],
  context: SheetContext,
): DraftParticipation {
  const { findings, language } = context;
  const parts = partsOf(blocks);
  const named = (wanted: keyof Parts) => {
    const pattern = partNames.find(([name]) => name === wanted)?.[1];
    return parts.find(({ name }) => pattern?.test(name) === true);
  };
  const period = readDuration(named('duration'), context);
  const date = instantOf(textEntry(entries, 'date'));
  const inProgress = first(entries, keys.inProgress);
  if (inProgress === true && period.end?.to != null && date !== null && period.end.to < date.slice(0, 10)) {
    const line = keys.inProgress.map((key) => entries.get(key)?.line).find((one) => one !== undefined) ?? 1;
    findings.warnings.push(findingOf(line, 'ended-but-in-progress', language, period.end.text));
  }
  const links = linksIn(blocks);
  for (const link of links.filter(({ text }) => text === ''))
    findings.warnings.push(findingOf(link.line, 'empty-link', language, link.url));
  const methods = first(entries, keys.methods);
  const ways = textOf(named('ways'));
  const read: DraftParticipation = {
    title: cleanTitle(textEntry(entries, 'title') ?? ''),
    organiser: textEntry(entries, ...keys.organiser),
    language,
    date,
    inProgress: typeof inProgress === 'boolean' ? inProgress : null,
    citizenNote: numberOf(first(entries, keys.citizenNote)),
    decisionNote: numberOf(first(entries, keys.decisionNote)),
    order: numberOf(first(entries, keys.order)),
    period,
    context: textOf(named('context')),
    purpose: textOf(named('purpose')),
    methods: typeof methods === 'string' ? [methods] : Array.isArray(methods) ? [...methods] : [],
    participationMethods: enumerated(ways, true),
    participants: textOf(named('participants')),
    deliverables: enumerated(textOf(named('deliverables')), false),
    followUp: followUpOf(named('followUp'), language),
    links: links.filter(({ text }) => text !== '').map(({ text, url }) => ({ title: cleanTitle(text), url })),
    other: Object.fromEntries(
      [...entries].flatMap(([key, { value }]) => (usedKeys.has(key) || value === null ? [] : [[key, String(value)] as const])),
    ),
  };
  const entryLine = (...names: readonly string[]) =>
    names.map((name) => entries.get(name)?.line).find((line) => line !== undefined);
  const lines: { readonly [field: string]: number | undefined } = {
    organiser: entryLine(...keys.organiser),
    methods: entryLine(...keys.methods),
    period: named('duration')?.line,
    purpose: named('purpose')?.line,
    participants: named('participants')?.line,
    deliverables: named('deliverables')?.line,
    followUp: named('followUp')?.line,
    links: links[0]?.line,
  };
  const lineOf = (field: string): number => lines[field] ?? entryLine('title') ?? 1;
  findings.errors.push(...participationBoundsFindings(read, lineOf));
  return read;
}
