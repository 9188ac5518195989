import { canonicalJson } from '../domain/canonical-json.ts';
import { type Problem, type Refused, refused, schemaRefusal } from '../domain/errors.ts';
import { localDay } from '../domain/fuzzy-date.ts';
import { type ParticipationProcess, participationProcess } from '../domain/plan.ts';
import { type Accepted, type ChangeDeps, changePlan, type Envelope, textWriter } from './append-change.ts';
import { processIdOf } from './cite-source.ts';
import type { TypedStep } from './record-process.ts';
import { cleanTitles, dateTextProblems, hasRedacted, type Titles, textKeeper, wordingProblems } from './typed-text.ts';

/** The process a step belongs to: one of the record, or one that begins with this step. */
export type OfProcess = { readonly id: string } | { readonly title: string };

/** Most steps one process keeps; the schema says the same. */
const stepLimit = 100;

function begun(id: string, titles: Titles): ParticipationProcess {
  return {
    id,
    titles,
    organiser: null,
    period: { start: null, end: null },
    purpose: null,
    methods: [],
    participants: null,
    deliverables: [],
    followUp: [],
    links: [],
    steps: [],
    documentIds: [],
  };
}

/**
 * Adds a dated step to a participation process, which then cites the step's documents too. The same id again replaces the
 * step; what stands already is refused as unchanged.
 */
export function recordStep(
  deps: ChangeDeps,
  command: Envelope & { readonly planId: string; readonly of: OfProcess; readonly step: TypedStep },
): Promise<Accepted | Refused> {
  return changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    const { processes, settings } = current.state;
    const language = settings.languages[0] ?? 'fr';
    const { of } = command;
    const titles = cleanTitles('title' in of ? { [language]: of.title } : {});
    const title = titles[language];
    const id = 'id' in of ? of.id : processIdOf(title ?? '');
    const there = processes.find((one) => one.id === id);
    const before = there?.steps?.find((one) => one.id === command.step.id);
    const step = { ...command.step, titles: cleanTitles(command.step.titles) };
    const today = localDay(command.now, settings.zone);
    const isAhead = step.state === 'held' && step.date?.from != null && step.date.from > today;
    const problems: Problem[] = [
      ...('title' in of ? wordingProblems('process', titles, language) : []),
      ...wordingProblems('titles', step.titles, language, hasRedacted(current.texts, before?.titles)),
      ...dateTextProblems('date', step.date),
      ...(isAhead ? [{ field: 'date', code: 'in-the-future' } as const] : []),
    ];
    if (problems.length > 0) return refused('invalid', problems);
    const { write, texts } = textWriter(deps.rng);
    const keep = textKeeper(current.texts, write);
    const known = there ?? (title === undefined ? undefined : begun(id, keep.titles({ [language]: title }, undefined)));
    if (known === undefined) return refused('invalid', [{ field: 'process', code: 'unknown' }]);
    const steps = known.steps ?? [];
    const place = steps.findIndex((one) => one.id === step.id);
    if (place < 0 && steps.length >= stepLimit) {
      return refused('invalid', [{ field: 'process', code: 'too-many', detail: String(stepLimit) }]);
    }
    const written = { ...step, titles: keep.titles(step.titles, before?.titles) };
    const read = participationProcess.safeParse({
      ...known,
      steps: place < 0 ? [...steps, written] : steps.with(place, written),
      documentIds: [...new Set([...known.documentIds, ...step.documentIds])],
    });
    if (!read.success) return schemaRefusal(read.error);
    if (canonicalJson(known) === canonicalJson(read.data)) return refused('invalid', [{ field: 'step', code: 'unchanged' }]);
    return { ok: true, change: { type: 'process-recorded', data: { process: read.data } }, texts };
  });
}
