import { canonicalJson } from '../domain/canonical-json.ts';
import { type Problem, type Refused, refused, schemaRefusal } from '../domain/errors.ts';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import type { Wording } from '../domain/identifiers.ts';
import { type ParticipationProcess, type ProcessStep, participationProcess } from '../domain/plan.ts';
import { lineLimit, longTextLimit, publicTextProblems, shortLimit, typed } from '../domain/public-text.ts';
import type { TextRef } from '../domain/text.ts';
import { webAddressProblems } from '../domain/web-address.ts';
import type { PlanRecord } from '../ports.ts';
import { type Accepted, type ChangeDeps, changePlan, type Envelope, textWriter } from './append-change.ts';
import { hasMoved } from './last-change.ts';
import {
  citationProblems,
  cleanTitles,
  dateTextProblems,
  hasRedacted,
  isRedacted,
  type TextKeeper,
  textKeeper,
  wordingProblems,
} from './typed-text.ts';

/** One item of the follow-up. A reference stands for a text of the record that was redacted: it keeps its place. */
type TypedFollowUp = { readonly text: string | TextRef; readonly url: string | null; readonly date: FuzzyDate | null };

/** A dated step as somebody types it. */
export type TypedStep = Omit<ProcessStep, 'titles'> & { readonly titles: Wording };

/**
 * A participation process as somebody types it. No text, where the record's was redacted, leaves it redacted: for a link, where
 * its address stands already; lines that were redacted keep their place.
 */
export type TypedProcess = Pick<ParticipationProcess, 'id' | 'period' | 'documentIds'> & {
  readonly titles: Wording;
  readonly organiser: string | null;
  readonly purpose: string | null;
  readonly methods: readonly string[];
  readonly participants: string | null;
  readonly deliverables: readonly string[];
  readonly followUp: readonly TypedFollowUp[];
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly steps: readonly TypedStep[];
};

export type RecordProcess = Envelope & {
  readonly planId: string;
  /** `seq` of the plan's log as the person saw it: refused as stale when this process changed since. Absent or null skips it. */
  readonly version?: number | null;
  readonly process: TypedProcess;
};

function listProblems(field: string, list: readonly string[], limit: number): Problem[] {
  return list.flatMap((one, index) => publicTextProblems(`${field}.${index}`, one, limit));
}

function followUpProblems(followUp: readonly TypedFollowUp[], mayStay: (ref: TextRef) => boolean): Problem[] {
  return followUp.flatMap(({ text, url, date }, index): Problem[] => {
    const field = `followUp.${index}`;
    const isThere = typeof text === 'string' ? typed(text) !== null : mayStay(text);
    return [
      ...(isThere ? [] : [{ field: `${field}.text`, code: 'required' } as const]),
      ...(typeof text === 'string' ? publicTextProblems(`${field}.text`, text, longTextLimit) : []),
      ...(url === null ? [] : webAddressProblems(`${field}.url`, url)),
      ...dateTextProblems(`${field}.date`, date),
    ];
  });
}

function linksProblems(links: TypedProcess['links'], isKept: (url: string) => boolean): Problem[] {
  return links.flatMap(({ title, url }, index): Problem[] => [
    ...(typed(title) === null && !isKept(url) ? [{ field: `links.${index}.title`, code: 'required' } as const] : []),
    ...publicTextProblems(`links.${index}.title`, title, shortLimit),
    ...webAddressProblems(`links.${index}.url`, url),
  ]);
}

function stepsProblems(steps: readonly TypedStep[], own: string, isKept: (id: string) => boolean): Problem[] {
  const ids = steps.map(({ id }) => id);
  return steps.flatMap(({ id, titles, date }, index): Problem[] => [
    ...(ids.indexOf(id) < index ? [{ field: `steps.${index}.titles.${own}`, code: 'taken' } as const] : []),
    ...wordingProblems(`steps.${index}.titles`, titles, own, isKept(id)),
    ...dateTextProblems(`steps.${index}.date`, date),
  ]);
}

const countLimits = { methods: 50, deliverables: 50, followUp: 50, links: 50, steps: 100, documentIds: 20 } as const;

function countProblems(process: TypedProcess): Problem[] {
  return Object.entries(countLimits).flatMap(([field, limit]) => {
    const list = process[field as keyof typeof countLimits];
    return list.length > limit ? [{ field, code: 'too-many', detail: String(limit) } as const] : [];
  });
}

function cleanedProcess(process: TypedProcess): TypedProcess {
  const lines = (list: readonly string[]): string[] => list.flatMap((one) => typed(one) ?? []);
  return {
    ...process,
    titles: cleanTitles(process.titles),
    organiser: typed(process.organiser),
    purpose: typed(process.purpose),
    methods: lines(process.methods),
    participants: typed(process.participants),
    deliverables: lines(process.deliverables),
    followUp: process.followUp.map((one) => ({
      ...one,
      text: typeof one.text === 'string' ? (typed(one.text) ?? '') : one.text,
    })),
    links: process.links.map(({ title, url }) => ({ title: typed(title) ?? '', url })),
    steps: process.steps.map((step) => ({ ...step, titles: cleanTitles(step.titles) })),
  };
}

/** Everything that keeps a process from being published, by field. Its limits are an import's: what came so may be mended uncut. */
export function processProblems(typedProcess: TypedProcess, plan: PlanRecord): Problem[] {
  const { state, texts } = plan;
  const process = cleanedProcess(typedProcess);
  const own = state.settings.languages[0] ?? 'fr';
  const known = state.processes.find(({ id }) => id === process.id);
  const redacted = (known?.followUp ?? []).filter(({ text }) => isRedacted(texts, text)).map(({ text }) => text.sha256);
  const isLinkKept = (url: string): boolean => isRedacted(texts, linkAt(known, url)?.title);
  const isStepKept = (id: string): boolean => hasRedacted(texts, stepOf(known, id)?.titles);
  return [
    ...wordingProblems('titles', process.titles, own, hasRedacted(texts, known?.titles)),
    ...[process, ...process.steps].flatMap(({ documentIds }) => citationProblems(documentIds, plan)),
    ...publicTextProblems('organiser', process.organiser ?? '', shortLimit),
    ...dateTextProblems('period.start', process.period.start),
    ...dateTextProblems('period.end', process.period.end),
    ...publicTextProblems('purpose', process.purpose ?? '', longTextLimit),
    ...listProblems('methods', process.methods, lineLimit),
    ...publicTextProblems('participants', process.participants ?? '', shortLimit),
    ...listProblems('deliverables', process.deliverables, lineLimit),
    ...followUpProblems(process.followUp, ({ sha256 }) => redacted.includes(sha256)),
    ...linksProblems(process.links, isLinkKept),
    ...stepsProblems(process.steps, own, isStepKept),
    ...countProblems(process),
  ];
}

type Known = ParticipationProcess | undefined;

const linkAt = (known: Known, url: string) => known?.links.find((one) => one.url === url);
const stepOf = (known: Known, id: string) => known?.steps?.find((one) => one.id === id);

/** The process with its words as references. */
function withTexts(process: TypedProcess, known: Known, keep: TextKeeper): unknown {
  const { titles, organiser, purpose, methods, participants, deliverables, followUp, links, steps, ...rest } = process;
  const told = (known?.followUp ?? []).map(({ text }) => text);
  return {
    ...rest,
    // What people add does not undo that it was read.
    ...(known?.source === undefined ? {} : { source: known.source }),
    titles: keep.titles(titles, known?.titles),
    organiser: keep.maybe(organiser, known?.organiser),
    purpose: keep.maybe(purpose, known?.purpose),
    methods: keep.lines(methods, known?.methods),
    participants: keep.maybe(participants, known?.participants),
    deliverables: keep.lines(deliverables, known?.deliverables),
    followUp: followUp.map(({ text, url, date }) => ({
      text: typeof text === 'string' ? keep.text(text, told) : text,
      url,
      date,
    })),
    links: links.map(({ title, url }) => ({ title: keep.maybe(title, linkAt(known, url)?.title), url })),
    // Entries from before steps were kept have none: an edit of something else must not look like a change of steps.
    ...(steps.length === 0 && known?.steps === undefined
      ? {}
      : { steps: steps.map((step) => ({ ...step, titles: keep.titles(step.titles, stepOf(known, step.id)?.titles) })) }),
  };
}

/**
 * Records a consultation, panel or workshop with what followed from it. The same id again replaces what was known: the
 * follow-up arrives later. Its words can be redacted. What stands already is refused as unchanged.
 */
export function recordProcess(deps: ChangeDeps, command: RecordProcess): Promise<Accepted | Refused> {
  return changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    if (hasMoved(current.log, command.process.id, command.version ?? null)) return refused('stale');
    const problems = processProblems(command.process, current);
    if (problems.length > 0) return refused('invalid', problems);
    const known = current.state.processes.find(({ id }) => id === command.process.id);
    const process = cleanedProcess(command.process);
    const { write, texts } = textWriter(deps.rng);
    const read = participationProcess.safeParse(withTexts(process, known, textKeeper(current.texts, write)));
    if (!read.success) return schemaRefusal(read.error);
    if (known !== undefined && canonicalJson(known) === canonicalJson(read.data)) {
      return refused('invalid', [{ field: 'process', code: 'unchanged' }]);
    }
    return { ok: true, change: { type: 'process-recorded', data: { process: read.data } }, texts };
  });
}
