import { proseField } from '../domain/commitment.ts';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import { languageCode } from '../domain/identifiers.ts';

/**
 * A plan is written as a table in two ways: by a person, with dates as people write them, and by Jalon, whose `status.csv`
 * has the words of a date and what was read from them. Everything else has one name in both.
 */
export type Layout = 'written' | 'published';

/** Columns that a table cannot do without. */
export const requiredColumns: { readonly [layout in Layout]: readonly string[] } = {
  written: ['number', 'title', 'milestone', 'start', 'due', 'institution'],
  published: ['number', 'title', 'milestone_title', 'due_text', 'lead_institutions'],
};

/** The dates of a table, each a group of columns: `due_text`, `due_precision`, and so on. */
export const dateColumns = ['period_start', 'period_end', 'start', 'due'] as const;
export type DateColumn = (typeof dateColumns)[number];

/** What each group of a date's columns holds; the names of a {@link FuzzyDate}. */
export const dateParts = [
  'text',
  'precision',
  'from',
  'to',
  'qualifier',
  'ambiguity',
] as const satisfies readonly (keyof FuzzyDate)[];

/** Columns that may be repeated for another language: `title_en`, `problem_de`. */
export const translatedColumns: readonly string[] = ['title', 'milestone_title', ...proseField.options];

/** Columns of a published table that an import reads, but those of {@link translatedColumns} in other languages. */
export const readBackColumns: readonly string[] = [
  ...['number', 'ogp_id', 'language', 'title', 'lead_institutions', 'support_institutions', 'responsible_functions'],
  ...['responsible_organisations', ...proseField.options, 'milestone_title', 'group'],
  ...dateColumns.flatMap((date) => dateParts.map((part) => `${date}_${part}`)),
];

/** Columns of a published table that tell where a row belongs, or follow from others: they are passed over. */
const toldColumns: readonly string[] = [
  ...['plan', 'milestone', 'published_before', 'position', 'as_of', 'missing_from_source', 'line', 'url'],
  ...dateParts.map((part) => `expected_${part}`),
];

const irmColumns = [
  ...['irm_completion', 'irm_verifiable', 'irm_relevant', 'irm_ambition', 'irm_early_results'],
  ...['irm_report', 'irm_source', 'irm_date'],
];

/** Columns in which somebody answers for what is said: no import says it in their place. */
export const saidColumns: readonly string[] = [
  ...['revisions', 'last_revision_reason', 'declared', 'declared_on', 'completed_on', 'done', 'difficulties'],
  ...['no_evidence_reason', 'withdrawn_reason', 'evidence_count', 'evidence_urls', 'evidence_titles', 'evidence_kinds'],
  ...['evidence_dates', 'last_heard_on', 'asked_on', ...irmColumns, ...irmColumns.map((name) => `commitment_${name}`)],
];

/** Columns of a published table that no import reads. */
export const notReadBackColumns: readonly string[] = [...toldColumns, ...saidColumns];

/** A column that repeats another one in a language: `title_en` is `title` in English. */
export type TranslatedColumn = { readonly name: string; readonly column: string; readonly language: string };

/** What a column's name says it repeats, or null; `milestone_en` is how a person writes `milestone_title_en`. */
export function translatedColumn(name: string): TranslatedColumn | null {
  const [, base = '', code = ''] = /^(.+)_([a-z]{2,3})$/.exec(name) ?? [];
  const column = base === 'milestone' ? 'milestone_title' : base;
  const language = languageCode.safeParse(code).data;
  return language !== undefined && translatedColumns.includes(column) ? { name, column, language } : null;
}

export function layoutOf(names: readonly string[]): Layout {
  return names.includes('milestone_title') ? 'published' : 'written';
}

/** Does a table of this kind know a column of this name? */
export function isKnownColumn(name: string, layout: Layout): boolean {
  if (translatedColumn(name) !== null || readBackColumns.includes(name) || requiredColumns[layout].includes(name)) return true;
  return layout === 'published' && notReadBackColumns.includes(name);
}
