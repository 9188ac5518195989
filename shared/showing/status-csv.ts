import { type Assessment, type ProseField, proseField } from '../domain/commitment.ts';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import type { Wording } from '../domain/identifiers.ts';
import { readText } from '../domain/text.ts';
import { type Cell, csv } from './csv.ts';
import type { TextPart } from './deflated-pieces.ts';
import { joined } from './keyed-json.ts';
import { factsOf, type MilestoneFacts, shownDate } from './milestone-facts.ts';
import { perCommitment } from './per-commitment.ts';
import { plainLine, plainText } from './plain-text.ts';
import type { CommitmentView, PlanView } from './view.ts';

/** A commitment in a table. `others`: languages but their own in which commitments of the table tell something. */
type Told = { readonly view: PlanView; readonly commitment: CommitmentView; readonly others: readonly string[] };

const dateParts = ['text', 'precision', 'from', 'to', 'qualifier', 'ambiguity'] as const satisfies readonly (keyof FuzzyDate)[];
const dateNames = (name: string): string[] => dateParts.map((part) => `${name}_${part}`);
const dateCells = (date: FuzzyDate | null | undefined): Cell[] => dateParts.map((part) => date?.[part] ?? null);
const list = (items: readonly (string | null)[]): string => items.map((one) => one ?? '').join('\n');

/** The same text in every other language, but the commitment's own: that stands in a column without a language. */
const inOthers = ({ others, commitment }: Told, titles: Wording): Cell[] =>
  others.map((code) => (code === commitment.state.language ? null : (titles[code] ?? null)));

const plainWording = (titles: Wording): Wording =>
  Object.fromEntries(Object.entries(titles).map(([code, text]) => [code, plainLine(text)]));

function proseCells({ commitment: { state, texts }, others }: Told, field: ProseField): Cell[] {
  const inLanguage = (language: string): Cell => {
    const text = readText(texts, state.prose[field]?.[language] ?? null);
    return text === null ? null : plainText(text);
  };
  return [inLanguage(state.language), ...others.map((code) => (code === state.language ? null : inLanguage(code)))];
}

/** Roles as two lists side by side; one whose words were all redacted tells nothing. */
function responsibleCells({ commitment: { state, texts } }: Told): Cell[] {
  const roles = state.responsible.map((role) => [readText(texts, role.function), readText(texts, role.organisation)] as const);
  const told = roles.filter((words) => words.some((one) => one !== null));
  return [0, 1].map((part) => list(told.map((words) => plainLine(words[part] ?? ''))));
}

const irmNames = [
  ...['irm_completion', 'irm_verifiable', 'irm_relevant', 'irm_ambition', 'irm_early_results'],
  ...['irm_report', 'irm_source', 'irm_date'],
];

function irmCells(irm: Assessment | null, { texts }: CommitmentView): Cell[] {
  if (irm === null) return irmNames.map(() => null);
  const { completion, verifiable, relevant, ambition, earlyResults, source } = irm;
  const report = readText(texts, source.title);
  return [
    ...[completion, verifiable, relevant, ambition, earlyResults],
    ...[report === null ? null : plainLine(report), source.url, source.date],
  ];
}

type Columns<Of> = {
  readonly names: readonly string[] | ((others: readonly string[]) => readonly string[]);
  readonly cells: (of: Of) => readonly Cell[];
};

/**
 * Columns in order; a group of columns is written by one function so that names and cells cannot drift apart. First what all
 * rows of a commitment say.
 */
const commitmentColumns: readonly Columns<Told>[] = [
  { names: ['plan'], cells: ({ view }) => [view.state.settings.id] },
  {
    names: ['number', 'ogp_id', 'language', 'title'],
    cells: ({ commitment: { state } }) => [
      state.number,
      state.ogpId?.verified === true ? state.ogpId.code : null,
      state.language,
      plainLine(state.titles[state.language] ?? ''),
    ],
  },
  {
    names: (others) => others.map((code) => `title_${code}`),
    cells: (told) => inOthers(told, plainWording(told.commitment.state.titles)),
  },
  {
    names: ['lead_institutions', 'support_institutions'],
    cells: ({ commitment: { state } }) => [
      list(state.leadInstitutions.map(plainLine)),
      list(state.supportingInstitutions.map(plainLine)),
    ],
  },
  { names: ['responsible_functions', 'responsible_organisations'], cells: responsibleCells },
  { names: dateNames('period_start'), cells: ({ commitment: { state } }) => dateCells(shownDate(state.period.start)) },
  { names: dateNames('period_end'), cells: ({ commitment: { state } }) => dateCells(shownDate(state.period.end)) },
  {
    names: irmNames.map((name) => `commitment_${name}`),
    cells: ({ commitment }) => irmCells(commitment.state.assessment, commitment),
  },
  { names: ['as_of'], cells: ({ commitment }) => [commitment.dataDay] },
];

/** What the first row of a commitment alone says: its texts are long. */
const proseColumns: readonly Columns<Told>[] = proseField.options.map((field) => ({
  names: (others) => [field, ...others.map((code) => `${field}_${code}`)],
  cells: (told) => proseCells(told, field),
}));

type Milestone = Told & { readonly facts: MilestoneFacts };

const milestoneColumns: readonly Columns<Milestone>[] = [
  { names: ['milestone', 'milestone_title'], cells: ({ facts }) => [facts.key, facts.title] },
  {
    names: (others) => others.map((code) => `milestone_title_${code}`),
    cells: (of) => inOthers(of, of.facts.titles),
  },
  { names: ['group'], cells: ({ facts }) => [facts.group] },
  { names: dateNames('start'), cells: ({ facts }) => dateCells(facts.start) },
  { names: dateNames('due'), cells: ({ facts }) => dateCells(facts.due) },
  {
    names: ['published_before'],
    cells: ({ facts }) => [list(facts.publishedBefore.map((date) => date?.text ?? null))],
  },
  { names: dateNames('expected'), cells: ({ facts }) => dateCells(facts.expected) },
  {
    names: ['revisions', 'last_revision_reason'],
    cells: ({ facts }) => [facts.revisions.length, facts.revisions.at(-1)?.reason ?? null],
  },
  {
    names: ['declared', 'declared_on', 'completed_on', 'done', 'difficulties', 'no_evidence_reason', 'withdrawn_reason'],
    cells: ({ facts }) => [
      facts.declared,
      facts.declaredOn,
      facts.completedOn,
      facts.done,
      facts.difficulties,
      facts.noEvidenceReason,
      facts.withdrawnReason,
    ],
  },
  {
    names: ['evidence_count', 'evidence_urls', 'evidence_titles', 'evidence_kinds', 'evidence_dates'],
    cells: ({ facts }) => [
      facts.evidence.length,
      list(facts.evidence.map(({ url }) => url)),
      list(facts.evidence.map(({ title }) => (title === null ? null : plainLine(title)))),
      list(facts.evidence.map(({ kind }) => kind)),
      list(facts.evidence.map(({ date }) => date)),
    ],
  },
  { names: ['position'], cells: ({ facts }) => [facts.position] },
  {
    names: ['last_heard_on', 'asked_on'],
    cells: ({ facts }) => [facts.lastHeardOn, facts.asked === null ? null : list(facts.asked)],
  },
  { names: irmNames, cells: ({ facts, commitment }) => irmCells(facts.irm, commitment) },
  {
    names: ['missing_from_source', 'line', 'url'],
    cells: ({ facts }) => [facts.missingFromSource === true ? 'yes' : null, facts.line, facts.url],
  },
];

/** Languages in which commitments tell something beside their own, for columns that all rows have. */
function otherLanguages(commitments: readonly CommitmentView[]): string[] {
  const told = commitments.flatMap(({ state, milestones }) => {
    const wordings = [state.titles, ...milestones.map(({ titles }) => titles), ...Object.values(state.prose)];
    return wordings.flatMap((wording) => Object.keys(wording ?? {})).filter((code) => code !== state.language);
  });
  return [...new Set(told)].sort();
}

function namesOf<Of>(columns: readonly Columns<Of>[], others: readonly string[]): string[] {
  return columns.flatMap(({ names }) => (typeof names === 'function' ? names(others) : names));
}

const empty = <Of>(columns: readonly Columns<Of>[], others: readonly string[]): Cell[] =>
  namesOf(columns, others).map(() => null);

/** The rows of one commitment, in a table that tells `others`. */
const rowsOf = perCommitment((view, commitment, others): TextPart => {
  const told = { view, commitment, others };
  const own = commitmentColumns.flatMap(({ cells }) => cells(told));
  const prose = proseColumns.flatMap(({ cells }) => cells(told));
  const facts = factsOf(view, commitment);
  const rows = facts.map((one, place) => [
    ...own,
    ...(place === 0 ? prose : empty(proseColumns, others)),
    ...milestoneColumns.flatMap(({ cells }) => cells({ ...told, facts: one })),
  ]);
  return { text: csv(rows.length > 0 ? rows : [[...own, ...prose, ...empty(milestoneColumns, others)]]) };
});

/**
 * One row a milestone; a commitment without any has a row of its own, so that it does not vanish. What an import carries
 * can be imported back from it.
 */
export function statusCsv(views: readonly Tabled[]): string {
  return joined(statusCsvParts(views));
}

type Tabled = { readonly view: PlanView; readonly commitments: readonly CommitmentView[] };

/** Its parts, to be joined: the names of its columns, and the rows of each commitment. */
export function statusCsvParts(views: readonly Tabled[]): readonly TextPart[] {
  const others = otherLanguages(views.flatMap(({ commitments }) => commitments));
  const rows = views.flatMap(({ view, commitments }) => commitments.map((one) => rowsOf(view, one, others)));
  const names = [...namesOf(commitmentColumns, others), ...namesOf(proseColumns, others), ...namesOf(milestoneColumns, others)];
  return [{ text: csv([names]) }, ...rows];
}
