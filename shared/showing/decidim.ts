import { deadlineOf, declaredStatusOf, type MilestoneState } from '../domain/commitment.ts';
import { deadlineDay, type FuzzyDate } from '../domain/fuzzy-date.ts';
import type { Wording } from '../domain/identifiers.ts';
import { readText } from '../domain/text.ts';
import { folderOf } from './addresses.ts';
import { csvForPrograms } from './csv.ts';
import { factsOf, type MilestoneFacts } from './milestone-facts.ts';
import { perCommitment } from './per-commitment.ts';
import { plainLine, plainText } from './plain-text.ts';
import { simpleHtml } from './simple-html.ts';
import { type CommitmentView, dayOf, type PlanView } from './view.ts';

/** Ids that a Decidim gave its results, by number of the commitment: `28` → `112`. */
export type DecidimParents = ReadonlyMap<string, string>;

type Result = {
  readonly parent: string | null;
  /** What its texts were written in. */
  readonly language: string;
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
 * Cells of a result, as they are: Decidim takes nothing away from them. What the host assigns stays empty: its id, since an empty
 * one creates; categories, scopes and statuses, whose ids are its own; proposals, of whose address it reads the last digit alone.
 */
function cellsOf(result: Result, languages: readonly string[]): (string | number | null)[] {
  const { parent, language, titles, descriptions, start, end, progress, createdOn, url } = result;
  const none = languages.map(() => null);
  // A result without a title is none: in languages that no column has it stands in the first one.
  const isForeign = languages.every((code) => titles[code] === undefined);
  const own = (texts: Wording) => texts[language] ?? Object.values(texts)[0];
  const inEach = (texts: Wording) =>
    languages.map((code, place) => texts[code] ?? (isForeign && place === 0 ? own(texts) : null) ?? null);
  return [
    ...[null, null, ...none, null, ...none, parent, ...inEach(titles), ...inEach(inHtml(descriptions)), start, end],
    ...[null, null, ...none, progress, createdOn, url, null, null],
  ];
}

/** Share of milestones declared complete, in percent, rounded down: never from a status, and 99 is not done. */
export function progressOf(milestones: readonly MilestoneState[]): number {
  const complete = milestones.filter((one) => declaredStatusOf(one) === 'complete').length;
  return milestones.length === 0 ? 0 : Math.floor((100 * complete) / milestones.length);
}

/** Decidim takes a description as HTML. */
const inHtml = (texts: Wording): Wording =>
  Object.fromEntries(Object.entries(texts).map(([code, text]) => [code, simpleHtml(text)]));

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
    language: state.language,
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
    language: commitment.state.language,
    titles: facts.titles,
    descriptions: facts.due === null ? {} : { [commitment.state.language]: facts.due.text },
    start: startDay(facts.start),
    end: milestone === undefined ? null : deadlineDay(deadlineOf(milestone).due),
    progress: facts.declared === 'complete' ? 100 : 0,
    createdOn: createdOn(view, commitment),
    url: facts.url,
  };
}

const linesOf = (view: PlanView, results: readonly Result[]): string =>
  csvForPrograms(results.map((one) => cellsOf(one, view.state.settings.languages)));

const header = ({ state }: PlanView): string => csvForPrograms([decidimColumns(state.settings.languages)]);

/** The row of one commitment: the file is published at each change, and most rows are as they were. */
const rowOf = perCommitment((view, commitment) => ({ line: linesOf(view, [ofCommitment(view, commitment)]) }));

/** Commitments as results of a Decidim: the file to import first. */
export function decidimCommitments(view: PlanView): string {
  return [header(view), ...view.commitments.map((one) => rowOf(view, one).line)].join('');
}

/**
 * Milestones as results under their commitments. Decidim destroys a row whose parent it does not know, and gives ids itself:
 * the column is empty where `parents` does not know one, and such a file is for nobody's import.
 */
export function decidimMilestones(view: PlanView, parents: DecidimParents): string {
  const rows = view.commitments.map((commitment) => {
    const parent = parents.get(commitment.state.number) ?? null;
    return linesOf(
      view,
      factsOf(view, commitment).map((facts) => ofMilestone(view, commitment, facts, parent)),
    );
  });
  return [header(view), ...rows].join('');
}
