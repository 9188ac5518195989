import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import { sameDays } from '../domain/fuzzy-date.ts';
import { fold } from '../domain/text.ts';
import { type Block, type Item, type Line, linesOfItem, listsOfItem, textOfLines } from './blocks.ts';
import { readWholeDate } from './date-grammar.ts';
import type { DraftMilestone, Finding } from './draft.ts';
import { pushDateFindings, type SheetContext } from './findings.ts';
import { findingOf } from './messages.ts';
import { tellsTheSame } from './milestone-names.ts';
import { readMilestoneTable } from './milestone-table.ts';
import { cleanTitle, type MilestoneText, partsOfMilestone, splitMilestone } from './milestone-text.ts';

/** What a bullet inherits from those above it. */
type Above = {
  readonly groups: readonly string[];
  readonly year: { readonly value: number; readonly date: FuzzyDate } | null;
  readonly due: FuzzyDate | null;
  readonly depth: number;
};

type Placed = DraftMilestone & { readonly groups: readonly string[] };

/** The year of a bullet that is a year and nothing else: `_2025_ :` dates the bullets under it and is no group. */
function yearAlone(text: string): Above['year'] {
  const reading = readWholeDate(text, 'fr');
  if (reading === null || 'impossible' in reading || reading.date.precision !== 'year') return null;
  return { value: Number(reading.date.from?.slice(0, 4)), date: reading.date };
}

function isEmptyItem(item: Item): boolean {
  return textOfLines(linesOfItem(item)).trim() === '' && listsOfItem(item).length === 0;
}

function fromItem(item: Item, above: Above, context: SheetContext): Placed[] {
  if (isEmptyItem(item)) return [];
  const lines = linesOfItem(item);
  const children = listsOfItem(item)
    .flatMap((list) => list.items)
    .filter((child) => !isEmptyItem(child));
  const text = textWithBreaks(lines);
  if (children.length === 0) return leaves(text, lines[0]?.line ?? item.line, above, context);
  const flat = text.replace(/\n/gu, ' ');
  const year = yearAlone(flat);
  const below = year === null ? groupBelow(flat, item, above, context) : { ...above, year };
  return children.flatMap((child) => fromItem(child, { ...below, depth: above.depth + 1 }, context));
}

/** Wrapped lines matter inside a bullet: a date may stand alone on the next one. */
function textWithBreaks(lines: readonly Line[]): string {
  return lines
    .map((line) => line.text)
    .filter((text) => text !== '')
    .join('\n');
}

/** A parent bullet is a group; a date in its title is lent to the bullets under it. */
function groupBelow(text: string, item: Item, above: Above, context: SheetContext): Above {
  const split = splitMilestone(text, context.language, context);
  if ('impossible' in split) {
    context.findings.errors.push(findingOf(item.line, 'impossible-date', context.language, split.impossible));
    return above;
  }
  const isCut = split.title !== cleanTitle(text);
  const year = isCut && split.due?.precision === 'year' ? yearAlone(split.due.text) : null;
  return {
    ...above,
    groups: [...above.groups, isCut ? split.title : cleanTitle(text)],
    year: year ?? above.year,
    due: isCut && year === null ? split.due : above.due,
  };
}

function leaves(text: string, line: number, above: Above, context: SheetContext): Placed[] {
  const { findings, language } = context;
  const options = { year: above.year?.value, fiscalYearStartsInMonth: context.fiscalYearStartsInMonth };
  return partsOfMilestone(text, language, options).flatMap((part, index) => {
    const partLine = index === 0 ? line : line + lineBreaksBefore(text, part);
    const split = splitMilestone(part, language, options);
    if ('impossible' in split) {
      findings.errors.push(findingOf(partLine, 'impossible-date', language, split.impossible));
      return [];
    }
    pushDateFindings(findings, partLine, split.warnings);
    if (above.depth >= 2 && above.year === null)
      findings.warnings.push(findingOf(partLine, 'third-level', language, split.title));
    return [placed(split, partLine, above, context)];
  });
}

function lineBreaksBefore(text: string, part: string): number {
  return text.slice(0, Math.max(0, text.indexOf(part))).split('\n').length - 1;
}

function placed(split: MilestoneText, line: number, above: Above, context: SheetContext): Placed {
  const { findings, language } = context;
  let { due } = split;
  if (due === null && split.start === null && above.year !== null) {
    due = above.year.date;
    findings.warnings.push(findingOf(line, 'inherited-year', language, due.text));
  } else if (due === null && split.start === null && above.due !== null) {
    due = above.due;
    findings.warnings.push(findingOf(line, 'inherited-date', language, due.text));
  }
  return {
    title: split.title,
    translations: {},
    group: above.groups.at(-1) ?? null,
    start: split.start,
    due,
    line,
    groups: above.groups,
  };
}

/** A single bullet above all milestones tells none apart: it is the road map's own title, not a group. */
function withoutOnlyGroup(found: readonly Placed[], context: SheetContext): DraftMilestone[] {
  const [first] = found;
  const top = first?.groups[0];
  const isOnly = top !== undefined && found.every(({ groups }) => groups[0] === top);
  if (isOnly) context.findings.warnings.push(findingOf(first?.line ?? 1, 'only-group', context.language, top));
  return found.map(({ groups, ...milestone }) => ({
    ...milestone,
    group: (isOnly ? groups.slice(1) : groups).at(-1) ?? null,
  }));
}

/** Milestones of a section: leaf bullets, table rows, or dated lines where there is neither. */
export function readMilestones(blocks: readonly Block[], context: SheetContext): DraftMilestone[] {
  const top: Above = { groups: [], year: null, due: null, depth: 0 };
  const structured = blocks.filter((block) => block.kind === 'list' || block.kind === 'table');
  const bullets = blocks.flatMap((block) =>
    block.kind === 'list' ? block.items.flatMap((item) => fromItem(item, top, context)) : [],
  );
  const rows = blocks.flatMap((block) => (block.kind === 'table' ? readMilestoneTable(block.rows, context) : []));
  const lines = structured.length > 0 ? [] : fromLines(blocks, context).map(({ groups: _, ...milestone }) => milestone);
  return once([...withoutOnlyGroup(bullets, context), ...rows, ...lines], context);
}

/** Lines without bullets: one milestone each, when they carry a separable date. Others are said, not guessed. */
function fromLines(blocks: readonly Block[], context: SheetContext): Placed[] {
  const lines = blocks.flatMap((block) => (block.kind === 'paragraph' || block.kind === 'heading' ? block.lines : []));
  const above: Above = { groups: [], year: null, due: null, depth: 0 };
  const found: Placed[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const [line, next] = [lines[index], lines[index + 1]];
    if (line === undefined) continue;
    const isDateNext = next !== undefined && readWholeDate(next.text, context.language, context) !== null;
    const text = isDateNext ? `${line.text}\n${next.text}` : line.text;
    const split = splitMilestone(text, context.language, context);
    const isDated = 'impossible' in split || split.title !== cleanTitle(text);
    if (isDated) found.push(...leaves(text, line.line, above, context));
    else context.findings.warnings.push(findingOf(line.line, 'unread-line', context.language, line.text));
    if (isDateNext) index += 1;
  }
  return found;
}

/** A milestone told twice is one; with another date, the first stands and a warning names both lines. */
function once(milestones: readonly DraftMilestone[], context: SheetContext): DraftMilestone[] {
  const kept: DraftMilestone[] = [];
  for (const milestone of milestones) {
    const same = kept.find((one) => fold(one.title) === fold(milestone.title) && one.group === milestone.group);
    if (same === undefined) kept.push(milestone);
    else if (!sameDays(same.due, milestone.due)) context.findings.warnings.push(repeated(same, milestone.line, context.language));
  }
  return kept;
}

function repeated(milestone: DraftMilestone, otherLine: number, language: string): Finding {
  return findingOf(milestone.line, 'told-twice', language, milestone.title, String(otherLine));
}

/**
 * Milestones told again in prose make no second milestone. Another date there is a warning that names both lines, and
 * a dated one that the list lacks is a warning too.
 */
export function compareWithProse(milestones: readonly DraftMilestone[], prose: readonly Block[], context: SheetContext): void {
  const items = prose.flatMap((block) => (block.kind === 'list' ? block.items : []));
  for (const item of items) {
    const text = textWithBreaks(linesOfItem(item));
    const split = text === '' ? null : splitMilestone(text, context.language, context);
    if (split === null || 'impossible' in split || split.due === null || split.title === cleanTitle(text)) continue;
    const same = milestones.find(({ title }) => tellsTheSame(title, split.title));
    if (same === undefined)
      context.findings.warnings.push(findingOf(item.line, 'told-in-prose-only', context.language, split.title));
    else if (!sameDays(same.due, split.due)) context.findings.warnings.push(repeated(same, item.line, context.language));
  }
}
