import type { Temporal } from 'temporal-polyfill';
import { canonicalJson } from '../domain/canonical-json.ts';
import { type Problem, type Refused, refused } from '../domain/errors.ts';
import type { Actor, PlanSettings } from '../domain/plan.ts';
import type { Proposal } from '../domain/proposal.ts';
import { publicTextProblems } from '../domain/public-text.ts';
import { sha256Of } from '../domain/text.ts';
import type { PeopleStore, RecordStore, Rng } from '../ports.ts';
import { decode } from '../reading/decode.ts';
import type { Draft } from '../reading/draft.ts';
import type { Source } from '../reading/read-source.ts';
import { readSources } from '../reading/read-sources.ts';
import { collectProposals } from './collect-proposals.ts';
import { finishImportsOf } from './finish-imports.ts';
import { type ImportedItem, type ImportReport, importSheets, type NamedPerson, namedPeople, wasLead } from './import-sheets.ts';
import type { MovedDeadline } from './moved-deadlines.ts';

type Deps = { readonly record: RecordStore; readonly people: PeopleStore; readonly rng: Rng };

export type ReviewCommand = {
  readonly planId: string;
  readonly sources: readonly Source[];
  readonly actor: Actor;
  readonly now: Temporal.Instant;
};

/** One file as it was read, with the lines it was read from. */
export type ReviewedFile = { readonly draft: Draft; readonly lines: readonly string[] };

/** Somebody a sheet names who can be written to. `isNew`: the import gives them a role here, unconfirmed. */
export type ReviewedPerson = NamedPerson & { readonly isNew: boolean };

/** What an import would do, before anything is written. */
export type ImportReview = {
  readonly files: readonly ReviewedFile[];
  /** No file was refused, and the import as a whole can be written. */
  readonly canBeWritten: boolean;
  /** What keeps the import as a whole from being written, beside the errors of single files. */
  readonly problems: readonly Problem[];
  readonly items: readonly ImportedItem[];
  readonly warnings: ImportReport['warnings'];
  readonly people: readonly ReviewedPerson[];
  /** Deadlines in force that this person may not move alone: with one of them nothing can be written. */
  readonly heldBack: readonly MovedDeadline[];
  /** Dated events nobody has been asked about yet. */
  readonly proposals: readonly Proposal[];
  /** Nothing of this is new: there is nothing to confirm. */
  readonly isUnchanged: boolean;
  /** Stands for the sources, the difference and the people: what is confirmed is what was reviewed. */
  readonly digest: string;
};

/** What one import may bring in files (RELIABILITY S14). Carried as text it still fits the body of the confirmation. */
export const importLimits = { files: 20, bytes: 1_500_000, name: 255 } as const;

/**
 * What keeps sources from being read at all, the first thing first: `sources`, or `sources.0.name`. Names are public, as the log
 * tells what each value was read from, and each stands for one source.
 */
export function sourcesProblems(sources: readonly Source[]): Problem[] {
  if (sources.length === 0) return [{ field: 'sources', code: 'required' }];
  if (sources.length > importLimits.files) {
    return [{ field: 'sources', code: 'too-many', detail: String(importLimits.files) }];
  }
  if (sources.reduce((sum, { bytes }) => sum + bytes.length, 0) > importLimits.bytes) {
    return [{ field: 'sources', code: 'too-long', detail: String(importLimits.bytes) }];
  }
  const names = sources.map(({ name }) => name);
  return names.flatMap((name, index): Problem[] => {
    const field = `sources.${index}.name`;
    if (name.trim() === '') return [{ field, code: 'required' }];
    const problems = publicTextProblems(field, name, importLimits.name);
    return names.indexOf(name) < index ? [...problems, { field, code: 'taken' }] : problems;
  });
}

/** Commitments one import may bring: each is read from the record before anything is said of it. */
const commitmentLimit = 400;

/** What keeps so much from being imported at once, or null. */
function tooMuch(drafts: readonly Draft[]): Refused | null {
  const count = drafts.reduce((sum, { commitments }) => sum + commitments.length, 0);
  return count <= commitmentLimit
    ? null
    : refused('invalid', [{ field: 'commitments', code: 'too-many', detail: String(commitmentLimit) }]);
}

function linesOf({ bytes }: Source): readonly string[] {
  const decoded = decode(bytes);
  return decoded.ok ? decoded.text.split(/\r\n|\n|\r/u) : [];
}

function draftsOf({ sources }: ReviewCommand, { languages, fiscalYearStartsInMonth }: PlanSettings): readonly Draft[] {
  return readSources(sources, { language: languages[0], fiscalYearStartsInMonth }).drafts;
}

async function reviewedPeople({ people }: Deps, drafts: readonly Draft[], settings: PlanSettings): Promise<ReviewedPerson[]> {
  const named = namedPeople(drafts, settings);
  return Promise.all(
    named.map(async (one) => {
      const known = await people.contactByEmail(one.person.email ?? '');
      const held = known === null ? [] : await people.assignmentsOf(known.id);
      return { ...one, isNew: !wasLead(held, settings.id, one.number) };
    }),
  );
}

/** The proposals an import would keep, found by collecting them into a store that keeps nothing. */
async function newProposals({ people }: Deps, command: ReviewCommand, drafts: readonly Draft[]): Promise<readonly Proposal[]> {
  const known = await people.proposalsOf(command.planId);
  const ids = new Set(known.map(({ id }) => id));
  const found: Proposal[] = [];
  const nothingKept = {
    proposalsOf: async () => known,
    addProposals: async (more: readonly Proposal[]) => {
      found.push(...more.filter(({ id }) => !ids.has(id)));
      return found.length;
    },
  };
  await collectProposals({ people: nothingKept }, { planId: command.planId, drafts, now: command.now });
  return found;
}

/**
 * Reads sources and says what importing them would do. Writes nothing of them. With an error in one file nothing can be imported at
 * all, and the difference is not computed.
 */
export async function reviewImport(deps: Deps, command: ReviewCommand): Promise<{ ok: true; review: ImportReview } | Refused> {
  const unreadable = sourcesProblems(command.sources);
  if (unreadable.length > 0) return refused('invalid', unreadable);
  // What an import that died had still to write comes first: the difference is then shown against all of it.
  await finishImportsOf(deps, command.planId);
  const plan = await deps.record.plan(command.planId);
  if (plan === null) return refused('unknown-plan');
  const { settings } = plan.state;
  const drafts = draftsOf(command, settings);
  const files = drafts.map((draft, index) => ({
    draft,
    lines: linesOf(command.sources[index] ?? { name: '', bytes: new Uint8Array() }),
  }));
  const hasErrors = drafts.some(({ errors }) => errors.length > 0);
  const { planId, actor, now } = command;
  const outcome = hasErrors
    ? null
    : (tooMuch(drafts) ?? (await importSheets(deps, { planId, actor, now, drafts, dryRun: true })));
  const report = outcome?.ok ? outcome : null;
  const people = report === null ? [] : await reviewedPeople(deps, drafts, settings);
  const proposals = report === null ? [] : await newProposals(deps, command, drafts);
  const items = report?.items ?? [];
  const isUnchanged =
    items.every((item) => item.outcome === 'unchanged') && people.every(({ isNew }) => !isNew) && proposals.length === 0;
  const told = {
    sources: drafts.map(({ source, sha256 }) => [source, sha256]),
    items: items.map(({ differences, ...item }) => ({ ...item, differences: differences.map((one) => ({ ...one })) })),
    people: people.map(({ number, person, isNew }) => [number, person.email, isNew]),
  };
  return {
    ok: true,
    review: {
      files,
      canBeWritten: report !== null && report.heldBack.length === 0,
      problems: outcome?.ok === false ? outcome.problems : [],
      items,
      warnings: report?.warnings ?? drafts.flatMap(({ source, warnings }) => warnings.map((warning) => ({ ...warning, source }))),
      people,
      heldBack: report?.heldBack ?? [],
      proposals,
      isUnchanged,
      digest: sha256Of(canonicalJson(told)),
    },
  };
}

/** `moved`: the import would now do something else than what was reviewed, and was not carried out. */
export type ConfirmOutcome =
  | { readonly ok: true; readonly report: ImportReport }
  | { readonly ok: true; readonly report: null }
  | { readonly ok: false; readonly reason: 'moved'; readonly review: ImportReview }
  | Refused;

/**
 * Imports what was reviewed, if it still would do just that. A confirmation that was sent twice finds everything done and does
 * nothing: its report is null.
 */
export async function confirmImport(deps: Deps, command: ReviewCommand & { readonly digest: string }): Promise<ConfirmOutcome> {
  const reviewed = await reviewImport(deps, command);
  if (!reviewed.ok) return reviewed;
  const { review } = reviewed;
  if (review.canBeWritten && review.isUnchanged) return { ok: true, report: null };
  if (!review.canBeWritten || review.digest !== command.digest) return { ok: false, reason: 'moved', review };
  const { planId, actor, now } = command;
  const drafts = review.files.map(({ draft }) => draft);
  const outcome = await importSheets(deps, { planId, actor, now, drafts, dryRun: false });
  return outcome.ok ? { ok: true, report: outcome } : outcome;
}
