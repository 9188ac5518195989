import { stringify } from 'csv-stringify/sync';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import { type MilestoneFacts, milestoneFacts } from './milestone-facts.ts';
import { plainLine, withoutControls } from './plain-text.ts';
import type { CommitmentView, PlanView } from './view.ts';

type Cell = string | number | null;
type Row = { readonly view: PlanView; readonly commitment: CommitmentView; readonly facts: MilestoneFacts | null };

const dateCells = (date: FuzzyDate | null | undefined): Cell[] => [
  date?.text ?? null,
  date?.precision ?? null,
  date?.from ?? null,
  date?.to ?? null,
];
const list = (items: readonly (string | null)[]): string => items.map((one) => one ?? '').join('\n');

/** Columns in order; a group of columns is written by one function so that names and cells cannot drift apart. */
const columns: readonly { readonly names: readonly string[]; readonly cells: (row: Row) => readonly Cell[] }[] = [
  { names: ['plan'], cells: ({ view }) => [view.state.settings.id] },
  {
    names: ['number', 'ogp_id', 'language', 'title', 'lead_institutions', 'support_institutions'],
    cells: ({ commitment: { state } }) => [
      state.number,
      state.ogpId?.verified === true ? state.ogpId.code : null,
      state.language,
      plainLine(state.titles[state.language] ?? ''),
      list(state.leadInstitutions.map(plainLine)),
      list(state.supportingInstitutions.map(plainLine)),
    ],
  },
  {
    names: ['milestone', 'milestone_title', 'group'],
    cells: ({ facts }) => [facts?.key ?? null, facts?.title ?? null, facts?.group ?? null],
  },
  { names: ['start_text', 'start_precision', 'start_from', 'start_to'], cells: ({ facts }) => dateCells(facts?.start) },
  { names: ['due_text', 'due_precision', 'due_from', 'due_to'], cells: ({ facts }) => dateCells(facts?.due) },
  {
    names: ['expected_text', 'expected_precision', 'expected_from', 'expected_to'],
    cells: ({ facts }) => dateCells(facts?.expected),
  },
  {
    names: ['revisions', 'last_revision_reason'],
    cells: ({ facts }) => [facts?.revisions.length ?? null, facts?.revisions.at(-1)?.reason ?? null],
  },
  {
    names: ['declared', 'declared_on', 'completed_on', 'done', 'difficulties', 'no_evidence_reason', 'withdrawn_reason'],
    cells: ({ facts }) => [
      facts?.declared ?? null,
      facts?.declaredOn ?? null,
      facts?.completedOn ?? null,
      facts?.done ?? null,
      facts?.difficulties ?? null,
      facts?.noEvidenceReason ?? null,
      facts?.withdrawnReason ?? null,
    ],
  },
  {
    names: ['evidence_count', 'evidence_urls', 'evidence_titles', 'evidence_kinds', 'evidence_dates'],
    cells: ({ facts }) => [
      facts?.evidence.length ?? null,
      list((facts?.evidence ?? []).map(({ url }) => url)),
      list((facts?.evidence ?? []).map(({ title }) => (title === null ? null : plainLine(title)))),
      list((facts?.evidence ?? []).map(({ kind }) => kind)),
      list((facts?.evidence ?? []).map(({ date }) => date)),
    ],
  },
  { names: ['position', 'as_of'], cells: ({ facts, commitment }) => [facts?.position ?? null, commitment.dataDay] },
  {
    names: ['last_heard_on', 'asked_on'],
    cells: ({ facts }) => [facts?.lastHeardOn ?? null, list(facts?.asked ?? [])],
  },
  {
    names: ['irm_completion', 'irm_source', 'irm_date'],
    cells: ({ facts, commitment }) => {
      const irm = facts?.irm ?? (facts === null ? commitment.state.assessment : null);
      return [irm?.completion ?? null, irm?.source.url ?? null, irm?.source.date ?? null];
    },
  },
  {
    names: ['missing_from_source', 'line', 'url'],
    cells: ({ facts }) => [facts?.missingFromSource === true ? 'yes' : null, facts?.line ?? null, facts?.url ?? null],
  },
];

const formula = /^\s*[=+\-@']|^[\t\r\n]/u;

/**
 * A text cell that a spreadsheet would run gets one apostrophe in front, after white space as well; a text that begins
 * with one gets another, so that removing exactly one gives the text back (RELIABILITY S10).
 */
export function guarded(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** CSV as RFC 4180 says: comma, CRLF, every text in quotes because csv-stringify leaves a lone line feed bare. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? guarded(withoutControls(cell)) : cell)));
  return stringify(cells, { record_delimiter: '\r\n', quoted_string: true });
}

/** One row a milestone; a commitment without any has a row of its own, so that it does not vanish. */
export function statusCsv(views: readonly { view: PlanView; commitments: readonly CommitmentView[] }[]): string {
  const rows = views.flatMap(({ view, commitments }) =>
    commitments.flatMap((commitment): Row[] => {
      const all = commitment.milestones.map((one) => ({ view, commitment, facts: milestoneFacts(view, commitment, one) }));
      return all.length > 0 ? all : [{ view, commitment, facts: null }];
    }),
  );
  return csv([columns.flatMap(({ names }) => names), ...rows.map((row) => columns.flatMap(({ cells }) => cells(row)))]);
}
