import type { DraftCommitment, DraftMilestone } from './draft.ts';
import { pushDateFindings, type SheetContext } from './findings.ts';
import { type Entry, textEntry } from './front-matter.ts';
import { findingOf } from './messages.ts';
import { cleanTitle, splitMilestone } from './milestone-text.ts';

const numberedStart = /^\s*"?(?<nth>\d{1,2})[).]\s+(?<text>.*)$/u;

/** Is this the front matter of a commitment in the shape of the United States' plans? */
export function isUsaSheet(entries: ReadonlyMap<string, Entry>): boolean {
  return entries.has('commitment_id') && entries.has('title');
}

/** Numbered paragraphs "1) …" of a text; a paragraph ends at an empty line or at the next number. */
function numberedParts(text: string): string[] {
  const parts: string[] = [];
  let isOpen = false;
  for (const line of text.split('\n')) {
    const start = numberedStart.exec(line);
    if (start !== null) {
      parts.push(start.groups?.['text'] ?? '');
      isOpen = true;
    } else if (line.trim() === '') isOpen = false;
    else if (isOpen) parts.push(`${parts.pop() ?? ''} ${line.trim()}`);
  }
  return parts;
}

/** Source line of each numbered paragraph: the quoted scalar folds lines, so they are found in the source itself. */
function linesOfParts(sourceLines: readonly string[], from: number): number[] {
  return sourceLines.flatMap((line, index) => (index + 1 >= from && numberedStart.test(line) ? [index + 1] : []));
}

/** Everything is in the front matter; the numbered sub-commitments are the milestones. */
export function readUsaSheet(entries: ReadonlyMap<string, Entry>, source: string, context: SheetContext): DraftCommitment | null {
  const { findings, language } = context;
  const number = textEntry(entries, 'commitment_id') ?? '';
  const title = cleanTitle(textEntry(entries, 'title') ?? '');
  const line = entries.get('commitment_id')?.line ?? 1;
  if (!/^[A-Z]{0,2}\d{1,6}$/u.test(number)) {
    findings.errors.push(findingOf(line, 'bad-number', language, number));
    return null;
  }
  if (title === '') {
    findings.errors.push(findingOf(line, 'no-title', language, number));
    return null;
  }
  const detail = entries.get('commitment_detail_sub');
  const text = typeof detail?.value === 'string' ? detail.value : '';
  const partLines = linesOfParts(source.split(/\r\n|\n|\r/u), detail?.line ?? 1);
  const milestones = numberedParts(text).flatMap((part, index) =>
    milestoneOf(part, partLines[index] ?? detail?.line ?? 1, context),
  );
  const agency = textEntry(entries, 'commitment_agency', 'lead_agency', 'agency');
  const problem = textEntry(entries, 'commitment_detail', 'description');
  return {
    number,
    title,
    translations: {},
    language,
    period: { start: null, end: null },
    leadInstitutions: agency === null ? [] : [agency],
    supportingInstitutions: [],
    contacts: [],
    objective: null,
    problem: null,
    description: problem,
    contribution: null,
    relevance: null,
    milestones,
    lines: {
      number: line,
      title: entries.get('title')?.line ?? line,
      ...(detail === undefined ? {} : { milestones: detail.line }),
    },
  };
}

function milestoneOf(part: string, line: number, context: SheetContext): DraftMilestone[] {
  const split = splitMilestone(part, context.language, context);
  if ('impossible' in split) {
    context.findings.errors.push(findingOf(line, 'impossible-date', context.language, split.impossible));
    return [];
  }
  pushDateFindings(context.findings, line, split.warnings);
  return [{ title: split.title, translations: {}, group: null, start: split.start, due: split.due, line }];
}
