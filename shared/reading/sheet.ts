import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import { commitmentNumber } from '../domain/identifiers.ts';
import { type Block, firstLineOf, type Line, linesOfItem, textOfBlocks, textOfLines } from './blocks.ts';
import { readContacts } from './contacts.ts';
import { type DateReading, readDate } from './date-grammar.ts';
import type { DraftCommitment } from './draft.ts';
import { pushDateFindings, type SheetContext } from './findings.ts';
import { findingOf } from './messages.ts';
import { cleanTitle } from './milestone-text.ts';
import { compareWithProse, readMilestones } from './milestones.ts';
import { contactLabelOf, type SheetField } from './sheet-labels.ts';
import type { SheetParts } from './sheet-sections.ts';

type Period = { readonly start: FuzzyDate | null; readonly end: FuzzyDate | null };

function blocksOf(parts: SheetParts, field: SheetField): Block[] {
  return parts.sections.filter((section) => section.field === field).flatMap((section) => section.blocks);
}

function proseOf(parts: SheetParts, field: SheetField): string | null {
  const text = textOfBlocks(blocksOf(parts, field)).normalize('NFC').trim();
  return text === '' ? null : text;
}

/** One institution per line or bullet; a comma may be part of a name. */
function institutionsOf(blocks: readonly Block[]): string[] {
  const lines = blocks.flatMap((block): string[] => {
    if (block.kind === 'list') return block.items.map((item) => textOfLines(linesOfItem(item)));
    if (block.kind === 'table') return block.rows.flatMap((row) => row.cells.map((cell) => textOfLines(cell.lines)));
    return textOfLines(block.lines).split('\n');
  });
  const names = lines.flatMap((line) => line.split(/\s*[;|]\s*/u)).map((name) => cleanTitle(name).replace(/\.$/u, ''));
  return [...new Set(names.filter((name) => name !== ''))];
}

/** Start and end of a commitment from its header: `A – B`, "2021-2023", "à partir de …", "jusqu'à …". */
export function periodOf(reading: DateReading): Period | null {
  const { date, parts } = reading;
  if (parts !== undefined) return { start: parts.start, end: parts.end };
  if (date.from === null && date.to === null) return null;
  if (date.qualifier === 'from') return { start: date, end: null };
  if (date.qualifier === 'by' || date.qualifier === 'before') return { start: null, end: date };
  return date.precision === 'year' || date.precision === 'range' ? { start: date, end: date } : { start: date, end: null };
}

function dateLine(lines: readonly Line[]): string {
  return textOfLines(lines).replace(/\n/gu, ' ').trim();
}

function readField(parts: SheetParts, field: SheetField, context: SheetContext): { reading: DateReading; line: number } | null {
  const blocks = blocksOf(parts, field);
  const text = dateLine(blocks.flatMap((block) => (block.kind === 'paragraph' || block.kind === 'heading' ? block.lines : [])));
  const line = firstLineOf(blocks) ?? parts.titleLine;
  if (text === '') return null;
  const reading = readDate(text, context.language, context);
  if ('impossible' in reading) {
    context.findings.errors.push(findingOf(line, 'impossible-date', context.language, reading.impossible));
    return null;
  }
  // Two years that follow each other are the period of a plan here, whatever they may be elsewhere.
  pushDateFindings(
    context.findings,
    line,
    reading.warnings.filter(({ code }) => code !== 'maybe-fiscal-year'),
  );
  return { reading, line };
}

function readPeriod(parts: SheetParts, context: SheetContext): { period: Period; lines: { [field: string]: number } } {
  const whole = readField(parts, 'period', context);
  const [start, end] = [readField(parts, 'periodStart', context), readField(parts, 'periodEnd', context)];
  const period = whole === null ? null : periodOf(whole.reading);
  if (whole !== null && (period?.start == null || period.end === null)) {
    context.findings.warnings.push(findingOf(whole.line, 'period-incomplete', context.language, whole.reading.date.text));
  }
  const line = whole?.line ?? start?.line ?? end?.line;
  return {
    period: { start: start?.reading.date ?? period?.start ?? null, end: end?.reading.date ?? period?.end ?? null },
    lines: line === undefined ? {} : { period: line },
  };
}

const linedFields = [
  'leadInstitutions',
  'supportingInstitutions',
  'problem',
  'description',
  'contribution',
  'relevance',
  'milestones',
  'contacts',
] as const;

function linesOf(parts: SheetParts): { [field: string]: number } {
  const found = linedFields.flatMap((field) => {
    const section = parts.sections.find((one) => one.field === field && one.blocks.length > 0);
    const line = section === undefined ? undefined : firstLineOf(section.blocks);
    return line === undefined ? [] : [[field, line] as const];
  });
  return Object.fromEntries([['number', parts.titleLine], ['title', parts.titleLine], ...found, ...paragraphLines(parts)]);
}

const proseFields = ['problem', 'description', 'contribution', 'relevance'] as const;

/** Lines of the second and later paragraphs of prose, `description.2`: what a paragraph says can be shown at its line. */
function paragraphLines(parts: SheetParts): (readonly [string, number])[] {
  return proseFields.flatMap((field) => {
    const paragraphs = blocksOf(parts, field).filter((block) => textOfBlocks([block]) !== '');
    return paragraphs.flatMap((block, index) => {
      const line = firstLineOf([block]);
      return index === 0 || line === undefined ? [] : [[`${field}.${index + 1}`, line] as const];
    });
  });
}

function objectiveOf(parts: SheetParts): { text: string | null; lines: { [field: string]: number } } {
  if (parts.inlineObjective !== null) {
    return { text: parts.inlineObjective.text.normalize('NFC'), lines: { objective: parts.inlineObjective.line } };
  }
  const line = firstLineOf(blocksOf(parts, 'objective'));
  return { text: proseOf(parts, 'objective'), lines: line === undefined ? {} : { objective: line } };
}

/** "Nom de la personne responsable" is a label of the section, never a person. */
function contactBlocks(parts: SheetParts): Block[] {
  return blocksOf(parts, 'contacts').filter(
    (block) => block.kind !== 'paragraph' || block.lines.some((line) => contactLabelOf(line)?.rest !== ''),
  );
}

/** A sheet's parts as a commitment; null when it has no number, title or section that can be trusted. */
export function readSheet(parts: SheetParts, context: SheetContext): DraftCommitment | null {
  const { findings, language } = context;
  const title = cleanTitle(parts.title);
  const isNumbered = commitmentNumber.safeParse(parts.number).success;
  if (!isNumbered) findings.errors.push(findingOf(parts.titleLine, 'bad-number', language, parts.number));
  if (title === '') findings.errors.push(findingOf(parts.titleLine, 'no-title', language, parts.number));
  if (!parts.sections.some(({ field }) => field !== 'aside')) {
    findings.errors.push(findingOf(parts.titleLine, 'no-sections', language, parts.number));
  }
  for (const { text, line } of parts.unreadHeadings) findings.warnings.push(findingOf(line, 'unread-section', language, text));
  const { period, lines: periodLines } = readPeriod(parts, context);
  const objective = objectiveOf(parts);
  const milestones = readMilestones(blocksOf(parts, 'milestones'), context);
  if (milestones.length === 0) findings.warnings.push(findingOf(parts.titleLine, 'no-milestones', language));
  compareWithProse(milestones, [...blocksOf(parts, 'contribution'), ...blocksOf(parts, 'description')], context);
  if (!isNumbered || title === '') return null;
  return {
    number: parts.number,
    title,
    translations: {},
    language,
    period,
    leadInstitutions: institutionsOf(blocksOf(parts, 'leadInstitutions')),
    supportingInstitutions: institutionsOf(blocksOf(parts, 'supportingInstitutions')),
    contacts: readContacts(contactBlocks(parts), context),
    objective: objective.text,
    problem: proseOf(parts, 'problem'),
    description: proseOf(parts, 'description'),
    contribution: proseOf(parts, 'contribution'),
    relevance: proseOf(parts, 'relevance'),
    milestones,
    lines: { ...linesOf(parts), ...periodLines, ...objective.lines },
  };
}
