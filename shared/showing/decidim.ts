import { deadlineOf, declaredStatusOf, type MilestoneState } from '../domain/commitment.ts';
import { deadlineDay, type FuzzyDate } from '../domain/fuzzy-date.ts';
import type { Wording } from '../domain/identifiers.ts';
import { readText } from '../domain/text.ts';
import { folderOf } from './addresses.ts';
import { factsOf, type MilestoneFacts } from './milestone-facts.ts';
import { plainLine, plainText } from './plain-text.ts';
import { csv } from './status-csv.ts';
import { type CommitmentView, dayOf, type PlanView } from './view.ts';

/** Ids that a Decidim gave its results, by number of the commitment: `28` → `112`. */
export type DecidimParents = ReadonlyMap<string, string>;

type Result = {
  readonly parent: string | null;
  readonly titles: Wording;
  readonly descriptions: Wording;
  readonly start: string | null;
  readonly end: string | null;
  /** Percent. */
  readonly progress: number;
  readonly createdOn: string | null;
  readonly url: string;
};

/** The columns of Decidim's accountability component, in its order, one for each language. */
export function decidimColumns(languages: readonly string[]): string[] {
  const inEach = (name: string): string[] => languages.map((code) => `${name}/${code}`);
  return [
    ...['id', 'category/id', ...inEach('category/name'), 'scope/id', ...inEach('scope/name'), 'parent/id'],
    ...[...inEach('title'), ...inEach('description'), 'start_date', 'end_date', 'status/id', 'status/key'],
    ...[...inEach('status/name'), 'progress', 'created_at', 'url', 'component/id', 'proposal_urls'],
  ];
}

/**
 * Cells of a result. What the host assigns stays empty: its id, since an empty one creates; categories, scopes and statuses,
 * whose ids are its own; proposals, of whose address it reads the last digit alone.
 */
function cellsOf(result: Result, languages: readonly string[]): (string | number | null)[] {
  const { parent, titles, descriptions, start, end, progress, createdOn, url } = result;
  const none = languages.map(() => null);
  const inEach = (texts: Wording) => languages.map((code) => texts[code] ?? null);
  return [
    ...[null, null, ...none, null, ...none, parent, ...inEach(titles), ...inEach(descriptions), start, end],
    ...[null, null, ...none, progress, createdOn, url, null, null],
  ];
}

/** Share of milestones declared complete, in percent, rounded down: never from a status, and 99 is not done. */
export function progressOf(milestones: readonly MilestoneState[]): number {
  const complete = milestones.filter((one) => declaredStatusOf(one) === 'complete').length;
  return milestones.length === 0 ? 0 : Math.floor((100 * complete) / milestones.length);
}

const startDay = (date: FuzzyDate | null): string | null => (date?.ambiguity === undefined ? (date?.from ?? null) : null);

const createdOn = (view: PlanView, { log }: CommitmentView): string | null => {
  const [first] = log;
  return first === undefined ? null : dayOf(first.at, view.state.settings.zone);
};

/** What the promise is, in each language in which the sheet says it: its description, else the problem it answers. */
function descriptionsOf({ state: { prose }, texts }: CommitmentView): Wording {
  const told = Object.entries(prose.description ?? prose.problem ?? {}).flatMap(([code, ref]) => {
    const text = readText(texts, ref);
    return text === null ? [] : [[code, plainText(text)] as const];
  });
  return Object.fromEntries(told);
}

function ofCommitment(view: PlanView, commitment: CommitmentView): Result {
  const { state, milestones } = commitment;
  return {
    parent: null,
    titles: Object.fromEntries(Object.entries(state.titles).map(([code, text]) => [code, plainLine(text)])),
    descriptions: descriptionsOf(commitment),
    start: startDay(state.period.start),
    end: deadlineDay(state.period.end),
    progress: progressOf(milestones),
    createdOn: createdOn(view, commitment),
    url: `${view.publicUrl}/${folderOf(state.id, view.language, view.language)}`,
  };
}

/** A milestone's description is the words of its deadline: Decidim keeps full days only. */
function ofMilestone(view: PlanView, commitment: CommitmentView, facts: MilestoneFacts, parent: string | null): Result {
  const milestone = commitment.milestones.find(({ id }) => id === facts.id);
  return {
    parent,
    titles: facts.titles,
    descriptions: facts.due === null ? {} : { [commitment.state.language]: facts.due.text },
    start: startDay(facts.start),
    end: milestone === undefined ? null : deadlineDay(deadlineOf(milestone).due),
    progress: facts.declared === 'complete' ? 100 : 0,
    createdOn: createdOn(view, commitment),
    url: facts.url,
  };
}

function table(view: PlanView, results: readonly Result[]): string {
  const { languages } = view.state.settings;
  return csv([decidimColumns(languages), ...results.map((one) => cellsOf(one, languages))]);
}

/** Commitments as results of a Decidim: the file to import first. */
export function decidimCommitments(view: PlanView): string {
  return table(
    view,
    view.commitments.map((one) => ofCommitment(view, one)),
  );
}

/**
 * Milestones as results under their commitments. Decidim destroys a row whose parent it does not know, and gives ids itself:
 * until `parents` are known that column is empty.
 */
export function decidimMilestones(view: PlanView, parents: DecidimParents = new Map()): string {
  const results = view.commitments.flatMap((commitment) => {
    const parent = parents.get(commitment.state.number) ?? null;
    return factsOf(view, commitment).map((facts) => ofMilestone(view, commitment, facts, parent));
  });
  return table(view, results);
}
