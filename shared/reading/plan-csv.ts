import { CsvError } from 'csv-parse';
import { ogpCode, type ProseField, proseField } from '../domain/commitment.ts';
import { commitmentNumber, languageCode } from '../domain/identifiers.ts';
import type { DraftCommitment, DraftMilestone } from './draft.ts';
import type { SheetContext } from './findings.ts';
import { findingOf } from './messages.ts';
import { cleanCell } from './milestone-text.ts';
import { dateOf, milestoneDates } from './plan-csv-dates.ts';
import { type Row, readTable, type Table } from './plan-csv-table.ts';

/** Does the first line look like the header of a plan table? */
export function isPlanCsv(text: string): boolean {
  const [header = ''] = text
    .replace(/^\uFEFF/u, '')
    .trimStart()
    .split(/\r\n|\n|\r/u);
  const names = header.split(/[,;]/u).map((name) => name.replace(/"/gu, '').trim().toLowerCase());
  return names.includes('number') && names.includes('milestone');
}

/** A title as a table tells it: what was published is not tidied again. */
function titleOf({ layout }: Table, text: string): string {
  return layout === 'published' ? text : cleanCell(text);
}

/** A text of a row in other languages than the commitment's own: `{ en: "Open data" }`. */
function translationsOf(table: Table, row: Row, column: string, language: string): { [language: string]: string } {
  const told = table.translated.filter((one) => one.column === column && one.language !== language && row.cell(one.name) !== '');
  return Object.fromEntries(told.map((one) => [one.language, titleOf(table, row.cell(one.name))]));
}

function milestoneOf(table: Table, row: Row, context: SheetContext): DraftMilestone[] {
  const isPublished = table.layout === 'published';
  const title = titleOf(table, row.cell(isPublished ? 'milestone_title' : 'milestone'));
  const dates = milestoneDates(table, row, context);
  if (title === '') return [];
  if (isPublished && row.cell('missing_from_source') !== '')
    context.findings.warnings.push(findingOf(row.line, 'told-again', context.language, title));
  const translations = translationsOf(table, row, 'milestone_title', context.language);
  const group = row.cell('group');
  return [{ title, translations, group: group === '' ? null : group, ...dates, line: row.line }];
}

function numberOf(row: Row): string {
  return row.cell('number').replace(/^#\s*/u, '').toUpperCase();
}

function sameTitle(table: Table, row: Row, commitment: DraftCommitment): boolean {
  const title = titleOf(table, row.cell('title'));
  return title === '' || title === commitment.title;
}

function isSame(a: DraftMilestone, b: DraftMilestone): boolean {
  const days = (one: DraftMilestone) =>
    [one.title, one.start?.from, one.start?.to, one.due?.from, one.due?.to, one.due?.precision].join('|');
  return days(a) === days(b);
}

/** Milestones nobody told before. Published rows have keys, so that two milestones of one title stay two. */
function freshMilestones(
  table: Table,
  commitment: DraftCommitment,
  told: readonly DraftMilestone[],
  context: SheetContext,
): readonly DraftMilestone[] {
  if (table.layout === 'published') return told;
  const fresh = told.filter((one) => !commitment.milestones.some((known) => isSame(known, one)));
  for (const one of fresh) {
    const same = commitment.milestones.find((known) => known.title === one.title);
    if (same !== undefined)
      context.findings.warnings.push(findingOf(same.line, 'told-twice', context.language, one.title, String(one.line)));
  }
  return fresh.filter((one) => !commitment.milestones.some((known) => known.title === one.title));
}

function leadsOf({ layout }: Table, row: Row): string[] {
  const [column, separator] = layout === 'published' ? ['lead_institutions', /\n/u] : ['institution', /\s*[;|\n]\s*/u];
  return listOf(row, column, separator).map(layout === 'published' ? (name) => name : cleanCell);
}

function listOf(row: Row, column: string, separator: RegExp = /\n/u): string[] {
  return row
    .verbatim(column)
    .split(separator)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Who answers, by role: two lists side by side, of functions and of their organisations. */
function contactsOf(row: Row): DraftCommitment['contacts'] {
  const [functions, organisations] = ['responsible_functions', 'responsible_organisations'].map((column) =>
    row
      .verbatim(column)
      .split('\n')
      .map((words) => (words.trim() === '' ? null : words.trim())),
  );
  const count = Math.max(functions?.length ?? 0, organisations?.length ?? 0);
  return Array.from({ length: count }, (_, place) => ({
    name: null,
    role: functions?.[place] ?? null,
    organisation: organisations?.[place] ?? null,
    email: null,
    phone: null,
  })).filter(({ role, organisation }) => role !== null || organisation !== null);
}

type ProseTexts = { readonly [field in ProseField]: string | null };

/** The texts of a row, in the commitment's own language or, by `suffix`, in another. */
function proseOf(row: Row, suffix: string): ProseTexts {
  const text = (field: ProseField): string | null => {
    const told = row.verbatim(`${field}${suffix}`);
    return told.trim() === '' ? null : told;
  };
  return {
    objective: text('objective'),
    problem: text('problem'),
    description: text('description'),
    contribution: text('contribution'),
    relevance: text('relevance'),
  };
}

const linesOf = (texts: ProseTexts, line: number): { [field: string]: number } =>
  Object.fromEntries(proseField.options.flatMap((field) => (texts[field] === null ? [] : [[field, line]])));

/** A code nobody can read is told, and left out. */
function ogpCodeOf(row: Row, { findings, language }: SheetContext): Pick<DraftCommitment, 'ogpCode'> {
  const code = row.cell('ogp_id').toUpperCase();
  if (code === '') return {};
  if (ogpCode.safeParse(code).success) return { ogpCode: code };
  findings.warnings.push(findingOf(row.line, 'out-of-bounds', language, 'ogp_id'));
  return {};
}

function begun(table: Table, number: string, row: Row, context: SheetContext): DraftCommitment {
  const texts = proseOf(row, '');
  const { line } = row;
  return {
    number,
    title: titleOf(table, row.cell('title')),
    translations: {},
    language: context.language,
    period: { start: dateOf(row, 'period_start', context), end: dateOf(row, 'period_end', context) },
    leadInstitutions: leadsOf(table, row),
    supportingInstitutions: listOf(row, 'support_institutions'),
    ...ogpCodeOf(row, context),
    contacts: contactsOf(row),
    ...texts,
    milestones: [],
    lines: { number: line, title: line, leadInstitutions: line, milestones: line, ...linesOf(texts, line) },
  };
}

function added(table: Table, commitment: DraftCommitment, row: Row, context: SheetContext): DraftCommitment {
  const milestones = freshMilestones(table, commitment, milestoneOf(table, row, context), context);
  const leads = table.layout === 'published' ? [] : leadsOf(table, row);
  return {
    ...commitment,
    translations: { ...translationsOf(table, row, 'title', commitment.language), ...commitment.translations },
    leadInstitutions: leads.length === 0 ? commitment.leadInstitutions : [...new Set([...commitment.leadInstitutions, ...leads])],
    milestones: [...commitment.milestones, ...milestones],
  };
}

/** The text of a commitment in its other languages, told by its first row: a translation of it for each of them. */
function translatedSheets(table: Table, row: Row, whole: DraftCommitment, context: SheetContext): DraftCommitment[] {
  const languages = table.translated
    .filter(({ column, language, name }) => isProse(column) && language !== whole.language && row.cell(name) !== '')
    .map(({ language }) => language);
  return [...new Set(languages)].flatMap((language): DraftCommitment[] => {
    const title = whole.translations[language];
    if (title === undefined) {
      context.findings.errors.push(findingOf(row.line, 'no-title', context.language, `${whole.number} (${language})`));
      return [];
    }
    const texts = proseOf(row, `_${language}`);
    const { number, title: line = row.line } = whole.lines;
    return [
      {
        ...whole,
        ...texts,
        title,
        language,
        translations: {},
        contacts: [],
        milestones: whole.milestones.flatMap(({ translations, ...one }) => {
          const told = translations[language];
          return told === undefined ? [] : [{ ...one, title: told, translations: {} }];
        }),
        lines: { number: number ?? line, title: line, ...linesOf(texts, line) },
      },
    ];
  });
}

const isProse = (column: string): boolean => proseField.safeParse(column).success;

/** The language a row says it is in, else that of the table. */
function contextOf(row: Row, context: SheetContext): SheetContext {
  const told = row.cell('language').toLowerCase();
  if (told === '') return context;
  const { data: language } = languageCode.safeParse(told);
  if (language === undefined) context.findings.errors.push(findingOf(row.line, 'out-of-bounds', context.language, 'language'));
  return { ...context, language: language ?? context.language };
}

type Told = { readonly row: Row; readonly context: SheetContext; readonly commitment: DraftCommitment };

/** The commitment with one more of its rows. */
function withRow(table: Table, number: string, known: Told | undefined, row: Row, context: SheetContext): Told {
  const own = known?.context ?? contextOf(row, context);
  if (known === undefined && row.cell('title') === '')
    context.findings.errors.push(findingOf(row.line, 'no-title', own.language, number));
  if (known !== undefined && !sameTitle(table, row, known.commitment)) {
    const line = String(known.commitment.lines['title']);
    context.findings.errors.push(findingOf(row.line, 'title-differs', own.language, number, line));
  }
  const commitment = added(table, known?.commitment ?? begun(table, number, row, own), row, own);
  return { row: known?.row ?? row, context: own, commitment };
}

/**
 * A plan as a table, one row per milestone: rows of one number make one commitment. What a plan publishes as `status.csv`
 * is read back, with the text of its commitments in every language.
 */
export function readPlanCsv(text: string, context: SheetContext): DraftCommitment[] {
  const { findings, language } = context;
  let table: Table | null;
  try {
    table = readTable(text, context);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines'] ?? 1);
    findings.errors.push(findingOf(Number.isInteger(line) && line > 0 ? line : 1, 'bad-csv', language, error.message));
    return [];
  }
  if (table === null) return [];
  const commitments = new Map<string, Told>();
  for (const row of table.rows) {
    const number = numberOf(row);
    if (!commitmentNumber.safeParse(number).success) {
      findings.errors.push(findingOf(row.line, 'bad-number', language, row.cell('number')));
      continue;
    }
    commitments.set(number, withRow(table, number, commitments.get(number), row, context));
  }
  if (commitments.size === 0 && findings.errors.length === 0) findings.errors.push(findingOf(1, 'empty', language));
  const read = table;
  return [...commitments.values()].flatMap((one) => [
    one.commitment,
    ...translatedSheets(read, one.row, one.commitment, one.context),
  ]);
}
