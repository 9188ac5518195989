import { canonicalJson } from '../domain/canonical-json.ts';
import { type Problem, type Refused, refused, schemaRefusal } from '../domain/errors.ts';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import { type ParticipationProcess, type ProcessStep, participationProcess } from '../domain/plan.ts';
import { publicTextProblems, typed } from '../domain/public-text.ts';
import type { TextRef, Texts } from '../domain/text.ts';
import { webAddressProblems } from '../domain/web-address.ts';
import type { PlanRecord } from '../ports.ts';
import { type Accepted, type ChangeDeps, changePlan, type Envelope, textWriter } from './append-change.ts';
import { hasMoved } from './last-change.ts';
import { citationProblems, cleanTitles, dateTextProblems, isRedacted, keptOrWritten, wordingProblems } from './typed-text.ts';

/** One item of the follow-up. A reference stands for a text of the record that was redacted: it keeps its place. */
type TypedFollowUp = { readonly text: string | TextRef; readonly url: string | null; readonly date: FuzzyDate | null };

/** A participation process as somebody types it. No purpose, where the record's was redacted, leaves it redacted. */
export type TypedProcess = Omit<ParticipationProcess, 'purpose' | 'followUp' | 'steps'> & {
  readonly purpose: string | null;
  readonly followUp: readonly TypedFollowUp[];
  readonly steps: readonly ProcessStep[];
};

export type RecordProcess = Envelope & {
  readonly planId: string;
  /** `seq` of the plan's log as the person saw it: refused as stale when this process changed since. Absent or null skips it. */
  readonly version?: number | null;
  readonly process: TypedProcess;
};

/** As much as the record holds: what was imported may be mended without being cut. */
const longText = 20_000;
const longLine = 1_000;
const shortLine = 500;

function listProblems(field: string, list: readonly string[], limit: number): Problem[] {
  return list.flatMap((one, index) => publicTextProblems(`${field}.${index}`, one, limit));
}

function followUpProblems(followUp: readonly TypedFollowUp[], mayStay: (ref: TextRef) => boolean): Problem[] {
  return followUp.flatMap(({ text, url, date }, index): Problem[] => {
    const field = `followUp.${index}`;
    const isThere = typeof text === 'string' ? typed(text) !== null : mayStay(text);
    return [
      ...(isThere ? [] : [{ field: `${field}.text`, code: 'required' } as const]),
      ...(typeof text === 'string' ? publicTextProblems(`${field}.text`, text, longText) : []),
      ...(url === null ? [] : webAddressProblems(`${field}.url`, url)),
      ...dateTextProblems(`${field}.date`, date),
    ];
  });
}

function linksProblems(links: TypedProcess['links']): Problem[] {
  return links.flatMap(({ title, url }, index): Problem[] => [
    ...(typed(title) === null ? [{ field: `links.${index}.title`, code: 'required' } as const] : []),
    ...publicTextProblems(`links.${index}.title`, title, shortLine),
    ...webAddressProblems(`links.${index}.url`, url),
  ]);
}

function stepsProblems(steps: readonly ProcessStep[], own: string): Problem[] {
  const ids = steps.map(({ id }) => id);
  return steps.flatMap(({ id, titles, date }, index): Problem[] => [
    ...(ids.indexOf(id) < index ? [{ field: `steps.${index}.titles.${own}`, code: 'taken' } as const] : []),
    ...wordingProblems(`steps.${index}.titles`, titles, own),
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

/** Everything that keeps a process from being published, by field. */
export function processProblems(typedProcess: TypedProcess, plan: PlanRecord): Problem[] {
  const { state, texts } = plan;
  const process = cleanedProcess(typedProcess);
  const own = state.settings.languages[0] ?? 'fr';
  const known = state.processes.find(({ id }) => id === process.id);
  const redacted = (known?.followUp ?? []).filter(({ text }) => isRedacted(texts, text)).map(({ text }) => text.sha256);
  return [
    ...wordingProblems('titles', process.titles, own),
    ...[process, ...process.steps].flatMap(({ documentIds }) => citationProblems(documentIds, plan)),
    ...publicTextProblems('organiser', process.organiser ?? '', shortLine),
    ...dateTextProblems('period.start', process.period.start),
    ...dateTextProblems('period.end', process.period.end),
    ...publicTextProblems('purpose', process.purpose ?? '', longText),
    ...listProblems('methods', process.methods, longLine),
    ...publicTextProblems('participants', process.participants ?? '', shortLine),
    ...listProblems('deliverables', process.deliverables, longLine),
    ...followUpProblems(process.followUp, ({ sha256 }) => redacted.includes(sha256)),
    ...linksProblems(process.links),
    ...stepsProblems(process.steps, own),
    ...countProblems(process),
  ];
}

/** The process with its free texts as references, those of the record where their words are the same. */
function withTexts(
  process: TypedProcess,
  known: ParticipationProcess | undefined,
  recorded: Texts,
  write: (text: string) => TextRef,
): ParticipationProcess {
  const { purpose, followUp, steps, ...rest } = process;
  const knownPurpose = known?.purpose ?? null;
  const told = (known?.followUp ?? []).map(({ text }) => text);
  const keptPurpose = isRedacted(recorded, knownPurpose) ? knownPurpose : null;
  return {
    ...rest,
    purpose: purpose === null ? keptPurpose : keptOrWritten(purpose, [knownPurpose], recorded, write),
    followUp: followUp.map(({ text, url, date }) => ({
      text: typeof text === 'string' ? keptOrWritten(text, told, recorded, write) : text,
      url,
      date,
    })),
    // Entries from before steps were kept have none: an edit of something else must not look like a change of steps.
    ...(steps.length === 0 && known?.steps === undefined ? {} : { steps: [...steps] }),
  };
}

/**
 * Records a consultation, panel or workshop with what followed from it. The same id again replaces what was known: the
 * follow-up arrives later. Purpose and follow-up can be redacted. What stands already is refused as unchanged.
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
    const read = participationProcess.safeParse(withTexts(process, known, current.texts, write));
    if (!read.success) return schemaRefusal(read.error);
    if (known !== undefined && canonicalJson(known) === canonicalJson(read.data)) {
      return refused('invalid', [{ field: 'process', code: 'unchanged' }]);
    }
    return { ok: true, change: { type: 'process-recorded', data: { process: read.data } }, texts };
  });
}
